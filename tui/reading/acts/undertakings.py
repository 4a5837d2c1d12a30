"""One deal an undertaking: the drafts of an item's sentences put together.

Which drafts are of one undertaking is told in groups.py. What they leave open is filled from the sentences around: amount,
share, jobs, places, date.
"""

from __future__ import annotations

from collections.abc import Iterator, KeysView
from typing import NamedTuple

from tui.model import Deal, Field, Mention, Party
from tui.reading.acts.apart import opens_anew
from tui.reading.acts.aspect import DONE, aspect
from tui.reading.acts.beside import Beside
from tui.reading.acts.cast import TWO_SIDED, Parties
from tui.reading.acts.drafts import Draft
from tui.reading.acts.groups import Groups, is_price
from tui.reading.acts.hired import parted
from tui.reading.acts.likeliest import Telling, is_letter, likeliest
from tui.reading.acts.line import Line, Token
from tui.reading.acts.performing import built_for
from tui.reading.acts.roles import Roles
from tui.reading.acts.sides import Sides
from tui.reading.acts.standing import WEIGHTS, standing, stands
from tui.reading.acts.terms import Terms
from tui.reading.acts.timing import when
from tui.reading.acts.undertaking import FAMILY, LEAD, Undertaking
from tui.reading.acts.wares import Wares, tells_trade
from tui.reading.acts.wording import Wording
from tui.reading.beat.tags import Tags
from tui.reading.evidence import quote
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.lookup.weights import weights
from tui.reading.naming.parties import hires_out, listed

_HIRED_AMONG = 3
"""Parties at most among which a builder by its name is the contractor, not one of many owners."""

_SURE = 4.0
"""Weight from which a draft names both sides of a contract."""

_NEXT = 1
"""Sentences on either side of a contract's in which it is told what that is about."""

_CHANGING = ("buy", "sell", "take-stake", "dealer", "offer", "pass")
"""Cues of what changes hands."""

_WORKS = ("build", "expand", "develop", "explore", "launch", "invest")
"""Cues of works, whose price is their cost."""

_VENTURED = frozenset({"investment", "exploration"})
"""Kinds of what several undertake, which may be a joint venture's."""

_BOUGHT_AND_BUILT = {"acquisition", "investment"}
"""Kinds that one company undertakes with the same thing, one after the other."""

_SPENT = ("invest", "pledge")
"""Cues of money that goes into works."""

_FLOATED = frozenset({"acquisition", "investment"})
"""Kinds as which it is told that shares are sold on an exchange, and what that brings."""

_DEALER = "dealer"
"""The frame by which only a buyer or a seller is named."""

_BEHIND = 4
"""Sentences within which what is left to do for a purchase is told."""

_PLAIN = 3.0
"""Weight from which a draft is more than a hint."""


class Weighed(NamedTuple):
    """An undertaking, the deal that it would be, what speaks for and against its being one, what tells its kind and its stage,
    and what the rules say that these are."""

    group: Undertaking
    deal: Deal
    clues: set[str]
    telling: set[str]
    rules: dict[str, str]


