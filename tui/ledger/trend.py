"""How a series moved: its last value against the one it is fairly compared with."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.ledger.entries import Point, Series

_YEAR = re.compile(r"(?<!\d)\d{4}(?=-|/|$)")


@lru_cache(4_096)
def shape(period: str | None) -> str:
    """The kind of a period, its year aside: years compare with years, first halves with first halves."""
    if not period:
        return ""
    part = re.fullmatch(r"\d{4}(-[HQ]\d)?(?:-\d\d)*(/.*)?", period)
    if part is None:
        return period
    return f"{part[1] or ''}{len(period)}" if part[2] is None else f"{period[4:7]}{period[12:]}"


def alike(series: Series) -> tuple[Point, ...]:
    """The points that compare with the last one, it among them; one a period, the newest report's, and none that cannot be
    right."""
    if not series.points:
        return ()
    last = series.points[-1]
    kind = shape(last.period)
    return tuple({p.period: p for p in series.points if shape(p.period) == kind and p.flag == last.flag}.values())


def previous(series: Series) -> Point | None:
    """The point that the last one is compared with: the same period of the year before; None where nobody tells it."""
    return year_before(series, series.points[-1]) if series.points else None


def year_before(series: Series, point: Point) -> Point | None:
    """The point of the same period of the year before ``point``; of several the one that is shown last."""
    if not point.period:
        return None
    wanted = _year_earlier(point.period)
    return next((p for p in reversed(series.points) if p.period == wanted and p.flag == point.flag), None)


@lru_cache(4_096)
def _year_earlier(period: str) -> str:
    return _YEAR.sub(lambda year: str(int(year.group()) - 1), period)


def growth(series: Series, point: Point) -> float | None:
    """How much ``point`` grew against the same period of the year before: 0.05 for five percent."""
    before = year_before(series, point)
    return round(point.value / before.value - 1, 6) if before and before.value > 0 else None
