"""Fits the weights by which it is told what a figure measures (knowledge/weights-figures.toml) to annotated documents, and
says how well they hold for a set of documents that was left out.

    python -m bench fit_figures [FILE.jsonl …] [--write]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench._annotated import (
    LONE,
    PINNED,
    Annotated,
    documents,
    items_of_figures,
    leave_out,
    read_figures,
    recorded,
    sentences,
    told_as,
    worth_writing,
    write,
)
from bench._ranking import Choice, fitted
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures import topics
from tui.reading.figures.clues import NONE, Clues
from tui.reading.figures.kinds import kinds
from tui.reading.lookup.library import library

_FILE = "weights-figures.toml"
_HEAD = """\
# What each clue says for a figure's being of a kind of metric; tui/reading/figures/clues.py has the clues. `any` holds what a
# clue says for any kind, `none` what it says for no metric at all.
# Fitted to annotated documents by `python -m bench fit_figures --write`; not to be written by hand.
"""

_RIDGE, _LEAST = 4.0, 8
_OF_A_WORD = 0.1
"""The least that a word near a figure has to say to be worth its line: there are as many as in a dictionary."""

_DOUBTFUL = 0.5
"""What a figure weighs that may or may not be given."""

Weights = Mapping[str, Mapping[str, float]]


def _right(told: Annotated, quantity: Quantity) -> set[str]:
    """The kinds that are right for a figure of a document, with ``none`` for no metric, as a deal's own amount is."""
    found = set()
    for figure in told.gold.get("metrics") or () if told.gold["relevant"] else ():
        for kind in kinds(library()).values():
            named = kind.answer == figure["metric"] and quantity.kind in kind.units
            if named and told_as(figure, quantity, kind.sign):
                found |= {kind.id, NONE} if figure.get("optional") else {kind.id}
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
        weight = PINNED if self.group == LONE else _DOUBTFUL if len(self.right) > 1 and NONE in self.right else 1.0
        return Choice(list(self.clues.values()), [kind in self.right for kind in self.clues], weight)


def main(arguments: list[str]) -> int:
    """Writes the weights; else prints how well those fitted without each set hold for it, and those fitted to all."""
    told = [*documents(arguments), *sentences(), *items_of_figures()]
    led = _decisions(told, None, led=True)
    pool = [*led, *_decisions(told, _fit(led))]
    if "--write" in arguments:
        write(_FILE, _HEAD, _fit(pool))
    else:
        leave_out(told, pool, _fit, _decisions, _show)
    return 0


def _decisions(told: Iterable[Annotated], fit: Weights | None, *, led: bool = False) -> list[_Decision]:
    """What the reading decides for each figure by the weights; where ``led``, each is right before the next is decided."""
    made: list[_Decision] = []
    one: Annotated

    class Recorder(topics.Topics):
        """Writes down what is decided."""

        def __post_init__(self) -> None:
            super().__post_init__()
            if fit is not None:
                self._weights = {kind: fit.get(kind, {}) for kind in self._weights}
                self._weighed = frozenset(clue for table in self._weights.values() for clue in table)

        def chosen(self, quantity: Quantity, found: Clues) -> str:
            """The kind chosen, or the right one."""
            right, best = _right(one, quantity), super().chosen(quantity, found)
            rows = {kind: [f"{kind}:{c}" for c in (*found.shared, *own)] for kind, own in found.special.items()}
            for kind, general in found.general.items():
                rows[kind] += [f"any:{c}" for c in general]
            if right:
                made.append(_Decision(one.set, rows, best, right))
            known = [kind for kind in rows if kind in right]
            return known[0] if led and known and best not in right else best

    with recorded("Topics", Recorder):
        for one in told:
            read_figures(one)
    return made


def _fit(decisions: Sequence[_Decision]) -> Weights:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, value in worth_writing(fitted([d.choice for d in decisions], ridge=_RIDGE, least=_LEAST)).items():
        kind, _, clue = name.partition(":")
        if abs(value) >= _OF_A_WORD or not clue.startswith("word-"):
            found[kind][clue] = value
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
