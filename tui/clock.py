"""The clock, passed in everywhere: a decision never asks the machine what time it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present moment as an aware UTC datetime."""

ENVIRONMENT = "KENWATCH_NOW"

_FIRST, _LAST = 1970, 9000
"""Years between which every span of days and every zone can be reckoned with."""


class ClockError(ValueError):
    """KENWATCH_NOW does not hold a moment in ISO 8601 but what the error says."""


def system_clock() -> Clock:
    """The clock to pass in: stopped at ``KENWATCH_NOW`` (ISO 8601, UTC unless it says otherwise), else the machine's.

    Raises ClockError when the variable holds something else.
    """
    fixed = os.environ.get(ENVIRONMENT, "").strip()
    if not fixed:
        return _machine
    try:
        moment = datetime.fromisoformat(fixed)
        if not _FIRST <= moment.year <= _LAST:
            raise ValueError(fixed)
    except ValueError as error:
        raise ClockError(fixed) from error
    return fixed_clock(moment)


def _machine() -> datetime:
    return datetime.now(UTC)


def standing(clock: Clock) -> datetime | None:
    """What another process is to be told of a clock: the moment that it shows, None for the machine's own."""
    return None if clock is _machine else clock()


def fixed_clock(moment: datetime) -> Clock:
    """A clock that stands at ``moment`` (taken as UTC where it names no zone)."""
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return lambda: aware
