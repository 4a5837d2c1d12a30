"""Figures of companies, sites and the sector over time: one series a subject, metric, commodity and unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.archive import Archive, FactRow
from tui.archive.saving import BY_COMMODITY
from tui.ledger import units
from tui.ledger.entries import Series
from tui.ledger.points import Told, points
from tui.ledger.query import Query, span
from tui.ledger.settle import settle_some
from tui.model import Metric

Row = FactRow[Metric]


def series(archive: Archive, query: Query) -> tuple[Series, ...]:
    """Series with all their points, of which some report of the span gives at least one; the newest report first."""
    settle_some(archive)
    rows = archive.metrics(span(query))
    if query.since or query.until or query.words or query.filter:
        known = {key for key, _ in rows}
        rows = (*rows, *archive.metrics_of(set(map(family, known)), known))
    return newest_first(assembled(rows))[: query.limit]


def assembled(rows: Iterable[tuple[str, Row]]) -> list[Series]:
    """The series that rows of whole families make, each row with its series' key."""
    return [_series(group) for group in _told(rows)]


def newest_first(found: Iterable[Series]) -> tuple[Series, ...]:
    """Those with the newest report first."""
    ordered = sorted(found, key=lambda s: (s.subject, s.metric, s.commodity or "", s.unit, s.points[0].flag or ""))
    ordered.sort(key=lambda s: s.latest, reverse=True)
    return tuple(ordered)


def family(key: str) -> str:
    """What a series' key and those of the same figures of other commodities begin with: they are worked out together."""
    return f"{_parted(key)[0]}|"


def _told(rows: Iterable[tuple[str, Row]]) -> list[list[Row]]:
    """Rows of one series together. What is told without a commodity belongs to the only commodity of which the same is
    told; where there are several, nobody knows. A metal's figures are one series in whichever units it is weighed."""
    groups: dict[tuple[str, str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for key, row in rows:
        before, commodity, after = _parted(key)
        _, _, basis = after.partition("|")
        groups[before, basis, units.dimension(row.fact.unit)][commodity].append(row)
    told: list[list[Row]] = []
    for group in groups.values():
        bare = group.pop("", [])
        if len(group) == 1:
            told += [sorted([*one, *bare], key=_age) for one in group.values()]
        else:
            told += [*group.values(), *([bare] if bare else [])]
    return [part for whole in told for part in _weighed_alike(whole)]


def _weighed_alike(rows: list[Row]) -> list[list[Row]]:
    """Rows of one series, parted where their units cannot be turned into each other."""
    if len({row.fact.unit for row in rows}) == 1:
        return [rows]
    unit, commodity = units.usual(row.fact.unit for row in rows), _commodity(rows)
    apart: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        same = units.factor(row.fact.unit, unit, commodity) is not None
        apart[unit if same else row.fact.unit].append(row)
    return list(apart.values())


def _parted(key: str) -> tuple[str, str, str]:
    """A series' key around its commodity: subject and metric, the commodity, unit and basis."""
    subject, metric, commodity, unit, basis = key.rsplit("|", 4)
    return f"{subject}|{metric}", commodity, f"{unit}|{basis}"


def _age(row: Row) -> tuple[datetime, str]:
    return row.published, row.link


def _series(rows: list[Row]) -> Series:
    first, commodity = rows[0].fact, _commodity(rows)
    subjects = Counter(row.fact.subject for row in rows)
    unit = units.usual(row.fact.unit for row in rows)
    return Series(
        subject=min(subjects, key=lambda name: (-subjects[name], name)),
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
