"""Events of the cooperation timeline: what took place between a Kazakh side and a foreign one, and when.

They come from the deals (a signed deal's date is an agreement's) and from frames of their own; what is told twice is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tui.model import Deal, Event, Evidence, Mention
from tui.reading.aspect import FUTURE, MAYBE, NOT, aspect
from tui.reading.coref import home
from tui.reading.evidence import quote
from tui.reading.frames import Match, frames
from tui.reading.library import Library
from tui.reading.line import Line
from tui.reading.page import Page
from tui.reading.parties import acts, owners, speakers
from tui.reading.timing import when

FRAMES = "event-frame"
"""The kind of the entries that hold frames of events."""

_FAMILY = {"negotiation": "meeting", "memorandum": "agreement", "study": "exploration"}
_PARTY_LIMIT = 5

_OF_DEALS = {
    ("acquisition", "completed"): "acquisition",
    ("acquisition", "signed"): "acquisition",
    ("financing", "signed"): "financing",
    ("financing", "completed"): "financing",
    ("exploration", "approved"): "licence",
    ("exploration", "underway"): "exploration",
}
_OF_STAGES = {"memorandum": "memorandum", "signed": "agreement"}


@dataclass
class Happening:
    """A draft of an event."""

    kind: str
    date: str | None
    parties: dict[str, str]
    countries: list[str]
    evidence: Evidence
    sure: bool = False

    @property
    def family(self) -> str:
        """Kinds that tell of the same thing."""
        return _FAMILY.get(self.kind, self.kind)


@dataclass
class Timeline:
    """The events of a page."""

    page: Page
    shelf: Library
    lines: list[Line]
    found: list[Happening] = field(default_factory=list)

    def add(self, new: Happening) -> None:
        """Keeps an event, or adds what is new in it to the one that it repeats."""
        for old in self.found:
            if old.family == new.family and self._same(old, new):
                old.date = max(old.date or "", new.date or "", key=len) or None
                if not old.parties:
                    old.parties = new.parties
                old.countries += [c for c in new.countries if c not in old.countries and not old.parties]
                if "memorandum" in (old.kind, new.kind):
                    old.kind = "memorandum"
                elif new.sure and not old.sure:
                    old.kind = new.kind
                return
        self.found.append(new)

    def _same(self, old: Happening, new: Happening) -> bool:
        if old.date and new.date:
            return old.date.startswith(new.date) or new.date.startswith(old.date)
        return bool(old.parties.keys() & new.parties.keys()) or not old.parties or not new.parties


def events(page: Page, shelf: Library, lines: list[Line], deals: Iterable[Deal]) -> tuple[Event, ...]:
    """The events of a page that is on the beat and foreign, in order of their dates, the undated last."""
    timeline = Timeline(page, shelf, lines)
    for deal in deals:
        if (told := _of_deal(deal)) is not None:
            timeline.add(told)
    for happening in _told(page, shelf, lines):
        timeline.add(happening)
    kept = [h for h in timeline.found if h.countries]
    kept.sort(key=lambda h: (h.date is None, h.date or ""))
    return tuple(
        Event(h.kind, h.evidence, h.date, tuple(h.parties.values())[:_PARTY_LIMIT], tuple(dict.fromkeys(h.countries)))
        for h in kept
    )


def _of_deal(deal: Deal) -> Happening | None:
    """The event that a deal's stage is, None where it is none."""
    kind = _OF_DEALS.get((deal.kind, deal.stage)) or _OF_STAGES.get(deal.stage)
    if kind is None or not deal.countries:
        return None
    parties = {p.id or p.name: p.name for p in deal.parties}
    return Happening(kind, deal.date, parties, list(deal.countries), deal.evidence, sure=True)


def _told(page: Page, shelf: Library, lines: list[Line]) -> Iterator[Happening]:
    """The events that frames find, one of a kind a sentence."""
    patterns = frames(shelf, FRAMES)
    for line in lines:
        seen: set[str] = set()
        for match in patterns.find(line, page.lang):
            kind = _kind(match)
            if kind in seen or (happening := _happening(page, shelf, lines, match, kind)) is None:
                continue
            seen.add(kind)
            yield happening


def _kind(match: Match) -> str:
    kind = str(match.frame.entry.properties["kind"])
    return "memorandum" if kind == "agreement" and match.line.has("memo") else kind


def _happening(page: Page, shelf: Library, lines: list[Line], match: Match, kind: str) -> Happening | None:
    line = match.line
    trigger = match.slots["trigger"][0]
    if aspect(page, shelf, line, trigger) in (FUTURE, MAYBE, NOT):
        return None
    date = when(page, line, trigger)
    if date is None and match.frame.entry.properties.get("dated"):
        return None
    parties = {m.id: m for t in line.of("company") if (m := t.mention) is not None and _present(shelf, m)}
    for mention in (*owners(line, page.lang), *speakers(page, line)) if len(parties) > 1 else ():
        parties.pop(mention.id, None)
    countries = _countries(page, parties, line)
    if not countries:
        return None
    names = {ident: mention.name for ident, mention in parties.items()}
    return Happening(kind, date, names, countries, quote(page, lines, line, None, match.frame.id))


def _present(shelf: Library, mention: Mention) -> bool:
    """Whether the organisation can take part in an event: parties of deals, and those who promote investment."""
    return mention.id == "kazakh-invest" or acts(shelf, mention)


def _countries(page: Page, parties: dict[str, Mention], line: Line) -> list[str]:
    """The foreign parties' countries, the sentence's where no party is foreign."""
    found = [home(page, m) for m in parties.values()]
    abroad = [c for c in found if c and c != "KZ"]
    if not abroad:
        abroad = [t.mention.id for t in line.of("country") if t.mention and t.mention.id != "KZ"]
    return list(dict.fromkeys(c for c in abroad if len(c) == 2))
