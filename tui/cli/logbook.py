"""The log of a program that runs without a screen: one line a record, in UTC, the file rotated, nothing in it that a feed
could forge or that is secret."""

from __future__ import annotations

import logging
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

from tui.cli import crash
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


def opened(path: Path | None) -> logging.Logger:
    """The log at ``path``; one that goes nowhere without. Raises OSError where it cannot be written."""
    log = logging.Logger("kenwatch")
    if path is None:
        log.addHandler(logging.NullHandler())
        return log
    path.parent.mkdir(parents=True, exist_ok=True)
    file = _File(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="backslashreplace")
    file.setFormatter(_Lines())
    log.addHandler(file)
    return log
