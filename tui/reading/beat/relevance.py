"""Whether an item is about mining in Kazakhstan: points for and against, each with its reason.

What speaks for mining and what speaks for Kazakhstan are two purses with a limit each, so that neither can stand in for the
other. Another beat (power, transport, farming, …) takes out of the mining purse before its limit, so that a story of its own
with a mine in passing stays out and a mining story that speaks of power stays in; what speaks against is taken off the sum.
The words and their points are data (``knowledge/relevance.toml``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tui.model import Mention, Reason
from tui.reading.layout.page import Page
from tui.reading.layout.spans import Spans
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library
from tui.reading.lookup.vocabulary import Entry

THRESHOLD = 12.0
_PURSE = 10.0
_LEAST_MINING, _LEAST_HOME = 4.0, 2.0
_YIELDING, _SPARING = 0.5, 0.25
_TITLE, _OPENING_SENTENCE = 2.0, 1.5
_FADE = 0.5
_REPEATED = tuple(1 - _FADE**count for count in range(9))
_AT_HOME = "KZ"
_DIGGERS = frozenset({"miner", "metallurgy", "explorer", "trader"})
_OTHER_TRADES = frozenset({"bank", "rail", "power", "other"})
_STORY = 5
"""How many sentences, the title with them, a story has of which one is a remark."""
_FLASH = 4
"""Shorter ones are not divided into what comes first and last."""
_OPENING, _LEAD, _BODY, _LATE = 150, 400, 0.5, 0.6
_OURS = ("site.", "company.", "signal.mine", "signal.ore")
"""Finds that in a title tell of mining itself, not only of a metal or of reserves."""
_OFFICE = "kazakhstan: signal.office"
"""The reason that an office or an official of Kazakhstan is named."""

_MENTIONS = {
    "site": {"mining": 4.0, "kazakhstan": 4.0},
    "digger": {"mining": 4.0, "kazakhstan": 4.0},
    "official": {"kazakhstan": 2.0},
    "abroad": {"mining": 2.0},
    "oil": {"against": -4.0},
    "other": {"kazakhstan": 2.0, "beside": -4.0},
}
_COUNTRY, _REGION, _TOWN, _MINERAL, _KAZAKH_TEXT = 4.0, 3.0, 2.0, 3.0, 3.0
_FIRMS = 8.0
"""How much one company says for mining at most, however often it is named: it does other things, too. A name that no
vocabulary holds says no more than ``_NEW``."""
_ABROAD, _ELSEWHERE, _NEW = -4.0, -4.0, 0.5


@dataclass(slots=True)
class Weighing:
    """The points of one page."""

    mining: float = 0.0
    kazakhstan: float = 0.0
    beside: float = 0.0
    against: float = 0.0
    reasons: list[Reason] = field(default_factory=list)

    @property
    def score(self) -> float:
        """The sum that is held against ``THRESHOLD``."""
        return min(self.own, _PURSE) + min(self.kazakhstan, _PURSE) + self.against

    @property
    def own(self) -> float:
        """What is left for mining when the other beats have taken theirs."""
        return max(self.mining + self.beside, 0.0)

    @property
    def relevant(self) -> bool:
        return self.score >= THRESHOLD and self.own >= _LEAST_MINING and self.kazakhstan >= _LEAST_HOME


@dataclass(slots=True)
class _Tally:
    """One thing that was found: how often, where first, whether in the title."""

    points: dict[str, float]
    text: str
    first: int
    count: int = 0
    titled: bool = False
    opens: bool = False
    """Whether it is a miner of Kazakhstan that the first sentence below the title names."""
    yields: bool = False
    spares: bool = False
    limit: float = 0.0
    """How much it says for mining at most; 0: no limit."""

    @property
    def leads(self) -> bool:
        """Whether title or lead speak of it: what comes later is no beat of the story's own."""
        return self.titled or self.first < _LEAD

    @property
    def is_remark(self) -> bool:
        """Whether it is told once, below the title."""
        return self.count == 1 and not self.titled

    @property
    def digs(self) -> bool:
        """Whether it is a mine or a miner of Kazakhstan."""
        return bool(self.points.get("mining") and self.points.get("kazakhstan"))

    def meet(self, start: int, title: int) -> None:
        """Counts one more find, at ``start``; the title ends at ``title``."""
        self.count += 1
        self.titled |= start < title

    def worth(self) -> float:
        """The factor for the points: first find 1, the next half of the one before; twice in a title, half as much again for a
        miner that opens the text, half past the lead."""
        early = _OPENING_SENTENCE if self.opens else 1.0
        place = _TITLE if self.titled else early if self.first < _LEAD else _BODY
        return place * _REPEATED[min(self.count, 8)] / (1 - _FADE)


