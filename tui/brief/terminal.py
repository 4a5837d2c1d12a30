"""The brief as rich renders it: text for a terminal or a file, and SVG for slides."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from rich.theme import Theme

from tui.brief.rows import (
    ChangeRow,
    Citation,
    DealRow,
    EventRow,
    FigureRow,
    ItemRow,
    Page,
    PartnerRow,
    Sentence,
)
from tui.brief.rows import (
    Group as Rows,
)
from tui.words import mark, say

_DAY = 11
_WORD = 14
SVG_WIDTH = 110

# Roles of words in the colours of the reader's own terminal, and of our paper for a picture.
_TERMINAL = {
    "heading": "bold yellow",
    "name": "bold",
    "party": "bold cyan",
    "amount": "bold yellow",
    "figure": "yellow",
    "stage": "bold",
    "stage-completed": "bold green",
    "stage-cancelled": "bold red",
    "rising": "green",
    "falling": "red",
    "bars": "yellow",
    "quiet": "dim",
    "change-new": "bold green",
    "change-advanced": "bold yellow",
    "change-cancelled": "bold red",
}
_COPPER, _GOLD, _STEEL, _GREEN, _RED = "#a6541e", "#8c650e", "#2c5c88", "#2e703e", "#aa2c28"
_PAPER = {
    "heading": f"bold {_COPPER}",
    "name": "bold",
    "party": f"bold {_STEEL}",
    "amount": f"bold {_GOLD}",
    "figure": _GOLD,
    "stage": "bold",
    "stage-completed": f"bold {_GREEN}",
    "stage-cancelled": f"bold {_RED}",
    "rising": _GREEN,
    "falling": _RED,
    "bars": _COPPER,
    "quiet": "#6b6259",
    "change-new": f"bold {_GREEN}",
    "change-advanced": f"bold {_GOLD}",
    "change-cancelled": f"bold {_RED}",
}
_SHEET = TerminalTheme((250, 246, 239), (44, 40, 36), [(44, 40, 36)] * 8)


def text(page: Page, *, width: int = 80, colour: bool = False) -> str:
    """The brief as lines of ``width`` columns, with the terminal's colours where asked."""
    console = _console(width, colour=colour)
    console.print(_whole(page))
    written = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(one.rstrip() for one in written.splitlines()) + "\n"


def svg(page: Page, *, width: int = SVG_WIDTH) -> str:
    """The brief as one picture, which asks nothing of any network."""
    console = _console(width, colour=True, record=True, styles=_PAPER)
    console.print(Padding(_whole(page), (1, 2)))
    return console.export_svg(
        title=page.title,
        theme=_SHEET,
        code_format=(Path(__file__).parent / "page.svg").read_text(encoding="utf-8"),
        font_aspect_ratio=0.602,
        unique_id="brief",
    )


def _console(width: int, *, colour: bool, record: bool = False, styles: Mapping[str, str] = _TERMINAL) -> Console:
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
        theme=Theme(dict(styles)),
        _environ={},
    )


def _whole(page: Page) -> Group:
    return Group(*_parts(page))


def _parts(page: Page) -> Iterator[RenderableType]:
    yield Text(page.title, style="name")
    yield Text(f"{page.period} · {page.generated}", style="quiet")
    yield Text()
    yield Text(" ").join(map(_sentence, page.lead))
    for paragraph in page.note:
        yield Text()
        yield Padding(Text(paragraph, style="name"), (0, 2))
    for section in page.sections:
        yield Text()
        note = page.part(section)
        title = Text.assemble((say(f"heading.{section}"), "heading"), (f"  {note}" if note else "", "quiet"))
        yield Rule(title, align="left", style="heading", characters="─")
        yield from list(_SECTIONS[section](page)) or [Text(say(f"brief.none-{section}"), style="quiet")]


def _sentence(sentence: Sentence) -> Text:
    cited = sentence.citation
    told = f" ({cited.source}, {cited.day}, {cited.link})" if cited else ""
    return Text.assemble(sentence.text, (told, "quiet"))


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
        Text(" · ".join(row.parties) or row.unnamed, style="party"),
        Text(row.amount, style="amount" if row.disclosed else "quiet"),
    )
    role = f"stage-{row.stage}" if f"stage-{row.stage}" in _TERMINAL else "stage"
    stage = Text.assemble((f"{row.mark} {row.stage_word}", role), " · ".join(("", row.kind, *row.details)))
    below = _grid(_DAY + 1, None)
    if row.usd:
        grid.add_row("", stage, Text(row.usd, style="quiet"))
    else:
        below.add_row("", stage)
    for citation in row.newest:
        below.add_row("", _cited(citation))
    if row.unshown:
        below.add_row("", Text(row.unshown, style="quiet"))
    return Group(grid, below)


def _cited(citation: Citation) -> Text:
    return Text(f"{citation.source}, {citation.day}  {citation.link}", style="quiet")


