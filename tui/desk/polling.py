"""The poller as the app runs it: aside, and brought in when the first poll starts, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.clock import Clock
from tui.config.model import Config
from tui.desk.messages import PollState
from tui.words import count, say

if TYPE_CHECKING:
    from tui.poller.aside import Aside
    from tui.poller.report import FeedProgress

_ANSWERS = ("new", "unchanged")
Tell = Callable[[PollState], None]


@dataclass(slots=True)
class PollLog:
    """What the running or last poll has to tell: the newest step of each feed, by its address."""

    started: datetime
    ended: datetime | None = None
    steps: dict[str, FeedProgress] = field(default_factory=dict)


class Polling:
    """One poll at a time; its steps are told as ``PollState``, and what happened as lines for the ``record``."""

    def __init__(
        self, config: Config, archive: Path, clock: Clock, *, offline: bool, record: Callable[[str], None]
    ) -> None:
        self._config = config
        self._archive = archive
        self._clock = clock
        self._offline = offline
        self._record = record
        self._poller: Aside | None = None
        self._outdated = False
        self._settling = False
        self.state = PollState()
        self.log: PollLog | None = None

    def use(self, config: Config) -> None:
        """Other feeds from the next poll on."""
        self._config, self._outdated = config, True

    async def run(self, tell: Tell, *, everything: bool = False, feeds: Sequence[str] | None = None) -> PollState:
        """Poll what is due, or ``everything`` that may be asked, of all feeds or those of ``feeds``, and tell each step;
        should the poller itself fail, the state's ``error`` says how."""
        self.state, self.log = PollState(running=True), PollLog(self._clock())
        self._record(say("record.polling"))
        error = ""
        try:
            poller = await self._made()
            await poller.poll(feeds, everything=everything, progress=lambda step: self._step(step, tell))
        except Exception as problem:  # whatever happens in there, the desk goes on
            error = str(problem) or type(problem).__name__
        finally:
            self.state, self.log.ended = replace(self.state, running=False, error=error), self._clock()
        self._record(self._ended())
        tell(self.state)
        return self.state

    async def close(self) -> None:
        """Stop at once, also in the middle of a poll."""
        if self._poller is not None:
            poller, self._poller = self._poller, None
            await poller.close()

    async def settle(self) -> None:
        """Have the ledger take in what other programs saved and polls deferred, unless that is being done; what cannot be now
        is left."""
        if self._settling or self.state.running:
            return
        self._settling = True
        try:
            await (await self._made()).settle()
        except Exception:  # whatever is wrong, the next poll says so
            return
        finally:
            self._settling = False

    async def _made(self) -> Aside:
        if self._outdated:
            await self.close()
            self._outdated = False
        if self._poller is None:
            from tui.poller.aside import Aside

            self._poller = Aside(self._config, self._archive, self._clock, offline=self._offline)
        return self._poller

    def _step(self, progress: FeedProgress, tell: Tell) -> None:
        state = self.state
        if self.log is not None:
            self.log.steps[progress.url] = progress
        if progress.state == "failed":
            self._record(f"{progress.title}: {say('poll.failed')}: {progress.error or ''}")
        self.state = replace(
            state,
            asked=state.asked + (progress.state == "asking"),
            answered=state.answered + (progress.state in _ANSWERS),
            failed=state.failed + (progress.state == "failed"),
            new=state.new + progress.new,
        )
        if self.state != state:
            tell(self.state)

    def _ended(self) -> str:
        """What became of the poll."""
        state, steps = self.state, self.log.steps.values() if self.log else ()
        if state.error:
            return f"{say('desk.poll-failed')}: {state.error}"
        asked, new = count(state.asked, "feed"), count(state.new, "item")
        relevant = sum(step.relevant for step in steps)
        return say("poll.summary", asked=asked, failed=state.failed, new=new, relevant=relevant)
