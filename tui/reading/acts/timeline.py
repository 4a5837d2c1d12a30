"""A page's events put together: what is told twice is one, and what one sentence leaves open another fills."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.model import Evidence

_FAMILY = {"negotiation": "meeting", "memorandum": "agreement", "study": "exploration"}
_SIGNED = frozenset({"agreement", "acquisition", "financing"})
_LONG = frozenset({"dispute", "closure"})
"""Kinds that texts come back to without naming the parties again."""

_NEXT = 1


@dataclass
class Happening:
    """A draft of an event, told in the sentence ``number``. ``parties`` are names by id; it ``stands`` if something foreign
    takes part; ``sure`` where it comes from a deal; ``partners`` are the ids of the foreign parties."""

    kind: str
    date: str | None
    parties: dict[str, str]
    countries: list[str]
    evidence: Evidence
    number: int
    stands: bool
    sure: bool = False
    partners: frozenset[str] = frozenset()
    talks: bool = False
    """Whether the sentence says that somebody negotiates."""

    @property
    def family(self) -> str:
        """Kinds that tell of the same thing."""
        return _FAMILY.get(self.kind, self.kind)


@dataclass
class Timeline:
    """The events found so far."""

    found: list[Happening] = field(default_factory=list)

    def add(self, new: Happening) -> None:
        """Keeps an event, or adds what is new in it to the one that it repeats."""
        if new.kind in _LONG and not new.parties:
            self._inherit(new)
        for old in self.found:
            if self._kin(old, new) and self._same(old, new):
                self._merge(old, new)
                return
        if new.stands:
            self.found.append(new)

    def _inherit(self, new: Happening) -> None:
        """A dispute or a closure without parties is the one that was told of before."""
        old = next((h for h in reversed(self.found) if h.kind == new.kind and h.parties), None)
        if old is not None:
            new.parties, new.countries, new.stands = dict(old.parties), list(old.countries), True
            new.partners = old.partners

    def _kin(self, old: Happening, new: Happening) -> bool:
        if {old.kind, new.kind} == {"negotiation", "meeting"} and (old.talks or new.talks) and old.date != new.date:
            return False
        if old.family == new.family:
            return True
        return old.sure and old.kind in _SIGNED and new.family == "agreement" and old.kind != "dispute"

    def _same(self, old: Happening, new: Happening) -> bool:
        shared = bool(old.parties.keys() & new.parties.keys())
        if old.partners and new.partners and old.partners.isdisjoint(new.partners):
            return False
        if old.countries and new.countries and set(old.countries).isdisjoint(new.countries):
            return False
        if old.date and new.date:
            fits = old.date.startswith(new.date) or new.date.startswith(old.date)
            return fits and (shared or not old.parties or not new.parties)
        if old.parties and new.parties:
            return shared or (old.kind == new.kind == "closure" and old.countries == new.countries)
        if 0 in (old.number, new.number) and set(old.countries) & set(new.countries):
            return True
        return abs(old.number - new.number) <= _NEXT or old.date == new.date

    def _merge(self, old: Happening, new: Happening) -> None:
        old.date = max(old.date or "", new.date or "", key=len) or None
        if not old.parties:
            old.parties, old.countries = new.parties, new.countries or old.countries
            old.partners = new.partners
        if (old.kind, new.kind) == ("negotiation", "meeting"):
            old.kind = "meeting"
        if old.family == new.family == "agreement" and "memorandum" in (old.kind, new.kind):
            old.kind = "memorandum"
        old.stands = old.stands or new.stands
