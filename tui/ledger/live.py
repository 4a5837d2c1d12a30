"""Series and events for who asks again and again: what changed is read anew, the rest is remembered."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from tui.archive import Archive, Correction
from tui.bulk import kept
from tui.ledger import events as event_lists
from tui.ledger import series as series_lists
from tui.ledger.entries import EventEntry, Series
from tui.ledger.judging import Events, Figures
from tui.ledger.query import Query, span
from tui.ledger.serieskeys import family
from tui.ledger.settled import settle_some

_MANY = 5_000
"""Changes from which reading everything is quicker."""


class LiveFacts:
    """All series (at a glance) and events of an archive, as ``series`` and ``events`` give them for a query that asks for
    everything. The first call reads them whole; later ones only what changed meanwhile, by this program or another. One
    thread at a time."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._series = _LiveSeries(archive)
        self._events = _LiveEvents(archive)

    def series(self) -> tuple[Series, ...]:
        """All series, those with the newest report first."""
        settle_some(self._archive)
        with kept():
            return self._series.now()

    def series_told(self, query: Query) -> tuple[Series, ...]:
        """Those of them that ``tui.ledger.series.series`` would give for ``query``."""
        settle_some(self._archive)
        with kept():
            return self._series.told(query)

    def events(self) -> tuple[EventEntry, ...]:
        """All events, the newest day first."""
        settle_some(self._archive)
        with kept():
            return self._events.now()


def glance(series: Series) -> Series:
    """A series to be listed: of the reports, those of its last point alone. The rest is most of what a series takes."""
    *before, last = series.points
    return replace(series, points=(*(replace(point, original="", reports=(), id="") for point in before), last))


class _Follower:
    """How far the archive's changes were followed (None before the first reading), and which corrections were put in."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._seen: int | None = None
        self._corrections: tuple[Correction, ...] = ()

    def _news(self) -> list[int] | None:
        """The items that changed since the last call; None where everything is to be read: at first, after the file was
        replaced by an older one, after a correction, and where much changed. What changes while it is read comes once
        more."""
        last, seen = self._archive.last_change(), self._seen
        made, known = self._archive.corrections(), self._corrections
        self._seen, self._corrections = last, made
        if seen is None or made != known or last < seen or last - seen > _MANY:
            return None
        return self._archive.changed(seen) if last > seen else []


class _LiveSeries(_Follower):
    """Series by their family: the figures of one family are worked out together."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self._by_family: dict[str, list[Series]] = {}
        self._families: dict[int, tuple[str, ...]] = {}
        self._ordered: list[Series] = []
        self._shown: tuple[Series, ...] = ()

    def now(self) -> tuple[Series, ...]:
        items = self._news()
        if items == []:
            return self._shown
        figures = Figures(self._archive)
        if items is None:
            self._by_family, self._families = {}, {}
            self._take(figures.applied(self._archive.metrics(span(Query()))))
            self._ordered = list(series_lists.newest_first(one for group in self._by_family.values() for one in group))
        else:
            touched = {one for item in items for one in self._families.pop(item, ())}
            touched = figures.targets(touched | set(map(family, self._archive.series_keys(items))))
            gone = {id(one) for home in touched for one in self._by_family.pop(home, ())}
            self._ordered = [one for one in self._ordered if id(one) not in gone]
            rows = figures.applied(self._archive.metrics_of(figures.sources(touched), ()))
            self._take(series_lists.of_families(rows, touched))
            for one in (one for home in touched for one in self._by_family.get(home, ())):
                insort(self._ordered, one, key=series_lists.order)
        self._shown = tuple(self._ordered)
        return self._shown

    def told(self, query: Query) -> tuple[Series, ...]:
        """Those of the families that some report adds to that ``query`` asks for."""
        self.now()
        targets = Figures(self._archive).targets(set(map(family, self._archive.series_told(span(query)))))
        wanted = {id(one) for home in targets for one in self._by_family.get(home, ())}
        return tuple(one for one in self._ordered if id(one) in wanted)

    def _take(self, rows: Iterable[tuple[str, series_lists.Row]]) -> None:
        groups: dict[str, list[tuple[str, series_lists.Row]]] = defaultdict(list)
        for key, row in rows:
            groups[family(key)].append((key, row))
        for home, group in groups.items():
            alone = (home,)
            for _, row in group:
                known = self._families.get(row.item, ())
                if home not in known:
                    self._families[row.item] = (*known, home) if known else alone
            self._by_family[home] = list(map(glance, series_lists.assembled(group)))


class _LiveEvents(_Follower):
    """Events in order of time."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self._oldest_first: list[EventEntry] = []
        self._shown: tuple[EventEntry, ...] = ()

    def now(self) -> tuple[EventEntry, ...]:
        items = self._news()
        if items == []:
            return self._shown
        if items is None:
            self._oldest_first = [*reversed(event_lists.events(self._archive, Query()))]
        else:
            gone, made = set(items), Events(self._archive)
            self._oldest_first = [event for event in self._oldest_first if event.report.item not in gone]
            for row in self._archive.events_of(items):
                insort(self._oldest_first, made.applied(event_lists.entry(row)), key=event_lists.order)
        self._shown = tuple(reversed(self._oldest_first))
        return self._shown
