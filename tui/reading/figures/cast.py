"""Who a story is about: the company or site that its title and lead speak of most, as far as the text has come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tui.model import Mention
from tui.reading.figures.scenes import Layout, Scene

_ONLOOKERS = frozenset(
    "ministry agency exchange analyst consultant international association institute power rail oil state-body".split()
)
_OUTSIDERS = frozenset("ministry agency exchange analyst consultant association".split())
_OFFICE = re.compile(r"\b(?:Statisti|Ministry|Committee|Bureau|Статисти|Министерств|Комитет|Бюро|Министрліг|Комитеті)")
"""What the names of offices have in them that no vocabulary holds."""
_LENDERS = frozenset("financier development-bank bank".split())
_WIDE = frozenset(("province", "licence-area"))
_LEAD = 3
SEVERAL = 3
"""Names of a sentence none of which alone is spoken of."""

_BESIDE = 1
_CLAUSE = 2
_LED = 3


@dataclass
class Cast:
    """The companies and sites of a page that figures can be of."""

    layout: Layout
    first: int = 0
    """Where the first of them is named."""
    national: bool = False
    """Whether the title names the country, and none of them."""
    operators: Sequence[Mention] = ()
    """The companies that the story tells as set up for its project, or carrying it out."""
    _names: list[list[Mention]] = field(default_factory=list)
    _worth: list[tuple[Mention, int, float]] = field(default_factory=list)
    _titled: frozenset[str] = frozenset()
    _helpers: frozenset[str] = frozenset()
    _hero: Mention | None = None
    _known: dict[int, Mention | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        layout = self.layout
        self._names = [[m for m in s.mentions if self.measurable(m)] for s in layout.scenes]
        self.first = min((m.start for names in self._names for m in names), default=0)
        self._titled = frozenset([m.name for names in self._names[:1] for m in names])
        title = layout.scenes[0].mentions if layout.scenes else []
        self.national = not self._titled and any(m.id == "KZ" for m in title)
        helped = [s for s in layout.scenes if s.of("helper")]
        self._helpers = frozenset([m.name for s in helped for m in s.mentions if self._helps(s, m)])
        self._worth = [(m, n, worth) for n in range(len(self._names)) for m, worth in self._weighed(n)]
        self._hero = self._find_hero()
        told = {m.name: m for s in layout.scenes if s.of("operator") for m in s.mentions if self._operates(s, m)}
        self.operators = tuple(told.values())

    def main(self, scene: Scene | None = None) -> Mention | None:
        """Whom the story speaks of most, up to ``scene`` if given."""
        last = len(self.layout.scenes) if scene is None else max(scene.number, _LEAD - 1)
        if last not in self._known:
            weights: dict[str, float] = {}
            heard = [(m, worth) for m, number, worth in self._worth if number <= last]
            for mention, worth in heard:
                weights[mention.name] = weights.get(mention.name, 0.0) + worth
            fit = (m for m, _ in heard)
            self._known[last] = max(fit, key=lambda m: (weights[m.name], -m.start), default=None)
        return self._known[last]

    def names(self, number: int) -> Sequence[Mention]:
        """The companies and sites that the sentence of that number names."""
        return self._names[number]

    def _weighed(self, number: int) -> Iterator[tuple[Mention, float]]:
        """The names of a sentence with how much each speaks for the story's being about it."""
        names = self._names[number]
        crowd = len({m.name for m in names})
        told = 3.0 if number == 0 else 2.0 if number < _LEAD else 1.0
        told /= crowd if crowd >= SEVERAL else 1
        for mention in names:
            yield mention, told * (0.2 if self.is_helper(mention) else 0.6 if self.guest(mention) else 1.0)

    def hero(self) -> Mention | None:
        """The only company that the title names; that the lead does, where the title names none."""
        return self._hero

    def titled(self, mention: Mention) -> bool:
        """Whether the title names the mention."""
        return mention.name in self._titled

    def is_helper(self, mention: Mention) -> bool:
        """Whether the story tells the mention somewhere as who only helped."""
        return mention.name in self._helpers

    def guest(self, mention: Mention) -> bool:
        """Whether figures of the passage are rarely the mention's: a foreign company, a holding, a province of deposits."""
        entry = self.layout.shelf.get(mention.kind, mention.id)
        held = entry is not None and entry.properties.get("sort") == "state-body"
        return self.wide(mention) or held or mention.country not in (None, "KZ")

    def wide(self, mention: Mention) -> bool:
        """Whether a site is a whole country of deposits: a province, a basin."""
        entry = self.layout.shelf.get(mention.kind, mention.id)
        return entry is not None and entry.properties.get("sort") in _WIDE

    def measurable(self, mention: Mention) -> bool:
        """Whether figures can be the mention's own: a company of the trade, or a site."""
        if mention.kind == "site":
            return True
        if mention.kind != "company":
            return False
        entry = self.layout.shelf.get("company", mention.id)
        sort = entry.properties.get("sort") if entry else None
        mines = sort == "state-body" and entry is not None and bool(entry.properties.get("commodities"))
        return mines or (sort not in _ONLOOKERS and sort not in _LENDERS)

    def outsider(self, mention: Mention) -> bool:
        """Whether no figure is ever the mention's own: a ministry, an exchange."""
        if mention.kind != "company":
            return False
        entry = self.layout.shelf.get("company", mention.id)
        return _OFFICE.search(mention.name) is not None if entry is None else entry.properties.get("sort") in _OUTSIDERS

    def _find_hero(self) -> Mention | None:
        titled = {m.name: m for names in self._names[:1] for m in names if m.kind == "company"}
        if not titled:
            lead = (m for names in self._names[:_LEAD] for m in names)
            titled = {m.name: m for m in lead if m.kind == "company" and not self.is_helper(m)}
        return next(iter(titled.values())) if len(titled) == 1 else None

    def _operates(self, scene: Scene, mention: Mention) -> bool:
        near = (w for w in scene.of("operator") if self.layout.apart(w, mention) <= _LED)
        return mention.kind == "company" and any(self.layout.breaks(w, mention) < _CLAUSE for w in near)

    def _helps(self, scene: Scene, mention: Mention) -> bool:
        """Whether the mention is told only as who built, supplied or advised: contractor X."""
        layout = self.layout
        return any(
            layout.apart(w, mention) <= (_LED if w.end <= mention.start else _BESIDE) and layout.breaks(w, mention) < 1
            for w in scene.of("helper")
        )
