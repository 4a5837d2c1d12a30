"""What a frame finds in a line, and the parts that frames are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from tui.reading.acts.line import Line, Token
from tui.reading.lookup.vocabulary import Entry

ELEMENT = re.compile(r"(?:([a-z][a-z-]*):)?([a-z][a-z-]*(?:\|[a-z][a-z-]*)*)([?+]?)")
"""An element of a frame: slot:type|type and a mark."""


Slots: TypeAlias = dict[str, tuple[Token, ...]]
"""What fills the slots of a frame, by name."""


class FrameError(ValueError):
    """A frame cannot be compiled: names the element."""


@dataclass(slots=True)  # not frozen: made by the hundred on every page, and freezing doubles what that costs
class Match:
    """A frame (``entry``) found in a line: the tokens from ``first`` to ``last``, and what fills its slots."""

    entry: Entry
    line: Line
    first: int
    last: int
    slots: Slots
    weight: float = field(init=False)
    """How sure the frame is."""
    trigger: Token = field(init=False)
    """The word that tells what happens: the slot of that name, else the first token."""

    def __post_init__(self) -> None:
        self.weight = float(self.entry.properties.get("weight", 1))
        self.trigger = (self.slots.get("trigger") or (self.line.tokens[self.first],))[0]
