"""The help: every key, the ones of the place it was asked from first; narrowed to what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.desk import actions
from tui.desk.actions import CONTEXTS, Action, key_name, registry_of
from tui.desk.cells import fit, width_of, wrap
from tui.text import fold
from tui.words import mark, say

_KEYS = 12
_LABEL = 19


class HelpScreen(ModalScreen[None]):
    """All actions by context; ``contexts`` are those that hold where the help was asked for."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("help")
    CSS_PATH = "help.tcss"

    def __init__(self, contexts: Sequence[str], **options: Any) -> None:
        super().__init__(**options)
        self._contexts = contexts
        self._wanted: list[str] = []

    def compose(self) -> ComposeResult:
        """One scrolling page, and below it the line to look for a key in."""
        with Vertical(id="help"):
            with VerticalScroll(id="help-page"):
                yield Static(self._page(), id="help-text")
            yield Input(placeholder=say("help.find"), id="help-find", max_length=100)

    def on_mount(self) -> None:
        """Title of the page."""
        page = self.query_one("#help")
        page.border_title = Content(say("help.title"))
        page.border_subtitle = Content(f"{key_name('slash')} {say('action.find-key')} · {say('help.close')}")
        self.query_one(Input).display = False
        self.query_one("#help-page").focus()

    def on_resize(self) -> None:
        """Write the page for the width there is."""
        self.call_after_refresh(self._write)

    def action_find(self) -> None:
        """Open the line to look for a key in."""
        line = self.query_one(Input)
        line.display = True
        line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Only what holds every word that is typed."""
        self._wanted = fold(event.value).split()
        self._write()
        self.query_one("#help-page").scroll_home(animate=False)

    def on_input_submitted(self) -> None:
        """To the page, to go through what was found."""
        self.query_one("#help-page").focus()

    def _write(self) -> None:
        self.query_one("#help-text", Static).update(self._page())

    def _page(self) -> Content:
        room = max(10, min(86, self.app.size.width - 6))
        order = [*self._contexts, *(context for context in CONTEXTS if context not in self._contexts)]
        parts: list[Content | tuple[str, str] | str] = []
        for context in order:
            found = [
                action for action in registry_of(self.app) if action.context == context and self._is_wanted(action)
            ]
            if found:
                parts.append((f"{say(f'context.{context}')}\n", "bold $copper"))
                parts += [part for action in found for part in _entry(action, room)]
                parts.append("\n")
        if self._wanted:
            return Content.assemble(*(parts or [say("help.none")]))
        parts.append((f"{say('help.marks')}\n", "bold $copper"))
        parts += [f"{line}\n" for line in wrap(_marks(), room)]
        parts += [f"\n{line}" for line in wrap(say("help.layouts"), room)]
        return Content.assemble(*parts)

    def _is_wanted(self, action: Action) -> bool:
        keys = " ".join(map(key_name, action.keys))
        told = fold(f"{keys} {action.label} {action.help}")
        return all(word in told for word in self._wanted)


def _entry(action: Action, room: int) -> list[Content | tuple[str, str] | str]:
    keys = " ".join(key_name(key) for key in action.keys)
    told = wrap(action.help, max(8, room - _KEYS - _LABEL - 2)) if room > 60 else []
    lines: list[Content | tuple[str, str] | str] = [
        (fit(keys, max(_KEYS, width_of(keys) + 1)), "$gold"),
        (f"{fit(action.label, _LABEL)} " if told else action.label, ""),
        (f"{told[0]}" if told else "", "$quiet"),
        "\n",
    ]
    for line in told[1:]:
        lines += [(" " * (_KEYS + _LABEL + 1) + line, "$quiet"), "\n"]
    return lines


def _marks() -> str:
    stages = ("talks", "planned", "memorandum", "signed", "approved", "underway", "completed", "cancelled")
    told = [f"{mark(f'stage.{stage}')} {say(f'stage.{stage}')}" for stage in stages]
    others = [f"{mark(key)} {say(f'help.{key}')}" for key in ("reported", "doubtful", "checked")]
    return " · ".join([*told, *others])
