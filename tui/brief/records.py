"""The brief for programs: JSON with an entry a line, and JSONL with a record a line, whose shape ``brief.schema.json`` tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.brief.jsontext import dumps
from tui.bulk import batches

if TYPE_CHECKING:
    from tui.ledger.entries import Overview

SCHEMA = 1
"""The version of the shape: it is raised when a name goes or means something else, not when one is added."""

RECORDS = {
    "deals": "deal",
    "metrics": "series",
    "events": "event",
    "partners": "partner",
    "items": "item",
    "sources": "source",
}
"""The lists of the JSON document, and what a record of each is called in JSONL."""

_SHOWN = {"deals": "deals", "metrics": "metrics", "events": "events", "partners": "events", "items": "items"}
"""Which section of a page shows a list; the sources are always told."""


def json_lines(overview: Overview, sections: Sequence[str]) -> Iterator[str]:
    """One JSON document, piece by piece: the head, then the lists of ``sections``, an entry a line."""
    head = dumps(_head(overview), indent=2)
    yield head.removesuffix("\n}")
    for key, entries in _lists(overview, sections).items():
        yield f',\n  "{key}": ['
        before = "\n    "
        for some in batches(_texts(entries)):
            yield before + ",\n    ".join(some)
            before = ",\n    "
        yield "\n  ]" if entries else "]"
    yield "\n}\n"


def jsonl_lines(overview: Overview, sections: Sequence[str]) -> Iterator[str]:
    """A line for the head (``record`` "brief"), then one for each entry, which ``record`` names."""
    yield dumps({"record": "brief", **_head(overview)}) + "\n"
    for key, entries in _lists(overview, sections).items():
        record = f'{{"record": "{RECORDS[key]}", '
        for text in _texts(entries):
            yield f"{record}{text[1:]}\n"


def schema() -> str:
    """The JSON Schema of both."""
    return (Path(__file__).parent / "brief.schema.json").read_text(encoding="utf-8")


def _texts(entries: Sequence[object]) -> Iterator[str]:
    from tui.ledger.shapes import as_json

    return (dumps(as_json(entry)) for entry in entries)


def _head(overview: Overview) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "generated": overview.generated,
        "since": overview.since.date().isoformat() if overview.since else None,
        "until": overview.until.date().isoformat() if overview.until else None,
    }


def _lists(overview: Overview, sections: Sequence[str]) -> dict[str, Sequence[object]]:
    lists: dict[str, Sequence[object]] = {
        "deals": overview.deals,
        "metrics": overview.series,
        "events": overview.events,
        "partners": overview.partners,
        "items": overview.news,
        "sources": overview.sources,
    }
    return {key: entries for key, entries in lists.items() if _SHOWN.get(key) in (None, *sections)}
