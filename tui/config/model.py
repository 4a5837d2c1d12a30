"""feeds.toml as data: what the user chose. Frozen; names and defaults as documented in the reference of feeds.toml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

BRIEF_FORMATS = ("text", "md", "html", "svg", "json", "jsonl", "csv")
BRIEF_SECTIONS = ("changes", "deals", "risks", "metrics", "events", "items", "sources")
BRIEF_GROUPS = ("stage", "country", "company", "commodity")
FEED_KINDS = ("official", "exchange", "company", "agency", "press", "trade", "think-tank", "search")


@dataclass(frozen=True, slots=True)
class Auth:
    """Credentials of one feed; the secret's value is read from the environment variable that is named, never stored."""

    user: str = ""
    password_env: str = ""
    token_env: str = ""


@dataclass(frozen=True, slots=True)
class FeedConfig:
    """One ``[[feed]]``: ``every`` None takes the desk's interval; ``fulltext`` is auto, always, never or a CSS selector."""

    url: str
    title: str
    language: str | None = None
    kind: str = "press"
    group: str = ""
    every: timedelta | None = None
    fulltext: str = "auto"
    enabled: bool = True
    headers: tuple[tuple[str, str], ...] = ()
    agent: str | None = None
    proxy: str | None = None
    auth: Auth | None = None


@dataclass(frozen=True, slots=True)
class BriefConfig:
    """One ``[brief.NAME]``: the options of ``export`` by name, None and "" for what it leaves open. ``since`` and ``until``
    are spans, dates or (``since`` alone) "last"; ``note`` is a file beside feeds.toml."""

    query: str = ""
    since: str = ""
    until: str = ""
    sections: tuple[str, ...] = ()
    group_by: str = ""
    top: int | None = None
    title: str = ""
    note: Path | None = None
    language: str = ""
    format: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The whole of feeds.toml, mistakes left out (they are reported beside it). ``language`` is the desk's, "" for the
    locale's. ``contact`` is where publishers can write
    to, "" where the user gave none; ``rates`` is where a poll may ask for rates
    of exchange, "" where it asks for none."""

    path: Path | None
    feeds: tuple[FeedConfig, ...] = ()
    every: timedelta = timedelta(minutes=30)
    timezone: str | None = None
    vocabulary: Path | None = None
    views: tuple[tuple[str, str], ...] = ()
    alerts: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    briefs: tuple[tuple[str, BriefConfig], ...] = ()
    language: str = ""
    rates: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a file of the user's: where it stands, what was expected, and a likely correction ("" where none)."""

    path: Path
    line: int
    key: str
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        hint = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        return f"{self.path}:{self.line}: {self.key}: {self.message}{hint}"
