"""Names that the readings met and no vocabulary holds, for an analyst to adopt: how often, in how many items, where."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from tui.model import Document, Mention, Reading

_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name met ``times`` in ``items`` documents; ``country`` where the texts tell it, ``example`` shows it in place."""

    kind: str
    name: str
    language: str
    items: int
    times: int
    country: str | None = None
    relevant: int = 0
    example: str = ""


@dataclass
class _Tally:
    languages: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    items: int = 0
    times: int = 0
    relevant: int = 0
    example: str = ""


def candidates(read: Iterable[tuple[Document, Reading]], *, least: int = 1) -> list[Candidate]:
    """The new names of all readings, those of items on the beat and of many items first; ``least`` items each."""
    tallies: dict[tuple[str, str], _Tally] = {}
    names: dict[tuple[str, str], str] = {}
    for document, reading in read:
        met: set[tuple[str, str]] = set()
        for mention in reading.mentions:
            if mention.new:
                key = mention.kind, mention.name.casefold()
                names.setdefault(key, mention.name)
                _count(tallies.setdefault(key, _Tally()), mention, document, reading, key not in met)
                met.add(key)
    ranked = sorted(tallies.items(), key=lambda t: (-t[1].relevant, -t[1].items, -t[1].times, t[0]))
    return [_candidate(key, names[key], tally) for key, tally in ranked if tally.items >= least]


def _count(tally: _Tally, mention: Mention, document: Document, reading: Reading, first: bool) -> None:
    tally.times += 1
    tally.languages.append(reading.lang)
    if mention.country:
        tally.countries.append(mention.country)
    if first:
        tally.items += 1
        tally.relevant += reading.relevant
    if not tally.example:
        piece = document.source[max(mention.start - _CONTEXT, 0) : mention.end + _CONTEXT]
        tally.example = " ".join(piece.split())


def _candidate(key: tuple[str, str], name: str, tally: _Tally) -> Candidate:
    return Candidate(
        kind=key[0],
        name=name,
        language=max(set(tally.languages), key=tally.languages.count),
        items=tally.items,
        times=tally.times,
        country=max(set(tally.countries), key=tally.countries.count) if tally.countries else None,
        relevant=tally.relevant,
        example=tally.example,
    )


def entry(candidate: Candidate) -> str:
    """The candidate as a table for a vocabulary file, ready to be refined."""
    language = candidate.language if candidate.language in ("ru", "kk") else "en"
    key = identifier(candidate.name)
    lines = [
        f"[{candidate.kind}.{key if key.isascii() else _quoted(key)}]",
        f"name = {_quoted(candidate.name)}",
        f"{language} = [{_quoted(candidate.name)}]",
    ]
    if candidate.kind == "company":
        lines.append('sort = "miner"')
    if candidate.country:
        lines.append(f'country = "{candidate.country}"')
    return "\n".join(lines) + "\n"


def identifier(name: str) -> str:
    """An id for a name: its letters and digits in lower case, the rest as hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
