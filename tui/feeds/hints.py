"""What a document asks of those who poll it: ttl, skipHours, skipDays, sy:updatePeriod and sy:updateFrequency."""

from __future__ import annotations

import re

_MINUTE = 60.0
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_PERIODS = {"hourly": _HOUR, "daily": _DAY, "weekly": 7 * _DAY, "monthly": 30 * _DAY, "yearly": 365 * _DAY}
_DAYS = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_SKIP_HOURS = re.compile(r"<skipHours\b[^>]{0,100}>(.{0,4000}?)</skipHours", re.IGNORECASE | re.DOTALL)
_SKIP_DAYS = re.compile(r"<skipDays\b[^>]{0,100}>(.{0,2000}?)</skipDays", re.IGNORECASE | re.DOTALL)
_HOUR_TAG = re.compile(r"<hour\s*>\s*(\d{1,2})\s*<", re.IGNORECASE)
_DAY_TAG = re.compile(r"<day\s*>\s*([a-z]{6,9})\s*<", re.IGNORECASE)


def asked(ttl: str, period: str, frequency: str) -> float | None:
    """The longest interval the document asks for, in seconds; None where it asks for nothing that makes sense."""
    wishes: list[float] = []
    minutes = _number(ttl)
    if minutes:
        wishes.append(minutes * _MINUTE)
    if period or frequency:
        length = _PERIODS.get(period.strip().lower(), _DAY if not period.strip() else 0.0)
        if length:
            wishes.append(length / (_number(frequency) or 1.0))
    return max(wishes, default=None)


def skipped_hours(document: str) -> tuple[int, ...]:
    """Hours of the UTC day, 0 to 23, in which the document asks not to be polled."""
    block = _SKIP_HOURS.search(document)
    hours = {int(hour) % 24 for hour in _HOUR_TAG.findall(block[1]) if int(hour) <= 24} if block else set()
    return tuple(sorted(hours))


def skipped_days(document: str) -> tuple[int, ...]:
    """Weekdays (Monday 0) on which the document asks not to be polled."""
    block = _SKIP_DAYS.search(document)
    days = {_DAYS[day.lower()] for day in _DAY_TAG.findall(block[1]) if day.lower() in _DAYS} if block else set()
    return tuple(sorted(days))


def _number(value: str) -> float | None:
    found = re.match(r"\s*(\d{1,9})(?:\.\d+)?\s*$", value)
    return float(found[1]) if found and int(found[1]) > 0 else None
