"""The analyst's corrections of stories put into effect while the ledger settles: which reports are one story after all, and
which stand apart. Like those of deals they hang on reports' links, so that they hold whatever a reading makes of the reports,
and for reports that come later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tui.archive import Correction
from tui.archive.settling import Settling


class Regrouping:
    """All corrections of stories, each found in what the archive holds now."""

    def __init__(self, ledger: Settling) -> None:
        self._made = ledger.story_corrections()
        self._items = ledger.items_at(a.link for c in self._made for anchors in c.deals for a in anchors)
        self._bonds: dict[int, set[int]] = defaultdict(set)
        for correction in self._made:
            named = {item for items in self._named(correction) for item in items}
            for item in named:
                self._bonds[item] |= named

    @property
    def named(self) -> frozenset[int]:
        """Items that a correction names: what is said of one is not said of reports of the same words."""
        return frozenset(self._bonds)

    def bonded(self, item: int) -> set[int]:
        """Items that a correction names together with ``item``."""
        return self._bonds.get(item, set())

    def applied(self, stories: Sequence[set[int]]) -> list[set[int]]:
        """Groups of items as the analyst left them, correction by correction."""
        home: dict[int, set[int]] = {}
        for story in stories:
            group = set(story)
            home |= dict.fromkeys(group, group)
        for correction in self._made:
            named = [[item for item in items if item in home] for items in self._named(correction)]
            firsts = [items[0] for items in named if items]
            if correction.action == "merge":
                for item in firsts[1:]:
                    _join(home, home[firsts[0]], home[item])
            elif correction.action == "split":
                _take_out(home, firsts)
                for item in firsts[1:]:
                    _join(home, home[firsts[0]], home[item])
            elif correction.action == "move" and named and named[0]:
                movers = [items[0] for items in named[1:] if items and items[0] != named[0][0]]
                _take_out(home, movers)
                for item in movers:
                    _join(home, home[named[0][0]], home[item])
        return list({id(story): story for story in home.values()}.values())

    def _named(self, correction: Correction) -> list[list[int]]:
        """The items that the anchors of a correction stand for, story by story."""
        return [[self._items[a.link] for a in anchors if a.link in self._items] for anchors in correction.deals]


def _join(home: dict[int, set[int]], one: set[int], other: set[int]) -> None:
    if one is not other:
        one |= other
        home |= dict.fromkeys(other, one)


def _take_out(home: dict[int, set[int]], items: Sequence[int]) -> None:
    for item in items:
        home[item].discard(item)
        home[item] = {item}
