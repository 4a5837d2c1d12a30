"""Understanding news: ``read(document) -> Reading``.

>>> from tui.model import Document
>>> from tui.reading import read
>>> read(Document("Zijin buys a Kazakh gold mine", "…")).countries
('CN',)
"""

from __future__ import annotations

from tui.model import Document, Reading
from tui.reading.answer import answer
from tui.reading.lookup.library import Library, library
from tui.reading.pipeline import read

__all__ = ["Document", "Library", "Reading", "answer", "library", "read"]
