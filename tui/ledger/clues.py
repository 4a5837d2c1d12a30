"""What a report is about, in signs that no language changes: figures, names by their consonants, known things by their ids.

Clues are compared between reports of one event and between deals. Each has a weight that depends on the report alone, never
on what else the archive holds, so that the order in which reports arrive cannot change what is joined. All that one name
gives weighs about 1, however many words it has: one shared company is one thing shared."""

from __future__ import annotations

from tui.ledger.figures import figures
from tui.ledger.names import runs, skeleton, spoken
from tui.model import Mention, Reading

Clues = dict[str, float]

_KNOWN = {"company": 0.8, "site": 0.8, "region": 0.3, "country": 0.3}
_COMMODITY, _COMMODITIES = 0.3, 0.9
_FACT = 0.3
_KNOWN_WORDS = 0.3
_SINGLE = {3: 0.5, 4: 0.8}
_LONG = 1.0
_SHORT = 0.3
_WORDS, _WHOLE = 0.6, 0.6


def clues_of(title: str, text: str, year: int, reading: Reading) -> Clues:
    """All clues of a report of ``year``: figures ``n…`` and years ``y…``, names ``s…``, known things ``k…``."""
    source = f"{title}\n\n{text}"
    return {**figures(source, year), **_names(source, reading), **_known(reading)}


def is_figure(clue: str) -> bool:
    """Whether a clue is a figure of the text rather than a name or a year."""
    return clue.startswith("n")


def _names(source: str, reading: Reading) -> Clues:
    known = sorted((m for m in reading.mentions if _is_known(m)), key=lambda m: m.start)
    lands = [(m.start, m.end) for m in known if m.kind in ("country", "region")]
    owners = [(m.start, m.end) for m in known if m.kind in ("company", "site")]
    found: Clues = {}
    for start, end, words in runs(source, lands):
        listed = any(first < end and start < last for first, last in owners)
        for clue, weight in _of_words(words, _KNOWN_WORDS if listed else 1.0, reading.lang).items():
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


def _known(reading: Reading) -> Clues:
    found = {f"k{m.kind}:{m.id}": _KNOWN[m.kind] for m in reading.mentions if _is_known(m)}
    found.pop("kcountry:KZ", None)
    each = min(_COMMODITY, _COMMODITIES / max(1, len(reading.commodities)))
    found |= {f"kcommodity:{commodity}": each for commodity in reading.commodities}
    found |= {f"kdeal:{deal.kind}": _FACT for deal in reading.deals}
    return found | {f"kevent:{event.kind}": _FACT for event in reading.events}


def _is_known(mention: Mention) -> bool:
    return bool(mention.id) and not mention.new and mention.kind in _KNOWN
