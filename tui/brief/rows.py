"""The brief as rows of words: what the writers for people (text, SVG, Markdown, HTML) lay out, cleaned and formatted once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from tui.words import count, figures, say

R = TypeVar("R")

CITED = 3
"""Reports of a deal that a page of lines has room for: the newest."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact is told, and the sentence that proves it."""

    source: str
    link: str
    language: str
    day: str
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the headline, or a sum: what it rests on is a report, or the rows of a ``section``, of which
    ``told`` gives a few."""

    text: str
    citation: Citation | None = None
    section: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class DealRow:
    """``usd`` is the amount in dollars where it is told in another currency, ``rate`` how it was converted; ``unnamed`` stands
    for parties of whom none is named."""

    day: str
    reported: bool
    parties: tuple[str, ...]
    unnamed: str
    kind: str
    stage: str
    mark: str
    stage_word: str
    amount: str
    disclosed: bool
    usd: str
    rate: str
    details: tuple[str, ...]
    citations: tuple[Citation, ...]

    @property
    def newest(self) -> tuple[Citation, ...]:
        """The citations that a page of lines shows."""
        return self.citations[-CITED:]

    @property
    def unshown(self) -> str:
        """How many reports it leaves out, in words; "" where none."""
        left = len(self.citations) - CITED
        return say("brief.more-reports", reports=count(left, "report")) if left > 0 else ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A deal that is new, further along or called off: ``way`` is one of these, ``before`` the stage it had."""

    way: str
    word: str
    before: str
    deal: DealRow
    citation: Citation


@dataclass(frozen=True, slots=True)
class FigureRow:
    """``before`` is the figure that the last one is compared with, and its period; "" where there is none."""

    subject: str
    label: str
    period: str
    value: str
    change: str
    before: str
    rising: bool | None
    bars: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class EventRow:
    day: str
    iso: str
    reported: bool
    kind: str
    mark: str
    word: str
    parties: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A dispute, a closure, a deal that was called off, or reports that disagree: ``what`` says on what."""

    kind: str
    mark: str
    word: str
    day: str
    parties: tuple[str, ...]
    what: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class PartnerRow:
    code: str
    country: str
    deals: str
    signed: str
    intended: str
    events: tuple[EventRow, ...]
    left_out: int

    @property
    def sums(self) -> tuple[str, ...]:
        """What its deals come to, in words."""
        signed = self.signed and say("brief.sum", usd=self.signed, what=say("brief.key-signed"))
        intended = self.intended and say("brief.sum", usd=self.intended, what=say("brief.key-intended"))
        return tuple(one for one in (self.deals, signed, intended) if one)


@dataclass(frozen=True, slots=True)
class ItemRow:
    day: str
    countries: str
    commodities: str
    title: str
    source: str
    link: str
    language: str
    reports: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    title: str
    brought: str
    error: str


@dataclass(frozen=True, slots=True)
class Group(Generic[R]):
    """Rows under a heading of their own; "" where nothing is grouped. ``note`` says how many, and what they are worth."""

    title: str
    note: str
    rows: tuple[R, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """How many rows of a section the brief shows, and of how many."""

    shown: int
    whole: int

    @property
    def note(self) -> str:
        if self.shown == self.whole:
            return ""
        return say("brief.part", shown=figures(f"{self.shown:,}"), whole=figures(f"{self.whole:,}"))


@dataclass(frozen=True, slots=True)
class Page:
    """The whole brief in words. ``sections`` are those that are shown; ``key_figures`` are pairs of figure and label;
    ``note`` is the author's, a paragraph each; ``legend`` says whether a day is marked as the report's."""

    title: str
    period: str
    generated: str
    sections: tuple[str, ...]
    note: tuple[str, ...]
    lead: tuple[Sentence, ...]
    key_figures: tuple[tuple[Sentence, str], ...]
    changes: tuple[ChangeRow, ...]
    deals: tuple[Group[DealRow], ...]
    risks: tuple[RiskRow, ...]
    figures: tuple[Group[FigureRow], ...]
    partners: tuple[PartnerRow, ...]
    items: tuple[ItemRow, ...]
    sources: tuple[SourceRow, ...]
    changes_part: Part
    deals_part: Part
    risks_part: Part
    figures_part: Part
    sources_line: str
    rates_lines: tuple[str, ...]
    legend: bool

    def part(self, section: str) -> str:
        """How much of a section is shown, in words; "" where all of it."""
        parts = {
            "changes": self.changes_part,
            "deals": self.deals_part,
            "risks": self.risks_part,
            "metrics": self.figures_part,
        }
        return parts[section].note if section in parts else ""
