"""The brief as Markdown: lists rather than tables, so that it renders on GitHub and pastes into a chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from tui.brief.rows import (
    ChangeRow,
    Citation,
    DealRow,
    EventRow,
    FigureRow,
    ItemRow,
    Page,
    PartnerRow,
    RiskRow,
    Sentence,
)
from tui.words import mark, say

# Escaped only where it would act, so that a text pasted into a chat stays readable.
_ACTIVE = re.compile(
    r"[\\`*_\[\]|<~]"
    r"|^(?:[#+=>-]|\d+(?=[.)](?:\s|$)))"  # headings, lists and quotations begin a line
    r"|&(?=#|\w+;)"
    r"|\$(?=.*\$)"  # a pair of them is a formula
    r"|:(?=//)|\.(?<=www\.)",
    re.IGNORECASE,
)


def markdown(page: Page) -> str:
    """The whole brief. Text from feeds is escaped: it shows as it stands and formats nothing."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(page))) + "\n"


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
    yield " ".join(map(_sentence, page.lead))
    for paragraph in page.note:
        yield ""
        yield f"> {escaped(paragraph)}"
    for section in page.sections:
        note = page.part(section)
        yield ""
        yield f"## {escaped(say(f'heading.{section}'))}" + (f" ({escaped(note)})" if note else "")
        yield ""
        yield from list(_SECTIONS[section](page)) or [escaped(say(f"brief.none-{section}"))]


def _sentence(sentence: Sentence) -> str:
    cited = f" {_cited(sentence.citation)}" if sentence.citation else ""
    return f"{escaped(sentence.text)}{cited}"


def _changes(page: Page) -> Iterator[str]:
    yield from map(_change, page.changes)


def _change(row: ChangeRow) -> str:
    deal = row.deal
    stage = f"{deal.mark} {deal.stage_word}" + (f" ({say('brief.from-stage', stage=row.before)})" if row.before else "")
    parts = [f"**{escaped(row.word)}**", escaped(", ".join(deal.parties) or deal.unnamed), escaped(deal.amount)]
    return f"- {' · '.join(part for part in (*parts, escaped(stage)) if part)} · {_cited(row.citation)}"


def _deals(page: Page) -> Iterator[str]:
    for group in page.deals:
        yield from _subheading(group.title, group.note)
        for row in group.rows:
            yield from _deal(row)


def _deal(row: DealRow) -> Iterator[str]:
    amount = " ".join(part for part in (f"**{escaped(row.amount)}**", escaped(row.usd)) if part)
    what = [f"{row.mark} {row.stage_word}", row.kind]
    parties = ", ".join(row.parties) or row.unnamed
    parts = [f"**{escaped(parties)}**", amount, *map(escaped, (*what, *row.details))]
    day = row.day + (mark("reported") if row.reported else "")
    yield f"- {escaped(day)} · {' · '.join(part for part in parts if part)}"
    for citation in row.newest:
        yield f"    - {_cited(citation)}: “{escaped(citation.quote)}”"
    if row.unshown:
        yield f"    - {escaped(row.unshown)}"


def _risks(page: Page) -> Iterator[str]:
    yield from map(_risk, page.risks)


def _risk(row: RiskRow) -> str:
    told = "".join(f" · {escaped(part)}" for part in (*row.parties, row.what) if part)
    return f"- {escaped(row.day)} · {escaped(row.mark)} **{escaped(row.word)}**{told} · {_cited(row.citation)}"


def _figures(page: Page) -> Iterator[str]:
    for group in page.figures:
        yield from _subheading(group.title, group.note)
        yield from map(_figure, group.rows)


def _figure(row: FigureRow) -> str:
    parts = (row.label, row.period, row.change, row.bars)
    tail = "".join(f" · {escaped(part)}" for part in parts if part)
    return f"- **{escaped(row.subject)}** · **{escaped(row.value)}**{tail} · {_cited(row.citation)}"


def _events(page: Page) -> Iterator[str]:
    for row in page.partners:
        yield from _partner(row)


def _partner(row: PartnerRow) -> Iterator[str]:
    yield f"### {escaped(' · '.join((row.country, *row.sums)))}"
    yield ""
    yield from map(_event, row.events)
    if row.left_out:
        yield f"- {escaped(say('brief.more-events', n=row.left_out))}"
    yield ""


def _event(row: EventRow) -> str:
    parties = "".join(f" · {escaped(party)}" for party in row.parties)
    day = row.day + (mark("reported") if row.reported else "")
    return f"- {escaped(day)} · {escaped(row.mark)} {escaped(row.word)}{parties} · {_cited(row.citation)}"


def _items(page: Page) -> Iterator[str]:
    yield from map(_item, page.items)


def _item(row: ItemRow) -> str:
    tags = "".join(f" · {escaped(tag)}" for tag in (row.source, row.countries, row.commodities, row.reports) if tag)
    return f"- {escaped(row.day)} · {_linked(row.title, row.link)}{tags}"


def _sources(page: Page) -> Iterator[str]:
    yield escaped(page.sources_line)
    yield ""
    for source in page.sources:
        yield f"- {escaped(source.title)}: {escaped(' · '.join(part for part in (source.brought, source.error) if part))}"
    for rule in page.rates_lines:
        yield ""
        yield escaped(rule)
    if page.legend:
        yield ""
        yield f"{mark('reported')} {escaped(say('brief.reported'))}"


def _subheading(title: str, note: str) -> Iterator[str]:
    if title:
        yield ""
        yield f"### {escaped(' · '.join(part for part in (title, note) if part))}"
        yield ""


def _cited(citation: Citation) -> str:
    return _linked(f"{citation.source}, {citation.day}", citation.link)


def _linked(text: str, link: str) -> str:
    return f"[{escaped(text)}](<{link}>)" if link else escaped(text)


_SECTIONS: Mapping[str, Callable[[Page], Iterator[str]]] = {
    "changes": _changes,
    "deals": _deals,
    "risks": _risks,
    "metrics": _figures,
    "events": _events,
    "items": _items,
    "sources": _sources,
}
