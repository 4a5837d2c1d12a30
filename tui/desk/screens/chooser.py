"""A small list to choose one thing from, over whatever was there."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tui.desk import actions
from tui.desk.cells import Piece, fit, width_of
from tui.desk.screens.leaving import leave
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.rows import Rows
from tui.words import say

T = TypeVar("T")
_WIDEST, _TALLEST = 72, 20


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """What can be chosen: its words in their ink, and what stands beside them at the right."""

    value: T
    words: str
    ink: str = ""
    beside: str = ""


class ChoiceRows(Rows[Choice[Any]]):
    """One line a choice."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("choice")
    CONTEXTS = ("choice", "list")

    def __init__(self, title: str, **options: Any) -> None:
        super().__init__(**options)
        self._title = title

    @property
    def title(self) -> str:
        """What is asked."""
        return self._title

    def key_of(self, row: Choice[Any]) -> Hashable | None:
        """The row itself."""
        return id(row)

    def open(self, row: Choice[Any]) -> None:
        """Take it."""
        if isinstance(self.screen, Chooser):
            leave(self.screen, row.value)

    def paint(self, row: Choice[Any], width: int, *, here: bool) -> Pieces:
        """The words, and at the right end what stands beside them."""
        beside = fit(row.beside, min(width_of(row.beside), max(0, width // 3)))
        pieces: list[Piece] = [(fit(row.words, width - width_of(beside) - 1), row.ink), (" ", ""), (beside, "quiet")]
        return pieces


class Chooser(ModalScreen[T], Generic[T]):
    """Ends with the value of what was chosen, None where nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("choice")
    CSS_PATH = "chooser.tcss"
    AUTO_FOCUS = "#choices"
    contexts = ("choice", "list")

    def __init__(self, title: str, choices: Sequence[Choice[T]], at: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self._title = title
        self._choices = choices
        self._at = at

    def compose(self) -> ComposeResult:
        """The list."""
        yield ChoiceRows(self._title, id="choices")

    def on_mount(self) -> None:
        """Show what there is to choose from."""
        rows = self.query_one(ChoiceRows)
        rows.show(self._choices)
        rows.cursor = min(self._at, len(self._choices) - 1)
        rows.border_subtitle = say("choice.hint")
        self._fit()

    def on_resize(self, event: events.Resize) -> None:
        """As large as it needs to be, within what there is."""
        self._fit()

    def _fit(self) -> None:
        rows = self.query_one(ChoiceRows)
        needed = max((width_of(c.words) + width_of(c.beside) + 8 for c in self._choices), default=0)
        rows.styles.width = min(max(needed, width_of(self._title) + 8, 34), _WIDEST, self.app.size.width)
        rows.styles.height = min(len(self._choices) + 2, _TALLEST, self.app.size.height)

    def on_click(self, event: events.Click) -> None:
        """A click beside the list chooses nothing."""
        if event.widget is self:
            leave(self)

    def action_back(self) -> None:
        """Choose nothing."""
        leave(self)
