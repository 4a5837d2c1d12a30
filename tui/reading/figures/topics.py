"""Which kind of metric a figure is, if any: the clues for each kind are weighed against one another
(knowledge/weights-figures.toml)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from tui.model import Mention, Reason
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.clues import IN_GROUND, NONE, Clues, Said, clues, worlds
from tui.reading.figures.counting import counted
from tui.reading.figures.kinds import Topic, families, kinds
from tui.reading.figures.passage import Passage
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.wording import is_difference
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.lookup.weights import Table, weights

_EACH = re.compile(
    r" (?:each|apiece|кажд[а-я]+|әрқайсысы\w*|(?:per|a) (?:\w+ )?share|на (?:одну )?(?:\w+ )?акцию|за (?:одну )?акцию)\b"
    r"| (?:per|a) (?:tonne|ton|ounce|pound|oz|lb)\b| ?/ ?(?:lb|oz|t|kg|ton|tonne|pound|ounce|т|кг|фунт|унц[а-я]+|тонн[а-я]*)\b"
)
_MONTHLY = re.compile(r" (?:(?:a|per|each|every) (?:month|day|week)|в (?:месяц|сутки|день|неделю)|ежемесячно)\b")
"""What follows money that is paid again and again."""

_OWED = re.compile(
    r"(?:\b(?:debts?|indebtedness|borrowings|liabilities)(?: [a-z]+){0,2}"
    r"|\b(?:долг|долга|долги|долгов|задолженность|обязательства)(?: [^\W\d]+){0,2}|(?:қарызы|берешегі)(?: [^\W\d]+)?) (?:- )?$"
)
"""What stands before money that somebody owes."""

_BAR = re.compile(
    r"\d-(?:кило|грамм|кг|kilo|kg|gram|ounce|унци)|(?:кило|келі|килограм|грам)[а-яәі]*(?:лық|лік|дық|дік)\b",
    re.IGNORECASE,
)
"""How the weight of a single bar is written: 12-килограммовых слитках."""

_CUT_OFF = re.compile(
    r"\b(?:cut-?off(?: grade)? (?:of|at|is|was)"
    r"|(?:бортов\w+ содержани\w+(?: [^\W\d]+)?|борте)(?: в| -| составля\w+)?) (?:about |около )?$"
)
_NOT_YET = re.compile(
    r" [^.;%]{0,60}?(?:\b(?:does|do|did) not (?:yet |already |now )?(?:own|hold|control|have)\b|\bnot yet (?:its|their) own\b"
    r"|\bкотор[а-я]+ (?:[^\W\d]+ ){0,2}не (?:владе|принадлеж|контролир)|(?:әлі|тиесілі) (?:[^\W\d]+ )?емес\b)"
)
"""What follows a share that somebody is yet to get: the 30% of Kazzinc that it does not yet own."""

_LED = 40
_ONE = re.compile(r"(?:1|one|an?|одн\w+|бір) (?:metric |troy |тройск\w+ )?\w+")
"""What a price or a cost is of: one ounce, одной тонны, бір унцияның."""

_ANY = "any"
"""Whose table holds the points of clues that any kind gets."""

_UNFITTED = {"told": 1.2, "no-level": -3.0}
"""The points of a kind that no documents taught, as a user's own: its words are meant for it, but a share by which something
grew is none of it."""

_NO_POINTS = repeat(0.0)
"""What a clue says that a table does not hold, again and again."""

_METAL = 2
_LEADS, _DASHED = 4, 2
_COST = 9.0
"""How far off a figure counts that no word announces."""

_TOLD = 6
"""So many reasons are told of a figure."""

_REMEMBERED = 2
"""Sentences back in which a colon may have opened a list."""


@lru_cache(maxsize=4)
def _fitted(shelf: Library) -> Mapping[str, Table]:
    """The weights of each kind, of no metric and of any."""
    return {ident: weights(shelf, ident) or _UNFITTED for ident in (*kinds(shelf), NONE, _ANY)}


@lru_cache(maxsize=4)
def _weighed(shelf: Library) -> frozenset[str]:
    """The clues that have points."""
    return frozenset(clue for table in _fitted(shelf).values() for clue in table)


@dataclass
class Topics:
    """Tells the kinds of figures as the text goes on."""

    layout: Layout

    def __post_init__(self) -> None:
        self._table = kinds(self.layout.shelf)
        self._weights = _fitted(self.layout.shelf)
        self._weighed = _weighed(self.layout.shelf)
        titled = self.layout.scenes[0].cues if self.layout.page.document.title else ()
        self._said = Said(title=frozenset(c.entry.id for c in titled if not c.weak))

    def enter(self, scene: Scene) -> None:
        """Goes on to the next sentence."""
        if self._said.listed and not self.layout.lists(scene):
            self._said.listed = ""
        if not scene.number:
            return
        before = self.layout.scenes[scene.number - 1]
        for cue in before.cues:
            if not cue.weak and cue.entry.id in IN_GROUND:
                self._said.ground = cue.entry.id
            if not cue.weak and self._table[cue.entry.id].carries:
                self._said.told, self._said.told_at = cue.entry.id, before.number
        if self.layout.introduces(before):
            self._said.listed = self._announced(scene)

    def _announced(self, scene: Scene) -> str:
        """The kind of the list that the sentence before opens: "The reserves were approved. On the books are:"."""
        before = self.layout.scenes[max(scene.number - _REMEMBERED, 0) : scene.number]
        told = (c.entry.id for one in reversed(before) for c in one.cues if not c.weak)
        return next((ident for ident in told if self._table[ident].carries), "")

    def of(self, scene: Scene, quantity: Quantity) -> Topic | None:
        """What the quantity measures, None for what is no metric."""
        if self._is_none(scene, quantity):
            return None
        found = clues(self.layout, scene, quantity, self._said)
        kind = self.chosen(quantity, found)
        self._note(scene, quantity, kind)
        self._said.grown = kind == NONE and "no-level" in found.shared
        if kind == NONE:
            return None
        cue = found.announced.get(kind)
        return Topic(self._table[kind], cue.word if cue else None, cue.cost if cue else _COST)

    def _is_none(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether it is only the word "one", a difference, the size of each of several, an amount that a price is of, or of what
        mines do not give: 13 тыс. т больше, bars of 12 kg each, $900 for one ounce, a million tonnes of grain."""
        layout = self.layout
        if quantity.kind in ("percent", "grade"):
            if quantity.kind == "percent" and _NOT_YET.match(layout.page.folded, quantity.end, scene.span.end):
                return True
            return _CUT_OFF.search(layout.page.folded, max(0, quantity.start - _LED), quantity.start) is not None
        if quantity.kind not in ("mass", "money", "volume"):
            return quantity.bare and quantity.spelt and quantity.value == 1
        if is_difference(layout, scene, quantity) or _EACH.match(layout.page.folded, quantity.end):
            return True
        if quantity.kind == "money" and self._is_owed(quantity):
            return True
        if quantity.kind == "mass" and _BAR.search(quantity.original):
            return True
        if (
            self._is_priced(scene, quantity)
            or self._is_the_worlds(scene, quantity)
            or self._is_consumed(scene, quantity)
        ):
            return True
        if any(layout.apart(c, quantity) <= _METAL for c in scene.commodities):
            return False
        nouns = counted(layout, scene, quantity)
        return "other" in nouns and not any(nouns & kind.of for kind in families(layout.shelf)[quantity.kind])

    def _is_owed(self, quantity: Quantity) -> bool:
        """Whether money is a debt, or paid month by month."""
        folded = self.layout.page.folded
        owed = _OWED.search(folded, max(0, quantity.start - _LED), quantity.start)
        return owed is not None or _MONTHLY.match(folded, quantity.end) is not None

    def _is_the_worlds(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether reserves are the whole world's: мировые запасы урана, «Жер шарында уранның 6 млн тонна қоры бар»."""
        known = [c for c in scene.cues if self._table[c.entry.id].subject == "deposit"]
        if not known or any(m.end <= quantity.start for m in scene.mentions):
            return False
        leads = any(w.start - scene.span.start <= _LEADS and w.end <= quantity.start for w in scene.of("world"))
        return leads or any(c.end <= quantity.start and worlds(self.layout, scene, c) for c in known)

    def _is_consumed(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether it is how much is used up, by the word right before it: домашнее потребление - 4,6 млн тонн."""
        layout = self.layout
        for word in scene.of("consumption") if quantity.kind in ("mass", "volume") else ():
            near = word.end <= quantity.start and layout.between(scene, word, quantity) <= _LEADS
            told = any(word.start < c.end <= quantity.start and not c.weak for c in scene.cues)
            if near and not told and layout.breaks(word, quantity) < _DASHED:
                return True
        return False

    def _is_priced(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether money is told of a single tonne or ounce: the cost of one ounce was $900."""
        one = quantity.kind == "mass" and _ONE.fullmatch(self.layout.page.folded, quantity.start, quantity.end)
        return bool(one) and any(q.kind == "money" for q in scene.quantities)

    def chosen(self, quantity: Quantity, found: Clues) -> str:
        """The kind that most speaks for; ``none`` for no metric."""
        shared = [clue for clue in found.shared if clue in self._weighed]
        return max(found.special, key=lambda kind: (self._points(found, shared, kind), kind))

    def _points(self, found: Clues, shared: Sequence[str], kind: str) -> float:
        """How much speaks for a kind; ``shared`` are the shared clues that have points."""
        own, general = self._weights[kind], self._weights[_ANY]
        total = sum(map(own.get, shared, _NO_POINTS))
        total += sum(map(own.get, found.special[kind], _NO_POINTS))
        return total + sum(map(general.get, found.general[kind], _NO_POINTS))

    def reasons(self, found: Clues, kind: str, text: str) -> tuple[Reason, ...]:
        """The clues that most speak for a kind, or against it, with their points."""
        own, general = self._weights[kind], self._weights[_ANY]
        said: defaultdict[str, float] = defaultdict(float)
        for table, clues_ in ((own, found.shared), (own, found.special[kind]), (general, found.general[kind])):
            for clue in clues_:
                said[clue] += table.get(clue, 0.0)
        most = sorted(said.items(), key=lambda pair: -abs(pair[1]))[:_TOLD]
        return tuple(Reason(clue, value, text) for clue, value in most if value)

    def _note(self, scene: Scene, quantity: Quantity, kind: str) -> None:
        said = self._said
        said.number, said.quantity, said.kind = scene.number, quantity, kind
        if kind != NONE and self._table[kind].carries:
            said.carried, said.carried_at, said.family = kind, scene.number, quantity.kind


def weighed(page: Page, shelf: Library, stand_ins: Sequence[Mention]) -> dict[int, tuple[Reason, ...]]:
    """Why each figure is what it is taken for, by the place where it begins."""
    layout = Layout(page, shelf, stand_ins)
    passage, topics = Passage(layout), _Explained(layout)
    for scene in layout.scenes:
        passage.enter(scene)
        topics.enter(scene)
        for quantity in scene.quantities:
            topics.of(scene, passage.whole(scene, quantity))
    return topics.told


class _Explained(Topics):
    """Keeps the reasons."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.told: dict[int, tuple[Reason, ...]] = {}

    def chosen(self, quantity: Quantity, found: Clues) -> str:
        kind = super().chosen(quantity, found)
        self.told[quantity.start] = self.reasons(found, kind, quantity.original)
        return kind
