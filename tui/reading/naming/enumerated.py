"""Sites that are listed behind their noun and a pause, or told by what they are called: two deposits in the region: X and Y;
месторождение под названием X."""

from __future__ import annotations

from collections.abc import Iterator

from tui.reading.lookup.lexicon import Hit
from tui.reading.naming.digs import site_nouns, unknown
from tui.reading.naming.runs import Name, Runs

_REACH = 8
"""How many words may stand between a noun and the pause before its list."""
_PAUSES = frozenset((": ", " - ", " – ", " — "))
_JOINTS = frozenset(("and", "и", "да", "және", "мен", "пен", "бен"))
_CALLED = frozenset(("названием", "наименованием", "именем"))


def enumerated(runs: Runs) -> Iterator[Name]:
    """The sites of a page that a list behind a pause names, or a phrase for a name; nothing is weighed yet."""
    for head in site_nouns(runs):
        yield from _listed(runs, head)
        yield from _called(runs, head)


def _listed(runs: Runs, head: Hit) -> list[Name]:
    """Two deposits in the Abai region: X and Y; екі мыс кен орны – X мен Y. One name alone makes no list."""
    if runs.page.lang == "en" and not runs.page.words[head.last].form.endswith("s"):
        return []
    words = runs.page.words
    end = runs.page.sentences[runs.page.sentence_at(head.start)].end
    at = next((n + 1 for n in range(head.last, head.last + _REACH) if runs.separator(n) in _PAUSES), len(words))
    items: list[tuple[int, int]] = []
    joined = True
    while joined and at < len(words) and words[at].start < end and (last := runs.right(at)) >= at:
        items.append((at, last))
        joint = last + 1 < len(words) and words[last + 1].form in _JOINTS
        joined = runs.separator(last) == ", " or joint
        at = last + 1 + joint
    new = [item for item in items if unknown(runs, *item)]
    return [runs.name("site", *item) for item in new] if len(items) > 1 and len(new) == len(items) else []


def _called(runs: Runs, head: Hit) -> Iterator[Name]:
    """Месторождение под названием X."""
    words = runs.page.words
    for at in range(head.last + 2, min(head.last + 4, len(words) - 1)):
        if words[at].form in _CALLED and runs.separator(at) == " " and (last := runs.right(at + 1)) > at:
            yield runs.name("site", at + 1, last)
            return
