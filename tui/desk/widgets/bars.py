"""The line on top (where one is, how the feeds are) and the line of keys at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.desk.actions import Action, key_name
from tui.desk.cells import Piece, width_of
from tui.desk.widgets.drawn import Drawn
from tui.words import say

_OFTEN = 7
"""Ranks of actions that stand on the line of keys before anything else does."""
_KEPT = 30
"""Ranks from here on keep their place on every line."""
_NAME = " kenwatch  "
_STATE = 18
"""Cells for what matters most of the feeds' state."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One panel on the strip of tabs."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Note:
    """A piece of the status: ``rank`` 0 stays longest when the line is short."""

    text: str
    ink: str
    rank: int


class TopLine(Drawn):
    """The name, the panels as tabs, and the state of the feeds at the right."""

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, tabs: Sequence[Tab], **options: Any) -> None:
        super().__init__(**options)
        self._tabs = tabs
        self._active = tabs[0].id if tabs else ""
        self._notes: Sequence[Note] = ()

    def activate(self, tab: str) -> None:
        """Mark the tab of the panel that has the keys."""
        if tab != self._active:
            self._active = tab
            self.refresh()

    def status(self, notes: Sequence[Note]) -> None:
        """What to say at the right end."""
        if notes != self._notes:
            self._notes = notes
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        width = self.size.width
        left = self._left(width)
        right = self._right(width - _taken(left) - 2)
        return self.line([*left, (" " * max(1, width - _taken(left) - _taken(right) - 1), ""), *right])

    def _left(self, width: int) -> list[Piece]:
        if width < 40:
            label = next((tab.label for tab in self._tabs if tab.id == self._active), "")
            return [(f" {label}", "copper-strong")]
        pieces: list[Piece] = []
        for tab in self._tabs:
            here = tab.id == self._active
            pieces += [("▐" if here else " ", "copper"), (tab.label, "copper-strong" if here else "quiet"), (" ", "")]
        return [(self._whose(width), "strong" if width >= 100 else "quiet"), *pieces]

    def _whose(self, width: int) -> str:
        """The name, unless there is room for the state of the feeds or for it, not for both."""
        left = width - sum(width_of(tab.label) + 2 for tab in self._tabs)
        return "" if _STATE <= left < _STATE + width_of(_NAME) else _NAME

    def _right(self, room: int) -> list[Piece]:
        notes = list(self._notes)
        while notes and sum(width_of(note.text) + 3 for note in notes) - 3 > room:
            notes.remove(max(notes, key=lambda note: note.rank))
        pieces: list[Piece] = []
        for note in notes:
            pieces += [(note.text, note.ink), (" · ", "faint")]
        return pieces[:-1]

    def on_click(self, event: events.Click) -> None:
        """A click on a tab goes there."""
        start = width_of(self._whose(self.size.width))
        for tab in self._tabs:
            end = start + width_of(tab.label) + 2
            if start <= event.x < end:
                self.post_message(self.Chosen(tab.id))
            start = end


class KeyLine(Drawn):
    """What the keys do here, most useful first, as many as there is room for."""

    class Pressed(Message):
        """An action was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._actions: Sequence[Action] = ()
        self._scope = ""

    def offer(self, offered: Sequence[Action], scope: str = "") -> None:
        """The actions at hand, and what is being looked at (at the right)."""
        self._actions = sorted((action for action in offered if action.rank), key=lambda action: action.rank)
        self._scope = scope
        self.refresh()

    def _placed(self) -> list[tuple[int, int, Action]]:
        """Start and end cell of each action that fits: what is used most, then the scope, then the rest."""
        room, chosen, scope = self.size.width - 1, list[Action](), width_of(self._scope) + 1
        for action in sorted(self._actions, key=_importance):
            taken = sum(_width(one) for one in chosen)
            if _importance(action) > _OFTEN and taken + scope <= room:
                room, scope = room - scope, 0
            if taken + _width(action) <= room:
                chosen.append(action)
        placed, start = [], 1
        for action in sorted(chosen, key=lambda action: action.rank):
            placed.append((start, start + _width(action), action))
            start += _width(action)
        return placed

    def render_line(self, y: int) -> Strip:
        """The one line."""
        width = self.size.width
        pieces: list[Piece] = [(" ", "")]
        for _, _, action in self._placed():
            pieces += [(key_name(action.keys[0]), "copper-strong"), (f" {action.label}  ", "quiet")]
        taken = sum(width_of(text) for text, _ in pieces)
        scope = self._scope if taken + width_of(self._scope) < width else ""
        pieces += [(" " * max(0, width - taken - width_of(scope) - 1), ""), (scope, "faint")]
        return self.line(pieces)

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        for start, end, action in self._placed():
            if start <= event.x < end:
                self.post_message(self.Pressed(action))


def _taken(pieces: Sequence[Piece]) -> int:
    return sum(width_of(text) for text, _ in pieces)


def _importance(action: Action) -> int:
    """Help and leaving first, then by rank."""
    return action.rank - _KEPT if action.rank >= _KEPT else action.rank


def _width(action: Action) -> int:
    return width_of(f"{key_name(action.keys[0])} {action.label}  ")


def tabs_of(panels: Sequence[tuple[str, str]]) -> tuple[Tab, ...]:
    """Tabs for panels given as (id, key of the heading)."""
    return tuple(Tab(id_, say(f"heading.{heading}")) for id_, heading in panels)
