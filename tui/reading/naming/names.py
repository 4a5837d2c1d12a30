"""Names that no vocabulary holds, found by the words they stand beside: «X» кен орны, месторождение X, X Mining Ltd.

The head nouns are data (``knowledge/heads.toml``). A name is given in its nominative where that can be told: quotation marks
give it for free, an adjective takes the gender of its noun. Once found, it is looked for in the whole text, inflected or short.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, takewhile

from tui.model import Mention
from tui.reading.layout.page import Page
from tui.reading.layout.spans import Spans
from tui.reading.layout.words import words
from tui.reading.lookup.inflect import fits, patterns
from tui.reading.lookup.lexicon import Lexicon
from tui.reading.lookup.library import Library
from tui.reading.lookup.vocabulary import Entry
from tui.reading.naming.apposition import Appositions
from tui.reading.naming.bare import bare_names
from tui.reading.naming.heads import candidates
from tui.reading.naming.homes import Homes
from tui.reading.naming.runs import LONGEST, OPENING, Name, PlainWords, Runs, plain_words
from tui.text import fold

_ROMAN = re.compile("[IVXLC]+")
_ADDRESS = re.compile(r"\.(?:kz|ru|com|az|org|net|info|media|uz|kg)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\w+[ндт][ыі]ң|\w{1,3}) №\s?\d+")
"""A Kazakh owner and the number of what is owned: Тасмоланың №3."""
_FIGURE = re.compile(r"\d[\d.,]*\s?(?:[kmg]?(?:oz|t|lb|lbs|g/t|wh|w)|km2?|ha|m3)\b", re.IGNORECASE)
"""A quantity with its unit, which no name begins with: 420 Koz, 9.5Mt."""
_COUNTED = re.compile(r"\w{3,}(?:[ғқ]ан|[гк]ен) \d+")
"""A Kazakh participle and how many there are: ұсынылған 48."""
_SURNAME = re.compile(
    r"[а-яёіғқңүұө]{2}(?:[оеё]в|ин)(?:а|у|ы|ым|ых|ой|е|[тд][іы]ң|[тд]ан|[тд]ен|[кқ][ае]|[тп]ен|пен|[тд][іы])?$"
)

_FORM_AFTER = re.compile(r" (?:llp|jsc|llc|ltd|жшс|жшқ|ақ|бк)\b")
"""Papers of their own that units of a company have."""
_KAZAKH_CASE = re.compile(r"(?<=[^\W\d_]{3})(?:[ндт][ыі]ң|[мбп]ен)$")
"""How a Kazakh name ends that a case was put to inside of its quotation marks: «Алтын Құлагердің»."""

_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_SHORTEST = 5
_LAST_WORDS = ("Group", "Holding", "Holdings", "Corporation", "Company", "Ltd", "Limited")
_COMBINES = ("ГОК", "ГМК", "ГХК", "КБК")
_OFFICIAL = "office"
"""The signal of officials, whose names are no sites."""
_MOST = 60
"""How many new names one page may have."""


def new_names(page: Page, shelf: Library) -> list[Mention]:
    """The mentions of names that no vocabulary holds, in order of place."""
    known = Spans((m.start, m.end) for m in page.mentions)
    short = {page.source[m.start : m.end].split()[0].casefold() for m in page.mentions if m.kind == "company"}
    decoys = Spans((h.start, h.end) for h in page.of_kind("decoy"))
    officials = Spans((h.start, h.end) for h in page.of_kind("signal") if h.entry.id == _OFFICIAL)
    plain = plain_words(shelf)
    runs = Runs(page, plain)
    beside = Appositions(runs) if page.lang == "en" else None
    homes = Homes(page)
    found: dict[str, Name] = {}
    for name in chain(candidates(runs), bare_names(runs), beside.names() if beside else ()):
        if len(found) == _MOST or not _sound(name, runs):
            continue
        told = None if name.country or name.kind != "company" else homes.told(name) or (beside and beside.home(name))
        if told:
            name = replace(name, country=told)
        if not _told(name, runs):
            continue
        if _hidden(name, decoys, runs) or not _free(name, page, known, plain):
            continue
        if name.kind == "site" and officials.touch(name.start, name.end):
            continue
        if name.kind == "company" and not name.country:
            name = replace(name, country=_home_of_owner(name, page, known))
        if page.lang == "ru" and name.kind == "company" and (oblique := plain.inflected.fullmatch(name.shown)):
            name = replace(name, shown=oblique[1])
        if page.lang == "kk" and name.kind == "company" and runs.enclosed(name):
            name = replace(name, shown=_KAZAKH_CASE.sub("", name.shown))
        key = name.shown.casefold()
        if name.kind == "company" and key in short:
            continue
        if key not in found or (page.lang != "en" and name.kind == "site" and found[key].kind == "company"):
            found[key] = name
        elif name.country and not found[key].country:
            found[key] = replace(found[key], country=name.country)
    return _everywhere(_nominatives(list(found.values()), page.lang), page, plain) if found else []


def _hidden(name: Name, decoys: Spans, runs: Runs) -> bool:
    """Whether what is found is hidden by words that mean something else, and its quotation holds no more than them."""
    if not decoys.touch(name.start, name.end):
        return False
    return decoys.hold(name.start, name.end) or not runs.enclosed(name)


def _free(name: Name, page: Page, known: Spans, plain: PlainWords) -> bool:
    """Whether no known name stands there, unless this one is longer on both counts: «Семей Голд» holds Семей."""
    return all(_holds(name, page.mentions[at], page, plain) for at in known.touching(name.start, name.end))


def _holds(name: Name, mention: Mention, page: Page, plain: PlainWords) -> bool:
    if mention.end > name.end:
        return False
    if mention.kind == "company":
        return name.kind == "company" and _is_unit(name, mention, page, plain)
    others = (w for w in _word_starts(page, name) if not mention.start <= w < mention.end)
    rest = [page.source[w] for w in others if not (name.kind == "site" and page.is_mineral(w))]
    if name.kind == "site":
        return mention.kind == "site" and any(c.isdigit() or c.isupper() for c in rest)
    return any(c.isupper() for c in rest) or (bool(rest) and page.source[name.start - 1 : name.start] in OPENING)


def _is_unit(name: Name, owner: Mention, page: Page, plain: PlainWords) -> bool:
    """Whether its own papers or quotation marks make a longer name that of a company's unit: «Полиметалл Евразия», Kazzinc
    Freight LLP."""
    quoted = page.lang != "en" and page.folded[name.start - 1] == '"' == page.folded[name.end : name.end + 1]
    if owner.new or (owner.start != name.start and not (quoted and _FORM_AFTER.match(page.folded, name.end + 1))):
        return False
    rest = f"{page.source[name.start : owner.start]} {page.source[owner.end : name.end]}"
    own = rest.replace("-", " ").split()
    lists = (plain.forms, plain.brands, plain.common)
    if not own or not all(w[0].isupper() and not any(w.casefold() in words for words in lists) for w in own):
        return False
    return quoted or bool(_FORM_AFTER.match(page.folded, name.end))


def _home_of_owner(name: Name, page: Page, known: Spans) -> str | None:
    """The home of the known company that a unit's name begins with; None where it begins with none."""
    owners = (page.mentions[at] for at in known.touching(name.start, name.end))
    return next((m.country for m in owners if m.kind == "company"), None)


