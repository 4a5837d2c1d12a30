"""Which companies act in a story, and which are only named: as a source, under a former name, as a rival compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.model import Mention
from tui.reading.beat.relevance import speaks
from tui.reading.layout.page import Page
from tui.reading.lookup.contexts import context
from tui.reading.lookup.library import Library
from tui.text import fold

SECTOR = frozenset(
    {
        "miner",
        "metallurgy",
        "trader",
        "explorer",
        "state-body",
        "agency",
        "financier",
        "development-bank",
        "engineering",
    }
)
"""Sorts of organisations that belong to the sector or finance it wherever the story names them."""

_IF_LEADING = frozenset({"institute", "power"})
_LEAD, _SHARE = 600, 0.4
_AND_THEN = re.compile(
    r"[\"»”]?(?: (?:и|or|или|and|мен|пен|бен|және)|,? (?:а |and )?(?:потом|затем|позже|later|then|кейін))(?: \w+){0,2}? [\"«“]?"
)
"""What joins a name to the one before it, of which the same is said."""
_FORM = re.compile(r" (?:llp|jsc|plc|gmbh)\b")
"""The papers that a company named in full has."""


def leading(page: Page, mentions: Sequence[Mention]) -> bool:
    """Whether the story opens with, or keeps coming back to, what these mentions name."""
    return mentions[0].start < opening(page) or len(mentions) > 1


def opening(page: Page) -> float:
    """Where the part ends in which a story says what it is about."""
    return max(_LEAD, _SHARE * len(page.source))


def acting(page: Page, shelf: Library) -> dict[str, list[Mention]]:
    """The mentions of the companies that act in the story, by id, in order of place."""
    grouped: dict[str, list[Mention]] = {}
    for mention in page.mentions:
        if mention.kind == "company":
            grouped.setdefault(mention.id, []).append(mention)
    return {ident: found for ident, found in grouped.items() if _acts(found, page, shelf)}


def _acts(found: list[Mention], page: Page, shelf: Library) -> bool:
    if found[0].new:
        told = found[0].country is not None or any(_FORM.match(page.folded, m.end) for m in found)
        return (
            (told and any(_digs(m, page) for m in found)) or leading(page, found) or _tells_sector(found[0].name, shelf)
        )
    entry = shelf.get("company", found[0].id)
    sort = entry.properties.get("sort", "miner") if entry else None
    if sort in _IF_LEADING:
        return leading(page, found) and any(not _cited(m, page, shelf) for m in found)
    if sort == "engineering" and all(_is_make(m, page, shelf) for m in found):
        return False
    return sort in SECTOR and any(not _cited(m, page, shelf) for m in found)


def _is_make(mention: Mention, page: Page, shelf: Library) -> bool:
    """Whether the name only tells whose make a machine is: four Hitachi excavators."""
    return context(shelf, "machine-behind").behind(page.folded, mention.end) or context(shelf, "machine-before").before(
        page.folded, mention.start
    )


def _tells_sector(name: str, shelf: Library) -> bool:
    folded = fold(name)
    return context(shelf, "sector-name").near(folded, 0, len(folded))


def _digs(mention: Mention, page: Page) -> bool:
    """Whether the sentence of a name, or the one before, speaks of mining."""
    at = page.sentence_at(mention.start)
    start, end = page.sentences[max(at - 1, 0)].start, page.sentences[at].end
    return any(start <= h.start < end and speaks(h.entry) for h in page.hits)


def _cited(mention: Mention, page: Page, shelf: Library) -> bool:
    """Whether the organisation is only the source of what is told, another one's former name or a rival compared with."""
    return (
        context(shelf, "source-before").before(page.folded, mention.start)
        or context(shelf, "source-behind").behind(page.folded, mention.end)
        or _set_apart(mention, page, shelf)
    )


def _set_apart(mention: Mention, page: Page, shelf: Library) -> bool:
    """Whether the words around the name, or around the one that it is joined to, tell of a former name or a rival."""
    if (
        context(shelf, "former").before(page.folded, mention.start)
        or context(shelf, "rival").before(page.folded, mention.start)
        or context(shelf, "now-called").behind(page.folded, mention.end)
    ):
        return True
    before = [m for m in page.mentions if m.kind == "company" and m.end <= mention.start]
    joined = before and _AND_THEN.fullmatch(page.folded, before[-1].end, mention.start)
    return bool(joined) and _set_apart(before[-1], page, shelf)
