"""What a report is about, in signs that no language changes: figures, names by their consonants, known things by their ids.

Clues are compared between reports of one event and between deals. Each has a weight that depends on the report alone, never
on what else the archive holds, so that the order in which reports arrive cannot change what is joined. All that one name
gives weighs about 1, however many words it has: one shared company is one thing shared."""

from __future__ import annotations

import re
from math import fsum

from tui.ledger.figures import figure_clue, figure_weight, figures
from tui.ledger.names import Stretches, runs, skeleton, spoken
from tui.ledger.topics import is_digest, is_of_market, told
from tui.model import Mention, Reading

Clues = dict[str, float]

DIGEST = "ddigest"
"""The clue that a report goes through the news of a week or of many, and so tells no event of its own."""

MISHAP = "dmishap"
"""The clue that the title tells of an accident, a death, a strike or who was appointed."""

MARKET = "dmarket"
"""The clue that the title tells what a metal costs."""

_KNOWN = {"company": 0.8, "site": 0.8, "region": 0.3, "country": 0.3}
_COMMODITY, _COMMODITIES = 0.3, 0.9
_FACT = 0.3
_KNOWN_WORDS = 0.3
_SINGLE = {3: 0.5, 4: 0.8}
_LONG = 1.0
_SHORT = 0.3
_WORDS, _WHOLE = 0.6, 0.6
_THOUSAND = 1000
_LANDS, _OWNERS = ("country", "region"), ("company", "site")
_DATELINE = re.compile(
    r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ-]{3,}"
    r"(?:[^\n(/]{0,24}(?:\([^\n)]{2,30}\) ?(?:--?|[–—])|/[^\n/]{2,30}/\.?(?: ?(?:--?|[–—]))?)"
    r"|[^\n.]{0,24}(?: [–—]|, \d{1,2} \w{3,9},) [^\n.,]{2,24}\."
    r"|\. [^\n.–—]{2,24} [–—-]) "
)
"""Where and by whom a report was written: LONDON, March 13 (Wire) - ЛОНДОН, 13 марта — Телеграф. ЛОНДОН. Хабар –"""

_NAMES, _NAMED = ("s", "kcompany:", "ksite:"), 0.5
"""What the clues begin with that are names, and what these weigh in a report that names anybody."""

_INITIALS = 3
"""Letters in capitals that are no city but a country: USA."""


def clues_of(title: str, text: str, year: int, reading: Reading) -> Clues:
    """All clues of a report of ``year``: figures ``n…`` and years ``y…``, names ``s…``, known things and topics ``k…``; and
    those that weigh nothing by themselves, companies of the title ``t…``, what somebody did ``a…`` and motifs ``m…``."""
    source, its = f"{title}\n\n{text}", told(title, text)
    about = {f"ktopic:{topic}": _FACT for topic in sorted(its.topics)}
    about |= {DIGEST: _FACT} if is_digest(title, text) else {}
    about |= {MISHAP: _FACT} if its.is_of_mishap else {}
    about |= {MARKET: 0.0} if is_of_market(title) else {}
    about |= {f"a{act}": 0.0 for act in sorted(its.acts)}
    about |= {f"m{motif}": 0.0 for motif in sorted(its.motifs)}
    about |= {f"t{m.id}": 0.0 for m in reading.mentions if m.kind == "company" and _is_known(m) and m.end <= len(title)}
    spelt = {
        figure_clue(told.value, "%" if told.percent else ""): figure_weight(
            told.value, scaled=told.scaled or told.percent
        )
        for told in sorted(its.figures)
    }
    given = {**spelt, **_in_words(source, reading), **figures(source, year, reading.lang)}
    return {**given, **_names(source, len(title) + 2, reading), **_known(source, reading), **about}


def is_figure(clue: str) -> bool:
    """Whether a clue is a figure of the text rather than a name or a year."""
    return clue.startswith("n")


def names_nobody(clues: Clues) -> bool:
    """Whether a report says of whom it tells by no name."""
    return fsum([weight for clue, weight in clues.items() if clue.startswith(_NAMES)]) < _NAMED


def _names(source: str, opening: int, reading: Reading) -> Clues:
    """The names of a report but for those of the dateline, with which its text opens."""
    dateline = _DATELINE.match(source, opening)
    known = [m for m in reading.mentions if _is_known(m)]
    lands = [(m.start, m.end) for m in known if m.kind in _LANDS]
    owners = Stretches((m.start, m.end) for m in known if m.kind in _OWNERS)
    found: Clues = {}
    for start, end, words in runs(source, lands):
        if dateline and opening <= start < dateline.end():
            continue
        share = _KNOWN_WORDS if owners.touch(start, end) else 1.0
        for clue, weight in _of_words(words, share, reading.lang).items():
            found[clue] = max(found.get(clue, 0.0), weight)
    return found


def _of_words(words: tuple[str, ...], share: float, lang: str) -> Clues:
    bones = [skeleton(word, lang) for word in words]
    if len(words) == 1:
        if len(bones[0]) >= 3:
            return {f"s{bones[0]}": share * _SINGLE.get(len(bones[0]), _LONG)}
        return {f"s^{spoken(words[0], lang)}": share * _SHORT}
    found = {f"s{bone}": share * _WORDS / len(bones) for bone in bones if len(bone) >= 3}
    found["s" + "+".join(bones[:3])] = share * _WHOLE
    return found


def _in_words(source: str, reading: Reading) -> Clues:
    """The figures that the reading understood where the text gives them in words."""
    told = [("amount", deal.amount, deal.fields) for deal in reading.deals if deal.amount]
    told += [("value", metric.value, metric.fields) for metric in reading.metrics]
    return {
        figure_clue(value): figure_weight(value, scaled=value >= _THOUSAND)
        for name, value, fields in told
        for field in fields
        if field.name == name and not any(map(str.isdigit, source[field.start : field.end]))
    }


def _known(source: str, reading: Reading) -> Clues:
    told = [m for m in reading.mentions if _is_known(m) and not _is_dateline(source, m)]
    found = {f"k{m.kind}:{m.id}": _KNOWN[m.kind] for m in told}
    found.pop("kcountry:KZ", None)
    each = min(_COMMODITY, _COMMODITIES / max(1, len(reading.commodities)))
    found |= {f"kcommodity:{commodity}": each for commodity in reading.commodities}
    found |= {f"kdeal:{deal.kind}": _FACT for deal in reading.deals}
    return found | {f"kevent:{event.kind}": _FACT for event in reading.events}


def _is_dateline(source: str, mention: Mention) -> bool:
    """Whether a place only says where the report was written: LONDON, March 13."""
    name = source[mention.start : mention.end]
    return (
        mention.kind in _LANDS and len(name) > _INITIALS and name.isupper() and source[: mention.start].endswith("\n")
    )


def _is_known(mention: Mention) -> bool:
    return bool(mention.id) and not mention.new and mention.kind in _KNOWN
