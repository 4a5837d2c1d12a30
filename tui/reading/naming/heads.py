"""The names that stand beside head nouns (``knowledge/heads.toml``) and beside the names of nations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tui.model import Mention
from tui.reading.layout.transcribed import is_transcribed
from tui.reading.lookup.lexicon import Hit
from tui.reading.naming.digs import before_district
from tui.reading.naming.homes import tells_home
from tui.reading.naming.runs import CYRILLIC, KAZAKH_CASE, KAZAKH_GENITIVE, Name, Runs

_REACH = 40
"""How many words a list of names may have."""
_AND = frozenset("и да және мен пен бен and".split())
_ADJECTIVE = re.compile(r"([А-ЯЁ][\w-]*?(ск|ов|ев|н))(?:ое|ого|ому|ом|ий|ый|ой|им|ым|ая|ую|их|ых|ими|ыми)")
_NEUTER, _FEMININE = re.compile("месторожд|проявлен|поле"), re.compile("шахт|фабрик|залеж|площад|зон")
_MASCULINE = {"ск": "ий", "н": "ый", "ов": "ый", "ев": "ый"}
_ARTICLES = frozenset(("a", "an", "the"))
_COLON = re.compile(r"(?::| [—–-]) (?=[«\"“„])")
"""What leads up to a list: два месторождения — «X» и «Y»."""
_NUMBER = re.compile(r" (?:No\. ?|№ ?|#)\d{1,3}")
_ORE = frozenset(("руд", "руды"))
_FOREIGN = 4
"""How long a name in foreign letters is that needs no noun."""
_OFFICE = re.compile(r"^(?:[IVX]+|USD|EUR|LME|COVID.*|COP\d*|G\d+|[A-Z]{0,2}\d.*|[A-Z]{2}[A-Z\d]{9}\d)$")
"""Foreign letters that name no company."""
_ROUTE = re.compile(r"»? [—–-] «?[А-ЯЁ]")
"""What follows the first end of a stretch of railway: на участке X — Y."""
_STRETCHES = ("участк", "участок", "перегон")
_MINERALS = 5
"""How many words may tell what a site yields."""
_LISTS = frozenset((", ", ": ", " - ", " – ", " — "))
_CRAFTS = frozenset(
    ("mining", "metallurgical", "exploration", "processing", "engineering", "chemical", "smelting", "refining")
)
_CHAIN = frozenset(("and", "of", "for", "the"))
_OFFICES = frozenset(
    ("minister", "ministry", "ministries", "ministers", "committee", "department", "council", "commission")
)
_KINDS = frozenset(("business", "economic", "international", "forum", "conference"))
_REGIONS = frozenset(("region", "province", "city", "area", "oblast", "district", "state"))


def candidates(runs: Runs) -> Iterator[Name]:
    """Everything on a page that may be a name, head noun by head noun; nothing is weighed yet."""
    for hit in runs.page.of_kind("head"):
        yield from _beside(hit, runs)
    for mention in runs.page.mentions:
        if tells_home(runs.page, mention):
            yield from _of_nation(mention, runs)


def _beside(head: Hit, runs: Runs) -> Iterator[Name]:
    """The names that stand beside one head noun."""
    kind, role = str(head.entry.properties["names"]), head.entry.properties["role"]
    if role == "part":
        first = _crafts(runs, runs.left(head.last))
        whole = not _scheme(runs, head.last + 1) and not _hyphened(runs, head.last) and not _of_office(runs, first)
        if first < head.last and whole:
            yield runs.name(kind, first, _with_home(runs, head.last))
    elif role == "form":
        yield from _formal(kind, runs, head)
    elif role == "lead":
        yield from _led_to(kind, runs, head)
    elif role == "deed":
        first = runs.left(head.first - 1) if head.first else 0
        if first < head.first and runs.separator(head.first - 1) in (" ", "'s ", "’s "):
            yield from _unlike_person(runs, first, head.first - 1)
    elif kind == "company":
        beside = (*_after(kind, runs, head.last), *_before(kind, runs, head.first, role))
        yield from (name for name in beside if _branded(name, runs))
    elif head.entry.properties.get("quoted"):
        yield from runs.quoted_list_before(kind, head.start) or runs.quoted_list(kind, head.end)
    else:
        yield from _places(kind, runs, head)


def _crafts(runs: Runs, first: int) -> int:
    """The first word of a name that joins two crafts: X Mining and Processing Works."""
    words = runs.page.words
    joined = first > 1 and words[first - 1].form in ("and", "&") and words[first].form in _CRAFTS
    if joined and words[first - 2].form in _CRAFTS:
        return min(runs.left(first - 2), first)
    return first


def _of_office(runs: Runs, at: int) -> bool:
    """Whether an office is named right before: Minister of Industry and New Technologies."""
    words = runs.page.words
    while at and runs.separator(at - 1) == " " and (words[at - 1].form in _CHAIN or runs.left(at - 1) <= at - 1):
        at -= 1
        if words[at].form in _OFFICES:
            return True
    return False


def _scheme(runs: Runs, at: int) -> bool:
    """Whether the words from ``at`` on make an office, a scheme or a meeting of the name before: Project, and Metals Congress."""
    words = runs.page.words
    if at + 1 < len(words) and words[at].form in ("and", "&"):
        at = runs.right(at + 1)
        beyond = words[at + 1].form if at + 1 < len(words) else ""
        if beyond in runs.plain.outside or beyond in _KINDS:
            return True
    return at < len(words) and (words[at].form in runs.plain.outside or words[at].form in runs.plain.works)


def _hyphened(runs: Runs, last: int) -> bool:
    """Whether a name goes on behind a hyphen: Taraz Invest-AgroChemical."""
    return runs.separator(last) == "-" and runs.page.source[runs.page.words[last + 1].start].isupper()


def _led_to(kind: str, runs: Runs, head: Hit) -> Iterator[Name]:
    """What a phrase leads up to: a subsidiary of X; меморандум с «X»; принадлежит X, in foreign letters."""
    russian = runs.page.lang != "en"
    quoted = runs.quoted_after(kind, head.end) if russian else None
    last = runs.right(head.last + 1)
    if quoted:
        yield quoted
    elif last > head.last and runs.separator(head.last) == " ":
        name = runs.name(kind, head.last + 1, last)
        if not russian:
            yield from _unlike_person(runs, head.last + 1, last)
        elif len(name.shown) >= _FOREIGN and not CYRILLIC.search(name.shown) and not _OFFICE.search(name.shown):
            yield name


def _unlike_person(runs: Runs, first: int, last: int) -> Iterator[Name]:
    """The words as a company's name, if they are several or spelt as no surname is."""
    name = runs.name("company", first, last)
    if first < last or any(c.isupper() or c.isdigit() for c in name.shown[1:]):
        yield name


