"""The trust boundary: nothing enters the archive, a terminal or a file without passing here.

Everything is linear in its input, whatever the input: feeds are written by strangers.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_FOLDED = tuple(
    {
        "ё": "е",
        "Ё": "е",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "‑": "-",
        "‐": "-",
    }.items()
)
_ODD = frozenset(odd for odd, _ in _FOLDED)
_SHORT = 100


def fold(text: str) -> str:
    """Lower case, ё as е, quotes, dashes and spaces plain; every character keeps its place, so spans of the folded text
    are spans of the original."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    if lowered.isascii():
        return lowered.replace("\t", " ")
    if len(lowered) < _SHORT and _ODD.isdisjoint(lowered):  # for vocabularies, which are folded a spelling at a time
        return lowered
    for odd, plain_one in _FOLDED:  # ten times quicker than translate
        if odd in lowered:
            lowered = lowered.replace(odd, plain_one)
    return lowered


_MARKS = tuple(",.-\"'%$:;()/!?+&#*[]")
"""The marks that the words of folded texts stand between, besides spaces."""
_WORD = re.compile(r"[^\W_]+")
_ASCII_WORDS = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)).ljust(256)


def forms(folded: str) -> list[str]:
    """The words of a folded text, runs of letters and digits, in order. Cut at the usual marks, which takes half the time that a
    pattern does; where a text has others, by the pattern."""
    if folded.isascii():
        return folded.encode().translate(_ASCII_WORDS).decode().split()
    plain = folded
    for mark in _MARKS:
        if mark in plain:
            plain = plain.replace(mark, " ")
    found = plain.split()
    return found if "".join(found).isalnum() else _WORD.findall(folded)


# A payload stops at any control character, so that a missing terminator costs one pass and never the rest of the text.
_ESCAPE_SEQUENCES = re.compile(
    r"\x1b\[[0-?]*+[ -/]*+[@-~]?"  # CSI: colours, cursor, modes
    r"|\x9b[0-?]++[ -/]*+[@-~]?"  # the same with its one-byte introducer
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x00-\x1f\x7f-\x9f]*+(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[()*+#%][!-~]|\x1b[6-9=>cDEHMNOZ78\\]"  # character sets and single commands
)

_LINE_BREAKS = ("\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r")


_UNSEEN = (
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x9F),
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),
    (0xFDD0, 0xFDEF),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0xFFFE, 0xFFFF),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE007F),
    (0xE0100, 0xE01EF),
)
"""What never comes out, from each first to each last: controls, bidirectional controls, characters without width, halves of
surrogate pairs."""


def _replaced() -> dict[int, str | None]:
    """What comes out instead."""
    table: dict[int, str | None] = {code: None for first, last in _UNSEEN for code in range(first, last + 1)}
    table.update({ord(c): "\n" for c in _LINE_BREAKS})
    table[ord("\t")] = " "
    return table


def _any_of(ranges: Iterable[tuple[int, int]], others: str = "") -> re.Pattern[str]:
    return re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in ranges)}{others}]")


_REPLACED = _replaced()
# What most news are written in, Latin, Cyrillic and the signs between: nothing of it is dropped or composed.
_UNUSUAL = re.compile(
    "[^\n -~\u00a0-\u00ac\u00ae-\u024f\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116]"
)
_USUAL_ASCII = bytes((ord("\n"), *range(ord(" "), ord("~") + 1)))
# Two sets, because one that reaches past U+FFFF is a hundred times slower to search for.
_SUSPECT = _any_of((pair for pair in _UNSEEN if pair[1] <= 0xFFFF), "\t" + "".join(_LINE_BREAKS))
_SUSPECT_PAST = _any_of(pair for pair in _UNSEEN if pair[1] > 0xFFFF)
_PILES = re.compile(r"[^\w\s!-~]{9,}")
_MARKS_KEPT = 4  # more accents on one letter are an attack on the screen, and make normalising quadratic
_SPACES = re.compile(r"[ ]{2,}")
_BLANK_LINES = re.compile(r"\n{3,}")


def _unpile(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_KEPT:
            kept.append(character)
    return "".join(kept)


def without_escapes(text: str) -> str:
    """Text without whole terminal sequences. Needed only where something else drops their ESC before ``plain`` sees it."""
    return _ESCAPE_SEQUENCES.sub("", text) if _SUSPECT.search(text) else text


def plain(text: str, limit: int | None = None) -> str:
    """Text that is safe to store and to draw: no control characters but ``\\n``, no escape sequences, nothing invisible
    or direction-changing, in NFC, runs of spaces and of blank lines folded. Over ``limit`` characters it ends in "…"."""
    if _has_unusual(text):
        text = _cleaned(text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    text = text.strip()
    if "\n" in text:
        text = _BLANK_LINES.sub("\n\n", text.replace(" \n", "\n").replace("\n ", "\n"))
    return _cut(text, limit)


def line(text: str, limit: int | None = None) -> str:
    """``plain`` on one line: every run of whitespace is one space."""
    clean = text.isprintable()
    if not (clean and text.isascii()) and _UNUSUAL.search(text):
        text, clean = plain(text), False
    if not clean or "  " in text or text.startswith(" ") or text.endswith(" "):
        text = " ".join(text.split())
    return _cut(text, limit)


def _has_unusual(text: str) -> bool:
    """As ``_UNUSUAL`` says, which takes several times as long for a text in ASCII."""
    if text.isascii():
        return bool(text.encode().translate(None, _USUAL_ASCII))
    return _UNUSUAL.search(text) is not None


def _cleaned(text: str) -> str:
    if _SUSPECT.search(text) or _SUSPECT_PAST.search(text):
        text = _ESCAPE_SEQUENCES.sub("", text.replace("\r\n", "\n")).translate(_REPLACED)
    if text.isascii():
        return text
    text = _PILES.sub(_unpile, text)
    normal = unicodedata.normalize("NFC", text)
    # Again: normalising decomposes some single marks into piles of their own.
    return normal if normal == text else _PILES.sub(_unpile, normal)


def _cut(text: str, limit: int | None) -> str:
    if limit is None or len(text) <= limit:
        return text
    return text[: max(limit - 1, 0)].rstrip() + "…"


_PARAGRAPHS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
        " main nav ol p pre section table ul",
    )
)
_BREAKS = frozenset(("br", "li", "tr", "option"))
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("script", "style", "noframes", "template", "svg", "math", "textarea", "select"))
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})")
_TAG_REST = re.compile(r"(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")
_HUGE_REFERENCE = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{8,});?")


