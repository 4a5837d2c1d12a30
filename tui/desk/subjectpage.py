"""What stands on the page of a company, a site or a country: what is known of it, and what else of those it has to do with."""

from __future__ import annotations

from collections.abc import Sequence

from tui.desk.pages import mined, titles
from tui.desk.widgets.known import Row, about, sections
from tui.ledger.profile import Profile
from tui.ledger.related import Related
from tui.ledger.subjects import Subject

_KNOWN = ("series", "deals", "partners", "places")
"""The sections of what is known, not told."""
_OTHERS = ("deals", "events")

Lists = tuple[tuple[Row, ...], tuple[Row, ...]]


def laid_out(page: Profile, more: Sequence[Related], room: int, *, single: bool) -> Lists:
    """The rows of both lists: everything in the first where there is room for one; else news in the second, with the events
    where those do not fit in the ``room`` of the first. ``more`` follows."""
    known, events, news = (sections(page, names) for names in (_KNOWN, ("events",), ("news",)))
    known = (*about(page), *known)
    if single:
        return (*known, *events, *news), ()
    if len(known) + len(events) <= room:
        known, events = (*known, *events), ()
    for part in more:
        known = (*known, *sections(part, _OTHERS, titles(part.of)))
        news = (*news, *sections(part, ("news",), titles(part.of)))
    return known, (*events, *news)


def beside(page: Profile) -> list[Subject]:
    """Whom and what the facts of a page name besides its subject."""
    told = [*(deal.countries for deal in page.deals), *(event.countries for event in page.events)]
    countries = {code: None for codes in told for code in codes}
    commodities = {key: None for deal in page.deals for key in deal.commodities}
    return [
        *(tie.subject for tie in (*page.partners, *page.places)),
        *(Subject("country", code) for code in countries),
        *mined(tuple(commodities)),
    ]


def told_by(page: Profile) -> set[int]:
    """The items that tell what stands on a page."""
    deals = {report.item for deal in page.deals for report in deal.reports}
    return deals | {event.report.item for event in page.events} | {entry.id for entry in page.news}
