"""Advice for every failure, and what a feed's state and items say of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hygiene_sources import ROOT, calls, trees

from tui import words
from tui.archive import Archive
from tui.brief.feedtables import advice, next_poll, wrong
from tui.config.model import Config, FeedConfig
from tui.feeds import outcome
from tui.feeds.fault import fault, told
from tui.feeds.remedies import remedy
from tui.feeds.state import FeedState, Page
from tui.ledger.health import HealthEntry, health
from tui.model import Item, Reading

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FEED = FeedConfig("https://press.example/feed", "Press")
HARMLESS = {"offline", "elsewhere", "ours", "untried", "part-kept", "part-came", "status"}
"""Faults that need no advice, or have one by their status."""


def kinds() -> set[str]:
    """Every kind of fault that a feed may have."""
    found = set()
    for room in ("feeds", "poller"):
        for _, tree in trees(room):
            found |= {str(kind) for called, call in calls(tree) if called == "fault" for kind in _literal(call.args[0])}
    return found


def _literal(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*_literal(node.body), *_literal(node.orelse))


ALL = sorted(kinds())


def test_the_faults_are_found() -> None:
    assert len(ALL) > 35
    assert set(words.catalogue()["fault"]) >= {*ALL} - {"status"}


@pytest.mark.parametrize("kind", ALL)
def test_every_fault_has_a_sentence_and_an_advice(kind: str) -> None:
    value = {"serves": "page", "status": 503}.get(kind, 7)
    sentence = told(fault(kind, value))
    assert sentence[0].isupper() or sentence.startswith("kenwatch")
    assert "{" not in sentence
    name = remedy(FeedState(FEED.url, error=fault(kind, value)))
    assert (name == "look") == (kind in HARMLESS)
    assert words.say(f"remedy.{name}")


def test_what_is_no_fault_stays_as_it_is() -> None:
    assert told("The archive is full.") == "The archive is full."
    assert told("") == ""


@pytest.mark.parametrize("status", [400, 401, 403, 404, 407, 410, 429, 500, 503, 418])
def test_every_refusal_has_an_advice(status: int) -> None:
    state = outcome.refused(FeedState(FEED.url), {}, status, NOW)
    assert words.say(f"remedy.{remedy(state)}")
    assert remedy(state) != "look" or status == 418


def entry(folder: Path, state: FeedState | None, feed: FeedConfig = FEED, *days: int) -> HealthEntry:
    """The feed's health after a poll that left ``state`` and brought an item for each of ``days`` before now."""
    with Archive.open(folder / "a.db") as archive:
        if state is not None:
            read = [_item(number, NOW - timedelta(days=day)) for number, day in enumerate(days)]
            archive.save_poll(feed, state, read, NOW)
        (found,) = health(archive, Config(None, (feed,)), NOW)
    return found


def _item(number: int, published: datetime) -> tuple[Item, Reading]:
    relevant = number % 4 == 0
    item = Item(f"g{number}", f"Title {number}", "Text", f"https://press.example/{number}", published)
    return item, Reading("en", relevant=relevant, foreign=False, score=1.0, version="1")


WELL = FeedState(FEED.url, last_poll=NOW, last_success=NOW)
FAILING = outcome.failed(
    outcome.failed(WELL, fault("refused"), NOW - timedelta(days=2)),
    fault("refused"),
    NOW,
)


@pytest.mark.parametrize(
    ("state", "feed", "days", "status", "advised"),
    [
        (None, FEED, (), "unasked", ""),
        (WELL, FEED, (1, 2), "working", ""),
        (WELL, FEED, (40,), "silent", "silent"),
        (WELL, replace(FEED, enabled=False), (40,), "off", ""),
        (replace(WELL, address="https://new.example/"), FEED, (), "moved", "moved"),
        (FAILING, FEED, (), "failing", "wait"),
        (outcome.refused(WELL, {"retry-after": "600"}, 429, NOW), FEED, (), "waiting", "waiting"),
        (outcome.refused(WELL, {}, 410, NOW), FEED, (), "gone", "gone"),
    ],
)
def test_a_feed_s_status(
    tmp_path: Path, state: FeedState | None, feed: FeedConfig, days: tuple[int, ...], status: str, advised: str
) -> None:
    found = entry(tmp_path, state, feed, *days)
    assert (found.status, found.remedy) == (status, advised if feed.enabled else found.remedy)
    assert bool(advice(found)) == bool(found.remedy)
    assert words.mark(f"health.{status}")


@pytest.mark.parametrize(
    ("days", "per_week", "share"),
    [
        ((), 0.0, None),
        ((0, 0, 0, 0), 28.0, 0.25),
        ((1, 7, 13, 14), 2.0, 0.25),
        ((30, 28), 0.25, 0.0),
        ((30,), 0.0, None),
    ],
)
def test_pace_and_share(tmp_path: Path, days: tuple[int, ...], per_week: float, share: float | None) -> None:
    found = entry(tmp_path, WELL, FEED, *days)
    assert (found.per_week, found.share) == (pytest.approx(per_week), share)


def test_what_is_wrong_in_words(tmp_path: Path) -> None:
    assert wrong(entry(tmp_path, FAILING)) == "The server refuses the connection. Since 19 Nov 2026, 2 times in a row."
    assert wrong(entry(tmp_path, replace(WELL, note=fault("part-kept")))) == told("part-kept")
    page = Page(1, "https://press.example/1", 2, None, "The server stopped answering.")
    lacking = entry(tmp_path, replace(WELL, pages=(page, Page(2, "https://press.example/2"))))
    assert wrong(lacking) == "1 article could not be fetched yet. The server stopped answering."
    moved = entry(tmp_path, replace(WELL, address="https://new.example/"))
    assert wrong(moved) == "It now answers at https://new.example/."


def test_when_it_is_asked_next(tmp_path: Path) -> None:
    found = entry(tmp_path, WELL)
    assert next_poll(found, NOW, UTC) == "09:29, every 30 min"
    assert next_poll(found, NOW + timedelta(hours=1), UTC) == "now, every 30 min"
    assert next_poll(found, NOW - timedelta(hours=12), UTC) == "21 Nov 09:29, every 30 min"


def test_a_feed_that_is_asked_again_starts_anew() -> None:
    gone = outcome.refused(WELL, {}, 410, NOW)
    again = outcome.renewed(gone)
    assert (again.gone, again.failures, again.error, again.last_poll) == (False, 0, None, None)
    assert again.last_success == NOW


def test_the_guide_names_every_state() -> None:
    guide = (ROOT / "docs" / "feeds.md").read_text(encoding="utf-8")
    states = list(words.catalogue()["mark"]["health"])
    assert [s for s in states if f"| {words.mark(f'health.{s}')} {words.say(f'health.{s}')} |" not in guide] == []
