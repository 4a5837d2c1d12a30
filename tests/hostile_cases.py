"""What publishers serve that is odd, broken or an attack, and what must come of it: the right items, or one clear line.

``ENCODINGS`` and ``DOCUMENTS`` must give their item; ``LINES`` end with a line that holds certain words, "" where an item would
do as well. The server plays each at ``/feed``; some lead back there.
"""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from wire_parts import (
    XML,
    bomb,
    dripping,
    endless,
    endless_headers,
    endless_informational,
    feed,
    head,
    item,
    raw,
    redirect,
    reply,
    rss,
    silent,
)
from wire_server import Part

RUSSIAN = "Казахмыс увеличил добычу меди"
KAZAKH = "Қазақстанда мыс өндіру өсті, ұлттық компания әлі күнге дейін іздейді"
TITLE = "Ore & gold"
"""What the only item of each of ``DOCUMENTS`` is called."""


def typed(kind: str) -> dict[str, str]:
    return {"Content-Type": kind}


def encoded(text: str, encoding: str, declared: str | None = None) -> bytes:
    return rss([item(1, text, text)]).decode().replace("utf-8", declared or encoding).encode(encoding)


ENCODINGS = {
    "windows-1251": (encoded(RUSSIAN, "cp1251", "windows-1251"), ""),
    "koi8-r": (encoded(RUSSIAN, "koi8-r"), ""),
    "iso-8859-5": (encoded(RUSSIAN, "iso8859-5", "iso-8859-5"), ""),
    "utf-16 with a mark": (encoded(RUSSIAN, "utf-16"), ""),
    "utf-16-be without a mark": (encoded(RUSSIAN, "utf-16-be", "utf-16"), ""),
    "utf-32": (encoded(RUSSIAN, "utf-32"), ""),
    "utf-8 with a mark": (b"\xef\xbb\xbf" + encoded(RUSSIAN, "utf-8"), ""),
    "in the header only": (
        encoded(RUSSIAN, "cp1251").replace(b' encoding="cp1251"', b""),
        "text/xml; charset=windows-1251",
    ),
    "nowhere, cp1251": (encoded(RUSSIAN, "cp1251").replace(b' encoding="cp1251"', b""), "text/xml"),
    "nowhere, koi8-r": (encoded(RUSSIAN, "koi8-r").replace(b' encoding="koi8-r"', b""), "text/xml"),
    "prolog lies: says utf-8": (encoded(RUSSIAN, "cp1251", "utf-8"), ""),
    "prolog lies: says windows-1251": (encoded(RUSSIAN, "utf-8", "windows-1251"), ""),
    "header lies: says utf-8": (encoded(RUSSIAN, "cp1251", "windows-1251"), "text/xml; charset=utf-8"),
    "header lies: says windows-1251": (encoded(RUSSIAN, "utf-8"), "text/xml; charset=windows-1251"),
    "header lies: says koi8-r": (encoded(RUSSIAN, "cp1251", "windows-1251"), "text/xml; charset=koi8-r"),
    "header says iso-8859-1, as if by default": (encoded(RUSSIAN, "cp1251"), "text/xml; charset=ISO-8859-1"),
    "unknown name": (encoded(RUSSIAN, "utf-8", "klingon-1"), "text/xml; charset=klingon"),
    "a codec that is none": (encoded(RUSSIAN, "utf-8", "unicode_escape"), "text/xml; charset=zip"),
    "utf-8 with a broken letter": (encoded(RUSSIAN, "utf-8").replace(b"</rss>", b"<!-- \xd0 --></rss>"), ""),
}

ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>urn:1</id><title type="html">Ore &amp;amp; gold'
    '</title><link href="/one"/><updated>2026-11-01T00:00:00Z</updated><content type="xhtml"><div '
    'xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div></content></entry></feed>'
)
ATOM_03 = (
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>A</title><entry><id>urn:1</id><title>Ore &amp; gold'
    '</title><link rel="alternate" href="http://x/one"/><issued>2026-11-01T00:00:00Z</issued></entry></feed>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>R'
    '</title></channel><item rdf:about="http://x/one"><title>Ore &amp; gold</title><link>http://x/one</link></item></rdf:RDF>'
)
CDF = (
    '<CHANNEL HREF="http://x/"><TITLE>C</TITLE><ITEM HREF="http://x/one"><TITLE>Ore &amp; gold</TITLE>'
    "<ABSTRACT>Text</ABSTRACT></ITEM></CHANNEL>"
)
ONE = "<item><title>Ore &amp; gold</title><link>http://x/one</link></item>"
DOCUMENTS = {
    "a bare ampersand": rss(["<item><title>Ore & gold</title><link>http://x/?a=1&b=2</link></item>"]),
    "entities of HTML": rss(["<item><title>Ore&nbsp;&amp;&nbsp;gold</title></item>"]),
    "control characters": rss(["<item><title>Ore\x01 \x1b[31m&amp; \x08gold\x1b[0m</title></item>"]),
    "references to control characters": rss(["<item><title>Ore &#27;[31m&amp; &#x0;gold&#27;[0m</title></item>"]),
    "references without end": rss([f"<item><title>Ore &amp; gold&#{'9' * 6000};</title></item>"]),
    "unclosed tags": rss(["<item><title>Ore &amp; gold<link>http://x/one</link><description>Text</item>"]),
    "unclosed items": rss(["<item><title>Ore &amp; gold</title><link>http://x/one</link>"]),
    "junk before the prolog": b"\n\n<br />\n<b>Warning</b>: no DB\n\xef\xbb\xbf" + rss([ONE]),
    "junk after the root": rss([ONE]) + b"<script>track()</script> trailing & junk",
    "cut after a whole item": rss([ONE, "<item><title>Half an it"])[: -len("</channel></rss>")],
    "CDATA": rss(["<item><title><![CDATA[Ore & gold]]></title></item>"]),
    "CDATA in CDATA": rss(
        ["<item><title>Ore &amp; gold</title><description><![CDATA[a <![CDATA[b]]> c]]></description></item>"]
    ),
    "escaped twice": rss([f"<item><title>{escape(escape('Ore & gold'))}</title></item>"]),
    "deep nesting": rss(
        [f"<item><title>Ore &amp; gold</title><description>{'<b>' * 500}x{'</b>' * 500}</description></item>"]
    ),
    "an entity of its own": rss(["<item><title>Ore &amp; &metal;</title></item>"]).replace(
        b"?>", b'?><!DOCTYPE rss [<!ENTITY metal "gold">]>', 1
    ),
    "RSS 0.91": b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1:1/x.dtd"><rss version="0.91"><channel>'
    + ONE.encode()
    + b"</channel></rss>",
    "RSS 0.90": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
    b"<channel><title>R</title></channel>" + ONE.encode() + b"</rdf:RDF>",
    "RSS 0.92": b'<rss version="0.92"><channel><title>R</title>' + ONE.encode() + b"</channel></rss>",
    "RSS 1.0": RDF.encode(),
    "Atom 1.0": ATOM.encode(),
    "Atom 0.3": ATOM_03.encode(),
    "CDF": CDF.encode(),
    "a prefix for everything": b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>1</a:id><a:title>Ore &amp; gold'
    b"</a:title></a:entry></a:feed>",
    "JSON Feed 1.0": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1",
            "home_page_url": "/",
            "items": [{"id": "1", "url": "/one", "title": "Ore & gold", "content_text": "x"}],
        }
    ).encode(),
    "JSON Feed 1.1": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": 1, "title": "Ore & gold", "content_html": "<p>x</p>"}],
        }
    ).encode(),
    "JSON Feed with wrong types": json.dumps(
        {"version": 7, "title": 8, "items": [None, [], "x", {"id": "1", "url": 5, "title": "Ore & gold", "tags": {}}]}
    ).encode(),
}

