"""Whether only a part of something has been done: spent so far, 92% complete."""

from __future__ import annotations

import re

from tui.reading.acts.line import Line, Token
from tui.reading.acts.sums import whole
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import listed

_BESIDE = 12
"""Characters on either side of a word in which another one goes with it."""

_SPENT = 20
"""Characters before a verb of spending in which a word tells that more is to come: has already been spent."""

_ALL = 100
_WORD = re.compile(r"[^\W\d_]+")


def so_far(page: Page, shelf: Library, line: Line, trigger: Token) -> bool:
    """Whether a word beside the verb tells of what was spent until now (has already spent, уже освоил, игеріп қойды), or a
    part of the whole does: a third has been spent."""
    at = line.tokens.index(trigger) if trigger in line.tokens else 0
    if any(t.type == "percent" for t in line.tokens[max(at - 1, 0) : at + 2]) and not line.has("stake", "own"):
        return True
    if any(whole(page, shelf, line, t) for t in line.of("money", "count")):
        return True
    beside = page.spoken(max(trigger.start - _SPENT, 0), trigger.end + _BESIDE)
    spaced = f" {' '.join(_WORD.findall(beside))} "
    return any(f" {words} " in spaced for words in listed(shelf, "so-far"))


def in_part(line: Line, token: Token) -> bool:
    """Whether a share right beside a word tells that only a part of the works is meant: 92% complete, готов на 92%."""
    at = line.tokens.index(token) if token in line.tokens else 0
    beside = line.tokens[max(at - 1, 0) : at + 2]
    shares = [t for t in beside if t.type == "percent" and t.value.value < _ALL]
    near = any(min(abs(t.start - token.end), abs(token.start - t.end)) <= _BESIDE for t in shares)
    return near and not line.has("stake")
