"""As what each party takes part in a deal: who buys from whom, who lends, who builds for whom.

What a party is, and what stands around the places where it is named, are clues. They are weighed for each role that there is
in a deal of the kind (knowledge/weights-roles.toml); the role with the most points is the party's, if it is clearly so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.model import Mention
from tui.reading.acts.cast import Parties
from tui.reading.acts.line import Line
from tui.reading.acts.undertaking import Undertaking
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.lookup.weights import points, weights
from tui.reading.naming.parties import hires_out, lends, parent

PARTNER = "partner"
ROLES_OF = {
    "acquisition": ("buyer", "seller", "target", PARTNER),
    "offtake": ("seller", "buyer", PARTNER),
    "financing": ("lender", "borrower", PARTNER),
    "construction": ("contractor", "client", PARTNER),
}
"""The roles that a deal of a kind has; in the others all are partners."""

WEIGHTS = "role-{}"
"""The table that holds the weights of a role."""

_CLEAR = 0.75
"""Points by which a role has to lead the next. Of the parties in documents left out of the fit it is right in six of seven
then, and three of four have one; the others have the one of the two likeliest that a frame is sure of, if nobody else has it
(right in four of five), and else are called partners."""

_SURE = 4.0
"""Weight from which a frame is sure of what fills its slots."""

_NEAR = 1
"""Sentences around an undertaking's in which its parties are looked for as well."""

_DESCRIBING = frozenset({"country", "company-word", "national-word", "side", "commodity", "jv", "affiliate"})
"""What may stand between a name and the preposition or the ending that tells what is done to it."""

DEEDS = tuple(
    "bond build build-it buy client contractor cost entrust exchange fund give got leave lenders loan offer offtake option own"
    " paid pass percent provide receive seek-buyer sell stake supply take take-stake won".split()
)
"""What tells of a party what it does, or what is done to it."""

_GAP = 14
"""Characters at most between a name and what describes it."""

_REACH = 40
_SHORT = 4
"""Letters at most of the preposition before a name."""

_BETWEEN = 2
"""Companies between a name and its verb from which on more make no difference."""

_MARKS = " \"«»“”„'()-–—,."
_CASE = re.compile(r"(?:[^\W\d_]{2}|-)([дтн][ае]н|[ғқ]а|[гк]е|[дтн][ыі]ң|[ндт][ыі]|[ыі]н|[мпб]ен)$")
"""How a Kazakh name, or the noun behind it, ends in the cases but the nominative."""


