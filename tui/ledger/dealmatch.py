"""What deals of reports are compared by, and what tells whether two of them are one or are two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from math import fsum

from tui.archive.settling import DealNode, Signature
from tui.ledger.clues import Clues, is_figure
from tui.ledger.currency import worth
from tui.ledger.figures import figure_clue
from tui.ledger.likeness import SOME_FIGURE
from tui.ledger.names import heard, party_key, spoken
from tui.ledger.rounding import digits, rounds
from tui.model import STAGES, Deal, Party

_FIRST_WORD = re.compile(r"[\s-]")
_SAME_MONEY = 0.02
_NEAR_MONEY, _FAR_MONEY = 1.3, 2.0
FAR = -2.0
"""What it says of two sums that one is more than twice the other."""

_STEPS = {stage: step for step, stage in enumerate(STAGES)}
INTENDED = frozenset({"talks", "planned", "memorandum"})
"""Stages of what is not agreed yet."""

_EARLY = INTENDED | {"signed"}
ENDS = frozenset({"completed", "cancelled"})
"""Stages after which a deal is over."""

AFTER = timedelta(days=30)
"""What a report recalls is older than the news of these days; what begins sooner after an end is the same."""

_SOME = 0.5
"""What the clues of a report weigh at least, as where one has hardly any, to share them says nothing."""

_TWO, _SOON, _LONG = 2, timedelta(days=550), timedelta(days=1200)
_REPEATED = frozenset({"offtake", "agreement"})
"""Kinds of deals that the same two make again and again."""

_BOUGHT = frozenset({"acquisition", "investment"})
"""What a purchase is told as."""

_TRADING = frozenset({"buyer", "seller"})
_ROOT = 3
_ANY_WORDS = """
    China Chinese Korea Korean Japan Central East Eastern North South West First National State New
    Asia Asian Eurasian Global United Royal Gold Copper Uranium Kazakh Kazakhstan Kaz Bank
""".split()
_NO_KIN = frozenset(map(heard, _ANY_WORDS))
_FAMILIES = (
    frozenset({"investment", "acquisition", "joint-venture"}),
    frozenset({"investment", "construction", "financing"}),
    frozenset({"exploration", "joint-venture", "investment", "agreement"}),
    frozenset({"offtake", "agreement", "acquisition"}),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A deal of a report with what it is compared by: its parties, what families they are of, and as what who trades, by name and
    family; of the report's clues its ``figures``, how many of them say something by themselves, the ``others``, what these
    weigh, and the years among them; the clue that its sum is, "" where it has none."""

    node: DealNode
    signature: Signature
    figures: Clues
    others: Clues
    parties: frozenset[str]
    foreign: frozenset[str]
    kin: Mapping[str, str]
    families: frozenset[str]
    traders: tuple[tuple[str, str, str | None], ...]
    targets: frozenset[str]
    places: frozenset[str]
    commodities: frozenset[str]
    usd: float | None
    sum: str
    strong: int
    weight: float
    years: frozenset[str]


def candidate(node: DealNode, signature: Signature) -> Candidate:
    """``node`` made ready for comparison."""
    figures = {clue: weight for clue, weight in signature.clues.items() if is_figure(clue)}
    others = {clue: weight for clue, weight in signature.clues.items() if clue not in figures}
    kin = {party_key(party): family for party in node.deal.parties if (family := _family(party))}
    keys = ((party.role, party_key(party)) for party in node.deal.parties if party.role in _TRADING)
    return Candidate(
        node=node,
        signature=signature,
        figures=figures,
        others=others,
        parties=frozenset(key for party in node.deal.parties if (key := party_key(party))),
        foreign=frozenset(filter(None, map(party_key, _foreign(node.deal)))),
        kin=kin,
        families=frozenset(kin.values()),
        traders=tuple([(role, key, kin.get(key)) for role, key in keys]),
        targets=frozenset(party_key(party) for party in node.deal.parties if party.role == "target"),
        places=frozenset(map(spoken, node.deal.places)),
        commodities=frozenset(node.deal.commodities),
        usd=worth(node.deal, node.published.date().isoformat())[0],
        sum="" if node.deal.amount is None else figure_clue(node.deal.amount),
        strong=sum([weight >= SOME_FIGURE for weight in figures.values()]),
        weight=max(_SOME, fsum(others.values())),
        years=frozenset([clue for clue in others if clue[0] == "y"]),
    )


def _family(party: Party) -> str:
    """What the names of mother and daughter companies begin with: EuroChem, EuroChem-Karatau; "" where it is any word."""
    root = heard(_FIRST_WORD.split(party.name, maxsplit=1)[0])
    return root if len(root) >= _ROOT and root not in _NO_KIN else ""


def _foreign(deal: Deal) -> list[Party]:
    return [party for party in deal.parties if party.country not in (None, "KZ")]


def clues(one: Candidate) -> set[str]:
    """What a deal is found by: its story, and pairs of what it names, since hundreds of deals may share one name."""
    deal = one.node.deal
    names = sorted({f"p:{key}" for key in one.parties} | {f"l:{place}" for place in one.places})
    found = {f"{first}|{second}" for first, second in combinations(names, 2)}
    found |= {f"p:{name}|c:{commodity}" for name in one.foreign for commodity in deal.commodities}
    if one.usd:
        found |= {f"{name}|a:{one.usd:.1e}" for name in names}
    if one.node.story:
        found.add(f"t:{one.node.story}")
    return found


