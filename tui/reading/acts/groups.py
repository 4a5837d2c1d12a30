"""Which sentences go on about one undertaking, and which tell of another.

The drafts come in the order of the text. A draft joins the undertaking that it goes on about: the same counterparts (or
none named), kinds that can be one undertaking, no other amount.
"""

from __future__ import annotations

from tui.reading.acts.alike import abroad, equal, exact, kin, near
from tui.reading.acts.apart import Apart
from tui.reading.acts.cast import Parties
from tui.reading.acts.drafts import Draft
from tui.reading.acts.hearing import begins
from tui.reading.acts.line import Line
from tui.reading.acts.sums import is_amount
from tui.reading.acts.undertaking import FAMILY, LEAD, Undertaking
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import GUEST, lends, parent

_SURE = 4.0
"""Weight from which a draft with another sum is told apart."""

_OF_ONE = frozenset({"investment", "exploration"})
"""Kinds that two foreigners named one after the other do each for himself."""

_OF_ITS_OWN = ("site", "plant", "mine", "project", "build", "loan", "bond", "provide", "stake", "contractor")
"""Cues of sentences whose sum is that of what they tell."""

_RESUMED = ("acquisition", "financing")
"""Kinds that are gone on about by a bare noun: the purchase, the loan."""

_PRICED = frozenset({"acquisition", "offtake", "financing"})
"""Kinds of what has a price."""

_OF_WORKS = ("build", "expand", "develop", "explore", "project", "another")
"""Cues of sentences whose price is that of works."""

_SPENDING = frozenset({"invest", "pledge"})
"""Cues by which money goes somewhere."""


_OWNERS = ("investor", "explorer")
"""Roles of those who do something for themselves."""

_REPORTING = frozenset({"say", "period", "region", "official", "state", "pronoun"})
"""Types of what a sentence mentions that only tells who said so and when."""

_PLAIN = 3.0
"""Weight from which a draft tells of more than a sum."""

_FAR = 3
"""Sentences after which a draft with new parties is another undertaking."""


