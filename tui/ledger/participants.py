"""Who takes part in a deal, by all its reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tui.archive import FactRow
from tui.ledger.mosttold import most_told
from tui.ledger.names import bare, heard, party_key
from tui.model import Deal, Party

Row = FactRow[Deal]

_SEVERAL = 4
"""Reports that name parties, of which one alone may name somebody who only stands beside the deal."""

_NO_SIDE = frozenset({"", "partner"})
"""Roles that say nothing of which side a party is on."""

_WORD = re.compile(r"\w+")


def parties(rows: Sequence[Row]) -> tuple[Party, ...]:
    """The parties of all reports, each once, however its name is written; those that most name come first. What only one of
    several names, and not in the sentence that proves the deal, is of its surroundings."""
    named: dict[str, list[tuple[Row, Party]]] = defaultdict(list)
    for row in rows:
        for party in row.fact.parties:
            named[party_key(party) or party.name].append((row, party))
    several = len({row.item for row in rows if row.fact.parties}) >= _SEVERAL
    groups = {key: [p for _, p in told] for key, told in named.items() if not (several and _is_aside(told))}
    _join_names(groups)
    return tuple(map(_party, sorted(groups.values(), key=lambda g: (-len(g), g[0].name))))


def _join_names(groups: dict[str, list[Party]]) -> None:
    """Puts together the groups of one name with and without its legal form, and of a name and what only one longer name
    begins with."""
    home: dict[str, str] = {}
    for key in sorted(groups):
        names = sorted({bare(party.name) for party in groups[key]})
        first = next((home[name] for name in names if name in home), key)
        home |= dict.fromkeys(names, first)
        if first != key:
            groups[first] += groups.pop(key)
    for key in [key for key, group in groups.items() if not any(party.id for party in group)]:
        short = bare(groups[key][0].name)
        if " " not in short:
            continue
        longer = {home[name] for name in home if name.startswith(f"{short} ") and home[name] in groups}
        if len(longer) == 1:
            full = groups[longer.pop()]
            full += [replace(party, name=full[0].name) for party in groups.pop(key)]


def _is_aside(named: Sequence[tuple[Row, Party]]) -> bool:
    """Whether one report alone names a party, and not where it proves the deal."""
    first, _ = named[0]
    return all(row.item == first.item for row, _ in named) and not any(
        _is_proved(party, row.fact) for row, party in named
    )


def _is_proved(party: Party, deal: Deal) -> bool:
    """Whether the sentence that proves a deal names the party, or names it by its role."""
    if party.role not in _NO_SIDE:
        return True
    return heard(party.name.partition(" ")[0]) in map(heard, _WORD.findall(deal.evidence.text))


def _party(group: Sequence[Party]) -> Party:
    """What the reports say of one party together: its side is what most of those say that tell one."""
    if len(group) == 1:
        return group[0]
    return Party(
        name=most_told(p.name for p in group),
        role=most_told(p.role for p in group if p.role not in _NO_SIDE) or "partner",
        country=next((p.country for p in group if p.country), None),
        id=next((p.id for p in group if p.id), None),
    )
