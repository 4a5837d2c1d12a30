"""Generates the inflected forms of every Russian and Kazakh name in the vocabularies, with generators of other makers, and
counts how many of them the lexicon finds. ``python tests/reading_inflection.py`` prints the shares and what is missed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tui.reading.layout.words import words
from tui.reading.lookup.library import Library, library
from tui.reading.lookup.vocabulary import NAMES, Entry
from tui.text import fold

RUSSIAN_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
KAZAKH_CASES = ("nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental")
_HUSHED = frozenset("?=*.+")
_FIXED = frozenset({"Сары", "Эти", "Бапы"})
"""Borrowed words that a Russian generator takes for its own."""


def spellings(shelf: Library, language: str) -> Iterator[tuple[Entry, str]]:
    """Every Cyrillic spelling of a name in ``language``, without its marks."""
    for entry in shelf.entries.values():
        if entry.kind not in NAMES:
            continue
        for spoken, spelling in entry.spellings:
            bare = spelling.strip("?=")
            if (
                spoken == language
                and spelling[0] != "="
                and not _HUSHED.intersection(bare)
                and any("а" <= c <= "ұ" for c in fold(bare))
            ):
                yield entry, bare


@lru_cache(maxsize=1)
def _morphology():  # type: ignore[no-untyped-def]
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def russian(name: str) -> Iterator[str]:
    """The cases of a name: adjectives and the noun they go with are inflected, what follows the noun stays."""
    parses, parts = [], name.split()
    for part in parts:
        parse = _nominal(part)
        if parse is None:
            break
        parses.append(parse)
        if parse.tag.POS == "NOUN":
            break
    if not parses or (len(parts) == 1 and parts[0].isupper()):
        yield name
        return
    for case in RUSSIAN_CASES:
        forms = [p.inflect({case}) for p in parses]
        if all(forms):
            inflected = [_cased(f.word, part) for f, part in zip(forms, parts, strict=False)]
            yield " ".join([*inflected, *parts[len(inflected) :]])


def _nominal(word: str):  # type: ignore[no-untyped-def]
    if not word.isalpha() or word.isascii() or word.isupper() or word in _FIXED:
        return None
    for parse in _morphology().parse(word):
        if parse.tag.POS in ("NOUN", "ADJF") and "nomn" in parse.tag and "Abbr" not in parse.tag:
            return parse
    return None


def _cased(form: str, like: str) -> str:
    return form.capitalize() if like[:1].isupper() else form


def kazakh(name: str) -> Iterator[str]:
    """The cases of a name; only the last word takes endings."""
    from qazaq_inflector import QazaqNameInflector

    inflector = QazaqNameInflector()
    first, _, last = name.rpartition(" ")
    for case in KAZAKH_CASES:
        form = inflector.inflect(last, case) if last.isalpha() and not last.isascii() and not last.isupper() else last
        yield f"{first} {form}".strip()


def missed(language: str) -> tuple[list[tuple[str, str, str]], int]:
    """The forms that are not found as (id, spelling, form), and how many there are in all."""
    shelf = library()
    lexicon = shelf.lexicon(language)
    lost, total = [], 0
    for entry, name in spellings(shelf, language):
        for form in dict.fromkeys(russian(name) if language == "ru" else kazakh(name)):
            total += 1
            text = f"Это {form} там"
            folded = fold(text)
            hits = lexicon.find(text, folded, words(folded))
            if not any(h.entry.kind == entry.kind and h.entry.id == entry.id for h in hits):
                lost.append((f"{entry.kind}.{entry.id}", name, form))
    return lost, total


if __name__ == "__main__":
    for spoken in ("ru", "kk"):
        lost, total = missed(spoken)
        print(f"{spoken}: {total - len(lost)} of {total} forms found, share {1 - len(lost) / total:.4f}")
        for row in lost:
            print("   ", *row, sep="  ")
