"""The trust boundary: nothing enters the archive, a terminal or a file without passing here."""

from __future__ import annotations

_FOLDED = str.maketrans(
    {
        "ё": "е",
        "Ё": "е",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "‑": "-",
        "‐": "-",
    }
)


def fold(text: str) -> str:
    """Lower case, ё as е, quotes, dashes and spaces plain; every character keeps its place, so spans of the folded text
    are spans of the original."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered.translate(_FOLDED)
