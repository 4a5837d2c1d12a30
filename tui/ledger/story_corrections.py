"""Corrections of stories as the desk and the command line make them: these are one, these stand apart, this report belongs
to that story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.archive import Anchor, Archive, Correction, Span
from tui.ledger.corrections import CorrectionError, keep
from tui.ledger.entries import StoryEntry
from tui.ledger.settled import settle_some
from tui.ledger.stories import story
from tui.text import line
from tui.words import say


def named(archive: Archive, name: str) -> StoryEntry | None:
    """The story of that id, or of the only id that begins so; None where there is none. Raises CorrectionError where several
    begin so."""
    settle_some(archive)
    found = [known for known in archive.stories(Span()) if known.startswith(name)] if name else []
    if len(found) > 1 and name not in found:
        raise CorrectionError(say("correct.several-stories", name=repr(line(name, 40))))
    return story(archive, name if name in found else found[0]) if found else None


def merge(archive: Archive, names: Sequence[str], now: datetime) -> Correction:
    """Makes the stories of these names one. Raises CorrectionError."""
    found = {told.id: told for told in (_named(archive, name) for name in names)}
    if len(found) < 2:
        raise CorrectionError(say("correct.two-stories"))
    return keep(archive, "merge", [_anchors(told) for told in found.values()], now, of="story")


def split(archive: Archive, name: str, links: Sequence[str], now: datetime) -> Correction:
    """Lets the reports with these ``links`` stand apart from the rest of their story, together where they are several.
    Raises CorrectionError."""
    anchors = _anchors(_named(archive, name))
    chosen = [anchor for anchor in anchors if anchor.link in links]
    _none_missing(links, chosen)
    if len(chosen) == len(anchors):
        raise CorrectionError(say("correct.story-keeps"))
    return keep(archive, "split", [(anchor,) for anchor in chosen], now, of="story")


def move(archive: Archive, name: str, links: Sequence[str], now: datetime) -> Correction:
    """Says that the reports with these ``links``, wherever they are now, belong to the story. Raises CorrectionError."""
    anchors = _anchors(_named(archive, name))
    chosen = [Anchor(link, title) for link, title in archive.titles(links).items()]
    _none_missing(links, chosen)
    return keep(archive, "move", [anchors, *((anchor,) for anchor in chosen)], now, of="story")


def join(archive: Archive, links: Sequence[str], now: datetime) -> Correction:
    """Makes the stories one that the reports with these links are in; a report that stands alone is a story too. Raises
    CorrectionError."""
    found = list(dict.fromkeys(_told_at(archive, link) for link in links))
    if len(found) < 2:
        raise CorrectionError(say("correct.two-stories"))
    return keep(archive, "merge", found, now, of="story")


def move_to(archive: Archive, link: str, other: str, now: datetime) -> Correction:
    """Says that the report with this ``link`` belongs to the story that the one with the link ``other`` is in. Raises
    CorrectionError."""
    anchors = _told_at(archive, other)
    chosen = [Anchor(link, title) for link, title in archive.titles([link]).items()]
    _none_missing([link], chosen)
    return keep(archive, "move", [anchors, *((anchor,) for anchor in chosen)], now, of="story")


def _told_at(archive: Archive, link: str) -> tuple[Anchor, ...]:
    """All that the story of the report with this link can hang on, or the report alone."""
    names = archive.stories_at([link])
    if names:
        return _anchors(_named(archive, names[0]))
    alone = tuple(Anchor(link, title) for link, title in archive.titles([link]).items())
    _none_missing([link], alone)
    return alone


def _named(archive: Archive, name: str) -> StoryEntry:
    found = named(archive, name)
    if found is None:
        raise CorrectionError(say("correct.no-story", name=repr(line(name, 40))))
    return found


def _anchors(told: StoryEntry) -> tuple[Anchor, ...]:
    """All that a story can hang on, the oldest report first."""
    found = tuple(Anchor(report.link, report.title) for report in told.reports if report.link)
    if not found:
        raise CorrectionError(say("correct.unlinked"))
    return found


def _none_missing(links: Iterable[str], chosen: Sequence[Anchor]) -> None:
    missing = set(links) - {anchor.link for anchor in chosen}
    if missing:
        raise CorrectionError(say("correct.no-such-report", links=repr(line(", ".join(sorted(missing)), 200))))
    if not chosen:
        raise CorrectionError(say("correct.which"))
