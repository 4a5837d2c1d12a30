"""What a contract is for, by the sentences that tell of it: metal, machines, or services."""

from __future__ import annotations

from itertools import pairwise

from tui.reading.acts.goods import of_machines
from tui.reading.acts.hearing import begins
from tui.reading.acts.line import Line
from tui.reading.acts.undertaking import Undertaking
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import lends, listed

_SURE = 4.0
"""Weight from which a draft names both sides of a contract."""

_NEXT = 1
"""Sentences on either side of a contract's in which it is told what that is about."""

_HELD = ("stake", "site", "mine", "plant", "project", "jv", "loan")
"""Cues of what is bought but metal."""

_ON_SUPPLIES = {("memo", "supply"), ("agreement", "supply")}
_YIELD = {("ore", "from"), ("ore", "site")}
_ABOUT = 5
"""Characters at most between a paper and what it is about."""


class Wares:
    """Tells of the undertakings of a page what they are for."""

    def __init__(self, page: Page, shelf: Library, lines: list[Line]) -> None:
        self._page, self._shelf, self._lines = page, shelf, lines

    def are_machines(self, group: Undertaking) -> bool:
        """Whether a contract is for machines, by every sentence that tells of it, and not only of what it is worth."""
        told = [d for d in group.drafts if d.works or d.kind != "investment"]
        return bool(told) and all(of_machines(self._page, self._shelf, d.line) for d in told)

    def are_services(self, group: Undertaking) -> bool:
        """Whether a contract is for work that is done for its owner time and again, by every sentence that tells of it."""
        served = tuple(listed(self._shelf, "services"))
        return all(
            not d.works
            and d.line.has("agreement")
            and any(word in self._page.spoken(d.line.span.start, d.line.span.end) for word in served)
            for d in group.drafts
        )

    def are_metal(self, group: Undertaking) -> bool:
        """Whether the headline or a sentence beside that of a contract tells of metal that is to be bought or delivered; a
        bank has no use for it."""
        if any(lends(self._shelf, m.name) for m, _ in group.parties.values()) or self.are_machines(group):
            return False
        if any(self._contract_for_metal(d.line) or (d.performed and d.line.has("ore")) for d in group.drafts):
            return True
        if any(_is_for_supplies(d.line) or _is_for_yield(d.line) for d in group.drafts):
            return True
        headline = 1 if group.main.weight >= _SURE else 0
        return any(map(tells_trade, group.around(self._lines, _NEXT, lead=headline)))

    def _contract_for_metal(self, line: Line) -> bool:
        """Whether a sentence names a contract for a metal: a contract for uranium, контракт на уран, уран шарты; a copper
        contract."""
        kinds = ("commodity", "agreement") if self._page.lang == "kk" else ("agreement", "commodity")
        goods = listed(self._shelf, "for-goods")
        return any(
            (
                ((one.type, other.type) == kinds and self._page.spoken(one.end, other.start).strip() in goods)
                or ((one.type, other.type) == ("commodity", "agreement") and other.start - one.end <= 1)
            )
            and any(begins(self._page, self._shelf, t, "contracts") for t in (one, other))
            for one, other in pairwise(line.tokens)
        )


def _is_for_yield(line: Line) -> bool:
    """Whether somebody asks for what a mine yields: an offer on concentrate from …"""
    return line.has("talks", "offer", "negotiate") and any(
        (one.type, other.type) in _YIELD for one, other in pairwise(line.tokens)
    )


def tells_trade(line: Line) -> bool:
    """Whether a sentence tells of metal that is bought or delivered."""
    abroad = line.has("mass") and line.has("commodity") and line.has("country")
    goods = ("sell", "got") if abroad else ("sell",) if line.has("ore") else ()
    traded = line.has("supply", "offtake", "buy", *goods)
    return traded and line.has("commodity", "ore") and not line.has(*_HELD)


def _is_for_supplies(line: Line) -> bool:
    """Whether a paper is on supplies, whatever of: меморандум о поставках."""
    pairs = pairwise(line.tokens)
    papers = any((one.type, other.type) in _ON_SUPPLIES and other.start - one.end <= _ABOUT for one, other in pairs)
    return papers and not line.has(*_HELD)
