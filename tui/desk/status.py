"""What the status line says, and what an empty panel says instead of nothing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from tui import form
from tui.desk.asking import Scope
from tui.desk.messages import PollState
from tui.desk.source import Health
from tui.desk.widgets.bars import Note
from tui.ledger.entries import DealEntry, SourceEntry
from tui.words import count, mark, say

_OF_PERIOD = ("deals", "activity")
"""Panels that show a period alone."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the words depend on."""

    now: datetime
    zone: tzinfo
    feeds: int
    offline: bool
    read_only: bool = False
    health: Health | None = None
    poll: PollState = field(default_factory=PollState)
    new: int = 0


def notes(at: Situation) -> list[Note]:
    """The pieces of the status line, in order."""
    found: list[Note] = []
    sources = at.health.sources if at.health else ()
    failing = sum(source.error is not None for source in sources)
    if at.poll.running:
        done = at.poll.answered + at.poll.failed
        found.append(Note(say("desk.polling", done=done, asked=at.poll.asked), "copper", 1))
    else:
        found.append(Note(count(at.feeds, "feed"), "quiet", 2))
    if failing:
        found.append(Note(f"{mark('failing')} {say('desk.failing', n=failing)}", "bad", 0))
    if at.offline:
        found.append(Note(say("desk.read-only" if at.read_only else "desk.offline"), "gold", 0))
    elif not at.poll.running:
        found += _times(at, sources)
    if at.new:
        found.append(Note(f"{mark('new')} {say('desk.new', n=at.new)}", "copper-strong", 0))
    return found


def _times(at: Situation, sources: Sequence[SourceEntry]) -> list[Note]:
    polled = [s.last_poll for s in sources if s.last_poll]
    coming = [s.next_poll for s in sources if s.next_poll]
    found = []
    if polled:
        found.append(Note(say("desk.polled", time=form.clock_time(max(polled), at.zone)), "quiet", 4))
    if coming:
        moment = max(min(coming), at.now)
        found.append(Note(say("desk.next-poll", time=form.clock_time(moment, at.zone)), "quiet", 3))
    return found


def empty_news(at: Situation, scope: Scope) -> tuple[str, ...]:
    """Why the news list is empty, and what to press."""
    if scope.words:
        return say("empty.search", words=scope.words), say("empty.search-hint")
    if at.health and at.health.counts.items and not scope.everything:
        return say("empty.beat"), say("empty.beat-hint")
    if at.poll.running:
        return say("empty.polling"), say("empty.polling-hint")
    if not at.feeds:
        return say("empty.feeds"), say("empty.feeds-hint")
    if at.offline:
        return say("empty.archive"), say("empty.offline-hint")
    if at.poll.failed and not at.poll.answered:
        return say("empty.unreachable"), say("empty.unreachable-hint")
    return say("empty.archive"), say("empty.archive-hint")


def empty_panel(panel: str, at: Situation, scope: Scope) -> tuple[str, ...]:
    """Why a panel of facts is empty, and what to press."""
    if at.health is None or not at.health.counts.items:
        return (say(f"empty.{panel}-yet"),)
    if scope.words:
        return say(f"empty.{panel}-found", words=scope.words), say("empty.search-hint")
    if panel in _OF_PERIOD and scope.days is not None:
        return say(f"empty.{panel}-period", period=period(scope)), say("empty.deals-hint")
    return say(f"empty.{panel}"), say("empty.facts-hint")


def period(scope: Scope) -> str:
    """The period of the panels in words: ``90 days``, ``1 year``, ``all``."""
    if scope.days is None:
        return say("desk.all-time")
    if scope.days % 365 == 0:
        return count(scope.days // 365, "year")
    return count(scope.days, "day")


def deals_caption(deals: Sequence[DealEntry], scope: Scope) -> str:
    """The deals' title: the period, how many, and the worth of those signed or further."""
    from tui.ledger.deals import totals  # not on the way to the first paint

    signed = totals(deals).usd_signed
    worth = [form.money(signed, "USD")] if signed else []
    return " · ".join([count(len(deals), "deal"), *worth, period(scope)])


def scope_words(scope: Scope) -> str:
    """What is being looked at, for the line of keys."""
    beat = say("desk.everything") if scope.everything else say("desk.beat")
    words = [f"“{scope.words}”"] if scope.words else []
    stories = [say("desk.as-stories")] if scope.stories else []
    return " · ".join([beat, *stories, *words, period(scope)])
