"""The trust boundary: whatever goes in, nothing that acts on a terminal comes out, and it takes linear time."""

from __future__ import annotations

import re
import unicodedata

import pytest
from growth import bounded
from hypothesis import given
from hypothesis import strategies as st

from tui import text

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

nasty = st.lists(
    st.one_of(
        st.text(st.characters(), max_size=20),
        st.sampled_from(
            [
                "\x1b]52;c;aGk=\x07",
                "\x1b]8;;http://evil\x1b\\x\x1b]8;;\x1b\\",
                "\x1b[31m",
                "\x1b[",
                "\x1b",
                "\x9b1A",
                "\x9d",
                "\x90",
                "\u202e",
                "\u2066",
                "\u200b",
                "\ud83d",
                "\u0344",
                "\u0315\u0300",
                "\r\n",
                "\r",
                "\t ",
                "\n \n\n",
                "\u2028",
                "<b>",
                "<!--",
                "-->",
                "<a href='",
                '">',
                "&#27;",
                "&#x1b;]0;x&#7;",
                "&lt;b&gt;",
                "&amp;amp;",
                "<script>",
                "</script>",
                "<![CDATA[",
                "]]>",
            ]
        ),
    ),
    max_size=12,
).map("".join)


@given(nasty)
def test_plain_lets_nothing_through_and_is_idempotent(hostile: str) -> None:
    clean = text.plain(hostile)
    assert not FORBIDDEN.search(clean)
    assert unicodedata.is_normalized("NFC", clean)
    assert text.plain(clean) == clean
    clean.encode()


@given(nasty, st.integers(min_value=1, max_value=40))
def test_line_is_one_line_within_its_limit(hostile: str, limit: int) -> None:
    clean = text.line(hostile, limit)
    assert not FORBIDDEN.search(clean)
    assert "\n" not in clean
    assert len(clean) <= limit
    assert text.line(clean, limit) == clean


@given(nasty)
def test_html_lets_nothing_through(hostile: str) -> None:
    assert not FORBIDDEN.search(text.from_html(hostile))


@given(nasty, nasty)
def test_links_are_http_in_ascii_or_nothing(hostile: str, base: str) -> None:
    for prefix in ("", "http://host/", "https://", "//", "javascript:"):
        address = text.link(prefix + hostile, base)
        assert address == "" or re.fullmatch(r"https?://[!-~]+", address)
        assert text.link(address) == address


@given(st.text())
def test_fold_keeps_every_place(given_text: str) -> None:
    assert len(text.fold(given_text)) == len(given_text)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Kaz\x1b[31m Minerals\x1b[0m", "Kaz Minerals"),
        ("a\x1b]52;c;aGVsbG8=\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1b]0;unterminated stays", "a]0;unterminated stays"),
        ("zero\u200bwidth \u202egnp.exe", "zerowidth gnp.exe"),
        ("one\r\ntwo\rthree\x85four", "one\ntwo\nthree\nfour"),
        ("a\t\tb   c", "a b c"),
        ("a\n \n\n\nb", "a\n\nb"),
        (" \n a \n b \n \n c \n", "a\nb\n\nc"),
        ("и\u0306од", "йод"),
        ("z" + "\u0301\u0316" * 50, "ź\u0316\u0316\u0301"),
        ("[/foo] [@click=app.bell()]x", "[/foo] [@click=app.bell()]x"),
    ],
)
def test_plain(given_text: str, expected: str) -> None:
    assert text.plain(given_text) == expected


def test_what_is_let_through_unseen_needs_nothing() -> None:
    usual = [chr(code) for code in range(0x110000) if not text._UNUSUAL.match(chr(code))]
    assert {"a", "ж", "ә", "ұ", "é", "№", "—", "₸", "\xa0", "\n"} <= set(usual)
    assert not {ord(one) for one in usual} & (text._REPLACED.keys() - {ord("\n")})
    assert all(unicodedata.normalize("NFC", one) == one and not unicodedata.combining(one) for one in usual)
    assert {one for one in usual if one.isspace()} == {" ", "\xa0", "\n"}


