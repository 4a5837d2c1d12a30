"""Fits the weights by which it is told what a figure measures (knowledge/weights-figures.toml) to annotated documents, and
says how well they hold for a set of documents that was left out."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench._ranking import Choice, fitted
from tui.model import Document
from tui.reading import read
from tui.reading.acts.line import cues
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures import metrics, topics
from tui.reading.figures.clues import NONE, Clues
from tui.reading.figures.kinds import kinds
from tui.reading.lookup.library import library
from tui.reading.naming.coref import stand_ins
from tui.reading.pipeline import lay_out, measure

_FOLDER = Path(__file__).parents[1] / "tests" / "reading"
_WRITTEN = Path(__file__).parents[1] / "tui" / "reading" / "knowledge" / "weights-figures.toml"
_SETS = ("documents", "fresh", "second", "third", "fourth")
_ALONE = "sentences"
_LANGUAGE = re.compile(r"\b(?:en|ru|kk)\d?-?\b")
_RIDGE, _LEAST = 4.0, 3
_DOUBTFUL = 0.5
"""What a figure weighs that may or may not be given."""

_TRIFLE = 0.02
_CLOSE = 0.01
_TO_TONNES = {"lb": 0.00045359237, "oz": 3.11034768e-05}

Weights = Mapping[str, Mapping[str, float]]


@dataclass(slots=True)
class _Told:
    """An annotated document: its figures as (metric, value, unit, whether in doubt)."""

    group: str
    document: Document
    figures: list[tuple[str, float, str, bool]]

    def kinds(self, quantity: Quantity) -> set[str]:
        """The kinds that are right for a figure, with ``none`` for no metric, as a deal's own amount is."""
        found = set()
        for metric, value, unit, doubtful in self.figures:
            meant = quantity.value * (_TO_TONNES.get(quantity.unit, 1.0) if unit == "t" else 1.0)
            if unit not in (quantity.unit, "t") or (unit == "t" and quantity.unit not in ("t", "oz", "lb")):
                continue
            for kind in kinds(library()).values():
                if kind.answer == metric and quantity.kind in kind.units and _close(meant * kind.sign, value):
                    found |= {kind.id, NONE} if doubtful else {kind.id}
        return found or {NONE}


@dataclass(slots=True)
class _Decision:
    """A figure with the clues of its kinds, what was chosen and what is right."""

    group: str
    clues: dict[str, list[str]]
    chosen: str
    right: set[str]

    @property
    def choice(self) -> Choice:
        weight = _DOUBTFUL if len(self.right) > 1 and NONE in self.right else 1.0
        return Choice(list(self.clues.values()), [kind in self.right for kind in self.clues], weight)


def main(arguments: list[str]) -> int:
    """Prints how well weights fitted without each set hold for it, and writes those fitted to all; arguments are further files of
    annotated documents (``--check``: nothing is written)."""
    told = [*_told([*_own(), *(Path(a) for a in arguments if not a.startswith("-"))]), *_sentences()]
    groups = sorted({t.group for t in told})
    led = _decisions(told, None, led=True)
    free: list[_Decision] = []
    for group in groups:
        fit = _fit([d for d in led if d.group != group])
        free += _decisions([t for t in told if t.group == group], fit, led=False)
    for group in groups:
        fit = _fit([d for d in (*led, *free) if d.group != group])
        _show(f"without {group}", _decisions([t for t in told if t.group == group], fit, led=False))
    fit = _fit([*led, *free])
    _show("all", _decisions(told, fit, led=False))
    if "--check" not in arguments:
        _write(fit)
    return 0


def _own() -> list[Path]:
    return sorted(path for name in _SETS for path in _FOLDER.glob(f"{name}-*.jsonl"))


def _told(files: Iterable[Path]) -> Iterator[_Told]:
    for path in files:
        group = _LANGUAGE.sub("", path.stem).strip("-2")
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield _annotated(group, json.loads(line))


