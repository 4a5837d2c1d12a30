"""What the desk asks of the ledger about names: their pages, and which there are."""

from __future__ import annotations

from collections.abc import Container, Sequence

from tui.archive import Archive
from tui.desk.asking import Scope
from tui.desk.source import Source
from tui.ledger.profile import Profile
from tui.ledger.profile import profile as find
from tui.ledger.related import Related
from tui.ledger.related import related as find_related
from tui.ledger.subjects import Subject, known


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


async def names(source: Source) -> tuple[Subject, ...]:
    """Every company, site and country that the facts name, the most named first. Raises ArchiveError."""
    everything = Scope(days=None)
    deals = await source.deals(everything)
    series, events = await source.series(everything), await source.events(everything)
    return await source.study(lambda _: known(deals, series, events, source.advisor.vocabulary()))
