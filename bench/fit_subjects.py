"""Fits the weights by which it is told whom a figure measures (knowledge/weights-subjects.toml) to annotated documents, and says
how well they hold for a set of documents that was left out.

    python -m bench fit_subjects [FILE.jsonl …] [--write]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench._annotated import (
    LONE,
    PHRASED,
    PINNED,
    Annotated,
    documents,
    items_of_figures,
    leave_out,
    read_figures,
    recorded,
    sentences,
    told_as,
    worth_writing,
    write,
)
from bench._ranking import Choice, fitted
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures import subjects
from tui.reading.figures.claims import ABROAD, Claim
from tui.reading.figures.kinds import Topic

_FILE = "weights-subjects.toml"
_HEAD = """\
# What each clue says for somebody's being whom a figure measures; subjects.py, bearing.py and things.py of
# tui/reading/figures have the clues. Fitted to annotated documents by `python -m bench fit_subjects --write`; not to be written
# by hand.
"""

_RIDGE, _LEAST = 1.0, 2
_UNTOLD = 0.5
"""What a figure weighs that nobody annotated: most likely another country's."""

_DISTINCT = 4
_FORMS = frozenset(
    "the of company group компания компаниясы mine deposit plant project region рудник месторождение завод область кен орны "
    "кеніші зауыты облысы llp llc jsc ltd plc corp тоо ао пао жшс ақ".split()
)
_COMMON = _FORMS | frozenset(
    "mining resources minerals metals gold copper uranium corporation national international kazakhstan казахстан қазақстан "
    "invest holding north south east west central northern southern eastern western bank capital steel zinc".split()
)
"""Words that alone tell no name from another."""

_AGAINST = re.compile(
    r"far-.*|parted-.*|behind-(?:parted|loose)|overtaken|superseded|oblique|still|attributive|absent|.*-over-.*|guest-company|"
    r"helper|onlooker.*|says|aside|market|away.*|unheard|before-others.*|metal-other.*"
)
_FOR = re.compile(
    r"close|first|leading|since|clause-head|of-cue.*|participle|through|hero.*|main|titled|figured|same-figure|led-taken|"
    r"latest-there.*|nationwide|sole-site|paragraph|recent-.|last-(?:same|before|far|site)|noun.*|thing-corporate|class-same|statistics|nobody|"
    r"national|operator|led-before.*|region-first|pronoun-continues|paired|there-alone|before-(?:alone|last)|newest|own-bracket|"
    r"metal-fits.*|statistics-near|region-home|region-spoken"
)
"""Clues that by their sense speak against a claim, and for one: a weight that says otherwise is chance, and left out."""


def _names(told: Annotated, quantity: Quantity, topic: Topic) -> list[str]:
    """The names of a figure's subject, none where nobody annotated it."""
    figures = [f for f in told.gold.get("metrics") or () if f["subject"] != "-"]
    same = [f for f in figures if told_as(f, quantity) or told_as(f, quantity, sign=-1)]
    near = [f for f in same if f["metric"] == topic.kind.answer] or same
    return [name for f in near for name in ([f["subject"]] if isinstance(f["subject"], str) else f["subject"])]


@dataclass(slots=True)
class _Decision:
    """A figure with the claims to it, what was chosen and which are right."""

    group: str
    claims: Sequence[Claim]
    chosen: Claim
    right: Sequence[bool]
    weight: float

    @property
    def is_right(self) -> bool:
        return any(claim is self.chosen and holds for claim, holds in zip(self.claims, self.right, strict=True))

    def choice(self, without: frozenset[str]) -> Choice:
        """What the weights are fitted to; a subject that the sentence names is no proof for those that it does not name."""
        named = any(claim.named and holds for claim, holds in zip(self.claims, self.right, strict=True))
        kept = [
            (sorted(claim.clues - without), holds)
            for claim, holds in zip(self.claims, self.right, strict=True)
            if claim.named or not holds or not named
        ]
        return Choice([clues for clues, _ in kept], [holds for _, holds in kept], self.weight)


def main(arguments: list[str]) -> int:
    """Writes the weights; else prints how well those fitted without each set hold for it, and those fitted to all."""
    told = [*documents(arguments), *sentences(), *items_of_figures()]
    pool = _decisions(told, _fit(_decisions(told, None)))
    if "--write" in arguments:
        write(_FILE, _HEAD, {"subject": _fit(pool)})
    else:
        leave_out(told, pool, _fit, _decisions, _show)
    return 0


def _decisions(told: Iterable[Annotated], weights: Mapping[str, float] | None) -> list[_Decision]:
    """Whom the reading decides for by the weights (its own, where None), figure by figure."""
    made: list[_Decision] = []
    one: Annotated

    class Recorder(subjects.Stage):
        """Writes down what is decided."""

        def __post_init__(self) -> None:
            super().__post_init__()
            if weights is not None:
                self._points = weights

        def chosen(self, quantity: Quantity, topic: Topic, claims: Sequence[Claim]) -> Claim:
            best = super().chosen(quantity, topic, claims)
            names = _names(one, quantity, topic)
            right = [_is_of(claim, names) for claim in claims]
            if any(right) and (names or one.set not in (LONE, PHRASED)):
                weight = PINNED if one.set == LONE else 1.0 if names else _UNTOLD
                made.append(_Decision(one.set, claims, best, right, weight))
            return best

    with recorded("Stage", Recorder):
        for one in told:
            read_figures(one)
    return made


def _is_of(claim: Claim, names: Sequence[str]) -> bool:
    """Whether a claim is right: one of the names means the same, or no one is told and the claim is another country's."""
    if claim.mention is ABROAD:
        return not names
    return any(_alike(_words(claim.mention.name), _words(name)) for name in names)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether names are equal but for their forms, or one is the distinct part of the other."""
    short, long = sorted((one, other), key=len)
    return one == other or (short <= long and any(len(w) >= _DISTINCT and w not in _COMMON for w in short))


def _words(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", name.casefold().replace("ё", "е"))
    return frozenset(w for w in words if w not in _FORMS) or frozenset(words)


def _fit(decisions: Sequence[_Decision]) -> dict[str, float]:
    """The weights; a clue whose weight is against its sense is left out, and the others are fitted again."""
    without: frozenset[str] = frozenset()
    while True:
        found = fitted([d.choice(without) for d in decisions], ridge=_RIDGE, least=_LEAST)
        senseless = {c for c, v in found.items() if (_AGAINST if v > 0 else _FOR).fullmatch(c)}
        if not senseless:
            return worth_writing(found)
        without |= senseless


def _show(what: str, decisions: Sequence[_Decision]) -> None:
    right = sum(d.is_right for d in decisions)
    print(f"{what:20} {len(decisions):5} figures, {right:4} right: {right / max(1, len(decisions)):.3f}", flush=True)
