"""A deal's terms, found in the sentences that tell of it: amount, share, jobs, countries, commodities, places, date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.reading.acts.cast import Parties
from tui.reading.acts.hearing import begins
from tui.reading.acts.line import Line, Token
from tui.reading.acts.sums import is_amount, is_lesser, of_other_works, settled
from tui.reading.acts.timing import recalled, since, when
from tui.reading.acts.wording import Wording
from tui.reading.acts.worth import Worth
from tui.reading.beat.tags import Tags
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import lends

if TYPE_CHECKING:
    from tui.reading.acts.drafts import Draft
    from tui.reading.acts.undertaking import Undertaking

_PROJECT = frozenset({"investment", "construction", "joint-venture", "exploration"})
_ENDS = ("cancel", "leave", "say")
_OTHER_DEEDS = ("sign", "agree", "pass", "got", "found", "buy", "sell", "approve")

_TELLING = ("sign", "agree", "memo", "agreement", "say", "forum", "ceremony")
"""Words of papers and announcements, whose sentences date what the sentence before told."""

_SIGNING = ("sign", "memo")
"""Words of what was signed, whose date comes before that of the announcement."""

_DEEDS = (
    "licence",
    "launch",
    "build",
    "explore",
    "buy",
    "sell",
    "pass",
    "got",
    "paid",
    "found",
    "approve",
    "won",
    "discover",
)
"""Words of other deeds, whose date it may be as well."""

_LEAD = 3
_FAR = 3
"""Sentences within which an undertaking's place is looked for."""

_EMPLOYING = frozenset({"investment", "construction", "joint-venture"})
"""Kinds of works that give people jobs."""

_TOLD = 3.0
"""Weight from which a draft's sentence is about its own stage."""

_STAGED = {"approved": ("licence", "approve", "won", "got"), "completed": ("paid", "got")}
_FINISHED = dict.fromkeys(("investment", "construction", "joint-venture", "exploration"), ("launch", "ore"))
_VALUED = {
    "acquisition": ("valued", "dealer", "agree"),
    "exploration": ("auction",),
    "construction": ("valued",),
    "offtake": ("valued",),
}
_TELLS = 2.8
"""Weight from which the sums of a sentence are the undertaking's."""

_DATED = frozenset({"memorandum", "signed", "approved", "completed", "cancelled"})


