"""The time zone that dates are shown in."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from tui.config.model import Config


def zone_of(config: Config) -> tzinfo:
    """The zone that feeds.toml names, else the system's."""
    if config.timezone:
        from zoneinfo import ZoneInfo

        return ZoneInfo(config.timezone)
    return datetime.now(UTC).astimezone().tzinfo or UTC
