"""Whom a figure measures: the company, site or the country's sector that it belongs to.

Everybody who may be meant is a claim: the names of the sentence, whom the figures before were about, whom the story is about,
the country. The claim whose clues add up to the most points is the subject; the points are in knowledge/weights-subjects.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.bearing import Bearing
from tui.reading.figures.cast import Cast
from tui.reading.figures.claims import ABROAD, REGIONAL, SECTOR, TOLD_REGIONAL, Claim, family_of, sort_of
from tui.reading.figures.doers import doer
from tui.reading.figures.focus import Focus
from tui.reading.figures.holders import Holders
from tui.reading.figures.kin import Kin
from tui.reading.figures.kinds import Kind, Topic
from tui.reading.figures.metals import match
from tui.reading.figures.nations import Nations
from tui.reading.figures.regional import Regional
from tui.reading.figures.scenes import Layout, Placed, Scene
from tui.reading.figures.strangers import Strangers
from tui.reading.figures.things import Things
from tui.reading.figures.unnamed import Unnamed
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.weights import points, weights

_THERE = re.compile(
    r"\b(?:there|here|(?:out of|from|in|at) it|там|здесь|тут|отсюда|оттуда|на нем|на ней"
    r"|мұнда|онда|сонда|осында|мұндағы|ондағы)\b"
)
_PRONOUN = re.compile(r"(?:it|they|он|она|оно|они|ол|олар)\b")
_IT = re.compile(r"(?:[^,.;]{1,30}, )?(?:it|they|он|она|оно|они|ол|олар)\b")
"""The beginning of a sentence that goes on about whose figure was told last: It produced …, In 2023, it produced …"""

_STATISTICS = ("статисти", "statistic", "energyprom", "finprom", "ranking.kz", "stat.gov", "статбюро", "ұсб")
_HEAD = 4
_PASSING = frozenset(("aside", "says", "owner"))
"""Clues of a name that the sentence has in passing, whoever the story is about."""

_GROUP = "group"
"""The sort of the measures of a sentence about a whole group."""

_NEAR = 3
"""Sentences before a figure's in which statistics may have been spoken of."""

_RECALLED = 4
"""Sentences in which names, and whom the last figure was about, are remembered."""

_TIED = 3
"""Words between a figure and the site right behind it."""

_RECENT = {1: "recent-1", 2: "recent-2"}


