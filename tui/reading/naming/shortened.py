"""Companies by the first word of the name that the page gives them in full: Oriel for Oriel Resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tui.model import Mention
from tui.reading.layout.page import Page
from tui.reading.layout.spans import Spans
from tui.reading.layout.words import Word
from tui.reading.lookup.library import Library
from tui.reading.naming.runs import PlainWords, plain_words
from tui.text import fold

_LEAST = 5
"""Letters of a word that a company may be told by alone."""


def shortened(mentions: Sequence[Mention], page: Page, shelf: Library) -> list[Mention]:
    """The mentions in order of place, with the places where a company of theirs is met by its first word only."""
    short = dict(_first_words(mentions, page, shelf)) if page.lang == "en" else {}
    if not any(short.values()):
        return list(mentions)
    known = Spans((m.start, m.end) for m in mentions)
    found = (
        replace(meant, start=word.start, end=word.end)
        for at, word in enumerate(page.words)
        if (meant := short.get(word.form)) and not known.touch(word.start, word.end) and _alone(page, at)
    )
    return sorted((*mentions, *found), key=lambda m: m.start)


def _first_words(mentions: Iterable[Mention], page: Page, shelf: Library) -> Iterator[tuple[str, Mention | None]]:
    """The words that companies of several words begin with; None for one that tells of two, or of something else."""
    plain = plain_words(shelf)
    owners: dict[str, set[str]] = {}
    for mention in mentions:
        written = page.source[mention.start : mention.end]
        first, _, rest = written.partition(" ")
        if mention.kind != "company" or not rest or not _distinct(first, plain):
            continue
        form = fold(first)
        owners.setdefault(form, set()).add(mention.id)
        yield form, mention if len(owners[form]) == 1 and not _means_else(first, page, shelf) else None


def _distinct(word: str, plain: PlainWords) -> bool:
    """Whether a word is a name's own, and none that many names have."""
    form = word.casefold()
    its_own = form not in plain.common and form not in plain.given
    return its_own and len(word) >= _LEAST and word.isalpha() and word[0].isupper()


def _means_else(word: str, page: Page, shelf: Library) -> bool:
    """Whether the vocabularies know the word alone as something else: a country, a metal, a site."""
    folded = fold(word)
    return bool(shelf.lexicon(page.lang).find(word, folded, [Word(folded, 0, len(folded))]))


def _alone(page: Page, at: int) -> bool:
    """Whether a word is written as a name and no other name goes on beside it."""
    word = page.words[at]
    if not page.source[word.start].isupper():
        return False
    beside = [n for n in (at - 1, at + 1) if 0 <= n < len(page.words)]
    return not any(_joined(page, min(n, at), max(n, at)) and page.source[page.words[n].start].isupper() for n in beside)


def _joined(page: Page, first: int, last: int) -> bool:
    return page.source[page.words[first].end : page.words[last].start] in (" ", "-")
