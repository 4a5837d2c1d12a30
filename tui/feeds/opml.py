"""Subscriptions as OPML, the list that readers exchange.

Read tag by tag rather than as XML: an outline is nothing but tags with attributes, files that programs and people write
by hand are often broken in the middle, and the rest of them is worth having. No entity of a file's own is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from tui import text
from tui.config.model import FeedConfig
from tui.feeds import encoding
from tui.feeds.items import language_code
from tui.words import figures, say

LARGEST = 32 * 1024 * 1024
FEEDS_LIMIT = 20_000
SEPARATOR = " / "
"""Between the names of nested folders in a feed's group."""

_TITLE_LIMIT = 200
_PROBLEMS_SHOWN = 50
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(?P<doctype>!(?:DOCTYPE|ENTITY))\b"
    r"|<(?P<close>/?)(?:\w{1,20}:)?(?P<name>outline|opml|body)(?=[\s/>])"
    r"(?P<rest>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
    r"|<(?P<broken>/?outline)\b",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:.-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FEED_SCHEME = re.compile(r"\Afeed:(?://(?=https?:)|(?=https?:)|(?=//))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription of a file; ``group`` names its folders from the outermost; ``line`` is where it stands."""

    url: str
    title: str
    group: str = ""
    language: str | None = None
    enabled: bool = True
    line: int = 0


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What could be read, each address once; ``repeated`` counts those that stood there again; ``problems`` say what could
    not be read, each with its line."""

    feeds: tuple[Outline, ...] = ()
    repeated: int = 0
    problems: tuple[str, ...] = ()


def read(data: bytes) -> Subscriptions:
    """The subscriptions of an OPML file, whatever state it is in."""
    if len(data) > LARGEST:
        return Subscriptions(problems=(say("opml.large", most=LARGEST // 2**20),))
    reader = _Reader(encoding.decode(data))
    reader.read()
    hidden = len(reader.problems) - _PROBLEMS_SHOWN
    more = [say("opml.more", n=hidden)] if hidden > 0 else []
    return Subscriptions(tuple(reader.feeds.values()), reader.repeated, tuple(reader.problems[:_PROBLEMS_SHOWN] + more))


def same(url: str) -> str:
    """What two spellings of a feed's address have in common: not the scheme, a last slash, the host's capitals, or whether
    its letters stand as they are or as their bytes."""
    parts = urlsplit(url)
    return unquote(f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}")


def write(feeds: Iterable[FeedConfig], title: str, created: str) -> str:
    """``feeds`` as OPML 2.0, a folder for each group; ``created`` is a date in RFC 822."""
    rows = "".join(_rows(sorted_by_group(feeds)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n'
        f"    <title>{escape(text.line(title))}</title>\n    <dateCreated>{escape(created)}</dateCreated>\n"
        f"  </head>\n  <body>\n{rows}  </body>\n</opml>\n"
    )


def sorted_by_group(feeds: Iterable[FeedConfig]) -> list[FeedConfig]:
    """The feeds with those of a group together, groups in the order in which they first appear."""
    feeds = list(feeds)
    first = {group: place for place, group in reversed(list(enumerate(feed.group for feed in feeds)))}
    return sorted(feeds, key=lambda feed: first[feed.group])


def _rows(feeds: Sequence[FeedConfig]) -> Iterator[str]:
    for group, members in groupby(feeds, key=lambda feed: feed.group):
        folders = [name for name in group.split(SEPARATOR) if name.strip()]
        for depth, name in enumerate(folders):
            yield f"{_indent(depth)}<outline text={_quoted(name)} title={_quoted(name)}>\n"
        for feed in members:
            yield f"{_indent(len(folders))}<outline{_attributes(feed)}/>\n"
        for depth in reversed(range(len(folders))):
            yield f"{_indent(depth)}</outline>\n"


def _attributes(feed: FeedConfig) -> str:
    values = {
        "type": "rss",
        "text": feed.title,
        "title": feed.title,
        "xmlUrl": feed.url,
        "language": feed.language,
        "isComment": None if feed.enabled else "true",
    }
    return "".join(f" {name}={_quoted(value)}" for name, value in values.items() if value)


def _quoted(value: str) -> str:
    return quoteattr(text.line(value))


def _indent(depth: int) -> str:
    return " " * (4 + 2 * depth)


class _Reader:
    """One pass over a file."""

    def __init__(self, document: str) -> None:
        self.feeds: dict[str, Outline] = {}
        self.repeated = 0
        self.problems: list[str] = []
        self._document = document
        self._line = 1
        self._counted = 0
        self._folders: list[tuple[str, int]] = []

    def read(self) -> None:
        known = False
        for tag in _TAG.finditer(self._document):
            if tag["doctype"]:
                self._at(tag.start(), say("opml.doctype"))
                self.feeds.clear()
                return
            if tag["broken"]:
                self._at(tag.start(), say("opml.outline"))
            elif tag["name"]:
                known = True
                if tag["name"].lower() == "outline":
                    self._outline(tag)
            if len(self.feeds) >= FEEDS_LIMIT:
                self._at(tag.start(), say("opml.limit", most=figures(f"{FEEDS_LIMIT:,}")))
                return
        if not known:
            self.problems.append(say("opml.at", n=1, what=say("opml.none")))
        for name, line in self._folders:
            self.problems.append(say("opml.at", n=line, what=say("opml.folder", name=repr(name))))

    def _outline(self, tag: re.Match[str]) -> None:
        if tag["close"]:
            if not self._folders:
                self._at(tag.start(), say("opml.closes"))
            else:
                self._folders.pop()
            return
        rest = tag["rest"]
        values = {name.lower(): one or other for name, one, other in _ATTRIBUTE.findall(rest)}
        title = text.line(text.from_html(values.get("title") or values.get("text") or ""), _TITLE_LIMIT)
        address = values.get("xmlurl") or (values.get("url") if values.get("type", "").lower() == "rss" else None)
        if address:
            self._feed(tag.start(), address, title, values)
        if not rest.rstrip().endswith("/"):
            self._folders.append(("" if address else title, self._number(tag.start())))

    def _feed(self, position: int, written: str, title: str, values: dict[str, str]) -> None:
        address = _FEED_SCHEME.sub("", text.from_html(written))
        url = text.link(f"https:{address}" if address.startswith("//") else address)
        if not url:
            self._at(position, say("opml.address", written=repr(text.line(written, 60))))
            return
        key = same(url)
        if key in self.feeds:
            self.repeated += 1
            return
        group = SEPARATOR.join(name for name, _ in self._folders if name)
        self.feeds[key] = Outline(
            url=url,
            title=title or urlsplit(url).hostname or url,
            group=group,
            language=language_code(values.get("language")),
            enabled=values.get("iscomment", "").lower() != "true",
            line=self._number(position),
        )

    def _at(self, position: int, message: str) -> None:
        self.problems.append(say("opml.at", n=self._number(position), what=message))

    def _number(self, position: int) -> int:
        """The line of a position; positions only grow."""
        self._line += self._document.count("\n", self._counted, position)
        self._counted = position
        return self._line
