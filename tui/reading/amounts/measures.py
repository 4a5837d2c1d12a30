"""The vocabularies of numbers, units and time, made ready for one language.

Words of these kinds are looked for around numbers only, so they are kept out of the lexicon that runs over every word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, TypeAlias

from tui.reading.lookup.vocabulary import Entry
from tui.text import fold

KINDS = frozenset({"unit", "scale", "numeral", "fraction", "number-word", "time", "period"})
"""Kinds of entries that only the reading of figures and dates looks up."""

FIGURES = frozenset({"metric", "figure-word", "figure-noun"})
"""Kinds of the words that tell what figures measure; only items on the beat are searched for them."""

_CLASSES = {"d": "159ij", "n": "15w", "o": "o1i", "f": "fcu", "M": "MA", "h": "hX"}
"""Classes in the patterns of periods that several letters belong to: a small number may be a day, a count, an ordinal."""

Periods: TypeAlias = Mapping[str, tuple[str, str]]
"""Sequences of letters that are a period, each with its sort and the role of each letter."""

MEMORY = 20_000
"""Words of which a table remembers what they stand for."""

_EDGE = r"(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a text writes it: ``base`` is the unit that values are given in, ``factor`` what one is in it."""

    id: str
    kind: str
    base: str
    factor: float
    per: str


class Words(dict[str, Any]):
    """What each word stands for, None where nothing, by a table of words and stems; a stem (written with ``*``) stands for
    every word that begins with it. Worked out at the first look at a word, and all forgotten where there are too many."""

    def __init__(self, spellings: Iterable[tuple[str, Any]]) -> None:
        self._exact: dict[str, Any] = {}
        self._stems: dict[str, Any] = {}
        for spelling, value in spellings:
            form = fold(spelling)
            if form.endswith("*"):
                self._stems.setdefault(form[:-1], value)
            else:
                self._exact.setdefault(form, value)
        self._longest = max(map(len, self._stems), default=0)

    def __missing__(self, form: str) -> Any:
        if len(self) >= MEMORY:
            self.clear()
        found = self[form] = self._exact[form] if form in self._exact else self._by_stem(form)
        return found

    def _by_stem(self, form: str) -> Any:
        """What the longest stem that ``form`` begins with stands for, None where it begins with none."""
        stems, reach = self._stems, min(self._longest, len(form))
        return next((stems[form[:n]] for n in range(reach, 1, -1) if form[:n] in stems), None)