def _annotated(group: str, told: Mapping[str, Any]) -> _Told:
    published = datetime.fromisoformat(told["published"]).replace(tzinfo=UTC)
    gold = told["gold"]
    figures = [(m["metric"], m["value"], m["unit"], bool(m.get("optional"))) for m in gold.get("metrics") or ()]
    document = Document(told["title"], told["text"], published, told["lang"])
    return _Told(group, document, figures if gold["relevant"] else [])


def _sentences() -> Iterator[_Told]:
    """The sentences with their figures that the tests read."""
    for path in sorted(_FOLDER.glob("figures-*.txt")):
        language = path.stem.rpartition("-")[2]
        rows = [line.split(" | ") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        for day, text, listed in rows:
            title, _, text = text.rpartition(" // ")
            document = Document(title, text, datetime.fromisoformat(day).replace(tzinfo=UTC), language)
            figures = [figure.split(" ", 3) for figure in listed.split("; ") if figure != "-"]
            yield _Told(_ALONE, document, [(metric, float(value), unit, False) for metric, value, unit, _ in figures])


def _read(told: _Told) -> None:
    """Reads a document; a lone sentence as if it were on the beat."""
    if told.group != _ALONE:
        read(told.document)
        return
    shelf = library()
    page = lay_out(told.document, shelf)
    measure(page, shelf)
    metrics.metrics(page, shelf, stand_ins(page, shelf, cues(page, shelf)), ())


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= _CLOSE * max(abs(one), abs(other))


def _decisions(told: Iterable[_Told], fit: Weights | None, *, led: bool) -> list[_Decision]:
    """What the reading decides for each figure by the weights; where ``led``, each is right before the next is decided."""
    made: list[_Decision] = []
    one: _Told

    class Recorder(topics.Topics):
        """Writes down what is decided."""

        def __post_init__(self) -> None:
            super().__post_init__()
            if fit is not None:
                self._weights = {kind: fit.get(kind, {}) for kind in self._weights}

        def chosen(self, quantity: Quantity, found: Clues) -> str:
            """The kind chosen, or the right one."""
            right, best = one.kinds(quantity), super().chosen(quantity, found)
            rows = {kind: [f"{kind}:{c}" for c in (*found.shared, *own)] for kind, own in found.special.items()}
            for kind, general in found.general.items():
                rows[kind] += [f"any:{c}" for c in general]
            if right:
                made.append(_Decision(one.group, rows, best, right))
            known = [kind for kind in rows if kind in right]
            return known[0] if led and known and best not in right else best

    module = vars(metrics)
    usual, module["Topics"] = module["Topics"], Recorder
    try:
        for one in told:
            _read(one)
    finally:
        module["Topics"] = usual
    return made


def _fit(decisions: Sequence[_Decision]) -> Weights:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, value in fitted([d.choice for d in decisions], ridge=_RIDGE, least=_LEAST).items():
        kind, _, clue = name.partition(":")
        if abs(value) >= _TRIFLE:
            found[kind][clue] = round(value, 2)
    return found


def _show(what: str, decisions: Sequence[_Decision]) -> None:
    hits = sum(d.chosen in d.right and d.chosen != NONE for d in decisions)
    given = sum(d.chosen != NONE and d.chosen not in d.right for d in decisions)
    missed = sum(d.chosen not in d.right and NONE not in d.right for d in decisions)
    score = 2 * hits / max(1, 2 * hits + given + missed)
    print(
        f"{what:20} {len(decisions):5} figures, {hits:4} right, {given:3} wrong, {missed:3} missed: F1 {score:.3f}",
        flush=True,
    )


def _write(fit: Weights) -> None:
    lines = [
        "# What each clue says for a figure's being of a kind of metric; tui/reading/figures/clues.py has the clues.",
        "# Fitted to annotated documents by `python -m bench figures`, not written by hand.",
    ]
    for kind in sorted(fit):
        lines += ["", f"[weight.{kind}]", *(f"{clue} = {value}" for clue, value in sorted(fit[kind].items()))]
    _WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
