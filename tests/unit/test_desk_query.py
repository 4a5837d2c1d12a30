"""What is typed on the desk is the query language, and what is not yet a query is words."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, deal, item, reading, state

from tui.archive import Archive
from tui.config.model import Config
from tui.desk.asking import Scope
from tui.desk.source import Source


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("country:CN", ["Zijin comes"]),
        ("страна", []),
        ("gold -country:CN", ["Gold"]),
        ("country:", ["Gold", "Zijin comes"]),
        ('"gold', ["Gold", "Zijin comes"]),
        ("@chinese amount:>50m", ["Zijin comes"]),
    ],
)
async def test_the_search_line_speaks_the_language(tmp_path: Path, typed: str, titles: list[str]) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive:
        read = [
            (item("1"), reading(countries=("CN",), deals=(deal(),))),
            (item("2", title="Gold", text="of Russia"), reading(countries=("RU",))),
        ]
        archive.save_poll(ASTANA, state(), read, NOW)
    source = Source(Config(None, views=(("Chinese", "country:CN"),)), path, lambda: NOW)
    scope = Scope(words=typed)
    try:
        assert [entry.title for entry in (await source.page(scope)).entries] == titles
        assert len(await source.deals(scope)) == ("Zijin comes" in titles)
    finally:
        source.close()
