"""Which metals and minerals a page really names: doubtful words settled by what stands around them."""

from __future__ import annotations

import re
from dataclasses import replace

from tui.reading.lexicon import Hit
from tui.reading.vocabulary import Entry

_LIST = re.compile(r"[,;/]? ?(?:and|or|&|as well as|и|или|а также|мен|пен|бен|және|да|де)? ?-?")
_QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:tons?|tonnes?|ounces?|pounds?|lbs?|kt|mt|of|in|grade|contained|refined|saleable|produces?|mined?|metric)|"
    r"\d ?(?:тонн\w*|т|тыс\.? ?т|тыс\.? тонн\w*|млн тонн\w*|кг|тонна|%)|\b(?:добыч\w+|выпуск\w*|производств\w+|экспорт\w*|"
    r"выплавк\w+|запас\w+|руд\w+|прокат\w*|продаж\w*|поставк\w+|тонн\w*|литейн\w+|содержани\w+|марк\w+|концентрат\w*)) $"
)
_WORK_AFTER = re.compile(
    r"[ -](?:ores?|concentrates?|mines?|mining|miners?|smelt\w*|deposits?|production|output|exports?|reserves?|resources?|"
    r"metal|plant|pellets?|ingots?|grades?|zinc|bearing|belt|project|рудник\w*|руд\w+|месторожд\w+|концентрат\w*|"
    r"производств\w+|завод\w*|проект\w*|кен\w*|өндір\w+|концентрат\w*|шығар\w*|балқыт\w*|зауыт\w*|құйма\w*|қор\w*|шоғыр\w*)"
)


def settle(hits: list[Hit], folded: str, source: str) -> list[Hit]:
    """The hits without the doubtful commodities that nothing confirms; those that something does are no longer weak."""
    if not any(h.weak and h.entry.kind == "commodity" for h in hits):
        return hits
    minerals = [h for h in hits if h.entry.kind == "commodity"]
    sure = [not h.weak or _worked(h, folded, source) for h in minerals]
    for order in (range(1, len(minerals)), range(len(minerals) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            if not sure[at] and sure[at + step]:
                sure[at] = _listed(*sorted((minerals[at], minerals[at + step]), key=lambda h: h.start), folded)
    good = {id(h) for h, kept in zip(minerals, sure, strict=True) if kept}
    kept = (h for h in hits if h.entry.kind != "commodity" or id(h) in good)
    return [replace(h, weak=False) if h.weak and h.entry.kind == "commodity" else h for h in kept]


def _listed(first: Hit, second: Hit, folded: str) -> bool:
    """Whether two minerals stand side by side: zinc and lead, свинцово-цинковый."""
    return second.start - first.end < 14 and _LIST.fullmatch(folded, first.end, second.start) is not None


def _worked(hit: Hit, folded: str, source: str) -> bool:
    """Whether a word of mining or a quantity stands beside the word."""
    beside = _WORK_AFTER.match(folded, hit.end) or _QUANTITY_BEFORE.search(folded, max(hit.start - 24, 0), hit.start)
    return bool(beside) and (not source[hit.start].isupper() or _begins(source, hit.start))


def _begins(source: str, start: int) -> bool:
    """Whether a capital at ``start`` is only the beginning of a sentence."""
    before = source[max(start - 8, 0) : start].rstrip("\"'«“( ")[-1:]
    return before in ("", ".", "\n", "!", "?", "—", "–", ":")


def answered(entry: Entry) -> tuple[str, ...]:
    """The commodity ids under which the entry is reported; none where it is not."""
    answer = entry.properties.get("answer", entry.id)
    return tuple(answer) if isinstance(answer, list) else ((answer,) if answer else ())
