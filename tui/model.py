"""The nouns of kenwatch: what travels from a feed to a panel. Frozen, slotted, without behaviour.

Offsets (``start``, ``end``) count characters of ``Document.source``, exactly as given, before any normalisation.
Times are aware UTC datetimes; partial dates are ISO strings as precise as the text (``2024-08-15``, ``2024-08``, ``2024``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

STAGES = ("talks", "planned", "memorandum", "signed", "approved", "underway", "completed", "cancelled")
"""Stages of a deal, each further than the one before it; ``cancelled`` ends all."""

DEAL_KINDS = (
    "investment",
    "acquisition",
    "joint-venture",
    "offtake",
    "construction",
    "exploration",
    "financing",
    "agreement",
)

EVENT_KINDS = (
    "meeting",
    "negotiation",
    "memorandum",
    "agreement",
    "exploration",
    "discovery",
    "licence",
    "construction",
    "commissioning",
    "acquisition",
    "financing",
    "study",
    "delivery",
    "dispute",
    "closure",
)


@dataclass(frozen=True, slots=True)
class Document:
    """One news item as a reader gets it; ``lang`` is a prior (the feed's), not a verdict."""

    title: str
    text: str
    published: datetime | None = None
    lang: str | None = None
    id: str = ""

    @property
    def source(self) -> str:
        """The text that every offset counts in."""
        return f"{self.title}\n\n{self.text}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence or two that prove a fact: ``source[start:end] == text``; ``rule`` found it."""

    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Field:
    """Where in the source one field of a fact stands."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or cue found in the text. ``kind`` is the vocabulary it comes from (company, site, region, country,
    commodity, …), ``id`` its entry there, ``name`` the canonical name; ``new`` marks a name that no vocabulary holds."""

    kind: str
    id: str
    name: str
    start: int
    end: int
    country: str | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item is on the beat or off it: points that a rule gave for a piece of the text."""

    rule: str
    points: float
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in a deal: ``role`` is buyer, seller, target, partner, contractor, client, lender, borrower or ""."""

    name: str
    role: str = ""
    country: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Deal:
    """A business commitment, made or in the making. ``amount`` in units of ``currency``; ``converted`` is the text's own
    bracketed conversion as (amount, currency); ``stake`` in percent."""

    kind: str
    stage: str
    evidence: Evidence
    parties: tuple[Party, ...] = ()
    countries: tuple[str, ...] = ()
    amount: float | None = None
    currency: str | None = None
    converted: tuple[float, str] | None = None
    commodities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    jobs: int | None = None
    stake: float | None = None
    date: str | None = None
    background: bool = False
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure that measures a company, a site or the sector; ``value`` in the base ``unit`` (t, oz, g/t, %, km2, ha,
    count, m3, lb, carat, MW or a currency code), ``original`` as the text writes it, ``basis`` is "" or guidance."""

    subject: str
    metric: str
    value: float
    unit: str
    evidence: Evidence
    period: str | None = None
    commodity: str | None = None
    original: str = ""
    basis: str = ""
    subject_id: str | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is dated to happen, between a Kazakh side and a foreign one."""

    kind: str
    evidence: Evidence
    date: str | None = None
    parties: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


NEAR_BEAT, NEAR_WITH_METAL = 1.0, -2.0
"""Points for mining and for Kazakhstan from which an item that is off the beat by its own words may yet tell a story of it, and
from which one does that speaks of a metal."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of a document. Names in ``companies`` and ``places`` are canonical; ``version`` names the
    rules and vocabularies that made it; ``reasons`` are for who asks for them at once, and kept nowhere."""

    lang: str
    relevant: bool
    foreign: bool
    score: float
    version: str
    reasons: tuple[Reason, ...] = field(default=(), metadata={"kept": False})
    countries: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    deals: tuple[Deal, ...] = ()
    metrics: tuple[Metric, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed, past the trust boundary: plain text, http(s) links, aware times, nothing that acts.

    ``guid`` identifies it within its feed: the publisher's id, else the link, else a hash of title and text."""

    guid: str
    title: str
    text: str
    link: str = ""
    published: datetime | None = None
    language: str | None = None
    source: str = ""