def _word_starts(page: Page, name: Name) -> list[int]:
    """The places at which the words of a name begin."""
    return [w.start for w in page.words[page.word_at(name.start) : page.word_at(name.end)]]


def _nominatives(names: list[Name], language: str) -> list[Name]:
    """The names without those that are only another one's inflected form: «Балауира» beside «Балауир»."""
    kept: list[Name] = []
    for name in sorted(
        (n for n in names if not (_part(n, names) or _cut_short(n, names))), key=lambda n: (len(n.shown), n.start)
    ):
        forms = [w.form for w in words(fold(name.shown))]
        if any(_inflects([w.form for w in words(fold(other.shown))], forms, language) for other in kept):
            continue
        twin = next((n for n, other in enumerate(kept) if _stem(other.shown, name.shown, language)), None)
        if twin is None:
            kept.append(name)
        else:
            kept[twin] = replace(kept[twin], shown=_stem(kept[twin].shown, name.shown, language))
    return kept


def _stem(one: str, other: str, language: str) -> str:
    """What two inflected Russian forms of one word share, which is its nominative: «Казахмыса», «Казахмысом»; else ""."""
    shared = "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    ends = fold(one[len(shared) :]), fold(other[len(shared) :])
    if language != "ru" or len(shared) < _SHORTEST or " " in one or shared[-1] not in _CONSONANTS:
        return ""
    return shared if all(e and fits(e, "consonant") for e in ends) else ""


def _part(name: Name, names: list[Name]) -> bool:
    """Whether a longer name stands at the same place."""
    return any(o.start <= name.start and name.end <= o.end and len(o.shown) > len(name.shown) for o in names)


def _cut_short(name: Name, names: list[Name]) -> bool:
    """Whether a longer name only goes on with a company's last word: Quandary Capital beside Quandary Capital Group."""
    return name.kind == "company" and any(
        o.kind == "company" and o.shown.startswith(name.shown + " ") and o.shown[len(name.shown) + 1 :] in _LAST_WORDS
        for o in names
    )


def _inflects(nominative: list[str], forms: list[str], language: str) -> bool:
    return len(nominative) == len(forms) and all(
        any(form.startswith(stem) and fits(form[len(stem) :], ending) for stem, ending in patterns(word, language))
        for word, form in zip(nominative, forms, strict=True)
    )


