"""httpx without its command line, for which it would load rich, pygments and click: five megabytes, and half its time."""

import sys

sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # as where its extra "cli" is not installed

import httpx  # noqa: E402

__all__ = ["httpx"]
