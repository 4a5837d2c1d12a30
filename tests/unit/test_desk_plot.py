"""A series as a plot: every period has its place, gaps stay gaps, the scale holds everything."""

from __future__ import annotations

import pytest
from desk_samples import NOW
from hypothesis import given
from hypothesis import strategies as st

from tui.desk.cells import width_of
from tui.desk.plot import change, drawn, slots
from tui.ledger.entries import Point, Series


def _series(*told: tuple[str | None, float], unit: str = "t") -> Series:
    points = tuple(Point(period, value, "", ()) for period, value in told)
    return Series("Mine", "production", "copper", unit, points, NOW)


def _text(series: Series, width: int = 60, height: int = 10, chosen: Point | None = None) -> list[str]:
    return ["".join(text for text, _ in line) for line in drawn(slots(series), series.unit, width, height, chosen)]


@pytest.mark.parametrize(
    ("periods", "places"),
    [
        (("2020", "2023"), ["2020", "2021", "2022", "2023"]),
        (("2023-Q3", "2024-Q1"), ["2023-Q3", "2023-Q4", "2024-Q1"]),
        (("2023-H2", "2024-H1"), ["2023-H2", "2024-H1"]),
        (("2023-11", "2024-02"), ["2023-11", "2023-12", "2024-01", "2024-02"]),
        (("2022-01/2022-09", "2024-01/2024-09"), ["2022-01/2022-09", "2023", "2024-01/2024-09"]),
    ],
)
def test_each_period_has_its_place(periods: tuple[str, ...], places: list[str]) -> None:
    series = _series(*((period, 1.0) for period in periods))
    found = slots(series)
    assert [slot.period for slot in found] == places
    assert [slot.period for slot in found if slot.point is not None] == list(periods)


def test_periods_of_other_lengths_stand_apart() -> None:
    series = _series(("2022", 10.0), ("2023-Q1", 2.0), ("2023", 11.0), (None, 99.0))
    assert [slot.period for slot in slots(series, series.points[0])] == ["2022", "2023"]
    assert [slot.period for slot in slots(series, series.points[1])] == ["2023-Q1"]
    assert slots(series) == ()


def test_a_gap_is_seen_as_one() -> None:
    shown = _text(_series(("2020", 4.0), ("2022", 8.0)))
    assert shown[-1].split() == ["2020", "2021", "2022"]
    gap = shown[-1].index("2021")
    column = [line[gap : gap + 4].strip() for line in shown[:-2]]
    assert column[-1] == "·"
    assert not any(column[:-1])


def test_the_scale_has_round_figures_and_holds_everything() -> None:
    shown = _text(_series(("2023", 21_112.0), ("2024", 23_270.0), ("2025", 25_839.0)))
    labels = [line.split("┤")[0].strip() for line in shown if "┤" in line]
    assert labels == ["30,000 t", "15,000 t", "0 t"]


def test_losses_stand_below_the_line() -> None:
    shown = _text(_series(("2023", 10.0), ("2024", -10.0), unit="USD"), height=12)
    zero = next(number for number, line in enumerate(shown) if "USD 0" in line)
    first, second = shown[-1].index("2023"), shown[-1].index("2024")
    assert all(line[second] == " " for line in shown[:zero])
    assert any(line[second] in "█▀" for line in shown[zero:-2])
    assert any(line[first] in "█▇" for line in shown[:zero])
    assert all(line[first] == " " for line in shown[zero:-2])


def test_change_is_on_the_year_before_and_on_nothing_else() -> None:
    series = _series(("2020", 100.0), ("2022", 110.0), ("2023", 121.0), ("2022-Q1", 10.0), ("2023-Q1", 5.0))
    assert [change(series, point) for point in series.points] == ["", "", "▲ 10 %", "", "▼ 50 %"]


@given(
    told=st.lists(st.tuples(st.integers(1990, 2030), st.floats(-1e15, 1e15, allow_nan=False)), max_size=30),
    width=st.integers(0, 90),
    height=st.integers(0, 30),
)
def test_any_series_fits_where_it_is_drawn(told: list[tuple[int, float]], width: int, height: int) -> None:
    series = _series(*((str(year), value) for year, value in sorted(dict(told).items())))
    shown = _text(series, width, height)
    assert len(shown) <= height
    assert all(width_of(line) <= width for line in shown)


def test_what_is_no_period_is_drawn_all_the_same() -> None:
    series = _series(("[/foo] once", 1.0), ("[/foo] twice", 2.0))
    assert len(_text(series)) == 10
