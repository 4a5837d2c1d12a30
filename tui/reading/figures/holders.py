"""Who holds a stake: the company beside the share, before or behind the word of holding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.claims import SECTOR
from tui.reading.figures.locative import holder_behind
from tui.reading.figures.scenes import Layout, Placed, Scene
from tui.reading.lookup.lexicon import Hit

_GENITIVE = re.compile(r"[^\W\d]*(?:-[^\W\d]+)?\"?(?: [^\W\d]+(?:-[^\W\d]+)?){0,3}?(?<=[нтд][ыі]ң)(?![^\W_])")
_OWNER = re.compile(
    r"\"?, (?:(?:the|a|an) (?:[\w-]+ )?(?:owner|holder|shareholder)\b|(?:which|who) (?:also |now |already )?(?:owns|holds|has)\b"
    r"|владел[ье]|держател|котор[а-я]+ (?:также |уже )?(?:владе|принадлеж))"
)
"""What makes a name the owner, whatever stands before it: chief executive of Glencore, the owner of 70%."""

_ADJECTIVE = 1
_POSSESSED = re.compile(r"'s (?:\w+ ){0,2}(?:shareholder|owner)")
_BYGONE = re.compile(
    r"['’]s (?:share|stake|interest|holding)s? (?!of\b|\()[^\d%]{4,}\b(?:owns?|holds?|has|keeps?|retains?)\b"
)
"""What follows whose share is spoken of before somebody else's is told: for the government's share in the miners, and owns."""

_NAME = re.compile(r"\b[A-ZА-ЯӘҒҚҢӨҰҮҺІ][\w'’-]+ (?:[A-Z]\. )?[A-ZА-ЯӘҒҚҢӨҰҮҺІ][\w'’-]+")
_NAME_BESIDE = re.compile(r"(?<=[\w,;] )[A-ZА-ЯӘҒҚҢӨҰҮҺІ][a-zа-яәғқңөұүһі'’-]{3,}(?: \(| [–—-] )$")
"""A person's two names; one name right before a share: Ибрагимовым (14,59%)."""

_HELD_OF = re.compile(
    r"(?: (?:акци\w+|дол[яеию]\w*|пакет\w*|капитал\w*|уставного|shares?|stakes?|stock|equity|interests?)){1,2}"
    r"(?: (?:of|in|в|во))? (?:the |тоо |ао |нак )?\"?"
)
"""What stands between a share and what it is of: 63,5% акций."""

_WITHIN = re.compile(r"(?<!hands )\b(?:in|of|в|во) (?:the |jv |сп |тоо |ао |нак )?\"?$")
_STATE = re.compile(r" (?:- |\(|(?:state|government|treasury|itself|also|now|already|still|ныне|также|сейчас) ){0,2}")
"""What stands between the country's name and the word that it holds."""

_LEADS = re.compile(r"(?:^|, )$")


