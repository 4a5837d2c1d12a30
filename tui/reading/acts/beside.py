"""What the sentences beside those of an undertaking say of it, though they tell of no undertaking by themselves: The memorandum
was signed on Monday. The joint venture will be based in Astana. Half of the money has been spent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from tui.reading.acts.alike import is_apposed
from tui.reading.acts.aspect import DONE, NONE, ONGOING, PRESENT, aspect
from tui.reading.acts.drafts import Draft
from tui.reading.acts.hearing import begins
from tui.reading.acts.line import Line, Token
from tui.reading.acts.partly import so_far
from tui.reading.acts.progress import SPENDING
from tui.reading.acts.timing import when
from tui.reading.acts.undertaking import Undertaking
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import listed

_BEHIND = 2
"""Sentences behind an undertaking's that may still speak of it."""

_SURE = 4.0
"""Weight from which a draft's own word outweighs a memorandum beside it."""

_UNDONE = ("not", "deny", "cancel", "earlier", "another", "talks", "may")
"""With these a sentence tells of another paper, or of one that is none."""

_PAPERS = ("agreement", "memo", "offtake", "project", "jv")
_CLOSE = 2
"""Tokens between a deal and the word that it is off."""

_KEPT = tuple(word for word in _UNDONE if word != "cancel")
_UNCLOSED = frozenset({"talks", "planned", "signed", "approved"})
_UNLEAVED = frozenset({"planned", "signed"})
_SIGNING = ("sign", "agree", "made")
_OPEN = frozenset({"planned", "talks", "underway"})
"""Stages that a paper which is told beside takes further, or back to what is signed of it."""

_OPENING = 12
"""Characters of a sentence in which it is told that it is about work."""

_TITLE = 3
"""Characters between a name and a word that tells only what sort of company it is."""

_WORKS = frozenset({"investment", "construction"})
_STARTED = ("build", "expand", "develop")
_BUILDING = ("build", "expand")


