"""The analyst's corrections put into effect: which facts are one deal, and what is said of it.

A correction is found anew at every query by its reports' links and sentences, so it holds whatever a reading made of them in
the meantime; one whose sentence no reading takes for a deal any more waits."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.archive import Anchor, Archive, Correction, FactRow
from tui.archive.days import day_of
from tui.ledger.anchors import CHECKED, likest
from tui.ledger.confidence import judged
from tui.ledger.currency import Daily, in_usd, is_day
from tui.ledger.entries import DealEntry, StageEntry
from tui.ledger.fields import FieldError, checked
from tui.ledger.ids import name_of
from tui.ledger.reports import age
from tui.model import Deal

Row = FactRow[Deal]


class Corrections:
    """All corrections of an archive, each found in what the archive holds now."""

    def __init__(self, archive: Archive) -> None:
        self._made = [made for made in archive.corrections() if made.of == "deal"]
        links = {anchor.link for c in self._made for deal in c.deals for anchor in deal}
        self._told: dict[str, list[Row]] = defaultdict(list)
        for row in archive.deals_told(links) if links else ():
            self._told[row.link].append(row)
        self._daily = archive.rates
        self._homes: dict[tuple[int, Deal], str] = {}
        self._parents: dict[str, str] = {}
        self._marks: list[tuple[Correction, Row]] = []
        self._by_deal: dict[str, list[Correction]] | None = None
        for correction in self._made:
            self._take(correction)

    def __bool__(self) -> bool:
        return bool(self._made)

    def rows(self, archive: Archive, rows: Sequence[Row], *, reports: bool) -> list[Row]:
        """``rows`` with those of deals that were merged with theirs, and of edited deals unless what
        ``reports`` say chose the rows: it may have been chosen by what was edited; each under the name of its deal."""
        entries = {row.entry for row in rows if row.entry}
        wanted = {self.deal_of(row) for row in rows}
        if not reports:
            wanted |= {self.deal_of(row) for correction, row in self._marks if correction.action == "edit"}
        anchored = [row for told in self._told.values() for row in told if self.deal_of(row) in wanted]
        known = {*self._parents, *wanted, *(row.entry for row in anchored if row.entry)}
        more = {name for name in known if self.root(name) in wanted} - entries
        found = sorted(_distinct([*rows, *archive.deals_of(more)], anchored), key=age)
        return [row if row.entry == (name := self.deal_of(row)) else row._replace(entry=name) for row in found]

    def deal_of(self, row: Row) -> str:
        """The name of the deal that a fact belongs to."""
        home = self._homes.get((row.item, row.fact)) if self._homes else None
        return self.root(home or row.entry or name_of(row.link, row.item, row.fact))

    def root(self, entry: str) -> str:
        """The name of the deal that the deal of this name was merged into, else its own."""
        while entry in self._parents:
            entry = self._parents[entry]
        return entry

    def split_off(self) -> set[int]:
        """The items of which a deal was split off: what their stories tell is not theirs."""
        return {item for item, _ in self._homes}

    def applied(self, deal: DealEntry) -> DealEntry:
        """``deal`` as the analyst left it."""
        for correction in self._marks_of().get(deal.id, ()):
            deal = _marked(deal, correction, self._daily)
        return deal

    def _marks_of(self) -> dict[str, list[Correction]]:
        """What is to be marked, by deal; worked out when all corrections are taken."""
        if self._by_deal is None:
            self._by_deal = defaultdict(list)
            for correction, row in self._marks:
                self._by_deal[self.deal_of(row)].append(correction)
        return self._by_deal

    def found(self, correction: Correction) -> list[Row]:
        """The facts that a correction hangs on, one a deal; fewer where some are not found now."""
        rows = (self._row(anchors) for anchors in correction.deals)
        return [row for row in rows if row is not None]

    def _take(self, correction: Correction) -> None:
        rows = self.found(correction)
        if correction.action == "split":
            for row in rows:
                self._homes[row.item, row.fact] = name_of("split", correction.id)
        elif correction.action == "merge":
            first, *others = [self.deal_of(row) for row in rows] or [""]
            for other in others:
                if self.root(other) != self.root(first):
                    self._parents[self.root(other)] = self.root(first)
        else:
            self._marks += [(correction, row) for row in rows]

    def _row(self, anchors: Iterable[Anchor]) -> Row | None:
        """The fact that the first anchor which is still found stands for."""
        for anchor in anchors:
            if (row := likest(anchor, self._told.get(anchor.link, ()))) is not None:
                return row
        return None


def _distinct(rows: list[Row], more: list[Row]) -> list[Row]:
    """``rows`` and those of ``more`` that are not among them."""
    items = {row.item for row in more}
    known = {(row.item, row.fact) for row in rows if row.item in items}
    return [*rows, *(row for row in more if (row.item, row.fact) not in known)]


def _marked(deal: DealEntry, correction: Correction, daily: Daily) -> DealEntry:
    verdict = CHECKED[correction.action]
    deal = replace(deal, checked=verdict, confidence=judged(verdict))
    if correction.action != "edit":
        return deal
    try:
        value = checked(correction.field, json.loads(correction.value))
    except (FieldError, ValueError):
        return deal  # written by a newer kenwatch
    edited = replace(deal, **{correction.field: value})  # type: ignore[arg-type]
    if correction.field in ("amount", "currency"):
        usd, usd_rate = in_usd(edited.amount, edited.currency, deal.day, daily if is_day(deal.date) else None)
        return replace(edited, usd=usd, usd_rate=usd_rate)
    if correction.field == "stage":
        return replace(edited, stages=_restaged(deal, str(value)))
    if correction.field == "date":
        reported = deal.reports[-1].published
        day = min(day_of(edited.date, reported), day_of(None, reported)) if edited.date else day_of(None, reported)
        return replace(edited, day=day, date_from="text" if edited.date else "report")
    return edited


def _restaged(deal: DealEntry, stage: str) -> tuple[StageEntry, ...]:
    """The stages with the one that held replaced."""
    held = max((n for n, s in enumerate(deal.stages) if s.stage == deal.stage), default=0)
    return tuple(replace(s, stage=stage) if n == held else s for n, s in enumerate(deal.stages))