def told_twice(one: Deal, other: Deal) -> bool:
    """Whether one report may tell one undertaking as both: a venture and what it will cost, of the same parties."""
    both = frozenset(one.commodities), frozenset(other.commodities)
    told = {(deal.amount, deal.currency) for deal in (one, other) if deal.amount is not None}
    if len(told) > 1 or (all(both) and both[0].isdisjoint(both[1])):
        return False
    if one.kind == other.kind:
        return has_one_sum(one, other) and _go_together(one, other)
    if not _are_among(one, other) and not _are_among(other, one):
        return False
    paid = "financing" not in (one.kind, other.kind) or has_one_sum(one, other)
    return paid and are_akin(one.kind, other.kind)


def has_one_sum(one: Deal, other: Deal) -> bool:
    """Whether both are told with the same sum."""
    return one.amount is not None and (one.amount, one.currency) == (other.amount, other.currency)


def _go_together(one: Deal, other: Deal) -> bool:
    """Whether two have a party in common, and those that only one has play other roles than those that only the other has."""
    mine, its = ({party_key(party): party.role for party in deal.parties} for deal in (one, other))
    common = mine.keys() & its.keys()
    roles, others = ({role for key, role in own.items() if key not in common} for own in (mine, its))
    return bool(common) and not roles & others


def _are_among(one: Deal, other: Deal) -> bool:
    """Whether all parties of a deal are among the other's, who may be called otherwise: Cove Capital, Cove Kaz Capital Group.
    At least one is called the same."""
    keys = set(map(party_key, other.parties))
    kin = set(filter(None, map(_family, other.parties)))
    return any(party_key(p) in keys for p in one.parties) and all(
        party_key(p) in keys or _family(p) in kin for p in one.parties
    )


def money(one: float | None, other: float | None) -> float:
    """Equal sums say the more, the less round they are."""
    if not one or not other:
        return 0.0
    ratio = max(one, other) / min(one, other)
    if ratio <= 1 + _SAME_MONEY or rounds(one, other) or rounds(other, one):
        return {1: 1.0, 2: 1.5}.get(min(digits(one), digits(other)), 2.0)
    return 0.0 if ratio <= _NEAR_MONEY else -1.5 if ratio <= _FAR_MONEY else FAR


def are_two(one: Deal, other: Deal, apart: timedelta) -> bool:
    """Whether sums of one currency told so far ``apart`` can hardly be meant for one deal."""
    if not one.amount or not other.amount or one.currency != other.currency or abs(apart) <= AFTER:
        return False
    return max(one.amount, other.amount) > _FAR_MONEY * min(one.amount, other.amount)


def trade_apart(one: Candidate, other: Candidate) -> bool:
    """Whether each deal has a buyer that is no party of the other, or a seller."""
    return bool(one.traders and other.traders) and not _traders(one, other).isdisjoint(_traders(other, one))


def _traders(one: Candidate, other: Candidate) -> set[str]:
    """As what those trade who are parties of the first deal only, nor called like any of the second."""
    parties, families = other.parties, other.families
    return {role for role, key, family in one.traders if key not in parties and family not in families}


def buy_another(one: Candidate, other: Candidate) -> bool:
    """Whether two purchases, or one and what is spent elsewhere, are of different things: nothing bought, neither company nor
    site, is in both."""
    kinds = {one.node.deal.kind, other.node.deal.kind}
    if "acquisition" not in kinds or not kinds <= _BOUGHT:
        return False
    if one.places & other.places or one.targets & other.parties or other.targets & one.parties:
        return False
    return bool((one.places and other.places) or (one.targets and other.targets))


def name_both_sums(one: Candidate, other: Candidate) -> bool:
    """Whether each report names the sum of the other's deal too: the sums are of two things, and neither is mistaken."""
    return one.sum in other.figures and other.sum in one.figures


def goes_on(first: Candidate, second: Candidate) -> bool:
    """Whether the later of two deals between the same two or more goes on with what the earlier one began, or is its end: what
    is intended is soon told again or comes further, years after a memorandum, and a takeover, of which no site is named, is
    soon told at another price. Of deals that are made time and again it is so only where one ends what the other was."""
    begun, later, after = first.node.deal, second.node.deal, second.node.published - first.node.published
    if len(first.parties & second.parties) < _TWO or not are_akin(begun.kind, later.kind):
        return False
    ends, alike = later.stage in ENDS and begun.stage in _EARLY, begun.kind == later.kind
    if ends and (alike or (begun.stage == "talks" and after <= _SOON)):
        return True
    if after > (_LONG if begun.stage == "memorandum" else _SOON) or not _REPEATED.isdisjoint((begun.kind, later.kind)):
        return False
    further = begun.stage in INTENDED and _STEPS.get(later.stage, -1) >= _STEPS[begun.stage]
    taken_over = alike and begun.kind == "acquisition" and not first.places and not second.places
    return ends or further or taken_over


def are_akin(one: str, other: str) -> bool:
    """Whether one undertaking may be told as either kind."""
    return one == other or any(one in family and other in family for family in _FAMILIES)


def begins_anew(ended: Deal, later: Deal, after: timedelta) -> bool:
    """Whether what is told ``after`` a deal was completed or called off is another one: its beginning, unless with the sum of
    what was completed, or after it was called off its end with quite another sum."""
    if ended.stage not in ENDS or after <= AFTER:
        return False
    if later.stage in _EARLY:
        return ended.stage == "cancelled" or ended.currency != later.currency or money(ended.amount, later.amount) <= 0
    return ended.stage == "cancelled" and later.stage != "cancelled" and are_two(ended, later, after)