LINES: dict[str, tuple[Part, str]] = {
    "an empty body": (reply(b""), "empty"),
    "white space": (reply(b" \n\t "), "empty"),
    "a web page": (reply(b"<!DOCTYPE html><html><body>News</body></html>", typed("text/html")), "web page"),
    "a login page": (reply(b"<html><form><input type='password'></form></html>", typed("text/xml")), "login"),
    "a picture": (reply(b"\x89PNG\r\n\x1a\n" + bytes(999)), "PNG"),
    "a document": (reply(b"%PDF-1.7 ..."), "PDF"),
    "plain words": (reply(b"Feed moved, sorry."), "neither"),
    "other XML": (reply(b"<?xml version='1.0'?><note><to>x</to></note>"), "neither"),
    "other JSON": (reply(b'{"error": "no such feed"}', typed("application/json")), "JSON"),
    "broken JSON": (reply(b'{"version": "https://jsonfeed.org/version/1", "items": [{"id'), "JSON"),
    "nested JSON": (reply(b"[" * 200_000), "JSON"),
    "half an item": (reply(rss([item(1)])[:-70]), "cut short"),
    "not modified, although nobody asked": (reply(b"", status=304), "304"),
    "no content": (reply(b"", status=204), "204"),
    "not authorised": (reply(b"", status=401), "password"),
    "forbidden": (reply(b"", status=403), "refuses"),
    "a teapot": (reply(b"", status=418), "418"),
    "brotli, unasked": (reply(b"\x8b\x00", {**XML, "Content-Encoding": "br"}), "compressed"),
    "a lie about compression": (reply(feed(), {**XML, "Content-Encoding": "gzip"}), "compressed"),
    "a gzip bomb": (reply(bomb(300), {**XML, "Content-Encoding": "gzip"}), "larger than 8 MiB"),
    "a gzip bomb without the header": (reply(bomb(300)), "larger than 8 MiB"),
    "a bomb in a bomb": (reply(bomb(100) * 3, {**XML, "Content-Encoding": "gzip"}), "larger than 8 MiB"),
    "an endless body": (
        endless(lambda: b"<item><title>x</title></item>" * 1000, b"<rss><channel>"),
        "larger than 8 MiB",
    ),
    "an endless body of nothing": (endless(lambda: b" " * 65536), "larger than 8 MiB"),
    "endless headers": (endless_headers, "broke off"),
    "endless provisional answers": (endless_informational, "within 2 s"),
    "a drip": (dripping(feed(), 0.05), "within 2 s"),
    "silence": (silent, "within 2 s"),
    "a connection that closes": (raw(b""), "broke off"),
    "half a header": (raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), "broke off"),
    "no HTTP": (raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "broke off"),
    "a length that is no number": (raw(head(200, {"Content-Length": "many"}) + feed()), "broke off"),
    "a transfer cut in the first item": (raw(head(200, {**XML, "Content-Length": "9999"}) + feed()[:250]), "cut short"),
    "a redirect to itself": (redirect("/feed"), "circle"),
    "a redirect to nowhere": (redirect(""), "nowhere"),
    "a redirect to a file": (redirect("file:///etc/passwd"), "only http and https"),
    "a redirect to a script": (redirect("javascript:alert(1)"), "only http and https"),
    "a redirect to nonsense": (redirect("http://[::1"), "no address"),
    "a redirect to a port that is none": (redirect("http://127.0.0.1:99999999/"), "only http and https"),
    "entities, exponential": (
        reply(
            b'<!DOCTYPE rss [<!ENTITY a0 "lol">'
            + b"".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">'.encode() for n in range(1, 12))
            + b"]><rss><channel><title>&a11;</title></channel>"
        ),
        "",
    ),
    "a million attributes": (
        reply(b"<rss><channel " + b" ".join(b"a%d='x'" % n for n in range(60_000)) + b"><item>"),
        "",
    ),
    "a million open tags": (reply(b"<rss><channel>" + b"<item><a>" * 200_000), ""),
}
