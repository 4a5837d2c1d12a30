"""What publishers change in items that have come already."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from archive_samples import ASTANA, NOW, item, reading, state

from tui.archive import Archive
from tui.archive.saving import WORDINGS
from tui.ledger.wordings import Change, changes


def told(path: Path, *wordings: tuple[str, str]) -> tuple[Change, ...]:
    """The changes of an item that said one after the other, an hour apart."""
    with Archive.open(path) as archive:
        for hour, (title, text) in enumerate(wordings):
            news = [(item("1", title, text), reading())]
            archive.save_poll(ASTANA, state(), news, NOW + timedelta(hours=hour))
        stored = archive.item(1)
    assert stored is not None
    return changes(stored)


def test_an_item_that_was_never_changed(tmp_path: Path) -> None:
    assert told(tmp_path / "a.db", ("Zijin comes", "It pays.")) == ()


def test_each_change_is_told_by_what_went_and_what_came(tmp_path: Path) -> None:
    wordings = (
        ("Zijin comes", "It pays $100 million. The mine is near Aktogay."),
        ("Zijin comes", "It pays $90 million. The mine is near Aktogay.\n\nThe board agreed."),
        ("Zijin goes", "It pays $90 million. The mine is near  Aktogay.\n\nThe board agreed."),
    )
    assert told(tmp_path / "a.db", *wordings) == (
        Change(NOW + timedelta(hours=2), ("Zijin comes",), ("Zijin goes",)),
        Change(NOW + timedelta(hours=1), ("It pays $100 million.",), ("It pays $90 million.", "The board agreed.")),
    )


def test_a_publisher_who_changes_all_the_time_fills_no_disk(tmp_path: Path) -> None:
    found = told(tmp_path / "a.db", *((f"Views: {n}", "Copper.") for n in range(WORDINGS + 9)))
    assert len(found) == WORDINGS + 1
    assert found[-1].went == ("Views: 0",), "how it began is kept"
    assert found[0].came == (f"Views: {WORDINGS + 8}",)
