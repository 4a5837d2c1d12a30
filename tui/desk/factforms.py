"""Figures and events as the analyst changes them: what each field holds now, as it would be typed. Pure."""

from __future__ import annotations

from tui.desk import dealform
from tui.desk.judged import Known
from tui.desk.screens.editor import Entry
from tui.ledger.entries import DealEntry, EventEntry, Point, Series
from tui.model import EVENT_KINDS
from tui.words import name, say


def entries(known: Known) -> list[Entry]:
    """A line of the form for each field that may be changed."""
    if isinstance(known.entry, DealEntry):
        return dealform.entries(known.entry)
    if isinstance(known.entry, EventEntry):
        return _event(known.entry)
    return _figure(*known.entry)


def _figure(series: Series, point: Point) -> list[Entry]:
    values = {
        "value": dealform.number(point.value),
        "unit": series.unit,
        "period": point.period or "",
        "subject": series.subject,
        "metric": series.metric,
        "commodity": series.commodity or "",
    }
    return [_entry(field, value) for field, value in values.items()]


def _event(event: EventEntry) -> list[Entry]:
    kinds = tuple((kind, name("event", kind)) for kind in EVENT_KINDS)
    return [
        Entry("kind", say("deal-form.kind"), event.kind, choices=kinds),
        _entry("date", event.date or ""),
        _entry("parties", ", ".join(event.parties), example="names"),
        _entry("countries", ", ".join(event.countries)),
    ]


def _entry(field: str, value: str, example: str = "") -> Entry:
    return Entry(field, say(f"deal-form.{field}"), value, say(f"deal-form-example.{example or field}"))
