"""The desk's parts on their own: cells, columns, colours, the curtain, the words of the status line, marks on the timeline."""

from __future__ import annotations

import ast
import gc
import re
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import SIZES, desk
from hypothesis import given
from hypothesis import strategies as st
from patience import PATIENCE
from rich.cells import cell_len

import tui.desk
from tui.archive import Counts
from tui.config.zone import zone_of
from tui.desk import curtain, palette, status, themes
from tui.desk.asking import Scope
from tui.desk.cells import fit, safe, width_of, wrap, wrap_spans
from tui.desk.days import day_of, short_date
from tui.desk.facts import facts, spans
from tui.desk.lane import Lane
from tui.desk.messages import PollState
from tui.desk.source import Health
from tui.desk.tidy import Tidy
from tui.desk.widgets.columns import Column, lay, row
from tui.desk.widgets.news_row import chips, day_heading, sum_of
from tui.ledger.entries import SourceEntry
from tui.words import catalogue, say

DESK = Path(tui.desk.__file__).parent
NOW = desk_samples.NOW

# Cells


@given(st.text(), st.integers(0, 60), st.sampled_from(["left", "right"]))
def test_fitted_text_has_its_width_and_is_printable(text: str, width: int, align: str) -> None:
    fitted = fit(text, width, align)
    assert cell_len(fitted) == width
    assert fitted.isprintable()


@given(st.text())
def test_safe_text_is_printable_and_stays_so(text: str) -> None:
    assert safe(text).isprintable()
    assert safe(safe(text)) == safe(text)


def test_safe_keeps_the_spaces_that_stand_between_pieces() -> None:
    assert safe(" \x1b[31mred ") == " red "


@given(st.text(alphabet="ab 金я", max_size=200), st.integers(1, 30))
def test_wrapped_lines_fit_and_lose_only_spaces(text: str, width: int) -> None:
    found = wrap_spans(text, width)
    assert "".join(text[start:end] for start, end in found).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(text[start:end].rstrip()) <= max(width, 2) for start, end in found)


def test_wide_characters_take_two_cells() -> None:
    assert width_of("紫金") == 4
    assert fit("紫金矿业", 5) == "紫金…"
    assert fit("Ақтоғай", 9, "right") == "  Ақтоғай"
    assert wrap("紫金矿业 confirms", 8) == ["紫金矿业", "confirms"]


# Columns

_COLUMNS = (Column("a", 5), Column("b", 10, flex=1, most=20), Column("c", 8, rank=2), Column("d", 3, rank=1))


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (60, {"a": 5, "b": 20, "c": 8, "d": 3}),
        (29, {"a": 5, "b": 10, "c": 8, "d": 3}),
        (28, {"a": 5, "b": 18, "d": 3}),
        (18, {"a": 5, "b": 12}),
        (3, {"a": 5, "b": 10}),
    ],
)
def test_columns_go_by_rank_and_share_what_is_left(room: int, expected: dict[str, int]) -> None:
    assert lay(_COLUMNS, room) == expected


def test_rows_line_up_whatever_is_in_them() -> None:
    rows = [row(_COLUMNS, 40, {"a": (name, ""), "b": (name * 9, ""), "d": ("x", "")}) for name in ("Au", "紫金", "ғ")]
    assert len({sum(cell_len(text) for text, _ in pieces) for pieces in rows}) == 1


# Colours


def _light(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [palette.KARATAU, palette.STEPPE], ids=["karatau", "steppe"])
def test_text_can_be_read_on_every_ground(colours: dict[str, str]) -> None:
    inks = ("foreground", "quiet", "faint", "copper", "gold", "partner", "commodity", "good", "bad")
    for ground in ("background", "surface", "cursor", "cursor-blurred"):
        for ink in inks:
            contrast = _contrast(colours[ink], colours[ground])
            assert contrast >= 4.5, f"{ink} on {ground}: {contrast:.2f}"


def test_every_theme_knows_every_role() -> None:
    for theme in themes.OURS:
        assert set(themes.ROLES) - set(theme.variables) <= {r for r in themes.ROLES if r.endswith("-style")}


