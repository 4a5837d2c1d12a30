"""kenwatch: a terminal desk for Kazakhstan's mining and its foreign partners."""

__version__ = "0.1.0"
