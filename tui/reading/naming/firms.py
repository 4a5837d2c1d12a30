"""Companies that bear the name of a known site or town: «Сырымбет» АҚ, АО «Варваринское», Lomonosovskoye LLP."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.layout.page import Page
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library
from tui.reading.lookup.vocabulary import Entry

_NAMED_AFTER = frozenset(("site", "town"))
_REACH = 24
_QUOTED_BEFORE = re.compile(
    r"\b(?:тоо|ао|оао|зао|пао|ооо|сп|нао|оюл|компани\w{1,3}|предприяти\w{1,3}|товариществ\w{1,3}|фирм\w{1,3}) \"$"
)
"""What opens the quotation of a company's name; the name fills it."""
_QUOTED_AFTER = re.compile(
    r"\" (?:жшс|жшқ|ақ|жақ|аақ|бк|jshs|aq|бірлескен кәсіпор\w+|кәсіпор\w+|серіктест\w+|компанияс\w+)\b"
)
_BARE_BEFORE = re.compile(r"\b(?:тоо|ао|сп|jv|llp|joint venture) $")
_BARE_AFTER = re.compile(r" (?:llp|jsc|llc|ltd|plc|limited liability partnership|жшс|жшқ|ақ|jshs|aq)\b")
_GOES_ON = re.compile(r"[-–]\w| [A-ZА-ЯЁӘҒҚҢӨҰҮІ0-9]")
_LONG = 4
NEW = "new:"
"""What the ids of companies begin with that no vocabulary holds."""


def firm(hit: Hit, page: Page, shelf: Library) -> Mention | None:
    """The company that bears the name of a site or town, where its legal form stands beside it; else None."""
    if hit.entry.kind not in _NAMED_AFTER or not _has_form(hit, page):
        return None
    known = _bearer(hit.entry, shelf)
    if known is not None:
        return Mention("company", known.id, known.name, hit.start, hit.end, known.properties.get("country"))
    return Mention("company", NEW + hit.entry.id, hit.entry.name, hit.start, hit.end, "KZ", new=True)


def namesake(mention: Mention, shelf: Library) -> Entry | None:
    """The site whose name a company bears that no vocabulary holds."""
    return shelf.get("site", mention.id.removeprefix(NEW)) if mention.new else None


def _has_form(hit: Hit, page: Page) -> bool:
    before = page.folded[max(hit.start - _REACH, 0) : hit.start]
    if before.endswith('"') and page.folded.startswith('"', hit.end):
        return bool(_QUOTED_BEFORE.search(before) or _QUOTED_AFTER.match(page.folded, hit.end))
    if _BARE_AFTER.match(page.folded, hit.end):
        return True
    return bool(_BARE_BEFORE.search(before)) and not _GOES_ON.match(page.source, hit.end)


def _bearer(entry: Entry, shelf: Library) -> Entry | None:
    """The company known to work the site under its name."""
    for key in ("acts_as", "operator"):
        company = shelf.get("company", str(entry.properties.get(key, "")))
        if company is not None and _words(company.name) & _words(entry.name):
            return company
    return None


def _words(name: str) -> set[str]:
    return {word for word in name.casefold().split() if len(word) >= _LONG}
