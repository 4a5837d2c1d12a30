"""Sites told by what is done or found there, without a noun that names them: drilling at X; X, a copper deposit; X-тың көмірі."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from tui.reading.lookup.lexicon import Hit
from tui.reading.naming.runs import KAZAKH_GENITIVE, KAZAKH_WHERE, Name, Runs

_REACH, _PHRASE, _SHORT = 6, 5, 3
"""How far words of digging stand from a name, how many words an apposition has before its noun, how many a site's name has."""
_WORK = frozenset(
    "output production drilling drilled drills resources reserves ore ores grade grades extraction outlined shaft smelting "
    "concentrator tonnes tons ounces miners geologists mineralisation mineralization leaching stripping blasting "
    "commissioning".split()
)
"""What is done or had where a mine is: at X."""
_WORK_BEFORE = _WORK | frozenset(
    "mining mined exploration discovered found copper gold uranium coal zinc tungsten".split()
)
_WORK_AFTER = _WORK | frozenset("survey samples sampling holes throughput tests".split())
_STAFF = frozenset(
    "analyst analysts engineer economist director manager head strategist chairman executive partner".split()
)
_WHERE = frozenset(("at", "in"))
_NEARBY = frozenset(("neighbouring", "neighboring", "nearby"))
_SPACES = frozenset((" ", "-"))
_SITES = frozenset(("targets", "target", "areas", "fields", "localities", "occurrences"))
_ARTICLES = frozenset(("a", "an", "the", "another", "one"))
_OF = frozenset("of in on with for to at by from and or".split())
"""Words that no adjective is: a noun behind them is not the name's."""
_DEVELOPS = frozenset("developer developers operator operators owner owners finance manager company partner".split())
_OBLIQUE = re.compile("[а-я]{3}(?:ого|его|ому|ему|ых|их|ым|им|ыми|ими)$")
"""Adjectives in an oblique case, whose noun tells the name."""
_ACRONYM = 3
_DISTRICTS = ("район", "регион", "област", "округ", "аудан", "облыс", "district", "region", "province", "oblast")
_ADJECTIVE = re.compile(r"[а-яё-]+(?:ое|ее|ый|ий|ой|ая|яя|ых|их)")
_QUOTED_IS = re.compile(r"[«\"“„]([^«»\"“”„\n]{2,40})[»\"”](?:,| [—–-](?: это)?) $")
_IS = re.compile(r" [—–-](?: это)? $")
_BACK = 60
_ORES = ("кені", "кенін", "кенд", "қоры", "қорын")
"""How Kazakh words for the ore of a mineral begin."""


def dug_names(runs: Runs) -> Iterator[Name]:
    """The sites of a page that digging tells; nothing is weighed yet."""
    if runs.page.lang == "en":
        yield from _where_dug(runs)
        for head in site_nouns(runs):
            yield from _apposed(runs, head)
    elif runs.page.lang == "ru":
        for head in site_nouns(runs):
            yield from _said_to_be(runs, head)
    else:
        yield from _whose_mineral(runs)


def unknown(runs: Runs, first: int, last: int) -> bool:
    """Whether the words are a short name that nothing is known of, and no noun behind them says that it is no site."""
    if not first <= last < first + _SHORT or runs.taken.intersection(range(first, last + 1)) or runs.begins(first):
        return False
    if (
        _OBLIQUE.search(runs.page.words[last].form)
        or runs.page.source[runs.page.words[first].start :][:_ACRONYM].isupper()
    ):
        return False
    before = runs.page.words[first - 1] if first else None
    if before and before.end - before.start > 1 and runs.page.source[before.start : before.end].isupper():
        return False
    return not before_district(runs, last)


def before_district(runs: Runs, last: int) -> bool:
    """Whether the words up to ``last`` name a district: Каргалинского района."""
    following = runs.page.words[last + 1].form if last + 1 < len(runs.page.words) else ""
    return runs.separator(last) == " " and following.startswith(_DISTRICTS)


def site_nouns(runs: Runs) -> Iterator[Hit]:
    """The nouns of sites."""
    for hit in runs.page.of_kind("head"):
        if hit.entry.properties["names"] == "site":
            yield hit


