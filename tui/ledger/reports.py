"""The reports that facts hang on."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from tui.archive import FactRow, StoryRow
from tui.ledger.entries import Report
from tui.ledger.ids import name_of
from tui.model import Deal, Event, Evidence, Metric


def report(row: FactRow[Deal] | FactRow[Metric] | FactRow[Event] | StoryRow) -> Report:
    """The report of a row, with the sentence that proves the fact or tells what happened."""
    evidence = row.fact if isinstance(row.fact, Evidence) else row.fact.evidence
    return Report._make((row.item, row.link, row.source, row.language, row.published, evidence, row.title))


class Told(Protocol):
    """A report, or a row with one."""

    @property
    def item(self) -> int: ...

    @property
    def link(self) -> str: ...

    @property
    def published(self) -> datetime: ...


def age(told: Told) -> tuple[datetime, str]:
    """What puts reports in order of time, the same in every archive."""
    return told.published, told.link


def address(told: Told) -> str:
    """What tells a report from others: its link, or where its feed gave none the number that ``kenwatch explain`` takes."""
    return told.link or f"item:{told.item}"


def fact_name(told: Report, *traits: object) -> str:
    """A name for a fact that outlives another reading of the same words: report, sentence and ``traits`` make it."""
    return name_of(address(told), told.evidence.text, *traits)
