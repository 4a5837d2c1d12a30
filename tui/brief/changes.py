"""What changed with the deals since a day: those that are new, those that went further, those that were called off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tui.ledger.entries import DealEntry, Report
from tui.ledger.reports import address
from tui.model import STAGES

WAYS = ("new", "advanced", "cancelled")

_STEPS = {stage: step for step, stage in enumerate(STAGES)}


@dataclass(frozen=True, slots=True)
class Change:
    """A deal's way since then; ``before`` is the stage it had ("" for a new one), ``report`` the one that told of it."""

    deal: DealEntry
    way: str
    before: str
    report: Report


def changes(deals: Iterable[DealEntry], since: datetime | None) -> list[Change]:
    """What the reports from ``since`` on tell that those before did not; all that is known is new where ``since`` is None.
    A deal that is wrong, or named in passing, has not changed."""
    found = (_change(deal, since) for deal in deals if not deal.background and deal.checked != "wrong")
    return [change for change in found if change is not None]


def _change(deal: DealEntry, since: datetime | None) -> Change | None:
    known = {address(report) for report in deal.reports if since is not None and report.published < since}
    fresh = [report for report in deal.reports if address(report) not in known]
    if not fresh:
        return None
    before = max((s.stage for s in deal.stages if known & {*s.reports}), key=_step, default="")
    told = {link for stage in deal.stages if stage.stage == deal.stage for link in stage.reports}
    report = next((report for report in fresh if address(report) in told), fresh[0])
    if deal.stage == "cancelled":
        return None if before == "cancelled" else Change(deal, "cancelled", before, report)
    if not known:
        return Change(deal, "new", "", report)
    further = before in _STEPS and _step(before) < _step(deal.stage)
    return Change(deal, "advanced", before, report) if further else None


def _step(stage: str) -> int:
    """How far a stage is; one that only another version knows comes before all."""
    return _STEPS.get(stage, -1)
