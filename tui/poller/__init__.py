"""Polling: feeds in, items with their readings in the archive. The same poller serves the desk and the command line."""

from __future__ import annotations

from tui.poller.poller import Poller
from tui.poller.report import FeedProgress, PollReport

__all__ = ["FeedProgress", "PollReport", "Poller"]