def test_limits_end_with_an_ellipsis() -> None:
    assert text.line("copper and gold", 10) == "copper an…"
    assert text.plain("copper", 6) == "copper"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One</p><p>Two<br/>three</p>", "One\n\nTwo\nthree"),
        ("AT&amp;T &lt;b&gt; &#8212; &nbsp;x", "AT&T <b> — \xa0x"),
        ("a &#27;[31m b", "a [31m b"),
        ("<script>alert(1)</script>news<style>p{}</style>", "news"),
        ("<SCRIPT>never closed", ""),
        ('<img alt="a > b" src=x>text', "text"),
        ("<p title='unclosed>text</p>more", "text\n\nmore"),
        ("<!-- hidden -->shown<!-- open > rest", "shown rest"),
        ("profit < 5 and > 3", "profit < 5 and > 3"),
        ("cut <a href='http://", "cut"),
        ("<![CDATA[inner <b>bold</b>]]>", "inner bold"),
        ("<ul><li>gold<li>silver</ul>", "gold\nsilver"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("line\nbreaks are\nspaces", "line\nbreaks are\nspaces"),
        ("<i>line\nbreaks are</i>\nspaces", "line breaks are spaces"),
        ("&#" + "9" * 5000 + "; big", "big"),
    ],
)
def test_from_html(markup: str, expected: str) -> None:
    assert text.from_html(markup) == expected


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        ("https://example.kz/a?b=1&c=2#d", "", "https://example.kz/a?b=1&c=2#d"),
        ("/news/1", "https://example.kz/feed/", "https://example.kz/news/1"),
        ("//cdn.example.kz/x", "https://example.kz/", "https://cdn.example.kz/x"),
        ("javascript:alert(1)", "https://example.kz/", ""),
        ("java\nscript:alert(1)", "https://example.kz/", ""),
        ("data:text/html,x", "", ""),
        ("file:///etc/passwd", "", ""),
        ("http://", "", ""),
        ("http://[::1", "", ""),
        ("http://[::1]:80/a", "", "http://[::1]:80/a"),
        ("http://host:99999/", "", ""),
        ("https://казмин.kz/медь ", "", "https://xn--80aodfmh.kz/%D0%BC%D0%B5%D0%B4%D1%8C"),
        ("https://user:secret@example.kz/", "", "https://example.kz/"),
        ("http://example.kz/\x1b]0;x\x07\u202e", "", "http://example.kz/]0;x%E2%80%AE"),
        ("http://example.kz/" + "a" * 5000, "", ""),
        ("relative", "", ""),
        ("", "https://example.kz/", ""),
    ],
)
def test_link(url: str, base: str, expected: str) -> None:
    assert text.link(url, base) == expected


MEGABYTE = 1_000_000
WORST = [
    "\x1b]",
    "\x1b[" + "0;",
    "\x9d",
    "\u0315\u0300",
    "\u0344",
    "<a ",
    '<a "',
    "<a '\"",
    "<!--",
    "<![CDATA[",
    "<script>",
    "</script",
    "&#1",
    "&amp",
    "<",
    " \n",
    "\u00a0",
    "<p>",
    "<a href='\">",
]


@pytest.mark.parametrize("unit", WORST)
@pytest.mark.parametrize("end", ["", ">", "-->"])
def test_a_megabyte_takes_linear_time(unit: str, end: str) -> None:
    hostile = unit * (MEGABYTE // len(unit)) + end
    with bounded():
        text.plain(hostile)
        text.from_html(hostile)


@pytest.mark.parametrize("around", ["{}", "a{}b", "медь {} 12", "snake_case {}", "“{}” – ok…"])
def test_words_are_runs_of_letters_and_digits_whatever_stands_between(around: str) -> None:
    for number in range(0x3100):
        told = around.format(chr(number))
        assert text.forms(told) == re.findall(r"[^\W_]+", told)
