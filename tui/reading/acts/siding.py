"""What speaks for and against a company's having a part in an undertaking, as clues to be weighed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tui.model import Mention
from tui.reading.acts.line import Line, Token
from tui.reading.acts.undertaking import LEAD, Undertaking
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import acts, bystanders, guests, hires_out, lends, openers, owners, parent, speakers

_SURE = 4.0
"""Weight from which a frame is sure of what fills its slots."""

_FAR = 3
"""Sentences on either side of an undertaking's in which its parties may be named."""

_OPENING = frozenset({"period", "region", "country", "site"})
"""What may stand before the subject of a sentence."""

_BESIDE = 16
"""Characters before and behind a name in which a word tells what sort of name it is."""

_CALLED = (" called", " named", "под названием", "названное", "атты", "деп аталатын")
_FORMER = ("formerly", "previously", " ex-", "бывшая", "бывший", "ранее", "прежде", "бұрынғы", " as")

_VENTURES = ("JV ", "СП ", "БК ")


@dataclass
class Candidate:
    """A company that may have a part, and what speaks for it and against it."""

    mention: Mention
    clues: set[str] = field(default_factory=set)


class _Named(NamedTuple):
    """A place where a sentence names a company: the number of its token, and what the sentence itself tells of the company."""

    at: int
    mention: Mention
    told: Collection[str]


