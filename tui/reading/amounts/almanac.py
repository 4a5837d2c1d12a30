"""What the parts of a period mean: a day, a quarter, a span, counted from the day of publication where the text is relative."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self

from tui.reading.amounts.periods import LENGTHS, before_in_turn, months_of, shifted

Resolved = tuple[str, str, bool]
"""Value, sort, and whether it was counted from the publication date."""

_RESULTS = 4
"""Until this month "the full year" is the last one, whose results come out."""

_WEEK = 7
_JUST = timedelta(days=30)
"""A day "by" which something was so may have been shortly before the publication."""

_SOON = 8
"""Months to the end of a month "by" which something is to be so; where more are left, last year's is told of."""

LEFT_OUT = frozenset(("fl", "ft"))
"""The roles of a year whose noun is left out: в прошлом, в нынешнем."""

_BARE_QUARTER = re.compile(r"\d{4}-Q\d")


@dataclass
class Parts:
    """The words of one period by the role they play in it; ``ahead`` where "by" or "until" says that it is yet to come."""

    roles: str
    years: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    short: tuple[int, int | None] | None = None
    word: str = ""
    weekday: int | None = None
    ahead: bool = False

    @classmethod
    def of(cls, roles: str, values: Sequence[Any]) -> Self:
        """The parts of a sequence of words with the role of each."""
        parts = cls(roles)
        lists = {
            "y": parts.years,
            "m": parts.months,
            "d": parts.days,
            "n": parts.counts,
            "w": parts.counts,
            "o": parts.ordinals,
        }
        for role, value in zip(roles, values, strict=True):
            if role in lists:
                lists[role].append(value)
            elif role in "QHN":
                if parts.short:
                    parts.ordinals = [parts.short[0], value[0]]
                parts.short = value
            elif role == "r":
                parts.word = value
            elif role == "k":
                parts.weekday = value
        return parts

    def year(self, published: date | None) -> int | None:
        """The year named, in digits or relative to the publication; None where the text gives none."""
        if self.years:
            return self.years[0]
        if self.short and self.short[1]:
            return self.short[1]
        if published is None:
            return None
        if self.word.startswith("year"):
            return published.year + int(self.word.split()[1])
        if "Y" in self.roles or self.roles in LEFT_OUT:
            for role, shift in (("l", -1), ("t", 0), ("x", 1)):
                if role in self.roles:
                    return published.year + shift
        return None


def resolve(sort: str, parts: Parts, published: date | None, previous: str) -> Resolved | None:
    """The period that the parts make; ``previous`` is the last one the text named, for "the same period of last year"."""
    found = _RESOLVERS[sort](parts, published, previous)
    if found is None:
        return None
    value, name = found
    return value, name, not parts.years and not (parts.short and parts.short[1])


Found = tuple[str, str] | None


def _day(parts: Parts, published: date | None, _: str) -> Found:
    months = parts.months or parts.counts or parts.days[1:]
    days, year = parts.days, parts.year(published)
    if not parts.months and not parts.counts and len(days) > 1 and months[0] > 12:
        days, months = [months[0]], [days[0]]
    month, day = months[0], days[-1 if parts.roles.startswith("y") and not parts.months else 0]
    if parts.roles.startswith("y-"):
        month, day = parts.days
    if year is None:
        if published is None:
            return None
        year = published.year
        made = _date(year, month, day)
        if parts.ahead:
            year += made is not None and made < published - _JUST
        elif made is None or made > published + timedelta(days=1):
            year -= 1
    made = _date(year, month, day)
    return (made.isoformat(), "day") if made else None


