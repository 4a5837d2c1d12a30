"""A form over what is shown: each field with its value, changed in place, checked before it is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.archive import ArchiveError
from tui.desk import actions
from tui.desk.cells import Piece, fit, width_of
from tui.desk.ink import segment
from tui.desk.screens.chooser import Choice, Chooser
from tui.desk.screens.leaving import leave
from tui.desk.trouble import TellsTrouble
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.rows import Rows
from tui.words import say

_LABEL = 16
_WIDTH = 76
_MORE = 4
"""Lines of the form besides its fields: the frame, the line to type in and what is wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field: its name, its label, its value as people type it, an example; ``choices`` (value, words) where it has one
    of a few."""

    name: str
    label: str
    value: str
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()


Save = Callable[[str, str], Awaitable[None]]
"""Keeps a field's value as it was typed. Raises ValueError, with a sentence for people, where it cannot be."""


class FieldRows(Rows[Entry]):
    """One line a field."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("choice")
    CONTEXTS = ("choice", "list")

    def key_of(self, row: Entry) -> Hashable | None:
        """The field's name."""
        return row.name

    def open(self, row: Entry) -> None:
        """Change it."""
        if isinstance(self.screen, Editor):
            self.screen.change(row)

    def paint(self, row: Entry, width: int, *, here: bool) -> Pieces:
        """The label and the value in words."""
        words = dict(row.choices).get(row.value, row.value)
        label: Piece = (fit(row.label, min(_LABEL, max(1, width // 3))), "quiet")
        told = fit(words or say("edit.empty"), max(1, width - width_of(label[0]) - 1))
        return [label, (" ", ""), (told, "" if words else "faint")]


class Editor(TellsTrouble, ModalScreen[bool]):
    """Ends with whether anything was changed."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("choice")
    CSS_PATH = "editor.tcss"
    AUTO_FOCUS = "#fields"
    contexts = ("choice", "list")

    def __init__(self, title: str, entries: Sequence[Entry], save: Save, **options: Any) -> None:
        super().__init__(**options)
        self._title = title
        self._entries = list(entries)
        self._save = save
        self._changed = False
        self._entry: Entry | None = None

    def compose(self) -> ComposeResult:
        """The fields, the line to type in, and what is wrong with it."""
        with Vertical(id="form"):
            yield FieldRows(id="fields")
            yield Input(id="value", max_length=1_000)
            yield Static(id="wrong")

    def on_mount(self) -> None:
        """Show the fields."""
        form = self.query_one("#form")
        form.border_title = Content(segment(self._title).text)
        form.border_subtitle = Content(say("edit.hint"))
        self.query_one(Input).display = False
        self.query_one(FieldRows).show(self._entries)
        self._fit()

    def on_resize(self, event: events.Resize) -> None:
        """Within what there is."""
        self._fit()

    def _fit(self) -> None:
        form = self.query_one("#form")
        form.styles.width = min(_WIDTH, self.app.size.width)
        form.styles.height = min(len(self._entries) + _MORE, self.app.size.height)

    def change(self, entry: Entry) -> None:
        """Type a field's value, or choose it."""
        self._entry = entry
        self._tell("")
        if entry.choices:
            choices = [Choice(value, words) for value, words in entry.choices]
            known = [value for value, _ in entry.choices]
            at = known.index(entry.value) if entry.value in known else 0
            self.app.push_screen(Chooser(entry.label, choices, at), self._chosen)
            return
        line = self.query_one(Input)
        line.value, line.placeholder = entry.value, entry.example
        line.display = True
        line.focus()
        line.action_end()

    def _chosen(self, value: str | None) -> None:
        if value is not None:
            self._keep(value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was typed is wanted."""
        event.stop()
        self._keep(event.value)

    @work(group="keep", exit_on_error=False)
    async def _keep(self, value: str) -> None:
        entry = self._entry
        if entry is None:
            return
        try:
            await self._save(entry.name, value)
        except (ValueError, ArchiveError) as error:
            self._tell(str(error))
            return
        self._changed = True
        self._entries = [replace(one, value=value) if one.name == entry.name else one for one in self._entries]
        rows = self.query_one(FieldRows)
        rows.touched = True
        rows.show(self._entries)
        self._tell(say("edit.kept", field=entry.label), "$good")
        self._close_line()

    def _tell(self, words: str, ink: str = "$bad") -> None:
        self.query_one("#wrong", Static).update(Content.styled(segment(words).text, ink))

    def _close_line(self) -> None:
        self.query_one(Input).display = False
        self._entry = None
        self.query_one(FieldRows).focus()

    def action_back(self) -> None:
        """Leave the line, then the form."""
        if self.query_one(Input).display:
            self._tell("")
            self._close_line()
        else:
            leave(self, self._changed)
