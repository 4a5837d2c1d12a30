"""The brief as Markdown: lists rather than tables, so that it renders on GitHub and pastes into a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.brief.rows import Citation, DealRow, EventRow, FigureRow, ItemRow, Page, PartnerRow
from tui.words import say

# Escaped only where it would act, so that a text pasted into a chat stays readable.
_ACTIVE = re.compile(
    r"[\\`*_\[\]|<~]"
    r"|^(?:[#+=>-]|\d+(?=[.)]))"  # headings, lists and quotations begin a line
    r"|&(?=#|\w+;)"
    r"|\$(?=.*\$)"  # a pair of them is a formula
    r"|:(?=//)|\.(?<=www\.)",
    re.IGNORECASE,
)


def markdown(page: Page) -> str:
    """The whole brief. Text from feeds is escaped: it shows as it stands and formats nothing."""
    return "\n".join(_lines(page)) + "\n"


def escaped(text: str) -> str:
    """``text`` so that no reader of Markdown takes any of it for formatting, HTML or an address."""
    return _ACTIVE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _lines(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    yield f"*{escaped(page.period)} · {escaped(page.generated)}*"
    yield ""
    yield escaped(page.lead)
    yield from _heading("deals", page.deals_part.note)
    for deal in page.deals:
        yield from _deal(deal)
    yield from _otherwise(page.deals, "none-deals")
    yield from _heading("metrics", page.figures_part.note)
    yield from map(_figure, page.figures)
    yield from _otherwise(page.figures, "none-figures")
    yield from _heading("events")
    for partner in page.partners:
        yield from _partner(partner)
    yield from _otherwise(page.partners, "none-events")
    yield from _heading("items", page.items_part.note)
    yield from map(_item, page.items)
    yield from _otherwise(page.items, "none-items")
    yield from _heading("sources")
    yield escaped(page.sources_line)
    yield ""
    for source in page.sources:
        if source.error:
            yield f"- {escaped(source.title)}: {escaped(source.error)}"
    yield ""
    yield escaped(page.rates_line)


def _heading(key: str, note: str = "") -> Iterator[str]:
    yield ""
    yield f"## {escaped(say(f'heading.{key}'))}" + (f" ({escaped(note)})" if note else "")
    yield ""


def _otherwise(rows: tuple[object, ...], key: str) -> Iterator[str]:
    if not rows:
        yield escaped(say(f"brief.{key}"))


def _deal(row: DealRow) -> Iterator[str]:
    amount = " ".join(part for part in (f"**{escaped(row.amount)}**", escaped(row.usd)) if part)
    what = [f"{row.mark} {row.stage_word}", row.kind]
    parties = ", ".join(row.parties) or row.partners
    parts = [f"**{escaped(parties)}**", amount, *map(escaped, (*what, *row.details))]
    yield f"- {escaped(row.day)} · {' · '.join(part for part in parts if part)}"
    for citation in row.newest:
        yield f"  - {_cited(citation)}: “{escaped(citation.quote)}”"
    if row.unshown:
        yield f"  - {escaped(row.unshown)}"


def _figure(row: FigureRow) -> str:
    parts = (row.label, row.period, row.change, row.bars)
    tail = "".join(f" · {escaped(part)}" for part in parts if part)
    return f"- **{escaped(row.subject)}** · **{escaped(row.value)}**{tail} · {_cited(row.citation)}"


def _partner(row: PartnerRow) -> Iterator[str]:
    sums = [row.deals, row.signed and f"{row.signed} {say('brief.key-signed')}"]
    sums.append(row.intended and f"{row.intended} {say('brief.key-intended')}")
    yield f"### {escaped(' · '.join(part for part in (row.country, *sums) if part))}"
    yield ""
    yield from map(_event, row.events)
    if row.left_out:
        yield f"- {escaped(say('brief.more-events', n=row.left_out))}"
    yield ""


def _event(row: EventRow) -> str:
    parties = "".join(f" · {escaped(party)}" for party in row.parties)
    return f"- {escaped(row.day)} · {escaped(row.mark)} {escaped(row.word)}{parties} · {_cited(row.citation)}"


def _item(row: ItemRow) -> str:
    tags = "".join(f" · {escaped(tag)}" for tag in (row.source, row.countries, row.commodities) if tag)
    return f"- {escaped(row.day)} · {_linked(row.title, row.link)}{tags}"


def _cited(citation: Citation) -> str:
    return _linked(f"{citation.source}, {citation.day}", citation.link)


def _linked(text: str, link: str) -> str:
    return f"[{escaped(text)}](<{link}>)" if link else escaped(text)
