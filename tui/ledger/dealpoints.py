"""How surely two reports of a deal mean the same deal: a function of the two alone, so that any order of arrival joins the
same."""

from __future__ import annotations

from datetime import timedelta
from math import fsum, log1p

from tui.ledger.dealmatch import (
    ENDS,
    FAR,
    INTENDED,
    Candidate,
    are_akin,
    buy_another,
    goes_on,
    has_one_sum,
    money,
    name_both_sums,
    told_twice,
    trade_apart,
)
from tui.ledger.likeness import SEVERAL, SOME_FIGURE, shared
from tui.model import STAGES, Deal

ENOUGH = 0.0
"""Points from which two are one as likely as not."""

FEATURES = {
    "": -0.18,
    "foreign parties": 0.61,
    "local parties": 0.79,
    "kin": 0.16,
    "other parties": -0.13,
    "money": 0.80,
    "same sum": 0.64,
    "other sum": -0.42,
    "other stake": -0.80,
    "same place": 0.43,
    "other place": -0.46,
    "other commodity": -0.79,
    "same kind": 0.21,
    "repeated": -0.99,
    "bought or built": -0.74,
    "story": 0.18,
    "days": -0.34,
    "years": -0.79,
    "anew": -1.12,
    "ended": 0.32,
    "further": 1.05,
    "carried out": 0.31,
    "goes on": 0.32,
    "figures": 0.37,
    "other figures": -0.52,
    "of the shorter": 1.07,
    "same years": 0.85,
}
"""What speaks for one deal and against it, by its weight; ``python -m bench fit_ledger`` fits them to tests/ledger."""

_MOST_PARTIES, _MOST_YEARS, _MOST_FIGURES = 2, 2, 3.0
"""More of the same says no more."""

_MOST_OF_WORDS = FEATURES["of the shorter"] + 1e-6
"""What two reports say at most by what they share besides figures and years."""

_TOLD_TWICE, _NEVER = 5.0, -9.0
_REPEATED = frozenset({"offtake", "agreement"})
"""Kinds of deals that the same two make again and again."""

_SOLD_OR_BUILT = {"investment", "acquisition"}
"""What is bought and what is spent on it are one only where they are told with one sum."""

_STEPS = {stage: step for step, stage in enumerate(STAGES)}
_EARLY = frozenset({"talks", "planned", "memorandum", "signed"})
_BEGUN = _EARLY | {"approved"}
_CARRIED_OUT = frozenset({"underway", "completed", "approved"})
_WEEKS = timedelta(days=60)
_NEXT_WEEK, _NEXT_MONTH, _YEARS = 6, 30, 4 * 365
"""Days after which a report tells no more of the same news, what ended is over, and much has come since."""


def points(one: Candidate, other: Candidate) -> float:
    """How surely both are one deal, from ENOUGH on they may be. What one report tells of the same parties with one sum, it
    tells twice."""
    a, b = one.node.deal, other.node.deal
    if one.node.item == other.node.item:
        return _TOLD_TWICE if told_twice(a, b) and has_one_sum(a, b) else _NEVER
    sums = money(one.usd, other.usd)
    if are_apart(one, other, sums):
        return _NEVER
    total, told = _weighed(_of_deals(one, other, sums)), _of_figures(one, other)
    if total + _weighed(told) + _MOST_OF_WORDS < ENOUGH:
        return _NEVER  # whatever their reports share besides, they are two
    told["of the shorter"] = _of_the_shorter(one, other)
    return round(total + _weighed(told), 6)  # whichever is compared with the other


def are_apart(one: Candidate, other: Candidate, sums: float) -> bool:
    """Whether two, of which ``money`` says ``sums``, are never one, whatever else their reports share: each report names the sum
    of the other's deal too. Unless told with the same sum, so it is with a loan and what it pays for (with what it does not pay
    for even then), with what is sold of what a venture makes and the venture, with what others buy or sell, with two purchases
    of which nothing bought is in both, and weeks later with what is agreed again."""
    a, b = one.node.deal, other.node.deal
    kinds = {a.kind, b.kind}
    if sums > 0:
        return "financing" in kinds and not are_akin(a.kind, b.kind)
    beside = "financing" in kinds or ("offtake" in kinds and not are_akin(a.kind, b.kind))
    if (len(kinds) > 1 and beside) or (sums < 0 and name_both_sums(one, other)):
        return True
    if buy_another(one, other) or trade_apart(one, other):
        return True
    first, second = _in_time(one, other)
    apart = second.node.published - first.node.published
    return apart > _WEEKS and _is_another(first.node.deal, second.node.deal, sums)


def _in_time(one: Candidate, other: Candidate) -> tuple[Candidate, Candidate]:
    """The two as they came."""
    return (one, other) if one.node.published <= other.node.published else (other, one)


