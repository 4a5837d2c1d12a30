"""Whether a word of hope is what a clause says of its subject, and so of all that stands before it: the sale is on the table."""

from __future__ import annotations

import re

from tui.reading.acts.line import Token
from tui.reading.layout.page import Page

_PASSIVE = re.compile(r"(?:(?:is|are|was|were) )?being ")
"""How an English word of hope begins that tells of what stands before it: the terms of the loan are being finalised."""

_COPULA = re.compile(r"\b(?:is|are|was|were|be|been|remains?|still) (?:now |still )?$")
_ACTIVE = re.compile(r"\w+ing\b")
_REFLEXIVE = re.compile(r"(?:ется|ются|ится|ятся|алась|ался|алось|ались|илась|ился|илось|ились)$")
"""How a Russian verb ends that tells what is done with its subject: обсуждается."""

_PARTICIPLE = re.compile(r"(?:ен[аоы]?|крыт[аоы]?)$")
"""How a Russian word ends that tells what was done with its subject: завершено."""

_SAID = ("talks", "done", "close")
_BEFORE = 12
"""Characters before a word in which a form of to be stands."""


def tells_of_subject(page: Page, token: Token) -> bool:
    """Whether a word of hope tells of what stands before it: is being discussed, is under consideration, обсуждается."""
    said = page.spoken(token.start, token.end)
    if page.lang == "ru":
        ending = _REFLEXIVE if token.type == "talks" else _PARTICIPLE
        return token.type in _SAID and ending.search(said.split(" ", 1)[0]) is not None
    if _PASSIVE.match(said):
        return True
    before = page.spoken(max(token.start - _BEFORE, 0), token.start)
    return page.lang == "en" and _ACTIVE.match(said) is None and _COPULA.search(before) is not None
