"""Adding a feed: a site's address, the feeds that were found there with what they bring, and the one to take."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui import form
from tui.clock import Clock
from tui.config.model import Config, FeedConfig
from tui.desk import actions
from tui.desk.ink import segment
from tui.desk.messages import FeedAdded
from tui.desk.screens.leaving import leave
from tui.desk.trouble import TellsTrouble
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.rows import Rows
from tui.words import count, say

if TYPE_CHECKING:
    from tui.poller.trials import Searched, Trial

_WIDTH, _HEIGHT = 100, 26


class TrialRows(Rows["Trial | str"]):
    """A feed in a line, what it brings in the lines below; the cursor goes from feed to feed."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("choice")
    CONTEXTS = ("choice", "list")

    def fill(self, found: Searched) -> None:
        """The feeds that were found; where there are none, what was tried."""
        from tui.feeds.fault import told

        tried = [say("feeds.tried", url=find.url, error=told(find.error)) for find in found.failed]
        nothing = (say("feeds.none", url=found.url), say("feeds.none-hint"), *tried)
        self.show(tuple(line for trial in found.trials for line in _lines(trial)), nothing)

    def key_of(self, row: Trial | str) -> Hashable | None:
        """The feed's address; what is told of it has none."""
        return None if isinstance(row, str) else row.find.url

    def open(self, row: Trial | str) -> None:
        """Take this feed."""
        if isinstance(self.screen, AddFeed) and not isinstance(row, str):
            self.screen.take(row)

    def paint(self, row: Trial | str, width: int, *, here: bool) -> Pieces:
        """The feed's title, or a line about it."""
        if isinstance(row, str):
            return [(f"   {row}", "quiet")]
        there = f"  {say('feeds.there', title=row.known.title)}" if row.known else ""
        return [(row.feed.title or row.find.url, "strong"), (there, "gold")]


def _lines(trial: Trial) -> Iterator[Trial | str]:
    from tui.feeds.fault import told
    from tui.poller.trials import newest

    feed = trial.feed
    yield trial
    items, kind = count(len(feed.items), "item"), feed.format or say("feeds.no-format")
    yield say("feeds.found", url=trial.find.url, format=kind, items=items, relevant=trial.relevant)
    if feed.note:
        yield told(feed.note)
    for item in newest(feed):
        yield f"{form.day(item.published):>11}  {item.title}"


class AddFeed(TellsTrouble, ModalScreen[None]):
    """Looks for a site's feeds; what is taken is told to the app as ``FeedAdded``."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("choice")
    CSS_PATH = "addfeed.tcss"
    AUTO_FOCUS = "#site"
    contexts = ("choice", "list")

    def __init__(self, config: Callable[[], Config], clock: Clock, **options: Any) -> None:
        super().__init__(**options)
        self._config = config
        self._clock = clock

    def compose(self) -> ComposeResult:
        """The address, how far the search is, and what it found."""
        with Vertical(id="adding"):
            yield Input(placeholder=say("feeds.site-prompt"), id="site", max_length=2_000)
            yield Static(id="told")
            yield TrialRows(id="trials")

    def on_mount(self) -> None:
        """Begin with the address."""
        adding = self.query_one("#adding")
        adding.border_title = Content(say("feeds.add-title"))
        adding.border_subtitle = Content(say("feeds.add-hint"))
        self.query_one(TrialRows).show((), (say("feeds.add-what"),))

    def on_resize(self, event: events.Resize) -> None:
        """Within what there is."""
        adding = self.query_one("#adding")
        adding.styles.width = min(_WIDTH, event.size.width)
        adding.styles.height = min(_HEIGHT, event.size.height)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look for the feeds of what was typed."""
        event.stop()
        from tui.feeds.discovery import site_address

        address = site_address(event.value)
        if address:
            self._search(address, guessed="://" not in event.value)
        else:
            self._tell(say("feeds.no-address", written=repr(event.value)), "$bad")

    @work(group="search", exclusive=True, exit_on_error=False)
    async def _search(self, address: str, *, guessed: bool) -> None:
        from tui.poller.trials import search

        rows = self.query_one(TrialRows)
        rows.show((), ())
        site = FeedConfig(address, address)
        found = await search(self._config(), site, self._clock, self._asking, guessed=guessed)
        self._tell("", "")
        rows.fill(found)
        if found.trials:
            rows.focus()

    def take(self, trial: Trial) -> None:
        """Add a feed, unless it is there already."""
        from tui.poller.trials import table

        if trial.known is not None:
            self._tell(say("feeds.already", title=trial.known.title, path=self._config().path), "$gold")
            return
        self.app.post_message(FeedAdded(table(trial, {})))
        leave(self)

    def _asking(self, url: str) -> None:
        self._tell(say("feeds.asking", url=url), "$quiet")

    def _tell(self, words: str, ink: str) -> None:
        self.query_one("#told", Static).update(Content.styled(segment(words).text, ink))

    def action_back(self) -> None:
        """Back to the address, then away."""
        line: Input = self.query_one(Input)
        rows: Sequence[Trial | str] = self.query_one(TrialRows).rows
        if rows and not line.has_focus:
            line.focus()
        else:
            leave(self)
