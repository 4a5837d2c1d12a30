"""Names that no vocabulary holds, found by the words they stand beside: «X» кен орны, месторождение X, X Mining Ltd.

The head nouns are data (``knowledge/heads.toml``). A name is given in its nominative where that can be told: quotation marks
give it for free, an adjective takes the gender of its noun. Once found, it is looked for in the whole text, inflected or short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tui.model import Mention
from tui.reading.inflect import fits, patterns
from tui.reading.lexicon import Hit, Lexicon
from tui.reading.page import Page
from tui.reading.vocabulary import Entry
from tui.reading.words import words
from tui.text import fold

_OPENING, _CLOSING = "«\"“„'", "»\"”“'"
_INSIDE = frozenset((" ", "-", "'", "’", "&", " & ", ".", "№", " №"))
_AND = frozenset("и да және мен пен бен and".split())
_ADJECTIVE = re.compile(r"([А-ЯЁ][\w-]*?(ск|ов|ев|н))(?:ое|ого|ому|ом|ий|ый|ой|им|ым|ая|ую|их|ых|ими|ыми)")
_NEUTER, _FEMININE = re.compile("месторожд|проявлен|поле"), re.compile("шахт|фабрик|залеж|площад|зон")
_MASCULINE = {"ск": "ий", "н": "ый", "ов": "ый", "ев": "ый"}
_CYRILLIC = re.compile("[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
_KAZAKH_CASE = re.compile("(?:(?:[дт][ае](?:ғы|гі)?)|[ндт][ыі]ң|[ндт][ае]н|[ғгқк][ае])$")
_ROMAN = re.compile("[IVXLC]+")
_PLAIN = frozenset("ore open pit mining underground polymetallic porphyry giant large new big ірі жаңа".split())
_LONGEST, _QUOTE, _MOST = 6, 70, 60
_COMMON = frozenset(
    "the this that these those a an and of in at for on with by from as its his her their our both all two three new first "
    "second third main next last other another under kazakhstan kazakh kazakhstani asia asian europe european state "
    "national ministry minister president prime deputy government committee department republic region district city "
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday after before while when where which who what how why so but if it he she they we you i "
    "no not many several most some such central north south east west northern southern eastern western total joint local "
    "foreign chinese russian canadian british american turkish japanese korean german french australian indian gold silver "
    "copper lead zinc uranium coal iron steel metal metals mining mineral minerals exploration resources energy group "
    "corporation company companies limited ltd co inc chairman chief executive chair ceo director ambassador embassy "
    "university academy agency court bank council union forum summit conference parliament senate association institute "
    "service vice board general commission mr mrs dr sir каждый этот эта это эти новый новая новое первый первая второй "
    "казахстан рк он она они мы в на с по из и а но для при там все такой один два три четыре пять министерство министр "
    "президент правительство комитет университет академия агентство суд посольство парламент форум саммит институт "
    "ассоциация союз совет служба республика область район город жаңа бұл осы сол бір екі үш бірінші екінші қазақстан ел "
    "елдегі министрлік үкімет агенттік сот қауымдастық одақ кеңес облыс аудан қала ал және қазір биыл былтыр оның жер кен "
    "тау алтын мыс уран көмір ірі жалпы natural human water stock oao".split()
)
_LEADING = frozenset(
    "the this that these those a an and of in at for on with by from as its his her their our both all new under while when "
    "where after before if but since until though although also mr mrs ms dr sir president minister ambassador chairman ceo "
    "director chief каждый этот эта это эти на с по из и а но для при там все такой жаңа бұл осы сол ал және қазір биыл былтыр "
    "қазақстан kazakhstan kazakh казахстан рк chinese russian canadian british american turkish japanese korean german french "
    "australian indian ұлттық".split()
)
"""Words that begin a sentence or introduce a name, and are no part of it."""
_OUTSIDE = frozenset(
    "court board treaty act law ambassador president minister ministry university parliament government embassy school senate "
    "review businessman secretary senator chancellor premier congress army police bureau index ftse office institute "
    "суд министерство министр президент посол университет правительство парламент закон кодекс палата форум "
    "министрлігі университеті президенті үкіметі форумы заңы".split()
)
_FORMS = frozenset(
    "тоо ао оао зао пао ооо сп нак нк нгк гмк гок ргп по ук мхк тнк гк спк осоо жшс ақ бк ұак ұтк ұк llp llc jsc jv ltd co inc "
    "plc corp limited gmbh sp too ao".split()
)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name found at ``source[start:end]``; ``shown`` is its nominative."""

    kind: str
    shown: str
    start: int
    end: int
    country: str | None = None


