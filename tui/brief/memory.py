"""On which days briefs were made, by name: what ``--since last`` counts from. Briefs of one day count as one, so that a
brief can be written again, or in another format, and still tells of the same days."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tui.brief.files import write


def beside(archive: Path) -> Path:
    """The file that remembers the briefs of an archive."""
    return archive.with_name(f"{archive.stem}.briefs.json")


def last(path: Path, name: str, today: date) -> date | None:
    """The day of the last brief of that name before ``today``; None where none is remembered."""
    return max((day for day in _days(path).get(name, ()) if day < today), default=None)


def remember(path: Path, name: str, today: date) -> None:
    """A brief of that name was made ``today``. Raises OSError."""
    days = _days(path)
    before = [day for day in days.get(name, ()) if day < today]
    days[name] = [*before[-1:], today]
    told = {key: [day.isoformat() for day in sorted(found)] for key, found in sorted(days.items())}
    write(path, json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _days(path: Path) -> dict[str, list[date]]:
    """What the file holds; nothing where it is missing or damaged."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): sorted(map(date.fromisoformat, days)) for name, days in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
