"""Whether an undertaking stands as a deal, or the item only speaks of a company's business: what speaks for it and against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tui.model import Deal
from tui.reading.acts.line import Line
from tui.reading.acts.undertaking import LEAD, Undertaking
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.lookup.weights import points

WEIGHTS = "deal"
"""The weights of an undertaking's being a deal."""

LEAST = -0.5
"""Points from which an undertaking is told: one that is missed cannot be judged by the reader, one too many can."""

_STEPS = {"weight": (25, 30, 40, 45, 50), "drafts": (2, 3, 4), "others": (1, 2, 4), "length": (7, 12, 20)}
"""From which sizes on it matters how surely (in tenths) and how often an undertaking is told, how many others are, and how many
sentences the item has."""

_SECOND = 6
"""Sentences after which an item has told what it is about."""

_TOLD = frozenset(
    {
        "sign",
        "agree",
        "memo",
        "agreement",
        "money",
        "plan",
        "talks",
        "launch",
        "ongoing",
        "say",
        "now",
        "mass",
        "count",
        "percent",
        "loan",
        "licence",
        "ore",
        "period",
        "another",
        "own",
        "affiliate",
        "results",
    }
)
"""What else the sentence may tell that says most of an undertaking."""


def stands(known: Mapping[str, float], deal: Deal, clues: set[str]) -> bool:
    """Whether an undertaking is told as a deal: enough speaks for it, and it is no paper of one company of the country with
    nobody."""
    lone = deal.kind == "agreement" and len(deal.parties) < 2 and not deal.countries
    return not lone and points(known, clues) > LEAST


def standing(page: Page, shelf: Library, lines: list[Line], group: Undertaking, deal: Deal, others: int) -> set[str]:
    """The clues of an undertaking that is told as ``deal``, beside so many others."""
    found = {*_nature(page, shelf, group, deal), *_shown(group, deal), *_place(lines, group)}
    weight = round(10 * max(d.weight for d in group.drafts))
    for name, size in (("weight", weight), ("drafts", len(group.drafts)), ("others", others), ("length", len(lines))):
        found |= {f"{name}-from-{least}" for least in _STEPS[name] if size >= least}
    return found


def _nature(page: Page, shelf: Library, group: Undertaking, deal: Deal) -> Iterator[str]:
    """What is done, and by which words it is told."""
    yield "bias"
    yield f"kind-{deal.kind}"
    yield f"stage-{deal.stage}"
    yield f"kind-{deal.kind}-{deal.stage}"
    main = group.main
    entry = shelf.get("deal-frame", main.rule)
    if entry is not None and "neutral" in entry.properties:
        yield "neutral"
    if main.loose:
        yield from ("loose", f"loose-{deal.kind}")
    if any(d.explicit for d in group.drafts):
        yield "explicit"
    if any(d.works for d in group.drafts):
        yield "works"
    if group.long_past(page):
        yield "long-past"
    yield from (f"told-{name}" for name in main.line.types & _TOLD)


def _shown(group: Undertaking, deal: Deal) -> Iterator[str]:
    """Who has a part in it, and what is known of it."""
    abroad = sum(p.country not in (None, "KZ") for p in deal.parties)
    home = sum(p.country == "KZ" for p in deal.parties)
    yield f"parties-{min(len(deal.parties), 3)}"
    yield f"abroad-{min(abroad, 2)}"
    yield f"home-{min(home, 2)}"
    if abroad and home:
        yield "both-sides"
    if not deal.parties and not deal.countries:
        yield "nobody"
    if len(deal.parties) > 1 and all(p.name.startswith(deal.parties[0].name) for p in deal.parties):
        yield "one-group"
    known = {
        "amount": deal.amount is not None,
        "own-amount": group.amount is not None,
        "share": group.share is not None,
        "placed": bool(deal.places),
        "sited": any(d.line.has("site") for d in group.drafts),
        "dated": deal.date is not None,
        "foreign": bool(deal.countries),
    }
    yield from (name for name, holds in known.items() if holds)


def _place(lines: list[Line], group: Undertaking) -> Iterator[str]:
    """Where the item tells of it."""
    first = min(d.line.number for d in group.drafts)
    yield "in-title" if first == 0 else "in-lead" if first < LEAD else "early" if first < _SECOND else "late"
    if all(d.line.number == 0 for d in group.drafts) and len(lines) > LEAD:
        yield "in-title-only"
    if lines[0].has("results"):
        yield "report"
    titled = {t.mention.id for t in lines[0].of("company") if t.mention}
    if any(not titled.isdisjoint(d.parties) for d in group.drafts):
        yield "titled"
