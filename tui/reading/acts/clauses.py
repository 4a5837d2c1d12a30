"""Sentences taken apart where one frame cannot span them.

Sentences that tell of two undertakings in two clauses are cut: X signed …, while Y agreed …; only where both clauses name a
company and a deed. Asides (relative clauses, brackets) are left out to see the main clause whole: work at the mine, which
…, has been halted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.reading.acts.frames import Frames
from tui.reading.acts.line import Line, Token
from tui.reading.acts.match import Match
from tui.reading.layout.page import Page

_CUT = re.compile(r"; |, (?:while|whereas|with|and|but|а|и|тогда как|при этом|ал|сондай-ақ) ")
_COLON = re.compile(r": ")
_PAPERS = ("sign", "agree", "memo", "agreement", "offtake")
_DEEDS = (
    *_PAPERS,
    "buy",
    "take-stake",
    "take",
    "sell",
    "loan",
    "build",
    "invest",
)
_TWO = 2
_BOUGHT = ("buy", "take-stake", "take", "pass")
_SPENT = ("invest", "pledge")
"""Cues of what somebody buys, and of what he spends on it then."""

_AND = re.compile(r",? (?:and|и|әрі|және) |, (?:which|who|котор[а-я]{2,3}) |(?<=[ыіаеу]п), ")
"""What stands before it."""

_PART = re.compile(r"^[^.]{0,12}[,;] (?:[\w-]+ )?$")
_WORKS = ("plant", "mine", "build", "expand", "project")
"""What stands between what works cost and who is hired for them, and what such works are."""

_SUBJECTS = ("company", "side", "company-word", "dealer")

_ASIDE = {
    "en": re.compile(
        r"\([^()]{1,200}\)|, (?:which|who|whose|where|in which|of which|part of|a unit of)\b[^,;:]{1,200},"
    ),
    "ru": re.compile(
        r"\([^()]{1,200}\)|, (?:[а-я]{1,5} )?котор[а-я]{2,3}\b[^,;:]{1,200},|, (?:где|чь[а-я]{1,2})\b[^,;:]{1,200},"
    ),
    "kk": re.compile(r"\([^()]{1,200}\)"),
}
"""What interrupts a clause."""

_TAIL = {
    "en": re.compile(r", (?:which|who|whose|where|in which|of which)\b[^,;:]{1,200}$"),
    "ru": re.compile(r", (?:[а-я]{1,5} )?котор[а-я]{2,3}\b[^,;:]{1,200}$|, (?:где|чь[а-я]{1,2})\b[^,;:]{1,200}$"),
}
"""What only describes the last noun of a sentence."""


def clauses(page: Page, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines that mention something, those of two undertakings as two lines of the same sentence."""
    for line in lines:
        if not line.tokens:
            continue
        if line.clauses is None:
            told = tuple(_clauses(page, line))
            line.clauses = told if len(told) > 1 else ()
        yield from line.clauses or (line,)


def _clauses(page: Page, line: Line) -> Iterator[Line]:
    """A line that names a company, as its clauses; others are whole."""
    if not line.has("company"):
        yield line
        return
    whole = len(line.of("company")) < _TWO or len(line.of(*_DEEDS)) < _TWO
    for clause in (line,) if whole else _cut(page, line):
        if clause.has("contractor") and clause.has("money"):
            yield from _hiring(page, clause)
        elif clause.has(*_BOUGHT) and clause.has(*_SPENT):
            yield from _spending(page, clause)
        else:
            yield clause


def matches(page: Page, line: Line, patterns: Frames) -> list[Match]:
    """What frames find in a line, and what they find only when its asides are left out."""
    found = list(patterns.find(line, page.lang))
    main = _without_asides(page, line)
    if main is not None:
        seen = {(m.entry.id, m.trigger.start) for m in found}
        found += [m for m in patterns.find(main, page.lang) if (m.entry.id, m.trigger.start) not in seen]
    return found


def in_aside(page: Page, line: Line, token: Token) -> bool:
    """Whether a word stands in a relative clause or in brackets, and not in the main clause."""
    if any(start <= token.start < end for start, end in _asides(page, line)):
        return True
    tail = _TAIL.get(page.lang)
    described = tail.search(page.folded, line.span.start, line.span.end) if tail is not None else None
    return described is not None and described.start() <= token.start


