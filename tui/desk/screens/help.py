"""The help: every key, the ones of the place it was asked from first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.desk import actions
from tui.desk.actions import CONTEXTS, Action, key_name, registry_of
from tui.desk.cells import fit, width_of, wrap
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

    def compose(self) -> ComposeResult:
        """One scrolling page."""
        with VerticalScroll(id="help"):
            yield Static(self._page(), id="help-text")

    def on_mount(self) -> None:
        """Title of the page."""
        page = self.query_one("#help")
        page.border_title = Content(say("help.title"))
        page.border_subtitle = Content(say("help.close"))

    def on_resize(self) -> None:
        """Write the page for the width there is."""
        self.call_after_refresh(lambda: self.query_one("#help-text", Static).update(self._page()))

    def _page(self) -> Content:
        room = max(10, min(86, self.app.size.width - 6))
        order = [*self._contexts, *(context for context in CONTEXTS if context not in self._contexts)]
        parts: list[Content | tuple[str, str] | str] = []
        for context in order:
            parts.append((f"{say(f'context.{context}')}\n", "bold $copper"))
            for action in registry_of(self.app):
                if action.context == context:
                    parts += _entry(action, room)
            parts.append("\n")
        parts.append((f"{say('help.marks')}\n", "bold $copper"))
        parts += [f"{line}\n" for line in wrap(_marks(), room)]
        parts += [f"\n{line}" for line in wrap(say("help.layouts"), room)]
        return Content.assemble(*parts)


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
