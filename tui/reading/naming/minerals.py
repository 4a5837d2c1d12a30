"""Which metals and minerals a page really names: doubtful words settled by what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from tui.model import Mention
from tui.reading.layout.page import Page
from tui.reading.layout.spans import Spans
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.vocabulary import Entry

_LIST = re.compile(r"[,;/]? ?(?:and|or|&|as well as|и|или|а также|мен|пен|бен|және|да|де)? ?-?")
_QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:tons?|tonnes?|ounces?|pounds?|lbs?|kt|mt|of|in|grade|contained|refined|saleable|produces?|mined?|metric)|"
    r"\d ?(?:тонн\w*|т|тыс\.? ?т|тыс\.? тонн\w*|млн тонн\w*|кг|тонна|%)|\b(?:добыч\w+|выпуск\w*|производств\w+|экспорт\w*|"
    r"выплавк\w+|запас\w+|руд\w+|прокат\w*|продаж\w*|поставк\w+|тонн\w*|литейн\w+|содержани\w+|марк\w+|концентрат\w*)"
    r"(?: \w+(?:ой|ого|ых))?) $"
)
_NO_PROSE = re.compile(r"[@/]\w|.[\w-]+(?:@|\.(?:com|kz|ru|org|net)\b| [$€]\d)", re.DOTALL)
_QUOTED_NAME = re.compile(r"[«“„][^«»“”„\n.,]{3,30}[»”]")
_MAIN, _END, _LEAD = 4, 0.93, 350
_OURS = frozenset({"site", "region", "town"})
_LAW = re.compile(
    r"[\"l](?:(?<=\")(?:об? [^\"]{5,120}|[^\"]{5,120} туралы)\"|(?<=\bl)aw on (?:\w+ ){0,3}\w+ and \w+ \w+)"
)
"""The title of a law, a programme or a decree, in folded text."""
_TRADE_AFTER = re.compile(
    r"(?: and \w+)? (?:producer|maker|giant|group|major|trader|производител\w+|гигант\w*|трейдер\w*)\b"
)
_ROLLED = re.compile(r"slab|(?:hot|flat)[ -]rolled|rolled|прокат|плоск|сляб")
_ROLLABLE = frozenset({"titanium", "aluminium", "copper"})
"""Metals whose slabs and sheets are no steel."""
_WORK_AFTER = re.compile(
    r"(?:: | - )\d|"
    r"[ -](?:(?:to |at |by |- |на |до )?(?:\d[\d.,]{0,9} ?(?:%|per ?cent|тонн|tonnes|tons)|\d{1,3}(?:,\d{3})+\b)|ores?|"
    r"concentrates?|mines?|mining|"
    r"miners?|smelt\w*|deposits?|production|output|factory|works|furnaces?|exports?|reserves?|resources?|metal|plant|pellets?|ingots?|grades?|zinc|"
    r"bearing|belt|project|рудник\w*|руд\w+|месторожд\w+|концентрат\w*|производств\w+|завод\w*|проект\w*|кен\w*|өндір\w+|"
    r"шығар\w*|балқыт\w*|зауыт\w*|құйма\w*|қор\w*|шоғыр\w*)"
)


def settle(hits: list[Hit], folded: str, source: str) -> list[Hit]:
    """The hits without the doubtful commodities that nothing confirms, and those in addresses and price strips; what is
    confirmed is no longer weak."""
    hits = [h for h in hits if h.entry.kind != "commodity" or not _no_metal(h, folded, source)]
    minerals = [h for h in hits if h.entry.kind == "commodity"]
    if not any(h.weak for h in minerals):
        return hits
    sure = [not h.weak or _worked(h, folded, source) for h in minerals]
    for order in (range(1, len(minerals)), range(len(minerals) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            if not sure[at] and sure[at + step]:
                first, second = sorted((minerals[at], minerals[at + step]), key=lambda h: h.start)
                sure[at] = _listed(first, second, folded)
    good = {id(h) for h, kept in zip(minerals, sure, strict=True) if kept}
    kept = (h for h in hits if h.entry.kind != "commodity" or id(h) in good)
    return [h._replace(weak=False) if h.weak and h.entry.kind == "commodity" else h for h in kept]


def _no_metal(hit: Hit, folded: str, source: str) -> bool:
    """Whether the word is part of an address or a price strip, or begins a name in quotation marks: «Полиметалл УК»."""
    if _NO_PROSE.match(folded, max(hit.start - 1, 0), hit.end + 8):
        return True
    return source[hit.start].isupper() and _QUOTED_NAME.match(source, max(hit.start - 1, 0)) is not None


def outside(hits: list[Hit], mentions: Sequence[Mention]) -> list[Hit]:
    """The hits without the minerals that are only part of a company's name: Polymetal, Zijin Gold."""
    firms = [(m.start, m.end) for m in mentions if m.kind == "company"]
    if not firms:
        return hits
    starts = [start for start, _ in firms]
    return [h for h in hits if h.entry.kind != "commodity" or not _within(h, starts, firms)]


