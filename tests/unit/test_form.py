"""How values are written: tables of value and expected text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tui import form

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.2e9, "1.20bn"),
        (5e8, "500m"),
        (40.3e6, "40.3m"),
        (999.6e6, "1.00bn"),
        (17e9, "17bn"),
        (850, "850"),
        (12345, "12.3k"),
        (None, "–"),
    ],
)
def test_amounts_of_a_column(value: float | None, expected: str) -> None:
    assert form.amount(value) == expected


@pytest.mark.parametrize(
    ("value", "short", "expected"),
    [
        (1.2e9, True, "USD 1.2 bn"),
        (1.2e9, False, "USD 1,200,000,000"),
        (40.3e6, True, "USD 40.3 m"),
        (720_000, True, "USD 720,000"),
        (None, True, "undisclosed"),
    ],
)
def test_money_in_running_text(value: float | None, short: bool, expected: str) -> None:
    assert form.money(value, "USD", short=short) == expected


@pytest.mark.parametrize(
    ("value", "unit", "short", "expected"),
    [
        (25839, "t", False, "25,839 t"),
        (203_000, "t", True, "203 kt"),
        (96e6, "t", True, "96 Mt"),
        (1_234_567, "oz", True, "1.23m oz"),
        (75_000, "km2", False, "75,000 km²"),
        (24, "%", False, "24 %"),
        (0.45, "g/t", False, "0.45 g/t"),
        (1000, "count", False, "1,000"),
        (47e9, "USD", False, "USD 47 bn"),
        (3, "furlongs", False, "3 furlongs"),
    ],
)
def test_quantities(value: float, unit: str, short: bool, expected: str) -> None:
    assert form.quantity(value, unit, short=short) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-06-29", "29 Jun 2025"),
        ("2025-06", "Jun 2025"),
        ("2025-02-31", "Feb 2025"),
        ("0000-01-00", "Jan 0000"),
        ("2025", "2025"),
        (None, "–"),
        ("sometime", "sometime"),
        (datetime(2025, 6, 29, 23, 30, tzinfo=UTC), "29 Jun 2025"),
    ],
)
def test_days_are_as_precise_as_they_are_known(value: str | datetime | None, expected: str) -> None:
    assert form.day(value) == expected


def test_moments_are_shown_in_the_readers_zone() -> None:
    moment = datetime(2025, 6, 29, 23, 30, tzinfo=UTC)
    assert form.day(moment, ZoneInfo("Asia/Almaty")) == "30 Jun 2025"
    assert form.clock_time(moment, ZoneInfo("Asia/Almaty")) == "04:30"
    assert form.day_short("2025-06-09") == "09 Jun"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023", "2023"),
        ("2023-H1", "H1 2023"),
        ("2023-Q3", "Q3 2023"),
        ("2023-09", "Sep 2023"),
        ("2023-01/2023-09", "Jan–Sep 2023"),
        ("2015/2019", "2015–2019"),
        ("2023-12-31", "31 Dec 2023"),
        (None, ""),
    ],
)
def test_periods(value: str | None, expected: str) -> None:
    assert form.period(value) == expected


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(seconds=-20), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=33), "33 h"),
        (timedelta(days=13), "13 d"),
        (timedelta(days=45), "6 wk"),
        (timedelta(days=100), "3 mo"),
        (timedelta(days=800), "2 yr"),
    ],
)
def test_ages(ago: timedelta, expected: str) -> None:
    assert form.age(NOW - ago, NOW) == expected


def test_names_and_symbols() -> None:
    assert form.country("KR") == "South Korea"
    assert form.country("XX") == "XX"
    assert form.country(None) == "–"
    assert form.commodities(("copper", "rare-earths", "coal"), short=True) == "Cu REE coal"
    assert form.commodities(("copper", "iron-ore")) == "copper, iron ore"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [(10, 11.1, "▲ 11 %"), (100, 98, "▼ 2 %"), (100, 100.1, "= 0 %"), (None, 1, ""), (0, 1, ""), (-10, -5, "▲ 50 %")],
)
def test_changes(old: float | None, new: float, expected: str) -> None:
    assert form.change(old, new) == expected


def test_sparklines_leave_gaps() -> None:
    assert form.sparkline((1, 2, None, 5)) == "▁▃ ▇"
    assert form.sparkline((3, 3)) == "▄▄"
    assert form.sparkline(()) == ""


def test_sizes() -> None:
    assert [form.size(n) for n in (512, 1_400_000, 3_000_000_000)] == ["512 B", "1.4 MB", "3 GB"]


def test_a_period_is_written_shorter_where_there_is_little_room() -> None:
    assert form.period("2025-01/2025-09", 8) == "9M 2025"
    assert form.period("2023-12-31", 8) == "31.12.23"
    assert form.period("2025-01/2025-09", 12) == form.period("2025-01/2025-09")
    assert form.period("2025-H1", 3) == "H1 2025"


def test_a_growth_of_many_times_is_told_in_times() -> None:
    assert form.change(3.0, 132.0) == "▲ ×44"
    assert form.change(100.0, 1_099.0) == "▲ 999 %"


def test_groups_of_commodities_stand_back_where_one_is_named() -> None:
    assert form.commodities(("critical-minerals", "tungsten"), short=True) == "W"
    assert form.commodities(("polymetals",), short=True) == "poly"


def test_a_loss_turned_into_a_profit_is_no_multiple() -> None:
    assert form.change(1, 20) == "▲ ×20"
    assert form.change(-1, 20) == "▲ 2,100 %"
