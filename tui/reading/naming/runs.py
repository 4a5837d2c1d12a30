"""Runs of capitals and quotations: what a name looks like before anything is known about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library

OPENING, _CLOSING = "«\"“„'", '»"”“'
CYRILLIC = re.compile("[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
KAZAKH_CASE = re.compile("(?:(?:[дт][ае](?:ғы|гі)?)|[ндт][ыі]ң|[ндт][ае]н|[ғгқк][ае])$")
KAZAKH_WHERE = re.compile("(?:дағы|дегі|тағы|тегі)$")
KAZAKH_GENITIVE = re.compile("[ндт][ыі]ң$")
_FIRM = ("компани", "корпораци", "кәсіпор", "серіктест", "холдинг", "фирма")
LONGEST = 6
_MEASURES = ("процент", "percent", "per", "млн", "млрд", "million", "billion", "тыс", "тонн", "tonn", "tons")
_YEAR = 4
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_CLOSED = 2
"""A closing mark and a space."""
_QUOTE = 70
_QUOTES = ("«", '"', "“", "„")
_INSIDE = frozenset((" ", "-", "'", "’", "&", " & ", ".", "№", " №"))
_JOINED = re.compile(r"[»\"”“](?:,| и| да| және| мен| пен| бен)(?= [«\"“„])")
_JOINED_BEFORE = re.compile(r"[«\"“„]([^«»\"“”„\n]{2,60})[»\"”“](?:,| және| мен| пен| бен| and) $")
_QUOTED_BEFORE = re.compile(r"[«\"“„]([^«»\"“”„\n]{2,60})[»\"”“] (?:[\w-]+ ){0,2}$")


@dataclass(slots=True)  # not frozen: made by the hundred on every page, and freezing doubles what that costs
class Name:
    """A name found at ``source[start:end]``; ``shown`` is its nominative, ``country`` what the text says of its home."""

    kind: str
    shown: str
    start: int
    end: int
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PlainWords:
    """The words that are no names (``knowledge/plain-words.toml``)."""

    common: frozenset[str]
    leading: frozenset[str]
    outside: frozenset[str]
    forms: frozenset[str]
    describing: frozenset[str]
    given: frozenset[str]
    works: frozenset[str]
    toponyms: tuple[str, ...]
    brands: frozenset[str]
    inflected: re.Pattern[str]
    """A Russian company's name, told by its last part, before an ending."""
    trades: frozenset[str]
    compound: re.Pattern[str]
    """A word that ends with a trade, in any case: Тесикникель, Тесикгеология."""


@lru_cache(maxsize=8)
def plain_words(shelf: Library) -> PlainWords:
    """The lists of a library, kept with it."""

    def words(ident: str) -> frozenset[str]:
        entry = shelf.get("plain", ident)
        return frozenset(entry.properties.get("words", ())) if entry else frozenset()

    brand = shelf.get("head", "brand")
    brands = frozenset(s.strip("=").casefold() for _, s in brand.spellings) if brand else frozenset()
    lists = {name: words(name) for name in ("common", "leading", "outside", "forms", "describing", "given", "works")}
    ends = "|".join(map(re.escape, sorted(words("company-ends"))))
    inflected = re.compile(rf"([^\W\d_]+(?:{ends}))(?:а|у|ом|е)", re.IGNORECASE)
    trades = "|".join(map(re.escape, sorted(words("trades"))))
    compound = re.compile(rf"[^\W\d_]{{3,}}(?:{trades})[^\W\d_]{{0,2}}", re.IGNORECASE)
    return PlainWords(
        **lists,
        brands=brands,
        toponyms=tuple(words("toponyms")),
        inflected=inflected,
        trades=words("trades"),
        compound=compound,
    )


