"""Who takes part in what a sentence tells, and as what: the slots of its frames, then whoever else it names, but neither
owners of those named, nor the source of the news, nor guests at a ceremony."""

from __future__ import annotations

from collections.abc import Iterable

from tui.model import Mention
from tui.reading.acts.line import Line
from tui.reading.acts.match import Match
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import GUEST, acts, guests, involved, lends, openers, owners, speakers

ROLES = ("buyer", "seller", "target", "partner", "contractor", "client", "lender", "borrower", "investor", "explorer")
"""Slots of frames that hold parties."""

TWO_SIDED = frozenset({"acquisition", "financing", "offtake", "construction", "agreement", "joint-venture"})
"""Kinds that it takes two for."""

Parties = dict[str, tuple[Mention, str]]
"""Companies by id, each with its role."""


def cast(page: Page, shelf: Library, line: Line, kind: str, matches: Iterable[Match], *, whole: bool) -> Parties:
    """The parties of a draft of that kind; ``whole``: also those that the sentence names outside the frames' slots."""
    parties: Parties = {}
    for match in matches:
        for slot in filter(match.slots.__contains__, ROLES):
            for token in match.slots[slot]:
                mention = token.mention if token.type == "company" else None
                if mention is not None and mention.id not in parties and acts(shelf, mention, line):
                    parties[mention.id] = mention, slot
    if whole:
        for mention in involved(shelf, line):
            parties.setdefault(mention.id, (mention, ""))
        _leave_out(page, shelf, line, kind, parties)
    for mention in (*guests(line), *(speakers(page, line) if len(parties) == 1 else ())):
        if mention.id in parties:
            parties[mention.id] = (mention, GUEST)
    return parties


def _leave_out(page: Page, shelf: Library, line: Line, kind: str, parties: Parties) -> None:
    """Drops owners and sources, as long as enough parties stay."""
    for mention in _spare(shelf, parties, owners(line, page.lang)):
        if len(parties) > 1:
            parties.pop(mention.id, None)
    for mention in openers(page, line):
        if len(parties) > 1:
            parties.pop(mention.id, None)
    least = 2 if kind in TWO_SIDED else 1
    told = [t.mention.id for t in line.of("company") if t.mention is not None]
    for mention in speakers(page, line):
        if len(parties) > least and told.count(mention.id) == 1:
            parties.pop(mention.id, None)


def _spare(shelf: Library, parties: Parties, found: list[Mention]) -> list[Mention]:
    """The owners that can be left out: all but a foreign one who is the only foreigner."""
    abroad = {i for i, (m, _) in parties.items() if m.country not in (None, "KZ")}
    bank = any(lends(shelf, m.name) for m, _ in parties.values())
    return [m for m in found if m.id not in abroad or len(abroad) > 1 or bank]
