"""Whom a figure measures: the company, site or the country's sector that it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.cast import Cast
from tui.reading.figures.holders import Holders
from tui.reading.figures.kinds import Topic
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

SECTOR = Mention("country", "KZ", "Kazakhstan", 0, 0, "KZ")
"""The subject of figures that are the whole country's."""

_ABROAD = Mention("country", "abroad", "abroad", 0, 0)
_TIES = re.compile(r"\b(?:at|of|in|from|by|на|у|в|из|с|для|от) (?:the |\w+ )?\"?$")
_ASIDE = re.compile(r"\b(?:from|with|to|including|near|besides|из|для|от|с|со|кроме|рядом с|к) \"?$")
_RELATIVE = re.compile(
    r", (?:(?:in|of|at|from|with|by|в|на|из|с|у|о|для|часть) )?(?:which|where|whose|who|котор\w+|где|чь\w+|чей)\b[^,;]*"
    r"(?:, [^\W\d]+(?: [^\W\d]+)?)*?(?:,? (?:and|и) [^,;]*)?(?:,|$)"
    r"|, (?:\w+ ){0,2}(?:owned|held|controlled|led|run|backed|принадлежащ\w+|контролируем\w+|подконтрольн\w+) [^,;]*(?:,|$)"
    r"|, (?:part of|a part of|of|a unit of|a subsidiary of|входящ\w+|из группы|из состава) [^,;]{1,40},"
    r"|\([^()]*\)| - [^-;.]{3,80} - "
)
"""Clauses that say something of a name before them: names in them are no subjects of what stands outside."""


_OBLIQUE_KAZAKH = re.compile(r"(?:[ғқ]а|[гк]е|[дтн][ае]н)$")
"""The dative and the ablative of a name."""

_WHERE_KAZAKH = re.compile(r"[дт](?:ағы|егі)$")
_COUNTRY_LEADING = re.compile(r"(?:kazakhstan|казахстан|қазақстан)(?=[ ,])")
_SENT = frozenset(("exports", "sales", "investment"))
_REGIONAL = frozenset(("production", "production-value", "exports", "sales"))
"""Measures that statistics give region by region."""
_PREFERRED = 3.0
_STRANGE = 3.0
_TITLED = 1.5
_BESIDE = 5.0
_BEHIND = 10.0
_COUNTRY = 5.0
_LIMIT = 14.0
_LEADING = 30
_HEAD = 4
_NEAR = 5
_PAIR = 2