@dataclass
class Holders:
    """Tells the holders of stakes."""

    layout: Layout

    def of(self, scene: Scene, quantity: Quantity) -> Mention | None:
        """The company that holds the share; None where none is named."""
        layout = self.layout
        folded = layout.page.folded
        companies = sorted(
            [*self._companies(scene), *self._of_nations(scene), *self._state(scene, quantity)], key=lambda m: m.start
        )
        if not companies:
            return None
        owned = {m.name for m in companies if self._owned(m, quantity)}
        companies = [m for m in companies if m.name not in owned or not self._is_stand_in(m)]
        before = [m for m in companies if m.end <= quantity.start and not self._owned(m, quantity)]
        after = [m for m in companies if m.start >= quantity.end and not self._owned(m, quantity)]
        held = [
            w for w in scene.of("held-by") if layout.breaks(w, quantity) < 5 and not _next_share(scene, quantity, w)
        ]
        if (owner := holder_behind(layout, scene, quantity)) is not None:
            return owner
        if (owner := self._bracketed(companies, quantity)) is not None:
            return owner
        following = folded[quantity.end : quantity.end + 4]
        if after and following.startswith((" to ", " by ")):
            return after[0]
        if layout.page.lang == "kk":
            if held and (inside := [m for m in companies if m.end <= held[0].start and not self._owned(m, quantity)]):
                beyond = [m for m in inside if m.start >= quantity.end]
                return beyond[0] if beyond and not before else inside[-1]
            return before[-1] if before else next(iter(after), None)
        if held:
            word = min(held, key=lambda w: layout.apart(w, quantity))
            if word.start >= quantity.end and (beyond := [m for m in after if m.start >= word.end]):
                return beyond[0]
            if word.end <= quantity.start and (inside := [m for m in before if m.start >= word.end]):
                return inside[-1]
        if self._is_a_strangers(scene, quantity, before):
            return None
        return before[-1] if before else next(iter(after), None)

    def _is_a_strangers(self, scene: Scene, quantity: Quantity, before: Sequence[Mention]) -> bool:
        """Whether somebody who is no company, such as a person, is named nearer to the share than the last company."""
        known = [(m.start, m.end) for m in scene.mentions]
        start = before[-1].end if before else scene.span.start
        source = self.layout.page.source
        beside = _NAME_BESIDE.search(source, start, quantity.start)
        found = [m for m in _NAME.finditer(source, start, quantity.start) if not before or m.start() > start + 1]
        found += [beside] if beside else []
        titled = not scene.number and self.layout.page.document.title
        return not titled and any(all(m.end() <= a or b <= m.start() for a, b in known) for m in found)

    def _companies(self, scene: Scene) -> Iterator[Mention]:
        """The companies of the sentence; of those that "side" may stand for the one of the nation that is named before it."""
        nations = [m for m in scene.mentions if m.kind == "country"]
        for mention in scene.mentions:
            if mention.kind != "company" or _POSSESSED.match(self.layout.page.folded, mention.end):
                continue
            if _BYGONE.match(self.layout.page.folded, mention.end):
                continue
            led = (n.id for n in nations if n.end <= mention.start and self.layout.apart(n, mention) == 0)
            nation = next(led, None) if self._is_stand_in(mention) else None
            if nation in (None, mention.country):
                yield mention

    def _of_nations(self, scene: Scene) -> Iterator[Mention]:
        """The companies that are spoken of by their nation alone: the Turks will own 60%."""
        for nation in scene.mentions:
            if nation.kind != "country" or nation.id == "KZ":
                continue
            if any(0 <= self.layout.apart(nation, m) <= _ADJECTIVE and m.start >= nation.end for m in scene.mentions):
                continue
            meant = {m.name: m for m in self._known if m.country == nation.id}
            if len(meant) == 1:
                yield from (replace(m, start=nation.start, end=nation.end) for m in meant.values())

    def _state(self, scene: Scene, quantity: Quantity) -> Iterator[Mention]:
        """The country, where it holds a share itself: the Kazakh state has 40%, Казахстан владеет, Қазақстан … иелік етеді."""
        folded, kazakh = self.layout.page.folded, self.layout.page.lang == "kk"
        nations: list[Placed] = [m for m in scene.mentions if m.kind == "country" and m.id == "KZ"]
        for nation in [*nations, *scene.of("state")]:
            leads = kazakh and folded[nation.end] == " " and _LEADS.search(folded[scene.span.start : nation.start])
            behind: list[Placed] = [*scene.of("possession"), quantity]
            led = (thing for thing in behind if thing.start >= nation.end)
            if leads or any(_STATE.fullmatch(folded, nation.end, thing.start) for thing in led):
                yield replace(SECTOR, start=nation.start, end=nation.end)

    @cached_property
    def _known(self) -> list[Mention]:
        """The companies of the page, by their names."""
        found = (m for s in self.layout.scenes for m in s.mentions if m.kind == "company")
        return [m for m in found if not self._is_stand_in(m)]

    def _is_stand_in(self, mention: Mention) -> bool:
        return (mention.start, mention.end) in self.layout.stand_ins

    def _bracketed(self, companies: list[Mention], quantity: Quantity) -> Mention | None:
        """The company that has the share in brackets behind it: Cameco (40%)."""
        folded = self.layout.page.folded
        if folded[quantity.start - 1 : quantity.start] != "(":
            return None
        near = [m for m in companies if m.end <= quantity.start and not folded[m.end : quantity.start].strip(' ("')]
        return near[-1] if near else None

    def _owned(self, mention: Mention, quantity: Quantity) -> bool:
        """Whether the mention is what the share is of: in Inkai, «Инкай» кәсіпорнының."""
        folded = self.layout.page.folded
        if _OWNER.match(folded, mention.end):
            return False
        if self.layout.page.lang == "kk":
            others = (m.start for s in self.layout.scenes for m in s.mentions if m.start >= mention.end)
            end = min(quantity.start, mention.end + 60, next(others, quantity.start))
            return _GENITIVE.match(folded, max(mention.start, mention.end - 4), end) is not None
        if quantity.end <= mention.start and _HELD_OF.fullmatch(folded, quantity.end, mention.start):
            return True
        return _WITHIN.search(folded[max(0, mention.start - 14) : mention.start]) is not None


def _next_share(scene: Scene, quantity: Quantity, word: Hit) -> bool:
    """Whether a word of holding behind a share is already about the next one: A's share is 75%, 25% belongs to B."""
    return any(q.kind == "percent" and quantity.end <= q.start < word.start for q in scene.quantities)
