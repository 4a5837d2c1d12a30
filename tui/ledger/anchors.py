"""What a correction hangs on: reports' links and sentences, found again in whatever the readings make of them now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from tui.archive import Anchor, FactRow
from tui.model import Deal, Event, Metric
from tui.text import fold

F = TypeVar("F", Deal, Metric, Event)

CHECKED = {"checked": "yes", "wrong": "wrong", "edit": "edited"}
"""What a fact shows of an action."""

_WORD = re.compile(r"\w+")
_SAME_SENTENCE = 0.6
"""Share of the shorter sentence's words that both have, when a newer reading quotes more or less of the text."""


def about(fact: Deal | Metric | Event) -> tuple[str, ...]:
    """What tells a fact from another of the same sentence."""
    if isinstance(fact, Metric):
        return about_figure(fact.metric, fact.subject, fact.period, fact.original)
    if isinstance(fact, Event):
        return (fact.kind, *fact.parties)
    amount = [f"{fact.amount:g} {fact.currency}"] if fact.amount is not None else []
    return (fact.kind, *amount, *(party.name for party in fact.parties))


def about_figure(metric: str, subject: str, period: str | None, original: str) -> tuple[str, ...]:
    """The same for a figure."""
    return (metric, subject, period or "", original)


def likest(anchor: Anchor, rows: Iterable[FactRow[F]]) -> FactRow[F] | None:
    """The fact of the anchor's report that it means; None where no fact quotes that sentence any more."""
    likely = [(_likeness(anchor, row.fact), row) for row in rows]
    likely = [(score, row) for score, row in likely if score[0] >= _SAME_SENTENCE]
    return max(likely, key=lambda pair: pair[0])[1] if likely else None


def _likeness(anchor: Anchor, fact: Deal | Metric | Event) -> tuple[float, int]:
    same = len(set(anchor.about) & set(about(fact)))
    told = fact.evidence.text
    if told == anchor.evidence:
        return 2.0, same
    one, other = (set(_WORD.findall(fold(text))) for text in (told, anchor.evidence))
    return len(one & other) / max(1, min(len(one), len(other))), same