def _is_another(first: Deal, later: Deal, sums: float) -> bool:
    """Whether what is told weeks after a deal was made anew: of a kind that is made time and again, and neither carried out nor
    meant more firmly than before, or a loan of another sum after one that was signed; or is something else than what is
    sold of what is made."""
    if first.kind != later.kind:
        return "offtake" in (first.kind, later.kind)
    meant = {first.stage, later.stage} <= INTENDED and _STEPS[first.stage] < _STEPS[later.stage]
    lent = first.kind == "financing" and sums < 0 and first.stage not in INTENDED and later.stage not in ENDS
    return lent or (first.kind in _REPEATED and later.stage in _BEGUN and not meant)


def features(one: Candidate, other: Candidate) -> dict[str, float]:
    """What two deals of two reports have in common and what sets them apart, by the names of FEATURES."""
    found = _of_deals(one, other, money(one.usd, other.usd)) | _of_figures(one, other)
    return found | {"of the shorter": _of_the_shorter(one, other)}


def _weighed(found: dict[str, float]) -> float:
    return fsum([FEATURES[name] * value for name, value in found.items()])


def _of_deals(one: Candidate, other: Candidate, sums: float) -> dict[str, float]:
    """The features of what two deals are, but for the words of their reports; of their sums ``money`` says ``sums``."""
    a, b = one.node.deal, other.node.deal
    found = {"": 1.0, **_of_parties(one, other), **_of_time(one, other)}
    found["same kind"] = float(a.kind == b.kind)
    found["repeated"] = float(a.kind == b.kind and a.kind in _REPEATED)
    found["bought or built"] = float(sums <= 0 and {a.kind, b.kind} == _SOLD_OR_BUILT)
    if sums > 0:
        found |= {"money": sums, "same sum": float(has_one_sum(a, b))}
    elif sums < 0:
        found["other sum"] = float(sums <= FAR)
    if a.stake is not None and b.stake is not None:
        found["other stake"] = float(a.stake != b.stake)
    if one.places and other.places:
        found["same place" if one.places & other.places else "other place"] = 1.0
    if one.commodities and other.commodities:
        found["other commodity"] = float(one.commodities.isdisjoint(other.commodities))
    if one.node.story is not None and one.node.story == other.node.story:
        found["story"] = 1.0
    return found


def _of_parties(one: Candidate, other: Candidate) -> dict[str, float]:
    common = one.parties & other.parties
    mine, its = one.parties - common, other.parties - common
    found: dict[str, float] = {}
    if one.kin and other.kin:
        akin = not one.families.isdisjoint(other.families)
        found["kin"] = float(akin and not common)
        if akin:
            kin = {one.kin[key] for key in one.kin.keys() - common}
            kin &= {other.kin[key] for key in other.kin.keys() - common}
            mine = frozenset([key for key in mine if one.kin.get(key) not in kin])
            its = frozenset([key for key in its if other.kin.get(key) not in kin])
    foreign = sum([key in one.foreign or key in other.foreign for key in common])
    found["foreign parties"] = float(min(_MOST_PARTIES, foreign))
    found["local parties"] = float(min(_MOST_PARTIES, len(common) - foreign))
    found["other parties"] = float(bool(mine and its))
    return found


def _of_time(one: Candidate, other: Candidate) -> dict[str, float]:
    first, second = _in_time(one, other)
    begun, later = first.node.deal.stage, second.node.deal.stage
    days = (second.node.published - first.node.published).days
    found = {"days": log1p(days), "years": float(days > _YEARS)}
    if days > _NEXT_MONTH:
        found["anew"] = float(begun in ENDS and later in _EARLY)
    if days > _NEXT_WEEK:
        found["ended"] = float(begun in _EARLY and later in ENDS)
        found["further"] = float(0 <= _STEPS.get(begun, -1) < _STEPS.get(later, -1))
        found["carried out"] = float(begun == "signed" and later in _CARRIED_OUT)
        found["goes on"] = float(goes_on(first, second))
    return found


def _of_figures(one: Candidate, other: Candidate) -> dict[str, float]:
    """The features of the figures and years that the reports share which tell two deals."""
    figures = min(_MOST_FIGURES, fsum(shared(one.figures, other.figures)))
    return {
        "figures": figures,
        "other figures": float(min(one.strong, other.strong, SEVERAL)) if figures < SOME_FIGURE else 0.0,
        "same years": float(min(_MOST_YEARS, len(one.years & other.years))),
    }


def _of_the_shorter(one: Candidate, other: Candidate) -> float:
    """What the reports share besides figures, of all that the one tells that tells less."""
    return fsum(shared(one.others, other.others)) / min(one.weight, other.weight)