def _deals(page: Page) -> Iterator[RenderableType]:
    for group in page.deals:
        yield from _subheading(group)
        yield from map(_deal, group.rows)


def _changes(page: Page) -> Iterator[RenderableType]:
    for row in page.changes:
        deal, grid, below = row.deal, _grid(_WORD, None), _grid(_WORD, None)
        grid.add_column(justify="right", no_wrap=True)
        parties = Text(" · ".join(deal.parties) or deal.unnamed, style="party")
        grid.add_row(
            Text(row.word, style=f"change-{row.way}"),
            parties,
            Text(deal.amount, style="figure" if deal.disclosed else "quiet"),
        )
        below.add_row("", _change(row))
        yield Group(grid, below)


def _change(row: ChangeRow) -> Text:
    was = f" ({say('brief.from-stage', stage=row.before)})" if row.before else ""
    return Text.assemble((f"{row.deal.mark} {row.deal.stage_word}", "stage"), was, "  ", _cited(row.citation))


def _risks(page: Page) -> Iterator[RenderableType]:
    for row in page.risks:
        grid = _grid(_DAY + 1, None)
        told = " · ".join(part for part in (*row.parties, row.what) if part)
        grid.add_row(Text(row.day), Text.assemble((f"{row.mark} {row.word}", "falling"), f"  {told}"))
        grid.add_row("", _cited(row.citation))
        yield grid


def _figures(page: Page) -> Iterator[RenderableType]:
    """The table, each row with the number of its source, and below the sources by number."""
    cited: dict[tuple[str, str], int] = {}
    for group in page.figures:
        if group.rows:
            yield from _subheading(group)
            yield _figure_table(group.rows, cited)
    for (told, link), number in cited.items():
        yield Text(f"[{number}] {told}  {link}", style="quiet")


def _figure_table(rows: tuple[FigureRow, ...], cited: dict[tuple[str, str], int]) -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=2, overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for _ in range(4):
        table.add_column(no_wrap=True)
    for row in rows:
        way = "" if row.rising is None else "rising" if row.rising else "falling"
        told = (f"{row.citation.source}, {row.citation.day}", row.citation.link)
        table.add_row(
            Text(row.subject, style="name"),
            Text(row.label),
            Text(row.value, style="figure"),
            Text(row.period, style="quiet"),
            Text(row.change, style=way),
            Text(row.bars, style="bars"),
            Text(f"[{cited.setdefault(told, len(cited) + 1)}]", style="quiet"),
        )
    return table


def _subheading(group: Rows[DealRow] | Rows[FigureRow]) -> Iterator[RenderableType]:
    if group.title:
        yield Text.assemble((group.title, "party"), (f" · {group.note}" if group.note else "", "quiet"))


def _events(page: Page) -> Iterator[RenderableType]:
    yield from map(_partner, page.partners)


def _partner(row: PartnerRow) -> RenderableType:
    title = Text.assemble((row.country, "party"), ("".join(f" · {one}" for one in row.sums), "quiet"))
    grid = _grid(_DAY + 1, None)
    for event in row.events:
        grid.add_row(Text(event.day + (mark("reported") if event.reported else "")), _event(event))
    if row.left_out:
        grid.add_row("", Text(say("brief.more-events", n=row.left_out), style="quiet"))
    return Group(title, grid)


def _event(row: EventRow) -> Text:
    parties = "".join(f" · {party}" for party in row.parties)
    return Text.assemble(
        (f"{row.mark} {row.word}", "stage"), parties, (f"  {row.citation.source}  {row.citation.link}", "quiet")
    )


def _items(page: Page) -> Iterator[RenderableType]:
    yield from map(_item, page.items)


def _item(row: ItemRow) -> RenderableType:
    grid = _grid(_DAY + 1, None)
    grid.add_row(Text(row.day), Text(row.title, style="name"))
    tags = " · ".join(part for part in (row.source, row.countries, row.commodities, row.reports) if part)
    grid.add_row("", Text(f"{tags}  {row.link}", style="quiet"))
    return grid


def _sources(page: Page) -> Iterator[RenderableType]:
    yield Text(page.sources_line)
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=2, overflow="fold")
    grid.add_column(ratio=3, overflow="fold")
    for row in page.sources:
        state = f" {mark('failing')} {row.error}" if row.error else ""
        grid.add_row(Text(row.title), Text.assemble((row.brought, "quiet"), (state, "falling")))
    if grid.row_count:
        yield grid
    for rule in page.rates_lines:
        yield Text()
        yield Text(rule, style="quiet")
    if page.legend:
        yield Text(f"{mark('reported')} {say('brief.reported')}", style="quiet")


_SECTIONS: Mapping[str, Callable[[Page], Iterator[RenderableType]]] = {
    "changes": _changes,
    "deals": _deals,
    "risks": _risks,
    "metrics": _figures,
    "events": _events,
    "items": _items,
    "sources": _sources,
}