class Undertakings:
    """Puts the drafts of one page together."""

    def __init__(self, page: Page, shelf: Library, tags: Tags, lines: list[Line]) -> None:
        self._page, self._shelf, self._tags, self._lines = page, shelf, tags, lines
        self._sides = Sides(page, shelf, lines)
        self._roles = Roles(page, shelf, lines)
        self._groups = Groups(page, shelf, lines)
        self._wares = Wares(page, shelf, lines)
        self._wording = Wording(page)
        self._telling = Telling(page, shelf, lines, self._wording)

    def made_of(self, drafts: list[Draft]) -> Iterator[Deal]:
        """The deals that the drafts tell of."""
        known = weights(self._shelf, WEIGHTS)
        return (one.deal for one in self.weighed(drafts) if stands(known, one.deal, one.clues))

    def weighed(self, drafts: list[Draft]) -> Iterator[Weighed]:
        """All undertakings that the drafts tell of, each as the deal that it would be, with what speaks for it."""
        groups = self._groups.of(drafts)
        self._sides.among(groups)
        groups = [part for group in self._united(groups) for part in parted(self._shelf, group)]
        self._sides.among(groups)
        terms = Terms(self._page, self._shelf, self._tags, self._lines, self._wording)
        terms.claimed = {group.amount.value.value for group in groups if group.amount is not None}
        terms.told = {d.line.number: group for group in groups for d in group.drafts if d.weight >= _PLAIN}
        self._beside = Beside(self._page, self._shelf, self._lines, _surely_told(groups) | terms.told)
        for group in groups:
            sort, parties = self._sort(group)
            telling = self._telling.clues(group, sort, len(parties))
            kind = likeliest(self._shelf, "kind", telling, sort)
            reached = self._stage(group, kind)
            stage = reached if is_letter(group) else likeliest(self._shelf, "stage", telling, reached)
            deal = self._deal(group, terms, kind, stage, parties)
            speaking = standing(self._page, self._shelf, self._lines, group, deal, len(groups) - 1)
            yield Weighed(group, deal, speaking, telling, {"kind": sort, "stage": reached})

    def _united(self, groups: list[Undertaking]) -> list[Undertaking]:
        """The groups without those that only say again what an earlier one says, of the same parties."""
        kept: list[Undertaking] = []
        for group in groups:
            parties = self._sides.of(group).keys()
            old = next((k for k in kept if parties and self._repeats(k, group, parties)), None)
            floated = next((k for k in kept if self._are_one_float(k, group) or self._are_one_float(group, k)), None)
            paid = next((k for k in kept if _pays(group, k)), None)
            loan = next((k for k in kept if _pays(k, group)), None)
            if old is not None:
                old.add(group.drafts)
            elif floated is not None:
                floated.add(group.drafts)
            elif loan is not None:
                loan.history += group.drafts
            elif paid is not None:
                group.history += paid.drafts
                kept[kept.index(paid)] = group
            else:
                kept.append(group)
        return kept

    def _repeats(self, old: Undertaking, new: Undertaking, parties: KeysView[str]) -> bool:
        if old.kind != new.kind and any(opens_anew(d) for d in new.drafts):
            return False
        if old.kind == new.kind == "acquisition" and self._groups.are_two_purchases(old, new.main):
            return False
        if {old.kind, new.kind} == _BOUGHT_AND_BUILT and any(_puts_in(d) for d in _built(old, new)):
            return False
        alike = FAMILY[old.kind] == FAMILY[new.kind] and self._sides.of(old).keys() == parties
        sums = old.amount is not None and new.amount is not None
        return alike and not sums and old.long_past(self._page) == new.long_past(self._page)

    def _are_one_float(self, listing: Undertaking, sale: Undertaking) -> bool:
        """Whether shares that are sold, to nobody who is named, are those that go to an exchange: the fund has sold 15%."""
        if (
            listing.kind != "financing"
            or sale.kind not in _FLOATED
            or not any(d.line.has("listing") for d in listing.drafts)
        ):
            return False
        floats, sells = self._sides.of(listing), self._sides.of(sale)
        return bool(sells) and sells.keys() <= floats.keys() and self._only_sold(sale, sells)

    def _deal(self, group: Undertaking, terms: Terms, kind: str, stage: str, parties: Parties) -> Deal:
        amount = terms.amount(group, kind, group.parties | parties)
        main = group.main
        value = terms.money(amount)
        return Deal(
            kind=kind,
            stage=stage,
            evidence=quote(self._page, self._lines, main.line, amount, main.rule),
            parties=tuple(_party(m, role) for m, role in self._roles.of(group, kind, parties).values()),
            countries=terms.countries(parties, group.lines),
            amount=value[0],
            currency=value[1],
            converted=value[2],
            commodities=terms.commodities(group.lines),
            places=terms.places(group),
            jobs=terms.jobs(group) if kind in ("investment", "construction", "joint-venture") else None,
            stake=terms.stake(group) if kind in ("acquisition", "joint-venture", "investment") else None,
            date=terms.date(main, group, stage, self._beside.of(group)),
            background=group.long_past(self._page),
            fields=_fields(main, amount, group.share, parties),
        )

    def _sort(self, group: Undertaking) -> tuple[str, Parties]:
        """The kind of an undertaking, seen who takes part in it, and those who do."""
        kind, parties = group.kind, self._sides.of(group)
        if self._owner_builds(group):
            kind = "investment"
            parties = {i: p for i, p in parties.items() if p[1] != "contractor" and not hires_out(self._shelf, p[0])}
        elif kind == "construction" and self._alone(group, parties):
            kind = "investment"
        elif kind == "investment" and self._is_hired(group):
            kind = "construction"
        elif self._is_issue(group, kind, parties):
            kind = "financing"
        elif kind in _VENTURED and self._beside.venture(group):
            kind = "joint-venture"
        elif kind in ("offtake", "construction") and self._wares.are_machines(group):
            return "agreement", parties
        elif (kind == "investment" and self._is_priced(group)) or all(d.rule == _DEALER for d in group.drafts):
            kind = self._sold_as(group) or kind
        elif kind == "investment" and self._wares.are_services(group):
            return "agreement", parties
        return ("offtake" if kind == "agreement" and self._wares.are_metal(group) else kind), parties

    def _is_hired(self, group: Undertaking) -> bool:
        """Whether somebody is hired to build what an undertaking is about."""
        works = [d for d in group.drafts if d.works]
        if any(
            d.line.has("contractor", "client") or built_for(self._page, self._shelf, d.line) for d in works if d.parties
        ):
            return True
        named = {i for d in group.drafts if d.naming for i in d.parties}
        own = {i: p for i, p in group.parties.items() if i not in named}
        return bool(works) and self._contracted(own) and not any(d.line.has("cooperate") for d in works)

    def _is_issue(self, group: Undertaking, kind: str, parties: Parties) -> bool:
        """Whether shares are sold on an exchange, or to holders whom nobody names."""
        if kind == "acquisition":
            return self._only_sold(group, parties) and self._is_floated(group)
        return kind == "investment" and len(parties) == 1 and all(map(_issues, group.drafts))

    def _only_sold(self, group: Undertaking, parties: Parties) -> bool:
        """Whether shares are told to be sold, or what that brings, and nobody to buy them."""
        roles = self._roles.of(group, "acquisition", parties)
        bought = any(role == "buyer" for ident, (_, role) in roles.items() if ident in group.parties)
        return not bought and all(map(_sells_shares, group.drafts))

    def _is_floated(self, group: Undertaking) -> bool:
        """Whether the headline or a sentence beside an undertaking's tells of shares that go to an exchange."""
        return any(line.has("listing") for line in group.around(self._lines, _NEXT, lead=1))

    def _is_priced(self, group: Undertaking) -> bool:
        """Whether no more is told of an undertaking than its price."""
        told = [d for d in group.drafts if d.kind == "investment"]
        bare = all(is_price(self._page, self._shelf, d) and d.share is None for d in told)
        return bare and all(d.kind in ("investment", "agreement") for d in group.drafts)

    def _sold_as(self, group: Undertaking) -> str | None:
        """As what the sentences beside a price tell what it is paid for; None where they tell of no purchase."""
        around = group.around(self._lines, _NEXT)
        if any(line.has(*_WORKS) for line in around):
            return None
        if any(tells_trade(line) for line in around):
            return "offtake"
        if any(line.has("loan") and not line.has("habit") for line in around):
            return "financing"
        return "acquisition" if any(line.has(*_CHANGING) for line in around) else None

    def _stage(self, group: Undertaking, kind: str) -> str:
        """How far an undertaking of a kind has gone, by all that the item tells of it."""
        stage = "talks" if self._only_talked(group) else group.stage
        if stage == "planned" and kind in TWO_SIDED and self._is_agreed(group):
            stage = "signed"
        if kind == "financing" and stage == "signed" and (group.long_past(self._page) or self._lent_before(group)):
            stage = "completed"
        if kind == "financing" and stage == "cancelled" and self._beside.repaid(group):
            stage = "completed"
        if kind == "acquisition" and stage == "completed" and self._is_still_open(group):
            stage = "signed"
        if stage == "signed" and _is_performed(group, kind):
            stage = "underway"
        return self._beside.stage(group, kind, stage)

    def _lent_before(self, group: Undertaking) -> bool:
        """Whether the verb of those who lend tells that the money was given in a year before the item's."""
        main, published = group.main, self._page.document.published
        if published is None or main.line.has("sign", "agree", "approve"):
            return False
        given = any(aspect(self._page, self._shelf, main.line, t) == DONE for t in main.line.of("provide", "loan"))
        day = when(self._page, main.line, main.deed)
        ago = any(t.value.sort == "year-earlier" for t in main.line.of("period"))
        return given and (ago or (day is not None and int(day[:4]) < published.year))

    def _only_talked(self, group: Undertaking) -> bool:
        """Whether what is planned was only put to officials: the item begins with a meeting, and no date is set for works."""
        if group.stage != "planned" or group.kind not in ("investment", "construction", "exploration"):
            return False
        if any(self._is_promised(d) for d in group.drafts):
            return False
        lead = self._lines[: LEAD + 1]
        met = any(line.has("meet") for line in lead) and any(line.has("talks", "negotiate") for line in lead)
        return met and not any(
            line.has("period") and line.has("build", "ongoing", "launch") for line in self._lines[LEAD:]
        )

    def _is_still_open(self, group: Undertaking) -> bool:
        """Whether the sentences that tell of a purchase, or the next ones, say that it is yet to be approved or closed."""
        ahead = (line for line in self._lines if line.has("approval-wanted", "closing-ahead"))
        return not group.long_past(self._page) and any(
            group.apart(line) < _BEHIND and not self._beside.is_anothers(line, group) for line in ahead
        )

    def _is_agreed(self, group: Undertaking) -> bool:
        """Whether a sentence beside the one that promises something tells of the same side's having signed or agreed."""
        main = group.main
        if main.deed is None or main.line.has("may", "talks", "negotiate", "rumour"):
            return False
        word = self._page.spoken(main.deed.start, main.deed.end)
        if main.deed is not main.trigger and word not in listed(self._shelf, "bare-future"):
            return False
        beside = [n for n in (main.line.number - 1, main.line.number + 1) if 0 <= n < len(self._lines)]
        return any(self._agrees(self._lines[n], group) for n in beside)

    def _agrees(self, line: Line, group: Undertaking) -> bool:
        if line.has("memo", "may", "talks", "negotiate", "earlier", "cancel"):
            return False
        named = {t.mention.id for t in line.of("company") if t.mention}
        spoken_of = line.has("company-word") or not named.isdisjoint(group.parties)
        done = any(aspect(self._page, self._shelf, line, t) == DONE for t in line.of("sign", "agree"))
        return done and spoken_of

    def _is_promised(self, draft: Draft) -> bool:
        """Whether a sum is told by a verb of what is to come, and by no word of plans: will be spent."""
        if draft.amount is None or draft.deed is None or draft.weight < _PLAIN:
            return False
        word = self._page.spoken(draft.deed.start, draft.deed.end)
        return draft.deed is draft.trigger or word in listed(self._shelf, "bare-future")

    def _owner_builds(self, group: Undertaking) -> bool:
        """Whether the lead tells what an owner builds, and only a later sentence whom he hires for it."""
        if group.kind not in ("investment", "construction"):
            return False
        hiring = [d.line.number for d in group.drafts if d.kind == "construction" or d.line.has("contractor", "client")]
        hired = {i for d in group.drafts if d.line.number in hiring for i in d.parties}
        own = [
            d
            for d in group.drafts
            if d.works
            and d.line.number < min(hiring, default=0)
            and not self._contracted(d.parties)
            and (d.line.number > 0 or not hired.isdisjoint(d.parties))
        ]
        return any(role == "investor" for d in own for _, role in d.parties.values())

    def _alone(self, group: Undertaking, parties: Parties) -> bool:
        """Whether one company builds for itself: with nobody from abroad in the item, or where it is told what it spends."""
        if len(parties) != 1 or self._contracted(parties):
            return False
        return not self._tags.countries or any(d.kind == "investment" and d.amount for d in group.drafts)

    def _contracted(self, parties: Parties) -> bool:
        return len(parties) <= _HIRED_AMONG and any(hires_out(self._shelf, m) for m, _ in parties.values())


