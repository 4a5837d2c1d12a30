"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, content: str | Iterable[str]) -> None:
    """Put ``content``, whole or piece by piece, at ``path`` in one step, so that nobody ever reads half of it; a link keeps
    leading where it leads, and what is no file (a pipe, a device) is written to. Raises OSError."""
    path = path.resolve()
    pieces = (content,) if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        error.filename = str(path)  # what is asked for, rather than what stands in for it
        raise
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        Path(name).chmod(_mode(path))
        os.replace(name, path)  # noqa: PTH105 - replaces an existing file on every system
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is there, else those of any new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
