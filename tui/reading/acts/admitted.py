"""What frames find in a sentence and what of it counts: money that goes for the thing, metal that is no part of a name, deeds
of the main clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.reading.acts.alike import is_apposed
from tui.reading.acts.clauses import in_aside, matches
from tui.reading.acts.frames import Frames
from tui.reading.acts.goods import HELD
from tui.reading.acts.hearing import begins
from tui.reading.acts.line import Line, Token
from tui.reading.acts.match import Match
from tui.reading.acts.partly import so_far
from tui.reading.acts.sums import is_amount, package
from tui.reading.acts.timing import recalled, since
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import lends, listed

_SURE = 4.0
"""Weight from which a frame of the main clause is surer than what the others tell."""

_GOODS = ("commodity", "ore", "mass")
"""What is delivered."""

_SOMEWHERE = ("site", "plant", "mine", "project", "region", "build", "expand", "develop", "explore")
"""What tells more of where money goes than the country's name."""

_SOMETHING = ("site", "plant", "mine", "project", "build", "expand", "explore", "pledge")
"""What money goes into."""

_DESCRIBING = ("ған", "ген", "қан", "кен", "тын", "тін")
_PARTICIPLE = re.compile(r"(?:[юуая]щ|вш)(?:ий|ая|ее|ие|его|ей|их|ему|им|ими|ую|ем)$")
_DEALT = frozenset({"buy", "sell", "pass", "sign", "agree", "loan", "invest", "got", "provide", "build", "build-it"})
_NEXT_WORD = 16
"""Characters behind a name in which the next word stands."""

_WORD = re.compile(r"[\w'’-]+")
_PAID_FOR = 48
"""Characters before what is paid for in which the word stands that tells so."""

_WHAT = frozenset(
    {"commodity", "country", "mine", "side", "company-word", "stake", "percent", "project", "plant", "site"}
)
_ADJECTIVE = re.compile(r"(?:[ыио]й|[ая]я|[ое]е|[ую]ю|[ое]го|[ыи]х|[ыи]е)$")
"""Endings of Russian adjectives that tell which mine or company it is."""

_WHOSE = re.compile(r"\b(?:whose|чь[а-я]{1,2}|чей) (?:[\w-]+ )?$")
_SEVERAL = 2

_TOUCH = 3
"""Characters at most between a verb or a metal and the name that it describes."""


def admitted(page: Page, shelf: Library, line: Line, patterns: Frames) -> dict[str, list[Match]]:
    """What the frames find in a line that counts, by the kind of deal."""
    by_kind: dict[str, list[Match]] = {}
    for match in matches(page, line, patterns):
        if (
            _holds(page, shelf, match)
            and not _only_describes(page, line, match)
            and not _of_years(page, shelf, line, match)
        ):
            by_kind.setdefault(match.entry.properties["kind"], []).append(match)
    if by_kind:
        _leave_recalled(page, shelf, line, by_kind)
        _leave_described(page, line, by_kind)
    return by_kind


def _holds(page: Page, shelf: Library, match: Match) -> bool:
    """Whether what fills the slots is of the right sort: a sum that can be a deal's, a lender that lends, no heap of papers."""
    properties = match.entry.properties
    kind = properties["kind"]
    if kind == "agreement" and not match.line.has("company") and package(match.line):
        return False
    amounts = [t for t in (*match.slots.get("amount", ()), match.trigger) if t.type == "money"]
    if amounts and not any(is_amount(match.line, t) for t in amounts):
        return False
    if kind == "acquisition" and _of_yield(match):
        return False
    if kind == "offtake" and _of_works(match):
        return False
    if kind == "investment" and _is_of_all(page, shelf, match):
        return False
    if match.trigger.type == "client" and _is_instruction(match):
        return False
    if match.trigger.type == "jv" and _only_tells_whose(page, match):
        return False
    if kind == "exploration" and _of_machines(page, shelf, match):
        return False
    if "paid-for" in properties and not _is_paid_for(page, shelf, match):
        return False
    if properties.get("lender"):
        return any(t.mention is not None and lends(shelf, t.mention.name) for t in match.slots.get("lender", ()))
    return True


def _is_paid_for(page: Page, shelf: Library, match: Match) -> bool:
    """Whether money goes for what fills the frame's slot, and not to it: paid $5 million for RG Gold, for the Akzhal gold mine;
    RG Gold үшін."""
    words = listed(shelf, "paid-for")
    for target in match.slots.get("target", ()):
        behind = page.spoken(target.end, target.end + _NEXT_WORD).strip(' "»”').split()[:1]
        if page.lang == "kk" and not words.isdisjoint(behind):
            return True
        before = list(_WORD.finditer(page.folded, max(target.start - _PAID_FOR, match.line.span.start), target.start))
        while before and _only_tells_which(page, shelf, match.line, before[-1]):
            before.pop()
        planned = len(before) > 1 and before[-2][0] in listed(shelf, "plans-for")
        if page.lang != "kk" and before and before[-1][0] in words and not planned:
            return True
    return False


def _only_tells_which(page: Page, shelf: Library, line: Line, word: re.Match[str]) -> bool:
    """Whether a word before a name only says which, or what it is a name of: the British, медный рудник."""
    if word[0] in listed(shelf, "which") or (page.lang == "ru" and _ADJECTIVE.search(word[0])):
        return True
    return any(t.type in _WHAT and t.start <= word.start() < t.end for t in line.tokens)


def _of_yield(match: Match) -> bool:
    """Whether what is sold or bought is what a site yields, and not the site: the sale of Kyzyl concentrate."""
    tokens = match.line.tokens
    at = tokens.index(match.trigger) + 1
    told = tokens[at : at + 3]
    if match.trigger.type not in ("buy", "sell") or [t.type for t in told[:2]] != ["site", "ore"]:
        return False
    return told[1].start - told[0].end <= _TOUCH and not (told[2:] and told[2].type in HELD)


