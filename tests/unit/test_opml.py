"""OPML: folders, broken files, many feeds, bombs; what is written is read again."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree

import pytest
from growth import bounded
from hypothesis import given
from hypothesis import strategies as st

from tui.config.model import FeedConfig
from tui.feeds import opml
from tui.text import line

GOOD = """\
<?xml version="1.0" encoding="windows-1251"?>
<opml version="1.1"><head><title>Mine</title></head><body>
  <outline text="Қазақстан">
    <outline title="Mining &amp; metals" text="no">
      <outline type="rss" text="One" xmlUrl="https://one.example/feed?a=1&amp;b=2" htmlUrl="https://one.example/"/>
      <outline type='rss' title='Two &#171;2&#187;' XMLURL='feed://two.example/feed' language="ru-RU"></outline>
    </outline>
    <outline text="Three" xmlUrl="https://three.example/" isComment="true" />
  </outline>
  <outline text="Four" type="rss" url="feed:http://four.example/rss"/>
  <outline text="A note"/><outline text="Five" xmlUrl="https://ONE.example/feed/?a=1&b=2"/>
</body></opml>
""".encode("cp1251", "xmlcharrefreplace")


def test_folders_become_groups() -> None:
    found = opml.read(GOOD)
    assert [(feed.url, feed.title, feed.group) for feed in found.feeds] == [
        ("https://one.example/feed?a=1&b=2", "One", "Қазақстан / Mining & metals"),
        ("https://two.example/feed", "Two «2»", "Қазақстан / Mining & metals"),
        ("https://three.example/", "Three", "Қазақстан"),
        ("http://four.example/rss", "Four", ""),
    ]
    assert [feed.enabled for feed in found.feeds] == [True, True, False, True]
    assert found.feeds[1].language == "ru"
    assert (found.repeated, found.problems) == (1, ())


@pytest.mark.parametrize(
    ("text", "urls", "told"),
    [
        (
            '<opml>\n<outline xmlUrl="https://a.example/"/>\n<outline xmlUrl="javascript:alert(1)"/>',
            1,
            "line 3: 'javascript",
        ),
        (
            '<opml>\n<outline text="a xmlUrl="https://a.example/"/>\n<outline xmlUrl="https://b.example/"/>',
            1,
            "line 2: an outline whose",
        ),
        (
            '<opml>\n<outline text="F">\n<outline xmlUrl="https://a.example/"/>',
            1,
            "line 2: the folder 'F' is never closed",
        ),
        ('<opml>\n</outline>\n<outline xmlUrl="https://a.example/"/></opml>', 1, "line 2: </outline> closes nothing"),
        ('<opml><outline xmlUrl="https://a.example/"/><outline xmlUrl="https://b.exa', 1, "line 1: an outline whose"),
        ("<html><p>Page not found</p></html>", 0, "line 1: no <opml>"),
        ("", 0, "an OPML file is expected"),
        ('<opml><outline xmlUrl="file:///etc/passwd" text="\x1b]52;c;aGk=\x07"/>', 0, "is no http or https address"),
    ],
)
def test_of_a_broken_file_the_rest_is_read(text: str, urls: int, told: str) -> None:
    found = opml.read(text.encode())
    assert len(found.feeds) == urls
    assert [problem for problem in found.problems if told in problem]
    assert not [c for problem in found.problems for c in problem if unicodedata.category(c) == "Cc"]


def test_an_address_is_the_same_whether_its_letters_stand_as_they_are_or_as_bytes() -> None:
    feeds = [FeedConfig("https://news.example/search?q=site:kase.kz+(Казатомпром+OR+ERG)", "Search")]
    (read,) = opml.read(opml.write(feeds, "Mine", "Sat, 21 Nov 2026 09:00:00 +0000").encode()).feeds
    assert opml.same(read.url) == opml.same(feeds[0].url)


def test_a_bomb_is_refused_before_it_is_read() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?>\n<!DOCTYPE opml [<!ENTITY a0 "ha">{entities}]>\n<opml><outline text="&a11;" xmlUrl="https://a.example/"/></opml>'
    found = opml.read(bomb.encode())
    assert found.feeds == ()
    assert found.problems == (
        "line 2: a document type is declared, which is not read; take that line out and try again",
    )


def test_five_thousand_feeds_take_a_moment() -> None:
    outlines = "\n".join(
        f'<outline text="F{n}"><outline text="T{n}" xmlUrl="https://h{n}.example/f"/></outline>' for n in range(5_000)
    )
    with bounded():
        found = opml.read(f"<opml><body>{outlines}</body></opml>".encode())
    assert len(found.feeds) == 5_000


@pytest.mark.parametrize(
    "piece", ['<outline text="', "<outline ", "<!--", "<outline a='", '<outline text="a">', "<![CDATA["]
)
def test_repeated_pieces_cost_no_more_than_their_length(piece: str) -> None:
    with bounded():
        opml.read(("<opml>" + piece * (2_000_000 // len(piece))).encode())


NAMES = st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=12).filter(
    lambda name: line(name) == name
)


@given(
    st.lists(st.tuples(NAMES, st.lists(NAMES.filter(lambda n: "/" not in n), max_size=3), st.booleans()), max_size=6)
)
def test_what_is_written_is_read_again(rows: list[tuple[str, list[str], bool]]) -> None:
    feeds = [
        FeedConfig(f"https://{n}.example/f?a=1&b=<'\">", title, group=opml.SEPARATOR.join(folders), enabled=enabled)
        for n, (title, folders, enabled) in enumerate(rows)
    ]
    written = opml.write(feeds, "Mine & yours", "Sat, 21 Nov 2026 09:00:00 +0000")
    ElementTree.fromstring(written)
    found = opml.read(written.encode())
    assert found.problems == ()
    expected = [(opml.same(f.url), f.title, f.group, f.enabled) for f in opml.sorted_by_group(feeds)]
    assert [
        (opml.same(f.url.replace("%3C", "<").replace("%22", '"').replace("%3E", ">")), f.title, f.group, f.enabled)
        for f in found.feeds
    ] == expected
