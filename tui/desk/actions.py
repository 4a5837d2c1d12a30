"""Everything that a key can do: one registry that feeds the bindings, the line of keys, the help and the palette.

With a Cyrillic layout a terminal sends ``й`` where the key says Q, so each letter key is bound with its twin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from tui.words import say

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмить"
TWINS: dict[str, tuple[str, ...]] = {
    **{latin: (twin,) for latin, twin in zip(_LATIN, _CYRILLIC, strict=True)},
    **{latin.upper(): (twin.upper(),) for latin, twin in zip(_LATIN, _CYRILLIC, strict=True) if latin.isalpha()},
    "slash": ("full_stop", "numero_sign"),
    "question_mark": ("comma",),
}
"""What the same key sends under the Russian and Kazakh layouts, where it differs."""

CONTEXTS = (
    "search",
    "timeline",
    "news",
    "deals",
    "companies",
    "feeds",
    "card",
    "page",
    "choice",
    "lists",
    "list",
    "desk",
    "reader",
    "help",
    "app",
)
"""Where an action is at home: the bindings of one widget, screen or the app."""

NESTED = tuple({context, context if context in ("search", "help") else "app"} for context in CONTEXTS)
"""Contexts whose keys hold at the same time, so that none may mean two things there."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. ``command`` is Textual's action; ``rank`` orders the line of keys (0: not shown there);
    ``palette`` says whether the palette offers it. Its words are ``action.NAME`` and ``action-help.NAME``."""

    name: str
    keys: tuple[str, ...]
    context: str
    command: str
    rank: int = 0
    palette: bool = True

    @property
    def label(self) -> str:
        """A word or two for the line of keys."""
        return say(f"action.{self.name}")

    @property
    def help(self) -> str:
        """A sentence for the help and the palette."""
        return say(f"action-help.{self.name}")

    @property
    def every_key(self) -> tuple[str, ...]:
        """The keys with their Cyrillic twins."""
        return tuple(key for shown in self.keys for key in (shown, *TWINS.get(shown, ())))


REGISTRY: tuple[Action, ...] = (
    Action("read", ("enter",), "list", "focused.read", 1, palette=False),
    Action("down", ("down", "j"), "list", "focused.step(1)", palette=False),
    Action("up", ("up", "k"), "list", "focused.step(-1)", palette=False),
    Action("page-down", ("pagedown", "ctrl+d"), "list", "focused.page(1)", palette=False),
    Action("page-up", ("pageup", "ctrl+u"), "list", "focused.page(-1)", palette=False),
    Action("first", ("home", "g"), "list", "focused.edge(-1)", palette=False),
    Action("last", ("end", "G"), "list", "focused.edge(1)", palette=False),
    Action("later", ("right", "l"), "timeline", "focused.move(1)", 3, palette=False),
    Action("earlier", ("left", "h"), "timeline", "focused.move(-1)", palette=False),
    Action("closer", ("plus", "equals_sign", "i"), "timeline", "focused.zoom(1)", 4, palette=False),
    Action("wider", ("minus", "u"), "timeline", "focused.zoom(-1)", 5, palette=False),
    Action("pan-later", ("L", "shift+right"), "timeline", "focused.pan(1)", palette=False),
    Action("pan-earlier", ("H", "shift+left"), "timeline", "focused.pan(-1)", palette=False),
    Action("today", ("n",), "timeline", "focused.today", 6),
    Action("kinds", ("c",), "timeline", "focused.kinds", 6),
    Action("next-unread", ("space",), "news", "screen.next_unread", 4),
    Action("card", ("enter", "i"), "deals", "focused.read", 1, palette=False),
    Action("sort", ("s",), "deals", "focused.sort(1)", 3),
    Action("reverse", ("S",), "deals", "focused.reverse", 19),
    Action("narrow", ("c",), "deals", "focused.narrow", 4),
    Action("profile", ("enter",), "companies", "focused.read", 1, palette=False),
    Action("pin", ("p",), "companies", "screen.pin", 4),
    Action("turn-companies", ("c",), "companies", "focused.turn", 6),
    Action("evidence", ("v",), "companies", "focused.evidence", 3),
    Action("next-list", ("tab",), "lists", "screen.panel(1)", 2, palette=False),
    Action("previous-list", ("shift+tab",), "lists", "screen.panel(-1)", palette=False),
    Action("open-row", ("enter",), "page", "focused.read", 1, palette=False),
    Action("figure-checked", ("c",), "page", "screen.judge('checked')", 5),
    Action("figure-wrong", ("w",), "page", "screen.judge('wrong')", 6),
    Action("mend-figure", ("m",), "page", "screen.edit", 7),
    Action("take-back-figure", ("u",), "page", "screen.take_back"),
    Action("leave-page", ("escape", "backspace"), "page", "screen.back", 4, palette=False),
    Action("choose", ("enter",), "choice", "focused.read", 1, palette=False),
    Action("unchosen", ("escape", "backspace"), "choice", "screen.back", 2, palette=False),
    Action("report", ("enter",), "card", "focused.read", 1, palette=False),
    Action("checked", ("c",), "card", "screen.judge('checked')", 2),
    Action("wrong", ("w",), "card", "screen.judge('wrong')", 3),
    Action("edit", ("m",), "card", "screen.edit", 3),
    Action("take-back", ("u",), "card", "screen.take_back", 4),
    Action("browse-report", ("o",), "card", "screen.browse", 5),
    Action("to-deals", ("escape", "backspace"), "card", "screen.back", 6, palette=False),
    Action("retry", ("enter", "p"), "feeds", "screen.retry", 1),
    Action("switch", ("x",), "feeds", "screen.switch", 2),
    Action("add-feed", ("a",), "feeds", "screen.add", 3),
    Action("edit-feed", ("m",), "feeds", "screen.edit", 4),
    Action("log", ("tab", "shift+tab"), "feeds", "screen.panel", 3, palette=False),
    Action("leave", ("escape", "backspace"), "feeds", "screen.back", 4, palette=False),
    Action("everything", ("a",), "desk", "screen.everything", 6),
    Action("search", ("slash",), "desk", "screen.search", 5),
    Action("period", ("d",), "desk", "screen.period", 9),
    Action("all-deals", ("D",), "desk", "screen.all_deals", 20),
    Action("newest", ("n",), "desk", "screen.newest", 12),
    Action("star", ("s",), "news", "screen.star", 11),
    Action("mark", ("m",), "news", "screen.mark", 13),
    Action("stories", ("v",), "news", "screen.stories", 18),
    Action("hide", ("x",), "news", "screen.hide", 20),
    Action("mark-all", ("M",), "news", "screen.mark_all", 21),
    Action("undo", ("Z", "u"), "desk", "screen.undo", 22),
    Action("feeds", ("f",), "desk", "app.feeds", 14),
    Action("browse", ("o",), "desk", "screen.browse", 15),
    Action("copy", ("y",), "desk", "screen.copy", 16),
    Action("next-panel", ("tab",), "desk", "screen.panel(1)", 2, palette=False),
    Action("previous-panel", ("shift+tab",), "desk", "screen.panel(-1)", palette=False),
    Action("enlarge", ("z",), "desk", "screen.enlarge", 8),
    Action("larger", ("w",), "desk", "screen.resize(1)", 23),
    Action("smaller", ("W",), "desk", "screen.resize(-1)", 24),
    Action("hide-panel", ("X",), "desk", "screen.hide_panel", 25),
    Action("show-panels", ("A",), "desk", "screen.show_panels", 26),
    Action("clear", ("escape",), "desk", "screen.clear", palette=False),
    Action("found", ("enter",), "search", "screen.found", 1, palette=False),
    Action("complete", ("tab",), "search", "screen.complete", 2, palette=False),
    Action("next-completion", ("down",), "search", "screen.choose(1)", 3, palette=False),
    Action("completion-before", ("up", "shift+tab"), "search", "screen.choose(-1)", palette=False),
    Action("unsearch", ("escape",), "search", "screen.unsearch", 4, palette=False),
    Action("back", ("escape", "backspace"), "reader", "screen.back", 1),
    Action("next-fact", ("n",), "reader", "screen.fact(1)", 2),
    Action("previous-fact", ("p",), "reader", "screen.fact(-1)", 3),
    Action("open-fact", ("enter",), "reader", "screen.open_fact", 4),
    Action("fact-checked", ("c",), "reader", "screen.judge('checked')", 12),
    Action("fact-wrong", ("w",), "reader", "screen.judge('wrong')", 13),
    Action("mend-fact", ("m",), "reader", "screen.edit", 14),
    Action("cite", ("Y",), "reader", "screen.cite", 15),
    Action("next-item", ("right", "l"), "reader", "screen.item(1)", 4),
    Action("previous-item", ("left", "h"), "reader", "screen.item(-1)", 5),
    Action("next-report", ("v",), "reader", "screen.report", 9),
    Action("apart", ("x",), "reader", "screen.apart", 16),
    Action("into-story", ("i",), "reader", "screen.into", 17),
    Action("join-stories", ("M",), "reader", "screen.join", 18),
    Action("next-unread-item", ("u",), "reader", "screen.unread(1)", 10),
    Action("previous-unread-item", ("U",), "reader", "screen.unread(-1)", 11),
    Action("scroll-down", ("down", "j"), "reader", "screen.scroll_text(1)", palette=False),
    Action("scroll-up", ("up", "k"), "reader", "screen.scroll_text(-1)", palette=False),
    Action("text-page-down", ("pagedown", "space"), "reader", "screen.page_text(1)", palette=False),
    Action("text-page-up", ("pageup",), "reader", "screen.page_text(-1)", palette=False),
    Action("text-start", ("home", "g"), "reader", "screen.text_edge(-1)", palette=False),
    Action("text-end", ("end", "G"), "reader", "screen.text_edge(1)", palette=False),
    Action("star-item", ("s",), "reader", "screen.star", 8),
    Action("undo-item", ("Z",), "reader", "screen.undo", 12),
    Action("browse-item", ("o",), "reader", "screen.browse", 6),
    Action("copy-item", ("y",), "reader", "screen.copy", 7),
    Action("find-key", ("slash",), "help", "screen.find", 2, palette=False),
    Action("close-help", ("escape", "question_mark", "f1"), "help", "screen.dismiss", 1, palette=False),
    Action("poll", ("r",), "app", "app.poll", 7),
    Action("export", ("e",), "app", "app.export", 10),
    Action("names", ("b",), "app", "app.names", 8),
    Action("theme", ("t",), "app", "app.next_theme", 17),
    Action("themes", ("T",), "app", "app.change_theme"),
    Action("palette", ("ctrl+p",), "app", "app.command_palette", 18, palette=False),
    Action("suspend", ("ctrl+z",), "app", "app.suspend_process", palette=False),
    Action("help", ("question_mark", "f1"), "app", "app.help", 30),
    Action("quit", ("q", "ctrl+q"), "app", "app.quit", 31),
)


def registry_of(app: object) -> tuple[Action, ...]:
    """The registry of an app, with the keys that its reader gave to actions."""
    found: tuple[Action, ...] = getattr(app, "registry", REGISTRY)
    return found


def of(contexts: Iterable[str], registry: tuple[Action, ...] = REGISTRY) -> Iterator[Action]:
    """The actions at home in ``contexts``, in the order of the contexts; a key taken by an earlier one is not offered twice."""
    taken: set[str] = set()
    for context in contexts:
        for action in registry:
            if action.context == context and not taken & set(action.keys[:1]):
                taken |= set(action.keys)
                yield action


def bindings(context: str) -> list[BindingType]:
    """Textual's bindings of one context, twins included."""
    return [
        Binding(",".join(action.every_key), action.command, action.name, show=False, id=action.name)
        for action in REGISTRY
        if action.context == context
    ]


def key_name(key: str) -> str:
    """A key as people write it: ``↵``, ``space``, ``/``, ``⇧tab``."""
    try:
        return say(f"key.{key}")
    except KeyError:
        return key.replace("ctrl+", "^")
