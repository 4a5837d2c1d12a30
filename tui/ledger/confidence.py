"""How far a deal may be believed, with the reasons: who tells it, how many do, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.ledger.entries import Confidence
from tui.ledger.weights import AGENCY, OFFICIAL, weight_of

_SEVERAL, _MANY = 2, 4
_HIGH, _FAIR = 3, 1
_POINTS = {
    "official": 2,
    "agency": 1,
    "rewrites": 0,
    "many-sources": 2,
    "several-sources": 1,
    "one-source": 0,
    "amounts-differ": -2,
    "others-differ": -1,
    "in-passing": -2,
}


def confidence(
    kinds: Iterable[str], sources: Iterable[str], differing: Sequence[str], *, background: bool
) -> Confidence:
    """What speaks for and against a deal: the ``kinds`` of feeds that tell it, the names of their ``sources``, the fields on
    which they differ, and whether all name it in passing only."""
    weights = set(map(weight_of, kinds))
    names = len(set(sources))
    reasons = [
        "official" if OFFICIAL in weights else "agency" if AGENCY in weights else "rewrites",
        "many-sources" if names >= _MANY else "several-sources" if names >= _SEVERAL else "one-source",
    ]
    reasons += ["amounts-differ"] if "amount" in differing else []
    reasons += ["others-differ"] if set(differing) - {"amount"} else []
    reasons += ["in-passing"] if background else []
    points = sum(_POINTS[reason] for reason in reasons)
    return Confidence("high" if points >= _HIGH else "fair" if points >= _FAIR else "low", tuple(reasons))


def judged(verdict: str) -> Confidence:
    """The analyst's own word: ``yes``, ``edited`` or ``wrong``."""
    return Confidence("low" if verdict == "wrong" else "high", (verdict,))
