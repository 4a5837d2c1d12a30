"""Annotated documents that the weights of the reading are fitted to, and how what was fitted is written down.

Every fit takes ``[FILE.jsonl …] [--write]``: the documents of the tests are always used, those of the files given besides, and
only ``--write`` puts the weights into the reading's knowledge. Files whose names differ in the language only are one set.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from tui.model import Document
from tui.reading import read
from tui.reading.acts.line import cues
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures import metrics
from tui.reading.lookup.library import library
from tui.reading.naming.coref import stand_ins
from tui.reading.pipeline import lay_out, measure

TESTS = Path(__file__).parents[1] / "tests" / "reading"
LONE, PHRASED = "sentences", "phrasings"
"""The sets of the sentences without a document around them: of cases of grammar, and of many ways to put the same."""

PINNED = 5.0
"""What a figure of a lone sentence weighs, written for one case of grammar."""

_KNOWLEDGE = Path(__file__).parents[1] / "tui" / "reading" / "knowledge"
_OF_DEALS, _OF_FIGURES = "undertakings", "gauges"
_IN_PART = ("off-beat", "on-beat", "facts", _OF_DEALS, _OF_FIGURES)
"""Files whose documents are not annotated in full."""

_LANGUAGE = re.compile(r"-?(?:en|ru|kk)\d?-?|-\d$")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TRIFLE = 0.02
_FIGURE = ("metric", "value", "unit", "period", "subject")
_CLOSE = 0.01
_TO_TONNES = {"t": 1.0, "lb": 0.00045359237, "oz": 3.11034768e-05}


class Annotated(NamedTuple):
    """A document of a set, and what a reader takes from it."""

    set: str
    document: Document
    gold: Mapping[str, Any]


def documents(arguments: Iterable[str]) -> Iterator[Annotated]:
    """The documents of the tests and of the files among the arguments."""
    own = [path for path in sorted(TESTS.glob("*-*.jsonl")) if not path.stem.startswith(_IN_PART)]
    for path in [*own, *(Path(name) for name in arguments if not name.startswith("--"))]:
        for row in rows(path):
            gold = row["gold"] if "gold" in row else {"deals": row["deals"]}
            yield Annotated(_LANGUAGE.sub("", path.stem), _document(row), gold)


def items_of_deals() -> Iterator[Annotated]:
    """The short items of the tests of which the deals alone are annotated."""
    for path in sorted(TESTS.glob(f"{_OF_DEALS}-*.jsonl")):
        for row in rows(path):
            yield Annotated(_OF_DEALS, _document(row), {"deals": row["deals"]})


def items_of_figures() -> Iterator[Annotated]:
    """The short items of the tests of which the figures alone are annotated."""
    for path in sorted(TESTS.glob(f"{_OF_FIGURES}-*.jsonl")):
        for row in rows(path):
            yield Annotated(_OF_FIGURES, _document(row), row["gold"])


def _document(row: Mapping[str, Any]) -> Document:
    day = _day(row["published"]) if row.get("published") else None
    return Document(row["title"], row["text"], day, row["lang"], row.get("id", ""))


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file that has one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sentences() -> Iterator[Annotated]:
    """The sentences with their figures that the tests read."""
    for path in sorted((*TESTS.glob("figures-*.txt"), *TESTS.glob("phrasings-*.txt"))):
        kind, _, language = path.stem.rpartition("-")
        for line in path.read_text(encoding="utf-8").splitlines():
            if line[:1] != "#":
                day, text, listed = line.split(" | ")
                title, _, text = text.rpartition(" // ")
                found = [
                    dict(zip(_FIGURE, told.split(" ", 4), strict=True)) for told in listed.split("; ") if told != "-"
                ]
                figures = [figure | {"value": float(figure["value"])} for figure in found]
                yield Annotated(
                    PHRASED if kind == PHRASED else LONE,
                    Document(title, text, _day(day), language),
                    {"relevant": True, "metrics": figures},
                )


def told_as(figure: Mapping[str, Any], quantity: Quantity, sign: int = 1) -> bool:
    """Whether a figure of an annotation is the quantity: as it is, or in tonnes; ``sign`` is -1 for a loss."""
    wanted: float = figure["value"]
    value, unit = quantity.value * sign, quantity.unit
    if unit != figure["unit"]:
        if figure["unit"] != "t" or unit not in _TO_TONNES:
            return False
        value *= _TO_TONNES[unit]
    return abs(value - wanted) <= _CLOSE * max(abs(value), abs(wanted))


class Grouped(Protocol):
    """A decision with the set of its document."""

    group: str


D = TypeVar("D", bound=Grouped)
W = TypeVar("W")


def leave_out(
    told: Sequence[Annotated],
    pool: Sequence[D],
    fit: Callable[[Sequence[D]], W],
    decide: Callable[[Sequence[Annotated], W], Sequence[D]],
    show: Callable[[str, Sequence[D]], None],
) -> None:
    """Shows how well weights fitted without each set hold for it, then those fitted to all."""
    held: list[D] = []
    for group in sorted({t.set for t in told}):
        weights = fit([d for d in pool if d.group != group])
        found = decide([t for t in told if t.set == group], weights)
        show(f"without {group}", found)
        held += found
    show("left out, all", held)
    show("all", decide(told, fit(pool)))


def read_figures(told: Annotated) -> None:
    """Reads a document; what is written for its figures alone as if it were on the beat."""
    if told.set not in (LONE, PHRASED, _OF_FIGURES):
        read(told.document)
        return
    shelf = library()
    page = lay_out(told.document, shelf)
    measure(page, shelf)
    metrics.metrics(page, shelf, stand_ins(page, shelf, cues(page, shelf)), ())


@contextmanager
def recorded(name: str, recorder: type) -> Iterator[None]:
    """Lets the reading of figures decide by a class that takes note of its decisions."""
    module = vars(metrics)
    usual, module[name] = module[name], recorder
    try:
        yield
    finally:
        module[name] = usual


def write(name: str, head: str, weights: Mapping[str, Mapping[str, object]]) -> None:
    """Writes tables of weights to a file of the knowledge; ``head`` says what they are."""
    tables = [
        f"\n[weight.{ident}]\n" + "".join(f"{_key(clue)} = {value}\n" for clue, value in sorted(table.items()))
        for ident, table in sorted(weights.items())
    ]
    (_KNOWLEDGE / name).write_text(head + "".join(tables), encoding="utf-8")


def _key(clue: str) -> str:
    """A clue as a key of a table: quoted where it has other letters than TOML allows in a bare one."""
    return clue if _BARE.fullmatch(clue) else json.dumps(clue, ensure_ascii=False)


def worth_writing(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights that say something, rounded."""
    return {clue: round(value, 2) for clue, value in sorted(weights.items()) if abs(value) >= _TRIFLE}


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
