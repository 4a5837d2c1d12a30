"""One deal an undertaking: the drafts of an item's sentences put together.

The drafts come in the order of the text. A draft joins the undertaking that it goes on about: the same counterparts (or
none named), kinds that can be one undertaking, no other amount. What remains is filled from the sentences around: amount,
share, jobs, places, date.
"""

from __future__ import annotations

from collections.abc import Iterator, KeysView
from typing import NamedTuple

from tui.model import Deal, Field, Mention, Party
from tui.reading.acts.cast import Parties
from tui.reading.acts.drafts import Draft
from tui.reading.acts.line import Line, Token
from tui.reading.acts.sides import Sides
from tui.reading.acts.standing import WEIGHTS, standing
from tui.reading.acts.sums import is_amount
from tui.reading.acts.terms import Terms
from tui.reading.acts.undertaking import FAMILY, LEAD, Undertaking
from tui.reading.beat.tags import Tags
from tui.reading.evidence import quote
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.lookup.weights import points, weights
from tui.reading.naming.coref import lends
from tui.reading.naming.parties import GUEST, hires_out, listed

_SURE = 4.0
"""Weight from which a draft with another sum is told apart."""

_OF_ONE = frozenset({"investment", "exploration"})
"""Kinds that two foreigners named one after the other do each for himself."""

_HIRED_AMONG = 3
"""Parties at most among which a builder by its name is the contractor, not one of many owners."""

_PLAIN = 3.0
"""Weight from which a draft is more than a hint."""

_FAR = 3
"""Sentences after which a draft with new parties is another undertaking."""


class Weighed(NamedTuple):
    """An undertaking, the deal that it would be, and what speaks for and against its being one."""

    group: Undertaking
    deal: Deal
    clues: set[str]


