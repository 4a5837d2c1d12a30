"""Who holds a stake: the company beside the share, before or behind the word of holding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.claims import SECTOR
from tui.reading.figures.locative import holder_behind
from tui.reading.figures.nations import Nations
from tui.reading.figures.scenes import Layout, Placed, Scene
from tui.reading.lookup.lexicon import Hit

_GENITIVE = re.compile(
    r"[^\W\d]*\"?(?:-[^\W\d]+)?\"?"
    r"(?:(?<=[нтд][ыі]ң)|(?: [^\W\d]+(?:-[^\W\d]+)?){1,3}?(?:(?<=[ыі]н[ыі]ң)|(?<=-[нтд][ыі]ң)))(?![^\W_])"
)
"""The rest of a Kazakh name in the genitive, or the noun that belongs to it: «Инкай» кәсіпорнының; not кәсіпорынның."""

_CLAUSE_HEAD = re.compile(r"\"?, (?:(which|who|котор[а-я]+) (?:[^\W\d]+ )?|(?:(?:the|a|an) )?(?:[\w-]+ )?)")
"""The beginning of a clause about a name, up to the word of owning; its group is the pronoun."""

_GIVEN = 2
_REACH = 32
_PREPOSITION = 1
_OWN = re.compile(r"['’]s ")
_OF_IT = re.compile(r" (?:of\b|\()")
"""What follows a company's own share: Cameco's share of Inkai, Cameco's share (40%)."""

_NAME = re.compile(r"\b[A-ZА-ЯӘҒҚҢӨҰҮҺІ][\w'’-]+ (?:[A-Z]\. )?[A-ZА-ЯӘҒҚҢӨҰҮҺІ][\w'’-]+")
_NAME_BESIDE = re.compile(r"(?<=[\w,;] )[A-ZА-ЯӘҒҚҢӨҰҮҺІ][a-zа-яәғқңөұүһі'’-]{3,}(?: \(| [–—-] )$")
"""A person's two names; one name right before a share: Ибрагимовым (14,59%)."""

_WITHIN = re.compile(
    r"(?<!hands )\b(?:in|of|в|во) (?:the )?(?:[^\W\d]+(?:ой|ом|ey|an|ese|ish)(?:-[^\W\d]+)? )?(?:jv |сп |тоо |ао |нак )?\"?$"
)
_STATE = re.compile(r" (?:- |\(|(?:state|government|treasury|itself|also|now|already|still|ныне|также|сейчас) ){0,2}")
"""What stands between the country's name and the word that it holds."""

_OF_WHICH = re.compile(r" (?:акций|капитала|уставного капитала|долей|паев) (?:в )?котор[а-я]+ (?:(?:ему|ей|им) )?")
"""What follows a share of what was named last: «Казцинк», 70% акций которого …"""

_OWNED = re.compile(r"\"?-(?:owned|held|controlled)\b")
_REST = re.compile(r"(?:\bthe (?:rest|remainder|balance)\b|\bостальн\w+|\bоставш\w+|қалған\w*)[^,;%]{0,40}$")
"""What stands before who has the rest."""

_LEFT_OUT = re.compile(r" - (?:за |у )?(?:[^\W\d][\w-]* ){0,4}[\"«]?")
"""What stands between a further share and its holder."""

_LEADS = re.compile(r"(?:^|, )$")
_EACH_BEFORE = re.compile(r"\bпо (?:ровно )?$")
_EACH_BEHIND = re.compile(r",? (?:each|apiece|каждая|каждый)\b")
_EACH_KAZAKH = re.compile(r"(?:%|пайыз|процент)-?[дт][ае]н$")
_FELLOW = re.compile(
    r"[^\W\d]{0,4}\"?(?:-?[^\W\d]{2,4})?(?:,| and| и| мен| бен| пен| және) "
    r"(?:(?:the|its|группа|компания|корпорация|фонд|холдинг|тоо|ао|пао|нак) )?\"?"
)
"""What stands between the names of those who hold alike."""


