"""What shows that a sentence tells of another undertaking than the sentences before it."""

from __future__ import annotations

from tui.reading.acts.alike import is_level, near, sites
from tui.reading.acts.drafts import Draft
from tui.reading.acts.undertaking import Undertaking
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import listed

_SURE = 4.0
"""Weight from which a draft tells for sure what it tells."""

_PLAIN = 3.0
"""Weight from which a draft is more than a hint."""

_SPENDING = frozenset({"invest", "pledge"})
"""Cues by which money goes somewhere."""

_THINGS = ("plant", "mine", "site", "build")
_YIELDS = ("commodity", "ore", "mass")
"""Cues of what is built, and of what it yields."""

_PAPERS = frozenset({"signed", "memorandum"})
_RUNNING = frozenset({"underway", "completed"})
_SETTLED = frozenset({"signed", "completed"})

_OPENING = 24
"""Characters of a sentence in which it is said that money goes for what was told before."""


class Apart:
    """Tells the undertakings of a page apart."""

    def __init__(self, page: Page, shelf: Library) -> None:
        self._page, self._shelf = page, shelf

    def are_two_purchases(self, group: Undertaking, draft: Draft) -> bool:
        """Whether a draft tells that another site is bought than the group's, or in another year."""
        return self._apart_by_place(group, draft) or self._of_another_year(group, draft)

    def tells_another(self, group: Undertaking, draft: Draft) -> bool:
        """Whether the sentence itself shows that it tells of something else."""
        return (
            self._apart_by_place(group, draft)
            or self._announced_as_another(group, draft)
            or self._meant_besides(group, draft)
            or self._other_clause(group, draft)
            or self._of_another_year(group, draft)
            or (opens_anew(draft) and draft.works and not draft.parties)
            or self._another_share(group, draft)
            or self._another_deed(group, draft)
            or self._meant_beside(group, draft)
            or self._another_end(group, draft)
            or self._another_paper(group, draft)
            or _other_nameless_works(group, draft)
            or _meant_after(group, draft)
            or _lent_besides(group, draft)
        )

    def _apart_by_place(self, group: Undertaking, draft: Draft) -> bool:
        """Whether both have a sum and a site of their own, as in lists of projects."""
        bought = group.kind == draft.kind == "acquisition"
        if not bought and (group.amount is None or draft.amount is None or near(group.amount, draft.amount)):
            return False
        here, there = sites([draft.line]), sites(group.lines)
        return bool(here) and bool(there) and here.isdisjoint(there)

    def _announced_as_another(self, group: Undertaking, draft: Draft) -> bool:
        """Whether the sentence begins with a word that announces something else, and tells of another kind."""
        return (
            opens_anew(draft)
            and draft.kind != group.kind
            and draft.weight >= _PLAIN
            and "agreement" not in (draft.kind, group.kind)
        )

    def _meant_besides(self, group: Undertaking, draft: Draft) -> bool:
        """Whether something else is also to change hands, after what has."""
        if group.kind != "acquisition" or draft.kind != "acquisition" or draft.stage != "planned":
            return False
        words = self._page.spoken(draft.line.span.start, draft.line.span.end).replace(",", " ").split()
        done = any(d.explicit and d.stage in _SETTLED for d in group.drafts)
        return done and not listed(self._shelf, "besides").isdisjoint(words)

    @staticmethod
    def _other_clause(group: Undertaking, draft: Draft) -> bool:
        """Whether the group is told of in another clause of the same sentence, which was cut for telling of two."""
        return any(d.line.number == draft.line.number and d.line.tokens != draft.line.tokens for d in group.drafts)

    @staticmethod
    def _of_another_year(group: Undertaking, draft: Draft) -> bool:
        """Whether both tell of a purchase that was made, each in a year of its own."""
        if not group.kind == draft.kind == "acquisition" or draft.stage != "completed" or group.stage != "completed":
            return False
        return draft.year is not None and group.year is not None and draft.year != group.year

    def _another_share(self, group: Undertaking, draft: Draft) -> bool:
        """Whether another share, of a company not named so far or at another time, is bought or sold."""
        if {group.kind, draft.kind} != {"acquisition"} or group.share is None or draft.share is None:
            return False
        headed = all(d.line.number == 0 for d in group.drafts)
        if headed or any(is_level(self._page, share) for share in (group.share, draft.share)):
            return False
        other = abs(group.share.value.value - draft.share.value.value) > 1
        return other and (draft.line.has("earlier") or not draft.parties.keys() <= group.parties.keys())

    @staticmethod
    def _another_deed(group: Undertaking, draft: Draft) -> bool:
        """Whether one buys what is there and the other builds what is not."""
        if (group.kind == "acquisition") is (draft.kind == "acquisition") or draft.weight < _SURE:
            return False
        done = [d for d in group.drafts if d.kind != "agreement" and d.weight >= _PLAIN]
        works = draft.works if group.kind == "acquisition" else bool(done) and all(d.works for d in done)
        return works and not draft.line.has(*(("buy", "sell", "stake") if draft.works else ("build", "expand")))

    def _meant_beside(self, group: Undertaking, draft: Draft) -> bool:
        """Whether one is a purchase, and the other what somebody means to spend besides, for something else."""
        if {group.kind, draft.kind} != {"acquisition", "investment"} or draft.line.number == 0:
            return False
        drafts = [*group.drafts, draft]
        start = draft.line.span.start
        paid = self._page.spoken(start, start + _OPENING).startswith(tuple(listed(self._shelf, "for-it")))
        bought = any(d.kind == "acquisition" and d.stage in _SETTLED and d.weight >= _SURE for d in drafts)
        return bought and not paid and any(d.kind == "investment" and _is_meant(d) for d in drafts)

    def _is_of_others(self, group: Undertaking, draft: Draft) -> bool:
        """Whether a sentence tells only of years before the item's, and of two of whom one has no part in the group's."""
        if len(draft.parties) < 2 or draft.parties.keys() <= group.parties.keys():
            return False
        published = self._page.document.published
        dates = [str(t.value.value)[:4] for t in draft.line.of("period")]
        return published is not None and bool(dates) and all(d.isdigit() and int(d) < published.year for d in dates)

    def _another_end(self, group: Undertaking, draft: Draft) -> bool:
        """Whether of the two only one is off, and another sum, another site or works are told with the other."""
        if draft.line.number == 0 or (draft.stage == "cancelled") is (group.stage == "cancelled"):
            return False
        if draft.stage == "cancelled" and self._is_of_others(group, draft):
            return True
        one, other = group.amount, draft.amount
        sums = draft.kind == "investment" and one is not None and other is not None and not near(one, other)
        works = draft.works and group.kind == "acquisition" and group.stage == "cancelled"
        here, there = sites([draft.line]), sites(group.lines)
        return sums or works or (bool(here) and bool(there) and here.isdisjoint(there))

    def _another_paper(self, group: Undertaking, draft: Draft) -> bool:
        """Whether a paper is signed besides, on something else than works that go on or are done."""
        if draft.kind != "agreement" or group.kind == "agreement" or draft.weight < _SURE or draft.amount is not None:
            return False
        words = self._page.spoken(draft.line.span.start, draft.line.span.end).replace(",", " ").split()
        besides = draft.line.has("another") or not listed(self._shelf, "besides").isdisjoint(words)
        return besides and draft.stage in _PAPERS and group.stage in _RUNNING


