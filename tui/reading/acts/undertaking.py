"""An undertaking: the drafts of the sentences that tell of it, and what they say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tui.reading.acts.cast import Parties
from tui.reading.acts.drafts import Draft
from tui.reading.acts.line import Line, Token
from tui.reading.acts.progress import SPENDING, ranks
from tui.reading.layout.page import Page
from tui.reading.naming.parties import GUEST

FAMILY = {
    "investment": "project",
    "construction": "project",
    "exploration": "project",
    "joint-venture": "project",
    "acquisition": "project",
    "agreement": "any",
    "financing": "loan",
    "offtake": "trade",
}
"""Kinds that can be one undertaking; an agreement can be any."""

LEAD = 3
"""Sentences of title and lead."""

_SUPPORT = 2.5
"""Weight from which any other kind is more than an agreement, and from which a draft tells the stage."""

_SURE = 4.0
"""Weight from which a draft is sure of what it tells."""

_SURER = 5.0
"""Weight from which a draft tells of more than money that is spent."""

_FAR = 2
"""Sentences beyond which a paper that nobody is said to sign is another."""

_BUILDING = frozenset({"investment", "construction"})
_PAPERS = frozenset({"signed", "memorandum"})
_ENDS = frozenset({"leave", "cancel"})
"""Words that tell that something is over, and not what it was."""

_SPENT = SPENDING | {"money"}
"""Words by which it is told what works cost."""


@dataclass
class Undertaking:
    """The drafts of one undertaking; the first is where it comes up. ``history`` are drafts that tell of its past."""

    drafts: list[Draft] = field(default_factory=list)
    history: list[Draft] = field(default_factory=list)

    def add(self, drafts: Iterable[Draft]) -> None:
        """Takes in further drafts; what the others told together is worked out anew."""
        self.drafts += drafts
        for summed in ("main", "numbers", "kind", "parties", "amount", "stage"):
            self.__dict__.pop(summed, None)

    @cached_property
    def main(self) -> Draft:
        """The draft that tells most: the surest one, rather one that names somebody."""
        return max(self.drafts, key=lambda d: (d.weight + (1.0 if d.parties else 0.0), -d.line.number))

    @cached_property
    def kind(self) -> str:
        """The kind that the drafts vote for, by weight; a draft at the top counts for more. Money that is spent by those who
        explore, and builds nothing, is the exploration's."""
        votes: defaultdict[str, float] = defaultdict(float)
        named = any(d.trigger.type not in _ENDS and d.kind != "agreement" and d.weight >= _SURE for d in self.drafts)
        for draft in self.drafts:
            if named and draft.trigger.type in _ENDS and draft.kind != "acquisition":
                continue
            votes[draft.kind] = max(votes[draft.kind], self._vote(draft))
        if any(v >= _SUPPORT for k, v in votes.items() if k != "agreement"):
            votes.pop("agreement", None)
        if "exploration" in votes and all(
            d.weight < _SURER and not d.works for d in self.drafts if d.kind == "investment"
        ):
            votes.pop("investment", None)
        if "investment" in votes and any(map(_builds, self.drafts)) and not self._searched():
            votes.pop("exploration", None)
        return max(votes, key=votes.__getitem__)

    def _searched(self) -> bool:
        """Whether an exploration is told by more than a licence to mine: лицензия на добычу."""
        mined = any(d.line.has("develop") for d in self.drafts)
        return any(d.kind == "exploration" and (d.line.has("explore", "seek") or not mined) for d in self.drafts)

    @staticmethod
    def _vote(draft: Draft) -> float:
        return draft.weight + (1.0 if draft.line.number < LEAD else 0.0)

    @cached_property
    def parties(self) -> Parties:
        """The parties with their roles, by id; guests only where nobody else is."""
        found: Parties = {}
        for draft in sorted(self.drafts, key=lambda d: -d.weight):
            for ident, party in draft.parties.items():
                if ident not in found or found[ident][1] == GUEST:
                    found[ident] = party
        hosts = {i: p for i, p in found.items() if p[1] != GUEST}
        return hosts if len(hosts) > 1 else found

    @property
    def year(self) -> int | None:
        """The year of the first draft that tells one."""
        return next((d.year for d in self.drafts if d.year), None)

    @cached_property
    def amount(self) -> Token | None:
        """The amount of the first draft that has one; where that is what is spent first, the whole that another draft tells."""
        told = [d for d in self.drafts if d.amount is not None]
        if told and told[0].first_part:
            told = [d for d in told[1:] if _is_whole(d, told[0])] or told
        return told[0].amount if told else None

    @property
    def share(self) -> Token | None:
        """The share of the first draft that has one."""
        return next((d.share for d in self.drafts if d.share), None)

    @property
    def lines(self) -> list[Line]:
        """The sentences that tell of it."""
        return [d.line for d in self.drafts]

    @cached_property
    def numbers(self) -> set[int]:
        """The numbers of the sentences that tell of it."""
        return {d.line.number for d in self.drafts}

    def apart(self, line: Line) -> int:
        """How many sentences lie between the undertaking and a line."""
        return min([abs(number - line.number) for number in self.numbers])

    def around(self, lines: Sequence[Line], far: int, lead: int = 0) -> list[Line]:
        """Of a page's lines those that are at most so far from the undertaking, and the first so many, in order."""
        near = {n for number in self.numbers for n in range(max(number - far, 0), number + far + 1)}
        return [lines[n] for n in sorted(near.union(range(lead))) if n < len(lines)]

    @cached_property
    def stage(self) -> str:
        """The furthest stage of the drafts that are of its kind, the others' where it has none. A headline counts only
        where the text says nothing; what only a memorandum holds is no further, whatever else is hoped for."""
        drafts = [d for d in self.drafts if not self._is_sold_out(d)] or self.drafts
        if any(d.stage == "cancelled" and d.weight >= _SUPPORT and d.line.number <= 1 for d in drafts):
            return "cancelled"
        told = [d for d in drafts if d.line.number > 0]
        if not any(d.explicit for d in told) or self._works_in_title_alone(told):
            told = drafts
        told = [d for d in told if not d.before] or told
        own = [d for d in told if d.weight >= _SUPPORT and self._tells_stage(d) and not self._far_paper(d)]
        if self.kind in _BUILDING and any(d.works for d in own):
            told_so = any(d.works and d.explicit for d in own)
            own = [d for d in own if d.works or d.stage in _PAPERS or (d.explicit and not told_so)]
        own = self._without_forerunners(self._without_spending(own))
        papers = [d.line.number for d in own if d.stage in _PAPERS]
        if any(d.stage in _PAPERS and d.explicit for d in own):
            own = [d for d in own if d.stage in (*_PAPERS, "cancelled") or d.line.number <= papers[0] + 1]
        own = [d for d in own if d.stage != "memorandum" or d.parties or d.kind == "agreement"] or own
        if any(d.stage == "memorandum" for d in own):
            own = [d for d in own if d.parties or d.stage == "memorandum"]
            own = [d for d in own if d.stage != "signed" or d.contract]
        own = [d for d in own if d.explicit] or own
        stages = [d.stage for d in own or told]
        if "memorandum" in stages and "signed" not in stages and "cancelled" not in stages:
            return "memorandum"
        return max(stages, key=ranks(self.kind).__getitem__)

    def _is_sold_out(self, draft: Draft) -> bool:
        """Whether somebody leaves only what he sells."""
        return self.kind == "acquisition" and draft.kind != "acquisition" and draft.trigger.type == "leave"

    def _works_in_title_alone(self, told: list[Draft]) -> bool:
        """Whether a headline tells of works of which the text names but what they are to cost."""
        return (
            self.kind in _BUILDING
            and all(d.stage == "planned" and not d.works for d in told)
            and any(d.works and d.explicit for d in self.drafts)
        )

    @staticmethod
    def _without_spending(drafts: list[Draft]) -> list[Draft]:
        """The drafts without those by which money was spent on works of which others tell how far they have gone."""
        works = [d for d in drafts if d.explicit and d.works and d.trigger.type not in _SPENT]
        if not any(d.stage == "underway" for d in works) or any(d.stage == "completed" for d in works):
            return drafts
        return [d for d in drafts if d.stage != "completed" or d.trigger.type not in _SPENT]

    @staticmethod
    def _without_forerunners(drafts: list[Draft]) -> list[Draft]:
        """The drafts without the memoranda that are told of only after what was signed, as what had come before it."""
        signed = min((d.line.number for d in drafts if d.stage == "signed" and d.weight >= _SURE), default=None)
        if signed is None:
            return drafts
        return [d for d in drafts if d.stage != "memorandum" or d.line.number <= signed + 1]

    def long_past(self, page: Page) -> bool:
        """Whether it is dated two years or more before publication."""
        published = page.document.published
        return self.year is not None and published is not None and self.year < published.year - 1

    def _far_paper(self, draft: Draft) -> bool:
        """Whether a draft tells of some paper that is signed, by nobody, long after all that is told for sure."""
        if draft.kind != "agreement" or draft.parties or draft.weight >= _SURE:
            return False
        sure = [d.line.number for d in self.drafts if d.weight >= _SURE and d is not draft]
        return bool(sure) and draft.line.number - max(sure) > _FAR

    def _tells_stage(self, draft: Draft) -> bool:
        """Whether a draft tells how far this undertaking has gone: one of its kind, or one that tells of a signature."""
        kinds = {self.kind, "agreement"} | (_BUILDING if self.kind in _BUILDING else set())
        return draft.kind in kinds or (FAMILY[draft.kind] == FAMILY[self.kind] and draft.stage in _PAPERS)


def _builds(draft: Draft) -> bool:
    """Whether a draft tells of works, or of money that goes into a mine or a plant."""
    spent = draft.kind == "investment" and draft.amount is not None and draft.line.has("mine", "plant")
    return draft.works or (spent and not draft.line.has("explore", "seek", "study"))


def _is_whole(draft: Draft, part: Draft) -> bool:
    """Whether a draft tells what all costs of which another tells what is spent first."""
    one, other = draft.amount, part.amount
    if one is None or other is None or draft.trigger.type != "cost" or one.value.unit != other.value.unit:
        return False
    return bool(one.value.value > other.value.value)
