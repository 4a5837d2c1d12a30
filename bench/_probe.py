"""Hears what the running desk does: the stalls of its loop, and what a search takes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

STALL = 0.05
"""Seconds of one callback of the loop that a key would notice."""


class Probe:
    """Notes the stalls of the running desk's loop, and what keys in its search take until the rows they lead to are drawn."""

    def __init__(self) -> None:
        self.stalls: list[tuple[float, float, str]] = []
        self.found: list[tuple[bool, float, float]] = []
        self._key: tuple[bool, float, float] | None = None
        self._filled: tuple[bool, float, float] | None = None
        self._began = (0.0, 0.0)
        self._left = False

    def listen(self) -> None:
        """From now on whatever desk runs in this process is heard."""
        import asyncio.events

        from tui.desk.app import DeskApp
        from tui.desk.panels import Panels
        from tui.desk.widgets.news import NewsList

        _hear(asyncio.events.Handle, "_run", self._begun, self._ended)
        _hear(DeskApp, "on_event", self._event)
        _hear(Panels, "_fill", self._fill)
        _hear(NewsList, "render_lines", after=self._drawn)
        _hear(DeskApp, "action_quit", self._leave)

    def _begun(self, handle: Any) -> None:
        self._began = time.perf_counter(), time.thread_time()

    def _ended(self, handle: Any) -> None:
        began, cpu = self._began
        took = time.perf_counter() - began
        if took > STALL / 2 and not self._left:
            self.stalls.append((took, time.thread_time() - cpu, _name(handle)))

    def _event(self, app: Any, event: Any) -> None:
        from textual.events import Key

        if isinstance(event, Key) and app.focused is not None and app.focused.id == "search":
            self._key = event.is_printable, time.perf_counter(), time.process_time()

    def _fill(self, *_: Any) -> None:
        self._filled, self._key = self._key or self._filled, None

    def _drawn(self, *_: Any) -> None:
        if self._filled is not None:
            (letter, began, cpu), self._filled = self._filled, None
            self.found.append((letter, time.perf_counter() - began, time.process_time() - cpu))

    def _leave(self, app: Any) -> None:
        self._left = True  # who reads the terminal's keys is waited for, a fifth of a second: no stall


def _hear(
    owner: type, name: str, before: Callable[..., None] | None = None, after: Callable[..., None] | None = None
) -> None:
    """Have each call of a method told before it is made, after it, or both."""
    method = getattr(owner, name)

    def call(*arguments: Any) -> Any:
        if before is not None:
            before(*arguments)
        result = method(*arguments)
        if after is not None:
            after(*arguments)
        return result

    setattr(owner, name, call)


def probed(report: str, arguments: Sequence[str]) -> None:
    """The desk with its event loop and its search timed; what was measured goes to ``report`` as JSON."""
    from tui.cli import main

    probe = Probe()
    probe.listen()
    sys.argv = ["kenwatch", *arguments]
    try:
        main()
    finally:
        Path(report).write_text(json.dumps({"stalls": probe.stalls, "found": probe.found}), encoding="utf-8")


def _name(handle: Any) -> str:
    """What a callback of the loop is about."""
    owner: Any = getattr(handle._callback, "__self__", None)
    coroutine = owner.get_coro() if hasattr(owner, "get_coro") else None
    return f"{owner.get_name()}: {coroutine.__qualname__}" if coroutine is not None else repr(handle)[:200]
