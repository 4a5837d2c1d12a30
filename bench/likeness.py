"""Fits the weights of ``tui.ledger.likeness`` to the stories of the tests, and says how well they hold for a file of stories
that was left out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from math import exp
from pathlib import Path

from tui.archive.settling import Unsettled
from tui.ledger.likeness import FEATURES, WINDOW, comparable, features, sign, surety
from tui.model import Document
from tui.reading import read

_TESTS = Path(__file__).parents[1] / "tests"
_RIDGE, _STEPS = 0.5, 40
_MADE = 0.1
"""What a pair of reports weighs that a program made of phrases."""


@dataclass(frozen=True, slots=True)
class _Told:
    file: str
    story: str
    lang: str
    published: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Pair:
    files: frozenset[str]
    found: tuple[float, ...]
    same: bool
    weight: float
    joined: bool


def main(arguments: list[str]) -> int:
    """Prints the weights, and precision and recall of pairs: as the program has it now, and fitted without each file."""
    pairs = [*_pairs([*_hand_written()]), *_pairs(_samples()), *_pairs(_campaign())]
    _show("as it is", pairs, [pair.joined for pair in pairs])
    for file in sorted({file for pair in pairs for file in pair.files}):
        weights = _fitted([pair for pair in pairs if file not in pair.files])
        held = [pair for pair in pairs if pair.files == {file}]
        _show(f"without {file}", held, [_score(weights, pair.found) > 0 for pair in held])
    for name, weight in zip(FEATURES, _fitted(pairs), strict=True):
        print(f"    {name!r}: {weight:.2f},")
    return 0


def _hand_written() -> list[_Told]:
    """The reports of tests/stories."""
    sys.path[:0] = [str(_TESTS), str(_TESTS / "unit")]
    from test_ledger_told import FOLDER, told_in  # type: ignore[import-not-found]

    return [
        _Told(file.stem, told.story, told.lang, told.published, told.title, told.text)
        for file in sorted(FOLDER.glob("*.txt"))
        for told in told_in(file)
    ]


def _samples() -> list[_Told]:
    from story_samples import REPORTS  # type: ignore[import-not-found]

    return [_Told("samples", t.story or t.name, t.lang, t.published, t.title, t.text) for t in REPORTS]


def _campaign() -> list[_Told]:
    from story_campaign import reports  # type: ignore[import-not-found]

    return [_Told("campaign", str(t.story), t.lang, t.published, t.title, t.text) for t in reports()]


def _pairs(told: Sequence[_Told]) -> list[_Pair]:
    """Pairs of reports of the same days that share anything."""
    signed = []
    for number, one in enumerate(told):
        reading = read(Document(one.title, one.text, one.published, one.lang))
        report = Unsettled(number, True, one.title, one.text, one.lang, one.published, reading)
        signed.append(comparable(sign(report, reading)))
    found = []
    pairs = combinations(zip(told, signed, strict=True), 2)
    for (first, its), (second, others) in pairs:
        if abs(first.published - second.published) <= WINDOW and its.signature.clues.keys() & others.signature.clues:
            values = tuple(features(its, others).values())
            files = frozenset({first.file, second.file})
            weight = _MADE if "campaign" in files else 1.0
            joined = surety(its, others) > 0.5
            found.append(_Pair(files, values, first.story == second.story, weight, joined))
    return found


def _show(what: str, pairs: Sequence[_Pair], joined: Sequence[bool]) -> None:
    hits = sum(is_joined and pair.same for pair, is_joined in zip(pairs, joined, strict=True))
    true, said = sum(pair.same for pair in pairs), sum(joined)
    print(
        f"{what:20} {len(pairs):5} pairs, {true:4} of one event: P {hits / max(1, said):.2f} R {hits / max(1, true):.2f}"
    )


def _score(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def _fitted(pairs: Sequence[_Pair]) -> list[float]:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    size = len(FEATURES)
    weights = [0.0] * size
    for _ in range(_STEPS):
        slope = [-_RIDGE * weight for weight in weights]
        curve = [[_RIDGE * (row == column) for column in range(size)] for row in range(size)]
        for pair in pairs:
            sure = 1 / (1 + exp(-max(-30.0, min(30.0, _score(weights, pair.found)))))
            bend = pair.weight * sure * (1 - sure)
            for row, value in enumerate(pair.found):
                if value:
                    slope[row] += pair.weight * (pair.same - sure) * value
                    for column, other in enumerate(pair.found):
                        curve[row][column] += bend * value * other
        weights = [weight + step for weight, step in zip(weights, _solved(curve, slope), strict=True)]
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for row in range(size):
            if row != place:
                share = rows[row][place] / rows[place][place]
                rows[row] = [one - share * other for one, other in zip(rows[row], rows[place], strict=True)]
    return [row[size] / row[place] for place, row in enumerate(rows)]
