"""Whether the vocabularies and rules are sound: ids that exist, spellings that do not clash, examples that are found.

Every finding names its file and line, so that an analyst can go there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tui.model import Document, Metric
from tui.reading.acts.frames import frames
from tui.reading.acts.likeliest import OPTIONS, is_row
from tui.reading.acts.line import cues, lines
from tui.reading.acts.match import FrameError
from tui.reading.choices import Choices
from tui.reading.clue_names import names_of
from tui.reading.layout.words import words
from tui.reading.lookup.library import Library
from tui.reading.lookup.vocabulary import NAMES, Entry, Source, VocabularyError, line_of, load, parse, sources
from tui.reading.pipeline import lay_out, measure, read
from tui.text import fold
from tui.words import say

REFERENCES = {
    "parent": "company",
    "now": "company",
    "operator": "company",
    "region": "region",
    "site": "site",
    "commodities": "commodity",
    "answer": "commodity",
    "country": "country",
    "countries": "country",
}
"""Properties that hold the id, or ids, of another entry, and the kind of that entry."""

_REFERRING = NAMES | {"commodity"}
_SHORTEST = 3
_TITLES = {"en": "Mining in Kazakhstan", "ru": "Горная отрасль Казахстана", "kk": "Қазақстанның тау-кен саласы"}
"""What puts an example of one sentence on the beat."""
_EXAMPLE_DAY = datetime(2025, 6, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an analyst should mend: where, in which entry, and what is wrong."""

    file: str
    line: int
    entry: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.entry}: {self.text}"


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry and the file that it was read from."""

    entry: Entry
    source: Source

    def finding(self, text: str, key: str = "") -> Finding:
        """What is wrong, at the entry's first line or where its key stands."""
        line = line_of(self.source.text, self.entry.kind, self.entry.id)
        if key:
            below = enumerate(self.source.text.splitlines()[line:], line + 1)
            line = next((n for n, row in below if row.partition("=")[0].strip(' "') == key), line)
        return Finding(self.source.name, line, f"{self.entry.kind}.{self.entry.id}", text)


def check(folders: Sequence[Path] = ()) -> list[Finding]:
    """Everything that is wrong with our own vocabularies and those in ``folders``, in the order of files and lines."""
    found, placed = _read(sources(folders))
    shelf, choices = Library({key: p.entry for key, p in placed.items()}), Choices(load(()).values())
    for one in placed.values():
        found += _slips(one, choices, shelf)
        found += _references(one, shelf)
        found += _wildcards(one)
        found += _weights(one, shelf)
        found += _tests(one, shelf)
        found += _examples(one, shelf)
    found += _clashes(placed.values())
    return sorted(found, key=lambda f: (f.file, f.line))


def _read(files: Iterable[Source]) -> tuple[list[Finding], dict[tuple[str, str], _Placed]]:
    found: list[Finding] = []
    placed: dict[tuple[str, str], _Placed] = {}
    for file in files:
        try:
            entries = parse(file.text, file.name)
        except VocabularyError as error:
            found.append(_mistake(file, str(error)))
            continue
        placed.update({(e.kind, e.id): _Placed(e, file) for e in entries})
    return found, placed


def _mistake(file: Source, message: str) -> Finding:
    text = message.removeprefix(f"{file.name}:").strip()
    number, _, rest = text.partition(":")
    if number.isdigit():
        return Finding(file.name, int(number), "file", rest.strip())
    place = text.rpartition("(at line ")[2].partition(",")[0]
    return Finding(file.name, int(place) if place.isdigit() else 1, "file", text)


def _slips(one: _Placed, choices: Choices, shelf: Library) -> Iterator[Finding]:
    """Kinds, keys and words that there are none of."""
    for key, text in choices.slips(one.entry, shelf.entries.values()):
        yield one.finding(text, key)


def _references(one: _Placed, shelf: Library) -> Iterator[Finding]:
    if one.entry.kind not in _REFERRING:
        return
    for name, kind in REFERENCES.items():
        value = one.entry.properties.get(name, ())
        for ident in [value] if isinstance(value, str) else value:
            if ident and shelf.get(kind, ident) is None:
                yield one.finding(say("unsound.reference", name=name, kind=kind, id=ident))


def _wildcards(one: _Placed) -> Iterator[Finding]:
    """Spellings that begin with a stem too short to stand for any ending: ``дол*`` eats доллар."""
    for language, spelling in one.entry.spellings:
        first = spelling.partition(" ")[0]
        if first.endswith(("*", "*?")) and len(first.strip('=*?"«»')) < _SHORTEST:
            yield one.finding(say("unsound.short", language=language, spelling=first))


