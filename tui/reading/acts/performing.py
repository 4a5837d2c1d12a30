"""Whether a contract is being carried out: the sentence tells what is done under it, and names it only as the ground for that."""

from __future__ import annotations

import re

from tui.reading.acts.aspect import DONE, ONGOING, PRESENT, aspect
from tui.reading.acts.hearing import begins
from tui.reading.acts.line import Line, Token
from tui.reading.acts.timing import since
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import listed

_CONTRACTS = ("agreement", "offtake", "contractor")
_TRADE = ("supply", "sell", "buy", "take", "pass", "provide", "got")
_DEEDS = {"offtake": _TRADE, "agreement": (*_TRADE, "cooperate"), "construction": ("build", "expand")}
"""Cues of what is done under a contract of each kind that runs for a time; an agreement may be one for metal."""

_REACH = 48
"""Characters beside a contract in which a word makes it the ground of something."""

_BESIDE = 12
"""Characters beside a name in which the next word stands."""

_SINCE = re.compile(r"^(?:since|с) |бері$")
_TWO = 2
_WORDS_BETWEEN = 4
_WORD = re.compile(r"[\w'’-]+")


def performed(page: Page, shelf: Library, line: Line, kind: str) -> bool:
    """Whether what an offtake or a building contract is for is being done: sells all of its copper to X under an offtake
    agreement; поставляет по договору; шарт бойынша жөнелтіп тұр."""
    deeds = line.of(*_DEEDS.get(kind, ()))
    if not deeds or not _is_bound(page, shelf, line, kind):
        return False
    told = {aspect(page, shelf, line, t) for t in deeds}
    if any(begins(page, shelf, t, "consignments") for t in deeds) and not line.has("plan", "may", "sign"):
        return True
    return bool(told & {ONGOING, PRESENT}) or (kind != "construction" and told == {DONE})


def _is_bound(page: Page, shelf: Library, line: Line, kind: str) -> bool:
    """Whether what is done is done for a contract's sake: somebody is hired for it, it is called the ground, or metal has
    been delivered from some day on, which nobody does without one."""
    if _is_hired(line, kind) or any(_is_ground(page, shelf, t) for t in line.of(*_CONTRACTS)):
        return True
    lasting = since(page, line) is not None or any(_is_lasting(page, t) for t in line.of("period"))
    return kind == "offtake" and lasting


def _is_lasting(page: Page, period: Token) -> bool:
    """Whether a period is what has passed from a month on: since January, с января, қаңтардан бері."""
    return _SINCE.search(page.spoken(period.start, period.end)) is not None


def built_for(page: Page, shelf: Library, line: Line) -> bool:
    """Whether one company builds for another: X is building the plant for Y; для Y строит X; Y үшін X салып жатыр."""
    companies = line.of("company")
    if len({t.mention.id for t in companies if t.mention}) < _TWO or not line.has("build"):
        return False
    return any(_served(page, shelf, t) for t in companies)


def _served(page: Page, shelf: Library, company: Token) -> bool:
    """Whether the word beside a name tells that something is done for its owner."""
    words = listed(shelf, "on-behalf")
    if page.lang == "kk":
        behind = page.spoken(company.end, company.end + _BESIDE)
        return not words.isdisjoint(_WORD.findall(behind)[:1])
    return not words.isdisjoint(_WORD.findall(page.spoken(max(company.start - _BESIDE, 0), company.start))[-1:])


def _is_hired(line: Line, kind: str) -> bool:
    """Whether a sentence names a contractor for works or his contract, and no signature."""
    hired = line.has("contractor", "client", "agreement") and not line.has("sign", "agree", "memo", "won")
    return kind == "construction" and hired


def _is_ground(page: Page, shelf: Library, token: Token) -> bool:
    """Whether a contract is that under which something is done: the word before it says so, in Kazakh the word behind."""
    if page.lang == "kk":
        words = _WORD.findall(page.spoken(token.end, token.end + _REACH))[:2]
        return not listed(shelf, "under").isdisjoint(words)
    words = _WORD.findall(page.spoken(max(token.start - _REACH, 0), token.start))[-_WORDS_BETWEEN:]
    spoken = f" {' '.join(words)} "
    return any(f" {told} " in spoken for told in listed(shelf, "under"))