def _within(hit: Hit, starts: list[int], firms: list[tuple[int, int]]) -> bool:
    at = bisect_right(starts, hit.start) - 1
    return at >= 0 and hit.end <= firms[at][1]


def _listed(first: Hit, second: Hit, folded: str) -> bool:
    """Whether two minerals stand side by side: zinc and lead, свинцово-цинковый."""
    return second.start - first.end < 14 and _LIST.fullmatch(folded, first.end, second.start) is not None


def _worked(hit: Hit, folded: str, source: str) -> bool:
    """Whether a word of mining or a quantity stands beside the word."""
    beside = _WORK_AFTER.match(folded, hit.end) or _QUANTITY_BEFORE.search(folded, max(hit.start - 40, 0), hit.start)
    return bool(beside) and (not source[hit.start].isupper() or _begins(source, hit.start))


def _begins(source: str, start: int) -> bool:
    """Whether a capital at ``start`` is only the beginning of a sentence."""
    before = source[max(start - 8, 0) : start].rstrip("\"'«“( ")[-1:]
    return before in ("", ".", "\n", "!", "?", "—", "–", ":")


def answered(entry: Entry) -> tuple[str, ...]:
    """The commodity ids under which the entry is reported; none where it is not."""
    answer = entry.properties.get("answer", entry.id)
    return tuple(answer) if isinstance(answer, list) else ((answer,) if answer else ())


def subjects(page: Page) -> list[str]:
    """The ids of the commodities that a story is about, in order of place: all that it names, without an afterthought at
    the end of a story on another metal, without groups named once in passing and without the trades by which companies are
    introduced."""
    places: dict[str, list[Hit]] = {}
    for hit in page.of_kind("commodity"):
        for ident in answered(hit.entry):
            places.setdefault(ident, []).append(hit)
    if not places:
        return []
    main = max((len(found) for found in places.values()), default=0) >= _MAIN
    kinds = Counter(str(found[0].entry.properties.get("group", "")) for found in places.values())
    past = len(page.document.title) + _LEAD
    told = [
        ident
        for ident, found in places.items()
        if not (main and _aside(found, page, rolled=ident == "steel" and not _ROLLABLE.isdisjoint(places)))
        and not _told_singly(found[0].entry, kinds)
        and not (
            len(places) > 1 and len(found) == 1 and found[0].start > past and "gathers" in found[0].entry.properties
        )
    ]
    if len(told) < 2:
        return told
    away = _away(page)
    at_home = [ident for ident in told if not all(away.touch(h.start, h.end) for h in places[ident])]
    return at_home or told


def _away(page: Page) -> Spans:
    """Where minerals are no subject beside others: sentences on mines of other countries alone, and titles of laws."""
    spans = [m.span() for m in _LAW.finditer(page.folded)]
    for mention in page.mentions:
        if mention.kind == "abroad":
            sentence = page.sentences[page.sentence_at(mention.start)]
            if not any(m.kind in _OURS and sentence.start <= m.start < sentence.end for m in page.mentions):
                spans.append((sentence.start, sentence.end))
    return Spans(spans)


def _told_singly(entry: Entry, kinds: Counter[str]) -> bool:
    """Whether a group of metals is also named one by one: base metals, and copper and zinc."""
    group = str(entry.properties.get("gathers", ""))
    return bool(group) and kinds[group] >= int(entry.properties["unless"])


def _aside(found: list[Hit], page: Page, *, rolled: bool) -> bool:
    """Whether a metal comes up only at the very end, as a company's trade, or as what another metal is ``rolled`` to."""
    if found[0].start > _END * len(page.source):
        return True
    return all(
        _TRADE_AFTER.match(page.folded, h.end) or (rolled and _ROLLED.match(page.folded, h.start)) for h in found
    )
