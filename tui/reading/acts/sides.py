"""Who takes part in an undertaking: the parties of its sentences, without those who are only named beside them, and with
the other side that a sentence nearby names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from tui.model import Mention
from tui.reading.acts.cast import Parties
from tui.reading.acts.line import Line, Token
from tui.reading.acts.undertaking import LEAD, Undertaking
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.coref import lends
from tui.reading.naming.parties import GUEST, acts, participants

_LIMIT = 5
_TWO_SIDED = frozenset({"offtake", "construction", "agreement", "joint-venture"})
_FAR = 3
"""Sentences in which a borrower or a builder is looked for."""

_PAIR = 2
_ASIDE = ("supply", "loan", "licence", "results", "client", "contractor", "memo")
"""Words of sentences that name a company and another for some other reason than ownership."""

_HIRING = ("won", "contractor", "client")
"""Words of contracts, whose sentence may leave out who hires."""

_VENTURES = ("JV ", "СП ", "БК ")


class Sides:
    """Finds the parties of the undertakings of one page."""

    def __init__(self, page: Page, shelf: Library, lines: list[Line]) -> None:
        self._page, self._shelf, self._lines = page, shelf, lines

    def of(self, group: Undertaking) -> Parties:
        """The parties to show: a unit and not its group beside it; a loan's borrower also from the sentences around."""
        found = {i: (m, "" if r == GUEST else r) for i, (m, r) in group.parties.items()}
        found = self._without_groups(group, found)
        if group.kind in ("investment", "construction"):
            found = {i: p for i, p in found.items() if not self._own_works(i, found)}
        found = {i: p for i, p in found.items() if not any(_part_of(p[0], o) for o, _ in found.values())}
        if group.kind in ("acquisition", "financing"):
            found = self._without_target(group, found)
        sold = group.kind == "acquisition" and group.stage != "completed"
        hired = group.kind in _TWO_SIDED and any(line.has(*_HIRING) for line in group.lines)
        if found and (hired or (len(found) == 1 and (sold or group.kind in _TWO_SIDED))):
            found |= self._other_side(group, found, hired=hired)
        if len(found) == 1 and (group.kind == "acquisition" or group.kind in _TWO_SIDED):
            found |= self._headlined(group, next(iter(found.values()))[0])
        if not found and (group.kind == "exploration" or any(d.works for d in group.drafts)):
            return self._builder(group)
        if group.kind == "investment" and len(found) == 1:
            found |= self._behind(next(iter(found.values()))[0])
        if group.kind == "financing" and found:
            found |= self._across_the_loan(group, found)
        return dict(list(found.items())[:_LIMIT])

    def _without_groups(self, group: Undertaking, found: Parties) -> Parties:
        """The parties without those that only the headline names, where the text names their unit instead."""
        headline = {i for d in group.drafts for i in d.parties if d.line.number == 0}
        headline -= {i for d in group.drafts for i in d.parties if d.line.number > 0}
        return {
            i: p
            for i, p in found.items()
            if i not in headline or not any(self._unit(other, p[0]) for other, _ in found.values())
        }

    def _own_works(self, ident: str, found: Parties) -> bool:
        """Whether a company is but the works of another party, where that one builds."""
        entry = self._shelf.get("company", ident)
        return entry is not None and "site" in entry.properties and entry.properties.get("parent") in found

    def _unit(self, one: Mention, other: Mention) -> bool:
        """Whether ``one`` is a unit of the group ``other``, by its entry or by its name."""
        entry = self._shelf.get("company", one.id)
        if entry is not None and entry.properties.get("parent") == other.id:
            return True
        return one.id != other.id and one.name.startswith(other.name + " ")

    def _without_target(self, group: Undertaking, found: Parties) -> Parties:
        """The parties without the company that is sold, where a buyer and a seller are known: a venture, or one that goes
        as a whole; who sells a share of a group names the group too."""
        whole = group.share is None
        for draft in group.drafts:
            for mention in self._sold(draft.line):
                if len(found) > _PAIR and mention.id in found and (whole or mention.name.startswith(_VENTURES)):
                    found = {i: p for i, p in found.items() if i != mention.id}
        return found

    def _sold(self, line: Line) -> list[Mention]:
        """The companies that a sentence names right beside a share, or as what is bought or sold."""
        tokens = [t for t in line.tokens if t.type not in ("company-word", "country", "commodity", "mine")]
        found = []
        for number, token in enumerate(tokens):
            if token.type != "company" or token.mention is None:
                continue
            before = tokens[number - 1].type if number else ""
            behind = tokens[number + 1].type if number + 1 < len(tokens) else ""
            if self._page.lang == "kk":
                held = behind in ("stake", "percent") or self._accusative(token)
            else:
                held = before in ("stake", "percent", "buy", "sell", "jv")
            if held:
                found.append(token.mention)
        return found

    def _accusative(self, token: Token) -> bool:
        """Whether a Kazakh name, or the noun of its kind behind it, is what something is done to."""
        words = self._page.spoken(token.start, token.end + 24).strip('"«»” ').split()
        named = len(self._page.spoken(token.start, token.end).split())
        return any(
            word.strip('»"”.,').endswith(("ын", "ін", "ны", "ні", "ды", "ді", "нан", "нен"))
            for word in words[named : named + 1]
        )

    def _other_side(self, group: Undertaking, found: Parties, *, hired: bool) -> Parties:
        """The company that a sentence right before or behind names on the other side of the border (who hires a contractor
        may be on this side); of several the one of the lead, then the one that the item speaks of most."""
        homes = {m.country in (None, "KZ") for m, _ in found.values()}
        if len(homes) > 1:
            return {}
        for line in sorted(self._lines, key=lambda line: (group.apart(line), line.number)):
            if group.apart(line) > 1:
                break
            told = participants(self._page, self._shelf, line) if group.apart(line) == 1 else []
            others = [m for m in told if m.id not in found and not lends(m.name)]
            others = [m for m in others if hired or (m.country in (None, "KZ")) not in homes]
            if others:
                chosen = max(others, key=lambda m: (self._leads(m), self._spoken_of[m.id], -self._first[m.id]))
                return {chosen.id: (chosen, "partner")}
        return {}

    def _headlined(self, group: Undertaking, party: Mention) -> Parties:
        """Whom the headline names beside the party, where it is about the undertaking that the lead tells."""
        told = participants(self._page, self._shelf, self._lines[0])
        if group.apart(self._lines[0]) > LEAD or all(m.id != party.id for m in told):
            return {}
        return {m.id: (m, "partner") for m in told if m.id != party.id and not lends(m.name)}

    def _leads(self, mention: Mention) -> bool:
        """Whether the item's first sentences name a company."""
        return any(t.mention and t.mention.id == mention.id for line in self._lines[:LEAD] for t in line.of("company"))

    @cached_property
    def _spoken_of(self) -> Counter[str]:
        """How often the item speaks of each company."""
        return Counter(t.mention.id for line in self._lines for t in line.of("company") if t.mention)

    @cached_property
    def _first(self) -> dict[str, int]:
        """Where each company comes up."""
        tokens = [t for line in self._lines for t in line.of("company")]
        return {t.mention.id: t.start for t in reversed(tokens) if t.mention}

    def _behind(self, party: Mention) -> Parties:
        """Those who stand behind the company that builds for itself: its owners, its partner, its local operator, as any
        sentence that names both tells."""
        for line in self._lines:
            named = {t.mention.id: t.mention for t in line.of("company") if t.mention}
            if party.id not in named or not line.has("affiliate", "partner-word") or line.has(*_ASIDE):
                continue
            others = [m for m in named.values() if m.id != party.id and acts(self._shelf, m) and not lends(m.name)]
            if others:
                return {m.id: (m, "partner") for m in others[:_PAIR]}
        return {}

    def _builder(self, group: Undertaking) -> Parties:
        """The company that the sentences around a building site speak of, unless they speak of it elsewhere."""
        here = _places(group.lines)
        for line in sorted(self._lines, key=lambda line: group.apart(line)):
            if group.apart(line) > _FAR:
                break
            there = _places([line])
            if here and there and here.isdisjoint(there):
                continue
            doers = [m for m in participants(self._page, self._shelf, line) if not lends(m.name)]
            if doers:
                return {doers[0].id: (doers[0], "investor")}
        return {}

    def _across_the_loan(self, group: Undertaking, found: Parties) -> Parties:
        """Who stands across a loan: the company that the sentences around a bank's loan, or the lead, speak of; the bank
        that the lead names, where nobody is told to lend."""
        near = [line for line in self._lines if group.apart(line) <= _FAR]
        near.sort(key=lambda line: (group.apart(line), line.number))
        if all(lends(m.name) for m, _ in found.values()):
            return self._first_of((*near, *self._lines[:LEAD]), "borrower")
        if any(line.has("loan") for line in group.lines) and len(found) < _PAIR + 1:
            banks = any(lends(m.name) for m, _ in found.values())
            return {} if banks else self._first_of(self._lines[:LEAD], "lender")
        return {}

    def _first_of(self, lines: Iterable[Line], role: str) -> Parties:
        """The first company of these sentences that is, or is not, a bank, as ``role`` asks."""
        for line in lines:
            for mention in participants(self._page, self._shelf, line):
                if lends(mention.name) is (role == "lender"):
                    return {mention.id: (mention, role)}
        return {}


def _part_of(one: Mention, other: Mention) -> bool:
    """Whether a name no vocabulary holds is a piece of another's."""
    return one.new and one.id != other.id and f" {one.name}" in other.name


def _places(lines: list[Line]) -> set[str]:
    """The sites and regions that sentences name."""
    return {t.mention.id for line in lines for t in line.of("site", "region") if t.mention}
