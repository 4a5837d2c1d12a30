"""Whether two reports of a deal mean the same deal: points for what agrees and against what does not, of the two alone."""

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
from tui.ledger.likeness import shared
from tui.ledger.names import heard, party_key, spoken
from tui.ledger.rounding import digits, rounds
from tui.model import STAGES, Deal, Party

ENOUGH = 2.5
"""Points from which two are one."""

_FIRST_WORD = re.compile(r"[\s-]")
_SAME_MONEY = 0.02
_NEAR_MONEY, _FAR_MONEY = 1.3, 2.0
_SOME_FIGURE = 0.8
_NOTHING_SPECIAL = -1.3
_SAME_STORY = 1.5
_FIGURES, _CLUES, _SOON_AFTER = 2.0, 1.0, 0.5
"""What it says at most that the reports share figures and other clues, and that one comes soon after the other."""

_STEPS = {stage: step for step, stage in enumerate(STAGES)}
_INTENDED = frozenset({"talks", "planned", "memorandum"})
_EARLY = _INTENDED | {"signed"}
ENDS = frozenset({"completed", "cancelled"})
"""Stages after which a deal is over."""

AFTER = timedelta(days=30)
"""What a report recalls is older than the news of these days; what begins sooner after an end is the same."""

_TWO, _SOON, _LONG = 2, timedelta(days=550), timedelta(days=1200)
_REPEATED = frozenset({"offtake", "agreement"})
"""Kinds of deals that the same two make again and again."""

_TOLD_TWICE = 2 * ENOUGH
_KIN = 0.8
"""What parties are worth of which none is the same, but one may be the other's mother or daughter."""

_OTHER_PARTIES, _OTHER_PART = -0.8, -1.5
"""What it says against one deal that each has parties which the other lacks, and that these buy or sell in both."""

_TRADING = frozenset({"buyer", "seller"})
_ROOT = 3
_ANY_WORDS = """
    China Chinese Korea Korean Japan Central East Eastern North South West First National State New
    Asia Asian Eurasian Global United Royal Gold Copper Uranium Kazakh Kazakhstan Kaz Bank
""".split()
_NO_KIN = frozenset(map(heard, _ANY_WORDS))
_BOTH_SUMS = -3.5
_OTHER_THING = -2.5
_NO_LOAN = -9.0
"""A loan is never the sale, venture or paper beside it, though its story, parties and metal are the same; nor is it the works
that it pays for, unless both are told with the same sum and so may be one deal in other words."""

_OTHER_KIND = -0.6
_SOLD_OR_BUILT = {"investment", "acquisition"}
"""What is bought and what is spent on it are one only where they are told with one sum."""

