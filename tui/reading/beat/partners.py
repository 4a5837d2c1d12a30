"""Which countries, other than Kazakhstan, take part in a story, and which are only markets, neighbours, venues or seats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from tui.model import Mention
from tui.reading.beat.companies import opening
from tui.reading.layout.page import Page
from tui.reading.layout.sentences import Span
from tui.reading.lookup.contexts import REACH, context
from tui.reading.lookup.library import Library

AT_HOME = "KZ"
_BLOC = "EU"
"""A union of states, which is named for what it does and not for what lies there."""
_LEAD = 600
_NEVER = "9999"
_MONTH = len("2024-08")
_LIST = 3
_LOCATIVE = re.compile("[дт][ае]$")
_VENUE = re.compile(r" (?:in|at) [A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}, $")
"""What stands before the country that a place lies in: at Sharm El Sheikh, Egypt."""
_LINKS = frozenset(
    (
        ", ",
        " and ",
        ", and ",
        ", the ",
        " and the ",
        ", and the ",
        " or ",
        " и ",
        " или ",
        " мен ",
        " пен ",
        " бен ",
        " және ",
    )
)


def partners(page: Page, shelf: Library, companies: Iterable[list[Mention]]) -> list[str]:
    """The countries, other than Kazakhstan, whose companies, states, agencies or banks take part, in order of weight.
    ``companies`` are the mentions of those that act."""
    return _Parts(page, shelf).countries(companies)


def foreigners(page: Page, shelf: Library) -> bool:
    """Whether a sentence that tells of talks or agreements names investors or lenders from abroad in general, or says that
    they are brought in."""
    parts = _Parts(page, shelf)
    return any(
        parts.near("unnamed-partners", span) and (parts.near("meeting", span) or parts.near("inviting", span))
        for span in page.sentences
    )


class _Parts:
    """The parts that the countries on a page take."""

    def __init__(self, page: Page, shelf: Library) -> None:
        self._page = page
        self._shelf = shelf
        self._title = Span(0, len(page.document.title))
        self._asked: dict[tuple[str, Span], bool] = {}
        self._denied = self.near("denied", self._title)

    def near(self, ident: str, span: Span) -> bool:
        """Whether a phrase of a context stands in a span; of a sentence it is asked for each country there."""
        asked = (ident, span)
        if asked not in self._asked:
            self._asked[asked] = self._is_near(ident, span)
        return self._asked[asked]

    def _is_near(self, ident: str, span: Span) -> bool:
        if self._page.own_letters:
            return context(self._shelf, ident).near(self._page.folded, span.start, span.end)
        heard = self._page.spoken(span.start, span.end)
        return context(self._shelf, ident).near(heard, 0, len(heard))

    def countries(self, companies: Iterable[list[Mention]]) -> list[str]:
        """Those that take part."""
        found: list[str] = []
        for mentions in companies:
            told_late = self._denied and all(m.start >= self._title.end for m in mentions)
            if not told_late and not all(self._reminded(m) for m in mentions):
                found += self._homes(mentions[0])
        if not self._denied:
            found += (*self._named(), *(self._projects() if AT_HOME in found else ()))
        return [c for c in dict.fromkeys(found) if c != AT_HOME]

    def _named(self) -> Iterable[str]:
        """The countries that the page names and that take part."""
        dateline = self._page.dateline
        found: set[int] = set()
        for at, mention in enumerate(self._page.mentions):
            if dateline.start <= mention.start < dateline.end:
                continue
            if mention.kind == "seat" and mention.country and self._seated(mention):
                yield mention.country
            if mention.kind == "country" and len(mention.id) == 2 and (self._takes_part(at) or self._joins(at, found)):
                found.add(at)
                yield mention.id

    def _projects(self) -> Iterable[str]:
        """The countries of the mines that the title names, or the lead where the page names none of Kazakhstan before them."""
        sites = [m for m in self._page.mentions if m.kind == "site"]
        away = [m for m in sites if m.country not in (None, AT_HOME)]
        end = opening(self._page) if away[:1] == sites[:1] else self._title.end
        return [str(m.country) for m in away if m.start < end]

    def _reminded(self, mention: Mention) -> bool:
        """Whether the sentence only reminds of what is known."""
        return context(self._shelf, "reminder").opens(self._page.folded, self._sentence(mention).start)

    def _homes(self, mention: Mention) -> list[str]:
        """The countries a company is at home in; ``until`` holds the one before it changed hands, ``left`` the month since
        which it has owned nothing in Kazakhstan and is named as a past owner only."""
        entry = self._shelf.get("company", mention.id)
        if entry is None or mention.country is None:
            return [mention.country] if mention.country else []
        published = self._page.document.published
        month = published.isoformat()[:_MONTH] if published else ""
        before, former = entry.properties.get("until", ("", ""))
        if former and month and month < before:
            return [former]
        if month >= entry.properties.get("left", _NEVER):
            return []
        return list(entry.properties.get("countries", (mention.country,)))

    def _seated(self, mention: Mention) -> bool:
        """Whether a city is told to be a company's home; where it is listed tells nothing of a company that is known."""
        around = Span(max(mention.start - 24, 0), mention.end + 10)
        early = mention.start < opening(self._page)
        if self.near("seated", around) or (
            early and (self._behind("actor", mention) or self._before("coming", mention.start))
        ):
            return True
        span = self._sentence(mention)
        known = (m for m in self._page.mentions if m.kind == "company" and not m.new)
        return self.near("listed", around) and not any(span.start <= m.start < span.end for m in known)

    def _takes_part(self, at: int) -> bool:
        mention, sentence = self._page.mentions[at], self._sentence(self._page.mentions[at])
        first = self._first_listed(at)
        listed = self._page.mentions[first].start
        if (
            self._before("market", listed)
            or self._outdone(at)
            or self._is_exchange(mention)
            or self._domiciled(mention)
        ):
            return False
        if mention.start < self._title.end:
            return not self._only_trades(mention) or self.near("meeting", Span(0, _LEAD))
        if self._is_stage(mention) or self._is_venue(mention):
            return False
        beside = self._names_company(at)
        if self._before("jointly", mention.start) or (beside and not self.near("trade", sentence)):
            return True
        if self._is_customer(mention):
            return False
        early, meeting = mention.start < opening(self._page), self.near("meeting", sentence)
        if early and self._before("coming", listed):
            return True
        if (beside or self._behind("owned", mention) or self._behind("actor", mention)) and (early or meeting):
            return True
        if self._trades(sentence):
            return False
        if early and self.near("people", Span(mention.start, mention.end)):
            return True
        if self._enumerated(mention) and (meeting or self.near("partners", sentence)):
            return True
        if early and (meeting or (mention.id == _BLOC and self.near("partners", sentence))):
            return True
        joined = any(m.id == AT_HOME for m in self._page.mentions[first:at])
        return mention.start < _LEAD and (
            joined or self._before("with", listed) or (self._behind("with-behind", mention) and not self._listed_on(at))
        )

    def _trades(self, span: Span) -> bool:
        """Whether a sentence tells of goods that cross the border, and of nothing undertaken."""
        return self.near("trade", span) or (self.near("goods", span) and not self.near("undertaking", span))

    def _only_trades(self, mention: Mention) -> bool:
        """Whether the title, or every sentence that names its country again, tells of goods alone."""
        if self.near("trade-title", self._title) or self._trades(self._title):
            return True
        again = [m for m in self._page.mentions if m.id == mention.id and m.start >= self._title.end]
        return bool(again) and all(self._trades(self._sentence(m)) for m in again)

    def _domiciled(self, mention: Mention) -> bool:
        """Whether a country is only where a group that is run from Kazakhstan has its seat: Luxembourg-based ERG."""
        if mention.id not in self._domiciles:
            return False
        around = Span(max(mention.start - REACH, 0), mention.end + REACH)
        return self._behind("owned", mention) or self.near("seated", around) or self.near("listed", around)

    @cached_property
    def _domiciles(self) -> set[str]:
        """The countries where the Kazakh groups that the page names have their seats or are listed."""
        named = (self._shelf.get("company", m.id) for m in self._page.mentions if m.kind == "company")
        return {country for entry in named if entry for country in entry.properties.get("domiciles", ())}

    def _joins(self, at: int, found: set[int]) -> bool:
        """Whether the country is joined to the one before it, which takes part: Rwanda and Afghanistan."""
        if at - 1 not in found:
            return False
        return self._page.folded[self._page.mentions[at - 1].end : self._page.mentions[at].start] in _LINKS

    def _before(self, ident: str, at: int) -> bool:
        heard = self._page.spoken(max(at - REACH, 0), at)
        return context(self._shelf, ident).before(heard, len(heard))

    def _behind(self, ident: str, mention: Mention) -> bool:
        end = min(mention.end + 2 * REACH, self._sentence(mention).end)
        return context(self._shelf, ident).behind(self._page.spoken(mention.end, end), 0)

    def _is_customer(self, mention: Mention) -> bool:
        """Whether the sentence names buyers where it, or the one before, tells of trade."""
        at = self._page.sentence_at(mention.start)
        span, before = self._page.sentences[at], self._page.sentences[max(at - 1, 0)]
        return self.near("buyers", span) and self.near("trade", Span(before.start, span.end))

    def _first_listed(self, at: int) -> int:
        """The number of the country that opens the list that country ``at`` stands in: Canada, Japan and Korea."""
        mentions = self._page.mentions
        while at and mentions[at - 1].kind == "country":
            if self._page.folded[mentions[at - 1].end : mentions[at].start] not in _LINKS:
                break
            at -= 1
        return at

    def _listed_on(self, at: int) -> bool:
        """Whether another foreign country is joined to this one: Колумбия мен Аргентина."""
        mentions = self._page.mentions
        if at + 1 >= len(mentions) or mentions[at + 1].kind != "country" or mentions[at + 1].id == AT_HOME:
            return False
        return self._page.folded[mentions[at].end : mentions[at + 1].start] in _LINKS

    def _outdone(self, at: int) -> bool:
        """Whether the country, or the one that ends its list, is told to be left behind."""
        mentions = self._page.mentions
        while at + 1 < len(mentions) and self._page.folded[mentions[at].end : mentions[at + 1].start] in _LINKS:
            at += 1
        return self._behind("outdone", mentions[at])

    def _is_exchange(self, mention: Mention) -> bool:
        """Whether a city is named for the shares that are sold there."""
        return self.near("exchange", Span(mention.start, mention.end)) and self.near("stock", self._sentence(mention))

    def _sentence(self, mention: Mention) -> Span:
        return self._page.sentences[self._page.sentence_at(mention.start)]

    def _enumerated(self, mention: Mention) -> bool:
        """Whether the country is one of three or more that its sentence names."""
        return len({m.id for m in self._countries(self._sentence(mention))} - {AT_HOME}) >= _LIST

    def _countries(self, span: Span) -> list[Mention]:
        return [m for m in self._page.mentions if m.kind == "country" and span.start <= m.start < span.end]

    def _is_stage(self, mention: Mention) -> bool:
        """Whether the country is only where others meet: the EU and Kazakhstan met in Luxembourg, at Sharm El Sheikh, Egypt."""
        if self._page.lang != "en":
            return False
        if _VENUE.search(self._page.source, max(mention.start - REACH, 0), mention.start):
            return True
        if not self._page.folded.endswith(" in ", 0, mention.start):
            return False
        return any(m.id not in (AT_HOME, mention.id) for m in self._countries(self._sentence(mention)))

    def _is_venue(self, mention: Mention) -> bool:
        """Whether a city is only where others meet: in Vienna the ministers of Kazakhstan and China met."""
        if not context(self._shelf, "city").opens(self._page.folded, mention.start):
            return False
        folded = self._page.folded
        inside = folded[max(mention.start - 3, 0) : mention.start].strip() == "в"
        placed = inside or _LOCATIVE.search(folded, mention.start, mention.end)
        return bool(placed) and any(m.id not in (AT_HOME, mention.id) for m in self._countries(self._sentence(mention)))

    def _names_company(self, at: int) -> bool:
        """Whether the country is that of a company beside it: Canada's Uranium One, Orano of France."""
        mentions, mention = self._page.mentions, self._page.mentions[at]
        after = mentions[at + 1] if at + 1 < len(mentions) else None
        if after and after.kind == "company" and after.country != AT_HOME and 0 <= after.start - mention.end < 4:
            return True
        before = mentions[at - 1] if at else None
        between = self._page.folded[before.end : mention.start] if before else ""
        return bool(before and before.kind == "company" and between in (" of ", " of the "))