async def test_all_themes_of_textual_work_too(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        for name in running.app.available_themes:
            running.app.theme = name
            await running.pilot.pause()
            assert themes.inks(running.app)["partner"]


# The curtain


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_curtain_shows_what_the_desk_will_show(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        entries = running.news.entries
        shown = running.text().split("\n")
    drawn = curtain.page(entries, NOW, zone_of(desk_samples.CONFIG), *size, colours=False).split("\r\n")
    assert len(drawn) == size[1]
    edge = 1 if size[0] >= 100 else 0
    titled = [(mine, theirs) for mine, theirs in zip(drawn[2:-2], shown[2:-2], strict=False) if mine.strip()]
    assert len(titled) > 15
    for mine, theirs in titled:
        text = mine[edge + 1 :].rstrip().removesuffix("…")
        assert theirs[edge + 1 :].startswith(text[: size[0] * 9 // 20 - 12]), (mine, theirs)


def test_the_curtain_is_harmless() -> None:
    told = [desk_samples.Story(desk_samples.ASTANA, 1, title, "") for title in desk_samples.HOSTILE]
    entries = [desk_samples.entry_of(story) for story in told]
    drawn = curtain.page(entries, NOW, UTC, 80, 24, colours=False)
    assert all(character.isprintable() or character in "\r\n" for character in drawn)
    coloured = curtain.page(entries, NOW, UTC, 80, 24, colours=True)
    assert re.sub(r"\x1b\[(?:[34]8;2;\d+;\d+;\d+m|K)", "", coloured) == drawn


# Words


def _situation(**values: object) -> status.Situation:
    return replace(status.Situation(NOW, UTC, feeds=3, offline=False), **values)  # type: ignore[arg-type]


def _health(**values: object) -> Health:
    source = SourceEntry("u", "t", 1, 1, NOW - timedelta(minutes=5), None, NOW + timedelta(minutes=25), "", None)
    return Health((replace(source, **values),), Counts(9, 5, 4, 0))  # type: ignore[arg-type]


def test_the_status_line_says_how_the_feeds_are() -> None:
    told = [note.text for note in status.notes(_situation(health=_health(error="no answer"), new=12))]
    assert told == ["3 feeds", "! 1 failing", "polled 08:55", "next 09:25", "▲ 12 new"]
    told = [note.text for note in status.notes(_situation(poll=PollState(running=True, asked=9, answered=2, failed=1)))]
    assert told == ["polling 3 of 9"]
    assert [note.text for note in status.notes(_situation(offline=True))] == ["3 feeds", "offline"]


def test_an_empty_list_says_what_to_press() -> None:
    nothing = Health((), Counts(0, 0, 0, 0))
    cases = [
        (_situation(health=nothing), Scope(), "empty.archive"),
        (_situation(health=nothing, offline=True), Scope(), "empty.archive"),
        (_situation(health=nothing, feeds=0), Scope(), "empty.feeds"),
        (_situation(health=nothing, poll=PollState(running=True)), Scope(), "empty.polling"),
        (_situation(health=nothing, poll=PollState(failed=3)), Scope(), "empty.unreachable"),
        (_situation(health=_health()), Scope(), "empty.beat"),
    ]
    for situation, scope, key in cases:
        told = status.empty_news(situation, scope)
        assert told[0] == say(key)
        assert len(told) == 2
    assert "zinc" in status.empty_news(_situation(), Scope(words="zinc"))[0]


def test_periods_go_around() -> None:
    scope, seen = Scope(), []
    for _ in range(5):
        seen.append(status.period(scope))
        scope = scope.next_period()
    assert seen == ["90 days", "1 year", "5 years", "all time", "30 days"]
    assert scope == Scope()


def test_every_word_that_the_desk_says_is_in_the_catalogue() -> None:
    assert catalogue()
    for path in DESK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    section, _, word = str(key.value).partition(".")
                    assert word in catalogue()[section], f"{path.name}: {key.value}"


# Rows


def test_days_dates_and_sums() -> None:
    day = NOW.date()
    assert day_heading(day, NOW, UTC) == "Today"
    assert day_heading(day - timedelta(days=1), NOW, UTC) == "Yesterday"
    assert day_heading(date(2026, 11, 11), NOW, UTC) == "Wed 11 Nov"
    assert day_heading(date(2025, 11, 11), NOW, UTC) == "Tue 11 Nov 2025"
    assert short_date("2026-06-29", 2026) == "29 Jun"
    assert short_date("2025-06-29", 2026, reported=True) == "Jun ’25†"
    assert short_date("2025", 2026) == "2025"
    assert day_of("2025") == date(2025, 7, 1)
    assert day_of("2025-06") == date(2025, 6, 15)
    assert day_of("soon") is None
    assert sum_of(1.2e9, "USD") == "$1.20bn"
    assert sum_of(5e6, "XAU") == "XAU5.00m"
    assert chips(("KZ", "CN", "RU", "DE")) == ("CN+2", "partner")
    assert chips(("KZ",)) == ("–", "faint")


def test_facts_stand_in_the_order_of_the_text_and_their_spans_within_it() -> None:
    story = desk_samples.stories()[0]
    _, reading = story.pair(0)
    found = facts(reading)
    assert [fact.glyph for fact in found] == ["◕", "▪", "◆"]
    assert all(story.source[f.evidence.start : f.evidence.end] == f.evidence.text for f in found)
    assert {story.source[start:end] for start, end, _ in spans(reading)} == {
        "Zijin",
        "RG Gold",
        "Raygorodok",
        "$1.2 billion",
    }


def test_the_zone_is_the_configured_one() -> None:
    assert zone_of(desk_samples.CONFIG).utcoffset(datetime(2026, 1, 1)) == timedelta(hours=5)


# House rules


def test_no_string_reaches_a_widget_as_markup() -> None:
    """Only Content, Segments and strings of our own with markup off: the calls that parse a str are searched for."""
    for path in DESK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            keywords = {keyword.arg for keyword in node.keywords}
            assert name != "from_markup", path
            if name == "notify":
                assert "markup" in keywords, f"{path}:{node.lineno}"
            if name in ("Label", "Static"):
                assert not any(isinstance(argument, (ast.Constant, ast.JoinedStr)) for argument in node.args), path


def test_segments_are_made_in_one_place() -> None:
    """In another only what was drawn already is drawn otherwise."""
    made = {p.name for p in DESK.rglob("*.py") if re.search(r"\bSegment\(", p.read_text(encoding="utf-8"))}
    assert made == {"ink.py", "plain.py"}


def test_modules_stay_small() -> None:
    for path in DESK.rglob("*.py"):
        limit = 300 if path.parent.name == "screens" or path.name == "app.py" else 400
        assert len(path.read_text(encoding="utf-8").splitlines()) <= limit, path


# Garbage


def test_garbage_waits_until_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("freeze", "set_threshold", "enable", "collect"):
        monkeypatch.setattr(gc, name, lambda *_: 0)
    monkeypatch.setattr(sys, "setswitchinterval", lambda _: None)
    tidy = Tidy()
    tidy.begin(100.0)
    assert not tidy.look(105.0)
    assert tidy.look(111.0)
    tidy.key(200.0)
    assert not tidy.look(209.0)
    for moment in range(210, 1911, 5):
        tidy.key(float(moment))
    assert not tidy.look(1910.0)
    assert tidy.look(1915.0)


# Lanes


def test_a_lane_keeps_the_order_and_hands_on_what_is_raised() -> None:
    lane, done = Lane("test"), []
    futures = [lane.submit(lambda number=number: done.append(number)) for number in range(5)]
    failing = lane.submit(lambda: 1 / 0)
    assert isinstance(failing.exception(PATIENCE), ZeroDivisionError)
    assert all(future.result(PATIENCE) is None for future in futures)
    assert done == [0, 1, 2, 3, 4]
    assert lane.close(PATIENCE)


def test_nobody_waits_for_a_lane_that_is_let_go() -> None:
    lane, gate = Lane("test"), threading.Event()
    held = lane.submit(lambda: gate.wait(PATIENCE))
    waiting = lane.submit(lambda: "never")
    assert waiting.cancel()
    assert not lane.close(0.0)
    gate.set()
    assert held.result(PATIENCE)
    assert lane.close(PATIENCE)
