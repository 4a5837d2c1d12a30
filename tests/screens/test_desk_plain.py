"""ASCII in the place of glyphs: where it is asked for, everywhere that anything is drawn, and not a cell wider."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_pilot import SIZES, Desk, compare
from desk_samples import CONFIG, NOW, fill

from tui.clock import fixed_clock
from tui.desk.app import DeskApp
from tui.desk.glyphs import asked, table


@pytest.mark.parametrize(
    ("setting", "encoding", "ascii_only"),
    [
        ("auto", "utf-8", False),
        ("auto", "UTF8", False),
        ("auto", None, False),
        ("auto", "koi8-r", True),
        ("auto", "ascii", True),
        ("auto", "no such thing", True),
        ("ascii", "utf-8", True),
        ("unicode", "koi8-r", False),
    ],
)
def test_when_ascii_is_asked_for(setting: str, encoding: str | None, ascii_only: bool) -> None:
    assert asked(setting, encoding) is ascii_only


def test_stand_ins_are_one_character_of_ascii() -> None:
    assert all(len(stand_in) == 1 and stand_in.isascii() for stand_in in table().values())
    assert not any(chr(glyph).isalpha() for glyph in table())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_only_letters_are_not_ascii(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "archive.db"
    fill(path)
    app = DeskApp(CONFIG, (), path, fixed_clock(NOW), offline=True, ascii_only=True)
    async with app.run_test(size=size) as pilot:
        running = Desk(app, pilot, path)
        await running.settle()
        compare(f"plain-{size[0]}x{size[1]}", running.text())
        shown = [running.text()]
        for keys in (("tab", "enter"), ("escape", "tab", "tab", "z"), ("question_mark",)):
            await running.press(*keys)
            shown.append(running.text())
    for text in shown:
        assert {letter for letter in text if not (letter.isascii() or letter.isalpha())} <= {"†"}
