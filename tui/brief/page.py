"""An overview as the page that was asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo
from typing import TypeVar

from tui import form
from tui.brief import headline, wording
from tui.brief.changes import WAYS, changes
from tui.brief.notable import top_deals, top_items, top_series
from tui.brief.risks import risks as dangers
from tui.brief.rows import DealRow, Group, Page, Part, PartnerRow
from tui.brief.wanted import SECTIONS, Wanted
from tui.brief.wording import HOME, NAME, Wording
from tui.ledger.deals import totals
from tui.ledger.entries import DealEntry, EventEntry, Overview, Series
from tui.ledger.events import distinct
from tui.ledger.partners import partners_of
from tui.model import STAGES
from tui.text import line
from tui.words import count, glyph, name, say

_LONGEST_NOTE = 20_000
E = TypeVar("E")
R = TypeVar("R")


def page(overview: Overview, wanted: Wanted | None = None, *, zone: tzinfo | None = None) -> Page:
    """The words of ``overview``, dates in ``zone`` (UTC)."""
    wanted = wanted or Wanted()
    words = Wording(wanted.top, zone)
    changed = sorted(changes(overview.deals, overview.since), key=lambda one: WAYS.index(one.way))
    told = distinct(event for event in overview.events if event.checked != "wrong")
    risks = dangers(overview.deals, told)
    deals, series = top_deals(overview.deals, wanted.top), top_series(overview.series, wanted.top)
    deal_heading = _stage_heading if wanted.group_by == "stage" else _heading
    deal_groups = _grouped(deals, _deal_group(wanted.group_by), words.deal, deal_heading, _worth)
    figure_groups = _grouped(series, _series_group(wanted.group_by), words.figure, _heading, lambda entries: "")
    partners = _partners(overview, told, wanted, words)
    return Page(
        title=line(wanted.title, NAME) or say("brief.title"),
        period=wording.period(overview),
        generated=say("brief.generated", day=form.day(overview.generated, zone)),
        sections=_sections(overview, wanted),
        note=_paragraphs(wanted.note),
        lead=headline.lead(overview, changed, len(risks), words.citation, zone),
        key_figures=headline.key_figures(overview),
        changes=tuple(map(words.change, changed[: wanted.top])),
        deals=deal_groups,
        risks=tuple(map(words.risk, risks[: wanted.top])),
        figures=figure_groups,
        partners=partners,
        items=tuple(map(words.item, top_items(overview.news, wanted.top))),
        sources=tuple(map(words.source, overview.sources)),
        changes_part=Part(min(len(changed), wanted.top), len(changed)),
        deals_part=Part(len(deals), len(overview.deals)),
        risks_part=Part(min(len(risks), wanted.top), len(risks)),
        figures_part=Part(len(series), sum(1 for entry in overview.series if entry.points)),
        sources_line=wording.sources_line(overview.sources),
        rates_lines=wording.rates_lines(overview.deals),
        legend=_has_reported_day(deal_groups, partners),
    )


def _sections(overview: Overview, wanted: Wanted) -> tuple[str, ...]:
    """Those that are wanted; where there is no first day, all is new, and what changed would tell all deals twice."""
    told = overview.since is not None or wanted.sections != SECTIONS
    return tuple(section for section in SECTIONS if section in wanted.sections and (told or section != "changes"))


def _paragraphs(note: str) -> tuple[str, ...]:
    told = (line(part) for part in re.split(r"\n\s*\n", note[:_LONGEST_NOTE]))
    return tuple(part for part in told if part)


def _grouped(
    entries: Sequence[E],
    key: Callable[[E], str],
    row: Callable[[E], R],
    heading: Callable[[str], str],
    note: Callable[[Sequence[E]], str],
) -> tuple[Group[R], ...]:
    """The rows under the ``heading`` of what ``key`` gives: stages from the furthest on, else those first that have most rows;
    what belongs to none is last."""
    groups: dict[str, list[E]] = defaultdict(list)
    for entry in entries:
        groups[key(entry)].append(entry)
    if groups.keys() <= {""}:
        return (Group("", "", tuple(map(row, entries))),)
    ordered = sorted(groups.items(), key=lambda pair: (pair[0] == "", _step(pair[0]), -len(pair[1]), pair[0]))
    return tuple(Group(heading(title), note(members), tuple(map(row, members))) for title, members in ordered)


def _stage_heading(stage: str) -> str:
    return f"{glyph('stage', stage)} {name('stage', stage)}"


def _heading(title: str) -> str:
    return title or say("brief.no-group")


def _step(title: str) -> int:
    """Where the heading stands among the others: a further stage before, what was called off behind."""
    return 1 if title == "cancelled" else -STAGES.index(title) if title in STAGES else 0


def _deal_group(by: str) -> Callable[[DealEntry], str]:
    return {"stage": _stage, "country": _country, "company": _company, "commodity": _commodity}[by]


def _stage(deal: DealEntry) -> str:
    return deal.stage


def _country(deal: DealEntry) -> str:
    return next((form.country(code) for code in deal.countries if code != HOME), "")


def _company(deal: DealEntry) -> str:
    """The foreign party, else the first."""
    names = sorted(deal.parties, key=lambda party: party.country in (None, HOME))
    return line(names[0].name, NAME) if names else ""


def _commodity(deal: DealEntry) -> str:
    return form.commodity(deal.commodities[0]) if deal.commodities else ""


def _series_group(by: str) -> Callable[[Series], str]:
    """A company's figures have no partner country: by country they stand as they are."""
    if by == "company":
        return lambda entry: line(entry.subject, NAME)
    return (lambda entry: form.commodity(entry.commodity)) if by == "commodity" else (lambda entry: "")


def _worth(deals: Sequence[DealEntry]) -> str:
    summed = totals(deals)
    worth = form.money(summed.usd_signed, "USD") if summed.usd_signed else ""
    return " · ".join(part for part in (count(len(deals), "deal"), worth) if part)


def _partners(overview: Overview, told: Sequence[EventEntry], wanted: Wanted, words: Wording) -> tuple[PartnerRow, ...]:
    if wanted.group_by != "company":
        rows = ((p, [e for e in told if p.country in e.countries]) for p in overview.partners[: wanted.top])
        return tuple(words.partner(partner, events) for partner, events in rows)
    firms = partners_of(overview.deals, overview.events, by="company", today=overview.generated.date())[: wanted.top]
    return tuple(words.partner(firm, [e for e in told if firm.company in e.parties]) for firm in firms)


def _has_reported_day(deals: Iterable[Group[DealRow]], partners: Iterable[PartnerRow]) -> bool:
    return any(row.reported for group in deals for row in group.rows) or any(
        event.reported for partner in partners for event in partner.events
    )
