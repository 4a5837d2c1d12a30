"""The headers of an answer that decide when and how to ask again. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_SECONDS = re.compile(r"\s*(\d{1,10})(?:\.\d+)?\s*")


def retry_after(value: str, now: datetime) -> datetime | None:
    """The moment that a Retry-After header names, in seconds or as a date; None where it makes no sense or is past."""
    seconds = _SECONDS.fullmatch(value)
    at = now + timedelta(seconds=min(int(seconds[1]), 10**9)) if seconds else http_date(value)
    return at if at is not None and at > now else None


def freshness(cache_control: str, expires: str, now: datetime) -> float | None:
    """For how many seconds the publisher says its answer stays fresh; max-age goes before Expires."""
    age = _MAX_AGE.search(cache_control)
    if age:
        return float(age[1]) or None
    until = http_date(expires) if expires else None
    return (until - now).total_seconds() if until is not None and until > now else None


def http_date(value: str) -> datetime | None:
    """An HTTP date as aware UTC, None for anything else."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