def _is_performed(group: Undertaking, kind: str) -> bool:
    """Whether what a contract is for is being done, and nothing tells that it was only just signed."""
    signed = any(d.explicit and d.stage == "signed" and not d.performed for d in group.drafts)
    if kind == "agreement":
        return not signed and any(d.performed and d.line.has("cooperate") for d in group.drafts)
    return kind in ("offtake", "construction") and not signed and any(d.performed for d in group.drafts)


def _built(old: Undertaking, new: Undertaking) -> list[Draft]:
    """The sentences of the one of two that is no purchase."""
    return (new if old.kind == "acquisition" else old).drafts


def _sells_shares(draft: Draft) -> bool:
    """Whether a sentence tells of shares that are sold, or of what that brings, and not of their being bought."""
    told = draft.line.has("paid", "listing", "valued") or (
        draft.line.has("sell") and draft.line.has("percent", "stake")
    )
    return told and not draft.works and not draft.line.has("buy")


def _issues(draft: Draft) -> bool:
    """Whether a sentence tells of money that a company gets for new shares of its own."""
    return not draft.works and draft.line.has("paid") and draft.line.has("subscribe", "bond")


def _puts_in(draft: Draft) -> bool:
    """Whether a sentence surely tells of works, or of a sum that is put into them."""
    spent = draft.works or draft.trigger.type in _SPENT
    return (draft.works and draft.weight >= _SURE) or (draft.amount is not None and spent)


def _surely_told(groups: list[Undertaking]) -> dict[int, Undertaking]:
    """The numbers of the sentences by which each undertaking is told best."""
    return {group.main.line.number: group for group in reversed(groups)}


def _pays(loan: Undertaking, works: Undertaking) -> bool:
    """Whether works of which nobody is named are told of only as what the sum of a loan goes into."""
    if loan.kind != "financing" or works.kind != "investment" or works.parties:
        return False
    one, other = loan.amount, works.amount
    return one is not None and other is not None and bool(one.value.value == other.value.value)


def _party(mention: Mention, role: str) -> Party:
    """A party as it is shown."""
    return Party(mention.name, role, mention.country, None if mention.new else mention.id)


def _fields(main: Draft, amount: Token | None, share: Token | None, parties: Parties) -> tuple[Field, ...]:
    """Where what the deal says stands in the source."""
    places = [Field("kind", main.trigger.start, main.trigger.end)]
    places += [Field(name, t.start, t.end) for name, t in (("amount", amount), ("stake", share)) if t is not None]
    return (*places, *(Field("party", mention.start, mention.end) for mention, _ in parties.values()))
