"""What reading costs: tagging title and summary, a full reading, loading and compiling the vocabularies.

    python -m bench reading

One process on one core, the documents of tests/reading. Each figure is the best of several runs, of readings that of each
document by itself, so that other work on the machine counts little; also as a ratio to ``str.lower()`` and ``split()`` over
the same text, which is what cannot be undercut. An article is short documents put together, because a word of a short one
costs more: its language, its beat and its parties are asked for every forty words.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tui.model import Document
from tui.reading import read
from tui.reading.beat.tags import tags
from tui.reading.lookup.library import Library
from tui.reading.lookup.vocabulary import LANGUAGES, load
from tui.reading.pipeline import lay_out

_DOCUMENTS = Path(__file__).parents[1] / "tests" / "reading"
_SUMMARY = 200
_ARTICLE = 400
_RUNS = 5
_OFF_BEAT = (
    Document("Snow closes roads", "Heavy snow closed three highways in the north on Monday, police said.", lang="en"),
    Document("New metro line opens", "The city opened a metro line of eight stations after years of delay.", lang="en"),
    Document(
        "В школах ввели каникулы", "Министерство просвещения продлило каникулы из-за морозов на неделю.", lang="ru"
    ),
    Document("Открылась выставка", "В столице открылась выставка молодых художников, вход свободный.", lang="ru"),
    Document("Мектептерде демалыс", "Суыққа байланысты мектептерде демалыс бір аптаға ұзартылды.", lang="kk"),
    Document("Жаңа театр ашылды", "Қалада жаңа театр ғимараты ашылып, алғашқы спектакль көрсетілді.", lang="kk"),
)


def _documents(language: str) -> list[Document]:
    path = _DOCUMENTS / f"documents-{language}.jsonl"
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Document(row["title"], row["text"], lang=language) for row in rows]


def _best(work: Callable[[], object]) -> float:
    """Seconds of processor time of the fastest of several runs."""
    times = []
    for _ in range(_RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _each(work: Callable[[Document], object], documents: Sequence[Document]) -> float:
    """Seconds of processor time of all documents, of each its fastest run."""
    best = [float("inf")] * len(documents)
    for _ in range(_RUNS):
        for number, document in enumerate(documents):
            start = time.process_time()
            work(document)
            best[number] = min(best[number], time.process_time() - start)
    return sum(best)


def _line(name: str, value: str, ratio: float | None = None) -> None:
    print(f"{name:<52}{value:>18}" + (f"{ratio:>10.0f}×" if ratio else ""))


def _floor(documents: Sequence[Document]) -> float:
    return _best(lambda: [d.source.lower().split() for d in documents])


def _tagging(name: str, documents: Sequence[Document], shelf: Library) -> None:
    taken = _each(lambda document: tags(lay_out(document, shelf), shelf), documents)
    _line(name, f"{len(documents) / taken:,.0f} items/s", taken / _floor(documents))


def _articles(documents: Sequence[Document]) -> list[Document]:
    """The documents put together to articles of the usual length."""
    found: list[Document] = []
    parts: list[Document] = []
    for document in documents:
        parts.append(document)
        if sum(len(d.source.split()) for d in parts) >= _ARTICLE:
            found.append(Document(parts[0].title, "\n\n".join(d.text for d in parts), lang=document.lang))
            parts = []
    return found


def _reading(name: str, documents: Sequence[Document], shelf: Library) -> None:
    """The mean over documents, for as many words as a usual article has."""
    share = _ARTICLE / sum(len(d.source.split()) for d in documents)
    taken = _each(lambda document: read(document, shelf), documents)
    _line(name, f"{taken * share * 1000:.1f} ms", taken / _floor(documents))


def main(arguments: list[str]) -> int:
    """Prints the figures; no arguments."""
    if arguments:
        print("bench reading takes no arguments", file=sys.stderr)
        return 2
    _line("load all vocabularies", f"{_best(lambda: load(())) * 1000:.0f} ms")
    entries = load(())
    for language in LANGUAGES:
        compiled = _best(lambda spoken=language: Library(entries).lexicon(spoken))  # type: ignore[misc]
        _line(f"compile the lexicon, {language}", f"{compiled * 1000:.0f} ms")
    shelf = Library(entries)
    short = [Document(d.title, d.text[:_SUMMARY], lang=d.lang) for s in LANGUAGES for d in _documents(s)]
    _tagging("tagging title and summary, all on the beat", short, shelf)
    _tagging("tagging title and summary, one in ten on the beat", [*_OFF_BEAT * 20, *short[:13]], shelf)
    _tagging("tagging title and summary, off the beat", _OFF_BEAT * 20, shelf)
    for language in LANGUAGES:
        documents = _documents(language)
        _reading(f"full reading, {_ARTICLE} words in short items, {language}", documents, shelf)
        _reading(f"full reading, articles of some {_ARTICLE} words, {language}", _articles(documents), shelf)
    return 0
