"""The brief's headline: a paragraph of the facts in plain words, and the sums beside it, each with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo

from tui import form
from tui.brief.changes import WAYS, Change
from tui.brief.rows import Citation, Sentence
from tui.ledger.deals import BINDING, INTENDED
from tui.ledger.entries import DealEntry, Overview, Report
from tui.text import line
from tui.words import count, figures, name, say

_SUMMANDS = 6
_NAME = 90

Cite = Callable[[Report], Citation]


def lead(
    overview: Overview, changed: Sequence[Change], risks: int, cite: Cite, zone: tzinfo | None
) -> tuple[Sentence, ...]:
    """The paragraph, a sentence each."""
    if not (overview.deals or overview.series or overview.events):
        return (Sentence(say("brief.nothing")),)
    said = _sentences(overview, changed, risks, cite, zone)
    return tuple(replace(one, text=one.text.replace("..", ".")) for one in said)  # an abbreviation ends the sentence


def _sentences(
    overview: Overview, changed: Sequence[Change], risks: int, cite: Cite, zone: tzinfo | None
) -> Iterable[Sentence]:
    totals = overview.totals
    yield Sentence(_span(overview, zone), section="deals")
    if totals.usd_signed:
        said = say("brief.lead-signed", usd=form.money(totals.usd_signed, "USD"))
        yield Sentence(said, section="deals", told=summands(overview.deals, BINDING))
    if totals.usd_intended:
        said = say("brief.lead-intended", usd=form.money(totals.usd_intended, "USD"))
        yield Sentence(said, section="deals", told=summands(overview.deals, INTENDED))
    if totals.undisclosed:
        yield Sentence(say("brief.lead-undisclosed", deals=count(totals.undisclosed, "deal")), section="deals")
    largest = _largest(overview.deals)
    if largest is not None:
        yield Sentence(_told(largest), citation=cite(largest.reports[-1]))
    if overview.since is not None and changed:
        ways = [one.way for one in changed]
        told = [say(f"change-count.{way}", n=form.number(ways.count(way))) for way in WAYS if way in ways]
        yield Sentence(say("brief.lead-changes", changes=", ".join(told)), section="changes")
    if risks:
        yield Sentence(say("brief.lead-risks", risks=count(risks, "risk")), section="risks")


def key_figures(overview: Overview) -> tuple[tuple[Sentence, str], ...]:
    """The sums as pairs of figure and label."""
    totals, deals = overview.totals, overview.deals
    return (
        (Sentence(figures(f"{totals.deals:,}"), section="deals"), say("brief.key-deals")),
        (
            Sentence(form.money(totals.usd_signed, "USD"), section="deals", told=summands(deals, BINDING)),
            say("brief.key-signed"),
        ),
        (
            Sentence(form.money(totals.usd_intended, "USD"), section="deals", told=summands(deals, INTENDED)),
            say("brief.key-intended"),
        ),
        (Sentence(figures(f"{len(overview.partners):,}"), section="events"), say("brief.key-partners")),
    )


def summands(deals: Iterable[DealEntry], stages: Iterable[str]) -> str:
    """The largest amounts of a sum, a line each: ``USD 1.5 bn: China Nonferrous · KAZ Minerals``."""
    summed = [d for d in deals if d.stage in stages and d.usd and not d.background and d.checked != "wrong"]
    summed.sort(key=lambda deal: (-(deal.usd or 0.0), deal.id))
    told = [f"{form.money(deal.usd, 'USD')}: {_parties(deal)}" for deal in summed[:_SUMMANDS]]
    more = len(summed) - len(told)
    return "\n".join([*told, *([say("brief.more-deals", deals=count(more, "deal"))] if more else [])])


def party(known: str, country: str | None) -> str:
    """A party with its country, where that is not the country that all is about."""
    clean = line(known, _NAME)
    return f"{clean} ({line(country, 8)})" if country and country != "KZ" else clean


def _parties(deal: DealEntry) -> str:
    return " · ".join(party(p.name, p.country) for p in deal.parties) or form.countries(deal.countries)


def _span(overview: Overview, zone: tzinfo | None) -> str:
    last = overview.until.date() if overview.until else overview.generated.astimezone(zone or UTC).date()
    values = {
        "until": form.day_in_full(last),
        "deals": count(overview.totals.deals, "deal"),
        "partners": count(len(overview.partners), "partner-country"),
    }
    if overview.since is None:
        return say("brief.lead-all", **values)
    first = overview.since.date()
    days = count((last - first).days, "day")
    return say("brief.lead-span", since=form.day_in_full(first), days=days, **values)


def _told(deal: DealEntry) -> str:
    return say(
        "brief.lead-largest",
        parties=_parties(deal),
        amount=form.money(deal.amount, deal.currency),
        kind=name("deal-kind", deal.kind),
        stage=name("stage", deal.stage),
    )


def _largest(deals: Iterable[DealEntry]) -> DealEntry | None:
    worth = [d for d in deals if d.usd and d.stage != "cancelled" and not d.background and d.checked != "wrong"]
    return max(worth, key=lambda deal: (deal.usd or 0, deal.day, deal.id), default=None)