def _places(kind: str, runs: Runs, head: Hit) -> Iterator[Name]:
    if runs.page.lang == "ru":
        yield from _adjectives(head, runs)
        yield from _after(kind, runs, head.last)
        return
    before = list(_before(kind, runs, head.first, "noun"))
    yield from before
    if runs.page.lang == "en" and not any(_distinct(name, runs) for name in before):
        yield from _after(kind, runs, head.last)


def _distinct(name: Name, runs: Runs) -> bool:
    """Whether a name holds a word that is not a plain one: Kazakh mines, the deposit."""
    return any(word.casefold() not in runs.plain.common for word in name.shown.split())


def _with_home(runs: Runs, last: int) -> int:
    """The last word of a name that goes on with its home: Development Bank of Kazakhstan."""
    words = runs.page.words
    at = last + 1
    if at < len(words) and words[at].form == "of":
        at += 2 if at + 1 < len(words) and words[at + 1].form == "the" else 1
        return max(runs.right(at), last) if at < len(words) else last
    return last


def _formal(kind: str, runs: Runs, head: Hit) -> Iterator[Name]:
    """Names beside their legal form: ТОО «X», X LLP, «X» ЖШС."""
    ahead = runs.quoted_before(kind, head.start) if runs.page.lang == "kk" else None
    quoted = ahead or runs.quoted_after(kind, runs.page.words[head.last].end)
    if quoted:
        yield quoted
        return
    russian = runs.page.lang == "ru"
    before = [n for n in _before(kind, runs, head.first, "form") if not (russian and CYRILLIC.search(n.shown))]
    latin = bool(before) and not CYRILLIC.search(before[0].shown)
    yield from [n for n in before if not (latin and CYRILLIC.search(n.shown))] or _after(kind, runs, head.last)


def _branded(name: Name, runs: Runs) -> bool:
    """Whether quotation marks or foreign letters tell a name from a person or a beginning sentence."""
    if runs.page.lang == "en":
        return runs.quoted(name) or not runs.starts(name)
    return runs.enclosed(name) or not CYRILLIC.search(name.shown)


