"""Draft deals: what one sentence says of an undertaking, before the sentences of an item are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tui.model import Mention
from tui.reading.clauses import clauses
from tui.reading.coref import home, lends
from tui.reading.frames import Frames, Match
from tui.reading.library import Library
from tui.reading.line import Line, Token
from tui.reading.page import Page
from tui.reading.parties import GUEST, acts, guests, involved, owners, speakers
from tui.reading.progress import Sense, progress
from tui.reading.sums import is_amount
from tui.reading.timing import when

_LEAD = 3
_PAPERS = frozenset({"memo", "agreement"})
_SEVERAL = re.compile(
    r"(?:memoranda|mous|s|меморандумы|меморандумов|соглашения|договоры|контракты|документы|дар|дер|тар|тер|лар|лер)(?:ға|ге|ды|ді|ына|іне)?$"
)

ROLES = ("buyer", "seller", "target", "partner", "contractor", "client", "lender", "borrower", "investor", "explorer")
"""Slots of frames that hold parties."""


@dataclass
class Draft:
    """One undertaking as one sentence tells it. ``parties`` by company id with the role; ``weight`` says how sure."""

    kind: str
    weight: float
    line: Line
    rule: str
    stage: str
    trigger: Token
    parties: dict[str, tuple[Mention, str]] = field(default_factory=dict)
    amount: Token | None = None
    share: Token | None = None
    explicit: bool = True
    works: bool = False
    year: int | None = None


def drafts(page: Page, shelf: Library, lines: Iterable[Line], patterns: Frames) -> list[Draft]:
    """The drafts of a page in order; a sentence gives one, and a second where it also tells of a loan."""
    found: list[Draft] = []
    for line in clauses(page, lines):
        by_kind: dict[str, list[Match]] = {}
        for match in patterns.find(line, page.lang):
            if not _holds(match, shelf):
                continue
            by_kind.setdefault(match.frame.entry.properties["kind"], []).append(match)
        for kind in _told(line, by_kind):
            if (draft := _draft(page, shelf, line, kind, by_kind[kind])) is not None:
                found += _apart(page, draft)
    return found


def _apart(page: Page, draft: Draft) -> list[Draft]:
    """A draft of several papers as one for each partner: memorandums with X and with Y."""
    form = page.folded[draft.trigger.start : draft.trigger.end]
    if draft.kind != "agreement" or draft.trigger.type not in _PAPERS or _SEVERAL.search(form) is None:
        return [draft]
    behind = [i for i, (m, _) in draft.parties.items() if home(page, m) not in (None, "KZ")]
    common = [i for i in draft.parties if i not in behind]
    if len(behind) < 2:
        return [draft]
    return [replace(draft, parties={i: draft.parties[i] for i in (*common, partner)}) for partner in behind]


def _holds(match: Match, shelf: Library) -> bool:
    """Whether what fills the slots is of the right sort: a sum that can be a deal's, a lender that lends."""
    amounts = [t for t in match.slots.get("amount", ()) if t.type == "money"]
    if amounts and not any(is_amount(match.line, t) for t in amounts):
        return False
    if match.frame.entry.properties.get("lender"):
        return any(t.mention is not None and lends(t.mention.name) for t in match.slots.get("lender", ()))
    return True


def _told(line: Line, by_kind: dict[str, list[Match]]) -> list[str]:
    """The kinds that a sentence tells of: the surest, and a loan beside a project with an amount of its own."""
    ranked = sorted(by_kind, key=lambda k: -max(m.frame.weight for m in by_kind[k]))
    if not ranked:
        return []
    kinds = ranked[:1]
    if len(line.of("money")) > 1:
        kinds += [k for k in ranked[1:] if "financing" in (k, kinds[0]) and k not in ("agreement", kinds[0])][:1]
    return kinds


def _draft(page: Page, shelf: Library, line: Line, kind: str, matches: list[Match]) -> Draft | None:
    best = max(matches, key=lambda m: (m.frame.weight, len(m.slots), m.first - m.last))
    trigger = (best.slots.get("trigger") or (line.tokens[best.first],))[0]
    properties = best.frame.entry.properties
    told = progress(
        page, shelf, line, trigger, Sense(kind, properties.get("stage", "planned"), "neutral" in properties)
    )
    if told is None or _elsewhere(page, line):
        return None
    draft = Draft(kind, best.frame.weight, line, best.frame.id, told.stage, trigger, explicit=told.explicit)
    draft.works = bool(best.frame.entry.properties.get("works"))
    if date := when(page, line, trigger):
        draft.year = int(date[:4])
    for match in sorted(matches, key=lambda m: -m.frame.weight):
        _fill(draft, match, shelf)
    if draft.weight >= 3:
        for mention in involved(shelf, line):
            draft.parties.setdefault(mention.id, (mention, ""))
        quoted = [m for m in speakers(page, line) if draft.parties.get(m.id, (m, ""))[1] == ""]
        for mention in (*_spare(page, draft, owners(line, page.lang)), *quoted):
            if len(draft.parties) > 1:
                draft.parties.pop(mention.id, None)
    if (
        kind == "investment"
        and not line.has("stake", "subscribe", "buy")
        and any(lends(mention.name) for mention, role in draft.parties.values())
    ):
        draft.kind = "financing"
    for mention in guests(line):
        if mention.id in draft.parties:
            draft.parties[mention.id] = (mention, GUEST)
    if kind == "acquisition" and any(r == "buyer" and lends(m.name) for m, r in draft.parties.values()):
        draft.kind = "investment"
    return draft


def _nearest_sum(match: Match) -> Token | None:
    """Of the sums that a match spans, the one nearest to its verb."""
    trigger = (match.slots.get("trigger") or match.slots["amount"])[0]
    spanned = match.line.tokens[match.first : match.last + 1]
    sums = [t for t in spanned if t.type == "money" and is_amount(match.line, t)]
    return min(sums, key=lambda t: abs(t.start - trigger.start), default=None)


def _spare(page: Page, draft: Draft, found: list[Mention]) -> list[Mention]:
    """The owners that a draft can do without: all but a foreign one who is its only foreigner."""
    abroad = {i for i, (m, _) in draft.parties.items() if home(page, m) not in (None, "KZ")}
    bank = any(lends(m.name) for m, _ in draft.parties.values())
    return [m for m in found if m.id not in abroad or len(abroad) > 1 or bank]


def _elsewhere(page: Page, line: Line) -> bool:
    """Whether a sentence is about other countries only: neither Kazakhstan, nor a place of it, nor a party's home or a
    Kazakh company is named, but another country is."""
    countries = {t.mention.id for t in line.of("country") if t.mention}
    homes = {home(page, t.mention) for t in line.of("company") if t.mention}
    known = countries and homes and line.number >= _LEAD
    return bool(known) and not countries & {"KZ", *homes} and "KZ" not in homes and not line.has("site", "region")


def _fill(draft: Draft, match: Match, shelf: Library) -> None:
    for slot in ROLES:
        for token in match.slots.get(slot, ()):
            if token.mention is not None and token.type == "company" and acts(shelf, token.mention):
                draft.parties.setdefault(token.mention.id, (token.mention, slot))
    if draft.amount is None and "amount" in match.slots:
        draft.amount = _nearest_sum(match)
    draft.share = draft.share or next((t for t in match.slots.get("share", ()) if t.type == "percent"), None)
