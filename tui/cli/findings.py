"""One thing that ``kenwatch doctor`` looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``level`` is ok, note, warning or error; ``remedy`` says what helps, "" where nothing is needed."""

    area: str
    level: str
    finding: str
    remedy: str = ""