def _other_nameless_works(group: Undertaking, draft: Draft) -> bool:
    """Whether both tell what works of nobody who is named cost, each of what they yield or where they are, as in lists of
    projects."""
    told = next((d for d in group.drafts if d.amount is not None), None)
    if (
        told is None
        or told.amount is None
        or draft.amount is None
        or near(told.amount, draft.amount)
        or group.parties
        or draft.parties
    ):
        return False
    alike = group.kind == draft.kind == "investment" and told.line.number > 0
    return alike and all(d.line.has(*_THINGS) and d.line.has(*_YIELDS) for d in (told, draft))


def _meant_after(group: Undertaking, draft: Draft) -> bool:
    """Whether works with a sum of their own are meant, where others, with another sum, are done."""
    one, other = group.amount, draft.amount
    if not group.kind == draft.kind == "investment" or one is None or other is None or near(one, other):
        return False
    done = group.stage == "completed" and any(d.explicit and d.works for d in group.drafts)
    return (
        done
        and draft.stage == "planned"
        and draft.line.has("plant", "mine")
        and draft.line.has("plan", "period", "pledge")
    )


def _lent_besides(group: Undertaking, draft: Draft) -> bool:
    """Whether one sum is brought in by shares, and the other is lent."""
    one, other = group.amount, draft.amount
    if not group.kind == draft.kind == "financing" or one is None or other is None or near(one, other):
        return False
    shares = [any(line.has("subscribe") for line in lines) for lines in (group.lines, [draft.line])]
    loans = [any(line.has("loan") for line in lines) for lines in (group.lines, [draft.line])]
    return shares[0] is not shares[1] and loans == shares[::-1]


def _is_meant(draft: Draft) -> bool:
    return draft.amount is not None and draft.trigger.type in _SPENDING and draft.stage == "planned"


def opens_anew(draft: Draft) -> bool:
    """Whether the sentence begins with a word that announces something else: besides, кроме того."""
    return draft.line.has("another") and any(t.type == "another" for t in draft.line.tokens[:2])
