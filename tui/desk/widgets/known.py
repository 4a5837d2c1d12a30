"""What is known, section by section: figures, deals, partners, sites, events, news, each row a key away from where it leads."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from tui import form
from tui.desk.cells import Piece, fit, width_of
from tui.desk.days import DATE, short_date
from tui.desk.messages import DealOpened, Opened, RowMoved, SubjectOpened
from tui.desk.plot import change
from tui.desk.widgets.columns import Column, lay, row
from tui.desk.widgets.company_row import MONEY, moved_ink, trend_of, value_of
from tui.desk.widgets.deals import COLUMNS, cells, subjects
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.news_row import TIME, news_row
from tui.desk.widgets.rows import Rows
from tui.ledger.entries import DealEntry, EventEntry, NewsEntry, Series
from tui.ledger.points import GUIDANCE
from tui.ledger.profile import Profile, Tie
from tui.ledger.related import Related
from tui.ledger.subjects import HOME, Subject, of_item
from tui.model import EVENT_KINDS
from tui.words import count, glyph, name, say

_FIGURES = (
    Column("metric", 16, flex=2, most=30),
    Column("period", 9, rank=3),
    Column("value", MONEY, flex=1, most=MONEY + 1, align="right"),
    Column("change", 7, align="right", rank=4),
    Column("trend", 6, flex=1, most=10, rank=6),
)
_WHOSE = (Column("subject", 12, flex=2, most=28), *_FIGURES)
_TIES = (
    Column("name", 16, flex=3),
    Column("home", 4, rank=2),
    Column("deals", 9, rank=1, align="right"),
    Column("usd", form.amount_width(), align="right"),
)
_EVENTS = (
    Column("date", DATE),
    Column("partner", 3, rank=2),
    Column("kind", 2 + max(width_of(name("event", kind)) for kind in EVENT_KINDS), rank=1),
    Column("sentence", 14, flex=1),
)
_LABEL = 11
_DEALS = tuple(column for column in COLUMNS if column.name != "commodity")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's name, or with ``words`` one thing that the vocabularies say."""

    label: str
    words: str = ""


Row = Heading | Series | DealEntry | Tie | EventEntry | NewsEntry


