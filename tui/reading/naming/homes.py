"""Where a company or a site that no vocabulary holds is at home, as its own name or the words right behind it tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tui.model import Mention
from tui.reading.layout.page import Page
from tui.reading.layout.spans import Spans
from tui.reading.lookup.library import Library
from tui.reading.naming.runs import Name

_LEADS = re.compile(
    r"[»\"”]?,? ?(?:\(|из |(?:зарегистрированн\w+|базирующ\w+ся|основанн\w+|котирующ\w+ся) (?:в |на )|"
    r"со штаб-квартирой в |с головным офисом в |\((?:\w+ ){1,2})"
)
"""What stands between a Russian or Kazakh name and its home: «X» (Турция), X из США."""
_REACH = 48
_AT_HOME = "KZ"
_HOMES = {
    "gmbh": "DE",
    "pty": "AU",
    "s.p.a": "IT",
    "spa": "IT",
    "oy": "FI",
    "oyj": "FI",
    "a.ş": "TR",
    "a.s": "TR",
    "aş": "TR",
    "sas": "FR",
    "pvt": "IN",
    "asa": "NO",
    "bhd": "MY",
    "k.k": "JP",
}
_FORM = re.compile(r"[»\"”]? \(?(" + "|".join(re.escape(f) for f in _HOMES) + r")\b")
"""Legal forms of one country."""
_OURS = re.compile(
    r"\b(?:казахстанск(?:ая|ой|ую|ий|ого|ому|им|ом|ое)|қазақстандық|kazakhstan['’]s|kazakh(?:stani)?) "
    r"(?:(?:компани\w{1,2}|предприяти\w{1,2}|фирм\w{1,2}|тоо|ао|company|firm|miner) )?[\"«“„]?$"
)
"""What stands before the name of a company of Kazakhstan; the word for the country alone makes no name of what follows it."""
_OURS_REACH = 40
_STANDS = re.compile(r"[»\"”]?,? (?:(?:in|in the|в|во|на) |\()")
"""What stands between a site and the country where it lies."""
_CLAUSE = 8
"""How many words behind a word for a mine a list of mines may go on."""

_OF, _WHOSE = (" ", " of ", " of the "), (" ", "'s ", "' ")
"""What stands between a ministry and its state, and between a state and its ministry."""


class Homes:
    """The nations and seats of a page, asked for the home of the names around them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._places = [
            m for m in page.mentions if m.country not in (None, "KZ") and m.kind in ("country", "seat") and _single(m)
        ]
        self._spans = Spans((m.start, m.end) for m in self._places)

    def told(self, name: Name) -> str | None:
        """The country that the name begins with (China Uranium Development, Sichuan Chemical) or that follows it; None where
        nothing tells."""
        for at in self._spans.touching(name.start, name.end + _REACH):
            place = self._places[at]
            if place.start == name.start and place.end < name.end:
                return place.country
            if place.start >= name.end and _LEADS.fullmatch(self._page.folded, name.end, place.start):
                return place.country
        form = _FORM.match(self._page.folded, name.end)
        if form:
            return _HOMES[form[1]]
        ours = name.kind == "company" and _OURS.search(self._page.folded, max(0, name.start - _OURS_REACH), name.start)
        return _AT_HOME if ours else None


def tells_home(page: Page, mention: Mention) -> bool:
    """Whether a word tells the home of the company behind it: of a nation, or of a town as an adjective (дубайская X); that of
    this country only before a quotation (казахстанская «X»)."""
    adjective = page.lang != "en" and page.source[mention.start].islower()
    if mention.kind == "country" and mention.id == _AT_HOME:
        return adjective and page.folded.startswith(' "', mention.end)
    return mention.kind == "country" or (mention.kind == "seat" and adjective)


def abroad(mentions: Sequence[Mention], page: Page) -> list[Mention]:
    """The mentions, the new sites among them that stand in another country as places abroad: Lomas Bayas in Chile."""
    outside = {
        name.id
        for name, place in pairwise(mentions)
        if name.new
        and name.country is None
        and place.kind in ("country", "seat")
        and place.country not in (None, "KZ")
        and (_STANDS.fullmatch(page.folded, name.end, place.start) or _is_province(page, name, place))
        and (name.kind == "site" or _mine_before(name, page))
    }
    return [replace(m, kind="abroad") if m.id in outside else m for m in mentions] if outside else list(mentions)


def without_namesakes(mentions: list[Mention], page: Page) -> list[Mention]:
    """The mentions without the mines abroad that only share their name with a place here: the page does not name their country,
    and a region of Kazakhstan where it names them."""
    if not any(m.kind == "abroad" for m in mentions):
        return mentions
    nations = {m.country for m in mentions if m.kind in ("country", "seat", "company")}
    placed = {page.sentence_at(m.start) for m in mentions if m.kind == "region"}
    here = {m.id for m in mentions if m.kind == "abroad" and page.sentence_at(m.start) in placed}
    return [m for m in mentions if m.kind != "abroad" or m.id not in here or m.country in nations]


def without_foreign_offices(mentions: list[Mention], page: Page, shelf: Library) -> list[Mention]:
    """The mentions without the ministries of Kazakhstan that are another state's as the word beside them tells: the Ministry of
    Energy of Ukraine, Өзбекстанның Энергетика министрлігі."""
    return [m for at, m in enumerate(mentions) if not (_is_office(m, shelf) and _is_theirs(mentions, at, page))]


def _is_office(mention: Mention, shelf: Library) -> bool:
    if mention.kind != "company" or mention.country != _AT_HOME or mention.new:
        return False
    entry = shelf.get("company", mention.id)
    return entry is not None and entry.properties.get("sort") == "ministry"


def _is_theirs(mentions: Sequence[Mention], at: int, page: Page) -> bool:
    """Whether the name of another state stands right before or behind."""
    office = mentions[at]
    behind = mentions[at + 1] if at + 1 < len(mentions) else None
    if behind and _is_nation(behind) and page.folded[office.end : behind.start] in _OF:
        return True
    before = mentions[at - 1] if at else None
    return bool(before and _is_nation(before) and page.folded[before.end : office.start] in _WHOSE)


def _is_nation(mention: Mention) -> bool:
    return mention.kind == "country" and mention.id != _AT_HOME and _single(mention)


def _is_province(page: Page, name: Mention, place: Mention) -> bool:
    """Whether a seat right behind the comma is where the site lies: Port Hope, Ontario."""
    return place.kind == "seat" and page.source[name.end : place.start] == ", "


def _mine_before(name: Mention, page: Page) -> bool:
    """Whether mines are named earlier in the clause, which a name that might be a company's belongs to, too."""
    at = page.word_at(name.start)
    return any(h.entry.properties["names"] == "site" and h.last < at <= h.last + _CLAUSE for h in page.of_kind("head"))


def _single(mention: Mention) -> bool:
    return mention.country is not None and len(mention.country) == 2
