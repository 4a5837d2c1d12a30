"""Names as their consonants, so that Коксая, Көксай and Koksay are one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from tui.model import Party
from tui.text import fold

_NAME = re.compile(r"(?<!\w)[A-ZÀ-ÝА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'ʼ]+")
_SENTENCE = re.compile(r"(?:^|[.!?…:—–\n»\"]\s*)[«\"„“(]?$")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]")
_RUSSIAN_ENDINGS = (
    "ск(?:ий|ая|ое|ие|ого|ому|им|ом|ой|их|ими|ую|а|е|у)?|ого|ему|ому|ами|ями|ыми|ими|ом|ем|ым|им|ах|ях|их|ых"
)
_KAZAKH_ENDINGS = "(?:дағы|дегі|тағы|тегі)|[ндт][ыі]ң|[ғгқк][ае]|[дт][ае]н|н[ае]н|[дт][ае]|[мбп]ен|[ндт][ыі]"
_ENDINGS = {
    lang: re.compile(rf"(?<=\w{{4}})(?:{endings})$")
    for lang, endings in {
        "ru": _RUSSIAN_ENDINGS,
        "kk": _KAZAKH_ENDINGS,
        "": f"{_RUSSIAN_ENDINGS}|{_KAZAKH_ENDINGS}",
    }.items()
}
"""By language: what is an ending in Kazakh belongs to the name in Russian, as in Мурата and Бейбута."""

_LATIN_ENDINGS = re.compile(r"(?<=\w{4})sk(?:iy|ii|y|i|aya|oye|oe|ie)?$")
"""Those of Russian names written in Latin letters."""

_FORMS = re.compile(
    r"(?:,? (?:plc|ltd|limited|inc|corp|corporation|company|co|llp|llc|jsc|ag|sa|nv|bv|gmbh|spa|holdings?)\.?)+$",
    re.IGNORECASE,
)
"""Legal forms at a name's end; "Group" is none, as a group and its company may both be parties."""

_FORMS_BEFORE = re.compile(r"^(?:jv|jsc|llp|тоо|ао|пао|оао|ооо|сп|жшс|ақ|бк) (?=\w)", re.IGNORECASE)
"""Those before it."""

_QUOTES = str.maketrans("", "", '«»„“”"')

_SURNAME = re.compile(r"(?=\w{5})\w*(?:[eo]v|ев(?:а|у|ым|е)?|баев\w*|ұлы\w*)$")
"""A surname by its ending alone: no ordinary word of its language, or hardly one, ends so."""

_WITHIN = (" ", "-", "\u00a0")
_TELLING = 3
"""Consonants that tell a word from others."""

_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True)),
        "ё": "e",
        "ж": "j",
        "й": "i",
        "х": "",
        "ц": "ts",
        "ч": "ç",
        "ш": "ç",
        "щ": "ç",
        "ъ": "",
        "ы": "i",
        "ь": "",
        "э": "e",
        "ю": "iu",
        "я": "ia",
        "ә": "a",
        "ғ": "g",
        "қ": "k",
        "ң": "n",
        "ө": "o",
        "ұ": "u",
        "ү": "u",
        "һ": "",
        "і": "i",
        "ı": "i",
        "ö": "o",
        "ü": "u",
        "ş": "ç",
        "ç": "ç",
        "ğ": "g",
    }
)
_BEFORE_LETTERS = (("казах", "казак"), ("чж", "ж"), ("цз", "ж"), ("дж", "ж"))
"""Where one language has one sound and another two: the Kazakhs, Chinese names, James."""

