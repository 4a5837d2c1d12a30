"""Which event a deal is by how far it has gone: a contract signed is an agreement, a search under way an exploration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.model import Deal, Party
from tui.reading.acts.hearing import begins
from tui.reading.acts.line import Line
from tui.reading.acts.undertaking import LEAD
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library

_PAPERS = ("sign", "agree", "memo", "agreement")
_OF_DEALS = {
    ("acquisition", "completed"): "acquisition",
    ("acquisition", "signed"): "acquisition",
    ("financing", "signed"): "financing",
    ("financing", "completed"): "financing",
    ("financing", "approved"): "financing",
    ("exploration", "approved"): "licence",
    ("exploration", "underway"): "exploration",
    ("investment", "completed"): "commissioning",
    ("investment", "underway"): "construction",
    ("construction", "underway"): "construction",
    ("offtake", "underway"): "delivery",
}
_OF_STAGES = {"memorandum": "memorandum", "signed": "agreement", "talks": "negotiation"}
_SPOKEN = ("talks", "negotiate", "offer", "eye", "interest-letter", "cooperate", "side")
"""Words of two sides that speak; what only may be is no negotiation."""

_BANKED = ("signed", "completed", "underway")
"""Stages of an investment at which a bank that takes part has lent its money."""

_TWO = 2
_DAY = len("2024-11-01")
"""Works that are done on a day were opened; what a year's money was put into need not have been."""


@dataclass(frozen=True)
class Milestones:
    """Tells the events of one page's deals."""

    page: Page
    shelf: Library
    lines: Sequence[Line]

    def kind(self, deal: Deal, line: Line, banks: Sequence[Party]) -> str | None:
        """The kind of event that a deal told in ``line`` is, ``banks`` of no one country among its parties; None for none."""
        if deal.kind == "investment" and deal.stage in _BANKED and banks:
            return "financing"
        kind = _OF_DEALS.get((deal.kind, deal.stage)) or _OF_STAGES.get(deal.stage)
        if kind == "negotiation":
            return self._spoken(deal, line)
        if kind == "financing" and deal.stage == "signed" and self._papers(deal):
            kind = "agreement"
        return kind if kind is not None and self._stands(kind, deal, line) else None

    def _stands(self, kind: str, deal: Deal, line: Line) -> bool:
        """Whether the deal tells of what its stage would be: works that were opened or begun, a contract and not old custom."""
        if kind == "agreement":
            return deal.date is not None or deal.kind == "joint-venture" or _is_told(deal, line)
        if kind == "commissioning":
            on_a_day = deal.date is not None and len(deal.date) == _DAY
            return on_a_day or line.has("launch", "develop") or self.lines[0].has("launch")
        if kind == "construction":
            return any(self._is_begun(self.lines[number]) for number in {0, max(line.number - 1, 0), line.number})
        if kind == "acquisition":
            return _is_bought(deal)
        return kind != "delivery" or deal.date is not None

    def _spoken(self, deal: Deal, line: Line) -> str | None:
        """What is spoken of: a meeting where two sides came together, else a negotiation, None where somebody only thinks."""
        if line.has("meet", "receive", "told-official"):
            return "meeting"
        thinks = _only_thinks(deal, line) and not self._talks_over(deal, line)
        return "negotiation" if line.has(*_SPOKEN) and not thinks else None

    def _talks_over(self, deal: Deal, line: Line) -> bool:
        """Whether two who might deal with each other are told to discuss it."""
        sides = [p for p in deal.parties if p.role != "target"]
        return len(sides) >= _TWO and any(begins(self.page, self.shelf, w, "discussing") for w in line.of("talks"))

    def _is_begun(self, line: Line) -> bool:
        """Whether a line tells of the first stone, or of building that has begun."""
        works = line.of("build")
        if any(begins(self.page, self.shelf, word, "ground-breaking") for word in works):
            return True
        return bool(works) and any(begins(self.page, self.shelf, word, "beginnings") for word in line.of("ongoing"))

    def _papers(self, deal: Deal) -> bool:
        """Whether the sentences that a loan is quoted with tell of an agreement signed that is no loan's own."""
        first, last = (self.page.sentence_at(place) for place in (deal.evidence.start, deal.evidence.end - 1))
        told = self.lines[first : last + 1]
        return any(line.has("sign") and line.has("agreement") and not line.has("loan", "fund") for line in told)


def _only_thinks(deal: Deal, line: Line) -> bool:
    """Whether somebody is only told to think of selling or buying, and nobody to talk with him."""
    return deal.kind == "acquisition" and not line.has("negotiate", "offer", "side")


def _is_bought(deal: Deal) -> bool:
    """Whether something is told to have been bought: of whom, what share, where or for how much; metal sold is nothing of it."""
    return len(deal.parties) >= _TWO or deal.stake is not None or deal.amount is not None or bool(deal.places)


def _is_told(deal: Deal, line: Line) -> bool:
    """Whether an undated contract is told as something that took place: by its papers, or as what the item opens with; who
    has long been whose customer is no event."""
    return line.has(*_PAPERS) or (line.number < LEAD and len(deal.parties) > 1)
