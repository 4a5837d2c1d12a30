"""What an item is about: relevance with its reasons, foreign or not, countries, companies, commodities, places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tui.model import Deal, Event, Mention, Metric, Reading, Reason
from tui.reading.beat.companies import acting, leading
from tui.reading.beat.partners import foreigners, partners
from tui.reading.beat.relevance import weigh
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library, names
from tui.reading.lookup.vocabulary import Entry
from tui.reading.naming.firms import namesake
from tui.reading.naming.minerals import answered, subjects


@dataclass
class Tags:
    """The tags of one page, as entries of the vocabularies."""

    relevant: bool = False
    foreign: bool = False
    score: float = 0.0
    reasons: list[Reason] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    companies: list[Entry] = field(default_factory=list)
    commodities: list[str] = field(default_factory=list)
    places: list[Entry] = field(default_factory=list)

    def reading(
        self,
        page: Page,
        shelf: Library,
        deals: tuple[Deal, ...] = (),
        metrics: tuple[Metric, ...] = (),
        events: tuple[Event, ...] = (),
    ) -> Reading:
        """A reading that holds these tags, and the facts where there are any."""
        return Reading(
            lang=page.lang,
            relevant=self.relevant,
            foreign=self.foreign,
            score=self.score,
            version=shelf.version,
            reasons=tuple(self.reasons),
            countries=tuple(self.countries),
            companies=names(self.companies),
            commodities=tuple(self.commodities),
            places=names(self.places),
            mentions=tuple(page.mentions),
            deals=deals,
            metrics=metrics,
            events=events,
        )


def tags(page: Page, shelf: Library) -> Tags:
    """The tags of a page."""
    weighing = weigh(page, shelf)
    companies = acting(page, shelf)
    countries = partners(page, shelf, companies.values())
    entries = [_entry(found[0], shelf) for found in companies.values()]
    entries += [e for e in _combines(page, shelf) if e.id not in companies]
    banks = any(e.properties.get("sort") == "development-bank" for e in entries)
    foreign = bool(countries) or banks or (weighing.relevant and foreigners(page, shelf))
    return Tags(
        relevant=weighing.relevant,
        foreign=weighing.relevant and foreign,
        score=round(weighing.score, 1),
        reasons=weighing.reasons,
        countries=countries,
        companies=entries,
        commodities=subjects(page) or _implied(page, shelf),
        places=_places(page, shelf, companies),
    )


def _places(page: Page, shelf: Library, companies: Mapping[str, list[Mention]]) -> list[Entry]:
    """The places named, and the sites that the story's main companies are named after."""
    found: dict[str, Entry] = {}
    main = {ident for ident, mentions in companies.items() if leading(page, mentions)}
    for mention in page.mentions:
        if mention.kind != "region" and page.dateline.start <= mention.start < page.dateline.end:
            continue
        if mention.kind in ("site", "region", "town"):
            found.setdefault(mention.id, _entry(mention, shelf))
        elif mention.kind == "company" and mention.id in main:
            site = namesake(mention, shelf) or shelf.get("site", str(_entry(mention, shelf).properties.get("site", "")))
            if site:
                found.setdefault(site.id, site)
    return [e for e in found.values() if e.properties.get("sort") != "city"]


def _combines(page: Page, shelf: Library) -> list[Entry]:
    """The companies that sites are, where the story leads with them: a mining and processing combine."""
    sites: dict[str, list[Mention]] = {}
    for mention in page.mentions:
        if mention.kind == "site" and not mention.new:
            sites.setdefault(mention.id, []).append(mention)
    found = {str(_entry(ms[0], shelf).properties.get("acts_as", "")) for ms in sites.values() if leading(page, ms)}
    return [e for ident in sorted(found) if ident and (e := shelf.get("company", ident))]


def _implied(page: Page, shelf: Library) -> list[str]:
    """The metal that everybody knows a site or company for, where the text does not name it."""
    for kind in ("site", "company"):
        for mention in page.mentions:
            if mention.kind == kind and not mention.new:
                known = _entry(mention, shelf).properties.get("commodities", ())
                if (len(known) == 1 or (known and kind == "site")) and (entry := shelf.get("commodity", known[0])):
                    return list(answered(entry))
    return []


def _entry(mention: Mention, shelf: Library) -> Entry:
    """The entry that a mention names; one made for the day where no vocabulary holds it."""
    return shelf.get(mention.kind, mention.id) or Entry(mention.kind, mention.id, mention.name, (), {})
