"""A report of an unexpected error: what was run, on what, and where it failed, without anything secret in it."""

from __future__ import annotations

import os
import platform
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import tui
from tui.words import say

_LIBRARIES = ("textual", "rich", "httpx", "feedparser", "click", "resiliparse")
_SECRET_NAME = re.compile(r"pass|token|secret|key|auth|credential", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://)(?:[^\s/@'\"]*@)?([^\s/?#'\"]*)([^\s?#'\"]*)[^\s'\"]*")
_HIDDEN = "[hidden]"
_SHORTEST = 4
_secrets: set[str] = set()


def keep_out(values: Iterable[str | None]) -> None:
    """Never writes any of ``values`` into a report."""
    _secrets.update(value for value in values if value and len(value) >= _SHORTEST)


def write(error: BaseException, folder: Path, told: Iterable[str]) -> Path:
    """Writes the report of ``error``, with the lines that were ``told`` before it, into ``folder``, readable by its owner
    alone. Raises OSError."""
    moment = datetime.now(UTC)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{moment:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    content = hidden("\n".join(_lines(error, moment, told)))
    path.touch(mode=0o600)
    path.write_text(content + "\n", encoding="utf-8", errors="backslashreplace")
    return path


def hidden(text: str) -> str:
    """``text`` without anything that is known to be secret."""
    return without(text, {*_secrets, *_named_secrets(os.environ)})


def without(text: str, secrets: Iterable[str]) -> str:
    """``text`` with ``secrets`` hidden, and addresses without user, password and query."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, _HIDDEN)
    return _ADDRESS.sub(r"\1\2\3", text)


def _lines(error: BaseException, moment: datetime, told: Iterable[str]) -> Iterator[str]:
    yield say("crash.title", version=tui.__version__, moment=f"{moment:%Y-%m-%d %H:%M:%S} UTC")
    yield say("crash.private")
    yield ""
    yield f"Python {platform.python_version()} on {platform.platform()}"
    yield from (f"{name} {_version(name)}" for name in _LIBRARIES)
    yield f"Terminal: {os.environ.get('TERM', 'none')}, {os.environ.get('COLORTERM', '')}"
    yield f"Arguments: {' '.join(sys.argv[1:])}"
    yield ""
    yield from (part.rstrip("\n") for part in traceback.format_exception(error))
    yield ""
    yield f"{say('crash.told')}:"
    yield from (f"  {line}" for line in told)


def _version(library: str) -> str:
    from importlib import metadata  # not on the way to the first paint

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "missing"


def _named_secrets(environ: Mapping[str, str]) -> Iterator[str]:
    """Values of variables whose names say that they are secret."""
    yield from (value for name, value in environ.items() if _SECRET_NAME.search(name) and len(value) >= _SHORTEST)