def _where_dug(runs: Runs) -> Iterator[Name]:
    """English names that say where the work is: drilling at X; at X drilling began; X in the Y region."""
    page = runs.page
    regions = {page.word_at(m.start) for m in page.mentions if m.kind in ("region", "town")}
    for at in [n for n, w in enumerate(page.words[:-1]) if w.form in _WHERE]:
        if page.words[at].form == "at" and runs.separator(at) == " ":
            first = at + 1 + (page.words[at + 1].form in _NEARBY)
            last = runs.right(first) if first < len(page.words) else at
            if unknown(runs, first, last) and (_digging(runs, at) or _dug_after(runs, at, last)):
                yield runs.name("site", first, last)
        elif at and page.words[at].form == "in" and runs.separator(at - 1) == runs.separator(at) == " ":
            home = at + 1 + (page.words[at + 1].form == "the")
            first = runs.left(at - 1)
            if home in regions and unknown(runs, first, at - 1) and _sites_told(runs, first):
                yield runs.name("site", first, at - 1)


def _digging(runs: Runs, at: int) -> bool:
    """Whether the words right before say what is dug, drilled or found there."""
    words = runs.page.words
    span = runs.page.sentences[runs.page.sentence_at(words[at].start)]
    before = takewhile(
        lambda n: words[n].start >= span.start and runs.separator(n) in _SPACES,
        range(at - 1, max(at - _REACH, 0) - 1, -1),
    )
    return bool(at) and words[at - 1].form not in _STAFF and any(words[n].form in _WORK_BEFORE for n in before)


def _dug_after(runs: Runs, at: int, last: int) -> bool:
    """Whether a sentence that begins with the place goes on with what is dug there."""
    following = runs.page.words[last + 1 : last + 1 + _REACH]
    return runs.begins(at) and any(w.form in _WORK_AFTER for w in following)


def _sites_told(runs: Runs, first: int) -> bool:
    """Whether sites are spoken of shortly before: the first two targets are X in …"""
    page, start = runs.page, runs.page.words[first].start
    before = page.sentences[max(page.sentence_at(start) - 1, 0)].start
    if any(w.form in _SITES for w in page.words[page.word_at(before) : first]):
        return True
    return any(before <= h.start < start for h in site_nouns(runs))


def _apposed(runs: Runs, head: Hit) -> Iterator[Name]:
    """X, an open-cast copper deposit, …; X, the larger sister project."""
    words, source = runs.page.words, runs.page.source
    if head.last + 1 < len(words) and words[head.last + 1].form in _DEVELOPS:
        return
    for at in range(head.first - 1, max(head.first - _PHRASE, 1) - 1, -1):
        if words[at].form in _ARTICLES:
            first = runs.left(at - 1) if runs.separator(at - 1) == ", " else at
            if first < at and at - first <= _SHORT:
                yield runs.name("site", first, at - 1)
            return
        if runs.separator(at) not in _SPACES or words[at].form in _OF or source[words[at].start].isupper():
            return


def _said_to_be(runs: Runs, head: Hit) -> Iterator[Name]:
    """X — медное месторождение; «X», крупное месторождение титановых руд."""
    page = runs.page
    first = head.first
    while first and (page.is_mineral(page.words[first - 1].start) or _ADJECTIVE.fullmatch(page.words[first - 1].form)):
        if page.source[page.words[first - 1].start].isupper() or runs.separator(first - 1) not in _SPACES:
            break
        first -= 1
    start = page.words[first].start
    base = max(start - _BACK, 0)
    if quoted := _QUOTED_IS.search(page.source[base:start]):
        yield Name("site", quoted[1], base + quoted.start(1), base + quoted.end(1))
    elif first and _IS.search(page.source[base:start]):
        begin = runs.left(first - 1)
        if begin <= first - 1 < begin + _SHORT:
            yield runs.name("site", begin, first - 1)


def _whose_mineral(runs: Runs) -> Iterator[Name]:
    """Kazakh names that own a mineral, or where its ore lies: Тасөткелдің көмірі, Тасөткелдегі мыс кені."""
    page, taken = runs.page, runs.taken
    minerals = {n for h in page.of_kind("commodity") for n in range(h.first, h.last + 1)}
    for at in sorted(n - 1 for n in minerals if n):
        word = page.words[at]
        if at in taken or not page.source[word.start].isupper():
            continue
        ending = KAZAKH_GENITIVE.search(word.form) or (_is_ore(runs, at + 2) and KAZAKH_WHERE.search(word.form))
        if ending and runs.separator(at) == " " and not runs.quoted(runs.name("site", at, at)):
            stem = word.end - len(ending[0])
            yield Name("site", page.source[word.start : stem], word.start, stem)


def _is_ore(runs: Runs, at: int) -> bool:
    return at < len(runs.page.words) and runs.page.words[at].form.startswith(_ORES)