class Terms:
    """Looks a page's terms up. ``claimed`` are the sums that undertakings tell with their own words, ``told`` the
    numbers of the sentences that do; they are nobody else's."""

    def __init__(self, page: Page, shelf: Library, tags: Tags, lines: list[Line], wording: Wording) -> None:
        self._page, self._shelf, self._tags, self._lines = page, shelf, tags, lines
        self._worth = Worth(page, shelf, lines, wording)
        self._priced = [line for line in lines if line.has("money")]
        self.claimed: set[float] = set()
        self.told: dict[int, Undertaking] = {}

    def amount(self, group: Undertaking, kind: str, parties: Parties) -> Token | None:
        """The amount of an undertaking of a kind and of these parties."""
        ruled = group.amount or self._found(group, parties)
        return self._worth.of(group, kind, ruled, self.claimed)

    def _found(self, group: Undertaking, parties: Parties) -> Token | None:
        """The amount of an undertaking of these parties whose frames caught none: of its own sentences, or of one that tells
        the cost of a project."""
        own = [
            t
            for d in (*group.drafts, *group.history)
            if d.weight >= _TELLS
            for t in d.line.of("money")
            if is_amount(d.line, t) and not of_other_works(self._page, d.line, d.kind, d.trigger, t)
        ]
        if own:
            line = next(d.line for d in (*group.drafts, *group.history) if own[0] in d.line.tokens)
            return settled(self._page, self._shelf, line, own[0])
        if group.kind == "agreement":
            return None
        numbers = {d.line.number for d in (*group.drafts, *group.history)}
        for line in self._priced:
            beside = not numbers.isdisjoint((line.number - 1, line.number - 2))
            project = group.kind in _PROJECT and line.has("project", "plant", "mine", "build")
            if group.kind == "offtake" and not line.has("agreement"):
                continue
            if line.has("cost", "invest", "pledge", "build", "paid", "got", *_VALUED.get(group.kind, ())) and (
                beside or project
            ):
                raised = line.has("listing") and line.has("dealer")
                if raised or self._others(line, parties) or since(self._page, line):
                    continue
                for token in line.of("money"):
                    free = token.value.value not in self.claimed and not is_lesser(self._page, self._shelf, line, token)
                    if free and is_amount(line, token):
                        return token
        return self._lone(group, parties) if group.kind in _PROJECT else None

    def _lone(self, group: Undertaking, parties: Parties) -> Token | None:
        """The only sum that an item tells, of no other company and no other undertaking."""
        sums = [(line, t) for line in self._priced for t in line.of("money")]
        if len({t.value.value for _, t in sums}) != 1:
            return None
        line, token = sums[0]
        own = is_amount(line, token) and token.value.value not in self.claimed and not since(self._page, line)
        return token if own and self._nearest_of(line, group) and not self._others(line, parties) else None

    def _nearest_of(self, line: Line, group: Undertaking) -> bool:
        """Whether no other undertaking is told by the sentence or before it, nearer than the group."""
        before = [number for number in self.told if number <= line.number]
        return not before or self.told[max(before)] is group

    @staticmethod
    def _others(line: Line, parties: Parties) -> bool:
        """Whether the sentence speaks of companies that have no part in the undertaking."""
        named = {t.mention.id for t in line.of("company") if t.mention}
        return bool(named) and named.isdisjoint(parties)

    def money(self, token: Token | None) -> tuple[float | None, str | None, tuple[float, str] | None]:
        """The amount, its currency and the text's own conversion."""
        if token is None:
            return None, None, None
        quantity = token.value
        return (
            float(quantity.value),
            str(quantity.unit),
            quantity.converted,
        )

    def stake(self, group: Undertaking) -> float | None:
        """The share in percent that the undertaking is about."""
        token = group.share
        if token is None:
            found = [t for d in group.drafts if d.line.has("stake", "jv", "own") for t in d.line.of("percent")]
            token = found[0] if found else None
        return float(token.value.value) if token else None

    def jobs(self, group: Undertaking) -> int | None:
        """The jobs of a project: of several figures the last (lasting jobs come after those of the building time)."""
        found = None
        for line in self._lines:
            if line.has("jobs") and self._nearest(line) in (None, group):
                for token in line.of("count"):
                    found = int(token.value.value) if self._near_jobs(line, token) else found
        return found

    def _nearest(self, line: Line) -> Undertaking | None:
        """Of several works the ones that a sentence stands with: its own, or the last ones told before it."""
        before = [number for number, group in self.told.items() if number <= line.number and group.kind in _EMPLOYING]
        return self.told[max(before)] if before else None

    def _near_jobs(self, line: Line, token: Token) -> bool:
        return any(abs(cue.start - token.end) < 60 or abs(token.start - cue.end) < 60 for cue in line.of("jobs"))

    def countries(self, parties: Parties, lines: Iterable[Line]) -> tuple[str, ...]:
        """The foreign parties' countries; those that the sentences name, where no party is."""
        found = [mention.country for mention, _ in parties.values()]
        unknown = any(m.country is None and not lends(self._shelf, m.name) for m, _ in parties.values())
        if unknown and not any(c and c != "KZ" for c in found) and len(self._tags.countries) == 1:
            found = [self._tags.countries[0]]
        if not parties:
            found = [t.mention.id for line in lines for t in line.of("country") if t.mention]
            if not any(c != "KZ" for c in found) and len(self._tags.countries) == 1:
                found = list(self._tags.countries)
        return tuple(dict.fromkeys(c for c in found if c and c != "KZ" and len(c) == 2))

    def commodities(self, lines: Iterable[Line]) -> tuple[str, ...]:
        """The commodities that the sentences name; the item's own, where they name none."""
        known = list(self._tags.commodities)
        named = [t.value.id for line in lines for t in line.of("commodity")]
        found = [c for c in known if c in named]
        return tuple(found or known[:3])

    def places(self, group: Undertaking) -> tuple[str, ...]:
        """The sites that an undertaking's sentences name, else the regions; of works also those of the nearest sentence."""
        if found := self._places(group.lines):
            return found
        if group.kind not in _PROJECT:
            return ()
        near = sorted(filter(_is_placed, group.around(self._lines, _FAR)), key=group.apart)
        return next((found for line in near if (found := self._places([line]))), ())

    def _places(self, lines: Iterable[Line]) -> tuple[str, ...]:
        lines = list(lines)
        for kind in ("site", "region"):
            tokens = (t for line in lines for t in line.of(kind))
            found = [t.mention.name for t in tokens if t.mention and not self._heads(t)]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def _heads(self, token: Token) -> bool:
        """Whether a place is only that of the dateline."""
        return self._page.dateline.start <= token.start < self._page.dateline.end

    def _end(self, group: Undertaking) -> str | None:
        """When an undertaking came to an end: a date to which, of all verbs, the one that says so is nearest, or the
        announcement's."""
        for draft in (d for d in group.drafts if d.stage == "cancelled"):
            verbs = draft.line.of(*_ENDS, *_OTHER_DEEDS)
            for token in draft.line.of("period") if verbs else ():
                verb = min(verbs, key=lambda v: abs(v.start - token.start))
                if verb.type in _ENDS and (found := when(self._page, draft.line, token)):
                    return found
        return None

    def date(self, main: Draft, group: Undertaking, stage: str, beside: list[Line]) -> str | None:
        """When the stage was reached: the most exact date of the sentences that tell it, none that is still to come; else the
        only day of those and of the sentences ``beside`` them."""
        if stage == "underway":
            told = [d for d in group.drafts if d.stage == stage]
            going = (since(self._page, d.line) for d in told)
            return next((day for day in (*going, *map(self._begun, told)) if day), None)
        if stage not in _DATED:
            return None
        if stage == "cancelled":
            return self._end(group) or self._only_day(group, beside)
        own = sorted((d for d in group.drafts if d.stage == stage), key=lambda d: (d is not main, d.line.number))
        for draft in own:
            if found := when(self._page, draft.line, draft.deed):
                return found
        others = [d.line.number for d in group.drafts if d.stage != stage and d.weight >= _TOLD]
        first = min((d.line.number for d in own), default=0)
        near = [
            line for line in self._lines[first : first + 3] if line.number not in others and self._free(line, group)
        ]
        cues = (*_TELLING, *_STAGED.get(stage, ()), *(_FINISHED.get(group.kind, ()) if stage == "completed" else ()))
        lead = self._lines[:_LEAD] if stage in ("signed", "memorandum") or "launch" in cues else []
        for line in sorted(
            near + [line for line in beside if line not in near] + lead, key=lambda line: not line.has(*_SIGNING)
        ):
            if not line.has(*cues) or line.has("earlier"):
                continue
            if (found := self._dated(line, cues)) and (group.apart(line) == 0 or self._may_be(found, group)):
                return found
        rest = (when(self._page, d.line, d.deed) for d in group.drafts if d.stage != stage)
        return (
            next((found for found in rest if found and self._may_be(found, group)), None)
            or self._announced(own)
            or self._only_day(group, beside)
        )

    def _begun(self, draft: Draft) -> str | None:
        """When the first stone of works was laid."""
        stones = (t for t in draft.line.of("build") if begins(self._page, self._shelf, t, "ground-breaking"))
        days = (when(self._page, draft.line, stone) for stone in stones)
        return next((day for day in days if day), None)

    def _only_day(self, group: Undertaking, beside: list[Line]) -> str | None:
        """The one day that is told with an undertaking; None where there are several, or none."""
        told = [line for line in (*group.lines, *beside) if line.number > 0 and not line.has("earlier")]
        days = {day for line in told if (day := when(self._page, line, None)) and len(day) == len("2024-08-15")}
        day = days.pop() if len(days) == 1 else None
        return day if day is not None and self._may_be(day, group) else None

    def _may_be(self, date: str, group: Undertaking) -> bool:
        """Whether a date of another sentence may be the undertaking's: none of years ago, unless it is as old itself."""
        published = self._page.document.published
        return published is None or int(date[:4]) >= published.year - 1 or group.long_past(self._page)

    def _free(self, line: Line, group: Undertaking) -> bool:
        """Whether a sentence does not tell of another undertaking."""
        return self.told.get(line.number, group) is group

    def _announced(self, own: list[Draft]) -> str | None:
        """The day of the release that tells of the deed at its top: a date of its own in the head, that of publication."""
        published = self._page.document.published
        page, shelf = self._page, self._shelf
        leading = [d for d in own if d.line.number <= _LEAD and d.line.has("say")]
        told = [d for d in leading if not recalled(page, shelf, d.line, d.deed or d.trigger)]
        if published is None or not told:
            return None
        heads = (t for line in self._lines[1:_LEAD] for t in line.of("period") if t.value.sort == "day")
        return next((day for t in heads if (day := str(t.value.value)) == published.date().isoformat()), None)

    def _dated(self, line: Line, cues: tuple[str, ...]) -> str | None:
        """The date of a sentence that is not of the deed itself; None where the verb nearest to it tells of another deed, or
        where it is only the year in which something is meant to be."""
        dates = line.of("period")
        verbs = line.of(*cues, *_DEEDS)
        if dates and verbs:
            nearest = min(verbs, key=lambda verb: min(abs(verb.start - date.start) for date in dates))
            if nearest.type not in cues:
                return None
        found = when(self._page, line, None)
        return None if found is not None and len(found) == len("2024") and line.has("plan") else found


def _is_placed(line: Line) -> bool:
    return line.has("site", "region")
