"""No feed and no page makes taking it apart slower than linear."""

from __future__ import annotations

import pytest
from growth import bounded

from tui.feeds import xmlfeed
from tui.feeds.article import article
from tui.feeds.closing import closed
from tui.feeds.parsed import NotAFeedError

PAGES = {
    "paragraphs that never close": "<p>x" * 700_000,
    "nested elements": "<div>x" * 500_000,
    "much before what is sought": "<i>x</i>" * 300_000 + "<p>a</p>" * 50_000,
    "elements without text": "<i>x</i>" * 200_000 + "<p></p>" * 150_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_selector_costs_no_more_than_the_page_is_long(name: str) -> None:
    with bounded():
        article(f"<html><body>{PAGES[name]}".encode(), "text/html", "p, div")


def test_an_element_within_another_is_told_once() -> None:
    page = b"<html><body><div class=a><p>One</p><div class=a>two</div></div><p class=a>three</p>"
    assert article(page, "text/html", ".a") == "One\n\ntwo\n\nthree"


def test_a_broken_selector_is_named() -> None:
    with pytest.raises(NotAFeedError, match="selector"):
        article(b"<html><body>x", "text/html", "[[")


@pytest.mark.parametrize(
    "document",
    [" " * 2_000_000, "<rss>" + " \n" * 1_000_000, "<?xml " * 500_000, "<rss>" + "<?xml x" * 500_000],
    ids=["blank", "blank inside", "prologs", "prologs inside"],
)
def test_looking_for_the_prolog_is_linear(document: str) -> None:
    with bounded():
        xmlfeed.repaired(document)


def test_quoted_text_that_never_ends_is_looked_through_once() -> None:
    with bounded():
        closed("]]><rss>" + "<![CDATA[" * 500_000)


def test_what_is_quoted_is_left_as_it_is() -> None:
    quoted = "<item><title><![CDATA[<link>]]></title><link>b</link></item>"
    assert closed(quoted) == quoted
