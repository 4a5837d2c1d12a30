"""What the desk asks of the ledger about names: their pages, and which there are."""

from __future__ import annotations

from collections.abc import Container, Sequence

from tui.archive import Archive
from tui.archive.filter import Filter, OneOf
from tui.desk.asking import Scope
from tui.desk.source import Source
from tui.ledger.entries import NewsEntry
from tui.ledger.news import news
from tui.ledger.profile import Profile
from tui.ledger.profile import profile as find
from tui.ledger.query import Query
from tui.ledger.related import Related
from tui.ledger.related import related as find_related
from tui.ledger.subjects import Subject, known
from tui.text import fold

_BROUGHT = 40
"""Items of a feed that are told at most."""


async def profile(source: Source, subject: Subject) -> Profile:
    """The page of a subject. Raises ArchiveError."""

    def ask(archive: Archive) -> Profile:
        return find(archive, subject, source.advisor.vocabulary())

    return await source.study(ask)


async def related(
    source: Source, subjects: Sequence[Subject], known: Container[int], enough: int
) -> tuple[Related, ...]:
    """What is told of ``subjects`` besides what the items ``known`` tell, some ``enough`` rows. Raises ArchiveError."""

    def ask(archive: Archive) -> tuple[Related, ...]:
        return find_related(archive, subjects, source.advisor.vocabulary(), source.today(), known, enough)

    return await source.study(ask)


async def brought(source: Source, url: str) -> tuple[NewsEntry, ...]:
    """The latest items that the feed at ``url`` brought. Raises ArchiveError."""
    asked = Query(limit=_BROUGHT, filter=Filter((OneOf("feed", parts=(fold(url),)),)))
    found = await source.study(lambda archive: news(archive, asked, everything=True))
    return tuple(entry for entry in found if entry.feed == url)


async def names(source: Source) -> tuple[Subject, ...]:
    """Every company, site and country that the facts name, the most named first. Raises ArchiveError."""
    everything = Scope(days=None)
    deals = await source.deals(everything)
    series, events = await source.series(everything), await source.events(everything)
    return await source.study(lambda _: known(deals, series, events, source.advisor.vocabulary()))
