"""The line to type a search in, and the one below that helps; they are there only while somebody searches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from tui.desk import actions
from tui.desk.advice import Advice
from tui.desk.cells import Piece, fit, width_of
from tui.desk.widgets.drawn import Drawn
from tui.words import mark, say

if TYPE_CHECKING:
    from tui.ledger.completion import Completion

PADDING = 1
"""Cells left of what is typed."""
_MORE = 4
"""Cells for how many completions there are besides those in sight."""


class SearchLine(Input):
    """Tells what is typed as ``Asked``; what the keys do is the screen's to say."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("search")
    CONTEXTS: ClassVar[tuple[str, ...]] = ("search",)

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As wide as its text: no reason to lay out the screen at each letter."""

    class Asked(Message):
        """Words to look for, "" for none, the last of them perhaps only ``begun``; ``position`` is the cursor's in ``text``,
        which is what was typed."""

        def __init__(self, text: str, position: int) -> None:
            super().__init__()
            self.text = text
            self.position = position
            self.words = text.strip()
            self.begun = position == len(text) and not text.endswith(" ")

    def __init__(self, words: str) -> None:
        super().__init__(words, placeholder=say("desk.search-prompt"), id="search", max_length=1_000)
        self.select_on_focus = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Each letter asks again."""
        event.stop()
        self.post_message(self.Asked(event.value, self.cursor_position))

    def put(self, completion: Completion) -> None:
        """Write a completion in the place that it is for."""
        before, after = self.value[: completion.start], self.value[completion.end :]
        self.value = f"{before}{completion.text}{after}"
        self.cursor_position = len(before) + len(completion.text)


class SearchHint(Drawn):
    """How the query may go on, one of it chosen; or what is wrong with it, the mark below the very letters."""

    class Picked(Message):
        """A completion was clicked."""

        def __init__(self, completion: Completion) -> None:
            super().__init__()
            self.completion = completion

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._advice = Advice()
        self._chosen = 0
        self._shift = 0

    @property
    def chosen(self) -> Completion | None:
        """The completion that would be taken."""
        found = self._advice.completions
        return found[self._chosen] if self._chosen < len(found) else None

    @property
    def mistake(self) -> str:
        """What is wrong with the query."""
        return self._advice.mistake

    def show(self, advice: Advice, shift: int) -> None:
        """Other advice; the query has scrolled ``shift`` cells to the left."""
        if (advice, shift) == (self._advice, self._shift):
            return
        if advice.completions != self._advice.completions:
            self._chosen = 0
        self._advice, self._shift = advice, shift
        self.refresh()

    def choose(self, way: int) -> None:
        """The next completion, or the one before, around the ends."""
        if self._advice.completions:
            self._chosen = (self._chosen + way) % len(self._advice.completions)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        if self._advice.mistake:
            return self.line(self._pointed(self.size.width))
        pieces: list[Piece] = [(" " * PADDING, "")]
        placed = list(self._placed())
        for index, _, _ in placed:
            pieces += self._offered(index)
        left = len(self._advice.completions) - len(placed)
        return self.line([*pieces, (f" +{left}", "faint")] if left else pieces)

    def _pointed(self, width: int) -> list[Piece]:
        """The mistake right of its mark; left of it where there is more room."""
        start = min(max(PADDING + self._advice.start - self._shift, 0), width - 1)
        end = min(max(PADDING + self._advice.end - self._shift, start + 1), width)
        under, words = (mark("pointer") * (end - start), "bad"), self._told()
        if width - end - 2 >= min(width_of(words), start - 2):
            return [(" " * start, ""), under, (f" {words}", "bad")]
        return [(fit(f" {words}", start - 1), "bad"), (" ", ""), under]

    def _told(self) -> str:
        """The mistake, its correction first."""
        correction = [say("desk.correct", word=one.text) for one in self._advice.completions]
        return " · ".join([*correction, self._advice.mistake])

    def _offered(self, index: int) -> list[Piece]:
        one, here = self._advice.completions[index], index == self._chosen
        meaning = "" if one.shown in (one.text, one.text.rstrip(":"), one.text.strip('"')) else f" {one.shown}"
        inks = ("copper-strong", "") if here else ("", "quiet")
        return [(mark("cursor") if here else " ", "copper"), (one.text, inks[0]), (f"{meaning} ", inks[1])]

    def _placed(self) -> Iterator[tuple[int, int, int]]:
        """Index, start and end of each completion in sight: from the first on, or so that the chosen one is among them."""
        widths = [sum(width_of(text) for text, _ in self._offered(n)) for n in range(len(self._advice.completions))]
        room = self.size.width - PADDING
        if sum(widths) > room:
            room -= _MORE
        first = 0
        while first < self._chosen and sum(widths[first : self._chosen + 1]) > room:
            first += 1
        start = PADDING
        for index in range(first, len(widths)):
            if start + widths[index] > room + PADDING:
                return
            yield index, start, start + widths[index]
            start += widths[index]

    def on_click(self, event: events.Click) -> None:
        """A click takes a completion."""
        for index, start, end in self._placed():
            if start <= event.x < end:
                self.post_message(self.Picked(self._advice.completions[index]))