def _date(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _quarter(parts: Parts, published: date | None, previous: str) -> Found:
    if parts.roles == "fq" and "Q" in previous and "/" not in previous:
        return previous, "quarter"
    if parts.roles == "fo":
        return (f"{previous[:4]}-Q{parts.ordinals[0]}", "quarter") if _BARE_QUARTER.fullmatch(previous) else None
    number = parts.short[0] if parts.short else parts.ordinals[-1] if parts.ordinals else None
    year = parts.year(published)
    if parts.months:
        if parts.months[0] % 3:
            return None
        number = parts.months[0] // 3
    elif number is None and ("L" in parts.roles or parts.years):
        number = 4
    if number is None:
        if "l" in parts.roles or "g" in parts.roles:
            earlier = before_in_turn(previous)
            if earlier and "Q" in earlier:
                return earlier, "year-earlier" if "g" in parts.roles else "quarter"
        if "t" in parts.roles and _BARE_QUARTER.fullmatch(previous):
            return previous, "quarter"
        if published is None or "g" in parts.roles:
            return None
        index = published.year * 4 + (published.month - 1) // 3 - ("t" not in parts.roles)
        return f"{index // 4}-Q{index % 4 + 1}", "quarter"
    if year is None:
        if published is None:
            return None
        last = parts.counts[0] if parts.counts else number
        year = _year_of(last * 3 - 2, last * 3, published, previous)
    if parts.counts:
        return _months(year, 1, parts.counts[0] * 3)
    if len(parts.ordinals) == 2:
        return _months(year, parts.ordinals[0] * 3 - 2, parts.ordinals[1] * 3)
    return f"{year}-Q{number}", "quarter"


def _year_of(first: int, last: int, published: date, previous: str) -> int:
    """The year of the months from ``first`` to ``last`` where none is named: this one if they have begun; what is not over
    yet is of last year where the text just told of that."""
    told = previous[:4] == str(published.year - 1)
    return published.year - (first > published.month or (told and last > published.month))


def _half(parts: Parts, published: date | None, previous: str) -> Found:
    number = parts.short[0] if parts.short else parts.ordinals[-1] if parts.ordinals else None
    if number is not None and number > 2:
        return None
    year = parts.year(published)
    if number is None:
        if published is None:
            return None
        if year is not None and parts.word:
            return f"{year}-H{1 + (published.month > 9)}", "half"
        index = published.year * 2 + (published.month > 6) - ("t" not in parts.roles)
        return f"{index // 2}-H{index % 2 + 1}", "half"
    if year is None:
        if published is None:
            return None
        year = _year_of(number * 6 - 5, number * 6, published, previous)
    return f"{year}-H{number}", "half"


def _months(year: int, first: int, last: int) -> Found:
    """January to December is a year, to June a half, three months of a quarter a quarter, a lone month itself."""
    length = last - first + 1
    if length < 1 or last > 12:
        return None
    if length == 12:
        return str(year), "year"
    if length == 6 and first in (1, 7):
        return f"{year}-H{1 + first // 7}", "half"
    if length == 3 and last % 3 == 0:
        return f"{year}-Q{last // 3}", "quarter"
    if length == 1:
        return f"{year}-{first:02}", "month"
    return f"{year}-{first:02}/{year}-{last:02}", "months"


def _ends_a_month(parts: Parts, year: int) -> bool:
    """Whether the day named is the last of its month: the six months ended 30 June."""
    return parts.days[0] == monthrange(year, parts.months[0])[1]


def _reported(month: str, previous: str) -> Found:
    """What "the period ended 30 June" is: the quarter just told of, if it ended so, else the months of the year up to then."""
    if _BARE_QUARTER.fullmatch(previous) and months_of(previous)[1] == months_of(month)[1]:
        return previous, "quarter"
    return _months(int(month[:4]), 1, int(month[5:]))


def _span_of_months(parts: Parts, published: date | None, previous: str) -> Found:
    year = parts.year(published)
    count = parts.short[0] if parts.short else parts.counts[-1] if parts.counts else None
    if parts.days and not _ends_a_month(parts, year or 2024):
        return None
    if parts.days or ("u" in parts.roles and len(parts.months) == 1):
        count = count or next((LENGTHS[role] for role in parts.roles if role in LENGTHS), None)
        if count is None and "p" in parts.roles:
            return _reported(f"{year}-{parts.months[0]:02}", previous)
    if count is not None and count > 12:
        return None
    first, last = 1, count or 0
    if count is not None and (parts.roles.startswith("ln") or "Ln" in parts.roles):
        first, last = 13 - count, 12
    elif parts.ordinals and count is not None:
        first, last = first + count * (parts.ordinals[0] - 1), count * parts.ordinals[0]
    if count is None:
        first, last = parts.months[0], parts.months[-1]
        if first > last or ("&" in parts.roles and "W" not in parts.roles and last != first + 1):
            return None
    elif parts.months:
        last = parts.months[0]
        first = last - count + 1
        if first < 1:
            return None
    if year is None:
        if published is None:
            return None
        year = published.year - (last > published.month)
    return _months(year, first, last)


def _to_date(parts: Parts, published: date | None, previous: str) -> Found:
    if published is None or published.year != (parts.years or [published.year])[0] or parts.months not in ([], [1]):
        return None
    if previous.startswith(f"{published.year}-01/"):
        return previous, "months"
    if previous == f"{published.year}-H1":
        return previous, "half"
    if previous.startswith(f"{published.year}-Q"):
        return _months(published.year, 1, 3 * int(previous[-1]))
    return _months(published.year, 1, max(published.month - 1, 1))


def _end(parts: Parts, published: date | None, _: str) -> Found:
    year = parts.year(published)
    if year is None and published is not None:
        left = parts.months[0] - published.month if parts.months else 0
        year = published.year - (left > (_SOON if parts.ahead else 0))
    if year is None:
        return None
    if "B" in parts.roles:
        return date(year, 1, 1).isoformat(), "day"
    month = parts.months[0] if parts.months else 12
    return date(year, month, monthrange(year, month)[1]).isoformat(), "day"


def _sort_of(value: str) -> str:
    """The sort of a period by how it is written."""
    if "/" in value:
        return "months"
    return "half" if "-H" in value else "quarter" if "-Q" in value else "month"


def _same(parts: Parts, published: date | None, previous: str) -> Found:
    year = parts.year(published)
    if previous and "-" in previous:
        held = int(previous[:4])
        if year is not None and (parts.years or year != held):
            value = shifted(previous, year - held)
            return value, "same" if year <= held or parts.years else _sort_of(value)
        return shifted(previous, -1), "same"
    if year is None and published is not None:
        year = published.year - 1
    return (str(year), "same") if year is not None else None


def _year_earlier(parts: Parts, published: date | None, previous: str) -> Found:
    years = parts.counts[0] if parts.counts else 1
    if "M" in parts.roles:
        earlier = before_in_turn(previous) if years in (1, 3) else None
        return (earlier, "year-earlier") if earlier else None
    if previous:
        return shifted(previous, -years), "year-earlier"
    return (str(published.year - years), "year-earlier") if published else None


def _month(parts: Parts, published: date | None, _: str) -> Found:
    year = parts.year(published)
    month = parts.months[0]
    if year is None:
        if published is None:
            return None
        late = month > published.month
        year = published.year + (month < published.month) if parts.ahead else published.year - late
    return f"{year}-{month:02}", "month"


def _month_relative(parts: Parts, published: date | None, _: str) -> Found:
    if published is None:
        return None
    week = "j" in parts.roles
    if week and "t" not in parts.roles:
        published -= timedelta(weeks=parts.counts[0] if parts.counts else 1)
    index = published.year * 12 + published.month - 1 - ("l" in parts.roles and not week)
    return f"{index // 12}-{index % 12 + 1:02}", "month"


def _span(parts: Parts, published: date | None, _: str) -> Found:
    first, last = parts.years[0], parts.years[-1]
    return (f"{first}/{last}", "span") if first < last else None


def _year(parts: Parts, published: date | None, _: str) -> Found:
    year = parts.year(published)
    if parts.roles == "f-Y" and not parts.years and published:
        year = published.year - (published.month < _RESULTS)
    return (str(year), "year") if year is not None else None


def _weekday(parts: Parts, published: date | None, _: str) -> Found:
    if published is None or parts.weekday is None:
        return None
    apart = (published.weekday() - parts.weekday) % 7 or (_WEEK if "l" in parts.roles else 0)
    return (published - timedelta(days=apart)).isoformat(), "day"


def _word(parts: Parts, published: date | None, _: str) -> Found:
    if published is None:
        return None
    kind, shift = parts.word.split()
    if kind == "year":
        return str(published.year + int(shift)), "year"
    return (published + timedelta(days=int(shift))).isoformat(), "day"


_RESOLVERS = {
    "day": _day,
    "quarter": _quarter,
    "half": _half,
    "months": _span_of_months,
    "to-date": _to_date,
    "end": _end,
    "same": _same,
    "year-earlier": _year_earlier,
    "month": _month,
    "month-relative": _month_relative,
    "span": _span,
    "year": _year,
    "weekday": _weekday,
    "word": _word,
}
