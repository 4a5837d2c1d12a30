"""Fits the weights by which it is told which sum an undertaking is worth, if any (knowledge/weights-sums.toml), to annotated
documents, and says how well they hold for a set of documents that was left out.

    python -m bench fit_sums [FILE.jsonl …] [--write]

A file may hold short items of which the deals alone are annotated. Fit deals before sums: which undertakings there are to
choose for does not depend on these.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any, ClassVar, NamedTuple

from bench._annotated import TESTS, Annotated, documents, items_of_deals, worth_writing, write
from bench._ranking import Choice, fitted
from bench.fit_deals import TITLES, laid_out, paired
from tui.model import Document
from tui.reading.acts import terms
from tui.reading.acts.line import Token
from tui.reading.acts.undertaking import Undertaking
from tui.reading.acts.undertakings import Weighed
from tui.reading.acts.worth import VOICE, WEIGHTS, Option, Worth
from tui.reading.lookup.library import library
from tui.reading.lookup.weights import points

_RIDGE, _OFTEN = 4.0, 4
_PASSAGES, _PINNED = "passages", 3.0
"""The set of the passages of the tests, and what one weighs, written for one case of several sums."""

_SAME = 0.02
_FILE = "weights-sums.toml"
_HEAD = """\
# What each clue says for a sum's being what an undertaking is worth, or for none's being so (acts/worth.py has the clues).
# Fitted to annotated documents by `python -m bench fit_sums --write`; not to be written by hand.
"""


class _Told(NamedTuple):
    """What there was to choose from for a deal that a reader has taken from an item, and which of it is right."""

    set: str
    options: Sequence[Option]
    right: Sequence[bool]


class _Noting(Worth):
    """Takes note of what there is to choose from for each undertaking."""

    noted: ClassVar[dict[int, list[Option]]] = {}

    def of(self, group: Undertaking, kind: str, ruled: Token | None, claimed: set[float]) -> Token | None:
        self.noted[id(group)] = self.options(group, kind, ruled, claimed)
        return ruled


def main(arguments: list[str]) -> int:
    """Prints how well weights fitted without each set hold for it, and those fitted to all; see bench._annotated."""
    told = list(_told([*documents(arguments), *items_of_deals(), *_passages()]))
    for group in sorted({one.set for one in told}):
        _show(f"without {group}", [t for t in told if t.set == group], _fit([t for t in told if t.set != group]))
    known = _fit(told)
    _show("all", told, known)
    if "--write" in arguments:
        write(_FILE, _HEAD, {WEIGHTS: worth_writing(known)})
    return 0


def _told(items: Sequence[Annotated]) -> Iterator[_Told]:
    module = vars(terms)
    usual, module["Worth"] = module["Worth"], _Noting
    try:
        for item in items:
            _Noting.noted.clear()
            laid = laid_out(item, library())
            weighed = laid[2] if laid is not None else []
            pair = _by_kind if item.set == _PASSAGES else paired
            for one, gold in zip(weighed, pair(weighed, item.gold.get("deals", [])), strict=True):
                if gold is not None and not gold.get("optional"):
                    options = _Noting.noted[id(one.group)]
                    yield _Told(item.set, options, [_is_right(option, gold) for option in options])
    finally:
        module["Worth"] = usual


def _passages() -> Iterator[Annotated]:
    """The passages of the tests with several sums, or none, and those with several undertakings."""
    sums = tomllib.loads((TESTS / "sums.toml").read_text(encoding="utf-8"))["passage"]
    several = tomllib.loads((TESTS / "several.toml").read_text(encoding="utf-8"))["item"]
    for one in (*sums, *several):
        day = datetime.combine(one["published"], time(12), UTC) if "published" in one else None
        document = Document(one.get("title", TITLES[one["language"]]), one["text"], day, one["language"])
        yield Annotated(_PASSAGES, document, {"deals": one["deals"]})


def _by_kind(weighed: Sequence[Weighed], gold: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any] | None]:
    """For each undertaking of a passage the next deal of its kind, of which no more is annotated than the sum."""
    rest = list(gold)
    found: list[Mapping[str, Any] | None] = []
    for one in weighed:
        alike = [deal for deal in rest if deal["kind"] == one.deal.kind]
        alike.sort(key=lambda deal: deal.get("amount") != one.deal.amount)
        found.append(alike[0] if alike else None)
        rest = [deal for deal in rest if deal not in alike[:1]]
    return found


def _is_right(option: Option, gold: Mapping[str, Any]) -> bool:
    wanted, token = gold.get("amount"), option.token
    if wanted is None or token is None:
        return wanted is None and token is None
    close = abs(token.value.value - wanted) <= _SAME * wanted
    return bool(close and token.value.unit == gold.get("currency", token.value.unit))


def _fit(told: Sequence[_Told]) -> dict[str, float]:
    choices = [
        Choice([sorted(o.clues) for o in one.options], one.right, _PINNED if one.set == _PASSAGES else 1.0)
        for one in told
    ]
    return fitted(choices, ridge=_RIDGE, least=_OFTEN)


def _show(what: str, told: Sequence[_Told], known: Mapping[str, float]) -> None:
    """Prints how many deals have the wrong sum by the rules, and by the weights."""
    ruled = right = 0
    for one in told:
        said = [points(known, option.clues) + VOICE * option.ruled for option in one.options]
        right += one.right[said.index(max(said))]
        ruled += any(good and option.ruled for good, option in zip(one.right, one.options, strict=True))
    print(f"{what:24} {len(told):4} deals: wrong by the rules {len(told) - ruled:3}, by weights {len(told) - right:3}")
