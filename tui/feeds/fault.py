"""What can go wrong with a feed, as data: a kind, and a value where one belongs to it (``too-large 8``). Polls keep it like
that; people read its sentence, in the language they speak."""

from __future__ import annotations

from tui.words import say

UNREACHED = frozenset({"network", "no-name", "refused", "unreachable", "proxy"})
"""Kinds that say that no server was spoken to."""


def fault(kind: str, value: object = "") -> str:
    """A fault as it is kept."""
    return f"{kind} {value}".rstrip()


def kind_of(kept: str) -> str:
    """The kind of a fault, by which its remedy is found."""
    return kept.partition(" ")[0]


def told(kept: str) -> str:
    """The sentence for a fault; what is none of ours stays as it is."""
    kind, _, value = kept.partition(" ")
    if kind == "status":
        return _status(value)
    try:
        return say(f"fault.{kind}", value=say(f"served.{value}") if kind == "serves" else value)
    except KeyError:
        return kept


def _status(status: str) -> str:
    try:
        return say(f"fault-status.{status}")
    except KeyError:
        return say("fault-status.server" if status.startswith("5") else "fault-status.other", status=status)
