"""How long a test waits for what must come at last: on an overloaded machine too, so only what hangs is given up."""

from __future__ import annotations

PATIENCE = 240.0
"""Seconds; no test asks how long something took."""
