"""Events of the cooperation timeline: what took place between a Kazakh side and a foreign one, and when.

They come from the deals (a signed deal's date is an agreement's) and from frames of their own; what is told twice is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property

from tui.model import Deal, Event, Mention
from tui.reading.acts.aspect import DONE, FUTURE, MAYBE, NONE, NOT, OFF, ONGOING, PRESENT, YET, aspect, finite
from tui.reading.acts.clauses import clauses, matches
from tui.reading.acts.frames import Frames, frames
from tui.reading.acts.hearing import begins
from tui.reading.acts.line import Line, Token
from tui.reading.acts.match import Match
from tui.reading.acts.milestones import Milestones
from tui.reading.acts.timeline import Happening, Timeline
from tui.reading.acts.timing import when, years
from tui.reading.evidence import quote
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import acts, guests, lends, listed, openers, owners, speakers

FRAMES = "event-frame"
"""The kind of the entries that hold frames of events."""

_PARTY_LIMIT = 5
_NOUNS = frozenset({"meet", "forum", "negotiate", "dispute"})
"""Triggers that a preposition puts into no future: на встрече."""

_OF_BANKS = frozenset({"financing", "memorandum", "agreement", "meeting", "negotiation"})
"""Kinds that a bank of no one country is partner enough for."""

_ABROAD = frozenset({"commissioning", "financing"})
"""Kinds of a foreign group's Kazakh company, whose country is the only one that the item is about."""

_WHILE = re.compile(r"\b(?:when|while|as|когда)\b[^,;]*$")
"""What stands before the verb of a clause that tells when something else was done."""

_LOCATIVE = re.compile(r"[дт][ае]$")
"""How a Kazakh noun ends that tells where or when something is done."""

_SPEECH = frozenset({"meeting", "negotiation"})
"""Kinds that have the date of the words that tell of them, where the deal that is spoken of has none."""

_OF_PAPERS = frozenset({"agreement", "memorandum"})
"""Kinds that are papers signed."""

_LOCAL = frozenset({"meeting", "dispute", "closure"})
"""Kinds whose parties the sentence before may name."""

_OF_PLACES = frozenset({"commissioning", "construction"})
"""Kinds that a new paragraph tells of another place and company."""

_PRONOUN = re.compile(r"\b(?:it|its|they|their|она|он|они|ее|его|их|ей)\b")
_HEAD = 30
"""Characters at the beginning of a sentence where a pronoun stands for what the one before is about."""

_BY_IT = frozenset(
    {"meeting", "commissioning", "construction", "exploration", "closure", "licence", "study", "discovery"}
)
"""What a sentence tells of the company that its pronoun stands for."""

_BACK = 3
"""Sentences before a dated event that may name its foreign party."""

_PAPERS_BESIDE = 2
"""How many sentences off a deal its papers may be told of without the names of those who signed them."""

_COVERED = frozenset({"licence", "negotiation", "agreement", "memorandum", "acquisition", "financing"})
"""Kinds that, undated, add nothing where a deal's event has the same parties."""