class KnownRows(Rows[Row]):
    """Enter opens a figure at its sentence, a deal's card, another page, an event at its sentence, an item. Figures name
    ``whose`` they are where they are of several."""

    def __init__(self, title: str, year: int, zone: tzinfo, *, whose: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._title = title
        self._year = year
        self._zone = zone
        self._figures = _WHOSE if whose else _FIGURES

    @property
    def title(self) -> str:
        """What it is about."""
        return self._title

    def key_of(self, row: Row) -> Hashable | None:
        """What a row is known by; headings have no key."""
        if isinstance(row, Series):
            return row.subject, row.metric, row.commodity, row.unit, row.points[-1].flag == GUIDANCE
        if isinstance(row, EventEntry):
            return row.report.item, row.report.evidence.start, row.kind
        if isinstance(row, (DealEntry, NewsEntry)):
            return row.id
        return row.subject if isinstance(row, Tie) else None

    def open(self, row: Row) -> None:
        """Go where a row leads."""
        if isinstance(row, Series):
            report = row.points[-1].reports[-1]
            self.post_message(Opened(report.item, report.evidence))
        elif isinstance(row, DealEntry):
            self.post_message(DealOpened(row))
        elif isinstance(row, Tie):
            self.post_message(SubjectOpened(row.subject))
        elif isinstance(row, EventEntry):
            self.post_message(Opened(row.report.item, row.report.evidence))
        elif isinstance(row, NewsEntry):
            self.post_message(Opened(row.id))

    def named(self, row: Row) -> Sequence[Subject]:
        """Whom and what a row names."""
        if isinstance(row, DealEntry):
            return subjects(row)
        if isinstance(row, Tie):
            return (row.subject,)
        if isinstance(row, NewsEntry):
            return of_item(row)
        if isinstance(row, EventEntry):
            codes = [Subject("country", code) for code in row.countries if code != HOME]
            return [*(Subject("company", one) for one in row.parties), *codes]
        return ()

    def moved(self) -> None:
        """Tell that the cursor stands elsewhere."""
        self.post_message(RowMoved())

    def paint(self, row: Row, width: int, *, here: bool) -> Pieces:
        """A line of whatever it is."""
        if isinstance(row, Heading):
            if not row.words:
                return [(" ", ""), (fit(row.label, max(0, width - 2)), "copper")]
            return [(f" {fit(row.label, min(_LABEL, width // 3))} ", "quiet"), (row.words, "")]
        return _PAINTERS[type(row)](self, row, width)

    def _figure(self, one: Series, width: int) -> Pieces:
        last = one.points[-1]
        moved = change(one, last)
        plan = f"{say('fact.plan')} " if last.flag == GUIDANCE else ""
        told: dict[str, Piece] = {
            "subject": (one.subject, "partner"),
            "metric": (f"{plan}{form.figure(one.metric, one.commodity)}", ""),
            "period": (form.period(last.period), "quiet"),
            "value": (value_of(one), "gold"),
            "change": (moved, moved_ink(moved)),
            "trend": (trend_of(one, lay(self._figures, width).get("trend", 1)), "copper"),
        }
        return row(self._figures, width, told)

    def _deal(self, deal: DealEntry, width: int) -> Pieces:
        return row(_DEALS, width, cells(deal, lay(_DEALS, width), self._year))

    def _tie(self, tie: Tie, width: int) -> Pieces:
        told: dict[str, Piece] = {
            "name": (tie.title, "partner" if tie.subject.kind == "company" else "commodity"),
            "home": (tie.country, "quiet"),
            "deals": (count(tie.deals, "deal") if tie.deals else "", "quiet"),
            "usd": (form.amount(tie.usd) if tie.usd else "", "gold"),
        }
        return row(_TIES, width, told)

    def _event(self, event: EventEntry, width: int) -> Pieces:
        day = short_date(event.date or event.day, self._year, reported=event.date_from == "report")
        told: dict[str, Piece] = {
            "date": (day, "quiet"),
            "partner": (next((code for code in event.countries if code != HOME), ""), "partner"),
            "kind": (f"{glyph('event', event.kind)} {name('event', event.kind)}", ""),
            "sentence": (event.report.evidence.text, "quiet"),
        }
        return row(_EVENTS, width, told)

    def _news(self, entry: NewsEntry, width: int) -> Pieces:
        day = short_date(entry.published.astimezone(self._zone).date().isoformat(), self._year)
        return [(f"{fit(day, DATE)} ", "quiet"), *news_row(entry, max(1, width - DATE - 1 + TIME), self._zone)[2:]]


_PAINTERS: dict[type, Callable[[KnownRows, Any, int], Pieces]] = {
    Series: KnownRows._figure,
    DealEntry: KnownRows._deal,
    Tie: KnownRows._tie,
    EventEntry: KnownRows._event,
    NewsEntry: KnownRows._news,
}


def about(profile: Profile) -> tuple[Row, ...]:
    """What the vocabularies say."""
    return tuple(Heading(say(f"profile.{key}"), _said(key, value)) for key, value in profile.about)


def sections(known: Profile | Related, names: Sequence[str], of: str = "") -> tuple[Row, ...]:
    """The rows of those sections of which anything is known, each under its heading, which ends with ``of``."""
    return tuple(row for name in names for row in _section(name, getattr(known, name), of))


def _section(name: str, found: Sequence[Row], of: str) -> Sequence[Row]:
    label = f"{say(f'profile.{name}')} {form.number(len(found))}"
    return (Heading(f"{label} · {of}" if of else label), *found) if found else ()


def _said(key: str, value: str) -> str:
    if key == "country":
        return form.country(value)
    if key == "commodities":
        return form.commodities(value.split(","))
    return name("sort", value) if key == "sort" else value
