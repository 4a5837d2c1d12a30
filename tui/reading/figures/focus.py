"""Who is in the focus of a passage: whom the sentences before a figure's own have named, and whom alone."""

from __future__ import annotations

from collections.abc import Iterator

from tui.model import Mention
from tui.reading.figures.cast import SEVERAL, Cast
from tui.reading.figures.claims import sort_of
from tui.reading.figures.scenes import Layout, Scene


class Focus:
    """The names that figures can be of, sentence by sentence."""

    def __init__(self, layout: Layout, cast: Cast) -> None:
        self._names: list[list[str]] = []
        self._first: dict[str, int] = {}
        self._sites = [m for s in layout.scenes for m in s.mentions if m.kind == "site"]
        self._openings: list[int] = []
        for scene in layout.scenes:
            told = list(dict.fromkeys([m.name for m in cast.names(scene.number)]))
            self._names.append(told)
            for name in told:
                self._first.setdefault(name, scene.number)
            opens = not scene.number or layout.opens(scene)
            self._openings.append(scene.number if opens else self._openings[-1])
        self._known: tuple[int, frozenset[str], str | None] = (-1, frozenset(), None)

    def sole_site(self, before: int) -> Mention | None:
        """The site that the text up to a place names, if it is the only one."""
        heard = {m.name: m for m in self._sites if m.start < before}
        return next(iter(heard.values())) if len(heard) == 1 else None

    def opening(self, scene: Scene) -> int:
        """The number of the sentence that begins the paragraph."""
        return self._openings[scene.number]

    def clues(self, scene: Scene, mention: Mention) -> Iterator[str]:
        """What the sentences before say of somebody whom the figure's own does not name."""
        sort = "" if mention.kind in ("company", "site") else f"-{sort_of(mention)}"
        if not sort and self._first.get(mention.name, scene.number) >= scene.number:
            yield "unheard"
        told = self._names[scene.number - 1] if scene.number else []
        if told and (sort != "-country" or len(told) < SEVERAL):
            yield from self._just(told, mention.name, sort)
        passage, newest = self._so_far(scene)
        if passage and mention.name not in passage and (sort != "-country" or self._is_of_few(scene)):
            yield f"away{sort}"
        elif len(passage) == 1:
            yield "there-alone"
        if not sort and newest == mention.name:
            yield "newest"

    def _is_of_few(self, scene: Scene) -> bool:
        """Whether a sentence of the paragraph names one or two, and not only a list of many of whom none is spoken of."""
        return any(0 < len(names) < SEVERAL for names in self._names[self._openings[scene.number] : scene.number])

    def _just(self, told: list[str], name: str, sort: str) -> Iterator[str]:
        """What the sentence just before says."""
        if name not in told:
            yield f"before-others{sort}"
        elif len(told) == 1:
            yield "before-alone"
        elif told[-1] == name:
            yield "before-last"

    def _so_far(self, scene: Scene) -> tuple[frozenset[str], str | None]:
        """Whom the paragraph has named this side of the sentence, and who of all was named for the first time latest."""
        if self._known[0] != scene.number:
            passage = self._names[self._openings[scene.number] : scene.number]
            heard = {name: number for name, number in self._first.items() if number < scene.number}
            newest = max(heard, key=lambda name: heard[name], default=None)
            self._known = scene.number, frozenset(name for names in passage for name in names), newest
        return self._known[1:]
