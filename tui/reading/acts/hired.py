"""Works and those hired for them: where an item tells what an owner's works cost, and in another sentence whom he has hired,
these are two undertakings, the owner's investment and the contract, whose sum is not told."""

from __future__ import annotations

from dataclasses import replace

from tui.model import Mention
from tui.reading.acts.alike import kin
from tui.reading.acts.drafts import Draft
from tui.reading.acts.undertaking import Undertaking
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import hires_out, parent

_BUILDING = frozenset({"investment", "construction"})
"""Kinds as which works are told."""

_HIRING = ("contractor", "client")
"""Cues of those who build for others."""

_SIGNED = frozenset({"signed", "memorandum"})

_RUNNING = frozenset({"underway", "completed"})

_PAPERS = ("agreement", "offtake")
"""Cues of contracts, whose sum is theirs."""


def parted(shelf: Library, group: Undertaking) -> list[Undertaking]:
    """The undertaking, or the two of which it is made up: works with what they cost, and a contract without a sum."""
    if group.kind not in _BUILDING:
        return [group]
    hiring = [d for d in group.drafts if _hires(d)]
    works = [d for d in group.drafts if d.kind == "investment" and not _hires(d)]
    named = {ident: mention for d in hiring for ident, (mention, role) in d.parties.items() if role == "contractor"}
    hired = {i for i, m in named.items() if hires_out(shelf, m) or (m.country != "KZ" and parent(shelf, i) is None)}
    priced = [d for d in works if d.amount is not None and not d.line.has(*_PAPERS)]
    if not hired or not priced or any(d.amount is not None for d in hiring):
        return [group]
    if any(not hired.isdisjoint(d.parties) for d in works) or any(
        d.explicit and d.stage in _SIGNED for d in group.drafts
    ):
        return [group]
    if works[0].line.number >= hiring[0].line.number or _of_one(works, [named[ident] for ident in hired]):
        return [group]
    rest = [d for d in group.drafts if d not in works]
    owner = Undertaking(works, group.history)
    return [owner, Undertaking([d if d.explicit else replace(d, stage=_reached(owner, d)) for d in rest])]


def _reached(works: Undertaking, hiring: Draft) -> str:
    """How far a contract has gone of which it is only told whose it is: as far as the works."""
    return works.stage if works.stage in _RUNNING else hiring.stage


def _of_one(works: list[Draft], hired: list[Mention]) -> bool:
    """Whether an owner of the works and one who is hired are of one group by their names."""
    return any(kin(owner, one) for d in works for owner, _ in d.parties.values() for one in hired)


def _hires(draft: Draft) -> bool:
    return draft.kind == "construction" or draft.line.has(*_HIRING)
