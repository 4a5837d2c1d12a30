"""Bytes to text: header, then byte order mark, then prolog, then a guess that knows Cyrillic. Declarations lie."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Some codecs are slow or surprising on hostile input (punycode, unicode_escape, utf-7): only these families are used.
_KNOWN = re.compile(
    r"(utf[-_]?(8|16|32)|iso[-_]?8859|cp\d|windows|koi8|mac|latin|kz|big5|gb|shift|sjis|euc|tis|ptcp|ascii|us-ascii)",
    re.IGNORECASE,
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_PROLOG_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)

_CYRILLIC = ("cp1251", "koi8-r", "kz1048", "iso8859-5", "cp866", "mac-cyrillic")
_WESTERN = "cp1252"
_COMMON = frozenset("оеаинтслвркмдпуябызйчьгәғқңөұүһі")
_SAMPLE = 65_536
_FEW = 12  # with fewer letters than this a declaration is believed


def decode(body: bytes, content_type: str = "") -> str:
    """The text of ``body``, whatever it claims to be; bytes that fit nowhere become U+FFFD."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")  # bytes above ASCII that happen to be valid UTF-8 are nothing else
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(body):
        return body.decode("utf-8", "replace")
    declared = _declared(body, content_type)
    return body.decode(_honest(body, declared), "replace")


def _wide(body: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by the zeros around the first characters of markup."""
    head = body[:8]
    if head[:4] == b"\x00\x00\x00<":
        return "utf-32-be"
    if head[:4] == b"<\x00\x00\x00":
        return "utf-32-le"
    if head[:1] == b"\x00" and head[2:3] == b"\x00":
        return "utf-16-be"
    return "utf-16-le" if head[1:2] == b"\x00" and head[3:4] == b"\x00" else ""


def _mostly_utf8(body: bytes) -> bool:
    """Whether the body is UTF-8 with a few broken places, as after a cut in the middle of a letter."""
    text = body[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not c.isascii() for c in text) - broken > 10 * broken


def _declared(body: bytes, content_type: str) -> str:
    """The first encoding that is claimed and known, "" where there is none."""
    claims = [m[1] for m in (_HEADER_CHARSET.search(content_type),) if m]
    claims += [m[1].decode("ascii", "ignore") for m in (_PROLOG_CHARSET.search(body[:1024]),) if m]
    for claim in claims:
        if _KNOWN.match(claim):
            try:
                return codecs.lookup(claim).name
            except LookupError:
                continue
    return ""


def _honest(body: bytes, declared: str) -> str:
    """``declared`` if what it makes of the body reads well enough, else the encoding that reads best."""
    sample = body[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    if declared and not declared.startswith("utf") and high < _FEW:
        return declared
    best = max(_CYRILLIC, key=lambda name: _plausible(sample, name))
    if _plausible(sample, best) < 0.5:
        return declared if declared and not declared.startswith("utf") else _WESTERN
    if declared and not declared.startswith("utf") and _plausible(sample, declared) > _plausible(sample, best) - 0.25:
        return declared
    return best


def _plausible(sample: bytes, name: str) -> float:
    """How much of what is not ASCII reads as running Cyrillic text, from 0 to 1."""
    text = sample.decode(name, "replace")
    foreign = good = 0
    before = " "
    for character in text:
        if not character.isascii():
            foreign += 1
            latin_neighbour = before.isascii() and before.isalpha()
            good += character in _COMMON and not latin_neighbour
        before = character
    return good / foreign if foreign else 0.0