class Measures:
    """Units, scales and numerals of one language; English ones are understood everywhere."""

    def __init__(self, entries: Mapping[tuple[str, str], Entry], language: str, periods: Periods) -> None:
        self.language = language
        self.periods = periods
        self.entries = [e for e in entries.values() if e.kind in KINDS]
        self._spoken = (language, "en") if language in ("ru", "kk") else ("en",)

    def spellings(self, *kinds: str) -> list[tuple[str, Entry]]:
        """The (spelling, entry) pairs of these kinds, the text's own language first."""
        found = []
        for spoken in self._spoken:
            for entry in self.entries:
                if entry.kind in kinds:
                    found += [(spelling, entry) for language, spelling in entry.spellings if language == spoken]
        return found

    def listed(self, ident: str) -> list[str]:
        """The folded spellings of ``[number-word.ident]``."""
        return [fold(s) for s, e in self.spellings("number-word") if e.id == ident]

    @cached_property
    def endings(self) -> Words:
        """Case endings behind digits and a hyphen."""
        return Words((s, True) for s, e in self.spellings("number-word") if e.id == "case-ending")

    @cached_property
    def ordinal_endings(self) -> frozenset[str]:
        """Endings behind digits and a hyphen that make an ordinal."""
        return frozenset(fold(s) for s, e in self.spellings("time") if e.id == "ending")

    @cached_property
    def labels(self) -> frozenset[str]:
        """Words before a number that make it a name: № 65."""
        return frozenset(self.listed("not-a-quantity"))

    @cached_property
    def approximations(self) -> tuple[str, ...]:
        """Words before a figure that is about right only."""
        return tuple(s if s[0] in "~" else f" {s}" for s in self.listed("approximately"))

    @cached_property
    def inserted(self) -> re.Pattern[str]:
        """What says between a number and its scale or unit that it is about right only, with the case that it asks for."""
        words = sorted(self.listed("approximately-inside"), key=len, reverse=True)
        return re.compile(
            rf"-?(?:[ғг][ае]|[қк][ае]|[дтн][ае]н)? (?:{'|'.join(map(re.escape, words))})(?= )" if words else r"(?!)"
        )

    @cached_property
    def joins(self) -> frozenset[str]:
        """What stands between the two figures of a range or a change."""
        return frozenset(self.listed("to"))

    @cached_property
    def opens_change(self) -> frozenset[str]:
        """What stands before two figures that are a change from one to the other."""
        return frozenset(self.listed("from-change"))

    @cached_property
    def opens_difference(self) -> frozenset[str]:
        """What stands before how much something changed, with the level that it reached behind."""
        return frozenset(self.listed("by-change"))

    @cached_property
    def opens_range(self) -> frozenset[str]:
        """What stands before two figures that are a range."""
        return frozenset(self.listed("from-range"))

    @cached_property
    def ranges(self) -> frozenset[str]:
        """What makes a range of the figures around it, whatever stands before."""
        return frozenset(self.listed("range"))

    def falls(self, written: str) -> bool:
        """Whether a figure stands in the Kazakh ablative: the first of "from … to …"."""
        return self.language == "kk" and written.endswith(self._ablative)

    @cached_property
    def _ablative(self) -> tuple[str, ...]:
        return tuple(self.listed("ablative"))

    def _any_of(self, name: str) -> str:
        """A pattern of the words of a list."""
        return "|".join(map(re.escape, self.listed(name)))

    @cached_property
    def per_tonne(self) -> re.Pattern[str]:
        """What makes grams of a metal a grade."""
        return re.compile(r" ?(?:[^\W\d_]+(?:-[^\W\d_]+)? ){0,3}(?:" + self._any_of("per-tonne") + r")(?![^\W_])")

    @cached_property
    def in_tonne(self) -> re.Pattern[str]:
        """What makes grams of a metal behind it a grade: на каждую тонну приходилось 1,88 грамма."""
        return re.compile(r"(?<![^\W_])(?:" + self._any_of("in-tonne") + r")(?: [^\s\d,;]+){0,4} (?:[\d.,]+ ?- ?)?$")

    @cached_property
    def lists(self) -> frozenset[str]:
        """What stands between the numbers of a list."""
        return frozenset(self.listed("list"))

    @cached_property
    def links(self) -> frozenset[str]:
        """Words inside a number in words: half a million, two hundred and ten."""
        return frozenset(self.listed("inside"))

    @cached_property
    def half_more(self) -> Spelt:
        """Half of one more."""
        return Spelt((s, 0.5) for s, e in self.spellings("number-word") if e.id == "and-a-half")

    @cached_property
    def alone(self) -> frozenset[str]:
        """Scale words that mean one of it where no number stands before."""
        return frozenset(fold(f) for e in self.entries if e.kind == "scale" for f in e.properties.get("alone", ()))

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by id."""
        return {e.id: _unit(e) for e in self.entries if e.kind == "unit"}

    @cached_property
    def unit(self) -> Spelt:
        """Units behind a number."""
        return Spelt((s, self.units[e.id]) for s, e in self.spellings("unit"))

    @cached_property
    def cased(self) -> dict[str, Unit]:
        """Units by spellings whose capitals matter: ``Mt`` is not ``mt``."""
        return {x: self.units[e.id] for e in self.entries if e.kind == "unit" for x in e.properties.get("exact", ())}

    @cached_property
    def currency(self) -> Spelt:
        """Currency signs in front of a number."""
        signs = [(sign, e.id) for e in self.entries if e.kind == "unit" for sign in e.properties.get("before", ())]
        return Spelt(((sign, self.units[ident]) for sign, ident in signs), edge="")

    @cached_property
    def currency_ends(self) -> frozenset[str]:
        """The characters that these end with."""
        signs = (sign for e in self.entries if e.kind == "unit" for sign in e.properties.get("before", ()))
        return frozenset(fold(sign)[-1] for sign in signs)

    @cached_property
    def scale(self) -> Spelt:
        """Thousand, million and their like."""
        return Spelt((s, float(e.properties["times"])) for s, e in self.spellings("scale"))

    @cached_property
    def letter(self) -> Spelt:
        """Scales in one or two letters right behind the digits: the m of $5m."""
        held = [(e.properties, float(e.properties["times"])) for e in self.entries if e.kind == "scale"]
        return Spelt((letter, times) for properties, times in held for letter in properties.get("letters", ()))

    @cached_property
    def numerals(self) -> Words:
        """Numbers in words, and the scale words that mean one of it when they stand alone."""
        spelt = [(s, ("numeral", float(e.properties["value"]))) for s, e in self.spellings("numeral")]
        alone = [
            (form, ("scale", float(e.properties["times"])))
            for e in self.entries
            if e.kind == "scale"
            for form in e.properties.get("alone", ())
        ]
        return Words([*spelt, *alone])

    @cached_property
    def openings(self) -> Words:
        """Words that a number, or a share, in words may begin with."""
        shares = ((head, True) for head in self.fraction_heads)
        forms = ((s, True) for s, _ in self.spellings("numeral"))
        return Words([*shares, *forms, *((form, True) for form in self.alone)])

    @cached_property
    def fraction(self) -> Spelt:
        """Shares in words, as percent of the whole."""
        return Spelt((s, float(e.properties["percent"])) for s, e in self.spellings("fraction"))

    @cached_property
    def fraction_heads(self) -> frozenset[str]:
        """Beginnings of the words that a share in words begins with."""
        heads = (re.match(r"[^\W_]+", fold(s)) for s, _ in self.spellings("fraction"))
        return frozenset(m.group() for m in heads if m)

    @cached_property
    def time(self) -> Words:
        """Words of time as (letter, value, wants a capital)."""
        return Words(
            (s.removeprefix("="), (e.properties["letter"], e.properties.get("value"), s.startswith("=")))
            for s, e in self.spellings("time")
        )


class Spelt:
    """Spellings to be met at a known place: one anchored pattern for each first letter, the longest spelling first."""

    def __init__(self, spellings: Iterable[tuple[str, Any]], edge: str = _EDGE) -> None:
        heads: dict[str, dict[str, Any]] = {}
        for spelling, value in spellings:
            form = fold(spelling)
            heads.setdefault(form[0], {}).setdefault(form, value)
        self._heads = {head: _alternatives(table, edge) for head, table in heads.items()}

    def at(self, folded: str, place: int) -> tuple[Any, int] | None:
        """The value met at ``place`` and where it ends."""
        head = self._heads.get(folded[place : place + 1])
        match = head[0].match(folded, place) if head else None
        if head is None or match is None or match.lastindex is None:
            return None
        return head[1][match.lastindex - 1], match.end()


def _alternatives(table: Mapping[str, Any], edge: str) -> tuple[re.Pattern[str], list[Any]]:
    ordered = sorted(table, key=len, reverse=True)
    return re.compile("|".join(f"({_pattern(s, edge)})" for s in ordered)), [table[s] for s in ordered]


def _pattern(spelling: str, edge: str) -> str:
    words = spelling.split()
    parts = [re.escape(w.removesuffix("*")) + (r"[^\W\d_]*" if w.endswith("*") else "") for w in words]
    joined = parts[0]
    for before, part in zip(words, parts[1:], strict=False):
        joined += (" ?" if before.endswith(".") else " ") + part
    return joined + (edge if spelling[-1].isalnum() else "")


def periods(entries: Iterable[Entry]) -> Periods:
    """The patterns of the periods as sequences of letters, the same in all languages; of two entries the first has its way."""
    found: dict[str, tuple[str, str]] = {}
    for entry in entries:
        if entry.kind == "period":
            for pattern in entry.properties["patterns"]:
                for roles in _roles(pattern):
                    meant = entry.id, roles
                    for letters in product(*[_CLASSES.get(role, role) for role in roles]):
                        found.setdefault("".join(letters), meant)
    return found


def _roles(pattern: str) -> list[str]:
    """The sequences of roles that a pattern stands for, without each of what may be missing, and with it."""
    parts = [("", part[:-1]) if part.endswith("?") else (part,) for part in pattern.split()]
    return ["".join(roles) for roles in product(*parts)]


def _unit(entry: Entry) -> Unit:
    held = entry.properties
    return Unit(entry.id, held["kind"], held["base"], float(held["factor"]), held.get("per", ""))
