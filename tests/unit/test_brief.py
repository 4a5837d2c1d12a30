"""The brief in every format: as it was looked at, the same each time, and harmless whatever a feed says."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import goldens
import pytest
from brief_samples import EMPTY, HOSTILE, OVERVIEW, hostile
from markdown_it import MarkdownIt
from msgspec import to_builtins

from tui import brief
from tui.brief.columns import Table, for_people, markdown_text, safe, shown
from tui.brief.files import write
from tui.brief.jsontext import dumps
from tui.brief.page import page
from tui.brief.tables import DEALS, EVENTS, METRICS, NEWS, PARTNERS
from tui.brief.wanted import Wanted
from tui.ledger.entries import Overview
from tui.ledger.period import since
from tui.ledger.shapes import as_json

GOLDENS = Path(__file__).parent / "goldens"
WIDTHS = (80, 120)


def everything(overview: Overview) -> dict[str, str]:
    """The brief in all formats."""
    pages = {form: brief.render(overview, form) for form in brief.PAGES}
    return {
        **pages,
        "json": "".join(brief.data(overview, "json", Wanted())),
        **{name: "".join(lines) for name, lines in brief.csv_files(overview, Wanted()).items()},
    }


@pytest.mark.parametrize("form", [*brief.PAGES, "json", "deals.csv", "metrics.csv", "events.csv", "items.csv"])
def test_each_format_is_as_it_was_looked_at(form: str) -> None:
    goldens.check(GOLDENS / (form if "." in form else f"brief.{form}"), everything(OVERVIEW)[form])


@pytest.mark.parametrize("width", WIDTHS)
def test_text_keeps_to_its_width(width: int) -> None:
    text = brief.render(OVERVIEW, "text", width=width)
    assert max(map(len, text.splitlines())) <= width


def test_an_empty_archive_makes_a_brief_that_says_so() -> None:
    for form, content in everything(EMPTY).items():
        assert content, form
    assert "No deals" in brief.render(EMPTY, "text")


def test_only_so_many_rows_are_shown_and_it_says_so() -> None:
    words = page(OVERVIEW, Wanted(top=2))
    assert (
        sum(len(group.rows) for group in words.deals),
        sum(len(group.rows) for group in words.figures),
        len(words.items),
    ) == (2, 2, 2)
    assert words.deals_part.note == "2 of 4"
    assert words.partners[0].left_out == 2


def forbidden(text: str) -> set[str]:
    """The characters of ``text`` that control a terminal or hide."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


@pytest.mark.parametrize("form", sorted(everything(EMPTY)))
def test_no_format_lets_a_control_character_out(form: str) -> None:
    allowed = {"\r", "\n"} if form.endswith(".csv") else {"\n"}
    assert forbidden(everything(hostile())[form]) <= allowed


