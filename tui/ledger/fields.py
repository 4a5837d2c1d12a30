"""The fields of deals, figures and events that an analyst may edit: what they accept, and how they are put in."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from tui.model import DEAL_KINDS, EVENT_KINDS, STAGES, Party
from tui.text import line
from tui.words import say

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_UNIT = re.compile(r"[A-Za-z%/0-9]{1,8}")
_KEY = re.compile(r"[a-z][a-z-]{1,40}")
_PERIOD = re.compile(r"\d{4}(-(H[12]|Q[1-4]|\d\d(-\d\d)?))?(/\d{4}-\d\d(-\d\d)?)?")
_LONGEST, _MOST = 200, 50
_SCALES = {
    word: scale
    for scale, words in ((1e3, "k тыс мың"), (1e6, "m mn mln million млн"), (1e9, "b bn billion млрд"))
    for word in words.split()
}
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_TYPED = re.compile(rf"(-?[\d,]*\.?\d+)({'|'.join(_SCALES)})?")

ROLES = ("buyer", "seller", "target", "partner", "contractor", "client", "lender", "borrower")


class FieldError(ValueError):
    """A field or a value that no fact can have; the message is a sentence for people."""


def checked(field: str, value: object, of: str = "deal") -> object:
    """``value`` as the ``field`` of a deal, figure or event holds it; None stands for not known. Raises FieldError."""
    fields = FIELDS[of]
    if field not in fields:
        raise FieldError(say(f"value.no-field-{of}", field=_shown(field), known=", ".join(fields)))
    return None if value is None and field not in _NEEDED[of] else fields[field](value)


def typed(field: str, text: str, of: str = "deal") -> object:
    """What people type for ``field``, as a value: lists go by commas, "" is not known. Raises FieldError."""
    if field in _LISTS or (field, of) == ("parties", "event"):
        return checked(field, [part.strip() for part in text.split(",") if part.strip()], of)
    if field == "parties":
        return checked(field, _parties_typed(text), of)
    if (field, text.strip()) == ("basis", ""):
        return ""
    try:
        value = _figure(text) if field in _NUMBERS and text.strip() else text.strip() or None
    except ValueError as error:
        raise FieldError(say("value.number-such", value=_shown(text))) from error
    return checked(field, value, of)


def _figure(text: str) -> object:
    """A number as people type it: ``1,500,000``, ``1.5bn``, ``1,5 млрд``. Raises ValueError."""
    found = _TYPED.fullmatch("".join(text.split()).lower())
    if found is None:
        return json.loads(text)
    digits, scale = found.groups()
    value = float(digits.replace(",", "") if _GROUPED.fullmatch(digits) else digits.replace(",", "."))
    value = round(value * _SCALES.get(scale, 1.0), 6)
    return int(value) if value.is_integer() else value


def _parties_typed(text: str) -> list[dict[str, str]]:
    """``Zijin (buyer, CN); Kazakhmys (seller)`` as objects."""
    found = []
    for part in filter(None, map(str.strip, text.split(";"))):
        name, _, rest = part.partition("(")
        party = {"name": name.strip()}
        for word in filter(None, (w.strip() for w in rest.rstrip(") ").split(","))):
            party["country" if _COUNTRY.fullmatch(word) else "role"] = word
        found.append(party)
    return found


def _one_of(values: tuple[str, ...]) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in values:
            raise FieldError(say("value.one-of", value=_shown(value), known=", ".join(values)))
        return str(value)

    return check


def _like(pattern: re.Pattern[str], example: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise FieldError(say("value.like", value=_shown(value), example=example))
        return value

    return check


def _number(most: float, least: float = 0.0) -> Callable[[object], float]:
    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
            raise FieldError(say("value.between", value=_shown(value), least=f"{least:g}", most=f"{most:g}"))
        if not math.isfinite(value):
            raise FieldError(say("value.number", value=_shown(value)))
        return float(value)

    return check


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**9:
        raise FieldError(say("value.whole", value=_shown(value)))
    return value


def _names(check: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    def checked_all(value: object) -> tuple[str, ...]:
        if not isinstance(value, (list, tuple)) or len(value) > _MOST:
            raise FieldError(say("value.list", value=_shown(value)))
        return tuple(dict.fromkeys(check(one) for one in value))

    return checked_all


def _name(value: object) -> str:
    if not isinstance(value, str) or not line(value).strip():
        raise FieldError(say("value.name", value=_shown(value)))
    return line(value, _LONGEST)


def _parties(value: object) -> tuple[Party, ...]:
    if not isinstance(value, (list, tuple)) or len(value) > _MOST:
        raise FieldError(say("value.parties", value=_shown(value)))
    return tuple(map(_party, value))


def _party(value: object) -> Party:
    if isinstance(value, Party):
        return value
    if not isinstance(value, dict):
        raise FieldError(say("value.party", value=_shown(value)))
    role, country = value.get("role") or "", value.get("country")
    return Party(
        name=_name(value.get("name")),
        role=_one_of(ROLES)(role) if role else "",
        country=_like(_COUNTRY, "CN")(country) if country else None,
    )


def _shown(value: object) -> str:
    return repr(line(str(value), 40))


_DEAL: Mapping[str, Callable[[Any], object]] = {
    "kind": _one_of(DEAL_KINDS),
    "stage": _one_of(STAGES),
    "amount": _number(1e15),
    "currency": _like(_CURRENCY, "USD"),
    "date": _like(_DATE, "2025-06-30, 2025-06, 2025"),
    "stake": _number(100),
    "jobs": _count,
    "countries": _names(_like(_COUNTRY, "CN")),
    "commodities": _names(_name),
    "places": _names(_name),
    "parties": _parties,
}
_FIGURE: Mapping[str, Callable[[Any], object]] = {
    "value": _number(1e18, -1e18),
    "unit": _like(_UNIT, "t, USD"),
    "period": _like(_PERIOD, "2025, 2025-H1, 2025-Q3, 2025-09, 2025-01/2025-09"),
    "subject": _name,
    "metric": _like(_KEY, "production"),
    "commodity": _like(_KEY, "copper"),
    "basis": _one_of(("", "guidance")),
}
_EVENT: Mapping[str, Callable[[Any], object]] = {
    "kind": _one_of(EVENT_KINDS),
    "date": _like(_DATE, "2025-06-30, 2025-06, 2025"),
    "parties": _names(_name),
    "countries": _names(_like(_COUNTRY, "CN")),
}
FIELDS: Mapping[str, Mapping[str, Callable[[Any], object]]] = {"deal": _DEAL, "figure": _FIGURE, "event": _EVENT}
"""By what has them: the fields, each with what makes sure of a value."""

_NEEDED = {
    "deal": frozenset({"kind", "stage", "countries", "commodities", "places", "parties"}),
    "figure": frozenset({"value", "unit", "subject", "metric"}),
    "event": frozenset({"kind", "parties", "countries"}),
}
_LISTS = frozenset({"countries", "commodities", "places"})
_NUMBERS = frozenset({"amount", "stake", "jobs", "value"})
