"""What of a brief is chosen: sections, groups, the weightiest rows, what changed, the day of the last brief."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from brief_samples import DEALS, EVENTS, NEWS, NOW, OVERVIEW, SMELTER, SMELTER_RU, report

from tui import brief
from tui.brief import memory
from tui.brief.changes import changes
from tui.brief.notable import narrowed, top_deals, top_items
from tui.brief.page import page
from tui.brief.risks import risks
from tui.brief.wanted import SECTIONS, Wanted
from tui.ledger.entries import StageEntry

LATER = report(11, "Tethys Wire", "The smelter is being built.")
GROWN = replace(
    DEALS[0],
    stage="underway",
    reports=(SMELTER, LATER),
    stages=(StageEntry("signed", None, (SMELTER.link,)), StageEntry("underway", None, (LATER.link,))),
)


def told(deal: object) -> list[tuple[str, str]]:
    return [(one.way, one.before) for one in changes([deal], LATER.published)]  # type: ignore[list-item]


def test_a_deal_that_a_later_report_takes_further_has_advanced() -> None:
    assert told(GROWN) == [("advanced", "signed")]
    assert changes([GROWN], LATER.published)[0].report == LATER


def test_a_deal_without_an_earlier_report_is_new_and_all_is_new_where_no_day_is_given() -> None:
    assert told(replace(GROWN, reports=(LATER,), stages=GROWN.stages[1:])) == [("new", "")]
    assert [one.way for one in changes(DEALS, None)] == ["new", "new", "new", "cancelled"]


def test_a_deal_is_called_off_once() -> None:
    off = StageEntry("cancelled", None, (LATER.link,))
    assert told(replace(GROWN, stage="cancelled", stages=(GROWN.stages[0], off))) == [("cancelled", "signed")]
    long_off = StageEntry("cancelled", None, (SMELTER.link,))
    assert told(replace(GROWN, stage="cancelled", stages=(long_off, off))) == []


@pytest.mark.parametrize(
    "same",
    [
        replace(GROWN, stage="signed", stages=GROWN.stages[:1]),
        replace(GROWN, reports=(SMELTER,), stages=GROWN.stages[:1], stage="signed"),
        replace(GROWN, background=True),
        replace(GROWN, checked="wrong"),
    ],
)
def test_what_is_told_again_in_passing_or_wrongly_is_no_change(same: object) -> None:
    assert told(same) == []


def test_risks_are_disputes_cancelled_deals_and_contradictions() -> None:
    doubtful = replace(DEALS[0], contradictions=(("amount", {SMELTER.link: 1.5e9, SMELTER_RU.link: 1.2e9}),))
    assert [(one.kind, one.day) for one in risks((*DEALS, doubtful), EVENTS)] == [
        ("doubtful", "2026-11-18"),
        ("cancelled", "2026-11-10"),
        ("dispute", "2026-09-02"),
    ]
    content = " ".join(brief.render(replace(OVERVIEW, deals=(doubtful,)), "text").split())
    assert "reports disagree China Nonferrous (CN) · KAZ Minerals · on amount" in content


@pytest.mark.parametrize("form", brief.PAGES)
def test_only_the_sections_that_are_wanted_are_shown(form: str) -> None:
    content = brief.render(OVERVIEW, form, Wanted(sections=("deals",))).replace("&#160;", " ")
    assert "Deals" in content
    assert not [
        one for one in ("Cooperation timeline", "Company figures", "Notable items", "Sources") if one in content
    ]


def test_data_holds_the_lists_of_the_sections_that_are_wanted() -> None:
    content = "".join(brief.data(OVERVIEW, "json", Wanted(sections=("events",))))
    assert [
        key for key in ("deals", "metrics", "events", "partners", "items", "sources") if f'"{key}": [' in content
    ] == [
        "events",
        "partners",
        "sources",
    ]
    assert list(brief.csv_files(OVERVIEW, Wanted(sections=("events", "items")))) == ["events.csv", "items.csv"]


@pytest.mark.parametrize(
    ("by", "deals", "figures"),
    [
        ("stage", ["● completed", "◕ signed", "○ talks", "✕ cancelled"], [""]),
        ("country", ["China", "South Korea", "United Kingdom", "United States"], [""]),
        (
            "company",
            ["Aurum Holdings", "China Nonferrous", "Exim Bank", "KIGAM"],
            ["Central Asia Metals", "Kazatomprom", "Zijin Mining"],
        ),
        ("commodity", ["copper", "gold", "lithium", "tungsten"], ["copper", "uranium", "None named"]),
    ],
)
def test_groups(by: str, deals: list[str], figures: list[str]) -> None:
    words = page(OVERVIEW, Wanted(group_by=by))
    assert [group.title for group in words.deals] == deals
    assert [group.title for group in words.figures] == figures
    assert sum(len(group.rows) for group in words.deals) == len(DEALS)


def test_by_company_the_timeline_is_the_companies() -> None:
    words = page(OVERVIEW, Wanted(group_by="company"))
    assert [(row.country, len(row.events)) for row in words.partners] == [
        ("China Nonferrous", 1),
        ("KIGAM", 1),
        ("Exim Bank", 1),
        ("Aurum Holdings", 0),
    ]


def test_the_top_are_those_worth_most_in_the_order_of_their_days() -> None:
    assert [deal.id for deal in top_deals(DEALS, 2)] == ["d1", "d2"]
    assert [deal.id for deal in top_deals((*DEALS[1:], DEALS[0]), 2)] == ["d2", "d1"]
    assert len(narrowed(OVERVIEW, 1).deals) == 1
    assert narrowed(OVERVIEW, 1).totals == OVERVIEW.totals


def test_notable_are_starred_items_and_those_that_many_report_each_story_once() -> None:
    many, starred = NEWS[2]._replace(reports=5, story="s"), NEWS[3]._replace(starred=True)
    items = (NEWS[0], NEWS[1], many, many._replace(id=99), starred)
    assert [item.id for item in top_items(items, 2)] == [many.id, starred.id]


def test_the_authors_title_and_note_stand_on_every_page_and_format_nothing() -> None:
    wanted = Wanted(title="For [the] board", note="First *words*.\n\nThen <b>more</b>\x1b[31m.")
    for form in ("text", "md", "html"):
        content = brief.render(OVERVIEW, form, wanted)
        assert "\x1b" not in content
        assert "board" in content
    assert "<b>more" not in content
    assert "> First \\*words\\*." in brief.render(OVERVIEW, "md", wanted)


def test_every_figure_of_the_html_leads_to_its_report_and_shows_its_sentence() -> None:
    content = brief.render(OVERVIEW, "html")
    assert 'title="The two signed for a smelter of 300,000 tonnes a year, worth $1.5 billion.' in content
    for amount in ("USD 240 m", "KZT 40 bn", "25,839 t", "USD 47 bn"):
        assert f">{amount}</a>" in content
    assert '<a href="#deals" title="USD 1.5 bn: China Nonferrous (CN) · KAZ Minerals\nUSD 79.4 m: ' in content


def test_the_last_brief_is_that_of_an_earlier_day(tmp_path: Path) -> None:
    path = memory.beside(tmp_path / "archive.db")
    first, second, third = date(2026, 11, 7), date(2026, 11, 14), date(2026, 11, 21)
    assert memory.last(path, "weekly", second) is None
    for day in (first, second, second):
        memory.remember(path, "weekly", day)
    assert memory.last(path, "weekly", second) == first
    assert memory.last(path, "weekly", third) == second
    assert memory.last(path, "monthly", third) is None


@pytest.mark.parametrize("content", ["", "[]", '{"weekly": "x"}', '{"weekly": ["2026-13-01"]}', "\x00"])
def test_a_damaged_memory_remembers_nothing_and_is_written_anew(tmp_path: Path, content: str) -> None:
    path = memory.beside(tmp_path / "archive.db")
    path.write_text(content)
    assert memory.last(path, "weekly", NOW.date()) is None
    memory.remember(path, "weekly", date(2026, 11, 1))
    assert memory.last(path, "weekly", NOW.date()) == date(2026, 11, 1)


def test_the_sections_of_feeds_toml_are_those_of_the_brief() -> None:
    assert set(Wanted().sections) == set(SECTIONS)


def test_what_changed_is_told_where_there_is_a_day_to_compare_with() -> None:
    always = replace(OVERVIEW, since=None)
    assert "changes" in page(OVERVIEW).sections
    assert "changes" not in page(always).sections
    assert page(always, Wanted(sections=("changes",))).sections == ("changes",)
