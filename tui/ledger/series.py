"""Figures of companies, sites and the sector over time: one series a subject, metric, commodity and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from statistics import median

from tui.archive import Archive, FactRow
from tui.archive.saving import BY_COMMODITY
from tui.ledger import units
from tui.ledger.entries import Series
from tui.ledger.judging import Figures
from tui.ledger.mosttold import most_told
from tui.ledger.points import Told, points
from tui.ledger.query import Query, span
from tui.ledger.reports import age
from tui.ledger.serieskeys import family, parted
from tui.ledger.settled import settle_some
from tui.model import Metric

Row = FactRow[Metric]

_LIKE = 30.0
"""How many times more or less than usual a figure in another unit may be to be of the same series."""


def series(archive: Archive, query: Query) -> tuple[Series, ...]:
    """Series with all their points, of which some report of the span gives at least one; the newest report first."""
    settle_some(archive)
    rows, figures = archive.metrics(span(query)), Figures(archive)
    if not (query.since or query.until or query.words or query.filter):
        return newest_first(assembled(figures.applied(rows)))[: query.limit]
    known = {key for key, _ in rows}
    families = set(map(family, known))
    targets = figures.targets(families)
    rows = (*rows, *archive.metrics_of(figures.sources(targets), known))
    return newest_first(assembled(of_families(figures.applied(rows), targets)))[: query.limit]


def of_families(rows: Iterable[tuple[str, Row]], families: Container[str]) -> list[tuple[str, Row]]:
    """Those of ``rows`` whose series are of the families."""
    return [(key, row) for key, row in rows if family(key) in families]


def assembled(rows: Iterable[tuple[str, Row]]) -> list[Series]:
    """The series that rows of whole families make, each row with its series' key."""
    return [_series(group) for group in _told(rows)]


def newest_first(found: Iterable[Series]) -> tuple[Series, ...]:
    """Those with the newest report first."""
    return tuple(sorted(found, key=order))


def order(one: Series) -> tuple[object, ...]:
    """What series are sorted by: those with the newest report first, then by name."""
    return -one.latest.timestamp(), one.subject, one.metric, one.commodity or "", one.unit, one.points[0].flag or ""


def _told(rows: Iterable[tuple[str, Row]]) -> list[list[Row]]:
    """Rows of one series together. What is told without a commodity belongs to the only commodity of which the same is
    told; where there are several, nobody knows. A metal's figures are one series in whichever units it is weighed."""
    groups: dict[tuple[str, str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for key, row in rows:
        before, commodity, after = parted(key)
        _, _, basis = after.partition("|")
        groups[before, basis, units.dimension(row.fact.unit)][commodity].append(row)
    told: list[list[Row]] = []
    for group in groups.values():
        bare = group.pop("", [])
        if len(group) == 1:
            told += [sorted([*one, *bare], key=age) for one in group.values()]
        else:
            told += [*group.values(), *([bare] if bare else [])]
    return [part for whole in told for part in _weighed_alike(whole)]


def _weighed_alike(rows: list[Row]) -> list[list[Row]]:
    """Rows of one series, parted where their units cannot be turned into each other, or where what comes of it is of another
    order than what the others tell: tonnes of ore are no ounces of gold."""
    if len({row.fact.unit for row in rows}) == 1:
        return [rows]
    unit, commodity = units.usual(row.fact.unit for row in rows), _commodity(rows)
    likely = median(row.fact.value for row in rows if row.fact.unit == unit)
    apart: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        factor = units.factor(row.fact.unit, unit, commodity)
        same = factor == 1.0 or (factor is not None and _is_like(row.fact.value * factor, likely))
        apart[unit if same else row.fact.unit].append(row)
    return list(apart.values())


def _is_like(value: float, likely: float) -> bool:
    return likely > 0 and likely / _LIKE <= value <= likely * _LIKE


def _series(rows: list[Row]) -> Series:
    first, commodity = rows[0].fact, _commodity(rows)
    unit = units.usual(row.fact.unit for row in rows)
    return Series(
        subject=most_told(row.fact.subject for row in rows),
        metric=first.metric,
        commodity=commodity if first.metric in BY_COMMODITY else None,
        unit=unit,
        points=tuple(points(_in(unit, row, commodity) for row in rows)),
        latest=max(row.published for row in rows),
    )


def _in(unit: str, row: Row, commodity: str | None) -> Told:
    """A figure in the series' unit."""
    factor = units.factor(row.fact.unit, unit, commodity) or 1.0
    return Told(row, row.fact.value if factor == 1.0 else row.fact.value * factor, factor)


def _commodity(rows: Sequence[Row]) -> str | None:
    return next((row.fact.commodity for row in rows if row.fact.commodity), None)