def _is_of_all(page: Page, shelf: Library, match: Match) -> bool:
    """Whether a sum is what a company spends in all, on nothing that is named: capital expenditure was $2.4 billion."""
    return not match.line.has(*_SOMETHING) and any(
        begins(page, shelf, t, "capital-spending") for t in match.line.of("cost", "invest")
    )


def _only_tells_whose(page: Page, match: Match) -> bool:
    """Whether a company that does something is only told to be a joint venture: Katco, the joint venture of Orano and …, has
    launched …"""
    tokens = match.line.tokens
    at = tokens.index(match.trigger)
    if match.entry.properties.get("stage") != "underway":
        return False
    return is_apposed(page, match.line, match.trigger) and any(
        t.type in ("launch", "build", "expand", "invest", "sign", "sell", "buy", "explore") for t in tokens[at + 1 :]
    )


def _is_instruction(match: Match) -> bool:
    """Whether it is an authority that charges somebody with something, and hires nobody: the president instructed to …"""
    at = match.line.tokens.index(match.trigger)
    return any(t.type == "state" for t in match.line.tokens[max(at - 1, 0) : at])


def _of_machines(page: Page, shelf: Library, match: Match) -> bool:
    """Whether the only word of exploration is one for machines that are ordered or delivered: has ordered drill rigs."""
    told = match.line.of("explore", "seek")
    ordered = match.line.has("client", "supply") and not match.line.has("site", "mine", "licence")
    return bool(told) and ordered and all(begins(page, shelf, t, "rigs") for t in told)


def _of_works(match: Match) -> bool:
    """Whether the only metal of a match is part of the name of a plant or of whoever makes it: to supply a copper smelter."""
    spanned = match.line.tokens[match.first : match.last + 2]
    goods = [n for n, t in enumerate(spanned) if t.type in _GOODS]
    return bool(goods) and all(_names_works(spanned[n : n + 2]) for n in goods)


def _names_works(pair: Sequence[Token]) -> bool:
    metal, maker = pair[0], pair[1:]
    if metal.type != "commodity" or not maker or maker[0].type not in ("plant", "company-word"):
        return False
    return maker[0].start - metal.end <= _TOUCH


def _of_years(page: Page, shelf: Library, line: Line, match: Match) -> bool:
    """Whether a sum is all that was spent in many years, or in the country so far: since 2004 the group has invested …"""
    trigger = match.trigger
    if trigger.type not in ("invest", "build") or not line.has("money"):
        return False
    homes = any(t.mention is not None and t.mention.id == "KZ" for t in line.of("country"))
    anywhere = homes and not any(t.type in _SOMEWHERE and t is not trigger for t in line.tokens)
    old = trigger.type == "invest" and since(page, line) is not None
    return old or (anywhere and (line.has("earlier") or so_far(page, shelf, line, trigger)))


def _only_describes(page: Page, line: Line, match: Match) -> bool:
    """Whether a verb only tells which company another is, while others tell what is done: X, расширяющий рудник, получит …;
    лицензиясын иеленген «X» серіктестігін сатып алу."""
    if page.lang == "en":
        return False
    trigger = match.trigger
    form = page.spoken(trigger.start, trigger.end)
    if page.lang == "ru" and _PARTICIPLE.search(form):
        return any(t.type in _DEALT and t is not trigger for t in match.line.tokens)
    if page.lang != "kk" or not form.endswith(_DESCRIBING):
        return False
    named = any(t.type == "company" and 0 < t.start - trigger.end <= _TOUCH for t in line.tokens)
    return named and any(t.type in _DEALT and t.start > trigger.end for t in line.tokens)


def _leave_recalled(page: Page, shelf: Library, line: Line, by_kind: dict[str, list[Match]]) -> None:
    """Leaves out the kinds that only a clause recalls, where the main clause surely tells of another: X plans to build …, when
    it took control of Y; and what is said to be over, with neither sum nor share: now that it has sold its mines, X …"""
    gone = [k for k, found in by_kind.items() if all(recalled(page, shelf, line, m.trigger) for m in found)]
    if not gone:
        return
    others = (m for kind, found in by_kind.items() if kind not in gone for m in found)
    sure = any(m.weight >= _SURE and not recalled(page, shelf, line, m.trigger) for m in others)
    bare = not line.has("money", "percent")
    for kind in gone:
        if sure or (bare and all(recalled(page, shelf, line, m.trigger, "over") for m in by_kind[kind])):
            del by_kind[kind]


def _is_of_whose(page: Page, line: Line, token: Token) -> bool:
    """Whether a paper is only that which somebody has: X, whose contract with Y runs out in May, …"""
    told = _WHOSE.search(page.spoken(max(token.start - _NEXT_WORD, line.span.start), token.start))
    return told is not None and in_aside(page, line, token)


def _leave_described(page: Page, line: Line, by_kind: dict[str, list[Match]]) -> None:
    """Leaves out the kinds that only a relative clause tells of, where the main clause surely tells of another: X will invest …
    in a plant, which is to sell …; but not of an agreement what it is about."""
    if by_kind.keys() == {"agreement"} and all(_is_of_whose(page, line, m.trigger) for m in by_kind["agreement"]):
        del by_kind["agreement"]
    if len(by_kind) < _SEVERAL:
        return
    described = {kind for kind, found in by_kind.items() if all(in_aside(page, line, m.trigger) for m in found)}
    told = by_kind.keys() - described - {"agreement"}
    sure = any(m.weight >= _SURE for kind in told for m in by_kind[kind])
    for kind in described if sure else ():
        del by_kind[kind]