def promising(hits: Iterable[Hit]) -> bool:
    """Whether anything found speaks for mining at all; what does not is off the beat without weighing."""
    return any(speaks(h.entry) for h in hits)


def speaks(entry: Entry) -> bool:
    """Whether an entry, where it is found, speaks for mining."""
    if entry.kind == "signal":
        return bool(entry.properties["side"] == "mining") and not entry.properties.get("beside_metal")
    return entry.kind in ("commodity", "site") or (entry.kind == "company" and entry.properties.get("sort") in _DIGGERS)


def weigh(page: Page, shelf: Library) -> Weighing:
    """The points of a page, for and against."""
    tallies = _tallies(page, shelf)
    found = Weighing()
    titled = {rule for rule, t in tallies.items() if t.titled and t.points.get("mining")}
    ours = any(rule.startswith(_OURS) for rule in titled)
    mines = any(t.digs and (t.titled or t.opens or rule.startswith("site.")) for rule, t in tallies.items())
    partners = any(t.digs and t.titled for t in tallies.values())  # of mines abroad, which are news of Kazakhstan then
    surely = partners and any(rule.startswith("commodity.") for rule in titled)
    for rule, tally in tallies.items():
        spares = (tally.spares and mines) or (rule.startswith("abroad.") and partners)
        for side, points in tally.points.items():
            if points and (side != "beside" or tally.leads):
                given_way = tally.yields and not tally.titled and (ours if side == "against" else titled)
                given_way = given_way or (side == "against" and surely and tally.is_remark)
                share = _SPARING if spares else _YIELDING if given_way else 1.0
                worth = round(points * tally.worth() * share, 1)
                if side == "mining" and tally.limit:
                    worth = min(worth, tally.limit)
                _add(found, side, worth, rule, tally.text)
    if page.lang == "kk":
        _add(found, "kazakhstan", _KAZAKH_TEXT, "language", page.lang)
    _weigh_elsewhere(found, page)
    return found


def _tallies(page: Page, shelf: Library) -> dict[str, _Tally]:
    """What was found, thing by thing: words and metals first, then names."""
    tallies: dict[str, _Tally] = {}
    title = len(page.document.title)
    opening = next((number for number, s in enumerate(page.sentences) if s.start >= title), None)
    for hit in _telling(page):
        entry = hit.entry
        rule = f"{entry.kind}.{entry.id}"
        if rule not in tallies:
            tallies[rule] = _tally(entry, page.source[hit.start : hit.end], hit.start)
        tallies[rule].meet(hit.start, title)
    for mention in page.mentions:
        rule = f"{mention.kind}.{mention.id}"
        if rule not in tallies:
            limit = _NEW if mention.new else _FIRMS if mention.kind == "company" else 0.0
            text = page.source[mention.start : mention.end]
            tally = tallies[rule] = _Tally(_worth(mention, shelf), text, mention.start, limit=limit)
            is_miner = mention.kind == "company" and tally.digs
            tally.opens = is_miner and page.sentence_at(mention.start) == opening
        tallies[rule].meet(mention.start, title)
    return tallies


def _telling(page: Page) -> Iterable[Hit]:
    """The words and metals that tell what the page is about: none that is part of a name, or hidden by a decoy."""
    known = Spans((m.start, m.end) for m in page.mentions if not m.new)
    decoys = page.of_kind("decoy")
    hidden = Spans((h.start, h.end) for h in decoys)
    hushed = Spans((h.start, h.end) for h in decoys if h.entry.properties.get("hushes"))
    metals = Spans((h.start, h.end) for h in page.of_kind("commodity") if not h.weak)
    called = {w for m in page.mentions if m.new for w in (m.start, m.end)}
    titles = {(m.start, m.end) for m in page.mentions if m.new and m.kind == "company"}
    firms = Spans(titles)
    for hit in page.hits:
        entry = hit.entry
        if hit.weak or entry.kind not in ("signal", "commodity") or known.hold(hit.start, hit.end):
            continue
        side = entry.properties.get("side")
        if side == "against" and (hit.start in called or hit.end in called or firms.hold(hit.start, hit.end)):
            continue
        if (hit.start, hit.end) in titles or (hidden if side == "mining" else hushed).hold(hit.start, hit.end):
            continue
        if entry.properties.get("beside_metal") and not _is_of_metal(hit, metals):
            continue
        yield hit


def _is_of_metal(hit: Hit, metals: Spans) -> bool:
    """Whether a metal stands right before or behind the word."""
    return metals.touch(hit.start - 2, hit.start) or metals.touch(hit.end, hit.end + 2)


