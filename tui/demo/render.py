"""A demonstration feed as the bytes that a publisher would send, in each format that publishers use."""

from __future__ import annotations

import json
from collections.abc import Callable
from email.utils import format_datetime
from html import escape as to_html
from xml.sax.saxutils import escape, quoteattr

from tui.demo.edition import DEMO_NOW, DemoFeed, DemoItem

HOST = "https://demo.example"
"""Where the items seem to live: a host name that is reserved and never resolves."""


def render(feed: DemoFeed) -> tuple[bytes, str]:
    """The body and its Content-Type."""
    text, kind = _RENDERERS[feed.format](feed)
    return text.encode(feed.encoding), f"{kind}; charset={feed.encoding}"


def link(feed: DemoFeed, item: DemoItem) -> str:
    """The address under which the item seems to be published."""
    return f"{home(feed)}{item.id}"


def home(feed: DemoFeed) -> str:
    """The address of the publisher."""
    return f"{HOST}/{feed.path.partition('/')[0]}/"


def _paragraphs(item: DemoItem) -> str:
    parts = (" ".join(part.split()) for part in item.text.split("\n\n"))
    return "".join(f"<p>{to_html(part, quote=False)}</p>" for part in parts)


def _tag(name: str, content: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(content)}</{name}>"


def _rss(feed: DemoFeed) -> tuple[str, str]:
    lines = [
        f'<?xml version="1.0" encoding="{feed.encoding}"?>',
        '<rss version="2.0"><channel>',
        _tag("title", feed.title),
        _tag("link", home(feed)),
        _tag("description", feed.title),
        _tag("language", feed.language),
    ]
    for item in feed.items:
        lines += ["<item>", _tag("title", item.title), _tag("link", link(feed, item))]
        if feed.guids:
            lines.append(_tag("guid", item.id, ' isPermaLink="false"'))
        if feed.dates:
            lines.append(_tag("pubDate", format_datetime(item.published)))
        lines += [_tag("description", _paragraphs(item)), "</item>"]
    lines.append("</channel></rss>")
    return "\n".join(lines), "application/rss+xml"


def _rdf(feed: DemoFeed) -> tuple[str, str]:
    lines = [
        f'<?xml version="1.0" encoding="{feed.encoding}"?>',
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f"<channel rdf:about={quoteattr(home(feed))}>",
        _tag("title", feed.title),
        _tag("link", home(feed)),
        _tag("description", feed.title),
        _tag("dc:language", feed.language),
        "<items><rdf:Seq>",
        *(f"<rdf:li rdf:resource={quoteattr(link(feed, item))}/>" for item in feed.items),
        "</rdf:Seq></items></channel>",
    ]
    for item in feed.items:
        lines += [
            f"<item rdf:about={quoteattr(link(feed, item))}>",
            _tag("title", item.title),
            _tag("link", link(feed, item)),
            _tag("dc:date", item.published.isoformat()),
            _tag("description", _paragraphs(item)),
            "</item>",
        ]
    lines.append("</rdf:RDF>")
    return "\n".join(lines), "application/rdf+xml"


def _atom(feed: DemoFeed) -> tuple[str, str]:
    newest = max((item.published for item in feed.items), default=DEMO_NOW)
    lines = [
        f'<?xml version="1.0" encoding="{feed.encoding}"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">',
        _tag("title", feed.title),
        _tag("id", home(feed)),
        f"<link href={quoteattr(home(feed))}/>",
        _tag("updated", newest.isoformat()),
    ]
    for item in feed.items:
        address = link(feed, item)
        lines += [
            "<entry>",
            _tag("title", item.title),
            _tag("id", f"tag:demo.example,2026:{item.id}"),
            f'<link rel="alternate" href={quoteattr(address)}/>',
            _tag("published", item.published.isoformat()),
            _tag("updated", item.published.isoformat()),
            _tag("content", _paragraphs(item), ' type="html"'),
            "</entry>",
        ]
    lines.append("</feed>")
    return "\n".join(lines), "application/atom+xml"


def _json(feed: DemoFeed) -> tuple[str, str]:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": home(feed),
        "language": feed.language,
        "items": [
            {
                "id": item.id,
                "url": link(feed, item),
                "title": item.title,
                "content_html": _paragraphs(item),
                "date_published": item.published.isoformat(),
            }
            for item in feed.items
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1), "application/feed+json"


def _login_page(feed: DemoFeed) -> tuple[str, str]:
    page = (
        f"<!doctype html><html><head><title>{to_html(feed.title)}</title></head><body>"
        "<h1>Please sign in</h1><p>This publication is for subscribers.</p>"
        '<form method="post"><input name="user"><input name="password" type="password"></form></body></html>'
    )
    return page, "text/html"


_RENDERERS: dict[str, Callable[[DemoFeed], tuple[str, str]]] = {
    "rss": _rss,
    "rdf": _rdf,
    "atom": _atom,
    "json": _json,
    "login-page": _login_page,
}
