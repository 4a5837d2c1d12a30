"""What the card of one deal tells: who, what for how much, how it went, and every report with its sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from itertools import groupby

from tui import form
from tui.desk.labelled import GAP, Told
from tui.ledger.entries import DealEntry, Report
from tui.ledger.reports import address
from tui.model import Party
from tui.words import count, glyph, mark, name, say

_INK_OF_STAGE = {"completed": "good", "cancelled": "bad"}
_INK_OF_CHECK = {"yes": "good", "edited": "good", "wrong": "bad"}


def told(deal: DealEntry) -> tuple[Told, ...]:
    """The facts, what matters first; what no report tells is left out."""
    return tuple(_facts(deal))


def title(deal: DealEntry) -> str:
    """Who deals with whom; where nobody is named, about what."""
    names = [party.name for party in deal.parties] or list(deal.places)
    return " · ".join(names) or form.commodities(deal.commodities) or name("deal-kind", deal.kind)


def confidence(deal: DealEntry) -> str:
    """How far the deal may be believed, with the reasons."""
    reasons = "; ".join(name("confidence-reason", reason) for reason in deal.confidence.reasons)
    level = name("confidence", deal.confidence.level)
    return f"{level}: {reasons}" if reasons else level


def newest_first(deal: DealEntry) -> list[Report]:
    """The reports of a deal, the newest first."""
    return sorted(deal.reports, key=lambda report: report.published, reverse=True)


def heading(report: Report, zone: tzinfo) -> str:
    """When, where and in which language it was reported."""
    language = name("language", report.language) if report.language else ""
    return " · ".join(part for part in (form.day(report.published, zone), report.source, language) if part)


def _facts(deal: DealEntry) -> Iterator[Told]:
    stage = f"{glyph('stage', deal.stage)} {name('stage', deal.stage)}"
    yield Told(say("deal.kind"), name("deal-kind", deal.kind))
    yield Told(say("deal.stage"), stage, _INK_OF_STAGE.get(deal.stage, "copper"))
    if deal.checked:
        yield Told(
            say("deal.checked"),
            f"{mark('checked')} {name('verdict', deal.checked)}",
            _INK_OF_CHECK.get(deal.checked, ""),
        )
    if deal.background:
        yield Told("", say("fact.background"), "quiet")
    yield Told(say("deal.confidence"), confidence(deal), "gold" if deal.confidence.level == "low" else "")
    yield Told(say("deal.day"), f"{form.day(deal.day)}, {name('date-from', deal.date_from)}")
    yield GAP
    yield from _rows(say("deal.parties"), [_party(party) for party in deal.parties], "partner")
    yield Told(say("deal.countries"), form.countries(deal.countries))
    yield GAP
    yield from _money(deal)
    yield Told(say("deal.stake"), form.percent(deal.stake) if deal.stake is not None else "")
    yield Told(say("deal.jobs"), form.number(deal.jobs) if deal.jobs else "")
    yield Told(say("deal.commodities"), form.commodities(deal.commodities), "commodity")
    yield Told(say("deal.places"), ", ".join(deal.places), "commodity")
    yield GAP
    yield from _rows(say("deal.history"), list(_history(deal)))
    yield from _contradictions(deal)


def _money(deal: DealEntry) -> Iterator[Told]:
    if deal.amount is None:
        yield Told(say("deal.amount"), say("amount.undisclosed"), "quiet")
        return
    doubt = mark("doubtful") if deal.contradictions else ""
    yield Told(say("deal.amount"), doubt + form.money(deal.amount, deal.currency, short=False), "gold-strong")
    if deal.usd is not None and deal.currency != "USD":
        rate = " ".join(part for part in (name("usd-rate", deal.usd_rate or ""), _rate(deal)) if part)
        yield Told(say("deal.usd"), ", ".join(part for part in (form.money(deal.usd, "USD"), rate) if part), "gold")


def _rate(deal: DealEntry) -> str:
    """The rate that was used: ``(KZT 521 = USD 1)``; "" where the text converts the amount itself."""
    if not deal.usd or deal.amount is None or deal.usd_rate == "text":
        return ""
    return f"({form.money(deal.amount / deal.usd, deal.currency)} = {form.money(1, 'USD')})"


def _history(deal: DealEntry) -> Iterator[str]:
    """Each stage once with its first day, of those that no report dates the day of the first report: ``◕ signed ·
    19 Nov 2026 · 2 reports``."""
    told = {address(report): report.published for report in reversed(deal.reports)}
    for stage, entries in groupby(deal.stages, key=lambda entry: entry.stage):
        same = list(entries)
        links = dict.fromkeys(link for entry in same for link in entry.reports)
        first = min((told[link] for link in links if link in told), default=None)
        reported = say("deal.reported", day=form.day(first)) if first else say("deal.undated")
        dated = next((entry.date for entry in same if entry.date), None)
        day = form.day(dated) if dated else reported
        yield f"{glyph('stage', stage)} {name('stage', stage)} · {day} · {count(len(links), 'report')}"


def _contradictions(deal: DealEntry) -> Iterator[Told]:
    """What reports say differently, each value with those that say it."""
    if not deal.contradictions:
        return
    yield GAP
    sources = {address(report): report.source for report in deal.reports}
    for field, values in deal.contradictions:
        said: dict[str, list[str]] = {}
        for link, value in values.items():
            said.setdefault(_value(value), []).append(sources.get(link, link))
        words = "; ".join(f"{value} ({', '.join(dict.fromkeys(who))})" for value, who in said.items())
        yield Told(say("deal.disagree"), f"{name('deal-field', field)}: {words}", "gold")


def _value(value: object) -> str:
    if isinstance(value, (int, float)):
        return form.number(value)
    if isinstance(value, (list, tuple)):
        return " ".join(map(_value, value))
    return say("amount.none") if value is None else str(value)


def _rows(label: str, words: list[str], ink: str = "") -> Iterator[Told]:
    """Several lines under one label."""
    for number, line in enumerate(words):
        yield Told(label if not number else " ", line, ink)


def _party(party: Party) -> str:
    role = name("role", party.role) if party.role else ""
    about = ", ".join(part for part in (role, form.country(party.country) if party.country else "") if part)
    return f"{party.name} ({about})" if about else party.name
