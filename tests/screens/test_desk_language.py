"""The desk in Russian and Kazakh: labels, counts, dates and amounts; what reports say stays in their own language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE

TESTS = Path(__file__).resolve().parents[1]
SHOW = """
import asyncio, sys
from pathlib import Path
from tui.words import speak
speak(sys.argv[2])  # before the desk is imported, as the command line does
from desk_pilot import desk

async def show():
    async with desk(Path(sys.argv[1]), (int(sys.argv[3]), 40)) as running:
        print(running.text())

asyncio.run(show())
"""


def _shown(folder: Path, language: str, width: int) -> str:
    environ = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", SHOW, str(folder), language, str(width)]
    return subprocess.run(command, env=environ, capture_output=True, timeout=PATIENCE).stdout.decode()


def test_the_desk_speaks_kazakh(tmp_path: Path) -> None:
    shown = _shown(tmp_path, "kk", 200)
    told = (
        "Жаңалықтар",
        "Мәмілелер",
        "Компаниялар",
        "Уақыт желісі",
        "Бүгін",
        "Қытай",
        "млрд",
        "анықтама",
        "Zijin agrees",
    )
    assert [word for word in told if word not in shown] == []
    assert [word for word in ("News", "Deals", "Companies", "Today", " China ") if word in shown] == []


@pytest.mark.parametrize(("language", "state"), [("ru", "без сети"), ("kk", "желісіз")])
def test_what_matters_is_told_where_words_are_long(tmp_path: Path, language: str, state: str) -> None:
    assert _shown(tmp_path, language, 80).splitlines()[0].endswith(state)