class Groups:
    """Puts the drafts of one page to the undertakings that they tell of."""

    def __init__(self, page: Page, shelf: Library, lines: list[Line]) -> None:
        self._page, self._shelf, self._lines = page, shelf, lines
        self._apart = Apart(page, shelf)

    def of(self, drafts: list[Draft]) -> list[Undertaking]:
        """The drafts by the undertaking that they tell of."""
        groups: list[Undertaking] = []
        for draft in (d for d in drafts if not d.loose):
            if self._purpose(groups, draft) or self._outcome(groups, draft):
                continue
            group = next((g for g in groups if self._is_history(g, draft)), None)
            if group is not None:
                group.history.append(draft)
            else:
                self._put(groups, draft)
        return groups + self._loose(groups, [d for d in drafts if d.loose])

    def _loose(self, firm: list[Undertaking], drafts: list[Draft]) -> list[Undertaking]:
        """The undertakings that only loose drafts tell of."""
        groups: list[Undertaking] = []
        for draft in drafts:
            if self._purpose(firm, draft) or any(self._is_history(g, draft) or self._goes_on(g, draft) for g in firm):
                continue
            self._put(groups, draft)
        return groups

    def are_two_purchases(self, group: Undertaking, draft: Draft) -> bool:
        """Whether a draft tells that another site is bought than the group's, or in another year."""
        return self._apart.are_two_purchases(group, draft)

    def _put(self, groups: list[Undertaking], draft: Draft) -> None:
        """Puts a draft to the undertaking that it goes on about, or makes one of it."""
        related = [g for g in groups if self._goes_on(g, draft)]
        if related:
            self._closest(related, draft).add([draft])
        else:
            groups.append(Undertaking([draft]))

    @staticmethod
    def _closest(groups: list[Undertaking], draft: Draft) -> Undertaking:
        """Of the undertakings that a draft may go on about the one with the same sum, that shares parties with it, for a
        bare sum rather one of deeds than of a mere paper, or the nearest."""

        bare = not draft.parties and draft.weight < _PLAIN

        def distance(group: Undertaking) -> tuple[bool, bool, bool, int]:
            strange = group.parties.keys().isdisjoint(draft.parties)
            talk = group.kind == "agreement" != draft.kind
            return not equal(group.amount, draft.amount), strange, talk and bare, group.apart(draft.line)

        return min(groups, key=distance)

    def _is_history(self, group: Undertaking, draft: Draft) -> bool:
        """Whether the draft tells how the group's undertaking came about: an old paper of the same parties without a sum of
        its own."""
        old = self._long_past(draft) and not group.long_past(self._page)
        if draft.kind == "acquisition" != group.kind and draft.amount is not None and draft.weight >= _SURE:
            return False
        sums = group.amount is not None and any(is_amount(draft.line, t) for t in draft.line.of("money"))
        beside = bool(draft.parties) or group.apart(draft.line) == 1
        return (
            old and not sums and beside and all(self._takes_part(ident, group, draft.kind) for ident in draft.parties)
        )

    def _takes_part(self, ident: str, group: Undertaking, kind: str) -> bool:
        """Whether a company is a party of the group's undertaking; of one of that kind also an owner or a unit of a party."""
        of_one = kind == group.kind and any(self._of_one_group(ident, one) for one in group.parties)
        return ident in group.parties or of_one

    def _purpose(self, groups: list[Undertaking], draft: Draft) -> bool:
        """Whether the draft only tells what a loan is for: works without a sum of their own, right behind it."""
        if draft.kind != "investment" or draft.amount is not None or draft.line.number == 0:
            return False
        if draft.parties and draft.line.has("contractor", "client"):
            return False
        return any(g.kind == "financing" and 0 < g.apart(draft.line) < _FAR for g in groups)

    @staticmethod
    def _outcome(groups: list[Undertaking], draft: Draft) -> bool:
        """Whether the draft only tells what share somebody has come to hold by what he put in: now 18% are his."""
        if draft.kind != "acquisition" or draft.trigger.type != "pass" or draft.explicit or draft.amount is not None:
            return False
        return any(
            g.kind in ("investment", "financing") and g.apart(draft.line) <= _FAR and g.amount is not None
            for g in groups
        )

    def _goes_on(self, group: Undertaking, draft: Draft) -> bool:
        """Whether the draft is about the group's undertaking."""
        if is_price(self._page, self._shelf, draft) and self._is_priced(group, draft):
            return True
        if self._spends(group, draft) or _tells_of_float(group, draft):
            return True
        if self._apart.tells_another(group, draft):
            return False
        if self._comes_back(group, draft):
            return True
        mine, its = FAMILY[group.kind], FAMILY[draft.kind]
        if mine != its and "any" not in (mine, its):
            shared = [m for i, (m, _) in draft.parties.items() if i in group.parties]
            again = its == "loan" and draft.amount is None and any(lends(self._shelf, m.name) for m in shared)
            return bool(shared) and (again or exact(group.amount, draft.amount))
        if self._long_past(draft) and not group.long_past(self._page):
            return False
        beside = (
            self._between(group, draft.line) < (2 if draft.naming else 1)
            and (mine == its or "any" in (mine, its))
            and not draft.line.has("another")
            and not self._new_topic(group, draft)
        )
        if not group.parties and self._new_topic(group, draft):
            return False
        same = self._same_parties(group.parties, draft.parties) or self._headed(group, draft)
        if not same and not (beside and self._completes(group, draft)):
            return False
        if group.apart(draft.line) > _FAR and not self._known(group, draft):
            return False
        if group.amount is None or draft.amount is None:
            return (
                group.kind != "acquisition"
                or draft.kind != "investment"
                or not draft.amount
                or (group.apart(draft.line) < 2 and not _costs_works(group, draft))
            )
        return near(group.amount, draft.amount) or not self._sums_apart(group, draft)

    @staticmethod
    def _sums_apart(group: Undertaking, draft: Draft) -> bool:
        """Whether another sum than the group's is told with words of its own: who has bought something puts money into works,
        say; but not what a price is made up of, in shares or in cash."""
        if (group.kind, draft.kind) == ("acquisition", "investment"):
            return group.apart(draft.line) > 1 or draft.line.has("plant", "build", "expand", "explore")
        if group.kind == draft.kind == "acquisition" and draft.line.has("cost") and not draft.line.has("site", "mine"):
            return False
        if group.kind == "construction" and draft.kind == "investment" and draft.works:
            return True
        return draft.weight >= _SURE and draft.line.has(*_OF_ITS_OWN, "another")

    @staticmethod
    def _comes_back(group: Undertaking, draft: Draft) -> bool:
        """Whether a noun without a sum or a share of its own takes up what the sentences before told: the acquisition …"""
        own = draft.explicit or draft.amount is not None or draft.share is not None or draft.line.has("another")
        return not own and draft.kind == group.kind and draft.kind in _RESUMED and group.apart(draft.line) <= _FAR

    def _is_priced(self, group: Undertaking, draft: Draft) -> bool:
        """Whether a price is that of what the sentences before tell to be bought, sold or lent, where no other is told."""
        behind = 0 < draft.line.number - max(group.numbers) < _FAR
        return group.kind in _PRICED and group.amount is None and behind and not draft.line.has(*_OF_WORKS)

    @staticmethod
    def _spends(group: Undertaking, draft: Draft) -> bool:
        """Whether the sentence behind a loan without a sum tells how much of the money goes where."""
        if draft.kind != "investment" or draft.amount is None or draft.trigger.type not in _SPENDING:
            return False
        loan = group.kind == "financing" and group.amount is None
        behind = draft.line.number - max(group.numbers) == 1
        return loan and behind and draft.parties.keys() <= group.parties.keys()

    @staticmethod
    def _known(group: Undertaking, draft: Draft) -> bool:
        """Whether a draft far off names nobody new; an agreement may name the other side of what goes on."""
        mine, its = group.parties.keys(), draft.parties.keys()
        return its <= mine or ("agreement" in (group.kind, draft.kind) and bool(mine) and mine <= its)

    def _new_topic(self, group: Undertaking, draft: Draft) -> bool:
        """Whether a new paragraph brings partners of another country, as overviews do."""
        ours, theirs = abroad(group.parties), abroad(draft.parties)
        told = [line for line in group.lines if line.number > 0]
        nameless = not group.parties and bool(draft.parties) and all(line.number > 1 for line in told)
        nameless = nameless and self._moves(told[0].number if told else 0, draft.line)
        if not nameless and (not ours or not theirs or ours & theirs):
            return False
        return bool(told) and all(self._broken(line, draft.line) for line in told)

    def _between(self, group: Undertaking, line: Line) -> int:
        """How many sentences lie between the undertaking and a line, without those that only tell who said so and when."""
        near = min((d.line.number for d in group.drafts), key=lambda number: abs(number - line.number))
        passed = self._lines[min(near, line.number) + 1 : max(near, line.number)]
        return sum(not (p.has("say") and all(t.type in _REPORTING for t in p.tokens)) for p in passed)

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
        related = any(kin(mine[a][0], its[b][0]) or self._of_one_group(a, b) for a in ours for b in theirs)
        return related or mine.keys() >= its.keys() or its.keys() >= mine.keys()

    def _long_past(self, draft: Draft) -> bool:
        """Whether something is dated two years or more before publication, and is over: works begun then, of which no more is
        told, may go on."""
        published = self._page.document.published
        if draft.stage == "underway" and draft.works and not draft.parties and draft.amount is None:
            return False
        return draft.year is not None and published is not None and draft.year < published.year - 1

    def _completes(self, group: Undertaking, draft: Draft) -> bool:
        """Whether the sentence after an undertaking's names more of those who take part: the client, the contractor, the
        borrower, the signatories."""
        roles = {role for _, role in (*group.parties.values(), *draft.parties.values())}
        if roles & {"contractor", "client", "borrower"} or draft.naming:
            return True
        if self._other_owner(group, draft):
            return False
        both = len(group.parties) > 1 and len(draft.parties) > 1
        others = group.parties.keys().isdisjoint(draft.parties)
        if others and {group.kind, draft.kind} <= _OF_ONE and abroad(group.parties) and abroad(draft.parties):
            return False
        return not both or (not others and not draft.line.has("sign", "memo"))

    def _other_owner(self, group: Undertaking, draft: Draft) -> bool:
        """Whether somebody else has works of his own: neither a unit of those who build the group's nor their owner."""
        mine = {i for i, (_, role) in group.parties.items() if role in _OWNERS}
        its = {i for i, (_, role) in draft.parties.items() if role in _OWNERS}
        if not mine or not its or not {group.kind, draft.kind} <= _OF_ONE or not mine.isdisjoint(its):
            return False
        if equal(group.amount, draft.amount):
            return False
        return not any(self._of_one_group(a, b) for a in mine for b in its)

    def _of_one_group(self, one: str, other: str) -> bool:
        """Whether a company is the other's unit."""
        return parent(self._shelf, one) == other or parent(self._shelf, other) == one

    def _headed(self, group: Undertaking, draft: Draft) -> bool:
        """Whether a sentence of the lead names those of whom the headline tells, though not as its own parties."""
        named = {t.mention.id for t in draft.line.of("company") if t.mention}
        lone = all(d.line.number == 0 for d in group.drafts)
        if lone and draft.kind == group.kind and draft.line.number < LEAD and self._are_of_one_country(group, draft):
            return True
        return lone and not named.isdisjoint(self._counterparts(group.parties))

    @staticmethod
    def _are_of_one_country(group: Undertaking, draft: Draft) -> bool:
        """Whether one party is the same, and the others are from one country: a group, and its unit in the text."""
        shared = not group.parties.keys().isdisjoint(draft.parties)
        return shared and bool(abroad(group.parties)) and abroad(group.parties) == abroad(draft.parties)

    def _counterparts(self, parties: Parties) -> set[str]:
        """The foreign parties, all where none is foreign."""
        foreign = {i for i, (m, _) in parties.items() if m.country not in (None, "KZ")}
        return foreign or set(parties)


def _tells_of_float(group: Undertaking, draft: Draft) -> bool:
    """Whether a bare word right behind tells of the sale of shares on an exchange, or of what it brings."""
    if not draft.loose or draft.trigger.type not in ("sell", "paid") or group.kind != "financing":
        return False
    return any(line.has("listing") for line in group.lines) and group.apart(draft.line) < _FAR


def is_price(page: Page, shelf: Library, draft: Draft) -> bool:
    """Whether a sentence tells no more than a price: the price is …, құны …, the company received …; of works it would name
    what they build."""
    if draft.kind != "investment":
        return False
    if draft.trigger.type == "money":
        return draft.line.has("got", "receive")
    return draft.trigger.type == "cost" and not draft.works and begins(page, shelf, draft.trigger, "prices")


def _costs_works(group: Undertaking, draft: Draft) -> bool:
    """Whether a sentence tells what it costs to build something, or a plant of which the purchase says nothing."""
    if not draft.works or draft.line.has("buy", "sell", "stake", "dealer", "paid"):
        return False
    plant = draft.line.has("plant") and not any(line.has("plant") for line in group.lines)
    return plant or draft.line.has("build", "expand")
