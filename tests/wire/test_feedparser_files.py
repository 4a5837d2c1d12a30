"""feedparser's own test files, through the parser and through the whole path: nothing it gets right is lost on the way.

They are fetched when the test is asked for (`make slow`) and never kept.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from wire_desk import START, Desk
from wire_parts import reply
from wire_server import Server

from tui import text
from tui.archive import Archive
from tui.config.model import FeedConfig
from tui.feeds import quick
from tui.feeds.dates import believable
from tui.feeds.items import RawFeed
from tui.feeds.parse import NotAFeedError, ParsedFeed, parse

pytestmark = pytest.mark.slow

URL = "http://127.0.0.1:8097/feed"
HEADER = re.compile(rb"^Header:\s+([^:]+):(.+)$", re.MULTILINE)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")

KNOWN = {
    "illformed/chardet/eucjp.xml": "undeclared Japanese: the guess knows Cyrillic",
    "illformed/chardet/shiftjis.xml": "undeclared Japanese: the guess knows Cyrillic",
    "illformed/chardet/koi8r.xml": "feedparser takes it for Latin letters",
    "encoding/bozo_linenoise.xml": "a handful of bytes that are text in no encoding",
    "illformed/rss_incomplete_cdata.xml": "cut inside its only item",
    "wellformed/node_precedence/atom10_id.xml": "the other link of the two",
    "wellformed/rss/item_description_not_a_doctype.xml": "an opening of a declaration is no text",
    "wellformed/sanitize/item_content_encoded_script_nested_cdata.xml": "markers of CDATA are no text",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("feedparser")
    wanted = f"feedparser=={feedparser.__version__}"
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", wanted]
    if subprocess.run(command, cwd=folder, check=False).returncode:
        pytest.skip("feedparser's source distribution cannot be fetched")
    with tarfile.open(next(folder.glob("*.tar.gz"))) as packed:
        packed.extractall(folder, filter="data")
    root = next(folder.glob("feedparser-*/tests"))
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.xml"))}


def headers_of(data: bytes) -> dict[str, str]:
    """The headers that a file's comment asks its server to send."""
    found = {
        name.decode().strip().lower(): value.decode("latin-1").strip() for name, value in HEADER.findall(data[:3000])
    }
    return {"content-type": "application/xml", **found}


def squashed(value: str) -> str:
    return re.sub(r"\W+", "", value).lower()


def words(value: str | None) -> set[str]:
    """Text in either reading, as markup and as plain words."""
    return {squashed(text.from_html(value or "")), squashed(text.plain(value or ""))}


def losses(entry: dict[str, Any], found: ParsedFeed) -> Iterator[str]:
    """What feedparser has of an entry and we have not."""
    title, body = words(entry.get("title")), words(entry.get("summary"))
    link = text.link(entry.get("link") or "", URL)
    if not (squashed(text.from_html(entry.get("title") or entry.get("summary") or "")) or link):
        return
    identity = entry.get("id")
    items = [i for i in found.items if not identity or i.guid == text.line(identity) or i.guid.startswith("hash:")]
    if not any(way in squashed(i.title) for i in items for way in title):
        yield f"title {entry.get('title')!r}"
    if link and not any(i.link == link for i in items):
        yield f"link {link!r}"
    if not any(way in squashed(i.text) or len(squashed(i.text)) >= len(way) for i in items for way in body):
        yield f"summary {entry.get('summary')!r}"
    written = next(
        (entry[key] for key in ("published_parsed", "updated_parsed", "created_parsed") if entry.get(key)), None
    )
    date = believable(datetime(*written[:5], min(written[5], 59), tzinfo=UTC), START) if written else None
    if date and not any(i.published == date for i in items):
        yield f"date {date}"


def compared(data: bytes) -> list[str]:
    headers = headers_of(data)
    base = text.link(headers.get("content-location", ""), URL) or URL
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        judge = feedparser.parse(io.BytesIO(data), response_headers={"content-location": URL, **headers})
    try:
        found = parse(data, headers["content-type"], base, START)
    except NotAFeedError as error:
        return [str(error)] if judge.entries else []
    values = [value for i in found.items for value in (i.title, i.link, i.guid, i.source, i.text.replace("\n", ""))]
    acting = [f"control character in {value!r}" for value in values if CONTROL.search(value)]
    return acting + [loss for entry in judge.entries for loss in losses(dict(entry), found)]


def test_nothing_that_feedparser_gets_right_is_lost(files: dict[str, bytes]) -> None:
    assert len(files) > 2000
    lost = {name: found for name, data in files.items() if (found := compared(data)) and name not in KNOWN}
    crazy = {name for name in lost if "_crazy" in name}  # feedparser shows the script's words there
    assert {name: found for name, found in lost.items() if name not in crazy} == {}


def test_the_quick_parser_yields_the_same(files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    quickly = quick.load
    read: set[str] = set()
    different = []
    for name, data in files.items():
        headers = headers_of(data)
        base = text.link(headers.get("content-location", ""), URL) or URL

        def parsed(data: bytes = data, kind: str = headers["content-type"], base: str = base) -> ParsedFeed | str:
            try:
                return parse(data, kind, base, START)
            except NotAFeedError as error:
                return str(error)

        def watched(document: str, url: str, name: str = name) -> RawFeed | None:
            found = quickly(document, url)
            if found is not None:
                read.add(name)
            return found

        monkeypatch.setattr(quick, "load", watched)
        first = parsed()
        monkeypatch.setattr(quick, "load", lambda *_: None)
        if first != parsed():
            different.append(name)
    assert different == []
    assert len(read) > 150


async def test_every_file_goes_all_the_way(files: dict[str, bytes], server: Server, desk: Desk) -> None:
    for name, data in files.items():
        headers = {key: value for key, value in headers_of(data).items() if value.isascii()}
        url = server.add(f"/{name}", reply(data, headers), host=server.hosts[len(desk.feeds) % 3])
        desk.feeds.append(FeedConfig(url, name, fulltext="never"))
    report = await desk.poll()
    assert report.asked == len(files)
    failed = {outcome.title: outcome.error for outcome in report.outcomes if outcome.state == "failed"}
    assert all(error and not CONTROL.search(error) for error in failed.values())
    assert not any("Reading the feed failed" in str(error) for error in failed.values())
    with Archive.open(desk.path) as archive:
        for entry in desk.items():
            stored = archive.item(entry.id)
            assert stored is not None
            assert not CONTROL.search(entry.title + entry.link + entry.source + stored.text.replace("\n", ""))