class Runs:
    """Where in a page names can stand."""

    def __init__(self, page: Page, plain: PlainWords) -> None:
        self.page = page
        self.plain = plain

    @cached_property
    def taken(self) -> set[int]:
        """The numbers of the words that known names cover."""
        page = self.page
        return {n for m in page.mentions for n in range(page.word_at(m.start), page.word_at(m.end))}

    def right(self, at: int) -> int:
        """The last word of the capitalised run that begins at word ``at``; ``at - 1`` where there is none."""
        last = at - 1
        while last + 1 < min(len(self.page.words), at + LONGEST) and self._capital(last + 1):
            if last >= at and (self.separator(last) not in _INSIDE or not self._one_script(last)):
                break
            last += 1
        while last > at and self._counts(last):
            last -= 1
        return last

    def _counts(self, at: int) -> bool:
        """Whether a number behind a name is a year, or counts what follows: Mining 2026 жылы, Zi Jin 60 процентов."""
        form = self.page.words[at].form
        if not form.isdigit() or self.separator(at - 1) != " ":
            return False
        following = self.page.words[at + 1].form if at + 1 < len(self.page.words) else ""
        return len(form) == _YEAR or self.page.lang == "kk" or following.startswith(_MEASURES)

    def left(self, at: int) -> int:
        """The first word of the capitalised run that ends with word ``at``; ``at + 1`` where there is none."""
        first = at + 1
        while first > max(at + 1 - LONGEST, 0) and self._capital(first - 1):
            if first <= at and (
                self.separator(first - 1) not in _INSIDE or not self._one_script(first - 1) or self._where(first - 1)
            ):
                break
            first -= 1
        while first < at and self.page.words[first].form in self.plain.leading and self.separator(first) == " ":
            first += 1
        while first < at and (self._no_beginning(first) or self._adverb(first)):
            first += 1
        return first

    def _no_beginning(self, at: int) -> bool:
        """Whether no name begins with the word: a legal form, a year, a 15th."""
        form = self.page.words[at].form
        return form in self.plain.forms or (form.isdigit() and len(form) == _YEAR) or bool(_ORDINAL.fullmatch(form))

    def quoted_after(self, kind: str, end: int) -> Name | None:
        """The quotation that begins right after ``end``, None where there is none."""
        opening = end
        while opening < end + 2 and self.page.source[opening : opening + 1] == " ":
            opening += 1
        mark = self.page.source[opening : opening + 1]
        if not mark or mark not in OPENING or opening == end:
            return None
        end = self._closing(opening, opening)
        if end < 0:
            return None
        inner = max(self.page.source.rfind(q, opening + 1, end) for q in _QUOTES)
        if self.page.source[end - 1] == " " and (within := self._closing(end, opening)) > 0:
            inner, end = end, within
        start = max(opening, inner) + 1
        return Name(kind, self.page.source[start:end], start, end)

    def _closing(self, after: int, opening: int) -> int:
        """Where the first mark behind ``after`` stands that may close the quotation from ``opening``; -1 where none does."""
        marks = (self.page.source.find(mark, after + 1, opening + _QUOTE) for mark in _CLOSING)
        return min((at for at in marks if at > 0), default=-1)

    def quoted_list(self, kind: str, end: int) -> list[Name]:
        """The quotations that begin right after ``end`` and are joined by commas and "and": «X», «Y» и «Z»."""
        found: list[Name] = []
        name = self.quoted_after(kind, end)
        while name and len(found) < LONGEST:
            found.append(name)
            joined = _JOINED.match(self.page.source, name.end)
            name = self.quoted_after(kind, joined.end()) if joined else None
        return found

    def quoted_before(self, kind: str, start: int) -> Name | None:
        """The quotation that ends right before ``start``, or in Kazakh and English up to two words before it."""
        piece = self.page.source[max(start - _QUOTE, 0) : start]
        match = _QUOTED_BEFORE.search(piece)
        if match is None or (self.page.lang == "ru" and len(piece) - match.end(1) > _CLOSED):
            return None
        if kind == "site" and self._tells_a_firm(piece[match.end(1) :]):
            return None
        base = max(start - _QUOTE, 0)
        return Name(kind, match[1], base + match.start(1), base + match.end(1))

    def quoted_list_before(self, kind: str, start: int) -> list[Name]:
        """The quotations joined by commas and "and" that end before ``start``: «X», «Y» және «Z» кен орындары."""
        name = self.quoted_before(kind, start)
        found = [name] if name else []
        while found and len(found) < LONGEST:
            base = max(found[-1].start - 1 - _QUOTE, 0)
            match = _JOINED_BEFORE.search(self.page.source[base : found[-1].start - 1])
            if match is None:
                break
            found.append(Name(kind, match[1], base + match.start(1), base + match.end(1)))
        return found

    def _tells_a_firm(self, between: str) -> bool:
        """Whether the words behind a name tell that it is a company's: «X» ЖШС-ның комбинаты, «X» компаниясымен зауыт."""
        said = between.casefold().replace("-", " ").split()
        return any(word in self.plain.forms or word.startswith(_FIRM) for word in said)

    def quoted(self, name: Name) -> bool:
        """Whether quotation marks open before the name."""
        return self.page.source[name.start - 1 : name.start] in _QUOTES

    def enclosed(self, name: Name) -> bool:
        """Whether the name fills a quotation from mark to mark."""
        return self.quoted(name) and self.page.source[name.end : name.end + 1] in tuple(_CLOSING)

    def starts(self, name: Name) -> bool:
        """Whether the name stands at the beginning of a sentence, where a capital tells nothing."""
        sentence = self.page.sentences[self.page.sentence_at(name.start)]
        return sentence.start in (name.start, name.start - 1)

    def name(self, kind: str, first: int, last: int) -> Name:
        """The words ``first`` to ``last`` as a name, without the legal form before it: ТОО X."""
        while first < last and self.page.words[first].form in self.plain.forms:
            first += 1
        start, end = self.page.words[first].start, self.page.words[last].end
        return Name(kind, self.page.source[start:end], start, end)

    def _one_script(self, at: int) -> bool:
        """Whether word ``at`` and the next one are both Latin or both Cyrillic (digits go with either)."""
        one, two = self.page.source[self.page.words[at].start], self.page.source[self.page.words[at + 1].start]
        return one.isdigit() or two.isdigit() or (one < "Ѐ") is (two < "Ѐ")

    def _adverb(self, at: int) -> bool:
        """Whether a Kazakh word that begins a sentence only says where or when: Жақында, Жамбылда."""
        return self.page.lang == "kk" and bool(KAZAKH_CASE.search(self.page.words[at].form)) and self.begins(at)

    def _where(self, at: int) -> bool:
        """Whether a Kazakh word only says where the next one is: Алтайдағы Верхуба."""
        return self.page.lang == "kk" and KAZAKH_WHERE.search(self.page.words[at].form) is not None

    def begins(self, at: int) -> bool:
        """Whether word ``at`` is the first of its sentence."""
        start = self.page.words[at].start
        return self.page.sentences[self.page.sentence_at(start)].start == start

    def _capital(self, at: int) -> bool:
        first = self.page.source[self.page.words[at].start]
        return first.isupper() or first.isdigit()

    def separator(self, at: int) -> str:
        """What stands between word ``at`` and the next one."""
        if at + 1 >= len(self.page.words):
            return ""
        return self.page.source[self.page.words[at].end : self.page.words[at + 1].start]