_FINANCED = frozenset({"investment", "construction"})
_FAMILIES = (
    frozenset({"investment", "acquisition", "joint-venture"}),
    frozenset({"investment", "construction", "financing"}),
    frozenset({"exploration", "joint-venture", "investment", "agreement"}),
    frozenset({"offtake", "agreement", "acquisition"}),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A deal of a report with what it is compared by: of the report's clues its ``figures``, and the ``others``; the clue that
    its sum is, "" where it has none."""

    node: DealNode
    signature: Signature
    figures: Clues
    others: Clues
    parties: frozenset[str]
    foreign: frozenset[str]
    kin: Mapping[str, str]
    targets: frozenset[str]
    places: frozenset[str]
    commodities: frozenset[str]
    usd: float | None
    sum: str


def candidate(node: DealNode, signature: Signature) -> Candidate:
    """``node`` made ready for comparison."""
    figures = {clue: weight for clue, weight in signature.clues.items() if is_figure(clue)}
    return Candidate(
        node=node,
        signature=signature,
        figures=figures,
        others={clue: weight for clue, weight in signature.clues.items() if clue not in figures},
        parties=frozenset(key for party in node.deal.parties if (key := party_key(party))),
        foreign=frozenset(filter(None, map(party_key, _foreign(node.deal)))),
        kin={party_key(party): family for party in node.deal.parties if (family := _family(party))},
        targets=frozenset(party_key(party) for party in node.deal.parties if party.role == "target"),
        places=frozenset(map(spoken, node.deal.places)),
        commodities=frozenset(node.deal.commodities),
        usd=worth(node.deal, node.published.date().isoformat())[0],
        sum="" if node.deal.amount is None else figure_clue(node.deal.amount),
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


def points(one: Candidate, other: Candidate) -> float:
    """How surely both are one deal, from ENOUGH on they are. The same parties alone may well do another deal, and one at the
    same site with somebody else; what one report tells of the same parties with one sum, it tells twice."""
    a, b = one.node.deal, other.node.deal
    if one.node.item == other.node.item:
        return _TOLD_TWICE if told_twice(a, b) and has_one_sum(a, b) else 0.0
    same_story = one.node.story is not None and one.node.story == other.node.story
    money = _money(one.usd, other.usd)
    if money < 0 and _name_both_sums(one, other):
        money += _BOTH_SUMS
    elif money < 0 and _recalls_sum(one, other):
        money = 0.0
    places = _sets(one.places, other.places, 1.0, -0.8)
    stake = 0.0 if a.stake is None or b.stake is None else 1.0 if a.stake == b.stake else -1.0
    total = _parties(one, other) + money + places + stake + _kinds(a.kind, b.kind, money)
    total += _OTHER_THING * (money <= 0 and _buys_another(one, other))
    total += _sets(one.commodities, other.commodities, 0.4, -1.0)
    total += _SAME_STORY * same_story
    most = round(total + _FIGURES + _CLUES + _SOON_AFTER, 6)
    if most < ENOUGH:
        return most  # whatever their reports share besides, they are two
    figures, others = fsum(shared(one.figures, other.figures)), fsum(shared(one.others, other.others))
    total += min(_FIGURES, 0.7 * figures) + min(_CLUES, 0.2 * others)
    its_place = places > 0 and (bool(one.foreign & other.foreign) or not (one.foreign or other.foreign))
    special = same_story or money > 0 or its_place or stake > 0 or figures >= _SOME_FIGURE or _goes_on(one, other)
    total += _time(one.node, other.node, money, special=special)
    return round(total, 6)  # whichever is compared with the other, and in whatever order parties are counted


def told_twice(one: Deal, other: Deal) -> bool:
    """Whether one report may tell one undertaking as both: a venture and what it will cost, of the same parties."""
    both = frozenset(one.commodities), frozenset(other.commodities)
    told = {(deal.amount, deal.currency) for deal in (one, other) if deal.amount is not None}
    if len(told) > 1 or _sets(*both, 0.0, -1.0) < 0:
        return False
    if one.kind == other.kind:
        return has_one_sum(one, other) and _go_together(one, other)
    if not _are_among(one, other) and not _are_among(other, one):
        return False
    paid = "financing" not in (one.kind, other.kind) or has_one_sum(one, other)
    return _kinds(one.kind, other.kind, float(paid)) > 0


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


def _parties(one: Candidate, other: Candidate) -> float:
    common = one.parties & other.parties
    mine, its = one.parties - common, other.parties - common
    if one.kin and other.kin:
        if not common and not {*one.kin.values()}.isdisjoint(other.kin.values()):
            return _KIN
        kin = {one.kin[key] for key in one.kin.keys() - common} & {other.kin[key] for key in other.kin.keys() - common}
        mine = frozenset([key for key in mine if one.kin.get(key) not in kin]) if kin else mine
        its = frozenset([key for key in its if other.kin.get(key) not in kin]) if kin else its
    total = sum([1.2 if key in one.foreign or key in other.foreign else 0.9 for key in common])
    if one.foreign and other.foreign and one.foreign <= mine and other.foreign <= its:
        total -= 1.2
    if mine and its:
        total += _OTHER_PARTIES + _OTHER_PART * bool(_parts(one, mine) & _parts(other, its))
    return min(3.0, total)


def _parts(one: Candidate, parties: frozenset[str]) -> set[str]:
    """Whether those of the ``parties`` buy or sell."""
    return {party.role for party in one.node.deal.parties if party.role in _TRADING and party_key(party) in parties}


def _money(one: float | None, other: float | None) -> float:
    """Equal sums say the more, the less round they are."""
    if not one or not other:
        return 0.0
    ratio = max(one, other) / min(one, other)
    if ratio <= 1 + _SAME_MONEY or rounds(one, other) or rounds(other, one):
        return {1: 1.0, 2: 1.5}.get(min(digits(one), digits(other)), 2.0)
    return 0.0 if ratio <= _NEAR_MONEY else -1.5 if ratio <= _FAR_MONEY else -2.0


def are_two(one: Deal, other: Deal, apart: timedelta) -> bool:
    """Whether sums of one currency told so far ``apart`` can hardly be meant for one deal."""
    if not one.amount or not other.amount or one.currency != other.currency or abs(apart) <= AFTER:
        return False
    return max(one.amount, other.amount) > _FAR_MONEY * min(one.amount, other.amount)


def _buys_another(one: Candidate, other: Candidate) -> bool:
    """Whether two purchases are of different things: nothing bought, neither company nor site, is in both."""
    if not one.node.deal.kind == other.node.deal.kind == "acquisition":
        return False
    if one.places & other.places or one.targets & other.parties or other.targets & one.parties:
        return False
    return bool((one.places and other.places) or (one.targets and other.targets))


def _name_both_sums(one: Candidate, other: Candidate) -> bool:
    """Whether each report names the sum of the other's deal too: the sums are of two things, and neither is mistaken."""
    return one.sum in other.figures and other.sum in one.figures


def _recalls_sum(one: Candidate, other: Candidate) -> bool:
    """Whether the later report names the sum that the earlier told of its deal, which has changed since."""
    first, second = sorted((one, other), key=lambda told: told.node.published)
    return second.node.published - first.node.published > AFTER and first.sum in second.figures


def _goes_on(one: Candidate, other: Candidate) -> bool:
    """Whether the later of two deals between the same two or more goes on with what the earlier one began, or is its end: what
    is intended is soon told again or comes further, years after a memorandum, and a takeover, of which no site is named, is
    soon told at another price. Of deals that are made time and again it is so only where one ends what the other was."""
    first, second = sorted((one, other), key=lambda told: told.node.published)
    begun, later, after = first.node.deal, second.node.deal, second.node.published - first.node.published
    if len(first.parties & second.parties) < _TWO or not _are_akin(begun.kind, later.kind):
        return False
    ends, alike = later.stage in ENDS and begun.stage in _EARLY, begun.kind == later.kind
    if ends and (alike or (begun.stage == "talks" and after <= _SOON)):
        return True
    if after > (_LONG if begun.stage == "memorandum" else _SOON) or not _REPEATED.isdisjoint((begun.kind, later.kind)):
        return False
    further = begun.stage in _INTENDED and _STEPS.get(later.stage, -1) >= _STEPS[begun.stage]
    taken_over = alike and begun.kind == "acquisition" and not first.places and not second.places
    return ends or further or taken_over


def _are_akin(one: str, other: str) -> bool:
    """Whether one undertaking may be told as either kind."""
    return one == other or any(one in family and other in family for family in _FAMILIES)


def begins_anew(ended: Deal, later: Deal, after: timedelta) -> bool:
    """Whether what is told ``after`` a deal was completed or called off is another one: its beginning, unless with the sum of
    what was completed, or after it was called off its end with quite another sum."""
    if ended.stage not in ENDS or after <= AFTER:
        return False
    if later.stage in _EARLY:
        return ended.stage == "cancelled" or ended.currency != later.currency or _money(ended.amount, later.amount) <= 0
    return ended.stage == "cancelled" and later.stage != "cancelled" and are_two(ended, later, after)


def _kinds(one: str, other: str, money: float) -> float:
    if one == other:
        return 0.6
    if "financing" in (one, other) and (money <= 0 or not {one, other} & _FINANCED):
        return _NO_LOAN
    if {one, other} == _SOLD_OR_BUILT and money <= 0:
        return _OTHER_KIND
    return 0.2 if _are_akin(one, other) else _OTHER_KIND


def _sets(one: frozenset[str], other: frozenset[str], same: float, different: float) -> float:
    if not one or not other:
        return 0.0
    return same if one & other else different


def _time(one: DealNode, other: DealNode, money: float, *, special: bool) -> float:
    """For what follows soon; against what lies far apart, the more where nothing special is shared, but for an end, which may
    be years away; and against what begins anew after an end."""
    first, second = sorted((one, other), key=lambda node: node.published)
    days = (second.published - first.published).days
    late = special and second.deal.stage in ENDS
    total = _SOON_AFTER if days <= 60 else 0.0 if days <= 550 else -0.5 if days <= 4 * 365 or late else -2.0
    total += _NOTHING_SPECIAL * (not special and days > 60)
    again = first.deal.stage in ENDS and second.deal.stage in _EARLY and days > 30
    return total - 2.0 * (again and money <= 0)
