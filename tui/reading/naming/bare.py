"""Names without a noun beside them: what is quoted again and again, foreign letters among companies, odd spellings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tui.reading.naming.digs import dug_names, unknown
from tui.reading.naming.enumerated import enumerated
from tui.reading.naming.runs import CYRILLIC, Name, Runs

_QUOTED = re.compile(r"[«“„]([^\W\d_][^«»“”„\n]{2,40})[»”“]")
_OTHER_WORKS = re.compile(
    r"(?:программ\w*|форум\w*|газет\w*|журнал\w*|кодекс\w*|закон\w*|телеканал\w*|канал\w*|преми\w*|фестивал\w*|клуб\w*|команд\w*|"
    r"отел\w*|фильм\w*|книг\w*|инициатив\w*|концепци\w*|станци\w*|выставк\w*|агентств\w*|издани\w*|бағдарлама\w*|газет\w*|"
    r"сэз|зон\w*|аэа|аймағы|парк\w*|кластер\w*|вокзал\w*|аэропорт\w*|"
    r"портал\w*|орден\w*|медал\w*|режим\w*|принцип\w*) $"
)
_LINK = frozenset((", ", " и ", " және ", " мен ", " пен ", " бен ", ", а также "))
_LATIN = re.compile(r"[A-Z][\w&'’.-]*(?: (?:[A-Z][\w&'’.-]*|&|of))*")
_MIXED = re.compile(
    r"[A-Z](?<=\b[A-Z])(?!(?<=M)a?c[A-Z])(?:[A-Z]*[a-z]+[A-Z]\w*|[A-Z]+[a-z]{2,})(?: (?:Group|Holding|Resources|Mining))?\b"
)
"""FLSmidth, not MacDonald; the capital comes before what is asked of its left side, because it alone rules out most places."""
_FUNCTION = frozenset("о об и в на с по из для к от до за не как это қалай үшін туралы бойынша".split())
_STEM, _LEAST = 5, 2
_SURNAME = re.compile(r"(?:[aeiy]v|ov|[aei]va|ova|[kntl]in|[kntl]ina|uly|kyzy|enko|sky|ski)$")
"""How surnames of the region end in English."""
_RENAMED = re.compile(r",? \(?(?:the )?(?:renamed|formerly|former|previously)\b")

_TICKER = re.compile(
    r" \((?:TSX(?:[ -]?V)?|ASX|LSE|AIM|NYSE|NASDAQ|Nasdaq|CSE|HKEX|SEHK|HKSE|JSE|OTC\w*|KASE|AIX|MOEX|SSE|SZSE|BIST|TSE)"
    r"[:.] ?[\w.]+"
)
_JOINTS = frozenset(("and", "и", "және", "мен", "пен", "бен"))
_MARKS = ' «»"“”„'
_OPENED, _CLOSED = ("«", "“", "„"), ("»", "”", "“")
_WORDS = 4
"""Quotations with fewer words than this may be names."""
_NOUN = 16
"""Characters before a name in which a noun tells what it is the name of."""
_LONG, _ROW = 12, 3
"""How long a list may be, how many items make a list without an "and"."""


def bare_names(runs: Runs) -> Iterator[Name]:
    """The quoted, foreign and oddly spelt names of a page that may be companies; nothing is weighed yet."""
    yield from _beside_sites(runs)
    yield from _listed(runs)
    yield from dug_names(runs)
    yield from enumerated(runs)
    if runs.page.lang == "en":
        yield from _often(runs, _MIXED)
        yield from _paired(runs)
    elif CYRILLIC.search(runs.page.source):
        yield from _quoted_often(runs)
        yield from _beside_companies(runs)
        yield from _often(runs, _LATIN)
        yield from _by_trade(runs)
        yield from _foreign(runs)


def _by_trade(runs: Runs) -> Iterator[Name]:
    """Quotations of which a part tells a company's trade: «Тесикникель», «Тесик-Разрез»."""
    for start, _, name in _quoted(runs):
        parts = name.shown.replace("-", " ").split()
        told = any(runs.plain.compound.fullmatch(part) for part in parts)
        hyphened = "-" in name.shown and any(part.casefold() in runs.plain.trades for part in parts)
        if (told or hyphened) and not _OTHER_WORKS.search(runs.page.folded, max(start - _NOUN, 0), start):
            yield name