def _after(kind: str, runs: Runs, head: int) -> list[Name]:
    """Names that follow their noun: ТОО «X»; месторождения X, Y и Z."""
    if runs.page.lang == "ru" and kind == "site":
        head = _after_minerals(runs, head)
    end = runs.page.words[head].end
    told = _COLON.match(runs.page.source, end) if kind == "site" else None
    quoted = runs.quoted_list(kind, told.end() - 1 if told else end)
    if quoted:
        return quoted
    if runs.page.lang == "en" and kind == "site":
        return _numbered(runs, head) or _called(runs, head) or _listed(runs, head) or _named(runs, head)
    found: list[Name] = []
    at, joined = head + 1, False
    while at < min(len(runs.page.words), head + _REACH) and runs.separator(at - 1) in (
        (" ",) if not found else (" ", ", ")
    ):
        if found and runs.page.words[at].form in _AND:
            joined, at = True, at + 1
            continue
        if found and not joined and runs.separator(at - 1) == " ":
            break
        last = runs.right(at)
        if last < at or (kind == "site" and (before_district(runs, last) or _on_a_route(runs, head, last))):
            break
        found.append(runs.name(kind, at, last))
        if joined:
            return found
        at = last + 1
    return found[:1]


def _on_a_route(runs: Runs, head: int, last: int) -> bool:
    """Whether the name is one end of a railway line: на участке X — Y."""
    stretch = runs.page.words[head].form.startswith(_STRETCHES)
    return stretch and _ROUTE.match(runs.page.source, runs.page.words[last].end) is not None


def _after_minerals(runs: Runs, head: int) -> int:
    """The last of the words that tell what is mined, behind a head noun: месторождение меди и золота X."""
    at = head
    for step in range(head + 1, min(head + _MINERALS, len(runs.page.words))):
        word = runs.page.words[step]
        mineral = (runs.page.is_mineral(word.start) or word.form in _ORE) and runs.page.source[word.start].islower()
        if runs.separator(step - 1) not in (" ", ", ") or not (mineral or word.form in _AND):
            break
        at = step if mineral else at
    return at


def _before(kind: str, runs: Runs, head: int, role: str) -> Iterator[Name]:
    """Names that their noun follows: «X» кен орны; the X and Y deposits."""
    if quoted := runs.quoted_list_before(kind, runs.page.words[head].start):
        yield from quoted
        return
    at, joined = _before_minerals(runs, head) if kind == "site" else head - 1, True
    if runs.page.lang == "kk" and _owner(runs.page.words[at].form, near=at == head - 1):
        return
    head = at + 1
    while at >= max(head - _REACH, 0) and joined:
        gap = runs.separator(at)
        if gap not in ((" ", ", ", ". ", " (") if role == "form" and at == head - 1 else (" ", ", ")):
            return
        if at < head - 1 and runs.page.words[at].form in _AND:
            at -= 1
            continue
        first = runs.left(at)
        if first > at:
            return
        if role == "form" and _of_office(runs, first):
            return
        yield runs.name(kind, first, at)
        joined = runs.page.words[first - 1].form in _AND or runs.separator(first - 1) == ", " if first else False
        at = first - 1


def _owner(form: str, *, near: bool) -> bool:
    """Whether a Kazakh word before a noun is no name of it but its owner, or says where it is."""
    return (KAZAKH_GENITIVE if near else KAZAKH_CASE).search(form) is not None


def _before_minerals(runs: Runs, head: int) -> int:
    """The word before a head noun and the minerals that describe it: Қаратомар мыс-мырыш кен орны, the X tungsten deposit."""
    at = head - 1
    while at >= 0 and (
        runs.page.words[at].form in runs.plain.describing or runs.page.is_mineral(runs.page.words[at].start)
    ):
        at -= 1
    return at


def _of_nation(nation: Mention, runs: Runs) -> Iterator[Name]:
    """A company named after its nation: турецкая D Mineral, Turkey's D Mineral, қытайлық «X» компаниясы. Where all is written
    in Latin letters, they tell nothing of a name."""
    if is_transcribed(runs.page):
        return
    at = runs.page.word_at(nation.end)
    if runs.page.lang == "en":
        owned = runs.page.source[nation.end : nation.end + 2] in ("'s", "’s")
        if not owned:
            return
        at += 1
    while at < len(runs.page.words) and runs.page.words[at].form in runs.plain.forms and runs.page.lang != "en":
        at += 1
    for step in range(at, min(at + 3, len(runs.page.words))):
        word = runs.page.words[step].form
        if word in runs.plain.outside or word in _AND or "," in runs.separator(step - 1):
            return
        quoted = runs.quoted_after("company", runs.page.words[step - 1].end) if runs.page.lang != "en" else None
        last = runs.right(step)
        if quoted:
            yield replace(quoted, country=nation.country)
        elif last >= step:
            while last > step and runs.page.words[last].form in runs.plain.forms:
                last -= 1
            whole = step == at and runs.page.source[nation.start : nation.end].isascii() and runs.page.lang != "en"
            name = runs.name("company", runs.page.word_at(nation.start) if whole else step, last)
            if not CYRILLIC.search(name.shown) and runs.separator(step - 1) == " " and not _region(runs, last):
                yield replace(name, country=nation.country)
        if quoted or last >= step:
            return


