"""The brief as rich renders it: text for a terminal or a file, and SVG for slides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tui.brief.rows import Citation, DealRow, EventRow, FigureRow, ItemRow, Page, Part, PartnerRow
from tui.words import mark, say

COPPER, GOLD, STEEL, GREEN, RED, DIM = (
    "rgb(166,84,30)",
    "rgb(140,101,14)",
    "rgb(44,92,136)",
    "rgb(46,112,62)",
    "rgb(170,44,40)",
    "dim",
)
_STAGES = {"completed": GREEN, "cancelled": RED}
_DAY = 11
SVG_WIDTH = 110

PAPER = TerminalTheme(
    (250, 246, 239),
    (44, 40, 36),
    [
        (44, 40, 36),
        (170, 44, 40),
        (46, 112, 62),
        (140, 101, 14),
        (44, 92, 136),
        (120, 70, 120),
        (30, 110, 120),
        (90, 84, 76),
    ],
)


def text(page: Page, *, width: int = 80, colour: bool = False) -> str:
    """The brief as lines of ``width`` columns, with the terminal's colours where asked."""
    console = _console(width, colour=colour)
    console.print(_whole(page))
    written = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(one.rstrip() for one in written.splitlines()) + "\n"


def svg(page: Page, *, width: int = SVG_WIDTH) -> str:
    """The brief as one picture, which asks nothing of any network."""
    console = _console(width, colour=True, record=True)
    console.print(Padding(_whole(page), (1, 2)))
    return console.export_svg(
        title=page.title,
        theme=PAPER,
        code_format=(Path(__file__).parent / "page.svg").read_text(encoding="utf-8"),
        font_aspect_ratio=0.602,
        unique_id="brief",
    )


def _console(width: int, *, colour: bool, record: bool = False) -> Console:
    """A console that depends on its arguments alone, not on the machine's terminal."""
    return Console(
        file=io.StringIO(),
        width=width,
        height=100,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        record=record,
        _environ={},
    )


def _whole(page: Page) -> Group:
    return Group(*_parts(page))


def _parts(page: Page) -> Iterator[RenderableType]:
    yield Text(page.title, style=Style(bold=True))
    yield Text(f"{page.period} · {page.generated}", style=DIM)
    yield Text()
    yield Text(page.lead)
    yield from _section("deals", page.deals_part, [_deal(row) for row in page.deals])
    yield from _section("metrics", page.figures_part, [_figures(page.figures)] if page.figures else [])
    yield from _section("events", None, [_partner(row) for row in page.partners])
    yield from _section("items", page.items_part, [_item(row) for row in page.items])
    yield from _section("sources", None, list(_sources(page)))


_NOTHING = {"deals": "none-deals", "metrics": "none-figures", "events": "none-events", "items": "none-items"}


def _section(heading: str, part: Part | None, rows: list[RenderableType]) -> Iterator[RenderableType]:
    yield Text()
    title = Text(say(f"heading.{heading}"), style=Style(bold=True, color=COPPER))
    if part is not None and part.note:
        title.append(f"  {part.note}", style=Style(bold=False, dim=True))
    yield Rule(title, align="left", style=COPPER, characters="─")
    yield from rows or [Text(say(f"brief.{_NOTHING[heading]}"), style=DIM)]


def _grid(*widths: int | None) -> Table:
    """Columns side by side: fixed widths in cells, None takes the room that is left; the last is flush right."""
    grid = Table.grid(padding=(0, 2), expand=True)
    for width in widths:
        grid.add_column(width=width, ratio=None if width else 1, overflow="fold", no_wrap=False)
    return grid


def _deal(row: DealRow) -> RenderableType:
    grid = _grid(_DAY + 1, None)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(
        Text(row.day + (mark("reported") if row.reported else "")),
        Text(" · ".join(row.parties) or row.partners, style=Style(bold=True, color=STEEL)),
        Text(row.amount, style=Style(bold=True, color=GOLD) if row.disclosed else DIM),
    )
    stage = Text(f"{row.mark} {row.stage_word}", style=Style(color=_STAGES.get(row.stage), bold=True))
    stage.append(" · ".join(("", row.kind, *row.details)), style=Style(bold=False))
    below = _grid(_DAY + 1, None)
    if row.usd:
        grid.add_row("", stage, Text(row.usd, style=DIM))
    else:
        below.add_row("", stage)
    for citation in row.citations:
        below.add_row("", _cited(citation))
    return Group(grid, below)


def _cited(citation: Citation) -> Text:
    return Text(f"{citation.source}, {citation.day}  {citation.link}", style=DIM)


def _figures(rows: tuple[FigureRow, ...]) -> RenderableType:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=2, overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for _ in range(3):
        table.add_column(no_wrap=True)
    for row in rows:
        colour = None if row.rising is None else GREEN if row.rising else RED
        table.add_row(
            Text(row.subject, style=Style(bold=True)),
            Text(row.label),
            Text(row.value, style=GOLD),
            Text(row.period, style=DIM),
            Text(row.change, style=Style(color=colour)),
            Text(row.bars, style=COPPER),
        )
    return table


def _partner(row: PartnerRow) -> RenderableType:
    title = Text(row.country, style=Style(bold=True, color=STEEL))
    sums = [row.deals, row.signed and f"{row.signed} {say('brief.key-signed')}"]
    sums.append(row.intended and f"{row.intended} {say('brief.key-intended')}")
    title.append("".join(f" · {one}" for one in sums if one), style=Style(bold=False, dim=True))
    grid = _grid(_DAY + 1, None)
    for event in row.events:
        grid.add_row(Text(event.day + (mark("reported") if event.reported else "")), _event(event))
    if row.left_out:
        grid.add_row("", Text(say("brief.more-events", n=row.left_out), style=DIM))
    return Group(title, grid)


def _event(row: EventRow) -> Text:
    line = Text(f"{row.mark} {row.word}", style=Style(bold=True))
    line.append("".join(f" · {party}" for party in row.parties), style=Style(bold=False))
    line.append(f"  {row.citation.source}  {row.citation.link}", style=Style(bold=False, dim=True))
    return line


def _item(row: ItemRow) -> RenderableType:
    grid = _grid(_DAY + 1, None)
    grid.add_row(Text(row.day), Text(row.title, style=Style(bold=True)))
    tags = " · ".join(part for part in (row.source, row.countries, row.commodities) if part)
    grid.add_row("", Text(f"{tags}  {row.link}", style=DIM))
    return grid


def _sources(page: Page) -> Iterator[RenderableType]:
    yield Text(page.sources_line)
    grid = _grid(_DAY + 1, None)
    for row in page.sources:
        if row.error:
            grid.add_row(Text(say("brief.failing"), style=RED), Text(f"{row.title}: {row.error}"))
    if grid.row_count:
        yield grid
    yield Text()
    yield Text(page.rates_line, style=DIM)
    if any(row.reported for row in page.deals) or any(e.reported for p in page.partners for e in p.events):
        yield Text(f"{mark('reported')} {say('brief.reported')}", style=DIM)
