"""Understanding news: ``read(document) -> Reading``."""

from __future__ import annotations

from tui.model import Document, Reading

VERSION = "0"


def read(document: Document) -> Reading:
    """All that can be understood of ``document``, without network or archive."""
    return Reading(lang=document.lang or "en", relevant=False, foreign=False, score=0.0, version=VERSION)
