"""Draft deals: what one sentence says of an undertaking, before the sentences of an item are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tui.reading.acts.admitted import admitted
from tui.reading.acts.aspect import FUTURE, aspect
from tui.reading.acts.cast import Parties, cast
from tui.reading.acts.clauses import clauses
from tui.reading.acts.frames import Frames
from tui.reading.acts.goods import of_goods
from tui.reading.acts.line import Line, Token
from tui.reading.acts.match import Match
from tui.reading.acts.performing import performed
from tui.reading.acts.progress import Sense, Told, progress, ranks
from tui.reading.acts.sums import firmer, is_amount, is_first_part, of_other_works, settled, whole
from tui.reading.acts.timing import past, when
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import lends, listed

_LEAD = 3
_TIE = 0.6
"""Frames whose weights differ by no more are as good as each other in telling the stage."""

_ABOUT = 2.5
"""Weight from which another kind says what an agreement is about."""

_WORKS = 4.0
"""The same of investments, which cooperation of every sort speaks of."""

_OWN = 3.0
"""Weight from which the sole sum of a clause is what its undertaking is worth."""

_WHOLE = 3.0
"""Weight from which everybody whom the sentence names may be a party."""

_DEEDS = frozenset({"invest", "paid", "provide"})
"""Triggers that are verbs even where a frame is about a cost."""

_PAPERS = frozenset({"memo", "agreement"})
_CONTRACTS = ("agreement", "offtake", "loan", "contractor", "bond")
_UNSETTLED = ("talks", "negotiate", "may", "rumour", "eye", "offer", "pledge", "auction")
"""Cues of what nobody has agreed on."""

_HAD = re.compile(r"\bhad (?:[a-z]+ ){0,3}$")
_PLUPERFECT = 30
"""Characters before a verb that had stands in."""

_SEVERAL = re.compile(
    r"(?<!paper)(?<!document)(?<!құжат)"
    r"(?:memoranda|mous|s|меморандумы|меморандумов|соглашения|договоры|контракты|дар|дер|тар|тер|лар|лер)"
    r"(?:ға|ге|ды|ді|ына|іне)?$"
)


@dataclass
class Draft:
    """One undertaking as one sentence tells it. ``weight`` says how sure it is, ``explicit`` whether words tell the stage,
    ``works`` whether something is built, ``naming`` whether it only names another party, ``year`` when, ``deed`` the word
    that tells the stage, ``before`` whether it tells what had been before what is told, ``contract`` whether it names one,
    ``loose`` whether only its words are those of a deal, ``performed`` whether what it is for is done already, ``first_part``
    whether its sum is only what is spent first."""

    kind: str
    weight: float
    line: Line
    rule: str
    stage: str
    trigger: Token
    parties: Parties = field(default_factory=dict)
    amount: Token | None = None
    share: Token | None = None
    explicit: bool = True
    works: bool = False
    naming: bool = False
    year: int | None = None
    deed: Token | None = None
    before: bool = False
    contract: bool = False
    loose: bool = False
    performed: bool = False
    first_part: bool = False


def drafts(page: Page, shelf: Library, lines: Iterable[Line], patterns: Frames) -> list[Draft]:
    """The drafts of a page in order; a clause gives one, and a second where it also tells of a loan."""
    found: list[Draft] = []
    for line in clauses(page, lines):
        by_kind = admitted(page, shelf, line, patterns)
        if not by_kind:
            continue
        _specify(by_kind)
        told = [_draft(page, shelf, line, kind, by_kind[kind]) for kind in _told(line, by_kind)]
        drafted = [draft for draft in told if draft is not None]
        for draft in drafted:
            found += _apart(page, _by_lender(shelf, draft, drafted))
    return found


def _specify(by_kind: dict[str, list[Match]]) -> None:
    """An agreement about something is of that kind: a memorandum on exploration is exploration."""
    others = {k: max(m.weight for m in found) for k, found in by_kind.items() if k not in ("agreement", "financing")}
    if "agreement" not in by_kind or not others:
        return
    subject = max(others, key=lambda k: others[k])
    if others[subject] >= (_WORKS if subject == "investment" else _ABOUT):
        by_kind[subject] += by_kind.pop("agreement")


def _told(line: Line, by_kind: dict[str, list[Match]]) -> list[str]:
    """The kinds that a sentence tells of: the surest, and a loan beside a project with an amount of its own."""
    ranked = sorted(by_kind, key=lambda k: -max(m.weight for m in by_kind[k]))
    if not ranked:
        return []
    kinds = ranked[:1]
    if len(line.of("money")) > 1:
        kinds += [k for k in ranked[1:] if "financing" in (k, kinds[0]) and k not in ("agreement", kinds[0])][:1]
    return kinds


def _draft(page: Page, shelf: Library, line: Line, kind: str, found: list[Match]) -> Draft | None:
    found = sorted(found, key=lambda m: (-m.weight, -len(m.slots), m.last - m.first))
    best = found[0]
    told = None if _elsewhere(line) else _stage(page, shelf, found, kind)
    if told is None:
        return None
    draft = Draft(kind, best.weight, line, best.entry.id, told.stage, best.trigger, explicit=told.explicit)
    draft.parties = cast(page, shelf, line, kind, found, whole=best.weight >= _WHOLE)
    draft.deed = told.cue or best.trigger
    if told.stage == "planned" and _announced(page, shelf, draft):
        draft.stage = "signed"
    draft.works = any(m.entry.properties.get("works") for m in found)
    draft.before = _had_been(page, line, draft.deed) or (
        draft.works and draft.stage == "completed" and line.has("earlier")
    )
    draft.contract = _names_contract(page, shelf, line)
    draft.loose = "loose" in best.entry.properties
    draft.naming = any(m.entry.properties.get("naming") for m in found)
    if told.explicit and told.stage != "cancelled" and (date := when(page, line, draft.deed)):
        draft.year = int(date[:4])
    draft.amount = _sum(page, line, found, draft)
    if draft.amount is not None:
        draft.amount = _settled(page, shelf, draft, draft.amount)
        draft.first_part = is_first_part(page, shelf, line, draft.amount)
    shares = [t for m in found for t in m.slots.get("share", ()) if t.type == "percent"]
    draft.share = min(shares, key=lambda t: t.start, default=None)
    goods = draft.kind == "acquisition" and of_goods(page, shelf, line)
    if goods:
        draft.kind = "offtake"
    draft.performed = performed(page, shelf, line, "construction" if draft.kind == "investment" else draft.kind)
    return draft


def _stage(page: Page, shelf: Library, ranked: list[Match], kind: str) -> Told | None:
    """The stage that the surest frames tell, first those whose words tell it; None where the surest of all denies it."""
    found: list[Told] = []
    asked: set[tuple[Line, Token, Sense]] = set()
    for match in ranked:
        if match.weight < ranked[0].weight - _TIE:
            break
        properties = match.entry.properties
        done = properties.get("stage", "planned")
        neutral = "neutral" in properties and match.trigger.type not in _DEEDS
        sense = Sense(kind, done, properties.get("idle", done), neutral)
        question = match.line, match.trigger, sense
        if question in asked:
            continue
        asked.add(question)
        told = progress(page, shelf, match.line, match.trigger, sense)
        if told is None:
            return None if match is ranked[0] else _furthest(found, kind)
        found.append(told)
    return _furthest(found, kind)


def _furthest(found: list[Told], kind: str) -> Told:
    explicit, rank = [t for t in found if t.explicit], ranks(kind)
    return max(explicit, key=lambda t: rank[t.stage]) if explicit else found[0]


def _by_lender(shelf: Library, draft: Draft, beside: list[Draft]) -> Draft:
    """The draft with its kind, seen that a bank takes part: it lends what others invest, and invests where others buy; but it
    has no part in works of which the sentence tells ``beside`` its loan what they cost."""
    banks = [role for mention, role in draft.parties.values() if lends(shelf, mention.name)]
    if draft.kind == "agreement" and banks and draft.line.has("provide", "loan", "fund"):
        return replace(draft, kind="financing")
    lent = draft.line.has("money", "percent", "provide", "loan", "fund", "bond")
    if draft.kind == "investment" and banks and lent and not draft.line.has("stake", "subscribe", "buy"):
        if any(_is_of_another_sum(draft, loan) for loan in beside if loan.kind == "financing"):
            owners = {ident: party for ident, party in draft.parties.items() if not lends(shelf, party[0].name)}
            return replace(draft, parties=owners)
        return replace(draft, kind="financing")
    if draft.kind == "acquisition" and "buyer" in banks:
        return replace(draft, kind="investment")
    return draft


def _is_of_another_sum(works: Draft, loan: Draft) -> bool:
    one, other = works.amount, loan.amount
    return one is not None and (other is None or bool(one.value.value != other.value.value))


def _announced(page: Page, shelf: Library, draft: Draft) -> bool:
    """Whether two sides, or one that names a price, let it be known on a day that something changes hands: they have agreed
    on it then, though the verb is one of what is to come."""
    line = draft.line
    if draft.kind != "acquisition" or not line.has("say") or line.has(*_UNSETTLED):
        return False
    if len(draft.parties) < 2 and not line.has("money"):
        return False
    bare = listed(shelf, "bare-future")
    meant = all(page.spoken(t.start, t.end) in bare for t in line.of("plan"))
    days = any(t.value.sort == "day" and past(page, t) for t in line.of("period"))
    return meant and days and aspect(page, shelf, line, draft.trigger) == FUTURE


def _names_contract(page: Page, shelf: Library, line: Line) -> bool:
    """Whether a sentence names a contract; a mere document may be any paper that was named before."""
    papers = listed(shelf, "papers")
    return any(page.spoken(t.start, t.end) not in papers for t in line.of(*_CONTRACTS))


def _had_been(page: Page, line: Line, deed: Token) -> bool:
    """Whether the word that tells the stage stands in the past of the past (had signed), and not because somebody is only
    quoted: X said that it had signed …"""
    if page.lang != "en" or any(t.start < deed.start for t in line.of("say")):
        return False
    clause = page.spoken(max(deed.start - _PLUPERFECT, line.span.start), deed.start)
    return _HAD.search(clause) is not None


def _sum(page: Page, line: Line, found: list[Match], draft: Draft) -> Token | None:
    """The sum of a draft: the one that its frames catch, of several the one beside the word of what is planned, or the only
    one of a clause that is sure of its undertaking; of a loan and its tranche the loan's."""
    if draft.kind == "financing" and line.has("tranche"):
        return max(
            (t for t in line.of("money") if is_amount(line, t)), key=lambda t: float(t.value.value), default=None
        )
    caught = next((t for m in found if "amount" in m.slots and (t := _nearest_sum(m))), None)
    if caught is None:
        return _sole_sum(page, line, draft) if draft.weight >= _OWN else None
    deed = draft.deed
    if draft.stage != "planned" or deed is None or deed is draft.trigger:
        return caught
    meant = [t for t in line.of("money") if is_amount(line, t)]
    if page.lang == "kk":
        meant = [t for t in meant if t.end <= deed.start] or meant
    return min(meant, key=lambda t: min(abs(t.start - deed.end), abs(deed.start - t.end)), default=caught)


