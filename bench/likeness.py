"""Fits the weights of ``tui.ledger.likeness`` to the stories of the tests, and says how well stories come out of files that
were left out of the fit."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from pathlib import Path

from bench._logistic import Pair, fitted
from tui.archive.settling import Unsettled
from tui.ledger.grouping import grouped
from tui.ledger.groups import parts
from tui.ledger.likeness import FEATURES, SURE_ENOUGH, WINDOW, Comparable, comparable, features, sign, surety
from tui.model import Document
from tui.reading import read

_TESTS = Path(__file__).parents[1] / "tests"
_RIDGE = 0.5
_MADE, _CAMPAIGN = 0.3, "campaign"
"""What a pair of reports weighs that a program made of phrases, and the name of their file."""


@dataclass(frozen=True, slots=True)
class _Told:
    file: str
    story: str
    lang: str
    published: datetime
    title: str
    text: str


Signed = list[tuple[_Told, Comparable]]
Score = Counter[tuple[bool, str]]
"""How many pairs within a language or (True) across languages are "joined", "true", and "both"."""


def main(arguments: list[str]) -> int:
    """Prints precision and recall of the pairs of reports that stories join, within a language and across: with the weights
    as they are, and with weights fitted without each file; then the weights that fit all files."""
    written = [_signed([*_hand_written()]), _signed(_samples()), _signed(_campaign())]
    pairs = [pair for signed in written for pair in _pairs(signed)]
    files = sorted({told.file for told, _ in written[0]})
    of_file = {file: [one for one in written[0] if one[0].file == file] for file in files}
    _show("as it is", _sum(_judged(of_file[file], FEATURES) for file in files))
    without = {}
    for file in files:
        weights = fitted([pair for pair in pairs if pair.file != file], _RIDGE)
        without[file] = _judged(of_file[file], dict(zip(FEATURES, weights, strict=True)))
        _show(f"without {file}", without[file])
    _show("each left out in turn", _sum(without.values()))
    for name, weight in zip(FEATURES, fitted(pairs, _RIDGE), strict=True):
        print(f"    {name!r}: {weight:.2f},")
    return 0


def _hand_written() -> list[_Told]:
    """The reports of tests/stories and tests/ledger."""
    sys.path[:0] = [str(_TESTS), str(_TESTS / "unit")]
    from test_ledger_deals import FOLDER as LEDGER  # type: ignore[import-not-found]
    from test_ledger_told import FOLDER, told_in  # type: ignore[import-not-found]

    written = [
        _Told(file.stem, told.story, told.lang, told.published, told.title, told.text)
        for file in sorted(FOLDER.glob("*.txt"))
        for told in told_in(file)
    ]
    for file in sorted(LEDGER.glob("*-reports.jsonl")):
        for told in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            moment = datetime.fromisoformat(told["published"])
            story = told["story"] or told["id"]
            written.append(_Told(file.stem, story, told["lang"], moment, told["title"], told["text"]))
    return written


def _samples() -> list[_Told]:
    from story_samples import REPORTS  # type: ignore[import-not-found]

    return [_Told("samples", t.story or t.name, t.lang, t.published, t.title, t.text) for t in REPORTS]


def _campaign() -> list[_Told]:
    from story_campaign import reports  # type: ignore[import-not-found]

    return [_Told(_CAMPAIGN, str(t.story), t.lang, t.published, t.title, t.text) for t in reports()]


def _signed(told: Sequence[_Told]) -> Signed:
    signed = []
    for number, one in enumerate(told):
        reading = read(Document(one.title, one.text, one.published, one.lang))
        report = Unsettled(number, True, one.title, one.text, one.lang, one.published, reading)
        signed.append((one, comparable(sign(report, reading))))
    return signed


def _pairs(signed: Signed) -> list[Pair]:
    """Pairs of reports of a file and the same days that share anything; of two files, both may tell one event."""
    found = []
    for (first, its), (second, others) in combinations(signed, 2):
        near = first.file == second.file and abs(first.published - second.published) <= WINDOW
        if near and its.signature.clues.keys() & others.signature.clues:
            values = tuple(features(its, others).values())
            found.append(Pair(first.file, values, _same(first, second), _MADE if first.file == _CAMPAIGN else 1.0))
    return found


def _same(one: _Told, other: _Told) -> bool:
    return (one.file, one.story) == (other.file, other.story)


def _judged(signed: Signed, weights: Mapping[str, float]) -> Score:
    """How the stories that these weights make of the reports of a file compare with what was written."""
    near: dict[int, dict[int, float]] = {number: {} for number in range(len(signed))}
    for one, other in combinations(near, 2):
        sure = surety(signed[one][1], signed[other][1], weights)
        if sure >= SURE_ENOUGH:
            near[one][other] = near[other][one] = sure
    names = {number: (told.published, told.title) for number, (told, _) in enumerate(signed)}
    story: dict[int, int] = {}
    for part in parts(near, near.__getitem__):
        for group in grouped({number: near[number] for number in part}, names):
            story |= dict.fromkeys(group, min(group))
    score: Score = Counter()
    for one, other in combinations(near, 2):
        first, second = signed[one][0], signed[other][0]
        across, joined, true = first.lang != second.lang, story[one] == story[other], _same(first, second)
        score += Counter({(across, "joined"): joined, (across, "true"): true, (across, "both"): joined and true})
    return score


def _sum(scores: Iterable[Score]) -> Score:
    return sum(scores, Counter())


def _show(what: str, score: Score) -> None:
    told = (
        f"P {score[across, 'both'] / max(1, score[across, 'joined']):.2f}"
        f" R {score[across, 'both'] / max(1, score[across, 'true']):.2f} of {score[across, 'true']:3} pairs"
        for across in (False, True)
    )
    print(f"{what:22} within a language {next(told)}, across {next(told)}")