class Undertakings:
    """Puts the drafts of one page together."""

    def __init__(self, page: Page, shelf: Library, tags: Tags, lines: list[Line]) -> None:
        self._page, self._shelf, self._tags, self._lines = page, shelf, tags, lines
        self._sides = Sides(page, shelf, lines)

    def made_of(self, drafts: list[Draft]) -> Iterator[Deal]:
        """The deals that the drafts tell of."""
        known = weights(self._shelf, WEIGHTS)
        return (one.deal for one in self.weighed(drafts) if points(known, one.clues) > 0)

    def weighed(self, drafts: list[Draft]) -> Iterator[Weighed]:
        """All undertakings that the drafts tell of, each as the deal that it would be, with what speaks for it."""
        groups = self._united(self._grouped(drafts))
        terms = Terms(self._page, self._shelf, self._tags, self._lines)
        terms.claimed = {group.amount.start for group in groups if group.amount is not None}
        for group in groups:
            deal = self._deal(group, terms)
            clues = standing(self._page, self._shelf, self._lines, group, deal, len(groups) - 1)
            yield Weighed(group, deal, clues)

    def _grouped(self, drafts: list[Draft]) -> list[Undertaking]:
        """The drafts by the undertaking that they tell of."""
        groups: list[Undertaking] = []
        for draft in drafts:
            if self._purpose(groups, draft):
                continue
            group = next((g for g in groups if self._is_history(g, draft)), None)
            if group is not None:
                group.history.append(draft)
                continue
            related = [g for g in groups if self._goes_on(g, draft)]
            if related:
                self._closest(related, draft).add([draft])
            else:
                groups.append(Undertaking([draft]))
        return groups

    @staticmethod
    def _closest(groups: list[Undertaking], draft: Draft) -> Undertaking:
        """Of the undertakings that a draft may go on about the one that shares parties with it, or the nearest."""
        return min(groups, key=lambda g: (g.parties.keys().isdisjoint(draft.parties), g.apart(draft.line)))

    def _united(self, groups: list[Undertaking]) -> list[Undertaking]:
        """The groups without those that only say again what an earlier one says, of the same parties."""
        kept: list[Undertaking] = []
        for group in groups:
            parties = self._sides.of(group).keys()
            old = next((k for k in kept if parties and self._repeats(k, group, parties)), None)
            if old is None:
                kept.append(group)
            else:
                old.add(group.drafts)
        return kept

    def _repeats(self, old: Undertaking, new: Undertaking, parties: KeysView[str]) -> bool:
        if old.kind != new.kind and any(_opens_anew(d) for d in new.drafts):
            return False
        alike = FAMILY[old.kind] == FAMILY[new.kind] and self._sides.of(old).keys() == parties
        sums = old.amount is not None and new.amount is not None
        return alike and not sums and old.long_past(self._page) == new.long_past(self._page)

    def _is_history(self, group: Undertaking, draft: Draft) -> bool:
        """Whether the draft tells how the group's undertaking came about: an old paper of the same parties without a sum of
        its own."""
        old = self._long_past(draft) and not group.long_past(self._page)
        sums = group.amount is not None and any(is_amount(draft.line, t) for t in draft.line.of("money"))
        return old and not sums and bool(draft.parties) and draft.parties.keys() <= group.parties.keys()

    def _purpose(self, groups: list[Undertaking], draft: Draft) -> bool:
        """Whether the draft only tells what a loan is for: works without a sum of their own, right behind it."""
        if draft.kind != "investment" or draft.amount is not None or draft.line.number == 0:
            return False
        return any(g.kind == "financing" and 0 < g.apart(draft.line) < _FAR for g in groups)

    def _goes_on(self, group: Undertaking, draft: Draft) -> bool:
        """Whether the draft is about the group's undertaking."""
        if self._apart_by_place(group, draft) or self._announced_as_another(group, draft):
            return False
        if self._other_clause(group, draft):
            return False
        if self._another_share(group, draft) or self._another_deed(group, draft):
            return False
        if self._comes_back(group, draft):
            return True
        mine, its = FAMILY[group.kind], FAMILY[draft.kind]
        if mine != its and "any" not in (mine, its):
            shared = [m for i, (m, _) in draft.parties.items() if i in group.parties]
            again = its == "loan" and draft.amount is None and any(lends(m.name) for m in shared)
            return bool(shared) and (again or _equal(group.amount, draft.amount))
        if self._long_past(draft) and not group.long_past(self._page):
            return False
        beside = (
            group.apart(draft.line) <= (2 if draft.naming else 1)
            and (mine == its or "any" in (mine, its))
            and not draft.line.has("another")
            and not self._new_topic(group, draft)
        )
        if not group.parties and self._new_topic(group, draft):
            return False
        if not self._same_parties(group.parties, draft.parties) and not (beside and self._completes(group, draft)):
            return False
        if group.apart(draft.line) > _FAR and not self._known(group, draft):
            return False
        if group.kind == "acquisition" and draft.kind == "investment" and draft.amount and group.apart(draft.line) > 1:
            return False
        if group.amount is not None and draft.amount is not None and draft.weight >= _SURE:
            named = draft.line.has("site", "plant", "mine", "project", "build", "loan", "bond", "provide", "stake")
            return _near(group.amount, draft.amount) or not named
        return True

    @staticmethod
    def _comes_back(group: Undertaking, draft: Draft) -> bool:
        """Whether a noun without a sum or a share of its own takes up what the sentences before told: the acquisition …"""
        own = draft.explicit or draft.amount is not None or draft.share is not None or draft.line.has("another")
        return not own and draft.kind == group.kind == "acquisition" and group.apart(draft.line) <= _FAR

    @staticmethod
    def _known(group: Undertaking, draft: Draft) -> bool:
        """Whether a draft far off names nobody new; an agreement may name the other side of what goes on."""
        mine, its = group.parties.keys(), draft.parties.keys()
        return its <= mine or ("agreement" in (group.kind, draft.kind) and bool(mine) and mine <= its)

    def _apart_by_place(self, group: Undertaking, draft: Draft) -> bool:
        """Whether both have a sum and a site of their own, as in lists of projects."""
        if group.amount is None or draft.amount is None or _near(group.amount, draft.amount):
            return False
        here, there = _sites([draft.line]), _sites(group.lines)
        return bool(here) and bool(there) and here.isdisjoint(there)

    @staticmethod
    def _other_clause(group: Undertaking, draft: Draft) -> bool:
        """Whether the group is told of in another clause of the same sentence, which was cut for telling of two."""
        return any(d.line.number == draft.line.number and d.line.tokens != draft.line.tokens for d in group.drafts)

    @staticmethod
    def _another_deed(group: Undertaking, draft: Draft) -> bool:
        """Whether one buys what is there and the other builds what is not."""
        if (group.kind == "acquisition") is (draft.kind == "acquisition") or draft.weight < _SURE:
            return False
        works = draft.works if group.kind == "acquisition" else all(d.works for d in group.drafts)
        return works and not draft.line.has(*(("buy", "sell", "stake") if draft.works else ("build", "expand")))

    def _another_share(self, group: Undertaking, draft: Draft) -> bool:
        """Whether another share, of a company not named so far, is bought or sold."""
        if {group.kind, draft.kind} != {"acquisition"} or group.share is None or draft.share is None:
            return False
        other = abs(group.share.value.value - draft.share.value.value) > 1
        return other and not draft.parties.keys() <= group.parties.keys()

    def _announced_as_another(self, group: Undertaking, draft: Draft) -> bool:
        """Whether the sentence begins with a word that announces something else, and tells of another kind."""
        return (
            _opens_anew(draft)
            and draft.kind != group.kind
            and draft.weight >= _PLAIN
            and "agreement"
            not in (
                draft.kind,
                group.kind,
            )
        )

    def _new_topic(self, group: Undertaking, draft: Draft) -> bool:
        """Whether a new paragraph brings partners of another country, as overviews do."""
        ours, theirs = _abroad(group.parties), _abroad(draft.parties)
        told = [line for line in group.lines if line.number > 0]
        nameless = not group.parties and bool(draft.parties) and all(line.number > 1 for line in told)
        nameless = nameless and self._moves(told[0].number if told else 0, draft.line)
        if not nameless and (not ours or not theirs or ours & theirs):
            return False
        return bool(told) and all(self._broken(line, draft.line) for line in told)

    def _moves(self, start: int, line: Line) -> bool:
        """Whether a sentence takes the item to a place that the sentences since ``start`` have not named."""
        passed = self._lines[start : line.number]
        before = {t.mention.id for other in passed for t in other.of("site", "region") if t.mention}
        return any(t.mention.id not in before for t in line.of("site", "region") if t.mention)

    def _broken(self, one: Line, other: Line) -> bool:
        """Whether a paragraph ends between two sentences of the text."""
        ends = sorted(self._page.sentences[n].start for n in (one.number, other.number))
        return one.number > 0 and "\n\n" in self._page.source[ends[0] : ends[1]]

    def _same_parties(self, mine: Parties, its: Parties) -> bool:
        if not mine or not its:
            return True
        mine = {i: p for i, p in mine.items() if p[1] != GUEST}
        its = {i: p for i, p in its.items() if p[1] != GUEST}
        if not mine or not its:
            return True
        ours, theirs = self._counterparts(mine), self._counterparts(its)
        kin = any(_kin(mine[a][0], its[b][0]) for a in ours for b in theirs)
        return kin or mine.keys() >= its.keys() or its.keys() >= mine.keys()

    def _long_past(self, draft: Draft) -> bool:
        """Whether something is dated two years or more before publication."""
        published = self._page.document.published
        return draft.year is not None and published is not None and draft.year < published.year - 1

    def _completes(self, group: Undertaking, draft: Draft) -> bool:
        """Whether the sentence after an undertaking's names more of those who take part: the client, the contractor, the
        borrower, the signatories."""
        roles = {role for _, role in (*group.parties.values(), *draft.parties.values())}
        if roles & {"contractor", "client", "borrower"} or draft.naming:
            return True
        both = len(group.parties) > 1 and len(draft.parties) > 1
        others = group.parties.keys().isdisjoint(draft.parties)
        if others and {group.kind, draft.kind} <= _OF_ONE and _abroad(group.parties) and _abroad(draft.parties):
            return False
        return not both or (not others and not draft.line.has("sign", "memo"))

    def _counterparts(self, parties: Parties) -> set[str]:
        """The foreign parties, all where none is foreign."""
        foreign = {i for i, (m, _) in parties.items() if m.country not in (None, "KZ")}
        return foreign or set(parties)

    def _deal(self, group: Undertaking, terms: Terms) -> Deal:
        kind = group.kind
        parties = self._sides.of(group)
        named = {i for d in group.drafts if d.naming for i in d.parties}
        hired = self._contracted({i: p for i, p in group.parties.items() if i not in named}) or any(
            d.line.has("contractor", "client") for d in group.drafts if d.parties and d.works
        )
        if self._owner_builds(group):
            kind = "investment"
            parties = {i: p for i, p in parties.items() if p[1] != "contractor" and not hires_out(self._shelf, p[0])}
        elif kind == "construction" and self._alone(parties):
            kind = "investment"
        elif kind == "investment" and any(d.works for d in group.drafts) and hired:
            kind = "construction"
        amount = group.amount or terms.amount(group)
        lines = [d.line for d in group.drafts]
        main = group.main
        value = terms.money(amount)
        stage = "talks" if self._only_talked(group) else group.stage
        if kind == "financing" and stage == "signed" and group.long_past(self._page):
            stage = "completed"
        return Deal(
            kind=kind,
            stage=stage,
            evidence=quote(self._page, self._lines, main.line, amount, main.rule),
            parties=tuple(_party(m, role) for m, role in parties.values()),
            countries=terms.countries(parties, lines),
            amount=value[0],
            currency=value[1],
            converted=value[2],
            commodities=terms.commodities(lines),
            places=terms.places(group),
            jobs=terms.jobs(group) if kind in ("investment", "construction", "joint-venture") else None,
            stake=terms.stake(group) if kind in ("acquisition", "joint-venture", "investment") else None,
            date=terms.date(main, group, group.stage),
            background=group.long_past(self._page),
            fields=_fields(main, amount, group.share, parties),
        )

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
        own = [
            d
            for d in group.drafts
            if d.works and d.line.number < min(hiring, default=0) and not self._contracted(d.parties)
        ]
        return any(role == "investor" for d in own for _, role in d.parties.values())

    def _alone(self, parties: Parties) -> bool:
        """Whether one company of the country, with nobody from abroad in the item, builds for itself."""
        return len(parties) == 1 and not self._tags.countries and not self._contracted(parties)

    def _contracted(self, parties: Parties) -> bool:
        return len(parties) <= _HIRED_AMONG and any(hires_out(self._shelf, m) for m, _ in parties.values())


