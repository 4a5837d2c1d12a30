"""The analyst's corrections of figures and events put into effect.

Like those of deals they are found anew at every query by their reports' links and sentences. What is said of one report's
figure holds for all that tell the same figure, and what is said of an event for all reports of its story that tell it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tui.archive import Archive, Correction, FactRow
from tui.archive.days import day_of
from tui.archive.saving import series_key
from tui.ledger import periods
from tui.ledger.anchors import CHECKED, likest
from tui.ledger.entries import EventEntry
from tui.ledger.fields import FieldError, checked
from tui.ledger.serieskeys import family
from tui.model import Event, Metric

FigureRow = FactRow[Metric]
_Figure = tuple[str, str | None, float]
"""A series' key, a period and a value: what reports of one figure have in common."""


class Figures:
    """Corrections of figures, each found in what the archive holds now."""

    def __init__(self, archive: Archive) -> None:
        self._made = _of(archive, "figure")
        self._marks: dict[_Figure, list[Correction]] = defaultdict(list)
        self._moves: set[tuple[str, str]] = set()
        told: dict[str, list[FigureRow]] = defaultdict(list)
        keys: dict[int, str] = {}
        for key, row in archive.metrics_told(_links(self._made)) if self._made else ():
            told[row.link].append(row)
            keys[id(row)] = key
        for correction in self._made:
            for row in {id(row): row for row in _rows(correction, told)}.values():
                self._marks[_figure(keys[id(row)], row.fact)].append(correction)
        for (key, _, _), row in self._first(told, keys).items():
            self._moves.add((family(key), family(self._one(key, row)[0])))

    def __bool__(self) -> bool:
        return bool(self._marks)

    def targets(self, families: Iterable[str]) -> set[str]:
        """Where figures of these families stand when they are corrected."""
        known = set(families)
        return known | {new for old, new in self._moves if old in known}

    def sources(self, families: Iterable[str]) -> set[str]:
        """Families whose figures stand in these when they are corrected."""
        known = set(families)
        return known | {old for old, new in self._moves if new in known}

    def applied(self, rows: Iterable[tuple[str, FigureRow]]) -> list[tuple[str, FigureRow]]:
        """Figures as the analyst left them, each with the key of the series that it belongs to now."""
        return [self._one(key, row) for key, row in rows] if self._marks else list(rows)

    def _one(self, key: str, row: FigureRow) -> tuple[str, FigureRow]:
        marks = self._marks.get(_figure(key, row.fact))
        if not marks:
            return key, row
        fact = row.fact
        for correction in marks:
            values = _edited(correction)
            if "subject" in values:
                values["subject_id"] = None
            fact = replace(fact, **values)
        return series_key(fact), row._replace(fact=fact, checked=CHECKED[marks[-1].action])

    def _first(self, told: Mapping[str, list[FigureRow]], keys: Mapping[int, str]) -> dict[_Figure, FigureRow]:
        found = {_figure(keys[id(row)], row.fact): row for rows in told.values() for row in rows}
        return {figure: row for figure, row in found.items() if figure in self._marks}


class Events:
    """Corrections of events, each found in what the archive holds now."""

    def __init__(self, archive: Archive) -> None:
        self._made = _of(archive, "event")
        self.told: list[FactRow[Event]] = list(archive.events_told(_links(self._made))) if self._made else []
        """All events of the reports that corrections hang on."""
        by_link: dict[str, list[FactRow[Event]]] = defaultdict(list)
        for row in self.told:
            by_link[row.link].append(row)
        self._marks: dict[tuple[str | int, str], list[Correction]] = defaultdict(list)
        for correction in self._made:
            for name in {(row.story or row.item, row.fact.kind) for row in _rows(correction, by_link)}:
                self._marks[name].append(correction)

    def __bool__(self) -> bool:
        return bool(self._marks)

    def applied(self, event: EventEntry) -> EventEntry:
        """``event`` as the analyst left it."""
        for correction in self._marks.get((event.story or event.report.item, event.kind), ()):
            event = event._replace(checked=CHECKED[correction.action], **_edited(correction, of="event"))
            if correction.field == "date":
                day = day_of(event.date, event.report.published)
                event = event._replace(day=day, date_from="text" if event.date else "report")
        return event


def _of(archive: Archive, kind: str) -> list[Correction]:
    return [made for made in archive.corrections() if made.of == kind]


def _links(made: Iterable[Correction]) -> set[str]:
    return {anchor.link for correction in made for anchors in correction.deals for anchor in anchors}


def _rows(correction: Correction, told: Mapping[str, list[FactRow[Any]]]) -> list[FactRow[Any]]:
    """The facts that a correction hangs on, one a report."""
    found = (likest(anchor, told.get(anchor.link, ())) for anchors in correction.deals for anchor in anchors)
    return [row for row in found if row is not None]


def _figure(key: str, fact: Metric) -> _Figure:
    return key, periods.usual(fact.period), fact.value


def _edited(correction: Correction, of: str = "figure") -> dict[str, Any]:
    """The field that an edit changes with its value; empty for what is none, or what a newer kenwatch wrote."""
    if correction.action != "edit":
        return {}
    try:
        return {correction.field: checked(correction.field, json.loads(correction.value), of)}
    except (FieldError, ValueError):
        return {}
