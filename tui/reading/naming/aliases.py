"""Other names that a text gives a company right behind its name: a former one, a short one, the same in other letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from tui.model import Mention
from tui.reading.layout.page import Page
from tui.reading.lookup.contexts import context
from tui.reading.lookup.library import Library
from tui.reading.naming.runs import plain_words

_WORD = re.compile(r"\w[\w.]*")
_FAR = 48
"""Characters between two names of one company at the most."""


def one_name(mentions: Sequence[Mention], page: Page, shelf: Library) -> list[Mention]:
    """The mentions, each company under one name: a former name becomes that of its owner beside it, and a name that no
    vocabulary holds becomes the known one that it stands beside in brackets. A former name that a vocabulary holds does so
    only where the text says that it is one: elsewhere it may stand for what its owner was then."""
    same: dict[str, Mention] = {}
    once: dict[int, Mention] = {}
    companies = [m for m in mentions if m.kind == "company"]
    for owner, other in pairwise(companies):
        if owner.id == other.id or other.start - owner.end > _FAR:
            continue
        if _is_bracketed(owner, other, page, shelf):
            known, new = (owner, other) if other.new else (other, owner)
            if new.new:
                same[new.id] = known
        elif other.new and _is_former(owner, other, page, shelf):
            same[other.id] = owner
        elif _is_no_longer(owner, other, page, shelf):
            once[other.start] = owner
        elif _is_renamed(owner, other, page, shelf):
            once[owner.start] = other
    return list(_renamed(mentions, same, once)) if same or once else list(mentions)


def _renamed(mentions: Iterable[Mention], same: dict[str, Mention], once: dict[int, Mention]) -> Iterable[Mention]:
    """The mentions with the names that they stand for, by id or at a place only."""
    for mention in mentions:
        meant = same.get(mention.id) or once.get(mention.start)
        yield replace(meant, start=mention.start, end=mention.end) if meant else mention


def _is_bracketed(owner: Mention, other: Mention, page: Page, shelf: Library) -> bool:
    """Whether brackets behind the one name hold the other and nothing else, legal forms aside."""
    between = page.folded[owner.end : other.start]
    end = page.folded.find(")", other.end, other.end + _FAR)
    if between.count("(") != 1 or end < 0:
        return False
    beside = _WORD.findall(between) + _WORD.findall(page.folded, other.end, end)
    return not re.search(r"[,;]", between.partition("(")[2]) and plain_words(shelf).forms.issuperset(beside)


def _is_former(owner: Mention, other: Mention, page: Page, shelf: Library) -> bool:
    """Whether the words between two names tell that the second is what the first was called."""
    between = page.folded[owner.end : other.start]
    if re.search(r"[.;]\s", between):
        return False
    dated = "(" in between and context(shelf, "until-then").before(between, len(between))
    return dated or context(shelf, "former").before(between, len(between))


def _is_no_longer(owner: Mention, other: Mention, page: Page, shelf: Library) -> bool:
    """Whether a known name is surely what the one before it was called: X (earlier Y); X, formerly Y; X, as Y is called now."""
    between = page.folded[owner.end : other.start]
    if "(" in between:
        return _is_former(owner, other, page, shelf)
    apposed = between.lstrip(' "»”').startswith(",") and not re.search(r"[.;]\s", between)
    called = between.endswith(", as ") and context(shelf, "now-called").behind(page.folded, other.end)
    return apposed and (called or context(shelf, "no-longer").before(between, len(between)))


def _is_renamed(other: Mention, owner: Mention, page: Page, shelf: Library) -> bool:
    """Whether a name is what the one behind it was called: the former X, now Y; бывшая X, ныне Y; бұрын X деп аталған Y."""
    between = page.folded[other.end : owner.start]
    return context(shelf, "no-longer").before(page.folded, other.start) and context(shelf, "by-now").near(
        between, 0, len(between)
    )
