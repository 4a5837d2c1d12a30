"""What a worker could not do is told, never swallowed, and never ends the desk."""

from __future__ import annotations

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

from tui.words import say


class TellsTrouble(DOMNode):
    """For whatever starts workers: those that fail are told of in a notice."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker ended in an error that nobody expected."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            told = f"{type(error).__name__}: {error}"
            self.app.notify(told, title=say("desk.trouble"), severity="error", timeout=10, markup=False)