class Beside:
    """The sentences of a page as what the undertakings around them may be told by. ``told`` are the numbers of those that tell
    of an undertaking for sure, each with it."""

    def __init__(self, page: Page, shelf: Library, lines: list[Line], told: Mapping[int, Undertaking]) -> None:
        self._page, self._shelf, self._lines, self._told = page, shelf, lines, told

    def of(self, group: Undertaking) -> list[Line]:
        """The sentences that go on with an undertaking, or lead up to it, and name nobody but those who take part in it."""
        return [line for line in self._owned[id(group)] if _ours(line, group)]

    @cached_property
    def _owned(self) -> defaultdict[int, list[Line]]:
        """The sentences that go on with an undertaking, or lead up to it, by which one it is."""
        found: defaultdict[int, list[Line]] = defaultdict(list)
        for line in self._lines[1:]:
            if (owner := self._owner(line.number)) is not None:
                found[id(owner)].append(line)
        return found

    def _owner(self, number: int) -> Undertaking | None:
        """The undertaking that a sentence without one goes on with: the one told right before it, else right behind it."""
        if number in self._told:
            return None
        before = (self._told[n] for n in range(number - 1, max(number - 1 - _BEHIND, -1), -1) if n in self._told)
        return next(before, self._told.get(number + 1))

    def is_anothers(self, line: Line, group: Undertaking) -> bool:
        """Whether a sentence tells of another undertaking."""
        return self._told.get(line.number, group) is not group

    def venture(self, group: Undertaking) -> bool:
        """Whether the sentences beside call what several undertake a joint venture: The venture was announced on Monday; or
        one of its own does."""
        if len(group.parties) < 2:
            return False
        if group.kind == "investment" and any(d.kind == "joint-venture" or self._shared(d.line) for d in group.drafts):
            return True
        return any(line.has("jv") for line in self.of(group)) or any(
            line.has("jv") and _named(line) & group.parties.keys() for line in self._owned[id(group)]
        )

    def stage(self, group: Undertaking, kind: str, stage: str) -> str:
        """How far an undertaking has gone, seen what is told beside it."""
        beside = self.of(group)
        if stage != "completed" and any(self._called_off(line) for line in beside):
            return "cancelled"
        if kind == "financing" and any(d.line.has("interest-letter") for d in group.drafts):
            return stage
        if self._memo(beside) and (stage in _OPEN or (stage == "signed" and not _contracted(group.drafts))):
            return "memorandum"
        if kind == "acquisition" and stage in _UNCLOSED and any(self._closed(line) for line in beside):
            return "completed"
        if stage == "planned" and any(self._signed(line) or self._founded(line, kind) for line in beside):
            return "signed"
        if stage == "planned" and kind in _WORKS and self._begun(group, beside):
            return "underway"
        if stage == "completed" and _only_paid(group) and any(line.has("half-built") for line in beside):
            return "underway"
        if stage in _UNLEAVED and kind in _WORKS and any(self._approved(line) for line in beside):
            return "approved"
        return stage

    def repaid(self, group: Undertaking) -> bool:
        """Whether a loan that came to its end was paid back, by the headline or what tells of the loan."""
        told = (line for line in (self._lines[0], *group.lines, *self.of(group)) if line.has("repay"))
        return any(aspect(self._page, self._shelf, line, t) == DONE for line in told for t in line.of("repay"))

    def _shared(self, line: Line) -> bool:
        """Whether a sentence tells of something in common, and not only of a company that is: СП «Катко»; Katco, a JV of …"""
        names = line.of("company")
        return any(
            all(min(abs(t.start - n.end), abs(n.start - t.end)) > _TITLE for n in names)
            and not is_apposed(self._page, line, t)
            for t in line.of("jv")
        )

    def _called_off(self, line: Line) -> bool:
        """Whether a sentence tells that the deal is off: In May the governor cancelled the agreement. Papers that fall are
        shares."""
        if line.has(*_KEPT):
            return False
        loose = listed(self._shelf, "papers")
        papers = [t for t in line.of(*_PAPERS) if self._page.spoken(t.start, t.end) not in loose]
        ends = [t for t in line.of("cancel") if aspect(self._page, self._shelf, line, t) in (DONE, PRESENT, NONE)]
        at = line.tokens.index
        return any(abs(at(end) - at(paper)) <= _CLOSE for end in ends for paper in papers)

    def _approved(self, line: Line) -> bool:
        """Whether a sentence tells that an authority has given its leave."""
        return not line.has("approval-wanted", *_UNDONE) and any(
            aspect(self._page, self._shelf, line, t) in (DONE, NONE) for t in line.of("approve")
        )

    def _begun(self, group: Undertaking, beside: list[Line]) -> bool:
        """Whether works have begun, by a sentence beside or by one that only tells what they cost."""
        costs = [d.line for d in group.drafts if not (d.explicit and d.works)]
        return any(self._goes_on(line) for line in (*costs, *beside))

    def _closed(self, line: Line) -> bool:
        """Whether a sentence tells that a deal is closed."""
        return not line.has("closing-ahead", *_UNDONE) and any(
            aspect(self._page, self._shelf, line, t) in (DONE, PRESENT) for t in line.of("close")
        )

    def _signed(self, line: Line) -> bool:
        """Whether a sentence tells that signatures were put under what was told before."""
        return not line.has("memo", "approve", *_UNDONE) and any(
            aspect(self._page, self._shelf, line, t) == DONE and begins(self._page, self._shelf, t, "signatures")
            for t in line.of("sign")
        )

    def _founded(self, line: Line, kind: str) -> bool:
        """Whether a sentence tells when a joint venture was made known."""
        known = any(aspect(self._page, self._shelf, line, t) == DONE for t in line.of("say"))
        return kind == "joint-venture" and line.has("jv") and known and when(self._page, line, None) is not None

    def _memo(self, lines: Iterable[Line]) -> bool:
        """Whether a sentence tells of a memorandum, and not as one that is yet to be signed."""
        return any(
            any(not begins(self._page, self._shelf, t, "letters") for t in line.of("memo"))
            and not line.has(*_UNDONE)
            and not self._long_ago(line)
            and all(self._is_done(line, t) for t in line.of(*_SIGNING))
            for line in lines
        )

    def _long_ago(self, line: Line) -> bool:
        """Whether a sentence tells of years before the last one only."""
        published = self._page.document.published
        dated = [str(t.value.value) for t in line.of("period")]
        return (
            published is not None
            and bool(dated)
            and all(int(d[:4]) < published.year - 1 for d in dated if d[:4].isdigit())
        )

    def _is_done(self, line: Line, token: Token) -> bool:
        return aspect(self._page, self._shelf, line, token) in (DONE, NONE)

    def _goes_on(self, line: Line) -> bool:
        """Whether a sentence tells of works that have begun: something is being built, or a part of the money has been spent."""
        if line.has("half-built"):
            return True
        if any(self._starts(line, t) for t in line.of("ongoing")):
            return True
        building = any(aspect(self._page, self._shelf, line, t) == ONGOING for t in line.of(*_BUILDING))
        spent = (t for t in line.of("invest") if aspect(self._page, self._shelf, line, t) == DONE)
        return building or (line.has("money") and any(so_far(self._page, self._shelf, line, t) for t in spent))

    def _starts(self, line: Line, token: Token) -> bool:
        """Whether a word tells that works have started: приступили к освоению, has begun to build; earthworks are under way."""
        at = line.tokens.index(token)
        verb = aspect(self._page, self._shelf, line, token)
        behind = verb in (DONE, PRESENT) and any(t.type in _STARTED for t in line.tokens[at + 1 : at + 4])
        opening = self._page.spoken(line.span.start, line.span.start + _OPENING)
        works = opening.startswith(tuple(listed(self._shelf, "work")))
        before = verb in (DONE, ONGOING) and (works or any(t.type == "build" for t in line.tokens[max(at - 2, 0) : at]))
        return (behind or before) and not line.has(*_UNDONE)


def _only_paid(group: Undertaking) -> bool:
    """Whether all that tells works to be over is that they were paid."""
    return all(d.trigger.type in (*SPENDING, "cost") for d in group.drafts if d.stage == "completed")


def _ours(line: Line, group: Undertaking) -> bool:
    named = {t.mention.id for t in line.of("company") if t.mention}
    return not group.parties or named <= group.parties.keys()


def _named(line: Line) -> set[str]:
    return {t.mention.id for t in line.of("company") if t.mention}


def _contracted(drafts: Iterable[Draft]) -> bool:
    """Whether a sentence of the undertaking's own tells of the contract that is signed."""
    return any(d.stage == "signed" and d.explicit and (d.contract or d.weight >= _SURE) for d in drafts)