def _opens_anew(draft: Draft) -> bool:
    """Whether the sentence begins with a word that announces something else: besides, кроме того."""
    return any(t.type == "another" for t in draft.line.tokens[:2])


def _sites(lines: list[Line]) -> set[str]:
    """The sites that sentences name."""
    return {t.mention.id for line in lines for t in line.of("site") if t.mention}


def _abroad(parties: Parties) -> set[str]:
    """The foreign countries that the parties are from."""
    return {m.country for m, _ in parties.values() if m.country and m.country != "KZ"}


def _party(mention: Mention, role: str) -> Party:
    """A party as it is shown; who invests or explores is simply a partner."""
    shown = "partner" if role in ("investor", "explorer") else role
    return Party(mention.name, shown, mention.country, None if mention.new else mention.id)


def _fields(main: Draft, amount: Token | None, share: Token | None, parties: Parties) -> tuple[Field, ...]:
    """Where what the deal says stands in the source."""
    places = [Field("kind", main.trigger.start, main.trigger.end)]
    places += [Field(name, t.start, t.end) for name, t in (("amount", amount), ("stake", share)) if t is not None]
    return (*places, *(Field("party", mention.start, mention.end) for mention, _ in parties.values()))


def _kin(one: Mention, other: Mention) -> bool:
    """Whether two names are one company's, or a group's and its unit's: the one begins with the other."""
    return one.id == other.id or one.name.startswith(other.name) or other.name.startswith(one.name)


def _equal(one: Token | None, other: Token | None) -> bool:
    return one is not None and other is not None and _near(one, other)


def _near(one: Token, other: Token) -> bool:
    a, b = one.value.value, other.value.value
    return a is None or b is None or abs(a - b) <= 0.1 * max(abs(a), abs(b))
