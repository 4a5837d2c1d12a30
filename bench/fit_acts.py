"""Fits the weights by which it is told of what kind a deal is and how far it has gone (knowledge/weights-acts.toml) to annotated
documents, and says how well they hold for sets of documents that were left out.

    python -m bench fit_acts [FILE.jsonl …] [--write]

What the rules say is no clue of the fit: they were made with most of these documents in view, and would seem surer than they are.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from sys import intern
from typing import Any, NamedTuple

from bench import fit_deals
from bench._annotated import TESTS, Annotated, documents, items_of_deals, rows, write
from bench._ranking import Choice, fitted
from tui.model import Document
from tui.reading.acts.likeliest import OPTIONS, likeliest
from tui.reading.lookup.library import library

_RIDGE, _OFTEN = 3.0, 7
_LEAST = 8
"""Hundredths of a point that a clue has to say for one option or against it to be worth its line."""

_FOLDS = 5
_PASSAGES = "passages"
"""The set of passages written for a few deals."""

_RULES = "told-"
"""How clues of what the rules say begin."""

_FILE = "weights-acts.toml"
_HEAD = """\
# What each clue says for a deal's being of each kind, and for its having got as far as each stage, in hundredths of a point and
# in the order of the kinds and stages of tui/model.py; acts/likeliest.py has the clues.
# Fitted to annotated documents by `python -m bench fit_acts --write`; not to be written by hand.
"""

Weights = dict[str, dict[str, list[int]]]
"""Of each decision what each clue says for each option."""


class _Case(NamedTuple):
    """A deal that was found and annotated: its clues, what the rules say, and what is right."""

    group: str
    clues: set[str]
    told: Mapping[str, str]
    right: Mapping[str, Sequence[str]]
    weight: float


def main(arguments: list[str]) -> int:
    """Writes the weights; else prints how well those fitted without a fifth of the sets hold for it."""
    told = (*documents(arguments), *items_of_deals(), *_reports(), *_several(), *fit_deals.samples())
    cases = list(_cases(told))
    if "--write" in arguments:
        write(_FILE, _HEAD, _fit(cases))
        return 0
    sets = sorted({c.group for c in cases if c.weight == 1.0})
    for fold in range(_FOLDS):
        held = set(sets[fold::_FOLDS])
        known = _fit([c for c in cases if c.group not in held])
        _show(f"without {' '.join(sorted(held))}", [c for c in cases if c.group in held], known)
    return 0


def _reports() -> Iterator[Annotated]:
    """The reports of the ledger's tests that tell a single deal: of which kind it is, and the stage that the report tells."""
    for path in sorted((TESTS.parent / "ledger").glob("*-deals.jsonl")):
        name = path.name.removesuffix("-deals.jsonl")
        told = defaultdict(list)
        for deal in rows(path):
            kinds = [deal["kind"], *deal.get("alt_kinds", ())]
            for step in deal["stages"]:
                stages = [step["stage"], *deal.get("alt_stages", {}).get(step["stage"], ())]
                for report in step["reports"]:
                    told[report].append(deal | {"kinds": kinds, "stages": stages})
        for row in rows(path.with_name(f"{name}-reports.jsonl")):
            if len(told[row["id"]]) == 1:
                day = datetime.fromisoformat(row["published"])
                document = Document(row["title"], row["text"], day, row["lang"], row["id"])
                yield Annotated(f"ledger-{name}", document, {"deals": told[row["id"]]})


def _several() -> Iterator[Annotated]:
    """The reports and passages of the tests that tell several deals."""
    for name, key in (("several", "item"), ("sums", "passage")):
        for row in tomllib.loads((TESTS / f"{name}.toml").read_text(encoding="utf-8"))[key]:
            language = row["language"]
            day = datetime.combine(row.get("published", fit_deals.DAY), time(12), UTC)
            document = Document(row.get("title", fit_deals.TITLES[language]), row["text"], day, language)
            yield Annotated(_PASSAGES, document, {"deals": row["deals"]})


def _cases(told: Iterable[Annotated]) -> Iterator[_Case]:
    """The deals that are both found and annotated."""
    for document in told:
        for one in fit_deals.undertakings(document, library()):
            if one.gold is not None:
                right = {what: _right(one.gold, what) for what in OPTIONS}
                weight = fit_deals.OF_SAMPLE if document.set == _PASSAGES else one.weight
                yield _Case(document.set, one.one.telling, one.one.rules, right, weight)


def _right(gold: Mapping[str, Any], what: str) -> Sequence[str]:
    """What an annotation takes for right; nothing where it does not say."""
    return gold.get(f"{what}s") or ([gold[what]] if what in gold else [])


def _fit(cases: Sequence[_Case]) -> Weights:
    found: Weights = {}
    for what, options in OPTIONS.items():
        choices = [
            Choice(
                [[intern(f"{option} {clue}") for clue in sorted(c.clues) if _counts(clue, what)] for option in options],
                [option in c.right[what] for option in options],
                c.weight,
            )
            for c in cases
        ]
        points = fitted(choices, ridge=_RIDGE, least=_OFTEN)
        clues = sorted({name.partition(" ")[2] for name in points})
        rows = {clue: [round(100 * points.get(f"{option} {clue}", 0.0)) for option in options] for clue in clues}
        found[what] = {clue: row for clue, row in rows.items() if max(map(abs, row)) >= _LEAST}
    return found


def _counts(clue: str, what: str) -> bool:
    return what != "kind" or not clue.startswith(_RULES)


def _show(held: str, cases: Sequence[_Case], known: Weights) -> None:
    shelf = fit_deals.with_weights(library(), known)
    for what in OPTIONS:
        judged = [c for c in cases if c.right[what]]
        right = sum(likeliest(shelf, what, c.clues, c.told[what]) in c.right[what] for c in judged)
        print(f"{held:60} {what:6} {len(judged):4} deals, right {right / len(judged):.3f}", flush=True)
