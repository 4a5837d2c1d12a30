"""What a card and the reader have below them: what else is told of those who are named there."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Sequence
from typing import Any, ClassVar

from textual import work
from textual.screen import Screen
from textual.widget import Widget

from tui.archive import ArchiveError
from tui.desk.screens.leaving import leave
from tui.desk.source import Source
from tui.desk.widgets.related import RelatedLists
from tui.ledger.related import Related
from tui.ledger.subjects import Subject
from tui.words import say

_LEAST = 9
"""Lines that the lists want below the rest."""
_TALL = 36
"""Lines of a screen from which they have these, however long the rest is."""
_CALM = 0.15
"""Seconds that a page must stay before more is read for it."""


class ShowsRelated(Screen[None]):
    """Gives the lists the lines that ``UPPER`` does not need. Where that leaves too few they stand in its place when they are
    asked for, and nothing is read for them before."""

    UPPER: ClassVar[str]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._asked = False
        self._related: tuple[Related, ...] | None = None

    @property
    def source(self) -> Source:
        """Where more is read from."""
        raise NotImplementedError

    def about(self) -> Sequence[Subject]:
        """Of whom more is told."""
        raise NotImplementedError

    def told_by(self) -> Container[int]:
        """The items that tell what stands above already."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """The lists' share follows what the rest needs."""
        lists = self.query_one(RelatedLists)
        lists.display = False
        for widget in (*self.query_one(self.UPPER).children, *lists.children):
            self.watch(widget, "virtual_size", self.share, init=False)

    def relate(self) -> None:
        """The page is about others now."""
        self._asked, self._related = False, None
        self.query_one(RelatedLists).clear()
        self.share()

    @work(group="related", exclusive=True, exit_on_error=False)
    async def _read_related(self) -> None:
        from tui.desk.knowing import related

        await asyncio.sleep(_CALM)
        try:
            found = await related(self.source, tuple(self.about()), self.told_by(), self.size.height)
        except ArchiveError:
            found = ()
        self._related = found
        self.query_one(RelatedLists).show(found)
        self.share()
        if self._asked:
            self._asked = False
            self.action_panel(1)

    def share(self) -> None:
        """Part the lines of the screen."""
        upper, lists = self.query_one(self.UPPER), self.query_one(RelatedLists)
        room, (first, whole) = self.size.height - 1, _needs(upper)
        fits = room >= _TALL or room - whole >= _LEAST
        if self._related is None:
            if fits or self._asked:
                self._read_related()
            return
        some = bool(self._related)
        below, instead = some and fits, some and self._asked and not fits
        upper.display, lists.display = not instead, below or instead
        most = max(room - lists.wanted, room // 2, min(first, room - max(_LEAST, room // 4)))
        upper.styles.height = min(whole, most) if below else "1fr"

    def action_panel(self, way: int) -> None:
        """From the page to the lists, and back."""
        if self._related is None:
            self._asked = True
            self.share()
        elif not self._related:
            self.app.notify(say("desk.nothing-related"), timeout=3, markup=False)
        else:
            stations = [self._home, *self.query_one(RelatedLists).lists]
            here = stations.index(self.focused) if self.focused in stations else 0
            self._go(stations[(here + way) % len(stations)])

    def action_back(self) -> None:
        """Back to where one was; from lists that fill the screen to the page first."""
        if self.query_one(self.UPPER).display:
            leave(self)
        else:
            self._go(self._home)

    @property
    def _home(self) -> Widget | None:
        """What has the keys while no list has them."""
        return self.query_one(self.AUTO_FOCUS) if self.AUTO_FOCUS else None

    def _go(self, target: Widget | None) -> None:
        self._asked = target is not self._home
        self.share()
        self.set_focus(target)


def _needs(upper: Widget) -> tuple[int, int]:
    """The lines in which the first part of what is above can be seen, and all of it."""
    lines = [widget.virtual_size.height + widget.gutter.height for widget in upper.children if widget.display]
    whole = sum(lines) if upper.layout.name == "vertical" else max(lines, default=0)
    return next(iter(lines), 0), whole
