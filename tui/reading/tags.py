"""What an item is about: relevance with its reasons, foreign or not, countries, companies, commodities, places."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.model import Reading, Reason
from tui.reading.library import Library, names
from tui.reading.page import Page
from tui.reading.vocabulary import Entry


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

    def reading(self, page: Page, shelf: Library) -> Reading:
        """A reading that holds these tags and no facts yet."""
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
        )


def tags(page: Page, shelf: Library) -> Tags:
    """The tags of a page."""
    kinds: dict[str, list[Entry]] = {}
    for hit in page.hits:
        if not hit.weak:
            kinds.setdefault(hit.entry.kind, []).append(hit.entry)
    companies = list(dict.fromkeys(e.id for e in kinds.get("company", ())))
    entries = [e for c in companies if (e := shelf.get("company", c))]
    countries = [e.id for e in kinds.get("country", ()) if len(e.id) == 2 and e.id != "KZ"]
    countries += [c for e in entries if (c := e.properties.get("country")) and c != "KZ"]
    mining = bool(entries or kinds.get("site"))
    return Tags(
        relevant=mining,
        foreign=mining and bool(countries),
        score=float(len(entries) + len(kinds.get("site", ()))),
        countries=list(dict.fromkeys(countries)),
        companies=entries,
        commodities=list(dict.fromkeys(e.id for e in kinds.get("commodity", ()))),
        places=list({e.id: e for e in (*kinds.get("site", ()), *kinds.get("region", ()))}.values()),
    )