def _weights(one: _Placed, shelf: Library) -> Iterator[Finding]:
    """Weights of what nothing weighs: a kind that is none, a clue that nothing gives, a word for a number."""
    if one.entry.kind != "weight":
        return
    known = names_of(shelf, one.entry.id)
    if known is None:
        yield one.finding(say("unsound.weighed"))
        return
    for clue, value in one.entry.properties.items():
        if known.fullmatch(clue) is None:
            yield one.finding(say("unsound.clue", clue=clue), clue)
        elif not (is_row(one.entry.id, value) if one.entry.id in OPTIONS else isinstance(value, int | float)):
            yield one.finding(say("unsound.points", clue=clue), clue)


def _clashes(placed: Iterable[_Placed]) -> Iterator[Finding]:
    """Spellings that two entries of one kind claim, where nothing can tell which is meant."""
    first: dict[tuple[str, str, tuple[str, ...]], _Placed] = {}
    for one in placed:
        if one.entry.kind not in _REFERRING:
            continue
        for language, spelling in one.entry.spellings:
            if spelling.endswith("?"):
                continue
            key = one.entry.kind, language, tuple(w.form for w in words(fold(spelling)))
            other = first.setdefault(key, one)
            if other.entry.id != one.entry.id:
                yield one.finding(say("unsound.claimed", language=language, spelling=spelling, other=other.entry.id))


def _tests(one: _Placed, shelf: Library) -> Iterator[Finding]:
    entry = one.entry
    for name, wanted in (("test_yes", True), ("test_no", False)):
        for text in entry.properties.get(name, ()):
            if _is_found(entry, text, shelf) is not wanted:
                yield one.finding(say("unsound.not-found" if wanted else "unsound.found", name=name, text=text))


def _is_found(entry: Entry, text: str, shelf: Library) -> bool:
    """Whether the entry is among what a page says, doubts settled."""
    page = lay_out(Document("", text, _EXAMPLE_DAY), shelf)
    if entry.kind in NAMES:
        return any(m.kind == entry.kind and m.id == entry.id for m in page.mentions)
    if entry.kind in ("commodity", "signal", "decoy", "head"):
        return any(h.entry.kind == entry.kind and h.entry.id == entry.id for h in page.hits)
    return any(t.type == entry.id for t in cues(page, shelf))


def _examples(one: _Placed, shelf: Library) -> Iterator[Finding]:
    run = _RUNS.get(one.entry.kind)
    for example in one.entry.properties.get("examples", ()):
        text = example.get("text", "") if isinstance(example, dict) else example
        try:
            if run and not run(one.entry, example, shelf):
                yield one.finding(say("unsound.example", text=text))
        except FrameError as error:
            yield one.finding(f"patterns: {error}")


def _metric_example(entry: Entry, example: dict[str, Any], shelf: Library) -> bool:
    """Whether the example's text gives the metric with the values that it lists."""
    day = datetime.fromisoformat(example["published"]).replace(tzinfo=UTC) if "published" in example else _EXAMPLE_DAY
    language = str(example.get("lang", "en"))
    document = Document(_TITLES.get(language, _TITLES["en"]), example["text"], day, language)
    wanted = {k: v for k, v in example.items() if k in ("value", "unit", "period", "commodity", "subject")}
    answer = str(entry.properties.get("answer", entry.id))
    return any(m.metric == answer and _agrees(m, wanted) for m in read(document, shelf).metrics)


def _agrees(metric: Metric, wanted: dict[str, Any]) -> bool:
    for name, value in wanted.items():
        found = getattr(metric, name)
        if isinstance(value, int | float) and found is not None:
            if abs(found - value) > 0.01 * max(abs(value), 1e-9):
                return False
        elif found != value:
            return False
    return True


def _frame_example(entry: Entry, example: Any, shelf: Library) -> bool:
    """Whether the frame finds something in its example."""
    text = example["text"] if isinstance(example, dict) else example
    page = lay_out(Document("", text, _EXAMPLE_DAY), shelf)
    measure(page, shelf)
    patterns = frames(shelf, entry.kind)
    return any(
        match.entry.id == entry.id
        for line in lines(page, cues(page, shelf), ())
        for match in patterns.find(line, page.lang)
    )


_RUNS: dict[str, Callable[[Entry, Any, Library], bool]] = {
    "metric": _metric_example,
    "deal-frame": _frame_example,
    "event-frame": _frame_example,
}
