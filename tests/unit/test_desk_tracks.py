"""The timeline's columns: what each shows, worked out a column at a time, is what the rule says event by event."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui.desk.tracks import SPANS, Track, View, laid, only
from tui.ledger.entries import EventEntry, Report
from tui.model import Evidence

TODAY = date(2026, 11, 20)
_REPORT = Report(1, "", "Wire", "en", datetime(2026, 11, 20, tzinfo=UTC), Evidence("It met.", 0, 7, "sample"))
_KINDS = st.sampled_from(("meeting", "study", "memorandum", "agreement", "dispute"))
_EVENTS = st.lists(st.tuples(st.integers(0, 900), _KINDS), min_size=1, max_size=60)


def _event(days: int, kind: str, *countries: str) -> EventEntry:
    day = (TODAY - timedelta(days=days)).isoformat()
    return EventEntry(day, "text", day, kind, (), countries or ("CN",), _REPORT)


def _one_by_one(view: View, track: Track, chosen: int) -> dict[int, int]:
    shown: dict[int, int] = {}
    last = -1
    for index in view.seen(track):
        column = view.column(track.events[index][0])
        place = max(column, last + 1)
        if place - column <= 2 and place < view.plot:
            shown[place], last = index, place
        elif index == chosen or (shown[last] != chosen and track.weights[index] >= track.weights[shown[last]]):
            shown[last] = index
    return shown


@given(_EVENTS, st.integers(0, len(SPANS) - 1), st.integers(2, 80), st.integers(-1, 60), st.integers(0, 300))
def test_columns_show_what_the_rule_says(
    told: list[tuple[int, str]], level: int, plot: int, chosen: int, back: int
) -> None:
    (track,) = laid([_event(days, kind) for days, kind in told], TODAY).tracks
    view = View(level, TODAY - timedelta(days=back), plot)
    assert view.marks(track, chosen) == _one_by_one(view, track, chosen)


def test_one_kind_keeps_its_partners_and_order() -> None:
    events = [
        _event(1, "meeting"),
        _event(2, "study", "RU", "DE"),
        _event(3, "study", "DE"),
        _event(4, "meeting", "KZ"),
    ]
    whole = laid(events, TODAY)
    assert [track.country for track in whole.tracks] == ["DE", "CN", "RU", ""]
    assert whole.kinds == {"meeting": 2, "study": 2}
    kept = only(whole, "study", TODAY)
    assert [(track.country, len(track.events)) for track in kept.tracks] == [("DE", 2), ("RU", 1)]
    assert kept.events == events[1:3]
    assert laid((), TODAY).view is None