def new_names(page: Page) -> list[Mention]:
    """The mentions of names that no vocabulary holds, in order of place."""
    found: dict[str, _Name] = {}
    for name in _candidates(page):
        if _sound(name, page) and _told(name, page) and _free(name, page):
            key = name.shown.casefold()
            if key not in found or (page.lang != "en" and name.kind == "site" and found[key].kind == "company"):
                found[key] = name
            elif name.country and not found[key].country:
                found[key] = replace(found[key], country=name.country)
    return _everywhere(_nominatives(list(found.values()), page.lang), page) if found else []


def _nominatives(names: list[_Name], language: str) -> list[_Name]:
    """The names without those that are only another one's inflected form: «Балауира» beside «Балауир»."""
    kept: list[_Name] = []
    for name in sorted(names, key=lambda n: (len(n.shown), n.start))[:_MOST]:
        forms = [w.form for w in words(fold(name.shown))]
        if not any(_inflects([w.form for w in words(fold(other.shown))], forms, language) for other in kept):
            kept.append(name)
    return kept


def _inflects(nominative: list[str], forms: list[str], language: str) -> bool:
    return len(nominative) == len(forms) and all(
        any(form.startswith(stem) and fits(form[len(stem) :], ending) for stem, ending in patterns(word, language))
        for word, form in zip(nominative, forms, strict=True)
    )


def _free(name: _Name, page: Page) -> bool:
    """Whether no known name or decoy stands there, unless this one is longer on both counts: «Семей Голд» holds Семей."""
    for mention in page.mentions:
        if mention.start < name.end and name.start < mention.end and not _holds(name, mention, page):
            return False
    return not any(h.start < name.end and name.start < h.end for h in page.hits if h.entry.kind == "decoy")


def _holds(name: _Name, mention: Mention, page: Page) -> bool:
    if not (name.start <= mention.start and mention.end <= name.end) or mention.kind == "company":
        return False
    rest = page.source[name.start : mention.start] + page.source[mention.end : name.end]
    if name.kind == "site":
        return mention.kind == "site" and any(c.isdigit() or c.isupper() for c in rest)
    return any(c.isupper() for c in rest)


def _candidates(page: Page) -> Iterator[_Name]:
    for hit in page.hits:
        if hit.entry.kind == "head":
            yield from _beside(hit, page)
    for mention in page.mentions:
        if mention.kind == "country" and mention.id != "KZ":
            yield from _of_nation(mention, page)


def _beside(head: Hit, page: Page) -> Iterator[_Name]:
    """The names that stand beside one head noun."""
    kind, role = str(head.entry.properties["names"]), head.entry.properties["role"]
    if role == "part":
        first = _run_left(page, head.last)
        following = page.words[head.last + 1].form if head.last + 1 < len(page.words) else ""
        if first < head.last and following not in _OUTSIDE:
            yield _name(kind, page, first, head.last)
        return
    if kind == "company" and role == "noun":
        yield from (
            n for n in (*_after(kind, page, head.last), *_before(kind, page, head.first, role)) if _branded(n, page)
        )
        return
    if role == "form":
        yield from _formal(kind, page, head)
        return
    if page.lang == "ru":
        yield from _adjectives(head, page)
        yield from _after(kind, page, head.last)
        return
    before = list(_before(kind, page, head.first, role))
    yield from before
    if not before and page.lang == "en":
        yield from _after(kind, page, head.last)