class Siding:
    """Describes the companies that one page names around its undertakings."""

    def __init__(self, page: Page, shelf: Library, lines: list[Line]) -> None:
        self._page, self._shelf, self._lines = page, shelf, lines
        self._named: dict[int, list[_Named]] = {}

    def candidates(self, group: Undertaking, told: Iterable[Undertaking]) -> dict[str, Candidate]:
        """The companies of an undertaking's sentences, of those around and of the lead, by id, with their clues; ``told`` are
        all undertakings of the page."""
        found: dict[str, Candidate] = {}
        for line in group.around(self._lines, _FAR, lead=LEAD + 1):
            if line.has("company"):
                self._read(group, line, found)
        parties = {i: m for i, (m, _) in group.parties.items()}
        named = {i: (c.mention, parent(self._shelf, i)) for i, c in found.items()}
        others = [one for one in told if one is not group]
        sold = self._sold(group) if group.kind == "acquisition" else set()
        for ident, one in found.items():
            one.clues.update(
                ("bias", f"kind-{group.kind}"),
                _role(group, ident, sold),
                self._sort(group.kind, one.mention),
                _among(group, ident, one.mention, parties),
                _elsewhere(group, ident, others),
                _kin(ident, named, parties),
                self._spoken_of(one.mention),
            )
        return found

    def _read(self, group: Undertaking, line: Line, found: dict[str, Candidate]) -> None:
        """Notes where a sentence names which company, and beside what."""
        where = self._where(group, line)
        own = [d.line.tokens for d in group.drafts if d.line.number == line.number]
        for at, mention, told in self._naming(line):
            if mention.id not in found:
                found[mention.id] = Candidate(mention)
            clues = found[mention.id].clues
            clues.update(where, told)
            if own:
                if all(t.type in _OPENING for t in line.tokens[:at]):
                    clues.add("subject")
                if any(line.tokens[at] in tokens for tokens in own):
                    clues.add("in-clause")
                    clues.update(self._named_as(line, at))

    def _named_as(self, line: Line, at: int) -> Iterator[str]:
        """Whether a name is that of a company which is only founded, or one's own of former days."""
        token = line.tokens[at]
        before = self._page.spoken(max(token.start - _BESIDE, 0), token.start).strip(' "«“')
        behind = self._page.spoken(token.end, token.end + _BESIDE)
        if before.endswith(_CALLED):
            yield "called"
        if before.endswith(_FORMER) or " called" in behind or " known" in behind:
            yield "former"
        beside = line.tokens[max(at - 1, 0) : at], line.tokens[at + 1 : at + 2]
        for place, tokens in zip(("before", "behind"), beside, strict=True):
            if any(t.type == "found" for t in tokens):
                yield f"found-{place}"
                yield f"found-{place}-{self._page.lang}"

    @staticmethod
    def _where(group: Undertaking, line: Line) -> list[str]:
        apart = group.apart(line)
        told = [f"apart-{min(apart, _FAR)}"] if apart else []
        if line.number == group.main.line.number:
            told.append("in-main")
        elif not apart:
            told.append("in-draft")
        elif 0 < line.number <= LEAD:
            told.append("in-lead")
        if line.number == 0:
            told.append("titled")
        if any(d.line.number == line.number for d in group.history):
            told.append("history")
        return told

    def _naming(self, line: Line) -> list[_Named]:
        """The companies that a sentence names, in order, each with whether it acts there, or is only an owner, the source, a
        guest."""
        if line.number not in self._named:
            aside = self._aside(line)
            companies = [(n, t.mention) for n, t in enumerate(line.tokens) if t.type == "company" and t.mention]
            for _, mention in companies:
                if "bystander" not in aside[mention.id] and acts(self._shelf, mention, line):
                    aside[mention.id].add("acts")
            self._named[line.number] = [_Named(n, m, aside[m.id]) for n, m in companies]
        return self._named[line.number]

    def _aside(self, line: Line) -> defaultdict[str, set[str]]:
        """Whom a sentence names as an owner, as its source, as a guest, by id."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name, told in (
            ("owner", owners(line, self._page.lang)),
            ("speaker", speakers(self._page, line)),
            ("opener", openers(self._page, line)),
            ("guest", guests(line)),
            ("bystander", bystanders(self._page, line)),
        ):
            for mention in told:
                found[mention.id].add(name)
        return found

    def _sort(self, kind: str, mention: Mention) -> Iterator[str]:
        """What the company is, and where it is at home."""
        entry = self._shelf.get("company", mention.id)
        sort = entry.properties.get("sort", "miner") if entry is not None else "new"
        home = "home" if mention.country == "KZ" else "abroad" if mention.country else "nowhere"
        yield from (f"sort-{sort}", f"sort-{sort}-{kind}", home, f"{home}-{kind}")
        if lends(self._shelf, mention.name):
            yield from ("bank", f"bank-{kind}")
        if hires_out(self._shelf, mention):
            yield f"engineer-{kind}"
        if mention.name.startswith(_VENTURES):
            yield "venture"

    def _spoken_of(self, mention: Mention) -> Iterator[str]:
        """How much the item speaks of the company."""
        yield f"named-{min(self._counts[mention.id], 4)}"
        if mention.id in self._order[:1]:
            yield "most-named"
        if mention.id in self._order[:2]:
            yield "much-named"
        if mention.new:
            yield "new"

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(t.mention.id for line in self._lines for t in line.of("company") if t.mention)

    @cached_property
    def _order(self) -> list[str]:
        return [ident for ident, _ in self._counts.most_common(2)]

    def _sold(self, group: Undertaking) -> set[str]:
        """The companies that the sentences of a purchase name right beside a share, or as what is bought or sold."""
        return {mention.id for d in group.drafts for mention in self._held(d.line)}

    def _held(self, line: Line) -> list[Mention]:
        """The same of one sentence."""
        tokens = [t for t in line.tokens if t.type not in ("company-word", "country", "commodity", "mine")]
        found = []
        for number, token in enumerate(tokens):
            if token.type != "company" or token.mention is None:
                continue
            before = tokens[number - 1].type if number else ""
            behind = tokens[number + 1].type if number + 1 < len(tokens) else ""
            if self._page.lang == "kk":
                held = behind in ("stake", "percent") or self._accusative(token)
            else:
                held = before in ("stake", "percent", "buy", "sell", "jv")
            if held:
                found.append(token.mention)
        return found

    def _accusative(self, token: Token) -> bool:
        """Whether a Kazakh name, or the noun of its kind behind it, is what something is done to."""
        words = self._page.spoken(token.start, token.end + 24).strip('"«»” ').split()
        named = len(self._page.spoken(token.start, token.end).split())
        noun = words[named].strip('»"”.,') if named < len(words) else ""
        return noun.endswith(("ын", "ін", "ны", "ні", "ды", "ді", "нан", "нен"))


def _role(group: Undertaking, ident: str, sold: Collection[str]) -> Iterator[str]:
    """The slots that the frames have put a company in."""
    for draft in group.drafts:
        if ident in draft.parties:
            role = draft.parties[ident][1] or "unslotted"
            yield from (f"role-{role}", f"role-{role}-{group.kind}")
            yield "drafted" if draft.weight < _SURE else "drafted-surely"
    if ident in sold:
        whole = "whole" if group.share is None else "share"
        yield from (f"sold-{whole}", f"sold-{whole}-among-{min(len(group.parties), 3)}")


def _among(group: Undertaking, ident: str, mention: Mention, parties: Mapping[str, Mention]) -> Iterator[str]:
    """How a company stands to those whom the frames have found."""
    if ident in parties:
        yield "grouped"
    others = [m for i, m in parties.items() if i != ident]
    if not others:
        yield "alone"
    elif ident not in parties:
        ours = mention.country in (None, "KZ")
        across = all((m.country in (None, "KZ")) is not ours for m in others)
        side = "other-side" if across else "same-side"
        yield from (side, f"{side}-{group.kind}")
    yield f"among-{min(len(parties), 4)}"


def _elsewhere(group: Undertaking, ident: str, others: Iterable[Undertaking]) -> Iterator[str]:
    """Whether a company has a part in another undertaking of the item."""
    place = "in" if ident in group.parties else "out"
    if found := [other for other in others if ident in other.parties]:
        yield from (f"{place}-of-another", f"{place}-of-another-{group.kind}")
        if any(other.kind == group.kind for other in found):
            yield f"{place}-of-another-alike"


def _kin(ident: str, named: Mapping[str, tuple[Mention, str | None]], parties: Collection[str]) -> Iterator[str]:
    """Whether a company's owner or its unit is ``named``, too, each with its owner, and has a part."""
    mention, owner = named[ident]
    if owner in named:
        yield "unit-of-party" if owner in parties else "unit-of-named"
    units = [i for i, (_, its) in named.items() if its == ident]
    if units:
        yield "owner-of-party" if any(i in parties for i in units) else "owner-of-named"
    others = [m.name for i, (m, _) in named.items() if i != ident]
    if any(other.startswith(mention.name + " ") for other in others):
        yield "begins-another"
    if any(mention.name.startswith(other + " ") for other in others):
        yield "extends-another"
