"""Whether two reports of a deal mean the same deal: points for what agrees and against what does not, of the two alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from tui.archive.settling import DealNode, Signature
from tui.ledger.clues import skeleton
from tui.ledger.currency import worth
from tui.ledger.likeness import shared
from tui.model import Deal, Party
from tui.text import fold

ENOUGH = 2.5
"""Points from which two are one."""

_SAME_MONEY = 0.02
_NEAR_MONEY = 1.3
_EARLY = frozenset({"talks", "planned", "memorandum", "signed"})
_OVER = frozenset({"completed", "cancelled"})
_FAMILIES = (
    frozenset({"investment", "acquisition", "joint-venture", "financing"}),
    frozenset({"investment", "construction"}),
    frozenset({"exploration", "joint-venture", "investment", "agreement"}),
    frozenset({"offtake", "agreement", "acquisition"}),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A deal of a report with what it is compared by."""

    node: DealNode
    signature: Signature
    parties: frozenset[str]
    places: frozenset[str]
    usd: float | None


def candidate(node: DealNode, signature: Signature) -> Candidate:
    """``node`` made ready for comparison."""
    return Candidate(
        node=node,
        signature=signature,
        parties=frozenset(key for party in node.deal.parties if (key := party_key(party))),
        places=frozenset(map(fold, node.deal.places)),
        usd=worth(node.deal, node.published.date().isoformat())[0],
    )


def party_key(party: Party) -> str:
    """A name for a party in any language; "" where there is none."""
    return party.id or skeleton(party.name.partition(" ")[0]) + skeleton(party.name.partition(" ")[2])


def clues(one: Candidate) -> set[str]:
    """What a deal is found by: its story, and pairs of what it names, since hundreds of deals may share one name."""
    deal = one.node.deal
    names = sorted({f"p:{key}" for key in one.parties} | {f"l:{place}" for place in one.places})
    foreign = {f"p:{party_key(p)}" for p in deal.parties if p.country not in (None, "KZ")}
    found = {f"{first}|{second}" for first, second in combinations(names, 2)}
    found |= {f"{name}|c:{commodity}" for name in foreign for commodity in deal.commodities}
    if one.usd:
        found |= {f"{name}|a:{one.usd:.1e}" for name in names}
    if one.node.story:
        found.add(f"t:{one.node.story}")
    return found


def points(one: Candidate, other: Candidate) -> float:
    """How surely both are one deal, from ENOUGH on they are."""
    a, b = one.node.deal, other.node.deal
    same_story = one.node.story is not None and one.node.story == other.node.story
    money = _money(one.usd, other.usd)
    figures, whole = shared(one.signature, other.signature)
    total = 1.2 * min(3, len(one.parties & other.parties)) + money + _kinds(a.kind, b.kind)
    total += _sets(one.places, other.places, 1.0, -0.8)
    total += _sets(frozenset(a.commodities), frozenset(b.commodities), 0.4, -1.0)
    total += min(2.0, 0.7 * figures) + min(1.0, 0.2 * (whole - figures))
    if a.stake is not None and b.stake is not None:
        total += 1.0 if a.stake == b.stake else -1.0
    return total + 1.5 * same_story + _time(one.node, other.node, money)


def _money(one: float | None, other: float | None) -> float:
    if not one or not other:
        return 0.0
    ratio = max(one, other) / min(one, other)
    if ratio <= 1 + _SAME_MONEY:
        return 2.0
    return 0.0 if ratio <= _NEAR_MONEY else -1.5


def _kinds(one: str, other: str) -> float:
    if one == other:
        return 0.6
    return 0.2 if any(one in family and other in family for family in _FAMILIES) else -0.6


def _sets(one: frozenset[str], other: frozenset[str], same: float, different: float) -> float:
    if not one or not other:
        return 0.0
    return same if one & other else different


def _time(one: DealNode, other: DealNode, money: float) -> float:
    """Against joining what lies far apart, and what begins anew after an end."""
    first, second = sorted((one, other), key=lambda node: node.published)
    days = (second.published - first.published).days
    total = -2.0 if days > 4 * 365 else -0.5 if days > 550 else 0.0
    again = _is_over(first.deal) and second.deal.stage in _EARLY and days > 30
    return total - 2.0 * (again and money <= 0)


def _is_over(deal: Deal) -> bool:
    return deal.stage in _OVER
