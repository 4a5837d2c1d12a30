"""What a report is about, in signs that no language changes: figures, names by their consonants, known things by their ids.

Clues are compared between reports of one event and between deals. Each has a weight that depends on the clue alone, never on
what else the archive holds, so that the order in which reports arrive cannot change what is joined.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tui.archive.stems import stems_of
from tui.model import Reading
from tui.text import fold

Clues = dict[str, float]

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|(?<![\w])\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$|\d{1,3}(?: \d{3})+(?:,\d+)?$")
_SCALES = (
    (re.compile(r"\s?(?:тыс|мың|thousand|k\b|kt\b)"), 3),
    (re.compile(r"\s?(?:млн|миллион|million|mln|m\b|mt\b)"), 6),
    (re.compile(r"\s?(?:млрд|миллиард|billion|bn)"), 9),
    (re.compile(r"\s?(?:трлн|триллион|trillion|tn\b)"), 12),
)
_PERCENT = re.compile(r"\s?(?:%|percent|per cent|процент|пайыз)")
_MONTHS = (
    "янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|"
    "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
)
_MONTHS_EN = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY_AFTER = re.compile(rf"(?:-?(?:го|е|ға|ші|шы))?\s(?:{_MONTHS}|{_MONTHS_EN})")
_DAY_BEFORE = re.compile(rf"(?:{_MONTHS_EN})[a-z]*\.?\s$")
_NEAR_YEARS = 1

_NAME = re.compile(r"(?<!\w)[A-ZÀ-ÝА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'ʼ]+")
_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True)),
        "ё": "e",
        "ж": "j",
        "й": "i",
        "х": "k",
        "ц": "ts",
        "ч": "c",
        "ш": "c",
        "щ": "c",
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
        "ş": "c",
        "ç": "c",
        "ğ": "g",
    }
)
_DIGRAPHS = (
    ("shch", "c"),
    ("sch", "c"),
    ("tch", "c"),
    ("sh", "c"),
    ("ch", "c"),
    ("zh", "j"),
    ("kh", "k"),
    ("gh", "g"),
    ("ph", "f"),
    ("ng", "n"),
    ("ck", "k"),
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
    Компания Группа Проект Корпорация Холдинг Министр Министерство Президент Правительство Республика Национальный Банк
    Сделка Инвестиции Соглашение Развитие Область Премьер Председатель Международный
    Компаниясы Министрлігі Үкімет Президенті Республикасы Облысы Жоба Инвестиция Келісім Банкі Премьер
""".split()

_YEAR_WEIGHT = 0.3
_SCALED_BONUS = 0.35
_FIGURE_WEIGHTS = {1: 0.15, 2: 0.5, 3: 1.0}
_PRECISE = 1.3
_NAME_WEIGHTS = {3: 0.5, 4: 0.8}
_LONG_NAME = 1.0
_SHORT_NAME = 0.4
_PAIR_WEIGHT = 0.8
_KNOWN = {"company": 0.6, "site": 0.6, "country": 0.3, "commodity": 0.3}


def clues_of(title: str, text: str, year: int, reading: Reading) -> Clues:
    """All clues of a report of ``year``: figures ``n…`` and years ``y…``, names ``s…``, known things ``k…``."""
    whole = f"{title}\n\n{text}"
    return {**_figures(fold(whole), year), **_names(whole), **_known(reading)}


def is_figure(clue: str) -> bool:
    """Whether a clue is a figure of the text rather than a name or a year."""
    return clue.startswith("n")


def is_country(clue: str) -> bool:
    """Whether a clue is a foreign country."""
    return clue.startswith("kcountry:")


def skeleton(name: str) -> str:
    """The consonants of a name as any of its spellings has them: Коксая, Көксай and Koksay are ``kks``."""
    return _skeleton(fold(name))


def _figures(folded: str, year: int) -> Clues:
    found: Clues = {}
    for match in _NUMBER.finditer(folded):
        value = _value(match.group().strip())
        tail, head = folded[match.end() : match.end() + 16], folded[max(0, match.start() - 14) : match.start()]
        power = next((power for pattern, power in _SCALES if pattern.match(tail)), 0)
        percent = "%" if _PERCENT.match(tail) else ""
        scaled = bool(power or percent)
        if not scaled and value == int(value):
            if value <= 31 and (_DAY_AFTER.match(tail) or _DAY_BEFORE.search(head)):
                continue
            if 1900 <= value <= 2100:
                if abs(value - year) > _NEAR_YEARS:
                    found[f"y{value:.0f}"] = _YEAR_WEIGHT
                continue
        value *= 10.0**power
        weight = _FIGURE_WEIGHTS.get(_digits(value), _PRECISE) + _SCALED_BONUS * scaled
        clue = f"n{value:.6g}{percent}"
        found[clue] = max(found.get(clue, 0.0), weight)
    return found


def _value(number: str) -> float:
    if _GROUPED.match(number):
        number = re.sub(r"[, \u00a0\u202f](?=\d{3})", "", number)
    head, _, tail = number.replace(",", ".").partition(".")
    return float(f"{head[:15]}.{tail.replace('.', '')[:15] or 0}")


def _digits(value: float) -> int:
    """How many digits of ``value`` say something: 300,000 has one, 19.4 three."""
    mantissa = f"{value:.11e}".partition("e")[0]
    return len(mantissa.replace(".", "").rstrip("0")) or 1


def _names(text: str) -> Clues:
    found: Clues = {}
    before: tuple[int, str] = (-2, "")
    for match in _NAME.finditer(text):
        folded = fold(match.group())
        skeleton = _skeleton(folded)
        if skeleton in _generic():
            continue
        if len(skeleton) >= 3:
            found["s" + skeleton] = _NAME_WEIGHTS.get(len(skeleton), _LONG_NAME)
        elif match.group().isascii():
            found["s^" + folded] = _SHORT_NAME
        if before[1] and match.start() - before[0] <= 1:
            found[f"s{before[1]}+{skeleton}"] = _PAIR_WEIGHT
        before = (match.end(), skeleton)
    return found


def _known(reading: Reading) -> Clues:
    found = {f"k{m.kind}:{m.id}": _KNOWN[m.kind] for m in reading.mentions if m.id and m.kind in _KNOWN}
    found.pop("kcountry:KZ", None)
    return found


@lru_cache(maxsize=32_768)
def _skeleton(folded: str) -> str:
    word = folded if folded.isascii() else stems_of(folded)[0]
    word = word.removesuffix("'s").replace("'", "").translate(_LETTERS)
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """Skeletons of capitalised words that tell no report from another."""
    return frozenset(_skeleton(fold(word)) for word in _GENERIC)
