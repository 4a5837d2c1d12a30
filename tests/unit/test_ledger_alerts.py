"""What alerts tell and when; what mutes and hiding keep out of the list; saved queries with mistakes."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, item, reading, state

from tui.archive import Archive, Choice
from tui.config.load import load
from tui.config.model import AlertConfig, Config, Quiet
from tui.ledger.alerts import alarms
from tui.ledger.language import names_of, parse
from tui.ledger.news import news
from tui.ledger.query import Query
from tui.ledger.saved import muted, problems

CONFIG = Config(None, alerts=(AlertConfig("Zijin", "zijin"),), timezone="Asia/Almaty")


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def _add(archive: Archive, *guids: str, title: str = "Zijin comes", days: float = 0) -> None:
    read = [(item(guid, title, title, published=NOW - timedelta(days=days)), reading()) for guid in guids]
    archive.save_poll(ASTANA, state(), read, NOW)


def _told(archive: Archive, config: Config = CONFIG, teller: str = "desk", **later: float) -> list[int]:
    found = alarms(archive, config, NOW + timedelta(**later), teller=teller, wanted=lambda alert: alert.notify)
    return [alarm.count for alarm in found]


def test_each_item_is_told_once_and_what_was_there_before_never(archive: Archive) -> None:
    _add(archive, "old")
    assert _told(archive) == []
    _add(archive, "new", "newer")
    _add(archive, "other", title="Glencore comes")
    assert _told(archive) == [2]
    assert _told(archive) == []
    assert _told(archive, teller="watch") == []  # which knows of itself alone: these were there before it asked
    _add(archive, "newest")
    assert (_told(archive), _told(archive, teller="watch")) == ([1], [1])


def test_what_is_old_when_it_comes_is_no_news(archive: Archive) -> None:
    assert _told(archive) == []
    _add(archive, *(f"{number}" for number in range(50)), days=10)
    assert _told(archive) == []
    _add(archive, *(f"fresh {number}" for number in range(50)), days=6)
    assert _told(archive) == [50]


def test_quiet_hours_put_it_off(archive: Archive) -> None:
    now = (NOW + timedelta(hours=5)).time()  # in Almaty
    night = replace(CONFIG, quiet=Quiet(time(now.hour), time(now.hour + 1)))
    assert _told(archive) == []
    _add(archive, "1")
    assert _told(archive, night) == []
    own = replace(night, alerts=(replace(CONFIG.alerts[0], quiet=Quiet(time(1), time(2))),))
    assert _told(archive, night, hours=1) == [1]
    _add(archive, "2")
    assert _told(archive, own) == [1]


def test_mutes_hold_in_the_list_and_for_alerts(archive: Archive) -> None:
    config = replace(CONFIG, mutes=(("No gold", "gold until:2026-12-01"), ("Broken", "country:nowhere")))
    assert _told(archive, config) == []
    _add(archive, "1")
    _add(archive, "2", title="Zijin sells gold")
    held = muted(config, NOW)
    assert len(held) == 1
    assert [entry.title for entry in news(archive, Query(muted=held))] == ["Zijin comes"]
    assert len(news(archive, Query())) == 2
    assert _told(archive, config) == [1]
    early = muted(replace(config, mutes=(("Early", "gold until:2026-11-01"),)), NOW)
    assert len(news(archive, Query(muted=early))) == 2


def test_what_is_hidden_is_found_only_by_asking_for_it(archive: Archive) -> None:
    _add(archive, "1", "2")
    first = archive.ids(Choice())[0]
    archive.hide([first])
    assert first not in archive.ids(Choice())
    assert (archive.counts().unread, len(archive.ids(Choice(beat=True)))) == (1, 1)
    hidden = Query().narrowed(parse("is:hidden", names_of(CONFIG, NOW)))
    assert [entry.id for entry in news(archive, hidden)] == [first]
    archive.hide([first], False)
    assert len(archive.ids(Choice())) == 2


def test_a_saved_query_with_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[view]]\nname = "Fine"\nquery = "country:CN"\n\n[[mute]]\nname = "No"\nquery = "contry:CN"\n'
        '[[alert]]\nname = "Half"\n\n[[alert]]\nname = "Big"\nquery = "amount:big"\n',
        encoding="utf-8",
    )
    config, mistakes = load(path)
    assert [problem.line for problem in mistakes] == [8]
    assert [(problem.line, problem.key) for problem in problems(config, NOW)] == [(7, "query"), (13, "query")]
    assert "country:" in str(problems(config, NOW)[0])
