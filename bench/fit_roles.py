"""Fits the weights by which it is told as what each party takes part in a deal (knowledge/weights-roles.toml) to the annotated
documents of the tests with the roles of tests/reading/roles.jsonl, and says how well they hold for a set that was left out.

    python -m bench fit_roles [--write]
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bench._annotated import TESTS, Annotated, documents, leave_out, worth_writing, write
from bench._ranking import Choice, fitted
from bench.fit_deals import TITLES, laid_out, named, paired
from tui.model import Document
from tui.reading.acts.cast import Parties
from tui.reading.acts.roles import ROLES_OF, WEIGHTS, Roles
from tui.reading.acts.siding import Siding
from tui.reading.layout.page import Page
from tui.reading.lookup.library import library
from tui.reading.lookup.weights import points
from tui.text import fold

_RIDGE, _OFTEN = 4.0, 6
_FILE = "weights-roles.toml"
_HEAD = """\
# What each clue says for a party's role in a deal (acts/roles.py has the clues). Fitted to annotated documents by
# `python -m bench fit_roles --write`; not to be written by hand.
"""

Weights = Mapping[str, Mapping[str, float]]
"""The weights of each role."""

Gold = dict[tuple[str, int], Mapping[str, str]]
"""The roles of the parties by name, of a document's deal."""

_SAMPLE = "sentences"
"""The set of the sentences made for a single deal."""

_STEM = 5
"""Letters of a name that no ending changes."""


@dataclass
class _Case:
    """A party of a deal, its role as annotated and, once decided, as found."""

    group: str
    name: str
    kind: str
    clues: set[str]
    role: str
    found: str = ""


def main(arguments: list[str]) -> int:
    """Writes the weights; else prints how well those fitted without each set hold for it, and those fitted to all."""
    gold = _gold()
    told = [d for d in documents([]) if any(ident == d.document.id for ident, _ in gold)]
    pool = [case for document in told for case in _cases(document, gold)]
    pool += [case for document in samples() for case in _of_sample(document)]
    by_set: dict[str, list[_Case]] = {}
    for case in pool:
        by_set.setdefault(case.group, []).append(case)

    def decide(those: Sequence[Annotated], known: Weights) -> list[_Case]:
        sets = {t.set for t in those}
        return [replace(case, found=_role(case, known)) for group in sorted(sets) for case in by_set.get(group, [])]

    if "--write" in arguments:
        known = _fit(pool)
        write(_FILE, _HEAD, {WEIGHTS.format(role): worth_writing(values) for role, values in known.items()})
    else:
        leave_out(told, pool, _fit, decide, _show)
    return 0


def _gold() -> Gold:
    rows = (json.loads(line) for line in (TESTS / "roles.jsonl").read_text(encoding="utf-8").splitlines())
    return {(row["id"], row["deal"]): row["roles"] for row in rows}


def _cases(told: Annotated, gold: Gold) -> Iterator[_Case]:
    """The parties of the deals that are found as annotated, each with its clues."""
    shelf = library()
    laid = laid_out(told, shelf)
    if laid is None:
        return
    page, lines, weighed = laid
    siding, roles = Siding(page, shelf, lines), Roles(page, shelf, lines)
    told_of = [one.group for one in weighed]
    annotated = told.gold.get("deals", [])
    for one, deal in zip(weighed, paired(weighed, annotated), strict=True):
        if deal is None or deal["kind"] not in ROLES_OF:
            continue
        wanted = gold.get((told.document.id, annotated.index(deal)), {})
        parties: Parties = {}
        role_of: dict[str, str] = {}
        for ident, candidate in siding.candidates(one.group, told_of).items():
            spelt = next((p for p in deal["parties"] if named(p, [candidate.mention.name])), None)
            role = wanted.get(spelt[0] if isinstance(spelt, list) else spelt or "")
            if role is not None:
                parties[ident], role_of[ident] = (candidate.mention, ""), role
        for ident, role in role_of.items():
            clues = roles.clues(one.group, deal["kind"], ident, parties)
            yield _Case(told.set, f"{told.document.id} {parties[ident][0].name}", deal["kind"], clues, role)


def samples() -> Iterator[Annotated]:
    """The sentences of the tests, each of one deal, with the roles of its parties."""
    for path in sorted(TESTS.glob("roles-*.txt")):
        language = path.stem.rpartition("-")[2]
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, text, told = line.split(" | ")
            roles = dict(pair.rsplit("=", 1) for pair in told.split("; "))
            yield Annotated(_SAMPLE, Document(TITLES[language], text, lang=language), {"kind": kind, "roles": roles})


def _of_sample(told: Annotated) -> Iterator[_Case]:
    """The parties that a sentence names, if it is read as a deal of its kind, or of some kind."""
    shelf = library()
    laid = laid_out(told, shelf)
    if laid is None or not laid[2]:
        return
    page, lines, weighed = laid
    kind = told.gold["kind"]
    group = next((one.group for one in weighed if one.deal.kind == kind), weighed[0].group)
    parties: Parties = {}
    for ident, candidate in Siding(page, shelf, lines).candidates(group, [one.group for one in laid[2]]).items():
        name = spelling(page, ident, told.gold["roles"])
        if name is not None:
            parties[ident] = candidate.mention, told.gold["roles"][name]
    roles = Roles(page, shelf, lines)
    for ident, (mention, role) in parties.items():
        clues = roles.clues(group, kind, ident, parties)
        yield _Case(told.set, f"{told.document.text[:40]} {mention.name}", kind, clues, role)


def spelling(page: Page, ident: str, names: Iterable[str]) -> str | None:
    """Which of the names a company of a page goes by there."""
    places = [page.spoken(m.start, m.end + 1) for m in page.mentions if m.kind == "company" and m.id == ident]
    return next((name for name in names if any(fold(name).strip("«»")[:_STEM] in place for place in places)), None)


def _fit(cases: Sequence[_Case]) -> Weights:
    choices = [
        Choice(
            [[f"{role} {clue}" for clue in sorted(case.clues)] for role in ROLES_OF[case.kind]],
            [role == case.role for role in ROLES_OF[case.kind]],
        )
        for case in cases
    ]
    known: dict[str, dict[str, float]] = {}
    for clue, value in fitted(choices, ridge=_RIDGE, least=_OFTEN).items():
        role, _, name = clue.partition(" ")
        known.setdefault(role, {})[name] = value
    return known


def _role(case: _Case, known: Weights) -> str:
    return max(ROLES_OF[case.kind], key=lambda role: points(known.get(role, {}), case.clues))


def _show(what: str, cases: Sequence[_Case]) -> None:
    kinds = Counter(case.kind for case in cases)
    right = Counter(case.kind for case in cases if case.found == case.role)
    told = ", ".join(f"{kind} {right[kind]}/{count}" for kind, count in sorted(kinds.items()))
    print(f"{what:20} {sum(right.values()) / max(1, len(cases)):.3f}  {told}", flush=True)
