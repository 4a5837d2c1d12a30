"""A deal's card: what it tells, how it leads to the reports, and how the analyst's word on it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import Desk, desk

from tui.archive import Archive
from tui.desk import dealpage
from tui.desk.labelled import GAP, Told, lines
from tui.desk.screens.deal import DealScreen
from tui.desk.screens.reader import ReaderScreen
from tui.desk.widgets.reports import ReportRows
from tui.ledger.deals import deals
from tui.ledger.entries import DealEntry, Report, StageEntry
from tui.ledger.query import Query
from tui.model import Evidence, Party


def _card(running: Desk) -> DealScreen:
    screen = running.app.screen
    assert isinstance(screen, DealScreen)
    return screen


def _report(number: int, source: str) -> Report:
    moment = desk_samples.NOW - timedelta(days=number)
    return Report(number, f"https://news.example/{number}", source, "en", moment, Evidence("It said so.", 0, 11, ""))


def _deal(**values: object) -> DealEntry:
    told = (_report(1, "Steppe Wire"), _report(2, "Kurier"))
    known = DealEntry(
        "d1", "offtake", (Party("Zijin", "buyer", "CN"),), ("CN",), 465e9, "KZT", 0.93e9, "year", ("copper",),
        ("Aktogay",), 1000, 49.979, "2026-11", "text", "2026-11-15", "signed",
        (StageEntry("talks", None, (told[1].link,)), StageEntry("signed", "2026-11", (told[0].link,))), told, False,
    )  # fmt: skip
    return replace(known, **values)  # type: ignore[arg-type]


def _words(deal: DealEntry) -> dict[str, str]:
    return {told.label: told.words for told in dealpage.told(deal) if told.label.strip()}


def test_tells_all_that_is_known() -> None:
    words = _words(_deal())
    assert words["Parties"] == "Zijin (buyer, China)"
    assert words["Amount"] == "KZT 465,000,000,000"
    assert words["In USD"] == "USD 930 m, at the year’s average rate (KZT 500 = USD 1)"
    assert words["Stake"] == "49.979 %"
    assert words["Jobs"] == "1,000"
    assert words["History"] == "○ talks · reported 18 Nov 2026 · 1 report"
    assert dealpage.title(_deal(parties=())) == "Aktogay"


def test_what_is_not_known_is_left_out() -> None:
    words = _words(_deal(amount=None, usd=None, jobs=None, stake=None, places=()))
    assert words["Amount"] == "undisclosed"
    assert not words["Jobs"]
    shown = "\n".join(text for pieces in lines(dealpage.told(_deal(jobs=None)), 60) for text, _ in pieces)
    assert "Jobs" not in shown


def test_reports_that_disagree_are_named() -> None:
    one, two = (report.link for report in _deal().reports)
    words = _words(_deal(contradictions=(("amount", {one: 465e9, two: 400e9}),)))
    assert words["They disagree"] == "amount: 465,000,000,000 (Steppe Wire); 400,000,000,000 (Kurier)"
    assert words["Amount"].startswith("~")


@pytest.mark.parametrize("width", [10, 30, 80])
def test_lines_fit_and_gaps_do_not_meet(width: int) -> None:
    found = lines((GAP, Told("Label", "some words " * 9), GAP, GAP, Told("Nothing", ""), Told("", "end")), width)
    assert all(len("".join(text for text, _ in pieces).rstrip()) <= width for pieces in found)
    empty = [not "".join(text for text, _ in pieces).strip() for pieces in found]
    assert not empty[0]
    assert not any(one and other for one, other in pairwise(empty))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_word_of_the_analyst_is_kept_and_taken_back(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press("tab", "enter")
        name = _card(running).deal.id
        for key, word in (("c", "yes"), ("ц", "wrong"), ("u", "yes"), ("г", None)):
            await running.press(key)
            assert _card(running).deal.checked == word
            with Archive.open(running.path) as archive:
                kept = {deal.id: deal.checked for deal in deals(archive, Query())}
            assert kept[name] == word
        assert isinstance(running.app.screen, DealScreen)


async def test_reports_lead_to_their_sentences_and_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab", "i", "enter")
        reader = running.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.lit is not None
        assert reader.lit.glyph == "◕"
        await running.press("escape")
        assert isinstance(running.app.focused, ReportRows)


@pytest.mark.parametrize("size", [(80, 10), (40, 8), (12, 4)])
async def test_a_report_below_the_facts_comes_into_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press("tab", "enter")
        rows = _card(running).query_one(ReportRows)
        for _ in range(4):
            await running.press("down")
        assert rows.scroll_offset.y <= rows.cursor < rows.scroll_offset.y + rows.size.height
        await running.press("up", "home", "end", "pageup")
        assert running.app.return_value is None
