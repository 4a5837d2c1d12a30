"""Figures of companies, sites and the sector over time."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import itemgetter

from tui.archive import Archive, FactRow
from tui.ledger import periods
from tui.ledger.entries import Point, Series
from tui.ledger.query import Query, span
from tui.ledger.reports import report
from tui.model import Metric

GUIDANCE = "guidance"
"""The flag of points that a company expects rather than reports; they have a series of their own."""


def series(archive: Archive, query: Query) -> tuple[Series, ...]:
    """Series with all their points, of which some report of the span gives at least one; the newest report first."""
    rows = archive.metrics(span(query))
    found = [_series([row for _, row in group]) for _, group in groupby(rows, key=itemgetter(0))]
    found.sort(key=lambda s: (s.subject, s.metric, s.commodity or "", s.unit))
    found.sort(key=lambda s: s.latest, reverse=True)
    return tuple(found[: query.limit])


def _series(rows: list[FactRow[Metric]]) -> Series:
    first = rows[0].fact
    subjects = Counter(row.fact.subject for row in rows)
    points: dict[tuple[str | None, float], list[FactRow[Metric]]] = {}
    for row in rows:
        points.setdefault((row.fact.period, row.fact.value), []).append(row)
    return Series(
        subject=min(subjects, key=lambda name: (-subjects[name], name)),
        metric=first.metric,
        commodity=first.commodity,
        unit=first.unit,
        points=tuple(
            sorted(map(_point, points.values()), key=lambda p: (periods.order(p.period), p.reports[0].published))
        ),
        latest=max(row.published for row in rows),
    )


def _point(rows: list[FactRow[Metric]]) -> Point:
    fact = rows[0].fact
    reports = {row.link or str(row.item): report(row) for row in reversed(rows)}
    return Point(
        period=fact.period,
        value=fact.value,
        original=fact.original,
        reports=tuple(reversed(reports.values())),
        flag=fact.basis or None,
    )
