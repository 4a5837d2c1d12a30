"""What the ledger asks of the archive and keeps in it: facts with their reports, corrections, rates, its own work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from tui.archive import corrections, facts, rates
from tui.archive.access import Access
from tui.archive.corrections import Correction
from tui.archive.facts import Span
from tui.archive.rows import FactRow, StoryDeal, StoryRow
from tui.model import Deal, Event, Metric

if TYPE_CHECKING:
    from tui.archive.settling import Settling
    from tui.archive.whole import Whole

_ANY_UNSETTLED = "SELECT 1 FROM unsettled WHERE deferred <= ? LIMIT 1"
_COUNT_UNSETTLED = "SELECT count(*) FROM unsettled"


class FactStore(Access):
    """An archive's facts."""

    _whole: Whole | None = None

    @contextmanager
    def at_once(self, span: Span) -> Iterator[None]:
        """While all facts of a span are asked for, list after list, what they share is read once, as it is at the first of
        them; unless they are so few that each is better looked for."""
        from tui.archive.whole import Whole, holds_most

        with self._reading() as db:
            self._whole = Whole(db, span) if holds_most(db, span) else None
        try:
            yield
        finally:
            self._whole = None

    def deals(self, span: Span, *, background: bool = True) -> tuple[FactRow[Deal], ...]:
        """All facts of every deal that a fact of the span belongs to, the oldest report first."""
        with self._reading() as db:
            if self._whole and self._whole.span == span:
                return self._whole.deals(background=background)
            return tuple(facts.deals(db, span, background=background))

    def events(self, span: Span) -> tuple[FactRow[Event], ...]:
        """Events with their reports, the oldest first."""
        with self._reading() as db:
            if self._whole and self._whole.span == span:
                return self._whole.events()
            return tuple(facts.events(db, span))

    def metrics(self, span: Span) -> tuple[tuple[str, FactRow[Metric]], ...]:
        """Points of the series that reports of the span add to, each with its series' key, oldest report first."""
        with self._reading() as db:
            if self._whole and self._whole.span == span:
                return self._whole.metrics()
            return tuple(facts.metrics(db, span))

    def series_told(self, span: Span) -> set[str]:
        """Keys of the series that reports of the span add to."""
        with self._reading() as db:
            return facts.series_told(db, span)

    def metrics_of(self, families: Iterable[str], known: Iterable[str]) -> tuple[tuple[str, FactRow[Metric]], ...]:
        """Points of all series whose keys begin with one of ``families``, but for ``known`` keys; each with its key, the
        oldest report first."""
        with self._reading() as db:
            return tuple(facts.metrics_of(db, families, known))

    def last_change(self) -> int:
        """A number that grows with every change of facts or of what they show of their reports; for ``changed``."""
        with self._reading() as db:
            return facts.last_change(db)

    def changed(self, since: int) -> list[int]:
        """Items, gone ones among them, whose facts changed since ``last_change`` was that."""
        with self._reading() as db:
            return facts.changed(db, since)

    def events_of(self, items: Iterable[int]) -> tuple[FactRow[Event], ...]:
        """Events that the items tell, the oldest report first."""
        with self._reading() as db:
            return tuple(facts.events_of(db, items))

    def series_keys(self, items: Iterable[int]) -> list[str]:
        """Keys of the series that the items add to."""
        with self._reading() as db:
            return facts.series_keys(db, items)

    def stories(self, span: Span) -> list[str]:
        """Names of the span's stories, those with the newest report first."""
        with self._reading() as db:
            return facts.stories(db, span)

    def story_reports(self, stories: Iterable[str], but: Iterable[int] = ()) -> tuple[StoryRow, ...]:
        """All reports of the stories ``but`` for those items, the oldest first."""
        with self._reading() as db:
            found = self._whole.story_reports if self._whole else partial(facts.story_reports, db)
            return tuple(found(set(stories), set(but)))

    def story_deals(self, stories: Iterable[str]) -> tuple[StoryDeal, ...]:
        """Which deals the stories tell of, and in how many reports."""
        with self._reading() as db:
            return tuple(facts.story_deals(db, stories))

    def titles(self, links: Iterable[str]) -> dict[str, str]:
        """By link, the titles of the reports that have it, the oldest first."""
        with self._reading() as db:
            return facts.titles(db, links)

    def stories_at(self, links: Iterable[str]) -> list[str]:
        """Names of the stories that the reports with these links are in."""
        with self._reading() as db:
            return facts.stories_at(db, links)

    def tagged(self, items: Iterable[int], kind: str, value: str) -> set[int]:
        """Those of ``items`` that are about ``value``: a country, company, commodity or place, as ``kind`` says."""
        with self._reading() as db:
            return facts.tagged(db, items, kind, value)

    # Corrections

    def deals_of(self, entries: Iterable[str]) -> tuple[FactRow[Deal], ...]:
        """All facts of the deals of these names, the oldest report first."""
        with self._reading() as db:
            return tuple(facts.deals_of(db, entries))

    def deals_told(self, links: Iterable[str]) -> tuple[FactRow[Deal], ...]:
        """All deals that the reports with these links tell."""
        with self._reading() as db:
            return tuple(facts.deals_told(db, links))

    def metrics_told(self, links: Iterable[str]) -> tuple[tuple[str, FactRow[Metric]], ...]:
        """All figures that the reports with these links tell, each with its series' key."""
        with self._reading() as db:
            return tuple(facts.metrics_told(db, links))

    def events_told(self, links: Iterable[str]) -> tuple[FactRow[Event], ...]:
        """All events that the reports with these links tell."""
        with self._reading() as db:
            return tuple(facts.events_told(db, links))

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made."""
        with self._reading() as db:
            return corrections.all_of(db)

    def correct(self, made: Iterable[Correction]) -> int:
        """Keeps the corrections that are not known yet, and says how many these are."""
        with self._writing() as db:
            return corrections.add(db, made)

    def undo_correction(self) -> Correction | None:
        """Takes back the last correction and gives it; None where there is none."""
        with self._writing() as db:
            return corrections.undo(db)

    # Rates of exchange

    def rates(self, day: str) -> dict[str, float]:
        """Tenge for one unit of each currency on a day (ISO); empty where nothing is known."""
        with self._reading() as db:
            return rates.of_day(db, day)

    def rate_days(self) -> list[str]:
        """The days whose rates need not be asked for again."""
        with self._reading() as db:
            return rates.days(db)

    def save_rates(self, day: str, tenge: Mapping[str, float]) -> None:
        """Keeps a day's rates for ever; a day without any is kept as such."""
        with self._writing() as db:
            rates.save(db, day, tenge)

    # The ledger's work

    def unsettled(self, *, deferred: bool = True) -> bool:
        """Whether items wait for the ledger; the ``deferred`` ones count, too, if asked."""
        with self._reading() as db:
            return db.execute(_ANY_UNSETTLED, (deferred,)).fetchone() is not None

    def count_unsettled(self) -> int:
        """How many items wait for the ledger."""
        with self._reading() as db:
            return int(db.execute(_COUNT_UNSETTLED).fetchone()[0])

    @contextmanager
    def settling(self) -> Iterator[Settling]:
        """The ledger's tables, to be changed in one transaction."""
        from tui.archive.settling import Settling  # not on the way to the first paint

        with self._writing() as db:
            yield Settling(db)
