"""Corrections as the desk and the command line make them: merge, split, edit, checked, wrong, and taking them back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tui import codec
from tui.archive import Anchor, Archive, Correction
from tui.ledger.correcting import Corrections, about
from tui.ledger.deals import deals
from tui.ledger.entries import DealEntry
from tui.ledger.fields import FieldError, checked
from tui.ledger.query import Query
from tui.text import line, link, plain

ACTIONS = ("merge", "split", "edit", "checked", "wrong")

_ANCHORS, _DEALS = 200, 50
"""How many reports a deal, and how many deals a correction, may name in a file."""


_MOMENT = timedelta(microseconds=1)


class CorrectionError(ValueError):
    """A correction that cannot be made or read; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction as lists show it: ``deals`` are the names of the deals it holds for now, none while its sentences tell
    no deal."""

    correction: Correction
    deals: tuple[str, ...]


def corrections(archive: Archive) -> tuple[CorrectionEntry, ...]:
    """All corrections in the order in which they were made."""
    made = Corrections(archive)
    return tuple(
        CorrectionEntry(c, tuple(dict.fromkeys(made.deal_of(row) for row in made.found(c))))
        for c in archive.corrections()
    )


def merge(archive: Archive, names: Sequence[str], now: datetime) -> Correction:
    """Makes the deals of these names one. Raises CorrectionError."""
    if len(set(names)) < 2:
        raise CorrectionError("A merge needs two deals or more.")
    known = _deals(archive)
    return _keep(archive, "merge", [_anchors(archive, _named(known, name)) for name in names], now)


def split(archive: Archive, name: str, links: Sequence[str], now: datetime) -> Correction:
    """Lets what the reports with these ``links`` tell of a deal stand as a deal of its own. Raises CorrectionError."""
    deal = _named(_deals(archive), name)
    anchors = _anchors(archive, deal)
    chosen = [anchor for anchor in anchors if anchor.link in links]
    missing = set(links) - {anchor.link for anchor in chosen}
    if missing or not chosen:
        raise CorrectionError(f"Of this deal {line(', '.join(sorted(missing)) or 'no report', 200)!r} tells nothing.")
    if len(chosen) == len(anchors):
        raise CorrectionError("A deal keeps at least one of its reports.")
    return _keep(archive, "split", [(anchor,) for anchor in chosen], now)


def edit(archive: Archive, name: str, field: str, value: object, now: datetime) -> Correction:
    """Puts ``value`` into a field of a deal; None where it is not known. Raises CorrectionError."""
    try:
        value = checked(field, value)
    except FieldError as error:
        raise CorrectionError(str(error)) from error
    anchors = _anchors(archive, _named(_deals(archive), name))
    return _keep(archive, "edit", [anchors], now, field, _json(value))


def mark(archive: Archive, name: str, action: str, now: datetime) -> Correction:
    """Says that a deal was ``checked`` and is right, or that it is ``wrong``. Raises CorrectionError."""
    if action not in ("checked", "wrong"):
        raise CorrectionError(f"{line(action, 40)!r}: expected checked or wrong.")
    return _keep(archive, action, [_anchors(archive, _named(_deals(archive), name))], now)


def undo(archive: Archive) -> Correction | None:
    """Takes back the last correction and gives it; None where there is none."""
    return archive.undo_correction()


def as_line(correction: Correction) -> dict[str, Any]:
    """The object of a correction in a file that a team shares."""
    return {
        "id": correction.id,
        "made": correction.made.isoformat().replace("+00:00", "Z"),
        "action": correction.action,
        "deals": [
            [{"link": a.link, "evidence": a.evidence, "about": list(a.about)} for a in deal]
            for deal in correction.deals
        ],
        "field": correction.field or None,
        "value": json.loads(correction.value) if correction.value else None,
    }


def export(archive: Archive) -> Iterator[dict[str, Any]]:
    """The objects of all corrections, one a line of a file."""
    return map(as_line, archive.corrections())


def take(archive: Archive, lines: Iterable[str]) -> tuple[int, int]:
    """Takes over the corrections of a file's lines; how many were new, and of how many. All or none: raises CorrectionError
    with the line that is none."""
    read = []
    for number, text in enumerate(lines, 1):
        if text.strip():
            try:
                read.append(_read(json.loads(text)))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                reason = f": {error}" if isinstance(error, (CorrectionError, FieldError)) else ""
                raise CorrectionError(f"Line {number} is no correction{reason}") from error
    return archive.correct(read), len(read)


def _read(told: dict[str, Any]) -> Correction:
    if told["action"] not in ACTIONS or not 0 < len(told["deals"]) <= _DEALS:
        raise CorrectionError(f"expected one of {', '.join(ACTIONS)} with its deals.")
    moment = datetime.fromisoformat(told["made"])
    field, value = "", ""
    if told["action"] == "edit":
        field, value = told["field"], _json(checked(told["field"], told["value"]))
    found = tuple(tuple(map(_anchor, deal[:_ANCHORS])) for deal in told["deals"])
    if not all(found):
        raise CorrectionError("every deal needs a report.")
    made = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _correction(told["action"], found, made, field, value)


def _anchor(told: dict[str, Any]) -> Anchor:
    address = link(told["link"])
    if not address:
        raise CorrectionError("a report's link is no address.")
    return Anchor(
        address, plain(told["evidence"], 4_000), tuple(line(word, 200) for word in told.get("about", ())[:20])
    )


def _keep(
    archive: Archive,
    action: str,
    found: Sequence[Sequence[Anchor]],
    now: datetime,
    field: str = "",
    value: str = "",
) -> Correction:
    made = _correction(action, tuple(map(tuple, found)), now, field, value)
    while not archive.correct([made]):  # the same, of the same moment: said once more after another was said
        now += _MOMENT
        made = _correction(action, made.deals, now, field, value)
    return made


def _correction(
    action: str, found: tuple[tuple[Anchor, ...], ...], made: datetime, field: str, value: str
) -> Correction:
    """A correction whose id says what it is, so that the same one out of two files is one."""
    said = repr((action, found, made.isoformat(), field, value))
    name = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Correction(name, made, action, found, field, value)


def _deals(archive: Archive) -> dict[str, DealEntry]:
    return {deal.id: deal for deal in deals(archive, Query())}


def _named(known: dict[str, DealEntry], name: str) -> DealEntry:
    """The deal of that id, or of the only id that begins so."""
    found = [deal for key, deal in known.items() if key.startswith(name)] if name else []
    if len(found) != 1:
        raise CorrectionError(f"{line(name, 40)!r}: {'more than one deal' if found else 'no deal'} of that number.")
    return found[0]


def _anchors(archive: Archive, deal: DealEntry) -> tuple[Anchor, ...]:
    """All that a deal can hang on, the oldest report first."""
    made = Corrections(archive)
    rows = [row for row in archive.deals_told({r.link for r in deal.reports if r.link}) if made.deal_of(row) == deal.id]
    if not rows:
        raise CorrectionError("None of the deal's reports has a link that a correction could hang on.")
    return tuple(Anchor(row.link, row.fact.evidence.text, about(row.fact)) for row in rows)


def _json(value: object) -> str:
    return json.dumps(codec.encode(value), ensure_ascii=False)
