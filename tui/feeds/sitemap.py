"""News sitemaps, for sites that have no feed: addresses with titles and dates, in XML that Google laid down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from tui.feeds.dates import moment
from tui.feeds.fault import fault
from tui.feeds.items import RawEntry
from tui.feeds.parsed import NotAFeedError

FORMAT = "news sitemap"

_ROOT = re.compile(r"<(?:[\w.-]{1,20}:)?(urlset|sitemapindex|rss|feed|rdf|channel|html|opml)(?=[\s>/])", re.IGNORECASE)
_LOOK_AT = 20_000
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_LOOSE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_FIELDS = {
    ("url", "loc"): "link",
    ("url", "lastmod"): "changed",
    ("news", "title"): "title",
    ("news", "publication_date"): "published",
    ("news", "keywords"): "keywords",
    ("publication", "name"): "name",
    ("publication", "language"): "language",
    ("sitemap", "loc"): "map",
}
_DEEPEST = 16


@dataclass(slots=True)
class Sitemap:
    """What a sitemap holds: ``entries`` with titles, ``untitled`` counts addresses without, ``maps`` are the addresses of
    an index; ``complete`` is False where the document is cut short or broken."""

    entries: list[RawEntry] = field(default_factory=list)
    untitled: int = 0
    maps: list[str] = field(default_factory=list)
    name: str = ""
    language: str = ""
    complete: bool = False


def is_sitemap(document: str) -> bool:
    """Whether the document is a sitemap or an index of sitemaps."""
    root = _ROOT.search(document, 0, _LOOK_AT)
    return root is not None and root[1].lower() in ("urlset", "sitemapindex")


def load(document: str, url: str) -> Sitemap:
    """The sitemap in a decoded document; of a broken one what stands before the mistake. Raises NotAFeedError for one that
    nests deeper than any sitemap, or declares a document type: none needs it, and entities hide there."""
    root = _ROOT.search(document, 0, _LOOK_AT)
    start = root.start() if root else 0
    if _DOCTYPE.search(document, 0, start):
        raise NotAFeedError(fault("doctype"))
    reader = _Reader(url)
    try:
        text = _LOOSE.sub("&amp;", document[start:].translate(_NOT_XML))
        reader.parser.Parse(text.encode("utf-8"), True)
        reader.found.complete = True
    except expat.ExpatError:
        pass
    return reader.found


class _Reader:
    """Collects elements by their own and their parent's local name."""

    def __init__(self, url: str) -> None:
        self.found = Sitemap()
        self._url = url
        self._path: list[str] = []
        self._text: list[str] = []
        self._values: dict[str, str] = {}
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append

    def _refuse(self, *_: object) -> None:
        raise NotAFeedError(fault("doctype"))

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._path.append(name.rpartition(":")[2].lower())
        self._text.clear()
        if len(self._path) > _DEEPEST:
            raise NotAFeedError(fault("deep-map"))

    def _end(self, _: str) -> None:
        name = self._path.pop()
        key = _FIELDS.get((self._path[-1] if self._path else "", name))
        if key is not None:
            self._values[key] = "".join(self._text).strip()
        self._text.clear()
        if name in ("url", "sitemap"):
            self._keep(self._values)
            self._values = {}

    def _keep(self, values: dict[str, str]) -> None:
        found = self.found
        if values.get("map"):
            found.maps.append(values["map"])
        if not values.get("link"):
            return
        if not values.get("title"):
            found.untitled += 1
            return
        found.name = found.name or values.get("name", "")
        found.language = found.language or values.get("language", "")
        found.entries.append(
            RawEntry(
                link=values["link"],
                title=(values["title"], True),
                bodies=((values["keywords"], True),) if values.get("keywords") else (),
                published=moment(values.get("published") or values.get("changed") or ""),
                language=values.get("language") or None,
                base=self._url,
            )
        )
