"""Quantities: money, masses, shares and counts, in figures or in words, as values in base units.

Three steps: where numbers stand (digits, or words that are numbers), what belongs to each (currency, scale, unit, rate),
which of them belong together (ranges, changes, conversions in brackets).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from tui.reading.amounts.dates import Period
from tui.reading.amounts.measures import Measures, Unit
from tui.reading.amounts.numerals import Numeral, numerals
from tui.reading.layout.page import Page


@dataclass(slots=True)  # not frozen: made by the hundred on every page, and freezing doubles what that costs
class Quantity:
    """A figure of the text. ``kind`` is the unit's family (money, mass, percent, count, area, grade, power, volume; others,
    such as length and time, never become facts), ``value`` stands in base ``unit`` (of a range, the upper end, and ``low``
    the lower), ``per`` is "year" for a yearly rate, ``converted`` the text's own conversion as (value, unit), ``factor`` what
    one of the written number is in base units; ``change`` marks the first of two figures "from … to …"."""

    kind: str
    value: float
    unit: str
    start: int
    end: int
    low: float | None = None
    approx: bool = False
    converted: tuple[float, str] | None = None
    original: str = ""
    per: str = ""
    change: bool = False
    factor: float = 1.0
    spelt: bool = False

    @property
    def bare(self) -> bool:
        """Whether the number has no unit of its own: it counts what the noun behind it names."""
        return self.kind == "count"


_DATELIKE = frozenset(("count", "time", "length", "grams"))
_TIMES = frozenset(("time", "year"))
"""Families of units that no thousands are of: in 6.6 thousand a year ago the year belongs to what follows."""

_LINK = 40
_THOUSAND = 1000
"""A percentage of thousands was a decimal: 49,979 %."""
_FILLER = re.compile(r"\b(?:in|of|for|в|за|во)\b")
_LENDING = frozenset(("mass", "money", "area", "percent", "grade"))
_SMALL = frozenset(("percent", "grade"))
"""Families of units that no thousands are of."""

_BARE = Unit("count", "count", "count", 1.0, "")
_BY, _LEVEL = 24, 3
"""Characters before a figure in which a preposition may stand; how many times a change a level is, where both have one unit."""

_OPEN = re.compile(r"\.? ?[(\[]([^()\[\]\d]{0,45})$")
_OR = re.compile(
    r",? (?:or|or about|или|или около|то есть|т\.е\.|немесе|яғни|i\.e\.)(?: (?:about|around|около|примерно|порядка|шамамен))? ?$"
)
_FALL = 10
"""How many times smaller a figure may become, if the first of the two lends the unit of the second: from 558 to 541 thousand."""

_SORT = re.compile(
    r"\.? (?:(?:indicated|inferred|measured|proven|probable|metric|dry|wet|short|long|troy|attributable|payable|contained"
    r"|recoverable|saleable|additional|further|more|gold|silver|gold[- ]equivalent|equivalent"
    r"|метрических|условных|сухих|тройских|дополнительных|товарных|золотых)(?:,| and| и)? ){1,2}"
)
"""What sort of tonnes or ounces: 34.1 million indicated tonnes."""

_IN_TONNE = 60
"""Characters before grams within which it says that they are in a tonne."""

_IN_MONEY = re.compile(r" \(?(?:us)?[$€]")
"""What follows pounds that are money: 4.6 billion pounds ($7.1 billion)."""

_MILLION = 1e6

_NOTHING = re.compile(r"[,;:)\n]|\.?(?:\n|$)|\. [A-ZА-ЯҚҒӘӨҰҮІ«\"]")
"""What stands behind a figure of which nothing is said."""

_PART = re.compile(r"\b(?:оның|соның|ішінен|мұның|бұның) [\d.,\s]+(?:миллион|миллиард)(?:ын|ы|ынан)$")
_OF_IT, _BEFORE = 24, 120
"""How Kazakh tells a part of a sum (оның 1,8 миллиардын), with the characters in which it does, and how far off the sum is."""

_ENDS = re.compile(r"[.!?…][\s\"»”]|\n")
"""Where a sentence ends."""

_NAMED = re.compile(r" (?:of )?[^\W\d]{3,}( (?:to|до) )")
"""A metal behind the first figure of a change: from 218,164 oz of gold to …"""


def quantities(page: Page, measures: Measures, periods: list[Period]) -> list[Quantity]:
    """The quantities of a page in order of place. Linear in its length."""
    taken = _Taken(periods)
    found: list[Quantity] = []
    for number in numerals(page, measures):
        if number.end <= taken.upto:
            continue
        quantity = _measured(page, measures, number)
        dated = quantity is None or quantity.kind in _DATELIKE or number.fraction
        if quantity is None or (dated and taken.covers(number.start)):
            continue
        taken.upto = quantity.end
        found.append(quantity)
    listed = _listed(page.folded, measures, periods, _joined(page, measures, periods, found))
    return _conversions(page.folded, _borrowed(page, listed))


class _Taken:
    """What periods and earlier quantities already cover."""

    def __init__(self, periods: list[Period]) -> None:
        self._periods = periods
        self._next = 0
        self.upto = 0

    def covers(self, place: int) -> bool:
        while self._next < len(self._periods) and self._periods[self._next].end <= place:
            self._next += 1
        return self._next < len(self._periods) and self._periods[self._next].start <= place


def _measured(page: Page, measures: Measures, number: Numeral) -> Quantity | None:
    """The number with its currency and unit; None for what is no quantity (ordinals, codes)."""
    folded = page.folded
    start, end = number.start, number.end
    if number.fraction:
        return Quantity(
            "percent", number.value, "%", start, end, approx=True, original=page.source[start:end], spelt=True
        )
    unit, start = _currency_before(folded, measures, start) or (None, start)
    value, factor = number.value, number.factor
    if letter := measures.letter.at(folded, end) if number.digits and factor == 1 else None:
        behind = measures.unit.at(folded, _skip(folded, letter[1]))
        if (unit and unit.kind == "money") or (behind and behind[0].kind in ("mass", "money")):
            value, end, factor = value * letter[0], letter[1], letter[0]
    if unit is None:
        met = _unit_behind(page, measures, end)
        if met and not (met[0].kind in _TIMES and factor >= _THOUSAND):
            unit, end = met
        elif number.digits and _runs_on(folded, end, number.ending):
            return None
    else:
        again = measures.unit.at(folded, _skip(folded, end))
        if again and again[0].base == unit.base:
            end = again[1]
    unit = _meant(folded, measures, unit or _BARE, start, end)
    value = value / _THOUSAND if unit.kind == "percent" and value >= _THOUSAND else value
    return Quantity(
        unit.kind,
        value * unit.factor,
        unit.base,
        start,
        end,
        original=page.source[start:end],
        per=unit.per,
        factor=factor * unit.factor,
        spelt=not number.digits,
        approx=_approximate(folded, measures, start),
    )


def _meant(folded: str, measures: Measures, unit: Unit, start: int, end: int) -> Unit:
    """The unit by what stands around the figure: pounds beside dollars are money, grams in a tonne a grade."""
    if unit.base == "lb" and _IN_MONEY.match(folded, end):
        return measures.units["GBP"]
    in_tonne = unit.kind == "grams" and (
        measures.per_tonne.match(folded, end) or measures.in_tonne.search(folded, max(0, start - _IN_TONNE), start)
    )
    return measures.units["g-per-t"] if in_tonne else unit


def _runs_on(folded: str, end: int, ending: bool) -> bool:
    """Whether letters follow the digits directly, or behind a hyphen: 5G, 12-storey."""
    following = folded[end : end + 2]
    return following[:1].isalpha() or (following[:1] == "-" and following[1:].isalpha() and not ending)


def _approximate(folded: str, measures: Measures, start: int) -> bool:
    """Whether the words before a figure say that it is about right only."""
    before = " " + " ".join(folded[max(0, start - 20) : start].split())
    return before.endswith(measures.approximations)


def _skip(folded: str, place: int) -> int:
    """Past one space, hyphen or the full stop of an abbreviation with its space."""
    if folded.startswith(". ", place):
        return place + 2
    return place + 1 if folded[place : place + 1] in (" ", "-", ".") else place


def _unit_behind(page: Page, measures: Measures, end: int) -> tuple[Unit, int] | None:
    folded = page.folded
    about = measures.inserted.match(folded, end)
    for place in dict.fromkeys((end, _skip(folded, end), about.end() + 1 if about else end)):
        met = measures.unit.at(folded, place)
        if met:
            unit, after = met
            exact = measures.cased.get(page.source[place:after])
            return exact or unit, after
    if (sort := _SORT.match(folded, end)) and (met := measures.unit.at(folded, sort.end())) and met[0].kind == "mass":
        return met
    return None


def _currency_before(folded: str, measures: Measures, start: int) -> tuple[Unit, int] | None:
    """A currency sign or code right in front of ``start``, and where it begins."""
    edge = start - 1 if folded[start - 1 : start] == " " else start
    if folded[edge - 1 : edge] not in measures.currency_ends:
        return None
    for length in (4, 3, 2, 1):
        place = edge - length
        if place < 0:
            continue
        met = measures.currency.at(folded, place)
        if met and met[1] == edge and (not folded[place].isalpha() or not folded[place - 1 : place].isalpha()):
            return met[0], place
    return None


def _joined(page: Page, measures: Measures, periods: list[Period], found: list[Quantity]) -> list[Quantity]:
    """Ranges made one, the first figure of a change or range given the unit of the second."""
    starts = [p.start for p in periods]
    done: list[Quantity] = []
    index = 0
    while index < len(found):
        first, second = found[index], found[index + 1] if index + 1 < len(found) else None
        pair = None
        if second is not None and second.start - first.end <= _LINK:
            at = bisect_left(starts, first.end)
            dated = at < len(periods) and periods[at].end <= second.start
            pair = _pair(page, measures, first, second, periods[at] if dated else None)
        done += pair or [first]
        index += 2 if pair else 1
    return done


def _pair(
    page: Page, measures: Measures, first: Quantity, second: Quantity, date: Period | None
) -> list[Quantity] | None:
    """Two figures that belong together: a range as one, a change as two; None where they do not. ``date`` stands between."""
    folded = page.folded
    link = folded[first.end : second.start]
    low = _lent(first, second)
    if low is None:
        return None
    rest = _FILLER.sub("", folded[first.end : date.start]) + folded[date.end : second.start] if date else link
    if measures.falls(first.original) and not rest.strip():
        return [replace(low, change=True), second]
    if named := _NAMED.fullmatch(rest):
        rest = named.group(1)
    rest = rest.strip(" .")
    if rest not in measures.joins or _is_reached(measures, folded, first, second, rest):
        return None
    kind = _opening(measures, folded[max(0, first.start - 24) : first.start], rest)
    if kind == "change":
        return [replace(low, change=True), second]
    if kind == "none" or date or named:
        return None
    top = replace(second, kind=low.kind, unit=low.unit, start=first.start, low=low.value, approx=first.approx)
    return [replace(top, original=page.source[first.start : second.end])]


def _is_reached(measures: Measures, folded: str, first: Quantity, second: Quantity, link: str) -> bool:
    """Whether the second figure is the level that a change by the first led to: by 42,000 ounces to 610,000 ounces."""
    if link == "-" or second.kind == "percent":
        return False
    before = folded[max(0, first.start - _BY) : first.start].split()
    by = bool(before) and before[-1] in measures.opens_difference
    return by and (not first.bare or second.value > _LEVEL * first.value * second.factor / first.factor)


def _listed(folded: str, measures: Measures, periods: list[Period], found: list[Quantity]) -> list[Quantity]:
    """Numbers of a list given the unit that only its last one names: 5,9 млн, 18,8 млн и 255 тыс. тонн; also where each has
    a date before it."""
    starts = [p.start for p in periods]
    done = list(found)
    for index in range(len(found) - 2, -1, -1):
        first, second = done[index], done[index + 1]
        link = folded[first.end : second.start].strip(". ")
        at = bisect_left(starts, first.end)
        if first.bare and at < len(periods) and periods[at].end <= second.start and len(link) <= _LINK:
            dated = folded[first.end : periods[at].start] + folded[periods[at].end : second.start]
            link = _FILLER.sub("", dated).strip()
        goes = first.bare and second.kind in _LENDING and not (second.kind in _SMALL and first.factor >= _THOUSAND)
        if goes and len(link) < 6 and link in measures.lists:
            done[index] = _lent(first, second) or first
    return done


def _borrowed(page: Page, found: list[Quantity]) -> list[Quantity]:
    """Millions and billions of which nothing is said, given the currency of the sum told before them in the sentence: сначала
    800 млн долларов, теперь 978 млн; половину, 36 млрд; also where Kazakh tells a part of what the sentence before told."""
    done = list(found)
    last: Quantity | None = None
    for index, one in enumerate(found):
        if last is not None and one.bare and min(last.factor, one.factor) >= _MILLION:
            part = (
                page.lang == "kk" and _PART.search(page.folded, max(one.start - _OF_IT, last.end), one.end) is not None
            )
            same = _ENDS.search(page.source, last.end, one.start) is None
            if (same and (part or _NOTHING.match(page.source, one.end))) or (part and one.start - last.end < _BEFORE):
                done[index] = replace(one, kind="money", unit=last.unit)
        if done[index].kind != "percent":
            last = done[index] if done[index].kind == "money" else None
    return done


def _opening(measures: Measures, before: str, link: str) -> str:
    """What two linked figures are: a range, a change from one to the other, or nothing of the kind."""
    if before.endswith(" ") and (about := next((a for a in measures.approximations if before[:-1].endswith(a)), "")):
        before = before[: -1 - len(about)] + " "
    last = [before.split()[-1].lstrip("([")] if before[-1:].isspace() and before.strip() else []
    hyphen = link.strip() == "-"
    if last and last[0] in measures.opens_change:
        return "range" if hyphen else "change"
    if last and last[0] in measures.opens_range:
        return "range"
    return "range" if hyphen or link.strip() in measures.ranges else "none"


def _lent(first: Quantity, second: Quantity) -> Quantity | None:
    """The first figure in the unit of the second, where it names none of its own; None where the two do not go together."""
    if second.bare and first.kind == "money" and first.factor == 1:
        return replace(first, value=first.value * second.factor, factor=second.factor)
    if first.unit != second.unit and not first.bare:
        return None
    factor = second.factor if first.factor == 1 else first.factor
    value = first.value / first.factor * factor
    if value > _FALL * second.value and factor != first.factor:
        value, factor = first.value, first.factor
    return replace(first, kind=second.kind, unit=second.unit, value=value, factor=factor, per=second.per)


def _conversions(folded: str, found: list[Quantity]) -> list[Quantity]:
    """A figure in brackets, of the same family in another unit, goes into the one before it."""
    done: list[Quantity] = []
    for quantity in found:
        last = done[-1] if done else None
        if (
            last
            and last.kind == quantity.kind
            and last.unit != quantity.unit
            and quantity.kind in ("money", "mass", "area")
        ):
            gap = folded[last.end : quantity.start]
            if len(gap) <= 60 and (_OPEN.match(gap) or _OR.match(gap)) and last.converted is None:
                done[-1] = replace(last, converted=(quantity.value, quantity.unit))
                continue
        done.append(quantity)
    return done
