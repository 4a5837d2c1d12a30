"""Corrections as the desk and the command line make them: merge, split, edit, checked, wrong, and taking them back. Those of
stories are made in ``story_corrections``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tui import codec
from tui.archive import Anchor, Archive, Correction
from tui.ledger.anchors import about, about_figure
from tui.ledger.correcting import Corrections
from tui.ledger.deals import deals
from tui.ledger.entries import DealEntry, Report
from tui.ledger.events import events
from tui.ledger.fields import FIELDS, FieldError, checked, typed
from tui.ledger.ids import name_of
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.text import line, link, plain
from tui.words import say

ACTIONS = ("merge", "split", "move", "edit", "checked", "wrong")
OF_STORIES = ("merge", "split", "move")

_ANCHORS, _DEALS = 200, 50
"""How many reports a deal, and how many deals a correction, may name in a file."""


_MOMENT = timedelta(microseconds=1)


class CorrectionError(ValueError):
    """A correction that cannot be made or read; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction as lists show it: ``deals`` are the names of the deals, figures, events or stories it holds for now,
    none while its sentences tell none."""

    correction: Correction
    deals: tuple[str, ...]


def corrections(archive: Archive) -> tuple[CorrectionEntry, ...]:
    """All corrections in the order in which they were made."""
    made, all_made = Corrections(archive), archive.corrections()
    others = list(_figures_and_events(archive)) if any(c.of in ("figure", "event") for c in all_made) else []

    def names(correction: Correction) -> Iterable[str]:
        if correction.of == "deal":
            return (made.deal_of(row) for row in made.found(correction))
        if correction.of == "story":
            return archive.stories_at(anchor.link for anchors in correction.deals for anchor in anchors)
        return (one.name for one in others if one.of == correction.of and _is_meant(correction, one))

    return tuple(CorrectionEntry(correction, tuple(dict.fromkeys(names(correction)))) for correction in all_made)


def merge(archive: Archive, names: Sequence[str], now: datetime) -> Correction:
    """Makes the deals of these names one. Raises CorrectionError."""
    if len(set(names)) < 2:
        raise CorrectionError(say("correct.two"))
    known = _deals(archive)
    return keep(archive, "merge", [_anchors(archive, _named(known, name)) for name in names], now)


def split(archive: Archive, name: str, links: Sequence[str], now: datetime) -> Correction:
    """Lets what the reports with these ``links`` tell of a deal stand as a deal of its own. Raises CorrectionError."""
    deal = _named(_deals(archive), name)
    anchors = _anchors(archive, deal)
    chosen = [anchor for anchor in anchors if anchor.link in links]
    missing = set(links) - {anchor.link for anchor in chosen}
    if missing or not chosen:
        unknown = repr(line(", ".join(sorted(missing)), 200))
        raise CorrectionError(say("correct.no-report", links=unknown) if missing else say("correct.which"))
    if len(chosen) == len(anchors):
        raise CorrectionError(say("correct.one-stays"))
    return keep(archive, "split", [(anchor,) for anchor in chosen], now)


def edit(archive: Archive, name: str, field: str, value: object, now: datetime) -> Correction:
    """Puts ``value`` into a field of a deal, figure or event; None where it is not known. Raises CorrectionError."""
    target = _target(archive, name)
    try:
        value = checked(field, value, target.of)
    except FieldError as error:
        raise CorrectionError(str(error)) from error
    return keep(archive, "edit", [target.anchors], now, field, _json(value), target.of)


def edit_typed(archive: Archive, name: str, field: str, text: str, now: datetime) -> Correction:
    """The same with a value as people type it: lists go by commas, "" is not known. Raises CorrectionError."""
    try:
        value = typed(field, text, _target(archive, name).of)
    except FieldError as error:
        raise CorrectionError(str(error)) from error
    return edit(archive, name, field, value, now)


def mark(archive: Archive, name: str, action: str, now: datetime) -> Correction:
    """Says that a deal, figure or event was ``checked`` and is right, or that it is ``wrong``. Raises CorrectionError."""
    if action not in ("checked", "wrong"):
        raise CorrectionError(say("value.one-of", value=repr(line(action, 40)), known="checked, wrong"))
    target = _target(archive, name)
    return keep(archive, action, [target.anchors], now, of=target.of)


def undo(archive: Archive) -> Correction | None:
    """Takes back the last correction and gives it; None where there is none."""
    return archive.undo_correction()


def as_line(correction: Correction) -> dict[str, Any]:
    """The object of a correction in a file that a team shares."""
    return {
        "id": correction.id,
        "made": correction.made,
        "action": correction.action,
        "of": correction.of,
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
                known = isinstance(error, (CorrectionError, FieldError))
                told = say("correct.line-why", n=number, why=error) if known else say("correct.line", n=number)
                raise CorrectionError(told) from error
    return archive.correct(read), len(read)


def _read(told: dict[str, Any]) -> Correction:
    if told["action"] not in ACTIONS or not 0 < len(told["deals"]) <= _DEALS:
        raise CorrectionError(say("correct.actions", known=", ".join(ACTIONS)))
    moment = datetime.fromisoformat(told["made"])
    field, value, of = "", "", told.get("of", "deal")
    if not _can_be(told["action"], of):
        raise CorrectionError(say("correct.kinds", known=", ".join((*FIELDS, "story"))))
    if told["action"] == "edit":
        field, value = told["field"], _json(checked(told["field"], told["value"], of))
    found = tuple(tuple(map(_anchor, deal[:_ANCHORS])) for deal in told["deals"])
    if not all(found):
        raise CorrectionError(say("correct.needs-report"))
    made = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _correction(told["action"], found, made, field, value, of)


def _can_be(action: str, of: str) -> bool:
    """Whether there are such corrections of such things."""
    if of == "story":
        return action in OF_STORIES
    return of in FIELDS and action != "move" and (of == "deal" or action not in OF_STORIES)


def _anchor(told: dict[str, Any]) -> Anchor:
    address = link(told["link"])
    if not address:
        raise CorrectionError(say("correct.no-address"))
    return Anchor(
        address, plain(told["evidence"], 4_000), tuple(line(word, 200) for word in told.get("about", ())[:20])
    )


def keep(
    archive: Archive,
    action: str,
    found: Sequence[Sequence[Anchor]],
    now: datetime,
    field: str = "",
    value: str = "",
    of: str = "deal",
) -> Correction:
    """Keeps a correction of what ``found`` names, each by its anchors, and gives it as it was kept."""
    made = _correction(action, tuple(map(tuple, found)), now, field, value, of)
    while not archive.correct([made]):  # the same, of the same moment: said once more after another was said
        now += _MOMENT
        made = _correction(action, made.deals, now, field, value, of)
    return made


def _correction(
    action: str, found: tuple[tuple[Anchor, ...], ...], made: datetime, field: str, value: str, of: str = "deal"
) -> Correction:
    """A correction whose id says what it is, so that the same one out of two files is one."""
    said = repr((action, found, made.isoformat(), field, value, *([of] if of != "deal" else ())))
    return Correction(name_of(said), made, action, found, field, value, of)


@dataclass(frozen=True, slots=True)
class _Target:
    """What a correction is made of: a deal, figure or event, by its name, with all that it can hang on."""

    of: str
    name: str
    anchors: tuple[Anchor, ...]


def _target(archive: Archive, name: str) -> _Target:
    """The deal, figure or event of that id, or of the only id that begins so."""
    known = _deals(archive)
    if name and any(key.startswith(name) for key in known):
        deal = _named(known, name)
        return _Target("deal", deal.id, _anchors(archive, deal))
    found = {one.name: one for one in _figures_and_events(archive) if name and one.name.startswith(name)}
    if len(found) != 1:
        named = repr(line(name, 40))
        raise CorrectionError(say("correct.several", name=named) if found else say("correct.none", name=named))
    (target,) = found.values()
    if not target.anchors:
        raise CorrectionError(say("correct.unlinked"))
    return target


def _figures_and_events(archive: Archive) -> Iterator[_Target]:
    for one in series(archive, Query()):
        for point in one.points:
            told = about_figure(one.metric, one.subject, point.period, point.original)
            yield _Target("figure", point.id, _hung_on(point.reports, told))
    for event in events(archive, Query()):
        yield _Target("event", event.id, _hung_on([event.report], (event.kind, *event.parties)))


def _hung_on(reports: Iterable[Report], told: tuple[str, ...]) -> tuple[Anchor, ...]:
    return tuple(Anchor(r.link, r.evidence.text, told) for r in reports if r.link)


def _is_meant(correction: Correction, target: _Target) -> bool:
    """Whether a correction hangs on what ``target`` does: a sentence, and what tells it from others there."""
    meant = {(a.link, a.evidence): a for anchors in correction.deals for a in anchors}
    return any(
        (anchor.link, anchor.evidence) in meant
        and 2 * len({*meant[anchor.link, anchor.evidence].about} & {*anchor.about}) >= len(anchor.about)
        for anchor in target.anchors
    )


def _deals(archive: Archive) -> dict[str, DealEntry]:
    return {deal.id: deal for deal in deals(archive, Query())}


def _named(known: dict[str, DealEntry], name: str) -> DealEntry:
    """The deal of that id, or of the only id that begins so."""
    found = [deal for key, deal in known.items() if key.startswith(name)] if name else []
    if len(found) != 1:
        named = repr(line(name, 40))
        raise CorrectionError(say("correct.several-deals", name=named) if found else say("correct.no-deal", name=named))
    return found[0]


def _anchors(archive: Archive, deal: DealEntry) -> tuple[Anchor, ...]:
    """All that a deal can hang on, the oldest report first."""
    made = Corrections(archive)
    rows = [row for row in archive.deals_told({r.link for r in deal.reports if r.link}) if made.deal_of(row) == deal.id]
    if not rows:
        raise CorrectionError(say("correct.unlinked"))
    return tuple(Anchor(row.link, row.fact.evidence.text, about(row.fact)) for row in rows)


def _json(value: object) -> str:
    return json.dumps(codec.encode(value), ensure_ascii=False)