@dataclass
class Events:
    """Finds the events of one page; ``abroad`` are the foreign countries that the page is about."""

    page: Page
    shelf: Library
    lines: list[Line]
    abroad: list[str]
    sure: list[Happening] = field(default_factory=list)
    """What the deals made happen."""

    @cached_property
    def _milestones(self) -> Milestones:
        return Milestones(self.page, self.shelf, self.lines)

    def of(self, deals: Iterable[Deal]) -> tuple[Event, ...]:
        """The events, in order of their dates, the undated last."""
        timeline = Timeline()
        for deal in deals:
            if (told := self._of_deal(deal)) is not None:
                timeline.add(told)
        self.sure = list(timeline.found)
        for happening in self._told():
            if not self._covered(happening):
                timeline.add(happening)
        kept = sorted((h for h in timeline.found if h.stands), key=lambda h: (h.date is None, h.date or ""))
        return tuple(
            Event(h.kind, h.evidence, h.date, tuple(h.parties.values())[:_PARTY_LIMIT], tuple(h.countries))
            for h in kept
        )

    def _covered(self, happening: Happening) -> bool:
        if happening.date is not None or happening.kind not in _COVERED:
            return False
        return any(happening.parties and happening.parties.keys() <= old.parties.keys() for old in self.sure)

    def _of_deal(self, deal: Deal) -> Happening | None:
        """The event that a deal's stage is, None where it is none."""
        line = self.lines[self.page.sentence_at(deal.evidence.start)]
        banks = [p for p in deal.parties if p.country is None and lends(self.shelf, p.name)]
        kind = self._milestones.kind(deal, line, banks)
        if kind is None:
            return None
        parties = {p.id or p.name: p.name for p in deal.parties}
        unknown = any(p.country is None and p not in banks for p in deal.parties) or kind == "commissioning"
        alone = self.abroad if len(self.abroad) == 1 and kind in _ABROAD and unknown else []
        countries = list(deal.countries) or alone
        stands = bool(countries or (banks and kind in _OF_BANKS))
        partners = frozenset(p.id or p.name for p in deal.parties if p.country not in (None, "KZ"))
        date = deal.date or (self._spoken_on(line) if kind in _SPEECH else None)
        talks = line.has("negotiate")
        return Happening(kind, date, parties, countries, deal.evidence, line.number, stands, True, partners, talks)

    def _spoken_on(self, line: Line) -> str | None:
        """The date that a sentence gives to its words of two sides that speak."""
        word = next(iter(line.of("meet", "negotiate", "talks")), None)
        return when(self.page, line, word) if word is not None else None

    def _told(self) -> Iterator[Happening]:
        """The events that frames find, one of a kind a clause; of disputes one for every date."""
        patterns = frames(self.shelf, FRAMES)
        for line in clauses(self.page, self.lines):
            yield from self._in(line, patterns)
        for line in filter(None, map(self._with_subject, self.lines)):
            yield from self._in(line, patterns, _BY_IT)

    def _in(self, line: Line, patterns: Frames, kinds: frozenset[str] | None = None) -> Iterator[Happening]:
        """What frames find in a line, of certain ``kinds``."""
        seen: set[str] = set()
        for match in matches(self.page, line, patterns):
            kind = _kind(match)
            if kind in seen or (kinds is not None and kind not in kinds) or not self._took_place(match):
                continue
            seen.add(kind)
            yield from self._happenings(line, match, kind)

    def _with_subject(self, line: Line) -> Line | None:
        """A line that begins with a pronoun and names no company, with the one that the line before is about; None of others."""
        if not line.number or not line.tokens or line.has("company"):
            return None
        before = self.lines[line.number - 1]
        subject = next(iter(before.of("company")), None)
        if subject is None or not _PRONOUN.search(self.page.folded, line.span.start, line.span.start + _HEAD):
            return None
        here = replace(subject, start=line.span.start, end=line.span.start)
        return Line(line.number, line.span, (here, *line.tokens))

    def _took_place(self, match: Match) -> bool:
        properties = match.entry.properties
        tokens = match.line.tokens
        if tokens[match.last].end - tokens[match.first].start > properties.get("beside", 1000):
            return False
        if "begins" in properties and not begins(self.page, self.shelf, match.trigger, properties["begins"]):
            return False
        if properties["kind"] == "meeting" and self._is_setting(match):
            return False
        told = (match.slots.get("told") or match.slots["trigger"])[0]
        verb = aspect(self.page, self.shelf, match.line, told)
        if verb == FUTURE and self.page.lang == "ru" and match.trigger.type in _NOUNS:
            verb = NONE
        if verb == FUTURE and self.page.lang == "kk" and self._is_meeting(match.trigger):
            verb = finite(self.page, self.shelf, match.line)
        if verb == FUTURE and properties["kind"] == "agreement" and self._due(match.line, match.trigger):
            return True
        if properties.get("done"):
            return verb in (DONE, PRESENT, ONGOING) or (verb == NONE and properties["kind"] in ("agreement", "closure"))
        return verb not in (FUTURE, MAYBE, NOT, YET, OFF)

    def _is_setting(self, match: Match) -> bool:
        """Whether a word of a meeting only tells where or when papers were signed: отырыста шарт жасасты; when he visited Paris,
        they signed."""
        if not match.line.has("sign", "agree", "memo"):
            return False
        if self.page.lang != "kk":
            before = self.page.folded[match.line.span.start : match.trigger.start]
            return _WHILE.search(before) is not None
        return (
            match.line.has("sign")
            and _LOCATIVE.search(self.page.spoken(match.trigger.start, match.trigger.end)) is not None
        )

    def _is_meeting(self, trigger: Token) -> bool:
        """Whether a Kazakh word is the noun for a meeting, which ends as verbs do of what is to come: кездесу өтті."""
        return trigger.type == "meet" and self.page.spoken(trigger.start, trigger.end).startswith("кездесу")

    def _happenings(self, line: Line, match: Match, kind: str) -> Iterator[Happening]:
        trigger = match.slots["trigger"][0]
        if kind == "closure" and line.has("stake"):
            return
        dates = self._dates(line, trigger, kind)
        parties, countries = self._who(line, kind, dated=dates != [None])
        evidence = quote(self.page, self.lines, line, None, match.entry.id)
        if kind in _OF_PAPERS and dates != [None] and not parties and not countries:
            dealt = self._dealt(line)
            if dealt is not None:
                yield replace(dealt, kind=kind, date=dates[0], evidence=evidence, number=line.number, sure=False)
                return
        if kind == "negotiation" and len(parties) < 2 and not (countries and not parties):
            if not (countries and line.has("state", "official")):
                return
            kind = "meeting"
        if dates == [None] and match.entry.properties.get("dated"):
            return
        partners = frozenset(i for i, t in parties.items() if t.mention and t.mention.country not in (None, "KZ"))
        names = {i: t.mention.name for i, t in parties.items() if t.mention}
        stands = bool(countries) or (kind in _OF_BANKS and any(map(self._is_bank, parties.values())))
        talks = kind == "negotiation"
        for date in dates:
            told = dict(names)
            yield Happening(kind, date, told, countries, evidence, line.number, stands, False, partners, talks)

    def _who(self, line: Line, kind: str, *, dated: bool) -> tuple[dict[str, Token], list[str]]:
        """The parties and the foreign countries of what a line tells; what it leaves open the sentences before may fill."""
        parties = self._parties(line)
        papers = kind in _OF_PAPERS
        if papers:
            for mention in guests(line):
                parties.pop(_key(mention), None)
        if kind in _LOCAL and not parties and not line.has("country") and line.number:
            parties = self._parties(self.lines[line.number - 1])
        countries = self._countries(parties.values(), line)
        if not countries and line.number and (kind in _LOCAL or dated) and (parties or not papers):
            partners_before = self._spoken_of(line, kind)
            parties |= partners_before
            countries = self._countries(partners_before.values(), line) if partners_before else []
        if not countries and (papers or kind == "meeting") and line.has("state") and len(self.abroad) == 1:
            countries = self.abroad
        return parties, countries

    def _dealt(self, line: Line) -> Happening | None:
        """What the nearest deal of the paragraph made happen, whose papers the line tells to be signed."""
        if not line.has("sign", "agree"):
            return None
        near = [h for h in self.sure if abs(line.number - h.number) <= _PAPERS_BESIDE and not self._apart(h, line)]
        return min(near, key=lambda h: abs(line.number - h.number), default=None)

    def _apart(self, told: Happening, line: Line) -> bool:
        """Whether a paragraph ends between what is told and the line."""
        other = self.lines[told.number].span
        return "\n\n" in self.page.source[min(other.end, line.span.end) : max(other.start, line.span.start)]

    def _is_bank(self, token: Token) -> bool:
        """Whether a party is a bank or fund of no one country."""
        mention = token.mention
        return mention is not None and not mention.new and mention.country is None and lends(self.shelf, mention.name)

    def _spoken_of(self, line: Line, kind: str) -> dict[str, Token]:
        """The foreign companies of the nearest of the three sentences before that names any; of works elsewhere none of
        another paragraph."""
        for before in reversed(self.lines[max(line.number - _BACK, 0) : line.number]):
            broken = "\n\n" in self.page.source[before.span.end : line.span.start]
            if kind in _OF_PLACES and broken and self._moves(line):
                return {}
            found = {
                i: t for i, t in self._parties(before).items() if t.mention and t.mention.country not in (None, "KZ")
            }
            if found:
                return found
        return {}

    def _moves(self, line: Line) -> bool:
        """Whether a sentence names a place that the item has not named so far."""
        before = {t.mention.id for other in self.lines[: line.number] for t in other.of("site", "region") if t.mention}
        return any(t.mention.id not in before for t in line.of("site", "region") if t.mention)

    def _dates(self, line: Line, trigger: Token, kind: str) -> list[str | None]:
        if kind == "dispute" and len(found := years(self.page, line)) > 1:
            return list(found)
        due = self._due(line, trigger) if kind in _OF_PAPERS else None
        return [due or when(self.page, line, trigger) or self._that_day(line) or self._now(line)]

    def _due(self, line: Line, trigger: Token) -> str | None:
        """The day of publication or the one after it, where the line puts its word on that: tomorrow they will sign."""
        published = self.page.document.published
        day = when(self.page, line, trigger, coming=True)
        if published is None or day is None:
            return None
        return day if day in [(published + timedelta(days=ahead)).date().isoformat() for ahead in (0, 1)] else None

    def _that_day(self, line: Line) -> str | None:
        """The last day that the sentence before names, where this one tells of the same day."""
        heard = self.page.spoken(line.span.start, line.span.end)
        if not line.number or not any(words in heard for words in listed(self.shelf, "same-day")):
            return None
        days = [t.value.value for t in self.lines[line.number - 1].of("period") if t.value.sort == "day"]
        return str(days[-1]) if days else None

    def _now(self, line: Line) -> str | None:
        """The month of publication, where the sentence says that something goes on at present."""
        published = self.page.document.published
        return f"{published:%Y-%m}" if published is not None and line.has("now") else None

    def _parties(self, line: Line) -> dict[str, Token]:
        found = {_key(t.mention): t for t in line.of("company") if t.mention and _present(self.shelf, t)}
        aside = (*owners(line, self.page.lang), *speakers(self.page, line), *openers(self.page, line))
        for mention in aside if len(found) > 1 else ():
            found.pop(_key(mention), None)
        return found

    def _countries(self, parties: Iterable[Token], line: Line) -> list[str]:
        """The foreign parties' countries, the sentence's where no party is foreign, the page's where it has only one."""
        parties = list(parties)
        found = [t.mention.country for t in parties if t.mention]
        abroad = [c for c in found if c and c != "KZ"]
        if not abroad:
            abroad = [t.mention.id for t in line.of("country") if t.mention and t.mention.id in self.abroad]
        if not abroad and parties and len(self.abroad) == 1:
            abroad = self.abroad
        return list(dict.fromkeys(c for c in abroad if len(c) == 2))


def _kind(match: Match) -> str:
    kind = str(match.entry.properties["kind"])
    if kind != "agreement":
        return kind
    if match.line.has("memo"):
        return "memorandum"
    return "financing" if match.line.has("loan") and not match.line.has("agreement") else kind


def _key(mention: Mention) -> str:
    """What a party is known by, here as in a deal: its id, or its name where no vocabulary holds it."""
    return mention.name if mention.new else mention.id


def _present(shelf: Library, token: Token) -> bool:
    """Whether the organisation can take part in an event: parties of deals, and those who promote investment."""
    return token.mention is not None and (token.mention.id == "kazakh-invest" or acts(shelf, token.mention))
