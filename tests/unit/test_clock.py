"""The clock that is passed in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui.clock import ClockError, fixed_clock, system_clock


def test_the_variable_stops_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENWATCH_NOW", "2026-11-21T14:00:00+05:00")
    assert system_clock()() == datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_a_moment_without_a_zone_is_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENWATCH_NOW", "2026-11-21")
    assert system_clock()() == datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["tomorrow", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_anything_else_is_refused_with_what_was_expected(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("KENWATCH_NOW", moment)
    with pytest.raises(ClockError, match=moment):
        system_clock()


def test_without_it_the_machine_tells_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KENWATCH_NOW", raising=False)
    assert abs(system_clock()() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_fixed_clock_speaks_utc() -> None:
    astana = timezone(timedelta(hours=5))
    assert fixed_clock(datetime(2026, 1, 1, 4, tzinfo=astana))() == datetime(2025, 12, 31, 23, tzinfo=UTC)