@dataclass
class Stage:
    """Who is spoken of as the text goes on: the last subject of a figure, and the names of each sentence."""

    layout: Layout
    subject: Mention | None = None
    at: int = -9
    cast: Cast = field(init=False)
    _told: set[str] = field(default_factory=set)
    _figured: set[str] = field(default_factory=set)
    _parsed: tuple[int, list[tuple[int, int]]] = (-1, [])

    def __post_init__(self) -> None:
        self.cast = Cast(self.layout)
        self._holders = Holders(self.layout)

    def of(self, scene: Scene, quantity: Quantity, topic: Topic) -> Mention | None:
        """The subject of the quantity; None where it measures somebody abroad, or nobody is named."""
        if topic.kind.subject == "holder":
            return self._holders.of(scene, quantity)
        near = any(self.layout.apart(w, quantity) <= _NEAR for w in scene.of("thing"))
        if near and not self._named_near(scene, quantity) and (site := self._thing(scene)):
            return site
        found = self._here(scene, quantity, topic)
        if found in (None, SECTOR) and (region := self._region(scene, quantity, topic)):
            return region
        found = found or self._before(scene, topic)
        if self._corporate(scene, found, topic):
            found = self.cast.main(scene)
        if found is _ABROAD:
            return None
        return found

    def _corporate(self, scene: Scene, found: Mention | None, topic: Topic) -> bool:
        """Whether a measure of companies fell to a site that the sentence does not name, in a story about a company."""
        absent = found is not None and found.kind == "site" and found.end <= scene.span.start
        main = self.cast.main(scene)
        return topic.kind.corporate and absent and main is not None and main.kind == "company" and not scene.of("thing")

    def speaks_of(self, scene: Scene, subject: Mention, topic: Topic) -> None:
        """Takes note of whose figures are told; a stake's holder is no topic of the passage."""
        if topic.kind.subject == "holder":
            return
        if self.at != scene.number:
            self._told = set()
        self._told.add(subject.name)
        self._figured.add(subject.name)
        self.subject, self.at = subject, scene.number

    def _here(self, scene: Scene, quantity: Quantity, topic: Topic) -> Mention | None:
        """Whom the sentence itself gives the quantity to."""
        if topic.kind.subject == "sector" and scene.of("sector"):
            return self._through(scene, quantity) or SECTOR
        meant = (self.cast.meant(scene, m) for m in scene.mentions)
        costs = ((self._cost(scene, m, quantity, topic), m) for m in meant)
        near = [(cost, mention) for cost, mention in costs if cost is not None and cost <= _LIMIT]
        least, best = min(near, key=lambda pair: pair[0], default=(_LIMIT, None))
        if (best is None or least >= _BEHIND) and topic.kind.id in _REGIONAL and self._country_leads(scene):
            return SECTOR
        if best is None:
            near_by = [w for w in scene.of("sector") if self.layout.apart(w, quantity) <= _NEAR]
            led = any(w.end <= quantity.start or self.layout.breaks(w, quantity) < 1 for w in near_by)
            return SECTOR if led or (scene.of("sector") and not self.cast.main(scene)) else None
        if best.kind != "country":
            return best
        if best.id == "KZ":
            return SECTOR if self.cast.main(scene) is None or scene.of("sector") or topic.cue else None
        return _ABROAD if best.start < quantity.start else None

    def _cost(self, scene: Scene, mention: Mention, quantity: Quantity, topic: Topic) -> float | None:
        """How far the mention is from being the quantity's subject, in words and in what speaks against it; None where it
        cannot be."""
        if mention.kind == "country":
            if (mention.id != "KZ" and topic.kind.id in _SENT) or (topic.kind.subject == "site" and self.cast.main()):
                return None
        elif not self.cast.measurable(mention) or self.cast.stands_for_helper(mention):
            return None
        anchors: list[Quantity | Hit] = [quantity]
        if topic.cue and not self._further(scene, quantity, topic.cue):
            anchors.append(topic.cue)
        layout = self.layout
        near = min(anchors, key=lambda a: layout.apart(a, mention))
        cost = layout.apart(near, mention) + layout.breaks(near, mention)
        if mention.start >= quantity.end:
            if not self._joined(mention) or (layout.page.lang == "kk" and layout.breaks(quantity, mention) >= 1):
                return None
            beside = layout.page.lang != "kk" and layout.apart(quantity, mention) <= 2
            parted = layout.page.folded.find(": ", quantity.end, mention.start) >= 0
            cost += _BEHIND if parted else -_BESIDE if beside else _BEHIND / 2
        if self._aside(scene, mention, quantity) or self._reason(scene, mention, quantity):
            cost += _BEHIND
        if ";" in layout.page.folded[min(near.end, mention.end) : max(near.start, mention.start)]:
            cost += _BEHIND
        return cost + self._unlikeness(scene, mention, topic)

    def _unlikeness(self, scene: Scene, mention: Mention, topic: Topic) -> float:
        """What a mention is short of a subject of the metric: of another sort, foreign, set aside, or a mere source."""
        kind = topic.kind
        if mention.kind == "country":
            return _COUNTRY + _BEHIND * (mention.id != "KZ" and self._oblique(mention))
        cost = _BEHIND * self._only_where(scene, mention)
        if self.cast.guest(mention):
            cost += _STRANGE if mention.kind == "company" else _PREFERRED
        if self.cast.titled(mention):
            cost -= _TITLED
        if self._oblique(mention):
            cost += _BEHIND if kind.subject == "site" else _PREFERRED
        if kind.place and self._source(scene, mention):
            cost += _BEHIND
        if mention.kind == "site" and kind.corporate and self._has_company(scene):
            cost += _BEHIND
        return cost - _PREFERRED * (mention.kind == ("site" if kind.place else kind.subject))

    def _only_where(self, scene: Scene, mention: Mention) -> bool:
        """Whether a Kazakh name only says where the next one is: Хромтаудағы Дөң комбинаты."""
        layout = self.layout
        if layout.page.lang != "kk" or not _WHERE_KAZAKH.search(layout.page.words[layout.word(mention.end - 1)].form):
            return False
        after = (m for m in scene.mentions if m.start >= mention.end and self.cast.measurable(m))
        return any(layout.apart(mention, m) <= _NEAR and layout.breaks(mention, m) < 1 for m in after)

    def _has_company(self, scene: Scene) -> bool:
        """Whether the sentence, or the story so far, is about a company."""
        main = self.cast.main(scene)
        return (main is not None and main.kind == "company") or any(
            m.kind == "company" and self.cast.measurable(m) for m in scene.mentions
        )

    def _through(self, scene: Scene, quantity: Quantity) -> Mention | None:
        """The company by whose hands the sector's figure came about: «Тау-Кен Самұрық» арқылы тартылған."""
        named = [m for m in scene.mentions if m.kind == "company" and m.end <= quantity.start]
        words = scene.of("through")
        return next((m for m in named for w in words if m.end <= w.start and self.layout.apart(m, w) <= _PAIR), None)

    def _country_leads(self, scene: Scene) -> bool:
        """Whether the sentence begins with the country, as who does what it tells: Kazakhstan aims to double its output."""
        first = next(iter(scene.mentions), None)
        if first is None or first.id != "KZ" or first.start - scene.span.start > 1:
            return False
        return _COUNTRY_LEADING.match(self.layout.page.folded, first.start) is not None

    def _region(self, scene: Scene, quantity: Quantity, topic: Topic) -> Mention | None:
        """The region that yields the figure: named before it in a sentence without companies, and before any of the story's."""
        if topic.kind.id not in _REGIONAL or any(self.cast.measurable(m) for m in scene.mentions):
            return None
        named = [m for m in scene.mentions if m.kind == "region" and m.end <= quantity.start]
        if not named or (self.cast.main(scene) is not None and self.cast.first < named[-1].start):
            return None
        return named[-1]

    def _oblique(self, mention: Mention) -> bool:
        """Whether a preposition, or a Kazakh case, sets a name aside: from Bozshakol, with Cameco, Қытайға."""
        if self.layout.page.lang == "kk":
            word = self.layout.page.words[self.layout.word(mention.end - 1)]
            return _OBLIQUE_KAZAKH.search(word.form) is not None
        before = self.layout.page.folded[max(0, mention.start - 12) : mention.start]
        return _ASIDE.search(before) is not None

    def _aside(self, scene: Scene, mention: Mention, quantity: Quantity) -> bool:
        """Whether a clause about another name holds the mention and not the quantity: Inkai, where Cameco has 40%, made …"""
        for start, end in self._clauses(scene):
            if start <= mention.start < end:
                return not start <= quantity.start < end
        return False

    def _reason(self, scene: Scene, mention: Mention, quantity: Quantity) -> bool:
        """Whether the mention is only why the figure is as it is, or helped with it: driven by Aktogay, contractor X."""
        if any(self.layout.apart(w, mention) <= 1 and self.layout.breaks(w, mention) < 1 for w in scene.of("helper")):
            return True
        for word in scene.of("cause"):
            if self.layout.page.lang == "kk":
                if (
                    mention.end <= word.start
                    and self.layout.apart(mention, word) <= _NEAR
                    and quantity.start > word.end
                ):
                    return True
            elif word.end <= mention.start and not word.end <= quantity.start < mention.start:
                return True
        return False

    def _clauses(self, scene: Scene) -> list[tuple[int, int]]:
        if self._parsed[0] != scene.number:
            found = _RELATIVE.finditer(self.layout.page.folded, scene.span.start, scene.span.end)
            self._parsed = scene.number, [m.span() for m in found]
        return self._parsed[1]

    def _source(self, scene: Scene, mention: Mention) -> bool:
        """Whether the mention only says the figure."""
        named = [m for m in scene.mentions if m.id == mention.id]
        return any(self.layout.apart(w, m) <= 2 for w in scene.of("source") for m in named)

    def _further(self, scene: Scene, quantity: Quantity, cue: Hit) -> bool:
        """Whether the announcing word stands before another figure already, with its own subject."""
        return any(q.kind == quantity.kind and cue.end <= q.start < quantity.start for q in scene.quantities)

    def _joined(self, mention: Mention) -> bool:
        """Whether a preposition ties a name to what stands before it: reserves of 5 million tonnes at Kounrad."""
        before = self.layout.page.folded[max(0, mention.start - 12) : mention.start]
        return self.layout.page.lang == "kk" or _TIES.search(before) is not None

    def _before(self, scene: Scene, topic: Topic) -> Mention | None:
        if self.at == scene.number and (self.subject is SECTOR or self._alone(topic)):
            return self.subject
        unplaced = self.subject is None or self.subject.kind != "site"
        if topic.kind.subject == "deposit" and unplaced and (site := self._thing(scene)):
            return site
        if topic.kind.place and scene.of("thing"):
            if self.subject is None and (site := self._last_site(scene)):
                return site
            return self.subject if self.subject and scene.number - self.at <= 2 else self.cast.home() or SECTOR
        if led := self._led(scene, topic):
            return led
        hero = self.cast.hero()
        if hero and hero.name in self._figured and self.at < self._paragraph(scene) and not topic.kind.place:
            return hero
        if self.subject and scene.number - self.at <= 2 and (len(self._told) == 1 or scene.number == self.at):
            return self.subject
        if topic.kind.place:
            return self.cast.home() or SECTOR
        return self.cast.main(scene if topic.kind.id in _REGIONAL else None) or SECTOR

    def _alone(self, topic: Topic) -> bool:
        """Whether the figures of the sentence were one's so far, and this is of the same sort."""
        return len(self._told) == 1 and not topic.kind.place

    def _led(self, scene: Scene, topic: Topic) -> Mention | None:
        """Who leads the sentence before, where this one goes on about them: by a pronoun, or in their paragraph."""
        taken = self._takes_up(scene, topic)
        if not scene.number or not (taken or self._adjoins(scene)):
            return None
        earlier = self.layout.scenes[scene.number - 1]
        led = [m for m in earlier.mentions if self.cast.measurable(m) and not (m.kind == "site" and self.cast.guest(m))]
        if not led or self.cast.is_helper(led[0]):
            return None
        if not taken and self.cast.guest(led[0]) and not self.cast.titled(led[0]):
            return None
        fresh = self.at < self._paragraph(scene) and len({m.name for m in led}) == 1
        fits = (led[0].kind == "site") == topic.kind.place or fresh
        near = led[0].start - earlier.span.start < _LEADING
        return led[0] if fits and near else None

    def _thing(self, scene: Scene) -> Mention | None:
        """The site that "the mine" stands for."""
        return self._last_site(scene) or self._only_site(scene)

    def _last_site(self, scene: Scene) -> Mention | None:
        """The site that the sentences just before spoke of; none where they list several."""
        for earlier in reversed(self.layout.scenes[max(scene.number - 3, 0) : scene.number]):
            sites = {m.name: m for m in reversed(earlier.mentions) if m.kind == "site" and not self.cast.guest(m)}
            if len(sites) > _PAIR:
                return None
            if sites:
                return min(sites.values(), key=lambda m: m.start)
        return None

    def _only_site(self, scene: Scene) -> Mention | None:
        """The site of a story that has spoken of no other."""
        told = (m for s in self.layout.scenes[: scene.number] for m in s.mentions)
        sites = {m.name: m for m in told if m.kind == "site" and not self.cast.guest(m)}
        return next(iter(sites.values())) if len(sites) == 1 else None

    def _named_near(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the sentence names a company or site close before the quantity."""
        named = [m for m in scene.mentions if self.cast.measurable(m) and m.end <= quantity.start]
        return any(self.layout.apart(m, quantity) <= _NEAR and not self._oblique(m) for m in named)

    def _takes_up(self, scene: Scene, topic: Topic) -> bool:
        """Whether a pronoun, at the head of the sentence or as owner of what is measured, goes on about the one before."""
        cue = topic.cue
        return any(
            w.start - scene.span.start < _HEAD
            or (cue is not None and w.end <= cue.start and self.layout.apart(w, cue) == 0)
            for w in scene.of("pronoun")
        )

    def _adjoins(self, scene: Scene) -> bool:
        """Whether the sentence goes on with the paragraph of the one before."""
        return not self.layout.opens(scene)

    def _paragraph(self, scene: Scene) -> int:
        """The number of the sentence that begins the paragraph."""
        number = scene.number
        while number and not self.layout.opens(self.layout.scenes[number]):
            number -= 1
        return number
