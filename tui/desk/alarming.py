"""What alerts found is told on the desk: as a notice, by the terminal's bell, by the system's notifications."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from tui import text as boundary
from tui.archive import Archive, ArchiveError
from tui.clock import Clock
from tui.config.model import AlertConfig
from tui.desk.messages import ArchiveChanged, PollMoved
from tui.desk.source import Source
from tui.words import count, say

if TYPE_CHECKING:
    from tui.ledger.alerts import Alarm

_HEADLINES = 3
_LONGEST = 200
_TERMINALS_OF_777 = ("rxvt", "foot")


class TellsAlerts(App[int]):
    """What the app does about alerts; ``source`` is the app's, and so is the clock."""

    source: Source
    clock: Clock

    def on_archive_changed(self, message: ArchiveChanged) -> None:
        """Somebody wrote to the archive: perhaps what an alert waits for."""
        self.look_for_alarms()

    def on_poll_moved(self, message: PollMoved) -> None:
        """A poll that ended may have brought what an alert waits for."""
        if not message.state.running:
            self.look_for_alarms()

    @work(group="queries", exit_on_error=False)
    async def check_queries(self) -> None:
        """Tell which saved queries cannot be understood."""
        config = self.source.config
        if not (config.views or config.mutes or config.alerts):
            return
        from tui.ledger.saved import problems

        found = await asyncio.to_thread(problems, config, self.clock())
        if found:
            told = "\n".join(str(problem) for problem in found[:_HEADLINES])
            self.notify(told, title=count(len(found), "problem"), severity="warning", markup=False)

    @work(group="alarms", exclusive=True, exit_on_error=False)
    async def look_for_alarms(self) -> None:
        """Tell what alerts found since they last told."""
        if not any(alert.notify for alert in self.source.config.alerts):
            return
        try:
            found = await self.source.write(self._alarms)
        except ArchiveError:
            return
        for alarm in found:
            self._tell_alarm(alarm)

    def _alarms(self, archive: Archive) -> tuple[Alarm, ...]:
        from tui.ledger.alerts import alarms

        return alarms(archive, self.source.config, self.clock(), teller="desk", wanted=_wanted)

    def _tell_alarm(self, alarm: Alarm) -> None:
        ways: dict[str, Callable[[], object]] = {
            "desk": lambda: self.notify(told(alarm), title=_title(alarm), timeout=20, markup=False),
            "bell": self.bell,
            "desktop": lambda: self._say_to_terminal(notification(_title(alarm), told(alarm, 1), os.environ)),
        }
        for way in alarm.alert.notify:
            ways[way]()

    def _say_to_terminal(self, words: str) -> None:
        if self._driver is not None:
            self._driver.write(words)


def told(alarm: Alarm, most: int = _HEADLINES) -> str:
    """The newest headlines, one a line."""
    lines = [boundary.line(entry.title) for entry in alarm.entries[:most]]
    if alarm.count > len(lines):
        lines.append(say("desk.alarm-more", n=alarm.count - len(lines)))
    return "\n".join(lines)


def notification(title: str, words: str, environ: Mapping[str, str]) -> str:
    """What makes a terminal show a notification of the system: OSC 9, or 777 where that is understood. Nothing in the words
    can end the sequence or begin another."""
    title, words = (boundary.line(text)[:_LONGEST].replace(";", ",") for text in (title, words))
    if environ.get("TERM", "").startswith(_TERMINALS_OF_777) or "VTE_VERSION" in environ:
        sequence = f"\x1b]777;notify;{title};{words}\x1b\\"
    else:
        sequence = f"\x1b]9;{title}: {words}\x1b\\"
    if "TMUX" in environ:
        inner = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{inner}\x1b\\"
    return sequence


def _title(alarm: Alarm) -> str:
    return boundary.line(alarm.alert.name)


def _wanted(alert: AlertConfig) -> bool:
    return bool(alert.notify)
