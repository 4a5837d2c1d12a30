"""All that is read in short Kazakh passages of several facts: deals, figures and events, none too many.

The limits stand a little below what was found when they were set; they are no claim about news that nobody has annotated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any, NamedTuple

from tui.model import Deal, Document, Event, Metric, Reading
from tui.reading import read

PASSAGES = tomllib.loads((Path(__file__).parent / "passages-kk.toml").read_text("utf-8"))["passage"]
CLOSE = 0.01
NONE = "-"


class Told(NamedTuple):
    """One line of what a passage tells: its words, each with its alternatives, and whether readers could differ on it."""

    words: tuple[tuple[str, ...], ...]
    optional: bool

    @classmethod
    def of(cls, line: str, parts: int) -> Told:
        words = line.removeprefix("?").split(" ", parts - 1)
        return cls(tuple(tuple(word.split("/")) for word in words), line.startswith("?"))


@cache
def _readings() -> tuple[Reading, ...]:
    days = (datetime(p["published"].year, p["published"].month, p["published"].day, tzinfo=UTC) for p in PASSAGES)
    return tuple(
        read(Document(p["title"], p["text"].strip(), day, "kk")) for p, day in zip(PASSAGES, days, strict=True)
    )


def _value(word: tuple[str, ...]) -> float | None:
    return None if word == (NONE,) else float(word[0])


def _dated(wanted: str, found: str | None) -> bool:
    return found is not None and (wanted.startswith(found) or found.startswith(wanted))


def _is_deal(told: Told, deal: Deal) -> bool:
    """Whether a deal is of one of the kinds, as far as told, and worth as much."""
    kinds, stages, amount, *currency = told.words
    worth = _value(amount)
    same = (
        deal.amount is None
        if worth is None
        else isclose(worth, deal.amount or 0, rel_tol=CLOSE) and deal.currency in currency[0]
    )
    return same and deal.kind in kinds and deal.stage in stages


def _is_figure(told: Told, metric: Metric) -> bool:
    kinds, value, unit, *_ = told.words
    return metric.metric in kinds and (metric.unit,) == unit and isclose(float(value[0]), metric.value, rel_tol=CLOSE)


def _is_event(told: Told, event: Event) -> bool:
    kinds, date, country = told.words
    return event.kind in kinds and (date == (NONE,) or _dated(date[0], event.date)) and country[0] in event.countries


def _f1(pairs: Iterable[tuple[Sequence[str], Sequence[Any]]], parts: int, same: Callable[[Told, Any], bool]) -> float:
    """F1 over what passages tell and what was found in them; the optional is neither rewarded nor punished."""
    right = wrong = missed = 0
    for lines, found in pairs:
        rest = list(found)
        for told in sorted((Told.of(line, parts) for line in lines), key=lambda t: t.optional):
            hit = next((one for one in rest if same(told, one)), None)
            if hit is not None:
                rest.remove(hit)
                right += not told.optional
            else:
                missed += not told.optional
        wrong += len(rest)
    return 2 * right / (2 * right + wrong + missed)


def _of(name: str, found: str) -> list[tuple[Sequence[str], Sequence[Any]]]:
    """What each passage tells of one sort, and what was found."""
    return [(p.get(name, ()), getattr(r, found)) for p, r in zip(PASSAGES, _readings(), strict=True)]


def test_each_passage_is_on_the_beat_or_off_it() -> None:
    assert [r.relevant for r in _readings()] == ["off" not in p for p in PASSAGES]


def test_deals_have_their_kind_stage_and_sum() -> None:
    assert _f1(_of("deals", "deals"), 4, _is_deal) >= 0.70


def test_figures_are_found() -> None:
    assert _f1(_of("figures", "metrics"), 5, _is_figure) >= 0.94


def test_events_are_found() -> None:
    assert _f1(_of("events", "events"), 3, _is_event) >= 0.74
