"""The demonstration's content as data: one TOML file a feed under ``items/``, written by hand, read here.

A file holds ``[feed]`` (how it is served) and ``[[item]]`` (what it says). ``story`` labels items that tell the same
event; it is for editors and tests and is never served.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

DEMO_NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
"""The moment at which the demonstration stands, so that it looks the same every day."""

FORMATS = ("rss", "rdf", "atom", "json", "login-page")


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One news item; ``published`` is aware UTC, paragraphs of ``text`` are divided by blank lines."""

    id: str
    title: str
    text: str
    published: datetime
    story: str = ""


@dataclass(frozen=True, slots=True)
class DemoFeed:
    """One publisher and how its feed is served: ``format`` is one of ``FORMATS``, ``delay`` in seconds; ``guids`` and
    ``dates`` say whether its items carry them (a ``login-page`` carries no items at all)."""

    path: str
    title: str
    language: str
    kind: str = "press"
    group: str = ""
    format: str = "rss"
    encoding: str = "utf-8"
    guids: bool = True
    dates: bool = True
    delay: float = 0.0
    items: tuple[DemoItem, ...] = ()


def load() -> tuple[DemoFeed, ...]:
    """Every demonstration feed in the order of its file's name, the items of each newest first."""
    return tuple(_feeds())


def _feeds() -> Iterator[DemoFeed]:
    folder = files("tui.demo") / "items"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            yield _feed(tomllib.loads(file.read_text(encoding="utf-8")))


def _feed(data: Mapping[str, Any]) -> DemoFeed:
    items = [DemoItem(**{**entry, "text": entry["text"].strip()}) for entry in data.get("item", ())]
    items.sort(key=lambda item: item.published, reverse=True)
    return DemoFeed(**data["feed"], items=tuple(items))
