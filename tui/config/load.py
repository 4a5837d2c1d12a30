"""feeds.toml → Config. A mistake costs its own value, at most its own table; the rest of the file works."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tui.config import checks
from tui.config.model import (
    BRIEF_FORMATS,
    BRIEF_GROUPS,
    BRIEF_SECTIONS,
    FEED_KINDS,
    AlertConfig,
    BriefConfig,
    Config,
    FeedConfig,
    Problem,
)
from tui.config.source import Lines, parse
from tui.words import say, trouble

NOTICES = ("desk", "bell", "desktop")
MARKS = ("auto", "ascii", "unicode")

_DESK: Mapping[str, checks.Check] = {
    "every": checks.span,
    "timezone": checks.zone,
    "language": checks.spoken,
    "vocabulary": checks.folder,
    "rates": checks.url,
    "contact": checks.contact,
    "quiet": checks.quiet,
    "marks": checks.choice(MARKS),
}
FEED: Mapping[str, checks.Check] = {
    "title": checks.text,
    "url": checks.url,
    "language": checks.language,
    "kind": checks.choice(FEED_KINDS),
    "group": checks.text,
    "every": checks.span,
    "fulltext": checks.fulltext,
    "enabled": checks.flag,
    "headers": checks.pairs,
    "agent": checks.text,
    "proxy": checks.proxy,
    "auth": checks.auth,
}
_VIEW: Mapping[str, checks.Check] = {"name": checks.text, "query": checks.text}
_ALERT: Mapping[str, checks.Check] = {
    **_VIEW,
    "notify": checks.words(NOTICES),
    "command": checks.command,
    "webhook": checks.url,
    "quiet": checks.quiet,
}
_BRIEF: Mapping[str, checks.Check] = {
    "query": checks.text,
    "since": checks.since,
    "until": checks.days,
    "sections": checks.words(BRIEF_SECTIONS),
    "group-by": checks.choice(BRIEF_GROUPS),
    "top": checks.rows,
    "title": checks.text,
    "note": checks.folder,
    "language": checks.spoken,
    "format": checks.choice(BRIEF_FORMATS),
    "output": checks.text,
}
_SECRET = {"headers", "proxy", "auth"}
"""Settings that may hold what must not be repeated in a log."""

_OPEN = {*_DESK, *FEED, *_VIEW, *_BRIEF} - _SECRET
_UNQUOTED = re.compile(r"\s*([\w-]+)\s*=\s*[\"']?([^\s\"'#\[\]{}][^\"'#\[\]{}]*?)[\"']?\s*(?:#.*)?")
_NAMED = re.compile(r"\s*\[\s*brief\s*\.\s*([^\s\"'\[\]][^\"'\[\]]*?)\s*\]\s*(?:#.*)?")
_TABLES = ("desk", "feed", "view", "alert", "mute", "keys", "brief")


def load(path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration in ``path`` and every mistake found in it. Never raises for what the file holds."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return Config(path), (
            Problem(path, 1, "encoding", say("setting.not-utf8", why=error.reason, place=error.start)),
        )
    except OSError as error:
        return Config(path), (Problem(path, 1, "file", say("setting.unreadable", why=trouble(error))),)
    return _Loader(path, text).load()


def _quoted(line: str) -> str:
    """A setting or a brief's name whose quotes are missing, with them; "" for any other line, and for what may hold a
    secret."""
    if named := _NAMED.fullmatch(line):
        return f'[brief."{named[1]}"]'
    found = _UNQUOTED.fullmatch(line)
    return f'{found[1]} = "{found[2]}"' if found and found[1] in _OPEN else ""


class _Loader:
    """One file being read; gathers its problems."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = Lines(text)
        self._data, broken = parse(text)
        self._problems = [
            Problem(path, mistake.line, "syntax", say("setting.syntax", why=mistake.message), _quoted(mistake.text))
            for mistake in broken
        ]

    def load(self) -> tuple[Config, tuple[Problem, ...]]:
        for key in self._data:
            if key not in _TABLES:
                line = max(self._lines.table(key), self._lines.key("", key))
                self._report(line, key, say("setting.unknown", known=", ".join(_TABLES)), checks.nearest(key, _TABLES))
        desk = self._checked("desk", self._table("desk"), _DESK)
        if "vocabulary" in desk:
            desk["vocabulary"] = self._path.parent / desk["vocabulary"]
        config = Config(
            path=self._path,
            feeds=self._feeds(),
            views=tuple((v["name"], v["query"]) for v in self._named("view", _VIEW)),
            alerts=tuple(AlertConfig(**values) for values in self._named("alert", _ALERT)),
            mutes=tuple((m["name"], m["query"]) for m in self._named("mute", _VIEW)),
            keys=self._keys(),
            briefs=self._briefs(),
            **desk,
        )
        return config, tuple(sorted(self._problems, key=lambda problem: problem.line))

    def _feeds(self) -> tuple[FeedConfig, ...]:
        feeds: dict[str, FeedConfig] = {}
        for nth, table in enumerate(self._tables("feed")):
            values = self._checked("feed", table, FEED, nth)
            if "url" not in values:
                if "url" not in table:
                    near = checks.nearest("url", table.keys() - FEED.keys())
                    message = say("setting.no-address-near", near=near) if near else say("setting.no-address")
                    self._report(self._lines.table("feed", nth), "url", message)
                continue
            if values["url"] in feeds:
                message = say("setting.same-address", title=feeds[values["url"]].title)
                self._report(self._lines.key("feed", "url", nth), "url", message)
                continue
            values.setdefault("title", urlsplit(values["url"]).hostname)
            feeds[values["url"]] = FeedConfig(**values)
        return tuple(feeds.values())

    def _named(self, name: str, known: Mapping[str, checks.Check]) -> list[dict[str, Any]]:
        whole: list[dict[str, Any]] = []
        for nth, table in enumerate(self._tables(name)):
            values = self._checked(name, table, known, nth)
            for key in ("name", "query"):
                if key not in table:
                    self._report(self._lines.table(name, nth), key, say("setting.missing", table=name))
            if not values.keys() >= {"name", "query"}:
                continue
            if _same(values["name"]) in (_same(other["name"]) for other in whole):
                self._report(self._lines.key(name, "name", nth), "name", say("setting.same-name", table=name))
                continue
            whole.append(values)
        return whole

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._each("keys", self._table("keys"), checks.text).items())

    def _briefs(self) -> tuple[tuple[str, BriefConfig], ...]:
        tables = self._each("brief", self._table("brief"), _a_table)
        return tuple((name, self._brief(f"brief.{name}", table)) for name, table in tables.items())

    def _brief(self, name: str, table: dict[str, Any]) -> BriefConfig:
        values = {key.replace("-", "_"): value for key, value in self._checked(name, table, _BRIEF).items()}
        if "note" in values:
            values["note"] = self._path.parent / values["note"]
        return BriefConfig(**values)

    def _each(self, name: str, table: dict[str, Any], check: Callable[[object], Any]) -> dict[str, Any]:
        return self._checked(name, table, dict.fromkeys(table, check))

    def _checked(
        self, name: str, table: dict[str, Any], known: Mapping[str, checks.Check], nth: int = 0
    ) -> dict[str, Any]:
        """The values of a table that pass their checks; the others are reported."""
        values: dict[str, Any] = {}
        for key, value in table.items():
            try:
                if key not in known:
                    raise checks.MistakeError(
                        say("setting.unknown", known=", ".join(known)), checks.nearest(key, known)
                    )
                values[key] = known[key](value)
            except checks.MistakeError as mistake:
                told = str(mistake)
                if key in known and key not in _SECRET:
                    told = say("setting.found", what=mistake, value=_shown(value))
                self._report(self._lines.key(name, key, nth), key, told, mistake.suggestion)
        return values

    def _table(self, name: str) -> dict[str, Any]:
        value = self._data.get(name, {})
        if isinstance(value, dict):
            return value
        self._report(self._lines.table(name), name, say("setting.one-table", table=name), f"[{name}]")
        return {}

    def _tables(self, name: str) -> list[dict[str, Any]]:
        value = self._data.get(name, [])
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value
        self._report(self._lines.table(name), name, say("setting.tables", table=name), f"[[{name}]]")
        return [value] if isinstance(value, dict) else []

    def _report(self, line: int, key: str, message: str, suggestion: str = "") -> None:
        self._problems.append(Problem(self._path, line, key, message, suggestion))


def _same(name: str) -> str:
    """A name as queries compare it: capitals, spaces and dashes make none another."""
    return "-".join(name.casefold().split())


def _a_table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise checks.MistakeError(say("setting.brief"))
    return value


def _shown(value: object) -> str:
    """The value as it stands in the file, unless it is a table: that may hold what must not be repeated in a log."""
    if isinstance(value, dict):
        return say("setting.a-table")
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
