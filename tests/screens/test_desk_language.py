"""The desk in Kazakh: labels, counts, dates and amounts; what reports say stays in their own language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from patience import PATIENCE

TESTS = Path(__file__).resolve().parents[1]
SHOW = """
import asyncio, sys
from pathlib import Path
from tui.words import speak
speak("kk")  # before the desk is imported, as the command line does
from desk_pilot import desk

async def show():
    async with desk(Path(sys.argv[1]), (200, 60)) as running:
        print(running.text())

asyncio.run(show())
"""


def test_the_desk_speaks_kazakh(tmp_path: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}", "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [sys.executable, "-c", SHOW, str(tmp_path)], env=environ, capture_output=True, timeout=PATIENCE
    )
    shown = ended.stdout.decode()
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