@dataclass
class Stage:
    """Who is spoken of as the text goes on: the last subject of a figure, and the names of each sentence."""

    layout: Layout
    subject: Mention | None = None
    at: int = -9
    cast: Cast = field(init=False)
    _whole: Mention | None = None
    _figured: set[str] = field(default_factory=set)
    _values: dict[tuple[str, float], Mention] = field(default_factory=dict)
    _of_family: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cast = Cast(self.layout)
        self._nations = Nations(self.layout)
        self._holders = Holders(self.layout, self._nations)
        self._bearing = Bearing(self.layout, self.cast)
        self._strangers = Strangers(self.layout, self._bearing)
        self._things = Things(self.layout, self.cast, self._bearing)
        self._focus = Focus(self.layout, self.cast)
        self._unnamed = Unnamed(self.layout)
        self._regional = Regional(self.layout, self.cast, self._unnamed)
        self._kin = Kin(self.layout)
        self._leaders = _leaders(self.layout.scenes, self.cast)
        self._points = weights(self.layout.shelf, "subject")

    def of(self, scene: Scene, quantity: Quantity, topic: Topic) -> Mention | None:
        """The subject of the quantity; None where it measures somebody abroad, or nobody is named."""
        if self._whole is not None and scene.number != self.at and not any(m.kind == "region" for m in scene.mentions):
            self.subject, self._whole = self._whole, None  # behind its regions, the passage goes on about the country
        if topic.kind.subject == "holder":
            return self._holders.of(scene, quantity)
        if topic.kind.subject != "sector" and self._strangers.have(scene, quantity, topic):
            return None
        if topic.kind.id in TOLD_REGIONAL and (region := doer(self.layout, scene, quantity)):
            return region
        claims = self._claims(scene, quantity, topic)
        alone = all(c.mention is ABROAD or not c.named for c in claims)
        if any(c.mention is ABROAD and _owns(c, alone=alone) for c in claims):
            return None
        best = self.chosen(quantity, topic, claims)
        if not best.named and (best.mention is SECTOR or self._unnamed.is_another(scene, best.mention)):
            best = Claim(self._unnamed.meant(scene, quantity, topic.kind) or best.mention)
        return None if best.mention is ABROAD else best.mention

    def fellows(self, scene: Scene, quantity: Quantity, topic: Topic, subject: Mention) -> Sequence[Mention]:
        """Who else has the figure, a share, each for itself."""
        return self._holders.fellows(scene, quantity, subject) if topic.kind.subject == "holder" else ()

    def chosen(self, quantity: Quantity, topic: Topic, claims: Sequence[Claim]) -> Claim:
        """The claim to the quantity with the most points."""
        return max(claims, key=lambda claim: points(self._points, claim.clues))

    def speaks_of(self, scene: Scene, quantity: Quantity, subject: Mention, topic: Topic) -> None:
        """Takes note of whose figures are told; a stake's holder is no topic of the passage."""
        if topic.kind.subject == "holder":
            return
        self._figured.add(subject.name)
        self._of_family[_family(scene, topic)] = subject.name
        self._values.setdefault((topic.kind.answer, quantity.value), subject)
        if subject.kind != "region":
            self._whole = None
        elif self.subject is not None and self.subject.kind == "country":
            self._whole = self.subject
        self.subject, self.at = subject, scene.number

    def _claims(self, scene: Scene, quantity: Quantity, topic: Topic) -> list[Claim]:
        """Everybody who may be the subject, each once."""
        found: dict[str, Claim] = {}
        for claim in self._here(scene, quantity, topic):
            held = found.get(claim.mention.name)
            if held is None or points(self._points, held.clues) < points(self._points, claim.clues):
                found[claim.mention.name] = claim
        for mention, clue in self._offered(scene, quantity, topic):
            claim = found.setdefault(mention.name, Claim(mention, named=False))
            if clue == "hero" and (passing := claim.clues & _PASSING):
                clue = f"hero-{min(passing)}"
            if clue:
                claim.clues.add(clue)
        rivals = {self._rival(m) for m in self._bearing.upright(scene, quantity) if m.end <= quantity.start}
        if ABROAD.name in found:
            rivals.add("abroad")
        if self._is_there(found):
            rivals.add("country-there")
        family = _family(scene, topic)
        for claim in found.values():
            if not claim.named:
                sort = sort_of(claim.mention)
                claim.clues |= {"absent", f"absent-{sort}"}
                claim.clues.update(f"{sort}-over-{rival}" for rival in rivals)
                claim.clues.update(self._focus.clues(scene, claim.mention))
            self._characterise(claim, scene, topic.kind, family)
        self._kin.relate(found.values(), family)
        match(self.layout, scene, quantity, found.values())
        return list(found.values())

    def _is_there(self, found: Mapping[str, Claim]) -> bool:
        """Whether the sentence tells of what is in the country: 23 kt were mined in Kazakhstan."""
        claim = found.get(SECTOR.name)
        if claim is None or not claim.named:
            return False
        return "at-country" in claim.clues and claim.clues.isdisjoint(("attributive", "aside"))

    def _rival(self, mention: Mention) -> str:
        return "stand-in" if (mention.start, mention.end) in self.layout.stand_ins else mention.kind

    def _here(self, scene: Scene, quantity: Quantity, topic: Topic) -> Iterator[Claim]:
        """The names of the sentence, and its words for the country."""
        last = self.subject.name if self.subject and self.at == scene.number else None
        clues = self._bearing.clues
        home = self._at_home(scene, topic)
        for word in scene.of("sector", "nationwide"):
            near = [self.layout.apart(word, thing) for thing in (quantity, topic.cue) if thing]
            if word.start < quantity.start or min(near) <= _HEAD:
                whole = word.entry.id == "nationwide"
                owner = home if home and not whole else SECTOR
                spoken = replace(owner, start=word.start, end=word.end)
                found = clues(scene, spoken, quantity, topic, last)
                if self._is_market(scene, word):
                    found.add("market")
                yield Claim(owner, found | {"nationwide"} if whole and word.end <= quantity.start else found)
        if region := self._regional.spoken(scene) if topic.kind.id in TOLD_REGIONAL else None:
            yield Claim(region, clues(scene, region, quantity, topic, last) | {"region-spoken"})
        for mention in self._nations.spoken(scene):
            yield Claim(mention, clues(scene, mention, quantity, topic, last))
        for mention in scene.mentions:
            if not self._may_be(scene, mention, quantity, topic):
                continue
            found = clues(scene, mention, quantity, topic, last)
            if mention.kind == "country":
                if self._is_market(scene, mention):
                    found.add("market")
                yield Claim(SECTOR if mention.id == "KZ" else ABROAD, found)
                continue
            yield Claim(mention, found)
            hero = self.cast.hero() if "stand-in" in found else None
            if hero is not None and hero.name != mention.name:
                yield Claim(replace(hero, start=mention.start, end=mention.end), found - {"stand-in"})

    def _is_market(self, scene: Scene, word: Placed) -> bool:
        """Whether a word for the country only tells where goods are sold: to Kazakh customers, потребителям внутри страны."""
        return any(w.start <= word.start < w.end for w in scene.of("at-home"))

    def _at_home(self, scene: Scene, topic: Topic) -> Mention | None:
        """The region that the story is about, for measures that may be a region's."""
        return self._regional.home(scene) if topic.kind.id in TOLD_REGIONAL else None

    def _may_be(self, scene: Scene, mention: Mention, quantity: Quantity, topic: Topic) -> bool:
        """Whether a name of the sentence may be the figure's subject."""
        dateline = self.layout.page.dateline
        if dateline.start <= mention.start < dateline.end:
            return False
        if mention.kind == "country":
            return mention.id == "KZ" or self._strangers.may_have(scene, mention, quantity, topic)
        if mention.kind == "region":
            upright = self._bearing.upright(scene, quantity)
            return topic.kind.id in TOLD_REGIONAL and not any(m.end <= quantity.start for m in upright)
        if mention.kind not in ("company", "site") or self.cast.outsider(mention):
            return False
        counted = any(0 <= mention.start - q.end <= 1 for q in scene.quantities)
        return not (counted and (mention.start, mention.end) in self.layout.stand_ins)

    def _offered(self, scene: Scene, quantity: Quantity, topic: Topic) -> Iterator[tuple[Mention, str]]:
        """Whom the story offers, and as what."""
        yield SECTOR, "sector"
        if home := self._at_home(scene, topic):
            yield home, "region-home"
        if self.subject is not None and scene.number - self.at <= _RECALLED:
            yield self.subject, self._last(scene, quantity, self.subject)
            if scene.number - self.at == 1 and _IT.match(self.layout.page.folded, _begins(scene)):
                yield self.subject, "pronoun-continues"
        hero, main = self.cast.hero(), self.cast.main(scene)
        if hero is not None:
            yield hero, "hero-group" if scene.of("group") else "hero"
        if main is not None and (hero is None or hero.name != main.name):
            yield main, "main"
        if (home := self.cast.main()) is not None:
            yield home, ""
        for operator in self.cast.operators:
            yield operator, "operator"
        if topic.kind.place and (sole := self._focus.sole_site(self._reach(scene, quantity))):
            yield sole, "sole-site"
        if same := self._values.get((topic.kind.answer, quantity.value)):
            yield same, "same-figure"
        yield from self._things.meant(scene, quantity, topic)
        yield from self._told_before(scene, quantity, topic)

    def _reach(self, scene: Scene, quantity: Quantity) -> int:
        """Up to where a site is heard of: the figure, or the site right behind it, 33,000 tons at Kharasan."""
        layout = self.layout
        behind = (m for m in scene.mentions if m.kind == "site" and m.start >= quantity.end)
        first = next(behind, None)
        tied = first is not None and layout.apart(quantity, first) <= _TIED and layout.breaks(quantity, first) < 1
        return first.end if first is not None and tied else quantity.start

    def _last(self, scene: Scene, quantity: Quantity, subject: Mention) -> str:
        """As what the last figure's subject is offered."""
        country = "-country" if subject.kind == "country" else ""
        since = scene.number - self.at
        if since:
            return ("last-before" if since == 1 else "last-far") + country
        start = max(q.end for q in scene.quantities if q.start < quantity.start)
        if any(start <= w.start < quantity.start for w in scene.of("pronoun")):
            return "last-same-pronoun" + country
        names = (m for m in self._bearing.upright(scene, quantity) if start <= m.start and m.end <= quantity.start)
        return ("last-same-passed" if any(m.name != subject.name for m in names) else "last-same") + country

    def _told_before(self, scene: Scene, quantity: Quantity, topic: Topic) -> Iterator[tuple[Mention, str]]:
        """The names of the sentences before, with who leads the last of them, and the paragraph."""
        scenes = self.layout.scenes
        earlier = self.cast.names(scene.number - 1) if scene.number else ()
        if leader := self._leaders[scene.number]:
            yield leader, "led-before-site" if topic.kind.place else "led-before"
            if self._takes_up(scene, topic, leader):
                yield leader, "led-taken"
        there = _THERE.search(self.layout.page.folded, scene.span.start, quantity.start)
        if there and (place := next((m for m in reversed(earlier) if m.kind == "site"), None)):
            yield place, "latest-there"
        elif earlier and there:
            yield self._things.last(scene) or earlier[-1], "latest-there"
        elif there and scene.number and topic.kind.id in REGIONAL:
            regions = (m for m in scenes[scene.number - 1].mentions if m.kind == "region")
            yield from ((m, "latest-there-region") for m in regions)
        opening = self._focus.opening(scene)
        if opening not in (0, scene.number) and (names := self.cast.names(opening)):
            yield names[0], "paragraph"
        seen: set[str] = set()
        for number in range(scene.number - 1, max(scene.number - 1 - _RECALLED, -1), -1):
            for mention in scenes[number].mentions:
                known = mention.kind in ("company", "site") or (mention.kind == "region" and topic.kind.id in REGIONAL)
                if known and mention.name not in seen:
                    seen.add(mention.name)
                    yield mention, _RECENT.get(scene.number - number, "")

    def _characterise(self, claim: Claim, scene: Scene, kind: Kind, family: str) -> None:
        """Adds what holds of a claim wherever it was found; ``family`` is as in ``_family``."""
        mention, clues, sort = claim.mention, claim.clues, sort_of(claim.mention)
        clues.add(f"{sort}-{family_of(kind)}")
        if family == _GROUP:
            clues.add(f"group-{sort}")
        if mention.name in self._figured:
            clues.add("figured")
        if (last := self._of_family.get(family)) == mention.name:
            clues.add("family-last")
        elif last and not claim.named:
            clues.add("family-other")
        if self.cast.titled(mention) and self.layout.page.document.title:
            clues.add(f"titled-{sort}-{family_of(kind)}")
        if mention.kind in ("company", "site"):
            self._describe(clues, scene, mention, kind.place)
        elif mention is SECTOR:
            self._nation(clues, scene, kind.subject == "sector")
        elif self.cast.main(scene) is None or (claim.named and self.cast.first > mention.start):
            clues.add(f"{sort}-first")

    def _describe(self, clues: set[str], scene: Scene, mention: Mention, of_sites: bool) -> None:
        """What is known of a company or site; ``of_sites`` tells that the measure is one of sites."""
        cast = self.cast
        if cast.guest(mention):
            clues.add(f"guest-{mention.kind}")
        if cast.titled(mention):
            clues.add("titled")
        if cast.is_helper(mention):
            clues.add("helper")
        if not cast.measurable(mention):
            clues.update(("onlooker", "onlooker-site") if of_sites else ("onlooker",))
        if mention.kind == "site" and self._things.alike(scene, mention):
            clues.add("class-same")

    def _nation(self, clues: set[str], scene: Scene, fits: bool) -> None:
        """What speaks for the country as a whole; ``fits`` are measures that are mostly its own."""
        if scene.of("sector"):
            clues.update(("sector-spoken", "sector-fits") if fits else ("sector-spoken",))
        if scene.number in self._statistical:
            clues.add("statistics")
        if any(number in self._statistical for number in range(scene.number - _NEAR, scene.number + 1)):
            clues.add("statistics-near")
        if self.cast.main(scene) is None:
            clues.add("nobody")
        if self.cast.national:
            clues.add("national")

    @cached_property
    def _statistical(self) -> frozenset[int]:
        """The numbers of the sentences that speak of statistics."""
        page = self.layout.page
        told = [word for word in _STATISTICS if word in page.folded]
        return frozenset(
            [page.sentence_at(m.start()) for word in told for m in re.finditer(re.escape(word), page.folded)]
        )

    def _takes_up(self, scene: Scene, topic: Topic, leader: Mention) -> bool:
        """Whether a pronoun, at the head of the sentence or as owner of what is measured, goes on about who leads the one before,
        and not about somebody else that "the company" is known to be."""
        cue, folded = topic.cue, self.layout.page.folded
        others = [m for m in scene.mentions if m.name != leader.name and (m.start, m.end) in self.layout.stand_ins]
        words = [w for w in scene.of("pronoun") if not any(m.start <= w.start < m.end for m in others)]
        return any(
            _leads(w, scene, folded) or (cue is not None and w.end <= cue.start and self.layout.apart(w, cue) == 0)
            for w in words
        )


