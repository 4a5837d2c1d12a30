"""A thread that does one thing after another, and that nobody waits for when the desk is left."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")
Task = tuple["Future[Any]", Callable[[], Any]]


class Lane:
    """Runs what is submitted, in order, in one daemon thread."""

    def __init__(self, name: str) -> None:
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, task: Callable[[], T]) -> Future[T]:
        """Do ``task`` when its turn comes; the future holds what it returns or raises."""
        future: Future[T] = Future()
        self._tasks.put((future, task))
        return future

    def close(self, patience: float) -> bool:
        """Nothing more after what was submitted; wait for that at most ``patience`` seconds. Whether all is done."""
        self._tasks.put(None)
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (entry := self._tasks.get()) is not None:
            future, task = entry
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(task())
            except BaseException as error:
                future.set_exception(error)
            del future, task, entry
