"""How a language counts and writes figures and dates: Unicode's Common Locale Data, which Babel brings.

Babel is imported when a language other than English is first spoken; English, whose first paint cannot wait for it, is
written by ``tui.form`` itself."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

_ENGLISH = "en"
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_KEPT = 4096
_NARROW_SPACE, _SPACE = "\u202f", "\u00a0"


def plural(language: str, number: int) -> int:
    """Which of a noun's forms goes with ``number``: they stand in the catalogue in the order of CLDR's categories, those
    that whole numbers have."""
    if language == _ENGLISH:
        return 0 if number == 1 else 1
    return categories(language).index(_form(language, number))


@cache
def categories(language: str) -> tuple[str, ...]:
    """The plural categories that whole numbers have in ``language``."""
    met = {_form(language, number) for number in range(200)}
    return tuple(category for category in _CATEGORIES if category in met)


@cache
def separators(language: str) -> dict[int, str]:
    """What stands for the comma between thousands and for the decimal point."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return str.maketrans({",": get_group_symbol(language), ".": get_decimal_symbol(language)})


@lru_cache(_KEPT)
def written(value: date, skeleton: str, language: str) -> str:
    """A date as ``language`` writes the parts that CLDR's ``skeleton`` names: ``yMd``, ``yMMM``, ``Md``."""
    from babel.dates import format_skeleton

    return _spaced(format_skeleton(skeleton, value, locale=language))


@lru_cache(_KEPT)
def month(value: date, language: str) -> str:
    """A month's short name, standing alone."""
    from babel.dates import format_date

    return _spaced(format_date(value, "LLL", locale=language))


@lru_cache(_KEPT)
def day_in_full(value: date, language: str) -> str:
    """A date in running text, its month in letters."""
    from babel.dates import format_date

    return _spaced(format_date(value, "long", locale=language))


@lru_cache(_KEPT)
def months(first: date, last: date, language: str) -> str:
    """A span of months."""
    from babel.dates import format_interval

    return _spaced(format_interval(first, last, "yMMM", locale=language))


@lru_cache(_KEPT)
def _form(language: str, number: int) -> str:
    from babel.core import Locale

    return str(Locale.parse(language).plural_form(number))


def _spaced(text: str) -> str:
    """Not every font of a terminal has the narrow space."""
    return text.replace(_NARROW_SPACE, _SPACE)