@dataclass
class Holders:
    """Tells the holders of stakes."""

    layout: Layout
    nations: Nations

    def of(self, scene: Scene, quantity: Quantity) -> Mention | None:
        """The company that holds the share; None where none is named."""
        layout = self.layout
        folded = layout.page.folded
        companies = self._candidates(scene, quantity)
        if not companies:
            return None
        owned = [m for m in companies if self._owned(scene, m, quantity)]
        names = {m.name for m in owned}
        companies = [m for m in companies if m.name not in names or not self._is_stand_in(m)]
        before = [m for m in companies if m.end <= quantity.start and m not in owned]
        after = [m for m in companies if m.start >= quantity.end and m not in owned]
        if whose := _OF_WHICH.match(folded, quantity.end):
            before = before[:-1]
            if whose.group().endswith(("ему ", "ей ", "им ")):
                return next(iter(before), None)
        held = [
            w
            for w in scene.of("held-by")
            if layout.breaks(w, quantity) < 5
            and not _next_share(scene, quantity, w)
            and not _REST.search(folded, quantity.end, max(w.start, quantity.end))
        ]
        if (owner := holder_behind(layout, scene, quantity)) is not None:
            return owner
        if (owner := self._bracketed(companies, quantity)) is not None:
            return owner
        if (owner := self._elliptic(scene, after, quantity)) is not None:
            return owner
        following = folded[quantity.end : quantity.end + 4]
        if after and (following.startswith((" to ", " by ")) or _OWNED.match(folded, after[0].end)):
            return after[0]
        if layout.page.lang == "kk":
            if before and self._keeps(scene, quantity, held):
                return before[-1]
            if held and (inside := [m for m in companies if m.end <= held[0].start and m not in owned]):
                beyond = [m for m in inside if m.start >= quantity.end]
                return beyond[0] if beyond and not before else inside[-1]
            return before[-1] if before else next(iter(after), None)
        if held:
            word = min(held, key=lambda w: (layout.breaks(w, quantity) >= 1, layout.apart(w, quantity)))
            if word.start >= quantity.end and (beyond := [m for m in after if m.start >= word.end]):
                return beyond[0]
            if word.end <= quantity.start and (inside := [m for m in before if m.start >= word.end]):
                return inside[-1]
        if self._is_a_strangers(scene, quantity, before):
            return None
        if before and any(w.end <= quantity.start and layout.apart(w, quantity) == 0 for w in scene.of("keeping")):
            return before[0]
        return before[-1] if before else next(iter(after), None)

    def _keeps(self, scene: Scene, quantity: Quantity, held: Sequence[Hit]) -> bool:
        """Whether a Kazakh verb right behind the share tells that who leads it holds it: X 70 пайызын иеленеді."""
        others = {w.start for w in held}
        own = (w for w in scene.of("possession") if w.start >= quantity.end and w.start not in others)
        return any(self.layout.apart(quantity, w) == 0 and self.layout.breaks(quantity, w) < 1 for w in own)

    def fellows(self, scene: Scene, quantity: Quantity, holder: Mention) -> Sequence[Mention]:
        """Who holds as much as the holder, where the share is each one's: X and Y hold 50% each, по 50% у X и Y."""
        folded = self.layout.page.folded
        each = _EACH_BEHIND.match(folded, quantity.end) or _EACH_BEFORE.search(
            folded, max(0, quantity.start - _REACH), quantity.start
        )
        if not (each or (self.layout.page.lang == "kk" and _EACH_KAZAKH.search(quantity.original.casefold()))):
            return ()
        row: list[Mention] = []
        for company in self._companies(scene):
            if row and not _FELLOW.fullmatch(folded, row[-1].end, company.start):
                if any(m.name == holder.name for m in row):
                    break
                row = []
            row.append(company)
        held = any(m.name == holder.name for m in row)
        return [m for m in row if m.name != holder.name] if held else ()

    def _candidates(self, scene: Scene, quantity: Quantity) -> list[Mention]:
        """Who may hold the share, in order of place."""
        partners = list(self.nations.holding(scene))
        spoken = {m.start for m in partners}
        found = [m for m in self._companies(scene) if not self._is_partner(m, partners)]
        found += partners + [m for m in self._state(scene, quantity) if m.start not in spoken]
        if not any(m.end <= quantity.start for m in found):
            found += self._led(scene, quantity)
        return sorted(found, key=lambda m: m.start)

    def _is_partner(self, mention: Mention, partners: Sequence[Mention]) -> bool:
        """Whether a word only goes on from a nation's: the Kazakh partner."""
        return self._is_stand_in(mention) and any(
            p.end <= mention.start and self.layout.apart(p, mention) <= _GIVEN for p in partners
        )

    def _led(self, scene: Scene, quantity: Quantity) -> list[Mention]:
        """Who leads the sentence before, where this one goes on by a pronoun: It holds 70%, Оның үлесі - 70 пайыз; whoever a word
        of holding there leads in, before anybody else."""
        pronoun = next((w for w in scene.of("pronoun") if w.end <= quantity.start), None)
        if pronoun is None or not scene.number:
            return []
        before = self.layout.scenes[scene.number - 1]
        told = list(self._companies(before))
        owners = [c for c in before.cues if c.entry.id == "stake" and not c.weak]
        last = [m for m in told if owners and m.start >= owners[-1].end]
        return [replace(m, start=pronoun.start, end=pronoun.end) for m in last[-1:] or told[:1]]

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
            if mention.kind != "company" or self._is_passed(scene, mention):
                continue
            led = (n.id for n in nations if n.end <= mention.start and self.layout.apart(n, mention) == 0)
            nation = next(led, None) if self._is_stand_in(mention) else None
            if nation in (None, mention.country):
                yield mention

    def _is_passed(self, scene: Scene, mention: Mention) -> bool:
        """Whether a name only tells whose owner, or share, is spoken of before somebody holds another: Kazzinc's main owner; for
        the government's share in the miners, and owns 100%."""
        layout = self.layout
        if not _OWN.match(layout.page.folded, mention.end):
            return False
        if any(w.start >= mention.end and layout.apart(mention, w) <= _GIVEN + 1 for w in scene.of("owner")):
            return True
        shares = (c for c in self._shares(scene) if c.start >= mention.end and layout.apart(mention, c) <= 1)
        own = next(shares, None)
        if own is None or _OF_IT.match(layout.page.folded, own.end):
            return False
        end = min((q.start for q in scene.quantities if q.start >= own.end), default=scene.span.end)
        return any(own.end < w.start < end for w in scene.of("possession"))

    def _shares(self, scene: Scene) -> list[Hit]:
        """The nouns for what is shared: stake, акции, үлес."""
        verbs = {w.start for w in scene.of("held-by", "possession")}
        return [c for c in scene.cues if c.entry.id == "stake" and c.start not in verbs]

    def _state(self, scene: Scene, quantity: Quantity) -> Iterator[Mention]:
        """The country, where it holds a share itself: the Kazakh state has 40%, у правительства РК, мемлекеттің қолында."""
        nations: list[Placed] = [m for m in scene.mentions if m.kind == "country" and m.id == "KZ"]
        for nation in [*nations, *scene.of("state")]:
            if self._holds(scene, nation, quantity) or self._is_held_by(scene, nation):
                yield replace(SECTOR, start=nation.start, end=nation.end)

    def _holds(self, scene: Scene, nation: Placed, quantity: Quantity) -> bool:
        """Whether the nation leads a word of holding, or the share."""
        folded, kazakh = self.layout.page.folded, self.layout.page.lang == "kk"
        if kazakh and folded[nation.end] == " " and _LEADS.search(folded[scene.span.start : nation.start]):
            return True
        behind: list[Placed] = [*scene.of("possession"), quantity]
        return any(_STATE.fullmatch(folded, nation.end, t.start) for t in behind if t.start >= nation.end)

    def _is_held_by(self, scene: Scene, nation: Placed) -> bool:
        """Whether the state, not only the nation, stands beside a word that gives it the share: belongs to the government."""
        layout = self.layout
        states = scene.of("state")
        if not any(nation.start <= w.start and layout.apart(nation, w) == 0 for w in states):
            return False
        shares = [c for c in scene.cues if c.entry.id == "stake" and not c.weak]
        kazakh = layout.page.lang == "kk"
        given = any(
            layout.apart(w, nation) <= _GIVEN and (w.start >= nation.end) == kazakh and layout.breaks(w, nation) < 1
            for w in scene.of("held-by")
        )
        return given or any(layout.apart(c, nation) <= _GIVEN and layout.breaks(c, nation) < 1 for c in shares)

    def _is_stand_in(self, mention: Mention) -> bool:
        return (mention.start, mention.end) in self.layout.stand_ins

    def _bracketed(self, companies: list[Mention], quantity: Quantity) -> Mention | None:
        """The company that has the share in brackets behind it: Cameco (40%)."""
        folded = self.layout.page.folded
        if folded[quantity.start - 1 : quantity.start] != "(":
            return None
        near = [m for m in companies if m.end <= quantity.start and not folded[m.end : quantity.start].strip(' ("')]
        return near[-1] if near else None

    def _elliptic(self, scene: Scene, after: Sequence[Mention], quantity: Quantity) -> Mention | None:
        """Who has a further share behind a dash, the word of holding left out: 51% принадлежит A, а 49% - B."""
        if not after or not any(q.kind == "percent" and q.end <= quantity.start for q in scene.quantities):
            return None
        gap = self.layout.page.folded[quantity.end : after[0].start]
        return after[0] if _LEFT_OUT.fullmatch(gap) else None

    def _is_object(self, scene: Scene, mention: Mention, quantity: Quantity) -> bool:
        """Whether a Russian name right behind a share is what it is of: 70% «X» контролирует Y."""
        between = self.layout.page.folded[quantity.end : mention.start]
        if self.layout.page.lang != "ru" or between.strip(' "«'):
            return False
        return any(0 <= self.layout.apart(mention, w) <= 1 for w in scene.of("possession") if w.start >= mention.end)

    def _owned(self, scene: Scene, mention: Mention, quantity: Quantity) -> bool:
        """Whether the mention is what the share is of: in Inkai, «Инкай» кәсіпорнының; not where its own share is told,
        «Cameco-ның үлесі – 40 пайыз», or whose hands it is in, «АРМЗ-ның қолында»."""
        folded = self.layout.page.folded
        shares = [c for c in scene.cues if c.entry.id == "stake" and not c.weak and c.end <= quantity.start]
        if self._is_owner(scene, mention):
            return False
        if self.layout.page.lang == "kk":
            others = (m.start for s in self.layout.scenes for m in s.mentions if m.start >= mention.end)
            end = min(quantity.start, mention.end + 60, next(others, quantity.start))
            owned = _GENITIVE.match(folded, max(mention.start, mention.end - 4), end)
            held: list[Placed] = [*shares, *scene.of("held-by")]
            return owned is not None and not any(0 <= h.start - owned.end() <= 1 for h in held)
        if quantity.end <= mention.start and self._is_object(scene, mention, quantity):
            return True
        if quantity.end <= mention.start and self._counts_shares(scene, mention, quantity):
            return True
        return _WITHIN.search(folded[max(0, mention.start - _REACH) : mention.start]) is not None

    def _is_owner(self, scene: Scene, mention: Mention) -> bool:
        """Whether a clause behind a name makes it the owner, whatever stands before it: chief executive of Glencore, the owner of
        70%; Glencore, who holds."""
        folded = self.layout.page.folded
        owners = (w for w in scene.of("owner", "possession") if w.start >= mention.end)
        clause = ((w, _CLAUSE_HEAD.match(folded, mention.end, w.start)) for w in owners)
        return any(
            head is not None and head.end() == w.start and (w.entry.id == "owner" or head.group(1))
            for w, head in clause
        )

    def _counts_shares(self, scene: Scene, mention: Mention, quantity: Quantity) -> bool:
        """Whether only the noun of what is shared, and a preposition, stand between a share and the mention: 63,5% акций «X»."""
        nouns = [c for c in self._shares(scene) if quantity.end <= c.start < mention.start]
        near = self.layout.apart(quantity, mention) <= len(nouns) + _PREPOSITION
        return bool(nouns) and near and self.layout.breaks(quantity, mention) < 1


def _next_share(scene: Scene, quantity: Quantity, word: Hit) -> bool:
    """Whether a word of holding behind a share is already about the next one: A's share is 75%, 25% belongs to B."""
    return any(q.kind == "percent" and quantity.end <= q.start < word.start for q in scene.quantities)
