"""What the app does when feeds are switched, added and changed: feeds.toml is edited, and all go on with what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from textual import work
from textual.app import App

from tui.archive import ArchiveError
from tui.config.model import Config
from tui.desk.messages import ArchiveChanged, FeedAdded, FeedSwitched
from tui.desk.polling import Polling
from tui.desk.source import Source
from tui.words import say


class ChangesFeeds(App[int]):
    """``source``, ``config`` and ``polling`` are the app's; ``poll_now`` asks feeds at these addresses."""

    source: Source
    config: Config
    polling: Polling
    offline: bool

    def poll_now(self, feeds: Sequence[str] | None = None) -> None:
        """Ask feeds now."""
        raise NotImplementedError

    @work(group="switch", exit_on_error=False)
    async def on_feed_switched(self, message: FeedSwitched) -> None:
        """Switch a feed in feeds.toml."""
        from tui.desk.subscriptions import switch

        try:
            await self._edited(lambda config: switch(config, message.url, enabled=message.enabled))
            if message.enabled:
                await self.source.ask_again(message.url)
        except (ValueError, ArchiveError) as error:
            self.notify(str(error), severity="error", markup=False)

    @work(group="switch", exit_on_error=False)
    async def on_feed_added(self, message: FeedAdded) -> None:
        """Put a feed into feeds.toml, and ask it."""
        from tui.desk.subscriptions import add

        try:
            await self._edited(lambda config: add(config, message.table))
        except ValueError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        told = say("feeds.added", title=message.table["title"], path=self.config.path)
        self.notify(told, timeout=5, markup=False)
        if not self.offline:
            self.poll_now((str(message.table["url"]),))

    async def change_feed(self, url: str, key: str, value: str) -> None:
        """Change a key of a feed in feeds.toml; with its address, what it brought goes along. Raises ValueError or
        ArchiveError."""
        from tui.desk.subscriptions import change

        await self._edited(lambda config: change(config, url, key, value))
        if key == "url":
            await self.source.move_feed(url, value.strip())

    async def _edited(self, change: Callable[[Config], Config]) -> None:
        """Take over what ``change`` makes of the feeds."""
        try:
            self.config = self.source.config = await asyncio.to_thread(change, self.config)
            self.polling.use(self.config)
        finally:
            for screen in self.screen_stack:
                screen.post_message(ArchiveChanged())
