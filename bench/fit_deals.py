"""Fits the weights by which it is told what is a deal and who takes part in it (knowledge/weights-deals.toml) to annotated
documents, and says how well they hold for a set of documents that was left out.

    python -m bench fit_deals [FILE.jsonl …] [--write]
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from bench._annotated import TESTS, Annotated, documents, worth_writing, write
from bench._ranking import Choice, fitted
from tui.model import Document
from tui.reading.acts.deals import FRAMES
from tui.reading.acts.drafts import drafts
from tui.reading.acts.frames import frames
from tui.reading.acts.line import Line, cues, lines
from tui.reading.acts.sides import WEIGHTS as PARTY
from tui.reading.acts.siding import Siding
from tui.reading.acts.standing import WEIGHTS as DEAL
from tui.reading.acts.standing import stands
from tui.reading.acts.undertakings import Undertakings, Weighed
from tui.reading.beat.relevance import promising
from tui.reading.beat.tags import tags
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library, library
from tui.reading.lookup.vocabulary import Entry
from tui.reading.lookup.weights import weights
from tui.reading.naming.coref import stand_ins
from tui.reading.pipeline import lay_out, measure

_SAMPLES = [
    *sorted(TESTS.glob("deals-*.toml")),
    *(TESTS / f"{name}.toml" for name in ("wordings", "stories", "stages", "steps")),
]
TITLES = {
    "en": "Mining news of Kazakhstan",
    "ru": "Горнорудные новости Казахстана",
    "kk": "Қазақстанның тау-кен жаңалықтары",
}
DAY = date(2024, 5, 14)
_SAMPLE, OF_SAMPLE = "sample", 0.4
"""The set of the sentences made for a single deal, and what one weighs: it is no news."""

_RIDGE, _OFTEN = 5.0, 2
_LEAST = 3.0
"""Points from which an undertaking is the one that is annotated."""

_SAME = 0.02
_FILE = "weights-deals.toml"
_HEAD = """\
# What each clue says for an undertaking's being a deal (acts/standing.py has the clues), and for a company's having a part in it
# (acts/siding.py). Fitted to annotated documents by `python -m bench fit_deals --write`; not to be written by hand.
"""

Weights = dict[str, dict[str, float]]
"""The weights of each decision."""


class _Told(NamedTuple):
    """An undertaking with the deal that a reader has taken from the item, None where there is none."""

    one: Weighed
    parties: list[tuple[str, set[str]]]
    gold: Mapping[str, Any] | None
    weight: float


def main(arguments: list[str]) -> int:
    """Prints how well weights fitted without each set hold for it, and those fitted to all; see bench._annotated."""
    told = list(documents(arguments))
    made = list(samples())
    for group in sorted({d.set for d in told}):
        known = fit([*(d for d in told if d.set != group), *made])
        _show(f"without {group}", [d for d in told if d.set == group], with_weights(library(), known))
    known = fit([*told, *made])
    _show("all", told, with_weights(library(), known))
    if "--write" in arguments:
        write(_FILE, _HEAD, {name: worth_writing(values) for name, values in known.items()})
    return 0


def samples() -> Iterator[Annotated]:
    """The sentences and stories of the tests, each of one deal or of none."""
    for file in _SAMPLES:
        for item in tomllib.loads(file.read_text(encoding="utf-8"))["item"]:
            language = item.get("language", file.stem.removeprefix("deals-"))
            day = datetime.combine(item.get("published", DAY), time(12), UTC)
            document = Document(item.get("title", TITLES[language]), item["text"], day, language)
            deal = item.get("deal") or ({} if item.get("none") else item)
            yield Annotated(_SAMPLE, document, {"deals": [deal] if deal else []})


def with_weights(shelf: Library, known: Mapping[str, Mapping[str, Any]]) -> Library:
    """The library with other weights."""
    entries = dict(shelf.entries)
    for name, values in known.items():
        entries["weight", name] = Entry("weight", name, name, (), values)
    return Library(entries)


def fit(told: Sequence[Annotated]) -> Weights:
    """The weights of each decision: of parties first, then of what they say about deals."""
    found = [one for document in told for one in undertakings(document, library())]
    known = {PARTY: fitted(list(_on_parties(found)), ridge=_RIDGE, least=_OFTEN)}
    shelf = with_weights(library(), known)
    found = [one for document in told for one in undertakings(document, shelf)]
    return known | {
        DEAL: fitted([_yes_or_no(t.one.clues, t.gold is not None, t.weight) for t in found], ridge=_RIDGE, least=_OFTEN)
    }


def _yes_or_no(clues: set[str], is_so: bool, weight: float) -> Choice:
    """The choice between taking something and leaving it."""
    return Choice((sorted(clues), ()), (is_so, not is_so), weight)


def _on_parties(told: Iterable[_Told]) -> Iterator[Choice]:
    for one in told:
        if one.gold is not None and "parties" in one.gold:
            for name, clues in one.parties:
                yield _yes_or_no(clues, any(named(party, [name]) for party in one.gold["parties"]), one.weight)


def laid_out(told: Annotated, shelf: Library) -> tuple[Page, list[Line], list[Weighed]] | None:
    """The page of a document on the beat, its lines and all that might be a deal; None for one that is off the beat."""
    page = lay_out(told.document, shelf)
    found = tags(page, shelf) if promising(page.hits) else None
    if found is None or not found.relevant:
        return None
    measure(page, shelf)
    spoken = cues(page, shelf)
    text = lines(page, spoken, stand_ins(page, shelf, spoken))
    drafted = drafts(page, shelf, text, frames(shelf, FRAMES))
    return page, text, list(Undertakings(page, shelf, found, text).weighed(drafted))


def undertakings(told: Annotated, shelf: Library) -> Iterator[_Told]:
    """The undertakings of a document on the beat, with their clues and what is annotated of them."""
    laid = laid_out(told, shelf)
    if laid is None:
        return
    page, text, weighed = laid
    siding = Siding(page, shelf, text)
    told_of = [one.group for one in weighed]
    pairs = _sole(weighed, told.gold["deals"]) if told.set == _SAMPLE else paired(weighed, told.gold.get("deals", []))
    for one, gold in zip(weighed, pairs, strict=True):
        if gold is None or not gold.get("optional"):
            parties = [(c.mention.name, c.clues) for c in siding.candidates(one.group, told_of).values()]
            yield _Told(one, parties, gold, OF_SAMPLE if told.set == _SAMPLE else 1.0)


def _sole(weighed: Sequence[Weighed], gold: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any] | None]:
    """The undertaking that a sample is about: the first of its kind, else the first."""
    found: list[Mapping[str, Any] | None] = [None] * len(weighed)
    if weighed and gold:
        kinds = [one.deal.kind for one in weighed]
        found[kinds.index(gold[0]["kind"]) if gold[0].get("kind") in kinds else 0] = gold[0]
    return found


def paired(weighed: Sequence[Weighed], gold: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any] | None]:
    """For each undertaking the annotated deal that it is, None where it is none; the likeliest pairs first."""
    ranked = sorted(
        ((_alike(one, deal), i, j) for i, one in enumerate(weighed) for j, deal in enumerate(gold)),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    found: list[Mapping[str, Any] | None] = [None] * len(weighed)
    taken: set[int] = set()
    for likeness_, i, j in ranked:
        if likeness_ >= _LEAST and found[i] is None and j not in taken:
            found[i] = gold[j]
            taken.add(j)
    return found


def _alike(one: Weighed, gold: Mapping[str, Any]) -> float:
    """How much an undertaking has of an annotated deal: its sum, its parties, countries, places and minerals, its kind."""
    deal = one.deal
    names = [*(p.name for p in deal.parties), *(m.name for m, _ in one.group.parties.values())]
    sum_ = 0.0
    wanted = gold.get("amount")
    if deal.amount is not None and wanted is not None:
        same = deal.currency == gold.get("currency", deal.currency) and abs(deal.amount - wanted) <= _SAME * wanted
        sum_ += 3 if same else -2
    elif deal.amount is None and wanted is None:
        sum_ += 0.5
    sum_ += 2 * any(named(party, names) for party in gold.get("parties", ()))
    sum_ += bool(set(deal.countries) & set(gold.get("countries", ())))
    sum_ += any(named(place, deal.places) for place in gold.get("places", ()))
    sum_ += 0.5 * bool(set(deal.commodities) & set(gold.get("commodities", ())))
    return sum_ + float(deal.kind == gold["kind"])


def named(names: str | Sequence[str], found: Iterable[str]) -> bool:
    """Whether one of the spellings is one of those found, or has all the words of it that are worth a name."""
    spellings = [_words(name) for name in ([names] if isinstance(names, str) else names)]
    return any(
        one == other or (_telling(one & other) and (one <= other or other <= one))
        for one in map(_words, found)
        for other in spellings
    )


def _same_parties(told: _Told) -> bool:
    """Whether an undertaking has the parties that are annotated, and no others."""
    wanted = told.gold["parties"] if told.gold is not None else []
    found = [party.name for party in told.one.deal.parties]
    return all(named(one, found) for one in wanted) and all(any(named(one, [name]) for one in wanted) for name in found)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", name.casefold().replace("ё", "е")))


def _telling(shared: frozenset[str]) -> bool:
    return any(len(word) >= 4 and word not in _PLAIN for word in shared)


_PLAIN = frozenset(
    "mining group resources resource minerals metals metal gold copper corporation national international kazakhstan kazakh "
    "china chinese invest holding company energy global north south east west central uranium bank capital partners steel "
    "zinc development deposit region mine plant project limited месторождение рудник область кен орны облысы".split()
)
"""Words of many names."""


def _show(what: str, told: Sequence[Annotated], shelf: Library) -> None:
    """Prints how many deals are found rightly, and of those how many have the right kind and stage."""
    known = weights(shelf, DEAL)
    seen: Counter[str] = Counter()
    for document in told:
        seen["wanted"] += sum(not deal.get("optional") for deal in document.gold.get("deals", []))
        for found in undertakings(document, shelf):
            if stands(known, found.one.deal, found.one.clues):
                seen["found"] += 1
                if found.gold is not None:
                    seen["right"] += 1
                    seen["kind"] += found.one.deal.kind == found.gold["kind"]
                    seen["stage"] += found.one.deal.stage == found.gold["stage"]
                    seen["parties"] += _same_parties(found)
    right = max(1, seen["right"])
    print(
        f"{what:20} {len(told):4} documents, {seen['wanted']:3} deals: P {right / max(1, seen['found']):.2f} "
        f"R {right / max(1, seen['wanted']):.2f}; kind {seen['kind'] / right:.2f} stage {seen['stage'] / right:.2f} "
        f"parties {seen['parties'] / right:.3f}",
        flush=True,
    )
