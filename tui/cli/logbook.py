"""The log of a program that runs without a screen: one line a record, in UTC, the file rotated, nothing in it that a feed
could forge or that is secret."""

from __future__ import annotations

import logging
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

from tui.cli import crash, err
from tui.text import line

SIZE, KEPT = 1_000_000, 5
"""Bytes of a file, and how many older ones are kept."""

_LONGEST = 600


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        return f"{moment} {record.levelname.lower():7} {line(crash.hidden(record.getMessage()), _LONGEST)}"


class _File(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A full disk is no reason to stop, nor to fill another log."""


class _Kept(logging.Handler):
    """The last records stand in the report of a crash, wherever the log goes."""

    def emit(self, record: logging.LogRecord) -> None:
        err.keep(self.format(record))


def opened(path: Path | None) -> logging.Logger:
    """The log at ``path``; one that goes nowhere without. Raises OSError where it cannot be written."""
    handlers: list[logging.Handler] = [_Kept()]
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(_File(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="backslashreplace"))
    log = logging.Logger("kenwatch")
    for handler in handlers:
        handler.setFormatter(_Lines())
        log.addHandler(handler)
    return log
