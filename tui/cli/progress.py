"""How far a piece of work is, on stderr: drawn in place on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui import form
from tui.text import line
from tui.words import say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from tui.poller import FeedProgress

_ROWS = 10
_TITLE = 60


@contextmanager
def display() -> Iterator[Callable[[FeedProgress], None] | None]:
    """Takes a poll's progress feed by feed; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.live import Live

    board = _Board()
    with Live(get_renderable=board.draw, console=_console(), transient=True, refresh_per_second=8):
        yield board.take


@contextmanager
def bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Takes how many of ``total`` are done."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.live import Live

    state = [0]
    with Live(
        get_renderable=lambda: _gauge(label, state[0], total), console=_console(), transient=True, refresh_per_second=8
    ):
        yield lambda done: state.__setitem__(0, done)


class _Board:
    """Feeds that are being asked, and how many are done."""

    def __init__(self) -> None:
        self._asking: dict[str, str] = {}
        self._done = self._new = 0
        self._failed: list[str] = []

    def take(self, feed: FeedProgress) -> None:
        title = line(feed.title, _TITLE)
        if feed.state == "asking":
            self._asking[feed.url] = title
            return
        if self._asking.pop(feed.url, None) is None:
            return
        self._done += 1
        self._new += feed.new
        if feed.state == "failed":
            self._failed.append(f"{title}: {line(feed.error or '', _TITLE)}")

    def draw(self) -> RenderableType:
        from rich.console import Group
        from rich.text import Text

        asking = [Text(f"  … {title}") for title in list(self._asking.values())[:_ROWS]]
        failed = [Text(f"  ! {one}", style="red") for one in self._failed[-3:]]
        counted = say("poll.progress", done=self._done, asking=len(self._asking), new=self._new)
        return Group(Text(counted, style="bold"), *failed, *asking)


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=True, markup=False, highlight=False, emoji=False)


def _gauge(label: str, done: int, total: int) -> RenderableType:
    from rich.columns import Columns
    from rich.progress_bar import ProgressBar
    from rich.text import Text

    return Columns(
        [
            Text(label),
            ProgressBar(total=total, completed=done, width=40),
            Text(f"{form.number(done)}/{form.number(total)}"),
        ]
    )
