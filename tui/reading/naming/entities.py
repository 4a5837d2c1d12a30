"""Who and where: the companies, sites, regions and countries that a page names.

A spelling that is not enough alone counts where the text is about mining or names the entry in full; a place that shares its
name with people or plain words wants its noun beside it, or its metal in the text. A name that a company and a place share goes
to the one that the words around it ask for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from tui.model import Mention
from tui.reading.layout.page import Page
from tui.reading.layout.spans import Spans
from tui.reading.layout.words import Word
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library
from tui.reading.lookup.vocabulary import NAMES
from tui.reading.naming.aliases import one_name
from tui.reading.naming.firms import firm
from tui.reading.naming.homes import abroad, without_foreign_offices, without_namesakes
from tui.reading.naming.names import new_names
from tui.reading.naming.shortened import shortened

_PLACE_FIRST = ("site", "region", "town", "abroad", "seat", "country", "company")
_TOWN_FIRST = ("region", "town", *_PLACE_FIRST)
_COMPANY_FIRST = ("company", *_PLACE_FIRST)
_GROUNDS = frozenset({"commodity", "site", "company"})
_COMPANY_BEFORE = re.compile(
    r"(?:\b(?:тоо|ао|оао|зао|пао|сп|ооо|гмк|нак|нгк|jv|jsc|llp|llc|company|venture|firm|компани\w+|предприяти\w+|"
    r"товариществ\w+|дочк\w+)\s*\"?\s*)$"
)
_COMPANY_AFTER = re.compile(
    r"\"?,?\s*(?:jsc|llp|llc|ltd|plc|inc|corp|limited|jv|venture|жшс|жшқ|ақ|бк|ао|тоо|компанияс\w+|кәсіпорн\w+|серіктестіг\w+|"
    r"said\b|announced\b|reported\b|сообщил\w*\b|заявил\w*\b|хабарла\w+)"
)
_MONEY = re.compile(r"[^\W\d_]+\$|(?:US|U\.S\.|C|A|HK|S) \$\d")
"""A dollar with its country's letters: US$5, US $80 million."""

_REGIONS = re.compile(r"\b(?:regions|oblasts|provinces|област(?:и|ей|ям|ями|ях)|облыстар\w*)\b")
_REGIONS_BEGIN = ("regions", "oblasts", "provinces", "област", "облыстар")
"""How these begin."""

_REGION = re.compile(r"\b(?:област(?:ь|и|ью)|региона?)\b")
_ALONE = re.compile(r",| [—–-] |\.|: | \(")
"""What follows a region's adjective whose noun was told before: в Костанайской области …, в Актюбинской, …"""
_NEAR, _LISTED, _BACK = 3, 60, 600
_BESIDE = 24
"""Characters before and behind a name in which words of companies stand."""


def entities(page: Page, shelf: Library) -> list[Mention]:
    """The page's named entities in order of place."""
    grounds = _Grounds(page)
    named = (h for h in page.hits if h.entry.kind in NAMES and not _compounded(h, page))
    sure = [h for h in named if not h.weak or grounds.confirm(h)]
    meant = [grounds.meant(list(twins)) for _, twins in groupby(sure, key=lambda h: h.start)]
    full = [firm(h, page, shelf) or _mention(h) for h in meant if not _MONEY.match(page.source, h.start)]
    page.mentions = shortened(without_namesakes(without_foreign_offices(full, page, shelf), page), page, shelf)
    new = new_names(page, shelf)
    covered = Spans((n.start, n.end) for n in new)
    kept = (m for m in page.mentions if not covered.touch(m.start, m.end))
    return abroad(one_name(sorted((*kept, *new), key=lambda m: m.start), page, shelf), page)


