"""Who and where: the companies, sites, regions and countries that a page names.

A spelling that is not enough alone counts where the text is about mining or names the entry in full; a name that a company
and a place share goes to the one that the words around it ask for.
"""

from __future__ import annotations

import re
from itertools import groupby

from tui.model import Mention
from tui.reading.lexicon import NAMES, Hit
from tui.reading.library import Library
from tui.reading.names import new_names
from tui.reading.page import Page

_PLACE_FIRST = ("site", "region", "town", "abroad", "country", "company")
_COMPANY_FIRST = ("company", *_PLACE_FIRST)
_GROUNDS = frozenset({"commodity", "site", "company"})
_COMPANY_BEFORE = re.compile(
    r"(?:\b(?:тоо|ао|оао|зао|пао|сп|ооо|гмк|нак|нгк|jv|jsc|llp|llc|company|venture|firm|компани\w+|предприяти\w+|"
    r"товариществ\w+|дочк\w+)\s*\"?\s*)$"
)
_COMPANY_AFTER = re.compile(
    r"^\"?,?\s*(?:jsc|llp|llc|ltd|plc|inc|corp|limited|jv|venture|жшс|ақ|бк|ао|тоо|компанияс\w+|кәсіпорн\w+|серіктестіг\w+|"
    r"said\b|announced\b|reported\b|сообщил\w*\b|заявил\w*\b|хабарла\w+)"
)


def entities(page: Page, shelf: Library) -> list[Mention]:
    """The page's named entities in order of place."""
    named = [h for h in page.hits if h.entry.kind in NAMES]
    full = {(h.entry.kind, h.entry.id) for h in named if not h.weak}
    mining = any(h.entry.kind in _GROUNDS and not h.weak for h in page.hits)
    sure = [h for h in named if not h.weak or mining or (h.entry.kind, h.entry.id) in full]
    meant = [_meant(list(twins), page) for _, twins in groupby(sure, key=lambda h: h.start)]
    page.mentions = [_mention(h) for h in meant if page.source[h.end : h.end + 1] != "$"]
    return sorted((*page.mentions, *new_names(page)), key=lambda m: m.start)


def _mention(hit: Hit) -> Mention:
    entry = hit.entry
    country = entry.id if entry.kind == "country" else entry.properties.get("country")
    return Mention(entry.kind, entry.id, entry.name, hit.start, hit.end, country)


def _meant(twins: list[Hit], page: Page) -> Hit:
    """Of entries that share a spelling, the one that is meant here."""
    if len(twins) == 1:
        return twins[0]
    before = page.folded[max(twins[0].start - 24, 0) : twins[0].start]
    after = page.folded[twins[0].end : twins[0].end + 24]
    company = _COMPANY_BEFORE.search(before) is not None or _COMPANY_AFTER.search(after) is not None
    ranks = _COMPANY_FIRST if company else _PLACE_FIRST
    return min(twins, key=lambda h: (h.weak, ranks.index(h.entry.kind)))