def _sound(name: Name, runs: Runs) -> bool:
    """Whether this can be a name at all."""
    tokens = [t.strip(".,;:()") for t in name.shown.split()]
    if not 1 <= len(tokens) <= LONGEST or len(name.shown) < 3 or not any(map(str.isupper, name.shown)):
        return False
    if name.shown[0].isdigit() and runs.page.source[: name.start].endswith(("№", "№ ")):
        return False
    if all(_ROMAN.fullmatch(t) for t in tokens) or _is_address(name, runs) or _NUMBERED.fullmatch(name.shown):
        return False
    if _FIGURE.match(name.shown) or _COUNTED.fullmatch(name.shown):
        return False
    if not runs.plain.outside.isdisjoint("-".join(tokens).casefold().split("-")) or (
        tokens[-1].casefold() in runs.plain.forms and not _is_combine(name, tokens, runs)
    ):
        return False
    if _is_person(tokens, runs.plain) or (not runs.quoted(name) and _bears_surname(tokens)):
        return False
    if len(tokens) == 1 and all(form in runs.plain.common for form in _forms(name, runs.page)):
        return False
    if runs.quoted(name):
        if name.shown[-1] in ",.?!" or (tokens[0].casefold() in runs.plain.common and _said(tokens)):
            return False
        if runs.page.lang != "en":
            return True
    return any(
        len(part) > 1 and not part.isdigit() and part.casefold() not in runs.plain.common
        for t in tokens
        for part in (t.split("-") if t.startswith("Anglo-") else (t,))
        if part != "Anglo"
    )


def _is_address(name: Name, runs: Runs) -> bool:
    """Whether the name is, or begins, the address of a page: Jambylinfo.kz."""
    return bool(_ADDRESS.search(name.shown) or _ADDRESS.match(runs.page.source, name.end))


def _is_combine(name: Name, tokens: list[str], runs: Runs) -> bool:
    """Whether a company in quotation marks is a combine by its last word: ТОО «ГРК «Сарытауский ГОК»."""
    return name.kind == "company" and len(tokens) > 1 and tokens[-1] in _COMBINES and runs.quoted(name)


def _said(tokens: list[str]) -> bool:
    """Whether most of the words of a quotation are in small letters, as in what somebody says."""
    return sum(t[:1].islower() for t in tokens) > len(tokens) / 2


def _forms(name: Name, page: Page) -> list[str]:
    """The words of a name as they are read."""
    return [w.form for w in page.words[page.word_at(name.start) : page.word_at(name.end)]]


def _is_person(tokens: list[str], plain: PlainWords) -> bool:
    """Whether a given name leads and no company's word ends the name."""
    return 1 < len(tokens) < 4 and tokens[0].casefold() in plain.given and tokens[-1].casefold() not in plain.brands


def _bears_surname(tokens: list[str]) -> bool:
    """Whether two or three capitals end in what is a surname in any case: проект Кенеса Ракишева, Ракышевтың."""
    return 1 < len(tokens) < 4 and all(t.istitle() for t in tokens) and _SURNAME.search(tokens[-1]) is not None


def _told(name: Name, runs: Runs) -> bool:
    """Whether its capital tells that this is a name: not in a title of capitals, not one word that begins a sentence and is
    never met again."""
    if runs.quoted(name):
        return True
    if name.start < len(runs.page.document.title) and runs.page.lang == "en":
        long = [w for w in runs.page.document.title.split() if len(w) > 3]
        if sum(w[0].isupper() for w in long) > 0.6 * len(long):
            return False
    if " " in name.shown or name.country or not runs.starts(name):
        return True
    if name.kind == "site" and fold(name.shown).endswith(runs.plain.toponyms):
        return True
    stem = name.shown[:5]
    return runs.page.source.count(stem) > 1


def _everywhere(names: list[Name], page: Page, plain: PlainWords) -> list[Mention]:
    """All mentions of the names, inflected and short forms too."""
    language = page.lang if page.lang in ("ru", "kk") else "en"
    sites = {name.shown.casefold() for name in names if name.kind == "site"}
    entries = [_entry(name, language, plain, sites) for name in names]
    countries = {e.id: n.country for e, n in zip(entries, names, strict=True)}
    found = {(n.start, n.end): e for n, e in zip(names, entries, strict=True)}
    chosen = Spans(found)
    for hit in Lexicon(entries, page.lang).find(page.source, page.folded, page.words):
        if not chosen.touch(hit.start, hit.end):
            found[hit.start, hit.end] = hit.entry
    known = Spans((m.start, m.end) for m in page.mentions if not chosen.touch(m.start, m.end))
    return [
        Mention(entry.kind, entry.id, entry.name, start, end, countries[entry.id], new=True)
        for (start, end), entry in sorted(found.items(), key=lambda f: f[0])
        if not known.touch(start, end)
    ]


def _entry(name: Name, language: str, plain: PlainWords, sites: set[str]) -> Entry:
    """An entry for the day; a company is met by the first word of its name, too, if that is not a site's."""
    spellings = [(language, name.shown)]
    short = name.shown.split()[0].strip(".,")
    form = short.casefold()
    own = len(short) > 4 and short != name.shown and form not in plain.common and form not in sites
    if name.kind == "company" and own:
        spellings.append((language, short))
    return Entry(name.kind, f"new:{name.shown.casefold()}", name.shown, tuple(spellings), {})
