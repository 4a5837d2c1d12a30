"""What panels, briefs and listings show: rows made by the ledger's queries. Frozen, without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from tui.archive.rows import NewsEntry as NewsEntry
from tui.model import Evidence, Party


class Report(NamedTuple):
    """One item that tells a fact: ``item`` is the archive's id of it."""

    item: int
    link: str
    source: str
    language: str
    published: datetime
    evidence: Evidence
    title: str = ""


@dataclass(frozen=True, slots=True)
class StageEntry:
    """A stage that a deal reached, when (None: not told), and the links that say so."""

    stage: str
    date: str | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far a deal may be believed: ``level`` is high, fair or low, ``reasons`` are keys of the catalogue's words."""

    level: str = "fair"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DealEntry:
    """A deal with its reports. ``day`` is what "recent" sorts by; ``date_from`` says whether the text or the report gave it
    ("text" or "report"); ``usd_rate`` is "text", "day", "year" or None where there is nothing to convert."""

    id: str
    kind: str
    parties: tuple[Party, ...]
    countries: tuple[str, ...]
    amount: float | None
    currency: str | None
    usd: float | None
    usd_rate: str | None
    commodities: tuple[str, ...]
    places: tuple[str, ...]
    jobs: int | None
    stake: float | None
    date: str | None
    date_from: str
    day: str
    stage: str
    stages: tuple[StageEntry, ...]
    reports: tuple[Report, ...]
    background: bool
    checked: str | None = None
    contradictions: tuple[tuple[str, dict[str, object]], ...] = ()
    confidence: Confidence = Confidence()


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: ``value`` in the series' unit, ``original`` as a text wrote it. ``flag`` says why it is none to
    count with; ``checked`` is the analyst's word (yes, wrong, edited)."""

    period: str | None
    value: float
    original: str
    reports: tuple[Report, ...]
    restated_from: float | None = None
    flag: str | None = None
    id: str = ""
    checked: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One subject's metric over time, points in order of period. ``latest`` is the newest report's moment."""

    subject: str
    metric: str
    commodity: str | None
    unit: str
    points: tuple[Point, ...]
    latest: datetime


class EventEntry(NamedTuple):
    """One event on the cooperation timeline, as one report tells it; ``day`` stands in where the text gives no date
    (``date_from`` "report"); ``story`` names the report's story; ``checked`` is the analyst's word (yes, wrong, edited)."""

    date: str | None
    date_from: str
    day: str
    kind: str
    parties: tuple[str, ...]
    countries: tuple[str, ...]
    report: Report
    story: str | None = None
    id: str = ""
    checked: str | None = None


@dataclass(frozen=True, slots=True)
class YearEntry:
    """A partner's deals of one year, by their latest stage."""

    year: str
    deals: int
    usd: float
    usd_intended: float


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """The deals and events of a partner in the period: a country, or a ``company`` with its country ("" where none is
    known). ``usd`` sums deals signed or further, ``usd_intended`` the rest; cancelled ones are in neither. ``first`` and
    ``last`` are days of contact, ``open`` names deals that are talks without an outcome for a year; ``stages`` and
    ``commodities`` count deals, the most frequent first, and ``usd_by_stage`` and ``usd_by_commodity`` sum what they are
    worth, the largest first: a deal of two commodities counts for both, a cancelled one in its stage alone."""

    country: str
    deals: int
    usd: float
    usd_intended: float
    events: int
    last: str | None
    company: str | None = None
    first: str | None = None
    years: tuple[YearEntry, ...] = ()
    stages: tuple[tuple[str, int], ...] = ()
    commodities: tuple[tuple[str, int], ...] = ()
    open: tuple[str, ...] = ()
    usd_by_stage: tuple[tuple[str, float], ...] = ()
    usd_by_commodity: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyEntry:
    """A company in the period: ``usd`` sums its deals signed or further, ``usd_intended`` the rest; ``figures`` counts its
    series, of which ``latest`` was reported last; ``last`` is the day that something was last told of it."""

    name: str
    country: str | None
    deals: int
    usd: float
    usd_intended: float
    events: int
    figures: int
    last: str
    latest: Series | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened on a day: a stage of a deal (``what`` "deal", ``kind`` the deal's, ``deal`` its id) or an event (``what``
    "event", without stage, amount and id)."""

    day: str
    date: str | None
    date_from: str
    what: str
    kind: str
    stage: str | None
    parties: tuple[str, ...]
    countries: tuple[str, ...]
    commodities: tuple[str, ...]
    amount: float | None
    currency: str | None
    usd: float | None
    deal: str | None
    report: Report


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """Reports of one event, in order of publication: the first tells who was first. ``title`` is the first report's."""

    id: str
    title: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A feed's health: ``error`` is the last failure in plain words, None while all is well; ``reason`` says why
    ``next_poll``."""

    url: str
    title: str
    items: int
    relevant: int
    last_poll: datetime | None
    last_success: datetime | None
    next_poll: datetime | None
    reason: str
    error: str | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Money of a list of deals, each counted once (see CONTRACT: worth)."""

    deals: int = 0
    usd_signed: float = 0.0
    usd_intended: float = 0.0
    undisclosed: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """All that a brief or the desk shows for a period, from one set of queries."""

    generated: datetime
    since: datetime | None
    until: datetime | None
    deals: tuple[DealEntry, ...]
    series: tuple[Series, ...]
    events: tuple[EventEntry, ...]
    partners: tuple[PartnerEntry, ...]
    news: tuple[NewsEntry, ...]
    sources: tuple[SourceEntry, ...]
    totals: Totals = field(default_factory=Totals)
