"""What the user chose: feeds.toml as frozen data, with every mistake named, and where files live."""

from __future__ import annotations

from tui.config.load import load
from tui.config.model import Config, FeedConfig, Problem

__all__ = ["Config", "FeedConfig", "Problem", "load"]