def _region(runs: Runs, last: int) -> bool:
    following = runs.page.words[last + 1].form if last + 1 < len(runs.page.words) else ""
    return following in _REGIONS


def _adjectives(head: Hit, runs: Runs) -> Iterator[Name]:
    """Names that are adjectives of their noun: Аралчинское месторождение, Актогайского и Бозшакольского ГОКов."""
    noun = runs.page.folded[head.start : head.end]
    for at in range(head.first - 1, max(head.first - 8, -1), -1):
        word = runs.page.words[at]
        if word.form in _AND or runs.page.is_mineral(word.start):
            continue
        start = word.start
        while at and runs.page.source[start - 1] == "-":
            at -= 1
            start = runs.page.words[at].start
        match = _ADJECTIVE.fullmatch(runs.page.source[start : word.end])
        if match is None:
            if runs.page.source[start].isupper() or at < head.first - 2:
                return
            continue
        ending = "ое" if _NEUTER.search(noun) else "ая" if _FEMININE.search(noun) else _MASCULINE[match[2]]
        yield Name("site", match[1] + ending, start, word.end)


def _numbered(runs: Runs, head: int) -> list[Name]:
    """Shaft No. 65."""
    start, end = runs.page.words[head].start, runs.page.words[head].end
    match = _NUMBER.match(runs.page.source, end)
    return [Name("site", runs.page.source[start : match.end()], start, match.end())] if match else []


def _listed(runs: Runs, head: int) -> list[Name]:
    """The deposit of X; two mines, X and Y; deposits such as X, Y and Z."""
    words = runs.page.words
    following = " ".join(w.form for w in words[head + 1 : head + 3])
    many = words[head].form.endswith("s")
    if following.startswith("of "):
        at = head + 2
    elif many and following == "such as":
        at = head + 3
    elif many:
        at = _list_start(runs, head)
    else:
        return []
    found: list[Name] = []
    while at < len(words) and (last := runs.right(at)) >= at:
        found.append(runs.name("site", at, last))
        at = last + 1
        if not many or at >= len(words) or (words[at].form != "and" and runs.separator(last) != ", "):
            break
        at += words[at].form == "and"
    return found if not many or len(found) > 1 else []


def _list_start(runs: Runs, head: int) -> int:
    """Where a list of names begins behind its noun: two mines, X and Y; mines in Kazakhstan, X and Y; three areas: X and Y;
    the projects X and Y. The number of words where there is none."""
    words, last = runs.page.words, head
    if head + 2 < len(words) and words[head + 1].form == "in":
        last = max(runs.right(head + 2 + (words[head + 2].form in _ARTICLES)), head)
    lists = runs.separator(last) in _LISTS or (last == head and runs.separator(last) == " ")
    return last + 1 if lists else len(words)


def _named(runs: Runs, head: int) -> list[Name]:
    """The deposit Tesiktas: one or two capitals right behind "the" and a noun, where the sentence pauses or says where."""
    words = runs.page.words
    if not head or words[head - 1].form != "the" or runs.separator(head) != " " or words[head].form.endswith("s"):
        return []
    last = runs.right(head + 1)
    if not head + 1 <= last <= head + 2:
        return []
    following = words[last + 1].form if last + 1 < len(words) else ""
    pauses = runs.separator(last)[:1] in ("", ",", ".", ";", ")") or following in ("in", "near", "and")
    return [runs.name("site", head + 1, last)] if pauses else []


def _called(runs: Runs, head: int) -> list[Name]:
    """A deposit called Tesiktas; a mine known as Kara Tau."""
    words = runs.page.words
    said = " ".join(w.form for w in words[head + 1 : head + 3])
    at = (
        head + 2
        if said.startswith(("called ", "named ", "dubbed "))
        else head + 3
        if said == "known as"
        else len(words)
    )
    last = runs.right(at) if at < len(words) else 0
    return [runs.name("site", at, last)] if last >= at else []