def _foreign(runs: Runs) -> Iterator[Name]:
    """Two or three words in Latin letters in Cyrillic text, which hardly ever are anything but a company: Tesik Cromo."""
    for start, _, name in _latin(runs):
        parts = name.shown.split()
        capitals = 1 < len(parts) < _WORDS and all(p.isascii() and p.isalpha() and p.istitle() for p in parts)
        if capitals and not _OTHER_WORKS.search(runs.page.folded, max(start - _NOUN, 0), start):
            yield name


def _often(runs: Runs, shape: re.Pattern[str]) -> Iterator[Name]:
    """Names of a shape that no other word has, met twice: FLSmidth in English, Hatch in Cyrillic text."""
    found = [(m[0].rstrip(".,'’"), m.start()) for m in shape.finditer(runs.page.source)]
    often = Counter(name for name, _ in found)
    for name, start in found:
        if often[name] >= _LEAST and len(name) >= _STEM and not name.isupper():
            yield Name("company", name, start, start + len(name))


def _quoted_often(runs: Runs) -> Iterator[Name]:
    """Names that stand between quotation marks at least twice: «Казцинк» … «Казцинка»."""
    found = list(_QUOTED.finditer(runs.page.source))
    often = Counter(m[1][:_STEM] for m in found)
    for match in found:
        words = match[1].split()
        if often[match[1][:_STEM]] < _LEAST or len(words) > 3 or not words[0][0].isupper():
            continue
        if _FUNCTION.intersection(words) or words[0].casefold() in runs.plain.common:
            continue
        if not _OTHER_WORKS.search(runs.page.folded, max(match.start() - _NOUN, 0), match.start()):
            yield Name("company", match[1], match.start(1), match.end(1))


def _listed(runs: Runs) -> Iterator[Name]:
    """Companies told by their ticker: Cadmos Uranium (TSX: CDU)."""
    for ticker in _TICKER.finditer(runs.page.source):
        at = runs.page.word_at(ticker.start()) - 1
        first = runs.left(at) if at >= 0 and runs.page.words[at].end == ticker.start() else at + 1
        if first <= at:
            yield runs.name("company", first, at)


def _beside_sites(runs: Runs) -> Iterator[Name]:
    """Names in a list with known sites: Akkuduk and Norgubek; Бескемпир, Аксакал и Акбакай."""
    page = runs.page
    sites = {page.word_at(m.start): page.word_at(m.end) - 1 for m in page.mentions if m.kind == "site"}
    ends = {last: first for first, last in sites.items()}
    for first, last in sites.items():
        items, joined = [(first, last)], False
        while len(items) < _LONG and (found := _next(runs, items[-1][1], sites)):
            items.append(found[:2])
            joined |= found[2]
        while len(items) < _LONG and (found := _last(runs, items[0][0], ends)):
            items.insert(0, found[:2])
            joined |= found[2]
        if len(items) > 1 and (joined or len(items) >= _ROW):
            yield from (runs.name("site", *item) for item in items if item[0] not in sites)


