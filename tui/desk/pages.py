"""The ways to the pages of deals, companies, sites and countries, from wherever they are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from tui import form
from tui.desk.messages import DealOpened, SubjectOpened
from tui.desk.source import Source
from tui.desk.widgets.rows import Rows
from tui.ledger.subjects import Subject
from tui.words import say

if TYPE_CHECKING:
    from textual.command import Provider

_NAMES: dict[str, Callable[[str], str]] = {"country": form.country, "commodity": form.commodity}
_NAMED = 3
"""Subjects that a heading names."""
INK_OF_KIND = {"company": "partner", "country": "partner", "place": "commodity"}


def contexts_of(screen: Screen[Any]) -> tuple[str, ...]:
    """Where the keys go on a screen, the nearest first."""
    return getattr(screen, "contexts", ("app",))


class OpensPages(App[int]):
    """What the app does when a page is asked for; ``source``, ``zone`` and ``today`` are the app's."""

    source: Source
    zone: tzinfo
    today: Callable[[], date]

    def on_deal_opened(self, message: DealOpened) -> None:
        """Open a deal's card."""
        from tui.desk.screens.deal import DealScreen

        if not (isinstance(self.screen, DealScreen) and self.screen.deal.id == message.deal.id):
            self.push_screen(DealScreen(message.deal, self.source, self.zone))

    def on_subject_opened(self, message: SubjectOpened) -> None:
        """Open the page of a company, a site or a country."""
        self.show_subject(message.subject)

    def show_subject(self, subject: Subject) -> None:
        """Open a page, unless it is the one that is open."""
        from tui.desk.screens.profile import ProfileScreen

        if not (isinstance(self.screen, ProfileScreen) and self.screen.subject == subject):
            self.push_screen(ProfileScreen(subject, self.source, self.today, self.zone))

    def action_help(self) -> None:
        """All keys, the ones that work here first."""
        from tui.desk.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(contexts_of(self.screen)))

    def action_command_palette(self) -> None:
        """What can be done and opened, in the reader's language."""
        from tui.desk.screens.command_palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=say("palette.prompt"), id="--command-palette"))

    def search_themes(self) -> None:
        """All themes, to choose from in the reader's language."""
        from textual.theme import ThemeProvider

        from tui.desk.screens.command_palette import Palette

        self.push_screen(Palette([ThemeProvider], placeholder=say("palette.theme-prompt")))

    def action_names(self) -> None:
        """The page of who or what is named here; where several are, the reader chooses."""
        from tui.desk.screens.chooser import Choice, Chooser

        found = named_here(self)
        if not found:
            self.notify(say("profile.none-named"), timeout=3, markup=False)
        elif len(found) == 1:
            self.show_subject(found[0])
        else:
            choices = [Choice(one, title(one), INK_OF_KIND.get(one.kind, ""), kind(one)) for one in found]
            self.push_screen(Chooser(say("profile.here"), choices), lambda one: self.show_subject(one) if one else None)


def named_here(app: App[Any]) -> list[Subject]:
    """Whom and what the row under the cursor, else the screen, names; each once."""
    rows = app.focused if isinstance(app.focused, Rows) else None
    found: Sequence[Subject] = rows.named(rows.current) if rows is not None and rows.current is not None else ()
    if not found:
        tell: Callable[[], Iterable[Subject]] | None = getattr(app.screen, "named", None)
        found = tuple(tell()) if tell is not None else ()
    return list(dict.fromkeys(found))


def title(subject: Subject) -> str:
    """How people call a subject."""
    return _NAMES.get(subject.kind, str)(subject.name)


def titles(subjects: Sequence[Subject]) -> str:
    """How people call the first of several, and how many there are besides."""
    named = " · ".join(map(title, subjects[:_NAMED]))
    more = f" +{form.number(len(subjects) - _NAMED)}" if len(subjects) > _NAMED else ""
    return named[:1].upper() + named[1:] + more


def mined(commodities: Sequence[str]) -> list[Subject]:
    """Commodities as subjects, without groups where one of them is named."""
    return [Subject("commodity", key) for key in form.specific(commodities)]


def kind(subject: Subject) -> str:
    return say(f"profile.{subject.kind}") if subject.kind else ""


def offers() -> type[Provider]:
    """What adds the names to the palette; brought in when that is opened."""
    from tui.desk.offers import NamesProvider

    return NamesProvider
