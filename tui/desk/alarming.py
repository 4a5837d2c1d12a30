"""What alerts found is told on the desk: as a notice, by the terminal's bell, by the system's notifications."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from tui import text as boundary
from tui.archive import Archive, ArchiveError
from tui.clock import Clock
from tui.config.model import AlertConfig
from tui.desk.messages import ArchiveChanged, PollMoved
from tui.desk.polling import Polling
from tui.desk.source import Source
from tui.words import count, say

if TYPE_CHECKING:
    from tui.ledger.alerts import Alarm

HEADLINES = 3
ALARM_REST = 60.0
"""Seconds from one notice to the next: what comes meanwhile is told together."""
_LONGEST = 200
_TERMINALS_OF_777 = ("rxvt", "foot")


class TellsAlerts(App[int]):
    """What the app does about alerts; ``source`` is the app's, and so are the clock and the polling."""

    source: Source
    clock: Clock
    polling: Polling
    _alarms_held = False
    _alarms_missed = False

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
            told = "\n".join(str(problem) for problem in found[:HEADLINES])
            self.notify(told, title=count(len(found), "problem"), severity="warning", markup=False)

    def look_for_alarms(self) -> None:
        """Tell what alerts found since they last told, all of it in one notice: not in the middle of a poll, nor shortly after
        the last; it is looked for then."""
        if not any(alert.notify for alert in self.source.config.alerts) or self.polling.state.running:
            return
        if self._alarms_held:
            self._alarms_missed = True
        else:
            self._alarms_held = True
            self._look_for_alarms()

    @work(group="alarms", exit_on_error=False)
    async def _look_for_alarms(self) -> None:
        found: Sequence[Alarm] = ()
        try:
            found = await self.source.write(self._alarms)
        except ArchiveError:
            return
        finally:
            if found:
                self.set_timer(ALARM_REST, self._let_go)
            else:
                self._let_go()
        self._tell_alarms(found)

    def _let_go(self) -> None:
        self._alarms_held = False
        if self._alarms_missed:
            self._alarms_missed = False
            self.look_for_alarms()

    def _alarms(self, archive: Archive) -> tuple[Alarm, ...]:
        from tui.ledger.alerts import alarms

        return alarms(archive, self.source.config, self.clock(), teller="desk", wanted=_wanted)

    def _tell_alarms(self, found: Sequence[Alarm]) -> None:
        ways: dict[str, Callable[[str, str], object]] = {
            "desk": lambda title, words: self.notify(words, title=title, timeout=20, markup=False),
            "bell": lambda title, words: self.bell(),
            "desktop": lambda title, words: self._say_to_terminal(notification(title, words, os.environ)),
        }
        for way, tell in ways.items():
            wanted = [alarm for alarm in found if way in alarm.alert.notify]
            if wanted:
                tell(heading(wanted), told(wanted, 1 if way == "desktop" else HEADLINES))

    def _say_to_terminal(self, words: str) -> None:
        if self._driver is not None:
            self._driver.write(words)


def heading(found: Sequence[Alarm]) -> str:
    """The name of the one alert, or how many there are."""
    return _name(found[0]) if len(found) == 1 else count(len(found), "alert")


def told(found: Sequence[Alarm], most: int = HEADLINES) -> str:
    """The newest headlines of one alert, a line each; of several the newest of each, with how many it found."""
    if len(found) == 1:
        lines, whole = [boundary.line(entry.title) for entry in found[0].entries[:most]], found[0].count
    else:
        lines = [f"{_name(one)} ({one.count}): {boundary.line(one.entries[0].title)}" for one in found[:most]]
        whole = len(found)
    if whole > len(lines):
        lines.append(say("desk.alarm-more", n=whole - len(lines)))
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


def _name(alarm: Alarm) -> str:
    return boundary.line(alarm.alert.name)


def _wanted(alert: AlertConfig) -> bool:
    return bool(alert.notify)