def _settled(page: Page, shelf: Library, draft: Draft, caught: Token) -> Token:
    """What a deal is worth, of the sum that is caught; of a loan each lender's own counts, not all of them together."""
    if draft.kind != "financing":
        return settled(page, shelf, draft.line, caught)
    caught = firmer(page, shelf, draft.line, caught)
    return whole(page, shelf, draft.line, caught) or caught


def _sole_sum(page: Page, line: Line, draft: Draft) -> Token | None:
    """The sum of a clause that tells no other; no cost of works in a clause of their own behind what changes hands."""
    sums = line.of("money")
    if len(sums) != 1 or not is_amount(line, sums[0]):
        return None
    return None if of_other_works(page, line, draft.kind, draft.trigger, sums[0]) else sums[0]


def _nearest_sum(match: Match) -> Token | None:
    """Of the sums that a match spans, the one nearest to its verb."""
    spanned = match.line.tokens[match.first : match.last + 1]
    sums = [t for t in spanned if t.type == "money" and is_amount(match.line, t)]
    return min(sums, key=lambda t: abs(t.start - match.trigger.start), default=None)


def _elsewhere(line: Line) -> bool:
    """Whether a sentence is about other countries only: neither Kazakhstan, nor a place of it, nor a party's home or a
    Kazakh company is named, but another country is."""
    if line.number < _LEAD or line.has("site", "region"):
        return False
    countries = {t.mention.id for t in line.of("country") if t.mention}
    homes = {t.mention.country for t in line.of("company") if t.mention}
    return bool(countries and homes) and not countries & {"KZ", *homes} and "KZ" not in homes


def _apart(page: Page, draft: Draft) -> list[Draft]:
    """A draft of several papers as one for each partner: memorandums with X and with Y."""
    form = page.spoken(draft.trigger.start, draft.trigger.end)
    if draft.trigger.type not in _PAPERS or _SEVERAL.search(form) is None:
        return [draft]
    partners = [i for i, (m, _) in draft.parties.items() if m.country not in (None, "KZ")]
    common = [i for i in draft.parties if i not in partners]
    if len(partners) < 2:
        return [draft]
    return [replace(draft, parties={i: draft.parties[i] for i in (*common, partner)}) for partner in partners]