def _tally(entry: Entry, text: str, first: int) -> _Tally:
    """What a metal or a signal says, first found in such words at such a place."""
    if entry.kind == "commodity":
        return _Tally({"mining": _MINERAL}, text, first)
    side = str(entry.properties["side"])
    yields = side == "beside" or bool(entry.properties.get("yields"))
    spares = bool(entry.properties.get("spares_sites"))
    return _Tally({side: float(entry.properties["points"])}, text, first, yields=yields, spares=spares)


def _worth(mention: Mention, shelf: Library) -> dict[str, float]:
    """What a name says for mining and for Kazakhstan."""
    if mention.kind == "country":
        return {"kazakhstan": _COUNTRY} if mention.id == _AT_HOME else {}
    if mention.kind in ("region", "town"):
        return {"kazakhstan": _REGION if mention.kind == "region" else _TOWN}
    if mention.new:
        return {"mining": _NEW} if mention.kind != "abroad" else {}
    if mention.kind == "abroad":
        return {"against": _ABROAD}
    entry = shelf.get(mention.kind, mention.id)
    if mention.kind == "site":
        abroad = entry is not None and entry.properties.get("country", _AT_HOME) != _AT_HOME
        sort = "abroad" if abroad else "site"
    elif entry is None:
        sort = "abroad"
    elif entry.properties.get("sort") == "oil":
        sort = "oil"
    elif entry.properties.get("sort") in _DIGGERS:
        sort = "digger" if mention.country == _AT_HOME or entry.properties.get("works") == _AT_HOME else "abroad"
    elif mention.country == _AT_HOME:
        sort = "other" if entry.properties.get("sort") in _OTHER_TRADES else "official"
    else:
        sort = ""
    return _MENTIONS.get(sort, {})


def _weigh_elsewhere(found: Weighing, page: Page) -> None:
    """Takes points off where title and lead speak of another country and not of Kazakhstan, or Kazakhstan is named in
    passing: by its name alone, less often than another country, and not in the title."""
    lead = [m for m in page.mentions if m.start < _LEAD]
    others = [m for m in lead if m.kind == "country" and m.id != _AT_HOME and len(m.id) == 2]
    others = others or [m for m in lead if m.kind in ("company", "seat") and m.country not in (None, _AT_HOME)]
    titled = any(m.start < len(page.document.title) for m in others if m.kind == "country")
    officials = any(r.rule == _OFFICE for r in found.reasons)
    at_home = any(_domestic(m) for m in lead) or (found.kazakhstan >= _LEAST_HOME and (officials or not titled))
    if not others:
        return
    if not at_home or _in_passing(found, page) or _at_last(page):
        _add(found, "against", _ELSEWHERE, "elsewhere", page.source[others[0].start : others[0].end])
        if titled and page.lang == "kk":
            _add(found, "kazakhstan", -_KAZAKH_TEXT, "elsewhere", page.lang)
    if _in_a_remark(page):
        _add(found, "against", _ELSEWHERE, "remark", page.source[others[0].start : others[0].end])


def _at_last(page: Page) -> bool:
    """Whether the story names Kazakhstan or its companies only towards its end, and no mine there; a short one no more than
    the country."""
    named = [m for m in page.mentions if _domestic(m)]
    if not named or any(m.kind == "site" for m in named):
        return False
    told = len(page.sentences)
    if told < _FLASH or (told < _STORY and any(m.kind != "country" for m in named)):
        return False
    return named[0].start > _LATE * len(page.source)


def _in_a_remark(page: Page) -> bool:
    """Whether one sentence past the lead says all that the story has of Kazakhstan, its money and its offices."""
    if any(h.start <= _LEAD and h.entry.properties["side"] == "kazakhstan" for h in page.of_kind("signal")):
        return False
    named = [m.start for m in page.mentions if _domestic(m)]
    if not named or named[0] <= _LEAD:
        return False
    told = {page.sentence_at(place) for place in named}
    return len(told) == 1 and page.sentences[min(told)].start > _LEAD and len(page.sentences) >= _STORY


def _in_passing(found: Weighing, page: Page) -> bool:
    named = [m for m in page.mentions if _domestic(m)]
    if any(m.kind != "country" for m in named) or any(m.start < len(page.document.title) for m in named):
        return False
    if any(r.rule.startswith("kazakhstan: signal") for r in found.reasons):
        return False
    countries = Counter(m.id for m in page.mentions if m.kind == "country" and m.id != _AT_HOME)
    if not countries:
        return bool(named) and named[0].start > len(page.document.title) + _OPENING
    return len(named) < max(countries.values())


def _domestic(mention: Mention) -> bool:
    if mention.country is not None or mention.new:
        return mention.country == _AT_HOME
    return mention.kind in ("region", "town", "site")


def _add(found: Weighing, side: str, points: float, rule: str, text: str) -> None:
    setattr(found, side, getattr(found, side) + points)
    found.reasons.append(Reason(f"{side}: {rule}", points, text))