def _formal(kind: str, page: Page, head: Hit) -> Iterator[_Name]:
    """Names beside their legal form: ТОО «X», X LLP, «X» ЖШС."""
    quoted = _quoted_after(kind, page, page.words[head.last].end)
    if quoted:
        yield quoted
        return
    before = [n for n in _before(kind, page, head.first, "form") if page.lang != "ru" or not _CYRILLIC.search(n.shown)]
    yield from before or _after(kind, page, head.last)


def _branded(name: _Name, page: Page) -> bool:
    """Whether quotation marks or foreign letters tell a name from a person or a beginning sentence."""
    return _quoted(name, page) or (
        _starts(name, page) is False if page.lang == "en" else not _CYRILLIC.search(name.shown)
    )


def _after(kind: str, page: Page, head: int) -> list[_Name]:
    """Names that follow their noun: ТОО «X»; месторождения X, Y и Z."""
    quoted = _quoted_after(kind, page, page.words[head].end)
    if quoted:
        return [quoted]
    if page.lang == "en" and kind == "site":
        return _numbered(page, head)
    found: list[_Name] = []
    at, joined = head + 1, False
    while at < len(page.words) and _separator(page, at - 1) in ((" ",) if not found else (" ", ", ")):
        if found and page.words[at].form in _AND:
            joined, at = True, at + 1
            continue
        if found and not joined and _separator(page, at - 1) == " ":
            break
        last = _run_right(page, at)
        if last < at:
            break
        found.append(_name(kind, page, at, last))
        if joined:
            return found
        at = last + 1
    return found[:1]


def _before(kind: str, page: Page, head: int, role: str) -> Iterator[_Name]:
    """Names that their noun follows: «X» кен орны; the X and Y deposits."""
    quoted = _quoted_before(kind, page, page.words[head].start)
    if quoted:
        yield quoted
        return
    at, joined = _before_minerals(page, head) if kind == "site" else head - 1, True
    if at < head - 1 and page.lang == "kk" and _KAZAKH_CASE.search(page.words[at].form):
        return
    head = at + 1
    while at >= 0 and joined:
        gap = _separator(page, at)
        if gap not in ((" ", ", ", ". ", " (") if role == "form" and at == head - 1 else (" ", ", ")):
            return
        if at < head - 1 and page.words[at].form in _AND:
            at -= 1
            continue
        first = _run_left(page, at)
        if first > at:
            return
        yield _name(kind, page, first, at)
        joined = page.words[first - 1].form in _AND or _separator(page, first - 1) == ", " if first else False
        at = first - 1


def _before_minerals(page: Page, head: int) -> int:
    """The word before a head noun and the minerals that describe it: Қаратомар мыс-мырыш кен орны, the X tungsten deposit."""
    at = head - 1
    while at >= 0 and (page.words[at].form in _PLAIN or page.is_mineral(page.words[at].start)):
        at -= 1
    return at


def _of_nation(nation: Mention, page: Page) -> Iterator[_Name]:
    """A company named after its nation: турецкая D Mineral, Turkey's D Mineral, қытайлық «X» компаниясы."""
    at = page.word_at(nation.end)
    if page.lang == "en":
        owned = page.source[nation.end : nation.end + 2] in ("'s", "’s")
        if not owned:
            return
        at += 1
    for step in range(at, min(at + 3, len(page.words))):
        quoted = _quoted_after("company", page, page.words[step - 1].end) if page.lang != "en" else None
        last = _run_right(page, step)
        if quoted:
            yield replace(quoted, country=nation.id)
        elif last >= step:
            whole = step == at and page.source[nation.start : nation.end].isascii() and page.lang != "en"
            name = _name("company", page, page.word_at(nation.start) if whole else step, last)
            if not _CYRILLIC.search(name.shown) and _separator(page, step - 1) == " " and not _region(page, last):
                yield replace(name, country=nation.id)
        if quoted or last >= step:
            return