class Roles:
    """Tells the roles of the parties of one page's undertakings."""

    def __init__(self, page: Page, shelf: Library, lines: list[Line]) -> None:
        self._page, self._shelf, self._lines = page, shelf, lines

    def of(self, group: Undertaking, kind: str, parties: Parties) -> Parties:
        """The parties of an undertaking of that kind, each with its role."""
        tables = {role: weights(self._shelf, WEIGHTS.format(role)) for role in ROLES_OF.get(kind, ())}
        if not tables:
            return {i: (mention, PARTNER) for i, (mention, _) in parties.items()}
        found: dict[str, str] = {}
        unclear: dict[str, set[str]] = {}
        for ident in parties:
            clues = self.clues(group, kind, ident, parties)
            said = {role: points(table, clues) for role, table in tables.items()}
            ranked = sorted(said, key=said.__getitem__, reverse=True)
            if said[ranked[0]] - said[ranked[1]] >= _CLEAR:
                found[ident] = ranked[0]
            else:
                unclear[ident] = {role for role in ranked[:2] if f"{kind}-slot-{role}-surely" in clues}
        for ident, roles in unclear.items():
            free = roles - {*found.values(), PARTNER}
            found[ident] = free.pop() if len(free) == 1 else PARTNER
        return {i: (mention, found[i]) for i, (mention, _) in parties.items()}

    def clues(self, group: Undertaking, kind: str, ident: str, parties: Parties) -> set[str]:
        """What tells the role of one of the parties, each clue with the kind of the deal before it."""
        found = {"bias", *self._sort(parties[ident][0]), *self._slots(group, ident), *self._kin(ident, parties)}
        for other in parties.keys() - {ident}:
            found.update(f"beside-{clue}" for clue in (*self._sort(parties[other][0]), *self._slots(group, other)))
        for line in group.around(self._lines, _NEAR, lead=1):
            if line.has("company"):
                where = "" if line.number in group.numbers else "by-"
                found.update([where + clue for clue in self._told(line, ident)])
        return {f"{kind}-{clue}" for clue in found}

    def _sort(self, mention: Mention) -> Iterator[str]:
        """What the party is, and where it is at home."""
        entry = self._shelf.get("company", mention.id)
        yield f"sort-{entry.properties.get('sort', 'miner') if entry is not None else 'new'}"
        yield "home" if mention.country == "KZ" else "abroad" if mention.country else "nowhere"
        if lends(self._shelf, mention.name):
            yield "bank"
        if hires_out(self._shelf, mention):
            yield "engineer"

    @staticmethod
    def _slots(group: Undertaking, ident: str) -> Iterator[str]:
        """The slots of frames that the party fills."""
        for draft in group.drafts:
            if ident in draft.parties:
                role = draft.parties[ident][1] or "unslotted"
                yield f"slot-{role}-surely" if draft.weight >= _SURE else f"slot-{role}"

    def _kin(self, ident: str, parties: Parties) -> Iterator[str]:
        """Whether the party's owner or its unit takes part, too."""
        if parent(self._shelf, ident) in parties:
            yield "unit"
        if any(parent(self._shelf, other) == ident for other in parties):
            yield "owner"

    def _told(self, line: Line, ident: str) -> Iterator[str]:
        """What one sentence says around each place where it names the party."""
        names = [n for n, t in enumerate(line.tokens) if t.type == "company" and t.mention is not None]
        for number in names:
            mention = line.tokens[number].mention
            if mention is not None and mention.id == ident:
                if number == names[0]:
                    yield "first"
                if number == names[-1]:
                    yield "last"
                yield from self._around(line, number)

    def _around(self, line: Line, number: int) -> Iterator[str]:
        """The nearest words of deals before and behind a name, with its preposition or its case."""
        mark = self._case(line, number) if self._page.lang == "kk" else self._preposition(line, number)
        order = "kk" if self._page.lang == "kk" else "eu"
        yield f"mark-{mark}"
        yield f"next-behind-{line.tokens[number - 1].type if number else 'nothing'}-{order}"
        yield f"next-before-{line.tokens[number + 1].type if number + 1 < len(line.tokens) else 'nothing'}-{order}"
        for side, tokens in (("behind", line.tokens[:number][::-1]), ("before", line.tokens[number + 1 :])):
            at = next((n for n, t in enumerate(tokens) if t.type in DEEDS), None)
            if at is not None:
                deed = tokens[at].type
                between = min(sum(t.type == "company" for t in tokens[:at]), _BETWEEN)
                yield f"{side}-{deed}-{mark}"
                yield f"{side}-{deed}-{mark}-{between}"
                yield f"{side}-{deed}-{between}-{order}"

    def _preposition(self, line: Line, number: int) -> str:
        """The short word before a name and what describes it."""
        first = line.tokens[number]
        for token in reversed(line.tokens[:number]):
            if token.type not in _DESCRIBING or first.start - token.end > _GAP:
                break
            first = token
        words = self._page.spoken(max(first.start - _REACH, line.span.start), first.start).strip(_MARKS).split()
        return words[-1] if words and len(words[-1]) <= _SHORT and words[-1].isalpha() else "none"

    def _case(self, line: Line, number: int) -> str:
        """The ending of a Kazakh name, or of the noun behind it."""
        token = line.tokens[number]
        words = self._page.spoken(token.end, min(token.end + _REACH, line.span.end)).split()[:3]
        endings = (_CASE.search(word.strip(_MARKS)) for word in reversed(words))
        return next((ending[1] for ending in endings if ending), "none")
