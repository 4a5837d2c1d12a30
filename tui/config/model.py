"""feeds.toml as data: what the user chose. Frozen; names and defaults as documented in the reference of feeds.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

from tui.words import say

BRIEF_FORMATS = ("text", "md", "html", "svg", "json", "jsonl", "csv")
BRIEF_SECTIONS = ("changes", "deals", "risks", "metrics", "items", "events", "sources")
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
class Quiet:
    """Hours of the day in the user's zone in which nothing is told, over midnight where they end before they start."""

    start: time
    end: time

    def holds(self, moment: time) -> bool:
        """Whether ``moment`` is one of them."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


@dataclass(frozen=True, slots=True)
class AlertConfig:
    """One ``[[alert]]``: ``notify`` says how the desk tells it; ``command`` (run without a shell) and ``webhook`` are for
    ``poll --watch``; ``quiet`` None takes the desk's."""

    name: str
    query: str
    notify: tuple[str, ...] = ("desk",)
    command: tuple[str, ...] = ()
    webhook: str = ""
    quiet: Quiet | None = None


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
    locale's; ``marks`` says which glyphs it draws; hits of ``mutes`` stay out of the news list; in ``quiet`` hours no alert
    is told. ``contact`` is where publishers can write to, ``rates`` where a poll may ask for rates of exchange, "" for
    neither."""

    path: Path | None
    feeds: tuple[FeedConfig, ...] = ()
    every: timedelta = timedelta(minutes=30)
    timezone: str | None = None
    vocabulary: Path | None = None
    views: tuple[tuple[str, str], ...] = ()
    alerts: tuple[AlertConfig, ...] = ()
    mutes: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    briefs: tuple[tuple[str, BriefConfig], ...] = ()
    language: str = ""
    rates: str = ""
    contact: str = ""
    quiet: Quiet | None = None
    marks: str = "auto"

    def unset(self, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The feeds, by title, whose secret is not in ``environ``, and the variable that should hold it."""
        for feed in self.feeds:
            if feed.enabled and feed.auth is not None:
                named = (feed.auth.password_env, feed.auth.token_env)
                yield from ((feed.title, name) for name in named if name and not environ.get(name))

    @property
    def vocabularies(self) -> tuple[Path, ...]:
        """The folder of the user's own vocabulary, once there is one."""
        return (self.vocabulary,) if self.vocabulary is not None and self.vocabulary.exists() else ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a file of the user's: where it stands, what was expected, and a likely correction ("" where none)."""

    path: Path
    line: int
    key: str
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        told = say("setting.likely", what=self.message, likely=self.suggestion) if self.suggestion else self.message
        return f"{self.path}:{self.line}: {self.key}: {told}"
