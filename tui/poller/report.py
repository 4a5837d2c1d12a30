"""What a poll tells while it runs and when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Progress = Literal["asking", "new", "unchanged", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class FeedProgress:
    """Where the poll of one feed stands. ``new`` counts items that were added, ``relevant`` those of them on the beat;
    ``error`` says in plain words what failed, or why a feed was skipped; ``moved`` is the address at which the feed is asked
    from now on, "" where that is the old one."""

    url: str
    title: str
    state: Progress
    new: int = 0
    relevant: int = 0
    error: str | None = None
    moved: str = ""


@dataclass(frozen=True, slots=True)
class PollReport:
    """A poll as a whole: how many feeds were asked, answered (a 304 is an answer) and failed."""

    asked: int = 0
    answered: int = 0
    failed: int = 0
    new: int = 0
    relevant: int = 0
    outcomes: tuple[FeedProgress, ...] = ()


def report(outcomes: tuple[FeedProgress, ...]) -> PollReport:
    """The sums over the feeds' final states."""
    failed = sum(outcome.state == "failed" for outcome in outcomes)
    answered = sum(outcome.state in ("new", "unchanged") for outcome in outcomes)
    return PollReport(
        asked=answered + failed,
        answered=answered,
        failed=failed,
        new=sum(outcome.new for outcome in outcomes),
        relevant=sum(outcome.relevant for outcome in outcomes),
        outcomes=outcomes,
    )
