"""Who a story is about: the company or site that its title and lead speak of most, as far as the text has come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tui.model import Mention
from tui.reading.figures.scenes import Layout, Scene

_ONLOOKERS = frozenset(
    "ministry agency exchange analyst consultant international association institute power rail oil state-body".split()
)
_LENDERS = frozenset("financier development-bank bank".split())
_WIDE = frozenset(("province", "licence-area"))
_LEAD = 3
_BESIDE = 1
_LED = 3
_SPECIAL = re.compile(r"нац|национал|national|ұлттық|bank|банк|side|сторон|тарап")
"""Words that stand for companies of one sort only."""

_RECENT = 2


@dataclass
class Cast:
    """The companies and sites of a page that figures can be of."""

    layout: Layout
    first: int = 0
    """Where the first of them is named."""
    _named: list[tuple[Mention, int]] = field(default_factory=list)
    _helpers: frozenset[str] = frozenset()
    _known: dict[tuple[int, bool], Mention | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        layout = self.layout
        self._named = [(m, s.number) for s in layout.scenes for m in s.mentions if self.measurable(m)]
        self.first = min((m.start for m, _ in self._named), default=0)
        self._helpers = frozenset(m.name for s in layout.scenes for m in s.mentions if self.helps(s, m))

    def main(self, scene: Scene | None = None) -> Mention | None:
        """Whom the story speaks of most, up to ``scene`` if given."""
        last = len(self.layout.scenes) if scene is None else max(scene.number, _LEAD - 1)
        return self._heaviest(last, home=False)

    def home(self) -> Mention | None:
        """Whom the lead speaks of most, foreigners and provinces apart; else whom the story does."""
        return self._heaviest(_LEAD - 1, home=True) or self.main()

    def _heaviest(self, last: int, *, home: bool) -> Mention | None:
        key = (last, home)
        if key not in self._known:
            weights: dict[str, float] = {}
            heard = [(m, number) for m, number in self._named if number <= last]
            for mention, number in heard:
                worth = 3.0 if number == 0 else 2.0 if number < _LEAD else 1.0
                worth *= 0.2 if self.is_helper(mention) else 0.6 if self.guest(mention) else 1.0
                weights[mention.name] = weights.get(mention.name, 0.0) + worth
            fit = [m for m, _ in heard if not (home and self.guest(m))]
            self._known[key] = max(fit, key=lambda m: (weights[m.name], -m.start), default=None)
        return self._known[key]

    def titled(self, mention: Mention) -> bool:
        """Whether the title names the mention."""
        return any(m.name == mention.name for m, number in self._named if number == 0)

    def helps(self, scene: Scene, mention: Mention) -> bool:
        """Whether the mention is told only as who built, supplied or advised: contractor X."""
        layout = self.layout
        return any(
            layout.apart(w, mention) <= (_LED if w.end <= mention.start else _BESIDE) and layout.breaks(w, mention) < 1
            for w in scene.of("helper")
        )

    def hero(self) -> Mention | None:
        """The only company that the title names; that the lead does, where the title names none."""
        titled = {m.name: m for m, number in self._named if number == 0 and m.kind == "company"}
        if not titled:
            titled = {m.name: m for m, n in self._named if n < _LEAD and m.kind == "company" and not self.is_helper(m)}
        return next(iter(titled.values())) if len(titled) == 1 else None

    def meant(self, scene: Scene, mention: Mention) -> Mention:
        """Whom the mention means: where it is a word like "the company" that no country's adjective marks, the only company of
        the title, if it was named a sentence or two before."""
        place = mention.start, mention.end
        told = self.hero()
        if told is not None and self.stands_for_helper(mention):
            return replace(told, start=mention.start, end=mention.end)
        if told is None or place not in self.layout.stand_ins or self._marked(scene, mention):
            return mention
        if _SPECIAL.search(self.layout.page.folded, *place):
            return mention
        recent = any(m.name == told.name and scene.number - _RECENT <= n <= scene.number for m, n in self._named)
        return replace(told, start=mention.start, end=mention.end) if recent else mention

    def _marked(self, scene: Scene, mention: Mention) -> bool:
        """Whether the adjective of a country stands before the word: the Swiss trader."""
        before = (m for m in scene.mentions if m.kind == "country" and m.end <= mention.start)
        return any(self.layout.apart(m, mention) <= _BESIDE for m in before)

    def is_helper(self, mention: Mention) -> bool:
        """Whether the story tells the mention somewhere as who only helped."""
        return mention.name in self._helpers

    def stands_for_helper(self, mention: Mention) -> bool:
        """Whether a word ("the company") was taken for one who only helps."""
        return self.is_helper(mention) and (mention.start, mention.end) in self.layout.stand_ins

    def guest(self, mention: Mention) -> bool:
        """Whether figures of the passage are rarely the mention's: a foreign company, a province of deposits."""
        entry = self.layout.shelf.get(mention.kind, mention.id)
        wide = entry is not None and entry.properties.get("sort") in _WIDE
        return wide or mention.country not in (None, "KZ")

    def measurable(self, mention: Mention) -> bool:
        """Whether figures can be the mention's own: a company of the trade, or a site."""
        if mention.kind == "site":
            return True
        if mention.kind != "company":
            return False
        entry = self.layout.shelf.get("company", mention.id)
        sort = entry.properties.get("sort") if entry else None
        return sort not in _ONLOOKERS and sort not in _LENDERS
