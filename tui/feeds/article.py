"""The text of an article's page. Pure; slow on hostile input, so it runs in the killable worker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from tui import text
from tui.feeds import encoding, sniff
from tui.feeds.fault import fault
from tui.feeds.parsed import NotAFeedError

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_PAGE_LIMIT = 3_000_000
_TEXT_LIMIT = 100_000
_ELEMENT_LIMIT = 200
"""Elements of one selector that count: looking for the next costs as much as the page is long."""


def article(body: bytes, content_type: str, selector: str | None) -> str:
    """The article on a web page as plain text, "" where there is none. ``selector`` names its elements in CSS.

    Raises NotAFeedError where the body is no page, or the selector no selector.
    """
    sniff.refuse_binaries(body)
    page = encoding.decode(body, _declared(body, content_type))[:_PAGE_LIMIT]
    tree = HTMLTree.parse(page)
    if selector is None:
        found = extract_plain_text(tree, main_content=True, list_bullets=False, alt_texts=False)
        return text.plain(found, _TEXT_LIMIT)
    return text.plain("\n\n".join(_chosen(tree, selector)), _TEXT_LIMIT)


def _chosen(tree: HTMLTree, selector: str) -> Iterator[str]:
    """The texts of the elements that a selector names, each word once. Each element is taken out of the tree when it is
    found: resiliparse's list of all of them walks the page anew for every one."""
    left = _TEXT_LIMIT
    for _ in range(_ELEMENT_LIMIT):
        try:
            element = tree.document.query_selector(selector) if tree.document else None
        except Exception as error:  # resiliparse's own, which it does not export
            raise NotAFeedError(fault("selector")) from error
        if element is None or left <= 0:
            return
        found = text.from_html(element.html)
        left -= len(found)
        yield found
        element.decompose()


def _declared(body: bytes, content_type: str) -> str:
    """The content type with the page's own charset where the header names none."""
    meta = _META_CHARSET.search(body[:4096])
    if "charset" in content_type.lower() or meta is None:
        return content_type
    return f"{content_type}; charset={meta[1].decode('ascii', 'ignore')}"