def from_html(markup: str) -> str:
    """The words of an HTML snippet as ``plain`` text: paragraphs apart by a blank line, character references resolved
    once, scripts, styles and comments dropped. Broken markup gives what can be read of it."""
    if "<" not in markup:
        return plain(_resolve(markup))
    return plain("".join(_pieces(markup)))


def _resolve(text: str) -> str:
    """Character references as characters; the standard library fails on numbers of thousands of digits."""
    if "&" not in text:
        return text
    return html.unescape(_HUGE_REFERENCE.sub("", text))


def _pieces(markup: str) -> list[str]:
    pieces: list[str] = []
    position, size = 0, len(markup)
    last_close, last_comment = markup.rfind(">"), markup.rfind("-->")
    quotes_pair = True
    while position < size:
        start = markup.find("<", position)
        if start < 0:
            start = size
        if start > position:
            pieces.append(_flow(markup[position:start]))
        if start >= size:
            break
        if markup.startswith("<![CDATA[", start):
            position = start + 9
            continue
        tag = _TAG.match(markup, start)
        if tag is None and not markup.startswith(("<!", "<?", "</"), start):
            pieces.append("<")
            position = start + 1
            continue
        if start > last_close:
            break  # the markup was cut inside this tag
        if tag is None:
            position = _after_declaration(markup, start, last_comment)
            continue
        whole = _TAG_REST.match(markup, tag.end()) if quotes_pair else None
        if whole is None:  # a quote that never closes: from here on a tag ends at the next bracket
            quotes_pair = False
        position = whole.end() if whole else markup.find(">", start) + 1
        name = tag[1].lower()
        if name in _SILENT and markup[start + 1] != "/" and markup[position - 2] != "/":
            position = _after_silent(markup, position, name)
        pieces.append(_spacing(name))
    return pieces


def _flow(text: str) -> str:
    """A run of text between tags: line breaks in the markup are spaces."""
    resolved = _resolve(text)
    return resolved.replace("\r", " ").replace("\n", " ").replace("]]>", "")


def _spacing(name: str) -> str:
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _BREAKS:
        return "\n"
    return " " if name in _CELLS else ""


def _after_declaration(markup: str, start: int, last_comment: int) -> int:
    """The position after a comment, declaration or processing instruction that opens at ``start``."""
    if markup.startswith("<!--", start) and start < last_comment:
        return markup.index("-->", start) + 3
    end = markup.find(">", start)
    return end + 1 if end >= 0 else len(markup)


def _after_silent(markup: str, position: int, name: str) -> int:
    """The position after the content of an element whose content is not text; to the end where it is never closed."""
    close = re.compile(rf"</{name}\b[^>]*+>?", re.IGNORECASE).search(markup, position)
    return close.end() if close else len(markup)


_MAX_LINK = 4096
_SAFE_IN_LINK = "!#$%&'()*+,/:;=?@[]~"
_USUAL_LINK = re.compile(r"https?://[a-z0-9][a-z0-9.-]*/[\w!$%&'()*+,/:=@~.-]*(?:\?[\w!$%&'()*+,/:=@~?.-]+)?", re.ASCII)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")


def link(url: str, base: str = "") -> str:
    """``url``, resolved against ``base``, as an absolute http or https address in ASCII; "" where it is none (other
    schemes, no host, longer than 4,096 characters). Credentials in it are dropped."""
    if _USUAL_LINK.fullmatch(url) and len(url) <= _MAX_LINK and len(base) <= _MAX_LINK:
        return url  # as most are: nothing in it to resolve or to quote
    address = _INVISIBLE.sub("", url)
    if not address or len(url) > _MAX_LINK or len(base) > _MAX_LINK:
        return ""
    try:
        parts = urlsplit(urljoin(base.strip(), address))
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in ("http", "https") or not host:
            return ""
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    if re.fullmatch(r"[a-z0-9._:-]+", name) is None:
        return ""
    netloc = (f"[{name}]" if ":" in name else name) + (f":{port}" if port is not None else "")
    path, query, fragment = (quote(part, safe=_SAFE_IN_LINK) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, netloc, path, query, fragment))
