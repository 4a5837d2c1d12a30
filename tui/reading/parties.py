"""Who can be a party: companies and agencies with a part in a deal, not ministries, media, exchanges or brokers."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.library import Library

_NO_PARTY = re.compile(
    r"\b(?:Ministry|Committee|Government|Commission|Administration|Department|Agency of Kazakhstan|Geological Service|"
    r"Nuclear Agency|National Bank|Stock Exchange|Financial Centre|Association|Chamber|Akorda|Exchange|Министерств\w*|"
    r"Комитет\w*|World Bank)\b"
)
_PROMOTERS = frozenset({"kazakh-invest"})


def acts(shelf: Library, mention: Mention) -> bool:
    """Whether the organisation can be a party to a deal."""
    return mention.id not in _PROMOTERS and _NO_PARTY.search(mention.name) is None


def hires_out(shelf: Library, mention: Mention) -> bool:
    """Whether the company builds for others: an engineering firm by its entry or its name."""
    entry = shelf.get("company", mention.id)
    if entry is not None and entry.properties.get("sort") == "engineering":
        return True
    return _BUILDER.search(mention.name) is not None


_BUILDER = re.compile(
    r"Engineering|Construction|Contractor|Инжиниринг|Строй|Құрылыс|Metso|Outotec|Sinosteel", re.IGNORECASE
)
