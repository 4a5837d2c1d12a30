"""How a name of the sentence bears on a figure: what speaks for and against its being the figure's subject."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.cast import Cast
from tui.reading.figures.kinds import Topic
from tui.reading.figures.owning import Owning
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_TIES = re.compile(r"\b(?:at|of|in|from|by|на|у|в|из|с|для|от) (?:the |\w+ )?\"?$")
_ASIDE = re.compile(
    r"\b(?:from|with|without|to|including|excluding|besides|из|для|от|с|со|без|кроме|помимо|к"
    r"|(?:near|outside|рядом с|близ|вблизи|возле|около|недалеко от)"
    r"(?: (?:the (?:village|town|city) of|города|поселка|села|аула))?) \"?$"
)
_AT = re.compile(r"\b(?:at|in|on|на|в|во) (?:the |\w+ )?[\"«]?$")
_BY = re.compile(r"\bby (?:the |\w+ )?\"?$")
_OF = re.compile(r"\bof (?:the )?\"?$")
_OWN = re.compile(r"[\"»]?(?:'s|’s|s'|s’) ")
_HEADS = re.compile(r"[\"»]?(?: \([^()]{1,40}\))?,(?: [^\W\d]+){0,2}? (?:котор\w+|где|which|where|whose)\b([^,;]*)")
"""The beginning of a clause that says something of the name before it; its group is what stands up to the next comma."""

_OWN_BRACKET = re.compile(r"[\"»]?(?: [^\W\d]+){0,4} \((?:[^\W\d]+ ){0,2}")
"""What stands between a name and a figure in the brackets behind it: Semizbay in the north (425 tonnes a year)."""

_RELATIVE = re.compile(
    r", (?:(?:in|of|at|from|with|by|в|на|из|с|у|о|для|часть) )?(?:which|where|whose|who|котор\w+|где|чь\w+|чей)\b[^,;]*"
    r"(?:, [^\W\d]+(?: [^\W\d]+)?)*?(?:,? (?:and|и) [^,;]*)?(?:,|$)"
    r"|, (?:\w+ ){0,2}(?:owned|held|controlled|led|run|backed|bought|acquired|operated|developed|built|opened|"
    r"принадлежащ\w+|контролируем\w+|подконтрольн\w+|подчиненн\w+|купленн\w+|приобретенн\w+|открыт\w+|построенн\w+|"
    r"разрабатываем\w+|осваиваем\w+|управляем\w+) [^,;]*(?:,|$)"
    r"|, (?:part of|a part of|of|a unit of|a subsidiary of|входящ\w+|из группы|из состава) [^,;]{1,40},"
    r"|, (?:(?:the|a|an|both|its|two|three) )+(?:[\w-]+ ){0,4}(?:that|which|of|owned by|run by) [^,;]*(?:,|$)"
    r"|, (?:the|a|an|its) (?:[\w-]+ ){1,12}(?:which|whom|whose) [^,;]*(?:,|$)"
    r"|, [\"«]?(?:дочк|дочерн|подразделени|филиал|актив|структур)[^,;]{1,70}(?:,|$)"
    r"|\([^()]*\)| - [^-;.]{3,80} - "
)
"""Clauses that say something of a name before them: names in them are no subjects of what stands outside."""

_OBLIQUE_KAZAKH = re.compile(r"(?:[ғқ]а|[гк]е|[дтн][ае]н|[ыі]н[ае])$")
"""The dative and the ablative of a name."""

_SHARED_OUT = re.compile(r"[\"»]?(?:-?\w+)? (?:\w+ )?(?:еншісі|үлесі|тиесілі|тиді|тиген)")
"""What follows the name of whose part a figure is: «Бозшакөлдің» еншісінде."""

_DENIED = re.compile(r"\"? емес\b")
_AT_KAZAKH = re.compile(r"(?:[дт][ае]|[дт]ағы|[дт]егі)$")
_PARTICIPLE = re.compile(r"(?:[тй][ыі]н|[ғқ]ан|[гк]ен)$")
_FARTHER, _PARTED = (4, 8, 13), (1, 3, 6)
"""Words and punctuation between a name and its figure, step by step."""

_NEAR, _CLOSE, _HEAD = 5, 2, 4
_SOURCE = 3
_PREPOSITION = 30


class Bearing:
    """Weighs the names of a page's sentences."""

    def __init__(self, layout: Layout, cast: Cast) -> None:
        self.layout = layout
        self.cast = cast
        self._kazakh = layout.page.lang == "kk"
        self._owning = Owning(layout)
        self._parsed: tuple[int, list[tuple[int, int]]] = (-1, [])
        self._known: tuple[tuple[int, int], list[Mention]] = ((-1, -1), [])
        self._firms = [h for h in layout.page.of_kind("head") if h.entry.properties["names"] == "company"]
        self._firm_starts = [h.start for h in self._firms]

    def clues(self, scene: Scene, mention: Mention, quantity: Quantity, topic: Topic, last: str | None) -> set[str]:
        """What speaks for and against the mention; ``last`` is whom the sentence's figure before measures."""
        layout, cue = self.layout, topic.cue
        anchor: Quantity | Hit = quantity
        if (
            cue
            and not self._further(scene, quantity, cue)
            and layout.apart(cue, mention) < layout.apart(quantity, mention)
        ):
            anchor = cue
        apart = layout.apart(anchor, mention) - self._passed(scene, mention, anchor)
        breaks = layout.breaks(anchor, mention)
        sort = "" if mention.kind in ("company", "site") else f"-{mention.kind}"
        found = set(_distance(apart, breaks, sort))
        if self._aside(scene, mention, quantity) or self._explains(mention, quantity):
            found.add("aside")
        if self._owning.is_owner(scene, mention):
            found.add("owner")
        if mention.start >= quantity.end:
            self._behind(found, mention, quantity, cue)
            if sort and any(m.end <= quantity.start for m in self.upright(scene, quantity)):
                found.add(f"behind-others{sort}")
            if self._owning.made(mention, quantity):
                found.add("made")
            if "behind-tied" in found and self._paired(scene, quantity):
                found.add("paired")
        else:
            self._before(found, scene, mention, quantity, last, sort)
        self._case(found, mention)
        cues = [cue] if cue else [c for c in scene.cues if c.entry.id == topic.kind.id]
        if any(self._of_cue(mention, c) for c in cues):
            found.add(f"of-cue{sort}")
        if mention.kind == "country" and self.attributive(scene, mention):
            found.add("attributive")
        if mention.kind == "company" and not scene.of("group") and self.only_says(scene, mention):
            found.add("says")
        if any(mention.end <= w.start and self._beside(mention, w) for w in scene.of("through")):
            found.add("through")
        return found

    def upright(self, scene: Scene, quantity: Quantity) -> list[Mention]:
        """The companies and sites of the sentence that nothing sets aside as subjects of the quantity."""
        key = scene.number, quantity.start
        if self._known[0] != key:
            found = [m for m in self.cast.names(scene.number) if self.is_upright(scene, m, quantity)]
            self._known = key, found
        return self._known[1]

    def attributive(self, scene: Scene, mention: Mention) -> bool:
        """Whether a country only tells whose the next name or firm is: the Kazakh company, German investors."""
        following: list[Mention | Hit] = [m for m in scene.mentions if m.start >= mention.end and m.kind == "company"]
        at = bisect_left(self._firm_starts, mention.end)
        following += self._firms[at : at + 1]
        return any(self._beside(mention, m) for m in following)

    def oblique(self, mention: Mention) -> bool:
        """Whether a preposition, a case or a "not" sets a name aside: from Bozshakol, with Cameco, Қытайға, «Шалқия» емес."""
        if self._kazakh:
            denied = _DENIED.match(self.layout.page.folded, mention.end) is not None
            return denied or _OBLIQUE_KAZAKH.search(self._case_form(mention)) is not None
        return _ASIDE.search(self._led(mention)) is not None

    def only_says(self, scene: Scene, mention: Mention) -> bool:
        """Whether the mention is only the figure's source."""
        words = scene.of("source")
        named = [m for m in scene.mentions if m.id == mention.id] if words else []
        return any(self.layout.apart(w, m) <= _SOURCE for w in words for m in named)

    def is_upright(self, scene: Scene, mention: Mention, quantity: Quantity) -> bool:
        """Whether nothing sets a name aside as subject of the quantity."""
        return not (
            self._aside(scene, mention, quantity)
            or self._reason(scene, mention, quantity)
            or self.oblique(mention)
            or self._owning.is_owner(scene, mention)
        )

    def _behind(self, found: set[str], mention: Mention, quantity: Quantity, cue: Hit | None) -> None:
        layout = self.layout
        found.add("behind")
        shared_out = self._kazakh and _SHARED_OUT.match(layout.page.folded, mention.end) is not None
        parted = layout.breaks(quantity, mention) >= 1 and not shared_out
        if parted:
            found.add("behind-parted")
        if not self._kazakh:
            tied = _TIES.search(self._led(mention)) is not None
            beside = layout.apart(quantity, mention) <= _CLOSE
            found.add("behind-tied" if tied and beside and not parted else "behind-apart" if tied else "behind-loose")
        elif shared_out:
            found.add("behind-tied")
        elif cue is not None and not parted and quantity.end <= cue.start <= mention.start - _CLOSE:
            near = layout.apart(cue, mention) <= _HEAD
            found.update(("participle",) if near and _PARTICIPLE.search(self._form(cue)) else ())

    def _before(
        self,
        found: set[str],
        scene: Scene,
        mention: Mention,
        quantity: Quantity,
        last: str | None,
        sort: str,
    ) -> None:
        """What speaks for a name before the figure: it leads the sentence, nobody stands between, it is new."""
        upright = self.upright(scene, quantity)
        rivals = [m for m in scene.mentions if m.kind == "region"] if sort == "-region" else upright
        others = [m for m in rivals if m.name != mention.name]
        if any(mention.end <= m.start and m.end <= quantity.start for m in others):
            found.add("overtaken")
        if not any(m.start < mention.start for m in others) and (sort or len(others) < len(rivals)):
            found.add(f"first{sort}")
        if mention.start - scene.span.start <= _HEAD:
            found.add(f"leading{sort}")
        if any(m.name == last and mention.end <= m.start and m.end <= quantity.start for m in others):
            found.add("superseded")
        earlier = [q for q in scene.quantities if q.kind == quantity.kind and q.end <= quantity.start]
        if earlier and mention.start >= earlier[-1].end:
            found.add("since")
        elif earlier and mention.name == last:
            found.add("still")
        if _OWN_BRACKET.fullmatch(self.layout.page.folded, mention.end, quantity.start):
            found.add("own-bracket")
        if head := _HEADS.match(self.layout.page.folded, mention.end):
            found.add("clause-head" if head.end() >= quantity.start else "clause-head-past")

    def _case(self, found: set[str], mention: Mention) -> None:
        """What case or preposition say."""
        if self.oblique(mention):
            found.add("oblique")
        if self._kazakh:
            if _AT_KAZAKH.search(self._case_form(mention)):
                found.add(f"at-{mention.kind}")
        else:
            before = self._led(mention)
            for name, words in ((f"at-{mention.kind}", _AT), ("by", _BY), ("of", _OF)):
                if words.search(before):
                    found.add(name)
        if (mention.start, mention.end) in self.layout.stand_ins:
            found.add("stand-in")

    def _of_cue(self, mention: Mention, cue: Hit) -> bool:
        """Whether the name owns what is measured: output of X, X's output, добыча «X», «X» өндірісі."""
        layout = self.layout
        if layout.apart(mention, cue) > _CLOSE or layout.breaks(mention, cue) >= 1:
            return False
        if mention.start >= cue.end:
            return not self._kazakh
        return self._kazakh or _OWN.match(layout.page.folded, mention.end) is not None

    def _paired(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure before has a site of its own behind it: 80 koz at Kyzyl and 45 koz at Varvarinskoye."""
        before = next(
            (q for q in reversed(scene.quantities) if q.kind == quantity.kind and q.end <= quantity.start), None
        )
        return before is not None and any(
            before.end <= m.start
            and m.end <= quantity.start
            and self.layout.apart(before, m) <= _CLOSE
            and self.layout.breaks(before, m) < 1
            and _TIES.search(self._led(m)) is not None
            for m in scene.mentions
        )

    def _passed(self, scene: Scene, mention: Mention, anchor: Quantity | Hit) -> int:
        """How many of the words between are in clauses that only say something of a name before them."""
        word = self.layout.word
        between = [c for c in self._clauses(scene) if mention.end <= c[0] and c[1] <= anchor.start]
        return sum(word(end - 1) - word(start) for start, end in between)

    def _aside(self, scene: Scene, mention: Mention, quantity: Quantity) -> bool:
        """Whether a clause about another name holds the mention and not the quantity: Inkai, where Cameco has 40%, made …"""
        for start, end in self._clauses(scene):
            if start <= mention.start < end:
                return not (start <= quantity.start < end or self._is_all(mention, start, end))
        return False

    def _explains(self, mention: Mention, quantity: Quantity) -> bool:
        """Whether the mention is told behind a colon, which only says why the figure is so: 81 kt: Aktogay was cold."""
        gap = self.layout.page.folded[quantity.end : mention.start] if quantity.end <= mention.start else ""
        return ": " in gap and mention.kind in ("company", "site")

    def _is_all(self, mention: Mention, start: int, end: int) -> bool:
        """Whether a name is all that stands between two dashes, and so names what is before them: the other pit - Aksu - made."""
        folded = self.layout.page.folded
        inside = folded[start:end].strip(' -"«»,')
        return folded.startswith(" - ", start) and len(inside) <= mention.end - mention.start + 1

    def _reason(self, scene: Scene, mention: Mention, quantity: Quantity) -> bool:
        """Whether the mention is only why the figure is as it is, or helped with it: driven by Aktogay, contractor X."""
        if any(self.layout.apart(w, mention) <= 1 and self.layout.breaks(w, mention) < 1 for w in scene.of("helper")):
            return True
        for word in scene.of("cause"):
            if self._kazakh:
                near = mention.end <= word.start and self.layout.apart(mention, word) <= _NEAR
                if near and quantity.start > word.end:
                    return True
            elif word.end <= mention.start and not word.end <= quantity.start < mention.start:
                return True
        return False

    def _clauses(self, scene: Scene) -> list[tuple[int, int]]:
        if self._parsed[0] != scene.number:
            found = _RELATIVE.finditer(self.layout.page.folded, scene.span.start, scene.span.end)
            self._parsed = scene.number, [m.span() for m in found]
        return self._parsed[1]

    def _further(self, scene: Scene, quantity: Quantity, cue: Hit) -> bool:
        """Whether the announcing word stands before another figure already, with its own subject."""
        return any(q.kind == quantity.kind and cue.end <= q.start < quantity.start for q in scene.quantities)

    def _beside(self, first: Mention, second: Mention | Hit) -> bool:
        return self.layout.apart(first, second) <= _CLOSE and self.layout.breaks(first, second) < 1

    def _case_form(self, mention: Mention) -> str:
        """The word of a Kazakh name that has its case, in the letters that it is read in."""
        return self._form(self._owning.head(mention))

    def _form(self, thing: Mention | Hit) -> str:
        """The last word of a name, in the letters that it is read in."""
        return self.layout.page.words[self.layout.word(thing.end - 1)].form

    def _led(self, mention: Mention) -> str:
        """What stands right before a name."""
        return self.layout.page.folded[max(0, mention.start - _PREPOSITION) : mention.start]


def _distance(apart: int, breaks: float, sort: str) -> Iterator[str]:
    """How far a name is from what it is measured by, in clues of which each adds to the one before."""
    if apart <= _CLOSE and breaks < 1:
        yield f"close{sort}"
    yield from (f"far-{words}" for words in _FARTHER if apart >= words)
    yield from (f"parted-{strength}" for strength in _PARTED if breaks >= strength)
