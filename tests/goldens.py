"""Golden files: a text is compared with the one that was looked at and kept; KENWATCH_GOLDENS=1 keeps a new one."""

from __future__ import annotations

import os
from pathlib import Path


def check(path: Path, content: str) -> None:
    """Fail where ``content`` is not what ``path`` holds, byte for byte."""
    if os.environ.get("KENWATCH_GOLDENS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    assert path.read_bytes().decode() == content
