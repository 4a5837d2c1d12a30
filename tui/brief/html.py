"""The brief as one HTML file: no script, no request to anywhere; light and dark, narrow and wide, and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from tui.brief.rows import Citation, DealRow, EventRow, FigureRow, ItemRow, Page, Part, PartnerRow, SourceRow
from tui.brief.timeline import Chart, chart
from tui.words import mark, say

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(page: Page) -> str:
    """The whole document. Every text from a feed is escaped; links lead out only when they are followed."""
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    return f"""<!doctype html>
<html lang="en">
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
<p class="lead">{escape(page.lead)}</p>
<dl class="keys">{_keys(page)}</dl>
{_section("deals", page.deals_part, _deals(page.deals), "none-deals")}
<div class="columns">
{_section("metrics", page.figures_part, _figures(page.figures), "none-figures")}
{_section("items", page.items_part, _items(page.items), "none-items")}
</div>
{_section("events", None, _timeline(page.partners), "none-events")}
{_section("sources", None, _sources(page), "")}
</main>
</body>
</html>
"""


def _keys(page: Page) -> str:
    return _joined(
        f"<div><dt>{escape(label)}</dt><dd>{escape(figure)}</dd></div>" for figure, label in page.key_figures
    )


def _section(key: str, part: Part | None, content: str, nothing: str) -> str:
    note = f" <small>{escape(part.note)}</small>" if part is not None and part.note else ""
    body = content or f'<p class="nothing">{escape(say(f"brief.{nothing}"))}</p>'
    return f'<section class="{key}">\n<h2>{escape(say(f"heading.{key}"))}{note}</h2>\n{body}\n</section>'


def _deals(rows: tuple[DealRow, ...]) -> str:
    if not rows:
        return ""
    heads = "".join(f"<th>{escape(say(f'heading.{key}'))}</th>" for key in ("date", "parties", "stage"))
    amount = f'<th class="amount">{escape(say("heading.amount"))}</th>'
    return f"<table>\n<thead><tr>{heads}{amount}</tr></thead>\n<tbody>\n{_joined(map(_deal, rows))}\n</tbody></table>"


def _deal(row: DealRow) -> str:
    usd = f"<small>{escape(row.usd)}</small>" if row.usd else ""
    kind = " · ".join((row.kind, *row.details))
    return (
        f'<tr class="stage-{escape(row.stage)}"><td class="day">{_day(row.day, row.reported)}</td>'
        f'<td class="what"><strong>{_names(row.parties) or escape(row.partners)}</strong>'
        f"<span>{escape(kind)}</span>{_joined(map(_cited, row.citations))}</td>"
        f'<td class="stage"><i>{row.mark}</i> {escape(row.stage_word)}</td>'
        f'<td class="amount{"" if row.disclosed else " unknown"}">{escape(row.amount)}{usd}</td></tr>'
    )


def _figures(rows: tuple[FigureRow, ...]) -> str:
    if not rows:
        return ""
    return f"<table><tbody>\n{_joined(map(_figure, rows))}\n</tbody></table>"


def _figure(row: FigureRow) -> str:
    way = "" if row.rising is None else " up" if row.rising else " down"
    bars = f'<span class="bars" aria-hidden="true">{row.bars}</span>' if row.bars else ""
    change = f'<span class="change{way}">{escape(row.change)}</span>' if row.change else ""
    return (
        f'<tr><td class="what"><strong>{escape(row.subject)}</strong><span>{escape(row.label)}</span>'
        f'{_cited(row.citation)}</td><td class="amount">{escape(row.value)}<small>{escape(row.period)}</small></td>'
        f'<td class="trend">{change}{bars}</td></tr>'
    )


def _items(rows: tuple[ItemRow, ...]) -> str:
    if not rows:
        return ""
    return f'<ol class="news">\n{_joined(map(_item, rows))}\n</ol>'


def _item(row: ItemRow) -> str:
    tags = " · ".join(tag for tag in (row.day, row.source, row.countries, row.commodities) if tag)
    return f"<li>{_linked(row.title, row.link, row.language)}<small>{escape(tags)}</small></li>"


def _timeline(rows: tuple[PartnerRow, ...]) -> str:
    if not rows:
        return ""
    drawn = chart(rows)
    return (_chart(drawn) if drawn else "") + f'\n<div class="partners">{_joined(map(_partner, rows))}</div>'


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


def _partner(row: PartnerRow) -> str:
    sums = [row.deals, row.signed and f"{row.signed} {say('brief.key-signed')}"]
    sums.append(row.intended and f"{row.intended} {say('brief.key-intended')}")
    told = "".join(f"<span>{escape(one)}</span>" for one in sums if one)
    more = f"<p>{escape(say('brief.more-events', n=row.left_out))}</p>" if row.left_out else ""
    return f"<article><h3>{escape(row.country)}</h3><p>{told}</p><ul>{_joined(map(_event, row.events))}</ul>{more}</article>"


def _event(row: EventRow) -> str:
    parties = f" · {_names(row.parties)}" if row.parties else ""
    return (
        f'<li class="event-{escape(row.kind)}"><span class="day">{_day(row.day, row.reported)}</span>'
        f"<i>{row.mark}</i> <b>{escape(row.word)}</b>{parties}{_cited(row.citation)}</li>"
    )


def _sources(page: Page) -> str:
    failing = _joined(_failing(row) for row in page.sources if row.error)
    legend = f"<p>{mark('reported')} {escape(say('brief.reported'))}</p>"
    return f"<p>{escape(page.sources_line)}</p><ul>{failing}</ul>{legend}<p>{escape(page.rates_line)}</p>"


def _failing(row: SourceRow) -> str:
    return f"<li>{escape(row.title)} <b>{escape(say('brief.failing'))}</b>: {escape(row.error)}</li>"


def _cited(citation: Citation) -> str:
    """The source, and on request the sentence: folded away on a screen, in full on paper."""
    told = _linked(f"{citation.source}, {citation.day}", citation.link, "")
    if not citation.quote:
        return f'<p class="source">{told}</p>'
    language = f' lang="{escape(citation.language)}"' if citation.language else ""
    quote = f"<blockquote{language}>{escape(citation.quote)}</blockquote>"
    hint = escape(say("brief.evidence"))
    return f'<details title="{escape(citation.quote)}"><summary>{told} <em>{hint}</em></summary>{quote}</details>'


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
