"""Numbers, in digits or in words, with the scale words behind them: 1,5 млрд; two and a half million; бір жарым миллиард."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.number import number
from tui.reading.amounts.measures import Measures
from tui.reading.layout.page import REACH, Page

_DIGITS = re.compile(
    r"\d(?:(?<![\w.,/:+№#]\d)|(?<=[^\W\d_]{3}\d))"
    r"(?:\d{0,2}(?: \d{3}){1,4}(?:[.,]\d{1,3})?(?!\d)"
    r"|\d{0,2}(?:[.,]\d{3}){1,4}(?:[.,]\d{1,2})?(?![.,]?\d)"
    r"|\d{0,14}(?:[.,]\d{1,6})?(?![.,]?\d))"
)
"""Digits with thousands parted by spaces; by commas or points; or not at all. Bounded, so that no input is read twice; the
first digit comes before what is asked of its left side, because it alone rules out most places at once."""

_ENDING = re.compile(r"-([^\W\d_]{1,8})(?![^\W_])")
_SMALL = re.compile(r"\d{1,3}(?![\w.,])")
_PART = re.compile(r"\.? ")
"""What stands between the parts of a number: 611 тыс. 770."""

_NOUN = re.compile(r" [^\W\d]{4}")
_THOUSAND, _FULL = 1000, 3


@dataclass(slots=True)  # not frozen: made by the hundred on every page, and freezing doubles what that costs
class Numeral:
    """A number at ``[start, end)``. ``factor`` is what its scale words multiply it by (included in ``value``), ``ending``
    whether a case ending is written behind the digits; ``fraction`` marks a share in words, in percent."""

    value: float
    start: int
    end: int
    factor: float = 1.0
    digits: bool = True
    ending: bool = False
    fraction: bool = False


def numerals(page: Page, measures: Measures) -> list[Numeral]:
    """The numbers of a page in order of place; ordinals and the numbers of things (№ 65) are left out."""
    found = _in_digits(page, measures)
    spelt = _in_words(page, measures)
    if not spelt:
        return found
    upto = 0
    merged = []
    for numeral in sorted([*found, *spelt], key=lambda n: (n.start, -n.end)):
        if numeral.start >= upto:
            merged.append(numeral)
            upto = numeral.end
    return merged


def _in_digits(page: Page, measures: Measures) -> list[Numeral]:
    folded = page.folded
    found: list[Numeral] = []
    upto = 0
    for match in _DIGITS.finditer(folded, 0, REACH):
        start, end = match.span()
        if start < upto or _names_a_thing(folded, measures, start) or _in_a_code(folded, measures, start):
            continue
        written, ending = match.group(), False
        tail = _ENDING.match(folded, end)
        if tail:
            if measures.endings[tail.group(1)]:
                end, ending = tail.end(), True
            elif tail.group(1) in measures.ordinal_endings:
                continue
        factor, after = _scales(folded, measures, end)
        value = number(written, page.lang != "en", factor > 1) * factor
        value, after = _half_more(folded, measures, value, factor, after)
        value, after = _remainder(folded, measures, value, factor, after)
        upto = after
        found.append(Numeral(value, start, after, factor, ending=ending))
    return found


def _names_a_thing(folded: str, measures: Measures, start: int) -> bool:
    """Whether the number is a name's part: № 65, article 7, ГСП-50."""
    before = folded[max(0, start - 12) : start]
    if before.endswith("-") and before[-2:-1].isalpha():
        return True
    last = before.rstrip(" ").rpartition(" ")[2]
    return last in measures.labels


def _in_a_code(folded: str, measures: Measures, start: int) -> bool:
    """Whether letters that are no currency's code stand right before the digits."""
    if not folded[start - 1 : start].isalpha():
        return False
    met = measures.currency.at(folded, start - 3)
    return met is None or met[1] != start


def _scales(folded: str, measures: Measures, end: int) -> tuple[float, int]:
    """What the scale words behind a number multiply it by, and where they end."""
    factor = 1.0
    while True:
        gap = _gap(folded, measures, end)
        place = gap + 1 if folded[gap : gap + 1] in (" ", "-") else gap + 2 if folded.startswith(". ", gap) else gap
        met = measures.scale.at(folded, place)
        if met is None:
            return factor, end
        factor, end = factor * met[0], met[1]
        if folded[end : end + 1] == "-" and (tail := _ENDING.match(folded, end)) and measures.endings[tail.group(1)]:
            end = tail.end()


def _half_more(folded: str, measures: Measures, value: float, factor: float, end: int) -> tuple[float, int]:
    """Half of one more: 2 жарым мың."""
    if factor == 1 and folded[end : end + 1] == " " and (met := measures.half_more.at(folded, end + 1)):
        factor, after = _scales(folded, measures, met[1])
        return (value + 0.5) * factor, after
    return value, end