@dataclass
class _Grounds:
    """What a page offers to confirm its doubtful names with."""

    page: Page

    def confirm(self, hit: Hit) -> bool:
        """Whether the page bears out a spelling that is not enough alone."""
        if hit.entry.kind == "region":
            if not self._regions_listed:
                return False
            before = self.page.sentences[max(self.page.sentence_at(hit.start) - 1, 0)]
            if _ALONE.match(self.page.folded, hit.end) and _REGION.search(
                self.page.folded, max(0, hit.start - _BACK), hit.start
            ):
                return True
            return _REGIONS.search(self.page.folded, max(before.start, hit.start - 200), hit.end + 200) is not None
        if (hit.entry.kind, hit.entry.id) in self._full:
            return True
        if hit.entry.kind == "site":
            return self._place(hit)
        if self._in_company(hit):
            return True
        acronym = self.page.source[hit.start : hit.end].isupper()
        return self._mining and (acronym or hit.first != hit.last or not self._person(hit))

    def meant(self, twins: list[Hit]) -> Hit:
        """Of entries that share a spelling, the one that is meant here: a site that is named like its town wants its noun."""
        if len(twins) == 1:
            return twins[0]
        page = self.page
        region = next((h for h in twins if h.weak and h.entry.kind == "region"), None)
        if region and _REGIONS.search(page.folded, region.end, region.end + _LISTED):
            return region
        ranks = _COMPANY_FIRST if self._in_company(twins[0]) else _PLACE_FIRST if self._dug(twins[0]) else _TOWN_FIRST
        first = min([ranks.index(h.entry.kind) for h in twins])
        likely = [h for h in twins if h.entry.kind == ranks[first]]
        return min(likely, key=self._odds) if len(likely) > 1 else likely[0]

    def _in_company(self, hit: Hit) -> bool:
        """Whether the words beside a name are those of a company's."""
        folded = self.page.folded
        if _COMPANY_AFTER.match(folded, hit.end, hit.end + _BESIDE):
            return True
        return _COMPANY_BEFORE.search(folded[max(hit.start - _BESIDE, 0) : hit.start]) is not None

    def _odds(self, hit: Hit) -> tuple[bool, ...]:
        """What speaks against one of several entries of a kind, the weightiest first."""
        home = hit.entry.properties.get("country") in self._nations
        full = (hit.entry.kind, hit.entry.id) in self._full
        return not self._operated(hit), not self._yields(hit), not full, not home, hit.weak

    @cached_property
    def _nations(self) -> set[str | None]:
        """The countries that the page names."""
        found = (h.entry for h in self.page.hits if h.entry.kind in ("country", "seat"))
        return {e.id if e.kind == "country" else e.properties.get("country") for e in found}

    @cached_property
    def _full(self) -> set[tuple[str, str]]:
        return {(h.entry.kind, h.entry.id) for h in self.page.hits if h.entry.kind in NAMES and not h.weak}

    @cached_property
    def _mining(self) -> bool:
        return any(h.entry.kind in _GROUNDS and not h.weak for h in self.page.hits)

    @cached_property
    def _regions_listed(self) -> bool:
        """Whether the page may speak of several regions at once."""
        return any(word in self.page.folded for word in _REGIONS_BEGIN)

    @cached_property
    def _minerals(self) -> set[str]:
        return {h.entry.id for h in self.page.of_kind("commodity")}

    @cached_property
    def _nouns(self) -> set[int]:
        """The numbers of the words that are nouns of places: месторождение, mine, кен орны."""
        heads = (h for h in self.page.of_kind("head") if h.entry.properties["names"] == "site")
        return {n for h in heads for n in range(h.first, h.last + 1)}

    def _dug(self, hit: Hit) -> bool:
        """Whether a noun of a place stands near: месторождение, mine, кен орны."""
        return bool(self._nouns.intersection(range(hit.first - _NEAR, hit.last + _NEAR + 1)))

    def _operated(self, hit: Hit) -> bool:
        """Whether the page names the company that runs the site."""
        return ("company", hit.entry.properties.get("operator", "")) in self._full

    def _yields(self, hit: Hit) -> bool:
        """Whether the page speaks of what the site yields."""
        return not self._minerals.isdisjoint(hit.entry.properties.get("commodities", ()))

    def _place(self, hit: Hit) -> bool:
        if self._dug(hit):
            return True
        if not self._yields(hit):
            return False
        return not self._begins(hit) and not self._person(hit)

    def _begins(self, hit: Hit) -> bool:
        return self.page.sentences[self.page.sentence_at(hit.start)].start == hit.start

    def _person(self, hit: Hit) -> bool:
        """Whether a capitalised word stands right before or after, as in a person's name."""
        page = self.page
        before = page.words[hit.first - 1] if hit.first else None
        if before and _capital(page, before) and page.source[before.end : hit.start] == " ":
            return True
        after = page.words[hit.last + 1] if hit.last + 1 < len(page.words) else None
        return bool(after and _capital(page, after) and page.source[hit.end : after.start] == " ")


def _capital(page: Page, word: Word) -> bool:
    """Whether a word begins with a capital as a person's name does, and is no abbreviation."""
    written = page.source[word.start : word.end]
    return written[0].isupper() and not (len(written) > 1 and written.isupper())


def _compounded(hit: Hit, page: Page) -> bool:
    """Whether the place is only the second half of a compound: Соколовско-Сарбайское."""
    if hit.entry.kind not in ("site", "town"):
        return False
    before = page.source[max(hit.start - 2, 0) : hit.start]
    return before.endswith("-") and before[:1].isalpha()


def _mention(hit: Hit) -> Mention:
    entry = hit.entry
    country = entry.id if entry.kind == "country" else entry.properties.get("country")
    return Mention(entry.kind, entry.id, entry.name, hit.start, hit.end, country)
