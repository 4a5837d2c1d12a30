"""A series drawn in terminal cells: a bar a period over an axis of time, beside a scale; a period without a figure stays
empty. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tui import form
from tui.desk.cells import Piece, fit, width_of
from tui.ledger import trend
from tui.ledger.entries import Point, Series

_WIDEST_BAR = 6
_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 10.0)
_PERIOD = re.compile(r"(\d{4})(?:-([HQ])(\d)|-(\d\d))?\Z")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_A_YEAR = {"H": 2, "Q": 4}
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the axis of time: its period, and what was told for it; None where nothing was."""

    period: str
    point: Point | None


def drawable(series: Series) -> bool:
    """Whether there are two figures to draw side by side."""
    told = Counter(_length(point.period) for point in series.points if point.period)
    return max(told.values(), default=0) > 1


def slots(series: Series, like: Point | None = None) -> tuple[Slot, ...]:
    """Every period from the first to the last of those as long as that of ``like`` (the last point), gaps among them."""
    chosen = like or (series.points[-1] if series.points else None)
    if chosen is None or chosen.period is None:
        return ()
    length = _length(chosen.period)
    told = {point.period: point for point in series.points if point.period and _length(point.period) == length}
    told[chosen.period] = chosen
    places = {place(period): point for period, point in told.items() if _YEAR.match(period)}
    if len(places) < len(told):
        return tuple(Slot(period, told[period]) for period in sorted(told))
    first, last = min(places), max(places)
    return tuple(
        Slot(_period(number, chosen.period) if found is None else found.period or "", found)
        for number in range(first, last + 1)
        for found in (places.get(number),)
    )


def _length(period: str) -> str:
    """What periods on one axis share: quarters stand beside quarters, but nine months of a year beside such nine months."""
    found = _PERIOD.match(period)
    if found is None:
        return trend.shape(period)
    return found[2] or ("M" if found[4] else "Y")


def place(period: str) -> int:
    """Where a period stands among those of its kind: consecutive ones differ by one."""
    found = _PERIOD.match(period)
    year = int(period[:4])
    if found is None:
        return year
    if found[2]:
        return year * _A_YEAR[found[2]] + int(found[3]) - 1
    return year * 12 + int(found[4]) - 1 if found[4] else year


def change(series: Series, point: Point) -> str:
    """How a point moved against the same period of the year before; "" where nothing is known of that."""
    if not point.period:
        return ""
    before = {p.period: p for p in series.points if p.flag in (None, point.flag)}.get(_year_before(point.period))
    return form.change(before.value, point.value) if before else ""


def _year_before(period: str) -> str:
    return _YEAR.sub(lambda found: f"{int(found[0]) - 1:04d}", period)


def _period(number: int, like: str) -> str:
    """The period at a place, written as ``like`` is."""
    found = _PERIOD.match(like)
    if found and found[2]:
        year, part = divmod(number, _A_YEAR[found[2]])
        return f"{year}-{found[2]}{part + 1}"
    if found and found[4]:
        year, month = divmod(number, 12)
        return f"{year}-{month + 1:02d}"
    return str(number)


def drawn(found: Sequence[Slot], unit: str, width: int, height: int, chosen: Point | None = None) -> list[list[Piece]]:
    """The plot in ``width`` × ``height`` cells: the scale at the left, bars, the axis with its periods below. Where there
    are more periods than cells, the oldest are left out. Nothing where there is no room for a plot."""
    rows = height - 2
    if rows < _LEAST_ROWS or not found:
        return []
    values = [slot.point.value for slot in found if slot.point]
    scale = _scale(min(0.0, *values), max(0.0, *values), rows)
    labels = {row: form.quantity(value, unit, short=True) for row, value in scale.marks(rows).items()}
    margin = max(map(width_of, labels.values())) + 1
    room = width - margin - 1
    if room < 4:
        return []
    shown = found[-room:]
    bar = max(1, min(_WIDEST_BAR, room // len(shown) - 1))
    step = bar + (1 if (bar + 1) * len(shown) <= room else 0)
    lines = []
    for row in range(rows):
        line: list[Piece] = [(fit(labels.get(row, ""), margin - 1, "right"), "faint"), (" ", "")]
        line.append(("┤" if row in labels else "│", "line"))
        for slot in shown:
            line += _cell(slot, scale, row, rows, bar, here=slot.point is not None and slot.point is chosen)
            line.append((" " * (step - bar), ""))
        lines.append(line)
    axis = "┴" if 0 in labels or rows - 1 in labels else "└"
    lines.append([(" " * margin, ""), (axis + "─" * min(room, step * len(shown)), "line")])
    return [*lines, [(" " * (margin + 1), ""), *_periods(shown, step, room, chosen)]]


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    step: float

    def marks(self, rows: int) -> dict[int, float]:
        """The rows that have a figure at the left: zero's, and each step's."""
        found = {}
        for number in range(round(self.low / self.step), round(self.high / self.step) + 1):
            at = self.cells(number * self.step, rows)
            row = rows - 1 if at <= 0 else rows - math.ceil(at)
            found[max(0, row)] = number * self.step
        return found

    def cells(self, value: float, rows: int) -> float:
        """The height of a value above the lowest line, in rows."""
        return (value - self.low) / (self.high - self.low) * rows


def _scale(low: float, high: float, rows: int) -> _Scale:
    """Round figures that hold everything, two to five of them, as many as there is room for."""
    if high <= low:
        high = low + 1.0
    wanted = max(min(2, rows // 2), min(4, rows // 3))
    rough = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in _STEPS if factor * power >= rough * (1 - 1e-9))
    return _Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def _cell(slot: Slot, scale: _Scale, row: int, rows: int, bar: int, *, here: bool) -> list[Piece]:
    """One row of one bar."""
    zero, under = scale.cells(0.0, rows), rows - 1 - row
    if slot.point is None:
        return [("·".center(bar) if under == int(zero) else " " * bar, "faint")]
    top = scale.cells(slot.point.value, rows)
    ink = "gold-strong" if here else "quiet" if slot.point.flag else "copper"
    if top < zero:
        filled = min(zero, under + 1) - max(top, under)
        return [(("█" if filled > 0.75 else "▀" if filled > 0.2 else " ") * bar, "bad" if not here else ink)]
    filled = min(top, under + 1) - max(zero, under)
    eighths = round(max(0.0, filled) * 8)
    if not eighths and under <= zero < under + 1:
        eighths = 1  # a figure is never nothing
    return [(form.BARS[eighths - 1] * bar if eighths else " " * bar, ink)]


def _periods(shown: Sequence[Slot], step: int, room: int, chosen: Point | None) -> list[Piece]:
    """The periods under the axis, the last one first of all, the others where there is room."""
    line = [" "] * room
    inks = ["faint"] * room
    order = sorted(range(len(shown)), key=lambda i: (shown[i].point is None or shown[i].point is not chosen, -i))
    for index in order:
        label = form.period(shown[index].period)
        start = max(0, min(index * step, room - width_of(label)))
        taken = line[max(0, start - 1) : start + len(label) + 1]
        if len(label) <= room and not any(character.strip() for character in taken):
            line[start : start + len(label)] = label
            if chosen is not None and shown[index].point is chosen:
                inks[start : start + len(label)] = ["gold"] * len(label)
    pieces: list[Piece] = []
    for character, ink in zip(line, inks, strict=True):
        if pieces and pieces[-1][1] == ink:
            pieces[-1] = (pieces[-1][0] + character, ink)
        else:
            pieces.append((character, ink))
    return pieces
