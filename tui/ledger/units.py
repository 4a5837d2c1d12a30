"""Units in which one and the same metal is told: pounds of U3O8 and tonnes of uranium, ounces and tonnes of gold."""

from __future__ import annotations

from collections.abc import Iterable

from tui.ledger.mosttold import most_told

_URANIUM_IN_U3O8 = 0.848
"""Share of the metal in the oxide's mass; tonnes of uranium are tonnes of the metal."""

_POUND, _OUNCE = 0.45359237e-3, 31.1034768e-6
_TONNES = {
    "uranium": {"t": 1.0, "lb": _POUND * _URANIUM_IN_U3O8},
    **{metal: {"t": 1.0, "oz": _OUNCE} for metal in ("gold", "silver", "platinum", "palladium")},
}
_MASS = frozenset({"t", "lb", "oz"})


def dimension(unit: str) -> str:
    """What units have in common that may be turned into each other, given the metal."""
    return "mass" if unit in _MASS else unit


def factor(unit: str, wanted: str, commodity: str | None) -> float | None:
    """How many ``wanted`` make one ``unit`` of the commodity; None where they cannot be turned into each other."""
    if unit == wanted:
        return 1.0
    known = _TONNES.get(commodity or "", {})
    return known[unit] / known[wanted] if unit in known and wanted in known else None


def usual(units: Iterable[str]) -> str:
    """The unit that most figures are told in; of equals tonnes, then by name."""
    return most_told(units, first="t")
