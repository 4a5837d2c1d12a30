"""Queries that feeds.toml keeps: views, mutes and alerts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tui.archive.filter import Filter
from tui.config.model import Config, Problem
from tui.config.source import Lines, parse
from tui.ledger import language


def muted(config: Config, now: datetime) -> tuple[Filter, ...]:
    """What stays out of the news list; mutes that cannot be understood hold nothing back."""
    return tuple(found for _, query in config.mutes if (found := asked(config, query, now)))


def asked(config: Config, query: str, now: datetime) -> Filter | None:
    """What a saved query asks for; None where it cannot be understood, which ``problems`` tells."""
    try:
        return language.parse(query, language.names_of(config, now), config.views)
    except language.QueryError:
        return None


def problems(config: Config, now: datetime) -> tuple[Problem, ...]:
    """Saved queries that cannot be understood, each with its line in feeds.toml."""
    names = language.names_of(config, now)
    found = []
    for kind, name, query in _saved(config):
        try:
            language.parse(query, names, config.views)
        except language.QueryError as error:
            found.append((kind, name, query, error))
    if not found or config.path is None or not config.path.exists():
        return ()
    text = config.path.read_text(encoding="utf-8-sig")
    data, lines = parse(text)[0], Lines(text)
    told = []
    for kind, name, query, mistake in found:
        tables = data.get(kind, [])
        places = [n for n, table in enumerate(tables) if (table.get("name"), table.get("query")) == (name, query)]
        line = lines.key(kind, "query", places[0] if places else 0)
        told.append(Problem(config.path, line, "query", str(mistake)))
    return tuple(told)


def _saved(config: Config) -> Iterator[tuple[str, str, str]]:
    yield from (("view", name, query) for name, query in config.views)
    yield from (("mute", name, query) for name, query in config.mutes)
    yield from (("alert", alert.name, alert.query) for alert in config.alerts)
