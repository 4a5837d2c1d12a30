"""The line to type a search in; it is there only while somebody searches."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input

from tui.words import say


class SearchLine(Input):
    """Tells what is typed as ``Asked``; escape is the screen's to answer."""

    class Asked(Message):
        """Words to look for ("" for none); ``done`` when they are complete."""

        def __init__(self, words: str, done: bool) -> None:
            super().__init__()
            self.words = words
            self.done = done

    def __init__(self, words: str) -> None:
        super().__init__(words, placeholder=say("desk.search-prompt"), id="search", max_length=200)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Each letter asks again."""
        event.stop()
        self.post_message(self.Asked(event.value.strip(), False))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to what was found."""
        event.stop()
        self.post_message(self.Asked(event.value.strip(), True))
