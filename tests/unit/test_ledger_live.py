"""What is read anew after a change is what would be read from the beginning."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from archive_samples import ASTANA, KURIER, NOW, event, evidence, item, metric, reading, state

from tui.archive import Archive
from tui.archive.upkeep import prune
from tui.config.model import FeedConfig
from tui.ledger.events import events
from tui.ledger.live import LiveFacts, glance
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.ledger.settle import settle
from tui.model import Item, Reading

RENAMED = FeedConfig(ASTANA.url, "Astana Wire & Post", language="en", kind="official")


def _told(chance: random.Random) -> tuple[Item, Reading]:
    """One of few items, with other facts each time; two feeds share some links."""
    number = chance.randrange(12)
    metrics = tuple(
        metric(
            subject=(subject := chance.choice(("Kazatomprom", "CAML"))),
            subject_id=subject.lower(),
            metric=chance.choice(("production", "exports")),
            commodity=chance.choice(("uranium", "copper", None)),
            period=chance.choice(("2023", "2024")),
            value=float(chance.randrange(1, 6)),
            evidence=evidence(f"Figure {n} of {number}."),
        )
        for n in range(chance.randrange(3))
    )
    told = tuple(event(kind=chance.choice(("meeting", "study"))) for _ in range(chance.randrange(3)))
    report = item(
        f"{number}",
        title=f"Title {chance.randrange(3)}",
        text=f"Text {chance.randrange(4)} " * chance.randrange(1, 4),
        link=f"https://example.com/{number % 7}",
        published=NOW - timedelta(days=number),
    )
    return report, reading(metrics=metrics, events=told, relevant=chance.random() < 0.9)


@pytest.mark.parametrize("seed", range(3))
def test_what_changed_is_read_anew_and_the_rest_remembered(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive, Archive.open(path) as writer:
        live = LiveFacts(archive)
        for _ in range(40):
            what = chance.random()
            if what < 0.1:
                prune(path, NOW - timedelta(days=chance.randrange(12)))
            elif what < 0.2:
                settle(writer)
            elif what < 0.3:
                writer.mark_read([chance.randrange(1, 12)])
            else:
                feed = chance.choice((ASTANA, KURIER, RENAMED))
                writer.save_poll(feed, state(feed), [_told(chance)], NOW)
            if chance.random() < 0.6:
                assert live.series() == tuple(map(glance, series(archive, Query())))
            if chance.random() < 0.6:
                asked = Query(words="Text 1", since=(NOW - timedelta(days=6)).date())
                assert live.series_told(asked) == tuple(map(glance, series(archive, asked)))
            if chance.random() < 0.6:
                assert live.events() == events(archive, Query())
        assert live.series() == tuple(map(glance, series(archive, Query())))
        assert live.events() == events(archive, Query())


def test_nothing_is_read_where_nothing_changed(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive.db") as archive:
        archive.save_poll(ASTANA, state(), [(item(), reading(metrics=(metric(),), events=(event(),)))], NOW)
        live = LiveFacts(archive)
        first = live.series(), live.events()
        archive.star([1])
        assert live.series() is first[0]
        assert live.events() is first[1]


def test_much_that_changed_is_read_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.ledger.live._MANY", 2)
    with Archive.open(tmp_path / "archive.db") as archive:
        live = LiveFacts(archive)
        assert (live.series(), live.events()) == ((), ())
        for n in range(6):
            archive.save_poll(ASTANA, state(), [(item(f"{n}"), reading(metrics=(metric(),), events=(event(),)))], NOW)
        assert live.series() == tuple(map(glance, series(archive, Query())))
        assert live.events() == events(archive, Query())
