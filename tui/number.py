"""What a number written in digits is worth, in the custom of its language."""

from __future__ import annotations


def number(written: str, decimal_comma: bool, scaled: bool = False) -> float:
    """The value of a number in digits. A comma before three digits parts thousands, but is a decimal comma where such are
    the custom (3,374 тонны), save before noughts (10,000 тонн), and where nothing else is possible (0,125)."""
    text = written.replace(" ", "")
    marks = [c for c in text if c in ",."]
    if not marks:
        return float(text)
    if len(marks) > 1:
        if marks[0] != marks[-1]:
            return float(text.replace(marks[0], "").replace(",", "."))
        return float(text.replace(marks[0], ""))
    whole, part = text.split(marks[0])
    possible = len(part) == 3 and len(whole) < 4 and whole.strip("0") != "" and " " not in written
    rounded = part == "000" and not scaled
    custom = not decimal_comma or rounded if marks[0] == "," else decimal_comma and not scaled
    return float(whole + part) if possible and custom else float(f"{whole}.{part}")