def _region(page: Page, last: int) -> bool:
    following = page.words[last + 1].form if last + 1 < len(page.words) else ""
    return following in ("region", "province", "city", "area", "oblast", "district", "state")


def _starts(name: _Name, page: Page) -> bool:
    """Whether the name stands at the beginning of a sentence, where a capital tells nothing."""
    return any(s.start in (name.start, name.start - 1) for s in (page.sentences[page.sentence_at(name.start)],))


def _adjectives(head: Hit, page: Page) -> Iterator[_Name]:
    """Names that are adjectives of their noun: Аралчинское месторождение, Актогайского и Бозшакольского ГОКов."""
    noun = page.folded[head.start : head.end]
    for at in range(head.first - 1, max(head.first - 8, -1), -1):
        word = page.words[at]
        if word.form in _AND or page.is_mineral(word.start):
            continue
        start = word.start
        while at and page.source[start - 1] == "-":
            at -= 1
            start = page.words[at].start
        match = _ADJECTIVE.fullmatch(page.source[start : word.end])
        if match is None:
            if page.source[start].isupper() or at < head.first - 2:
                return
            continue
        ending = "ое" if _NEUTER.search(noun) else "ая" if _FEMININE.search(noun) else _MASCULINE[match[2]]
        yield _Name("site", match[1] + ending, start, word.end)


def _numbered(page: Page, head: int) -> list[_Name]:
    """Shaft No. 65."""
    match = re.compile(r" (?:No\. ?|№ ?|#)\d{1,3}").match(page.source, page.words[head].end)
    return (
        [_Name("site", page.source[page.words[head].start : match.end()], page.words[head].start, match.end())]
        if match
        else []
    )


def _quoted_after(kind: str, page: Page, end: int) -> _Name | None:
    opening = end
    while opening < end + 2 and page.source[opening : opening + 1] == " ":
        opening += 1
    if page.source[opening : opening + 1] not in _OPENING or opening == end or not page.source[opening : opening + 1]:
        return None
    closings = [c for q in _CLOSING[:4] if (c := page.source.find(q, opening + 1, opening + _QUOTE)) > 0]
    if not closings:
        return None
    return _Name(kind, page.source[opening + 1 : min(closings)], opening + 1, min(closings))


def _quoted_before(kind: str, page: Page, start: int) -> _Name | None:
    piece = page.source[max(start - _QUOTE, 0) : start]
    match = re.search(r"[«\"“„]([^«»\"“”„\n]{2,60})[»\"”“] (?:[\w-]+ ){0,2}$", piece)
    if match is None:
        return None
    base = max(start - _QUOTE, 0)
    return _Name(kind, match[1], base + match.start(1), base + match.end(1))


def _run_right(page: Page, at: int) -> int:
    """The last word of the capitalised run that begins at word ``at``; ``at - 1`` where there is none."""
    last = at - 1
    while last + 1 < min(len(page.words), at + _LONGEST) and _capital(page, last + 1):
        if last >= at and (_separator(page, last) not in _INSIDE or not _one_script(page, last)):
            break
        last += 1
    return last


def _run_left(page: Page, at: int) -> int:
    """The first word of the capitalised run that ends with word ``at``; ``at + 1`` where there is none."""
    first = at + 1
    while first > max(at + 1 - _LONGEST, 0) and _capital(page, first - 1):
        if first <= at and (_separator(page, first - 1) not in _INSIDE or not _one_script(page, first - 1)):
            break
        first -= 1
    while first < at and page.words[first].form in _LEADING and _separator(page, first) == " ":
        first += 1
    while first < at and (page.words[first].form in _FORMS or _adverb(page, first)):
        first += 1
    return first


