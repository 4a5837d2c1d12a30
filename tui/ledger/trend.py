"""How a series moved: its last value against the one it is fairly compared with."""

from __future__ import annotations

import re

from tui.ledger.entries import Point, Series


def shape(period: str | None) -> str:
    """The kind of a period, its year aside: years compare with years, first halves with first halves."""
    if not period:
        return ""
    part = re.fullmatch(r"\d{4}(-[HQ]\d)?(?:-\d\d)*(/.*)?", period)
    if part is None:
        return period
    return f"{part[1] or ''}{len(period)}" if part[2] is None else f"{period[4:7]}{period[12:]}"


def alike(series: Series) -> tuple[Point, ...]:
    """The points that compare with the last one, it among them; one a period, the newest report's."""
    if not series.points:
        return ()
    last = shape(series.points[-1].period)
    return tuple({p.period: p for p in series.points if shape(p.period) == last}.values())


def previous(series: Series) -> Point | None:
    """The point that the last one is compared with: the one before it of the same kind of period, else none."""
    points = alike(series)
    return points[-2] if len(points) > 1 else None