def _family(scene: Scene, topic: Topic) -> str:
    """What sort of measure a figure is of; those of a sentence about a whole group are a sort of their own."""
    return _GROUP if scene.of("group") else family_of(topic.kind)


def _owns(claim: Claim, *, alone: bool) -> bool:
    """Whether a figure is surely a country's: in brackets behind its name, right behind it, and the last figure before it, or in
    a sentence that it leads and that names nobody else."""
    led = alone and "leading-country" in claim.clues
    return led or "own-bracket" in claim.clues or {"since", "close-country"} <= claim.clues


def _leaders(scenes: Sequence[Scene], cast: Cast) -> list[Mention | None]:
    """Who leads the sentence before each; in a run of sentences that a pronoun leads, who led the one before the run."""
    found: list[Mention | None] = []
    leader: Mention | None = None
    for scene in scenes:
        found.append(leader)
        named = next(iter(cast.names(scene.number)), None)
        leader = named or (
            leader if any(_leads(w, scene, cast.layout.page.folded) for w in scene.of("pronoun")) else None
        )
    return found


def _leads(word: Hit, scene: Scene, folded: str) -> bool:
    """Whether a pronoun stands at the head of a sentence; "it" may have a time before it."""
    return word.start - scene.span.start < _HEAD or (
        word.start == _begins(scene) and _PRONOUN.match(folded, word.start) is not None
    )


def _begins(scene: Scene) -> int:
    """Where a sentence begins, but for the time that it tells first: In 2024 it made …, 2024 жылы ол …"""
    start = scene.span.start
    first = next(iter(scene.periods), None)
    return first.end + 1 if first is not None and first.start - start <= _HEAD else start
