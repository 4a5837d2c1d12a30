"""Dates as publishers write them, Russian and Kazakh ones among them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_MONTHS = {
    stem: number
    for number, stems in enumerate(
        (
            ("янв", "қаң", "jan"),
            ("фев", "ақп", "feb"),
            ("мар", "нау", "mar"),
            ("апр", "сәу", "apr"),
            ("мая", "май", "мам", "may"),
            ("июн", "мау", "jun"),
            ("июл", "шіл", "jul"),
            ("авг", "там", "aug"),
            ("сен", "қыр", "sep"),
            ("окт", "қаз", "oct"),
            ("ноя", "қар", "nov"),
            ("дек", "жел", "dec"),
        ),
        start=1,
    )
    for stem in stems
}
_TIME = r"(?:[\s,T]+(?:в\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d{1,9})?)?"
_ZONE = r"(?:\s*(?P<zone>Z|UTC|GMT|MSK|[+-]\d{1,2}:?\d{0,2}))?"
_SHAPES = (
    re.compile(
        r"(?P<day>\d{1,2})(?:-?го|\.)?\s+(?P<name>[^\W\d_]{3,12})\.?,?\s+(?P<year>\d{4})(?:\s*г(?:ода|\.)?)?"
        + _TIME
        + _ZONE
    ),
    re.compile(r"(?P<name>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})" + _TIME + _ZONE),
    re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})" + _TIME + _ZONE),
    re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})" + _TIME + _ZONE),
)
_OLDEST = 1990  # before it, a date is an empty field of some database: 1970-01-01, 0001-01-01
_FUTURE = timedelta(days=1)


def moment(text: str) -> datetime | None:
    """The moment that ``text`` names, as aware UTC (times without a zone are taken as UTC), None where it names none."""
    text = text.strip()[:100]
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, OverflowError, IndexError):
        pass
    try:
        return _utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    for shape in _SHAPES:
        found = shape.search(text)
        if found:
            return _from_parts(found.groupdict())
    return None


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _from_parts(parts: dict[str, str | None]) -> datetime | None:
    month = int(parts["month"] or 0) if "month" in parts else _MONTHS.get((parts["name"] or "").lower()[:3], 0)
    try:
        return datetime(
            int(parts["year"] or 0),
            month,
            int(parts["day"] or 0),
            int(parts["hour"] or 0),
            int(parts["minute"] or 0),
            int(parts["second"] or 0),
            tzinfo=_zone(parts["zone"]),
        ).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(name: str | None) -> timezone:
    if name == "MSK":
        return timezone(timedelta(hours=3))
    if not name or name[0] not in "+-":
        return UTC
    digits = name[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if name[0] == "-" else offset)


def believable(value: datetime | None, now: datetime) -> datetime | None:
    """``value`` as a day of publication: more than a day ahead of ``now`` counts as now, before 1990 as none."""
    if value is None or value.year < _OLDEST:
        return None
    return now if value > now + _FUTURE else value