class _Page(HTMLParser):
    """Gathers what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "srcset", "action")]


def test_html_holds_nothing_that_runs_or_asks_a_network() -> None:
    content = brief.render(hostile(), "html", Wanted(top=100))
    parsed = _Page()
    parsed.feed(content)
    assert not parsed.tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "video", "audio"}
    assert not {name for name in parsed.attributes if name.startswith("on")} | parsed.attributes & {"src", "srcset"}
    assert parsed.addresses
    assert all(re.match(r"https?://|#[a-z]+$", address) for address in parsed.addresses)
    style = content[content.index("<style>") : content.index("</style>")]
    assert not re.search(r"url\(|@import|@font-face", style)
    assert "default-src 'none'" in content


def test_svg_is_well_formed_and_asks_no_network() -> None:
    content = brief.render(hostile(), "svg", Wanted(top=100))
    tree = ElementTree.fromstring(content)
    assert not re.search(r"@import|@font-face|url\((?!#)", content)
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not tags & {"script", "image", "a", "foreignObject", "use"}
    assert not {name for element in tree.iter() for name in element.attrib if name.lower().endswith("href")}


def test_markdown_formats_and_links_nothing_of_a_feeds() -> None:
    content = brief.render(hostile(), "md", Wanted(top=100))
    assert not re.search(r"(?<!\\)<(?!https?://[^<>\s]+>)", content)
    links = re.findall(r"(?<!\\)\]\(<([^>]*)>\)", content)
    assert links
    assert all(link.startswith("https://news.example/") for link in links)
    assert not re.search(r"(?<!\\)\]\(javascript", content)
    drawn = _Page()
    drawn.feed(MarkdownIt("gfm-like").render(content))
    assert drawn.tags <= {"h1", "h2", "h3", "p", "em", "strong", "ul", "li", "a"}
    assert all(address.startswith("https://news.example/") for address in drawn.addresses)
    for table in (DEALS, METRICS, EVENTS):
        rows = markdown_text(table, hostile_entries(table.name)).splitlines()
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


def hostile_entries(name: str) -> tuple[object, ...]:
    overview = hostile()
    return {"deals": overview.deals, "metrics": overview.series, "events": overview.events}[name]


@pytest.mark.parametrize("overview", [OVERVIEW, hostile()], ids=["usual", "hostile"])
def test_csv_holds_the_cells_and_quotes_as_any_writer_of_it(overview: Overview) -> None:
    lists = {DEALS: overview.deals, METRICS: overview.series, EVENTS: overview.events, NEWS: overview.news}
    for table, entries in lists.items():
        told = io.StringIO()
        csv.writer(told).writerow(column.key for column in table.columns)
        csv.writer(told).writerows(
            [safe(to_builtins(column.raw(row))) for column in table.columns]
            for entry in entries
            for row in table.rows(entry)
        )
        assert "".join(brief.csv_files(overview, Wanted())[f"{table.name}.csv"]) == told.getvalue()


def test_csv_quotes_what_would_end_a_cell() -> None:
    told = replace(OVERVIEW, news=(OVERVIEW.news[0]._replace(title='Zijin, KAZ Minerals: "no"'),))
    assert ',"Zijin, KAZ Minerals: ""no""",' in everything(told)["items.csv"]


def test_csv_is_read_back_and_no_cell_is_a_formula() -> None:
    for name, lines in brief.csv_files(hostile(), Wanted()).items():
        content = "".join(lines)
        head, *rows = csv.reader(io.StringIO(content))
        assert len(rows) == len(HOSTILE), name
        assert {len(row) for row in rows} == {len(head)}
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (1.5e9, "1500000000"),
        (-0.5, "-0.5"),
        (17.36, "17.36"),
        ("=1+1", "'=1+1"),
        ("  =1+1", "'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("a=1", "a=1"),
    ],
)
def test_cells(value: str | float | None, cell: str) -> None:
    assert safe(value) == cell


def test_json_has_the_shapes_that_are_promised_and_loses_nothing() -> None:
    data = json.loads("".join(brief.data(OVERVIEW, "json", Wanted())))
    assert list(data) == [
        "schema", "generated", "since", "until", "deals", "metrics", "events", "partners", "items", "sources",
    ]  # fmt: skip
    assert (data["schema"], data["generated"], data["since"]) == (1, "2026-11-21T09:00:00Z", "2026-10-22")
    assert data["deals"] == json.loads(dumps([as_json(deal) for deal in OVERVIEW.deals]))
    hostile_data = json.loads("".join(brief.data(hostile(), "json", Wanted())))
    assert [item["title"] for item in hostile_data["items"]] == list(HOSTILE)


@pytest.mark.parametrize(
    "value",
    [
        ["plain", 'a "quoted" word', "back\\slash", "line\nbreak", "\u202eturned", "100 %s"],
        {"half": "\ud800", "more": [{"of": "it \udfff"}]},
        [1, 2.5, -0.0, True, None, 1e300, 10**30],
        {"lists": ["CN", "RU"], "none": [], "nothing": {}},
    ],
    ids=["odd", "halves", "numbers", "lists"],
)
@pytest.mark.parametrize("indent", [0, 2])
def test_json_text_loads_back_equal_and_stays_on_its_lines(value: object, indent: int) -> None:
    text = dumps(value, indent=indent)
    assert json.loads(text) == value
    assert text.isprintable() or indent
    assert "\n" in text or not indent


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 11, 21, 9, 5, 7, tzinfo=UTC), "2026-11-21T09:05:07Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
        (datetime(2026, 11, 21, 9, 5, 7, 40, tzinfo=UTC), "2026-11-21T09:05:07.000040Z"),
        (datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=5))), "2026-11-21T09:00:00+05:00"),
    ],
)
def test_moments_as_programs_read_them(moment: datetime, told: str) -> None:
    assert dumps(moment) == f'"{told}"'
    assert json.loads(dumps(["\ud800", moment])) == ["\ud800", told]
    seen = replace(OVERVIEW, news=(OVERVIEW.news[0]._replace(published=moment),))
    (row,) = csv.DictReader(io.StringIO(everything(seen)["items.csv"]))
    assert row["published"] == told


