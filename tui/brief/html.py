"""The brief as one HTML file: no script, no request to anywhere; light and dark, narrow and wide, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path

from tui.brief.rows import (
    ChangeRow,
    Citation,
    DealRow,
    EventRow,
    FigureRow,
    Group,
    ItemRow,
    Page,
    PartnerRow,
    RiskRow,
    Sentence,
    SourceRow,
)
from tui.brief.timeline import Chart, chart
from tui.words import language, mark, say

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(page: Page) -> str:
    """The whole document. Every text from a feed is escaped; links lead out only when they are followed."""
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    return f"""<!doctype html>
<html lang="{language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{escape(page.title)} · {escape(page.period)}</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1>{escape(page.title)}</h1>
<p class="dateline"><span>{escape(page.period)}</span><span>{escape(page.generated)}</span></p>
</header>
<main>
<p class="lead">{" ".join(_sentence(one, page) for one in page.lead)}</p>
<dl class="keys">{_joined(_key(figure, label, page) for figure, label in page.key_figures)}</dl>
{_joined(f'<p class="note">{escape(paragraph)}</p>' for paragraph in page.note)}
{_joined(_section(section, page) for section in page.sections)}
</main>
</body>
</html>
"""


def _key(figure: Sentence, label: str, page: Page) -> str:
    return f"<div><dt>{escape(label)}</dt><dd>{_sentence(figure, page)}</dd></div>"


def _sentence(sentence: Sentence, page: Page) -> str:
    """With what it rests on: a report and its sentence, or the section that lists what is summed."""
    text = escape(sentence.text)
    if sentence.citation is not None:
        return f"{text} {_source(sentence.citation)}"
    if sentence.section not in page.sections:
        return text
    told = f' title="{escape(sentence.told)}"' if sentence.told else ""
    return f'<a href="#{sentence.section}"{told}>{text}</a>'


def _section(key: str, page: Page) -> str:
    part = page.part(key)
    note = f" <small>{escape(part)}</small>" if part else ""
    body = _SECTIONS[key](page) or f'<p class="nothing">{escape(say(f"brief.none-{key}"))}</p>'
    return f'<section class="{key}" id="{key}">\n<h2>{escape(say(f"heading.{key}"))}{note}</h2>\n{body}\n</section>'


def _changes(page: Page) -> str:
    if not page.changes:
        return ""
    return f"<ul>\n{_joined(map(_change, page.changes))}\n</ul>"


def _change(row: ChangeRow) -> str:
    deal = row.deal
    was = f" ({escape(say('brief.from-stage', stage=row.before))})" if row.before else ""
    amount = _figured(deal.amount, row.citation) if deal.disclosed else escape(deal.amount)
    return (
        f'<li class="change-{row.way}"><b>{escape(row.word)}</b><div>'
        f"<strong>{_names(deal.parties) or escape(deal.unnamed)}</strong>"
        f"<span>{deal.mark} {escape(deal.stage_word)}{was} · {escape(deal.kind)}</span>{_cited(row.citation)}</div>"
        f'<span class="amount{"" if deal.disclosed else " unknown"}">{amount}</span></li>'
    )


def _deals(page: Page) -> str:
    groups = [group for group in page.deals if group.rows]
    if not groups:
        return ""
    heads = "".join(f"<th>{escape(say(f'heading.{key}'))}</th>" for key in ("date", "parties", "stage"))
    amount = f'<th class="amount">{escape(say("heading.amount"))}</th>'
    return f"<table>\n<thead><tr>{heads}{amount}</tr></thead>\n{_joined(map(_deal_group, groups))}\n</table>"


def _deal_group(group: Group[DealRow]) -> str:
    head = f'<tr class="group"><th colspan="4">{_heading(group)}</th></tr>\n' if group.title else ""
    return f"<tbody>\n{head}{_joined(map(_deal, group.rows))}\n</tbody>"


def _heading(group: Group[DealRow] | Group[FigureRow]) -> str:
    return escape(group.title) + (f" <small>{escape(group.note)}</small>" if group.note else "")


def _subheading(group: Group[FigureRow]) -> str:
    return f"<h3>{_heading(group)}</h3>\n" if group.title else ""


def _deal(row: DealRow) -> str:
    rate = f' title="{escape(row.rate)}"' if row.rate else ""
    usd = f"<small{rate}>{escape(row.usd)}</small>" if row.usd else ""
    kind = " · ".join((row.kind, *row.details))
    amount = _figured(row.amount, row.citations[-1]) if row.disclosed else escape(row.amount)
    return (
        f'<tr class="stage-{escape(row.stage)}"><td class="day">{_day(row.day, row.reported)}</td>'
        f'<td class="what"><strong>{_names(row.parties) or escape(row.unnamed)}</strong>'
        f"<span>{escape(kind)}</span>{_joined(map(_cited, row.citations))}</td>"
        f'<td class="stage"><i>{row.mark}</i> {escape(row.stage_word)}</td>'
        f'<td class="amount{"" if row.disclosed else " unknown"}">{amount}{usd}</td></tr>'
    )


def _risks(page: Page) -> str:
    return f"<ul>\n{_joined(map(_risk, page.risks))}\n</ul>" if page.risks else ""


def _risk(row: RiskRow) -> str:
    told = " · ".join(escape(part) for part in (*row.parties, row.what) if part)
    return (
        f'<li class="risk-{escape(row.kind)}"><span class="day">{escape(row.day)}</span>'
        f"<i>{row.mark}</i> <b>{escape(row.word)}</b> {told}{_cited(row.citation)}</li>"
    )


def _figures(page: Page) -> str:
    return _joined(
        f"{_subheading(group)}<table><tbody>\n{_joined(map(_figure, group.rows))}\n</tbody></table>"
        for group in page.figures
        if group.rows
    )


def _figure(row: FigureRow) -> str:
    way = "" if row.rising is None else " up" if row.rising else " down"
    bars = f'<span class="bars" aria-hidden="true">{row.bars}</span>' if row.bars else ""
    before = f' title="{escape(say("brief.compared", value=row.before))}"' if row.before else ""
    change = f'<span class="change{way}"{before}>{escape(row.change)}</span>' if row.change else ""
    return (
        f'<tr><td class="what"><strong>{escape(row.subject)}</strong><span>{escape(row.label)}</span>'
        f'{_cited(row.citation)}</td><td class="amount">{_figured(row.value, row.citation)}'
        f'<small>{escape(row.period)}</small></td><td class="trend">{change}{bars}</td></tr>'
    )


def _items(page: Page) -> str:
    return f'<ol class="news">\n{_joined(map(_item, page.items))}\n</ol>' if page.items else ""


def _item(row: ItemRow) -> str:
    tags = " · ".join(tag for tag in (row.day, row.source, row.countries, row.commodities, row.reports) if tag)
    return f"<li>{_linked(row.title, row.link, row.language)}<small>{escape(tags)}</small></li>"


def _timeline(page: Page) -> str:
    if not page.partners:
        return ""
    drawn = chart(page.partners)
    return (
        _chart(drawn) if drawn else ""
    ) + f'\n<div class="partners">{_joined(_partner(row, page) for row in page.partners)}</div>'


def _chart(drawn: Chart) -> str:
    ticks = "".join(f'<span style="left:{place}%">{escape(label)}</span>' for place, label in drawn.ticks)
    lanes = "".join(
        f"<dt>{escape(country)}</dt><dd>"
        + "".join(
            f'<span class="event-{escape(event.kind)}" style="left:{place}%" title="{escape(_told(event))}">{event.mark}</span>'
            for place, event in events
        )
        + "</dd>"
        for country, events in drawn.lanes
    )
    return f'<dl class="chart" aria-hidden="true"><dt></dt><dd class="ticks">{ticks}</dd>{lanes}</dl>'


def _told(event: EventRow) -> str:
    return f"{event.day} · {' · '.join((event.word, *event.parties))}\n{event.citation.quote}"


def _partner(row: PartnerRow, page: Page) -> str:
    told = "".join(f"<span>{_sentence(Sentence(one, section='deals'), page)}</span>" for one in row.sums)
    more = f"<p>{escape(say('brief.more-events', n=row.left_out))}</p>" if row.left_out else ""
    return f"<article><h3>{escape(row.country)}</h3><p>{told}</p><ul>{_joined(map(_event, row.events))}</ul>{more}</article>"


def _event(row: EventRow) -> str:
    parties = f" · {_names(row.parties)}" if row.parties else ""
    return (
        f'<li class="event-{escape(row.kind)}"><span class="day">{_day(row.day, row.reported)}</span>'
        f"<i>{row.mark}</i> <b>{escape(row.word)}</b>{parties}{_cited(row.citation)}</li>"
    )


def _sources(page: Page) -> str:
    rows = _joined(map(_feed, page.sources))
    rules = "".join(f"<p>{escape(rule)}</p>" for rule in page.rates_lines)
    legend = f"<p>{mark('reported')} {escape(say('brief.reported'))}</p>" if page.legend else ""
    return f"<p>{escape(page.sources_line)}</p><ul>{rows}</ul>{rules}{legend}"


def _feed(row: SourceRow) -> str:
    failing = f" <b>{mark('failing')} {escape(row.error)}</b>" if row.error else ""
    return f"<li><span>{escape(row.title)}</span> {escape(row.brought)}{failing}</li>"


def _figured(figure: str, citation: Citation) -> str:
    """A figure that leads to its report, its sentence on hover."""
    told = f"{citation.quote}\n{citation.source}, {citation.day}".strip()
    if not citation.link:
        return f'<span title="{escape(told)}">{escape(figure)}</span>'
    return f'<a href="{escape(citation.link)}" rel="noopener noreferrer" title="{escape(told)}">{escape(figure)}</a>'


def _source(citation: Citation) -> str:
    return f"<small>{_figured(f'{citation.source}, {citation.day}', citation)}</small>"


def _cited(citation: Citation) -> str:
    """The source, and on request the sentence: folded away on a screen, in full on paper."""
    told = _linked(f"{citation.source}, {citation.day}", citation.link, "")
    if not citation.quote:
        return f'<p class="source">{told}</p>'
    language = f' lang="{escape(citation.language)}"' if citation.language else ""
    quote = f"<blockquote{language}>{escape(citation.quote)}</blockquote>"
    hint = escape(say("brief.evidence"))
    return f'<details title="{escape(citation.quote)}"><summary>{told} <em title="{hint}">+</em></summary>{quote}</details>'


def _linked(text: str, link: str, language: str) -> str:
    spoken = f' lang="{escape(language)}"' if language else ""
    if not link:
        return f"<span{spoken}>{escape(text)}</span>"
    return f'<a href="{escape(link)}" rel="noopener noreferrer"{spoken}>{escape(text)}</a>'


def _day(day: str, reported: bool) -> str:
    return escape(day) + (f'<sup title="{escape(say("brief.reported"))}">{mark("reported")}</sup>' if reported else "")


def _names(names: Iterable[str]) -> str:
    return " · ".join(escape(one) for one in names)


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(parts)


_SECTIONS: Mapping[str, Callable[[Page], str]] = {
    "changes": _changes,
    "deals": _deals,
    "risks": _risks,
    "metrics": _figures,
    "events": _timeline,
    "items": _items,
    "sources": _sources,
}
