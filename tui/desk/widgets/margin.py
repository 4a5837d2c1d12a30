"""The margin of the reader: the item's facts, the lit one marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import form
from tui.desk.cells import Piece, fit, wrap
from tui.desk.facts import Fact
from tui.desk.widgets.drawn import Drawn
from tui.ledger.entries import Report
from tui.ledger.wordings import Change
from tui.words import count, mark, name, say

_FIRST_REPORT = -10
"""What the lines of the first report of the story carry in place of a fact's number; the next ones count down."""


_INK_OF_WORD = {"yes": "good", "edited": "good", "wrong": "bad"}


class Margin(Drawn, ScrollView, can_focus=False):
    """Each fact in a few lines."""

    class Chosen(Message):
        """A fact was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class ReportChosen(Message):
        """Another report of the story was clicked."""

        def __init__(self, report: Report) -> None:
            super().__init__()
            self.report = report

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._facts: Sequence[Fact] = ()
        self._chosen = -1
        self._lines: list[tuple[int, list[Piece]]] = []
        self._reports: Sequence[Report] = ()
        self._item = 0
        self._words: Mapping[int, str] = {}
        self._changes: Sequence[Change] = ()

    def show(self, facts: Sequence[Fact], changes: Sequence[Change] = ()) -> None:
        """The facts of another item, and what its publisher changed in it."""
        self._facts, self._chosen, self._reports, self._words = facts, -1, (), {}
        self._changes = changes
        self._lay()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def tell(self, reports: Sequence[Report], item: int) -> None:
        """The reports of the story that ``item`` is one of."""
        self._reports, self._item = reports, item
        self._lay()

    def judge(self, words: Mapping[int, str]) -> None:
        """The analyst's words on the facts, by their number."""
        if words != self._words:
            self._words = words
            self._lay()

    def choose(self, index: int) -> None:
        """Mark a fact (-1: none) and bring it into view."""
        self._chosen = index
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        lines = [i for i, (fact, _) in enumerate(self._lines) if fact == self._chosen]
        if lines:
            top, height = self.scroll_offset.y, max(1, self.size.height)
            if lines[0] < top or lines[-1] >= top + height:
                self.scroll_to(y=max(0, lines[0] - 1), animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._lay()
        self._reveal()

    def _lay(self) -> None:
        if not self.size.width:
            return  # not placed yet; the first resize lays out
        width = max(4, self.size.width - 4)
        lines: list[tuple[int, list[Piece]]] = []
        for index, fact in enumerate(self._facts):
            lines.append((index, [*fact.title[:1], *self._word(index), *fact.title[1:]]))
            for told in fact.lines:
                lines += [(index, [(f"  {line}", "")]) for line in wrap(told, width - 2)]
            lines.append((-2, []))
        if not self._facts:
            lines = [(-2, [(line, "quiet")]) for line in wrap(say("empty.item-facts"), width)]
        if self._reports:
            lines += [(-2, [(line, "copper")]) for line in wrap(_languages(self._reports), width)]
        for number, report in enumerate(self._reports):
            lines += [(_FIRST_REPORT - number, piece) for piece in self._report(report, width)]
        for change in self._changes:
            lines += [(-2, piece) for piece in _change(change, width)]
        self._lines = lines
        self.virtual_size = Size(0, len(lines))
        self.refresh()

    def _word(self, index: int) -> list[Piece]:
        word = self._words.get(index)
        if word is None:
            return []
        return [(f" {mark('wrong' if word == 'wrong' else 'checked')} {name('judged', word)}", _INK_OF_WORD[word])]

    def _report(self, report: Report, width: int) -> list[list[Piece]]:
        """A report in two lines, the one that is being read marked."""
        here = report.item == self._item
        sign = mark("cursor") if here else " "
        head = f"{form.day(report.published)} · {report.source}"
        return [
            [(f"{sign} ", "copper"), (fit(head, width - 2), "strong" if here else "partner")],
            [("  ", ""), (fit(report.title, width - 2), "" if here else "quiet")],
        ]

    def render_line(self, y: int) -> Strip:
        """One line of a fact."""
        index = y + self.scroll_offset.y
        fact, pieces = self._lines[index] if index < len(self._lines) else (-2, [])
        here = 0 <= fact == self._chosen
        edge: list[Piece] = [(mark("cursor") if here else " ", "copper"), (" ", "")]
        return self.line([*edge, *pieces], "cursor" if here else "")

    def on_click(self, event: events.Click) -> None:
        """A click lights the fact."""
        index = event.y - self.gutter.top + self.scroll_offset.y
        if 0 <= index < len(self._lines) and self._lines[index][0] >= 0:
            self.post_message(self.Chosen(self._lines[index][0]))
        elif 0 <= index < len(self._lines) and self._lines[index][0] <= _FIRST_REPORT:
            self.post_message(self.ReportChosen(self._reports[_FIRST_REPORT - self._lines[index][0]]))


def _change(change: Change, width: int) -> list[list[Piece]]:
    """What went and what came, under the day on which it was noticed."""
    told = [[(said, "copper")] for said in wrap(say("desk.reworded", day=form.day(change.seen)), width)]
    for sign, sentences, ink in (("-", change.went, "quiet"), ("+", change.came, "")):
        for sentence in sentences:
            told += [[(said, ink)] for said in wrap(f"{sign} {sentence}", width)]
    return [*told, []]


def _languages(reports: Sequence[Report]) -> str:
    """How many reports the story has, and in which languages: ``5 reports of this story (en 2, ru 2, kk 1)``."""
    told = Counter(report.language for report in reports if report.language)
    languages = ", ".join(f"{code} {number}" for code, number in told.most_common())
    return say("desk.story", reports=count(len(reports), "report"), languages=languages)