@pytest.mark.parametrize("entries", [1, 250, 251, 500])
def test_long_lists_are_whole(entries: int) -> None:
    told = replace(OVERVIEW, news=OVERVIEW.news[:1] * entries)
    assert len(json.loads(everything(told)["json"])["items"]) == entries
    assert len("".join(brief.data(told, "jsonl", Wanted(sections=("items",)))).splitlines()) == entries + 1 + len(
        told.sources
    )


@pytest.mark.parametrize("table", [NEWS, DEALS, METRICS, EVENTS, PARTNERS], ids=lambda table: table.name)
def test_every_table_shows_clean_cells(table: Table) -> None:
    overview = hostile()
    entries = {
        "items": overview.news,
        "deals": overview.deals,
        "metrics": overview.series,
        "events": overview.events,
        "partners": overview.partners,
        "sources": overview.sources,
    }[table.name]
    assert not [cell for row in shown(table, for_people(table), entries) for cell in row if forbidden(cell)]


def test_an_event_of_unknown_precision_has_its_place_on_the_line() -> None:
    events = tuple(
        event._replace(date=day, day=day)
        for event, day in zip(OVERVIEW.events, ("2024", "2025-07", "x", "2026-01-02", ""), strict=True)
    )
    drawn = brief.render(replace(OVERVIEW, events=events), "html")
    assert re.search(r'class="ticks"><span style="left:0.0%">2024<', drawn)


def test_one_event_of_long_ago_does_not_press_the_line_together() -> None:
    old = OVERVIEW.events[0]._replace(kind="discovery", date="1996-05-01", day="1996-05-01")
    drawn = brief.render(replace(OVERVIEW, events=(*OVERVIEW.events, old)), "html")
    assert "1 May 1996" in drawn
    assert ">1996<" not in drawn


@pytest.mark.parametrize(
    ("span", "first"),
    [
        ("30d", "2026-10-22"),
        ("12w", "2026-08-29"),
        ("6m", "2026-05-21"),
        ("20y", "2006-11-21"),
        ("2025-01-01", "2025-01-01"),
    ],
)
def test_spans(span: str, first: str) -> None:
    assert since(span, OVERVIEW.generated.date()).isoformat() == first


def test_a_span_of_months_ends_in_a_month_that_has_the_day() -> None:
    assert since("1m", since("2026-03-31", OVERVIEW.generated.date())).isoformat() == "2026-02-28"


@pytest.mark.parametrize("span", ["", "30", "d", "yesterday", "2025-13-01", "9999y", "-3d", "３0d"])
def test_what_is_no_span_is_refused_with_an_example(span: str) -> None:
    with pytest.raises(ValueError, match="expected a span such as 30d"):
        since(span, OVERVIEW.generated.date())


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "brief"
    path.write_text("old")
    path.chmod(0o640)
    (tmp_path / "link").symlink_to(path)
    write(tmp_path / "link", "new")
    assert (path.read_text(), path.stat().st_mode & 0o777, (tmp_path / "link").is_symlink()) == ("new", 0o640, True)
    assert {one.name for one in tmp_path.iterdir()} == {"brief", "link"}


def test_what_is_no_file_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        told = pool.submit(pipe.read_text)
        write(pipe, "brief")
        assert told.result(10) == "brief"
    assert pipe.is_fifo()
    with pytest.raises(IsADirectoryError):
        write(tmp_path, "brief")
