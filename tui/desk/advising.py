"""Advice to somebody who types a query, worked out in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING

from tui.archive import ArchiveError
from tui.clock import Clock
from tui.config.model import Config
from tui.desk.archive_lane import ArchiveLane
from tui.desk.lane import Lane

if TYPE_CHECKING:
    from tui.desk.advice import Advice
    from tui.ledger.gazetteer import Gazetteer


class Advisor:
    """One thread: the vocabulary is read once, and nothing that it needs is imported while a key waits. How often the archive
    names each value is asked in ``quick``."""

    def __init__(self, config: Callable[[], Config], clock: Clock, quick: ArchiveLane) -> None:
        self._config = config
        self._clock = clock
        self._quick = quick
        self._lane = Lane("advice")
        self._reading: Future[Gazetteer] | None = None
        self._counted: dict[str, Mapping[str, int]] = {}

    def prepare(self) -> None:
        """Import what the first search and the first page of a name would wait for."""

        def load() -> None:
            import tui.desk.advice
            import tui.desk.knowing
            import tui.ledger.language  # noqa: F401

        self._lane.submit(load)

    async def advise(self, text: str, position: int) -> Advice:
        """How a query may go on where the cursor is, or what is wrong with it."""
        import asyncio  # the curtain is drawn before there is a loop

        config, now = self._config(), self._clock()

        def find() -> Advice:
            from tui.desk.advice import advise
            from tui.ledger.language import names_of

            return advise(text, position, names_of(config, now), config.views, self._common)

        advice = self._lane.submit(find)
        if self._reading is None:  # before a letter waits for it
            self._reading = self._lane.submit(self.vocabulary)
        return await asyncio.wrap_future(advice)

    def vocabulary(self) -> Gazetteer:
        """The names of the vocabularies, the user's over ours; takes a moment the first time."""
        from tui.ledger.language import names_of

        return names_of(self._config(), self._clock()).gazetteer()

    def forget(self) -> None:
        """Count anew when asked again."""
        self._counted.clear()

    def close(self) -> None:
        """No more advice; nobody waits for what is being worked out."""
        self._lane.close(0.0)

    def _common(self, kind: str) -> Mapping[str, int]:
        """How many items speak of each value; as it was when first asked, until nobody has typed for a while."""
        if kind not in self._counted:
            try:
                self._counted[kind] = self._quick.ask(lambda archive: archive.tag_counts(kind)).result()
            except ArchiveError:  # told where the list is read
                return {}
        return self._counted[kind]