def _remainder(folded: str, measures: Measures, value: float, factor: float, end: int) -> tuple[float, int]:
    """The smaller parts of a number in several: 25 мың 839, 1 млрд 200 млн, 1 млн 660 тыс. 569."""
    while factor >= _THOUSAND and (gap := _PART.match(folded, end)):
        match = _SMALL.match(folded, gap.end())
        if match is None:
            break
        smaller, after = _scales(folded, measures, match.end())
        if smaller >= factor or (smaller == 1 and not _is_last(folded, measures, match.group(), factor, after)):
            break
        value, factor, end = value + float(match.group()) * smaller, smaller, after
    return value, end


def _is_last(folded: str, measures: Measures, written: str, factor: float, after: int) -> bool:
    """Whether digits behind thousands go on with them: a unit follows, or there are three of them and a noun follows."""
    if measures.unit.at(folded, after + 1):
        return True
    return factor == _THOUSAND and len(written) == _FULL and _NOUN.match(folded, after) is not None


def _in_words(page: Page, measures: Measures) -> list[Numeral]:
    folded, words = page.folded, page.words
    known = measures.numerals
    found: list[Numeral] = []
    index = 0
    opens = map(measures.openings.__getitem__, page.forms)
    for first in [place for place, held in enumerate(opens) if held]:
        if words[first].start >= REACH:
            break
        if first < index or _in_a_name(page, words[first].start):
            continue
        index, word = first, words[first]
        if word.form in measures.fraction_heads and (share := measures.fraction.at(folded, word.start)):
            found.append(Numeral(share[0], word.start, share[1], digits=False, fraction=True))
            index = _past(page, index, share[1])
            continue
        numeral = _spelt(page, measures, index) if known[word.form] else None
        if numeral is None:
            continue
        found.append(numeral)
        index = _past(page, index, numeral.end)
    return found


def _in_a_name(page: Page, start: int) -> bool:
    """Whether a number in English with a capital stands where no English is written: Uranium One, 30 пайызы."""
    return page.lang != "en" and page.folded[start].isascii() and page.source[start].isupper()


def _past(page: Page, index: int, end: int) -> int:
    while index < len(page.words) and page.words[index].start < end:
        index += 1
    return index


def _spelt(page: Page, measures: Measures, index: int) -> Numeral | None:
    """The number that begins at word ``index``; None for "half" alone and for a scale word in the plural."""
    words, folded = page.words, page.folded
    total = current = 0.0
    factor = 1.0
    start = at = index
    end = words[index].start
    numeral_seen = False
    while at < len(words) and at - index < 12:
        if at > index:
            gap = _gap(folded, measures, end)
            at = _past(page, at, gap)
            if folded[gap : words[at].start] not in (" ", "-"):
                break
        form = words[at].form
        scale = measures.scale.at(folded, words[at].start) if at > index or form in measures.alone else None
        if scale and scale[1] == words[at].end:
            current = (current or 1.0) * scale[0]
            factor *= scale[0]
            if scale[0] >= 1000:
                total, current = total + current, 0.0
        elif (kind := measures.numerals[form]) and kind[0] == "numeral" and _adds(current, kind[1]):
            current += kind[1]
            factor = 1.0
            numeral_seen = True
        elif at > index and (more := measures.half_more.at(folded, words[at].start)):
            current += 0.5
            at = _past(page, at, more[1]) - 1
        elif form in measures.links and at > index and at + 1 < len(words) and _goes_on(measures, words[at + 1].form):
            pass
        else:
            break
        end = words[at].end
        at += 1
    value = total + current
    if value <= 0 or value == 0.5 or (not numeral_seen and not _singular(page, measures, index)):
        return None
    return Numeral(value, words[start].start, end, factor, digits=False)


def _gap(folded: str, measures: Measures, end: int) -> int:
    """Where a number that ends at ``end`` may go on, past what says that it is about right only: полтора с лишним миллиарда."""
    about = measures.inserted.match(folded, end)
    return about.end() if about and measures.scale.at(folded, about.end() + 1) else end


def _adds(current: float, value: float) -> bool:
    """Whether a numeral can follow: twenty five, two hundred forty; not "two three"."""
    return (
        current == 0
        or (current >= 20 and value < 10 and current % 10 == 0)
        or (current >= 100 and value < 100 and current % 100 == 0)
    )


def _goes_on(measures: Measures, form: str) -> bool:
    return measures.numerals[form] is not None or measures.scale.at(form, 0) is not None


def _singular(page: Page, measures: Measures, index: int) -> bool:
    """Whether a scale word that no number stands before means one of it: "a million", миллион тонн."""
    if page.lang != "en":
        return True
    before = page.words[index - 1].form if index else ""
    return before in ("a", "an", "per", "one")
