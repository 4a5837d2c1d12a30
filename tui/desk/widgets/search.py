"""The line to type a search in; it is there only while somebody searches."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from tui.desk import actions
from tui.words import say


class SearchLine(Input):
    """Tells what is typed as ``Asked``; what enter and escape do is the screen's to say."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("search")
    CONTEXTS: ClassVar[tuple[str, ...]] = ("search",)

    class Asked(Message):
        """Words to look for, "" for none."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, words: str) -> None:
        super().__init__(words, placeholder=say("desk.search-prompt"), id="search", max_length=200)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Each letter asks again."""
        event.stop()
        self.post_message(self.Asked(event.value.strip()))