def _one_script(page: Page, at: int) -> bool:
    """Whether word ``at`` and the next one are both Latin or both Cyrillic (digits go with either)."""
    one, two = page.source[page.words[at].start], page.source[page.words[at + 1].start]
    return one.isdigit() or two.isdigit() or (one < "Ѐ") is (two < "Ѐ")


def _adverb(page: Page, at: int) -> bool:
    """Whether a Kazakh word that begins a sentence only says where or when: Жақында, Жамбылда."""
    return page.lang == "kk" and bool(_KAZAKH_CASE.search(page.words[at].form)) and _begins(page, at)


def _begins(page: Page, at: int) -> bool:
    start = page.words[at].start
    return page.sentences[page.sentence_at(start)].start == start


def _capital(page: Page, at: int) -> bool:
    first = page.source[page.words[at].start]
    return first.isupper() or first.isdigit()


def _separator(page: Page, at: int) -> str:
    """What stands between word ``at`` and the next one."""
    if at + 1 >= len(page.words):
        return ""
    return page.source[page.words[at].end : page.words[at + 1].start]


def _name(kind: str, page: Page, first: int, last: int) -> _Name:
    start, end = page.words[first].start, page.words[last].end
    return _Name(kind, page.source[start:end], start, end)


def _sound(name: _Name, page: Page) -> bool:
    """Whether this can be a name at all."""
    tokens = [t.strip(".,;:()") for t in name.shown.split()]
    if not 1 <= len(tokens) <= _LONGEST or len(name.shown) < 3 or not any(c.isupper() for c in name.shown):
        return False
    if all(_ROMAN.fullmatch(t) for t in tokens):
        return False
    if any(t.casefold() in _OUTSIDE for t in tokens) or tokens[-1].casefold() in _FORMS:
        return False
    if _quoted(name, page):
        return True
    return any(len(t) > 1 and not t.isdigit() and t.casefold() not in _COMMON for t in tokens)


def _quoted(name: _Name, page: Page) -> bool:
    return page.source[name.start - 1 : name.start] in ("«", '"', "“", "„")


def _told(name: _Name, page: Page) -> bool:
    """Whether its capital tells that this is a name: not in a title of capitals, not one word that begins a sentence and is
    never met again."""
    if _quoted(name, page):
        return True
    if name.start < len(page.document.title) and page.lang == "en":
        long = [w for w in page.document.title.split() if len(w) > 3]
        if sum(w[0].isupper() for w in long) > 0.6 * len(long):
            return False
    if " " in name.shown or not _starts(name, page):
        return True
    stem = name.shown[:5]
    return page.source.count(stem) > 1


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _everywhere(names: list[_Name], page: Page) -> list[Mention]:
    """All mentions of the names, inflected and short forms too."""
    chosen = [(n.start, n.end) for n in names]
    taken = [(m.start, m.end) for m in page.mentions if not _overlaps(m.start, m.end, chosen)]
    entries = []
    for name in names:
        spellings = [(page.lang if page.lang in ("ru", "kk") else "en", name.shown)]
        short = name.shown.split()[0].strip(".,")
        if name.kind == "company" and len(short) > 4 and short != name.shown and short.casefold() not in _COMMON:
            spellings.append((spellings[0][0], short))
        entries.append(Entry(name.kind, f"new:{name.shown.casefold()}", name.shown, tuple(spellings), {}))
    countries = {e.id: n.country for e, n in zip(entries, names, strict=True)}
    places = {n.start: (n, e) for n, e in zip(names, entries, strict=True)}
    found = {(n.start, n.end): (e.kind, e.id, e.name) for n, e in places.values()}
    for hit in Lexicon(entries, page.lang).find(page.source, page.folded, page.words):
        if not any(hit.start < end and start < hit.end for start, end in found):
            found[hit.start, hit.end] = (hit.entry.kind, hit.entry.id, hit.entry.name)
    return [
        Mention(kind, ident, shown, start, end, countries[ident], new=True)
        for (start, end), (kind, ident, shown) in sorted(found.items())
        if not _overlaps(start, end, taken)
    ]
