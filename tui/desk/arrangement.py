"""What the desk remembers of how its reader likes it, beside the archive."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

NARROWEST, WIDEST = 20, 80
LOWEST, HIGHEST = 1, 9
USUAL = 3
"""The height of a panel at the side, beside those of the others."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``hidden`` panels; ``share`` of the width for the news, percent; ``heights`` of the panels beside it, each compared with
    the others; whether rows are ``stories``; the ``theme``, "" for the usual one; companies that are ``pinned``."""

    hidden: tuple[str, ...] = ()
    share: int = 45
    heights: tuple[tuple[str, int], ...] = ()
    stories: bool = False
    theme: str = ""
    pinned: tuple[str, ...] = ()

    def height(self, panel: str) -> int:
        """How high a panel at the side is."""
        return dict(self.heights).get(panel, USUAL)

    def resized(self, panel: str, by: int) -> Arrangement:
        """With a panel larger or smaller by a step."""
        if panel == "news":
            return replace(self, share=min(max(self.share + 5 * by, NARROWEST), WIDEST))
        height = min(max(self.height(panel) + by, LOWEST), HIGHEST)
        return replace(self, heights=tuple(sorted({**dict(self.heights), panel: height}.items())))

    def without(self, panel: str) -> Arrangement:
        """With a panel hidden."""
        return self if panel in self.hidden else replace(self, hidden=(*self.hidden, panel))

    def showing(self, panel: str) -> Arrangement:
        """With a panel shown."""
        return replace(self, hidden=tuple(one for one in self.hidden if one != panel))

    def pin(self, company: str) -> Arrangement:
        """With a company pinned, or not any more."""
        rest = tuple(one for one in self.pinned if one != company)
        return replace(self, pinned=rest if company in self.pinned else (*self.pinned, company))


def beside(archive: Path) -> Path:
    """Where the arrangement of an archive's desk is kept."""
    return archive.with_suffix(".desk.json")


def load(path: Path) -> Arrangement:
    """What was remembered; whatever cannot be read or is no sense is as if it had never been said."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Arrangement()
    found = Arrangement()
    for field in fields(Arrangement) if isinstance(told, dict) else ():
        value = _sensible(field.name, told.get(field.name))
        if value is not None:
            found = replace(found, **{field.name: value})
    return found


def save(path: Path, arrangement: Arrangement) -> None:
    """Remember it; where that cannot be, the next desk is as it ever was."""
    new = path.with_name(path.name + ".new")
    try:
        new.write_text(json.dumps(asdict(arrangement), ensure_ascii=False), encoding="utf-8")
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()


def _sensible(name: str, value: Any) -> Any:
    if name in ("hidden", "pinned"):
        return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else None
    if name == "share":
        return value if isinstance(value, int) and NARROWEST <= value <= WIDEST else None
    if name == "heights":
        pairs = value if isinstance(value, list) else ()
        return tuple(
            (pair[0], pair[1])
            for pair in pairs
            if isinstance(pair, list)
            and len(pair) == 2
            and isinstance(pair[0], str)
            and pair[1] in range(LOWEST, HIGHEST + 1)
        )
    return value if isinstance(value, bool if name == "stories" else str) else None
