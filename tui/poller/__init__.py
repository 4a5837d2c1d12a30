"""Polling: feeds in, items with their readings in the archive. The same poller serves the desk and the command line."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.poller.poller import Poller
    from tui.poller.report import FeedProgress, PollReport

__all__ = ["FeedProgress", "PollReport", "Poller"]

_HOMES = {"FeedProgress": "report", "PollReport": "report", "Poller": "poller"}


def __getattr__(name: str) -> Any:
    """Loaded when asked for: the worker is a module of this package, and needs no poller."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"tui.poller.{_HOMES[name]}"), name)