def _asides(page: Page, line: Line) -> list[tuple[int, int]]:
    """The places of what only interrupts a line, looked for once."""
    if line.asides is None:
        pattern = _ASIDE.get(page.lang)
        found = pattern.finditer(page.folded, *line.span) if pattern is not None else ()
        line.asides = [aside.span() for aside in found]
    return line.asides


def _without_asides(page: Page, line: Line) -> Line | None:
    """The line without what only interrupts it; None where nothing does."""
    asides = _asides(page, line)
    if not asides:
        return None
    kept = tuple(t for t in line.tokens if not any(start <= t.start < end for start, end in asides))
    return Line(line.number, line.span, kept) if len(kept) < len(line.tokens) else None


def _cut(page: Page, line: Line) -> Iterator[Line]:
    for match in _cuts(page, line):
        first = Line(line.number, line.span, tuple(t for t in line.tokens if t.end <= match.start()))
        second = _with_subject(first, tuple(t for t in line.tokens if t.start >= match.end()))
        if _tells(first) and _tells(second) and _named(first) - _named(second) and _named(second) - _named(first):
            yield first
            yield from _cut(page, second)
            return
    yield line


def _spending(page: Page, line: Line) -> Iterator[Line]:
    """The line, as two where the same somebody buys and, by a clause without a subject, spends money on works: X has bought
    half of the mine and will invest $200 million in it."""
    bought = line.of(*_BOUGHT)
    spent = [t for t in line.of(*_SPENT) if bought and t.start > bought[0].end]
    cuts = list(_AND.finditer(page.folded, bought[0].end, spent[0].start)) if spent else []
    if cuts:
        first = Line(line.number, line.span, tuple(t for t in line.tokens if t.end <= cuts[-1].start()))
        rest = tuple(t for t in line.tokens if t.start >= cuts[-1].end())
        told = [t.type for t in rest[: rest.index(spent[0])]]
        paid = "money" in (told if page.lang == "kk" else [t.type for t in rest])
        works = not line.has("auction", "explore", "seek")
        if works and paid and set(told).isdisjoint((*_SUBJECTS, *_BOUGHT)) and first.has("company"):
            yield first
            yield Line(line.number, line.span, (*first.of("company")[:1], *rest))
            return
    yield line


def _hiring(page: Page, line: Line) -> Iterator[Line]:
    """The line, as two where what works cost is told and, by a clause of its own, who is hired for them: the smelter will cost
    $1.5 billion; the contractor is NFC."""
    hired = line.of("contractor")[0]
    at = line.tokens.index(hired)
    before, behind = line.tokens[:at], line.tokens[at:]
    sums = [t for t in before if t.type == "money"]
    apart = bool(sums) and _PART.search(page.spoken(sums[-1].end, hired.start)) is not None
    of_works = any(t.type in _WORKS for t in before) and any(t.type == "company" for t in behind)
    if apart and of_works and before[-1] is sums[-1] and "money" not in {t.type for t in behind}:
        yield Line(line.number, line.span, before)
        yield Line(line.number, line.span, behind)
    else:
        yield line


def _cuts(page: Page, line: Line) -> Iterator[re.Match[str]]:
    """Where a sentence may be cut; a colon only where papers are told on both sides of it."""
    yield from _CUT.finditer(page.folded, line.span.start, line.span.end)
    papers = line.of(*_PAPERS)
    if len(papers) > 1:
        yield from _COLON.finditer(page.folded, papers[0].end, papers[-1].start)


def _with_subject(first: Line, rest: tuple[Token, ...]) -> Line:
    """The clause behind the first; where it has only a pronoun before its deed, with the company that the first is about."""
    number = next((n for n, t in enumerate(rest) if t.type in _DEEDS), 0)
    lead = [t.type for t in rest[:number]]
    subject = first.of("company")[:1] if "pronoun" in lead and "company" not in lead else []
    return Line(first.number, first.span, (*subject, *rest))


def _tells(line: Line) -> bool:
    return line.has(*_DEEDS) and line.has("company")


def _named(line: Line) -> set[str]:
    return {t.mention.id for t in line.of("company") if t.mention}