def _paired(runs: Runs) -> Iterator[Name]:
    """English names that an "and" joins to a known company: Nordfos and Kazphosphate; Kazzinc and Boliden."""
    page = runs.page
    for firm in [m for m in page.mentions if m.kind == "company"]:
        first, last = page.word_at(firm.start), page.word_at(firm.end) - 1
        if (
            first > 1
            and page.words[first - 1].form == "and"
            and runs.separator(first - 1) == runs.separator(first - 2) == " "
        ):
            start = runs.left(first - 2)
            if start <= first - 2 and _is_free(runs, start, first - 2):
                yield runs.name("company", start, first - 2)
        if last + 2 < len(page.words) and page.words[last + 1].form == "and" and runs.separator(last) == " ":
            end = runs.right(last + 2)
            if end >= last + 2 and _is_free(runs, last + 2, end):
                yield runs.name("company", last + 2, end)


def _is_free(runs: Runs, first: int, last: int) -> bool:
    """Whether nothing is known of a short name that does not end like a person's and is not another one's of today."""
    surname = last > first and _SURNAME.search(runs.page.words[last].form) is not None
    if surname or _RENAMED.match(runs.page.folded, runs.page.words[last].end):
        return False
    return last < first + _WORDS - 1 and runs.taken.isdisjoint(range(first, last + 1))


def _next(runs: Runs, last: int, sites: dict[int, int]) -> tuple[int, int, bool] | None:
    """The item behind word ``last`` of a list, and whether an "and" leads it."""
    words = runs.page.words
    at = last + 1
    joined = at < len(words) and words[at].form in _JOINTS
    if at + joined >= len(words) or runs.separator(last).strip(_MARKS) not in ((",", "") if joined else (",",)):
        return None
    at += joined
    end = sites.get(at) or runs.right(at)
    return (at, end, joined) if at in sites or unknown(runs, at, end) else None


def _last(runs: Runs, first: int, ends: dict[int, int]) -> tuple[int, int, bool] | None:
    """The item before word ``first`` of a list, and whether an "and" stands between."""
    at = first - 1
    joined = at > 0 and runs.page.words[at].form in _JOINTS
    at -= joined
    if at < 0 or runs.separator(at).strip(_MARKS) not in ((",", "") if joined else (",",)):
        return None
    start = ends[at] if at in ends else runs.left(at)
    return (start, at, joined) if at in ends or unknown(runs, start, at) else None


def _beside_companies(runs: Runs) -> Iterator[Name]:
    """Names in Latin letters or quotation marks in a list with a company: представители B2Gold, First Quantum Minerals,
    Hatch; «Майкубен-Вест», NEFRIT LOGISTIC и «КарТрансУголь»."""
    source = runs.page.source
    firms = [m for m in runs.page.mentions if m.kind == "company"]
    ends = {end + (source[end : end + 1] in _CLOSED) for end in (m.end for m in firms)}
    starts = {start - (source[start - 1 : start] in _OPENED) for start in (m.start for m in firms)}
    items = sorted((*_latin(runs), *_quoted(runs)), key=lambda item: item[0])
    for order in (items, list(reversed(items))):
        for start, end, name in order:
            before = next((s for s in _LINK if source.startswith(s, start - len(s)) and start >= len(s)), "")
            after = next((s for s in _LINK if source.startswith(s, end)), "")
            follows = bool(before) and start - len(before) in ends
            leads = bool(after) and end + len(after) in starts
            if (follows or leads) and start not in starts:
                starts.add(start)
                ends.add(end)
                yield name


def _latin(runs: Runs) -> Iterator[tuple[int, int, Name]]:
    for match in _LATIN.finditer(runs.page.source):
        shown = match[0].rstrip(".,")
        if len(match[0]) > 2:
            yield match.start(), match.end(), Name("company", shown, match.start(), match.start() + len(shown))


def _quoted(runs: Runs) -> Iterator[tuple[int, int, Name]]:
    """The quotations that may be names: not whole phrases, nor what stands behind a word for works of other kinds."""
    for match in _QUOTED.finditer(runs.page.source):
        words = match[1].split()
        if len(words) < _WORDS and words[0][0].isupper() and not _FUNCTION.intersection(words):
            yield match.start(), match.end(), Name("company", match[1], match.start(1), match.end(1))