_SOFT_C = re.compile(r"c(?=[eiy])")
_CHINESE_X = re.compile(r"^x(?=i)")
_DIGRAPHS = (
    ("kazakh", "kazak"),
    ("shch", "ç"),
    ("sch", "ç"),
    ("tch", "ç"),
    ("sh", "ç"),
    ("ch", "ç"),
    ("dzh", "j"),
    ("zh", "j"),
    ("kh", ""),
    ("gh", "g"),
    ("ph", "f"),
    ("ng", "n"),
    ("ck", "k"),
    ("c", "k"),
    ("ç", "c"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("h", ""),
)
_VOWELS = re.compile(r"[aeiouy]")
_TWICE = re.compile(r"(.)\1+")

_GENERIC = """
    Kazakhstan Kazakh Kazakhstani Казахстан Казахстана казахстанский Қазақстан Astana Астана Almaty Алматы Нұр-Сұлтан
    January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    Company Group Project Corporation Limited Holding Resources International Development Bank Ministry Minister President
    Prime Government Republic National Central Agency Association Department Chairman Investment Agreement Industry Mining
    Region United States American European Union The This With From After While
    Deputy Vice First Chief Executive Officer Director General Manager Head Secretary State Foreign Affairs Finance Economy
    Energy Trade Industry Ambassador Envoy Commissioner Commission Committee Council Board Governor Senator Chancellor Prince
    Final Increased Offer Independent Directors Shareholders Shares Acquisition Transaction
    Компания Группа Проект Корпорация Холдинг Министр Министерство Президент Правительство Республика Национальный Банк
    Сделка Инвестиции Соглашение Развитие Область Премьер Председатель Международный
    Компаниясы Министрлігі Үкімет Президенті Республикасы Облысы Жоба Инвестиция Келісім Банкі Премьер
""".split()


class Stretches:
    """Places of a text, which may lie over each other, asked fast whether any of them touches another place."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        in_order = sorted(places)
        self._starts = [start for start, _ in in_order]
        self._reached = list(accumulate([end for _, end in in_order], max))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with ``start`` to ``end``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reached[before - 1] > start


def runs(text: str, known: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Names of the text: where each stands, and its words. A single word that begins a sentence is none: it may be any. A
    name ends where one of ``known`` stretches stands, such as a country's."""
    run: list[re.Match[str]] = []
    ends_it = Stretches(known)
    for match in _NAME.finditer(text):
        if ends_it.touch(match.start(), match.end()):
            yield from _run(text, run)
            run = []
            continue
        if run and (text[run[-1].end() : match.start()] not in _WITHIN or _ends(run[-1], match)):
            yield from _run(text, run)
            run = []
        run.append(match)
    yield from _run(text, run)


def _ends(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a name ends between two of its words: Korea's, or with the letters of another alphabet."""
    if one.group().endswith(("'s", "’s")):
        return True
    return bool(_CYRILLIC.search(one.group().lower())) != bool(_CYRILLIC.search(other.group().lower()))


def _run(text: str, run: list[re.Match[str]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    kept = [match for match in run if skeleton(match.group()) not in _generic()]
    if not kept or (len(run) == 1 and _begins(text, run[0])):
        return
    yield kept[0].start(), kept[-1].end(), tuple(match.group() for match in kept)


def _begins(text: str, match: re.Match[str]) -> bool:
    """Whether an ordinary word may stand here with a capital; a surname is none, nor a Latin word in a Cyrillic text."""
    if not _SENTENCE.search(text[max(0, match.start() - 4) : match.start()]) or _SURNAME.match(match.group().lower()):
        return False
    around = text[max(0, match.start() - 60) : match.end() + 60].lower()
    return not match.group().isascii() or len(_CYRILLIC.findall(around)) <= len(around) // 3


@lru_cache(maxsize=32_768)
def bare(name: str) -> str:
    """A company's name without its legal form, as its skeleton: Yellow Cake and Yellow Cake plc are one."""
    plain = _FORMS_BEFORE.sub("", _FORMS.sub("", name.translate(_QUOTES)))
    return " ".join(map(skeleton, plain.split()))


def party_key(party: Party) -> str:
    """A name for a party in any language; "" where there is none."""
    return party.id or _name_key(party.name)


@lru_cache(maxsize=32_768)
def _name_key(name: str) -> str:
    first, _, others = name.partition(" ")
    return skeleton(first) + skeleton(others)


def skeleton(name: str, lang: str = "") -> str:
    """The consonants of a name as any of its spellings has them, without the endings of ``lang`` (else of any)."""
    return _skeleton(fold(name), lang if lang in _ENDINGS else "")


def spoken(name: str, lang: str = "") -> str:
    """A name in Latin letters with its vowels, for those that are too short to be known by their consonants: Абай, Ақсу."""
    return _TWICE.sub(r"\1", _spelt(fold(name), lang if lang in _ENDINGS else "").replace("y", "i"))


@lru_cache(maxsize=32_768)
def heard(word: str) -> str:
    """A word as any language has it: its consonants, or where these are too few to tell it, all of its letters."""
    bones = skeleton(word)
    return bones if len(bones) >= _TELLING else spoken(word)


@lru_cache(maxsize=32_768)
def _skeleton(folded: str, lang: str) -> str:
    return _TWICE.sub(r"\1", _VOWELS.sub("", _spelt(folded, lang)))


def _spelt(folded: str, lang: str) -> str:
    word = folded.removesuffix("'s").replace("'", "")
    word = (_LATIN_ENDINGS if word.isascii() else _ENDINGS[lang]).sub("", word)
    for letters, sound in _BEFORE_LETTERS:
        word = word.replace(letters, sound)
    word = _SOFT_C.sub("s", _CHINESE_X.sub("s", word)).translate(_LETTERS)
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    return word


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """Skeletons of capitalised words that tell no report from another."""
    return frozenset(skeleton(word) for word in _GENERIC)
