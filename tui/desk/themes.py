"""The desk's colours: two themes of our own, and the terminal's own sixteen colours as the third.

Widgets name roles (``$partner``, ``$gold`` …), never colours; Textual's other themes get the roles from their own colours.
"""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.app import App
from textual.color import Color, ColorParseError
from textual.theme import Theme

ROLES: dict[str, str] = {
    "quiet": "foreground-muted",
    "faint": "foreground-disabled",
    "line": "border-blurred",
    "partner": "text-secondary",
    "commodity": "text-accent",
    "gold": "text-warning",
    "copper": "text-primary",
    "good": "text-success",
    "bad": "text-error",
    "cursor": "boost",
    "cursor-blurred": "boost",
    "lit": "warning-muted",
    "cursor-text-style": "none",
    "lit-text-style": "none",
}
"""Each role, and the variable of Textual's that stands in where a theme does not know it."""

KARATAU = Theme(
    name="karatau",
    dark=True,
    primary="#d08c5f",
    secondary="#86abc9",
    accent="#d08c5f",
    warning="#d9b65c",
    error="#e0766a",
    success="#8fb573",
    foreground="#d6d0c6",
    background="#15181b",
    surface="#1b1f23",
    panel="#22272c",
    variables={
        "quiet": "#9c978e",
        "faint": "#85817a",
        "line": "#343a40",
        "partner": "#86abc9",
        "commodity": "#b9a5d0",
        "gold": "#d9b65c",
        "copper": "#d99a6e",
        "good": "#8fb573",
        "bad": "#e0766a",
        "cursor": "#2f2a26",
        "cursor-blurred": "#20242a",
        "lit": "#4a3a20",
        "border": "#d08c5f",
        "border-blurred": "#343a40",
        "scrollbar": "#3a4047",
        "scrollbar-hover": "#d08c5f",
        "scrollbar-active": "#d08c5f",
        "scrollbar-background": "#15181b",
        "scrollbar-background-hover": "#15181b",
        "scrollbar-background-active": "#15181b",
        "scrollbar-corner-color": "#15181b",
        "input-selection-background": "#d08c5f 35%",
    },
)

STEPPE = Theme(
    name="steppe",
    dark=False,
    primary="#94491b",
    secondary="#2b5d84",
    accent="#94491b",
    warning="#775600",
    error="#a5281f",
    success="#3b6a1f",
    foreground="#2e2a25",
    background="#f6f1e7",
    surface="#efe8da",
    panel="#e9e1d1",
    variables={
        "quiet": "#625c53",
        "faint": "#6b655b",
        "line": "#cfc5b3",
        "partner": "#2b5d84",
        "commodity": "#654a85",
        "gold": "#735300",
        "copper": "#8f4518",
        "good": "#3b6a1f",
        "bad": "#a5281f",
        "cursor": "#ead9c3",
        "cursor-blurred": "#ebe4d5",
        "lit": "#f3dc9f",
        "border": "#94491b",
        "border-blurred": "#cfc5b3",
        "scrollbar": "#cabfac",
        "scrollbar-hover": "#94491b",
        "scrollbar-active": "#94491b",
        "scrollbar-background": "#f6f1e7",
        "scrollbar-background-hover": "#f6f1e7",
        "scrollbar-background-active": "#f6f1e7",
        "scrollbar-corner-color": "#f6f1e7",
        "input-selection-background": "#94491b 25%",
    },
)

TERMINAL = Theme(
    name="terminal",
    ansi=True,
    dark=True,
    primary="ansi_yellow",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "quiet": "ansi_default",
        "faint": "ansi_bright_black",
        "line": "ansi_bright_black",
        "partner": "ansi_cyan",
        "commodity": "ansi_magenta",
        "gold": "ansi_yellow",
        "copper": "ansi_yellow",
        "good": "ansi_green",
        "bad": "ansi_red",
        "cursor": "ansi_default",
        "cursor-blurred": "ansi_default",
        "lit": "ansi_default",
        "cursor-text-style": "reverse",
        "lit-text-style": "bold underline",
        "border": "ansi_yellow",
        "border-blurred": "ansi_bright_black",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_white",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_white",
        "scrollbar-active": "ansi_yellow",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "scrollbar-corner-color": "ansi_default",
    },
)

OURS = (KARATAU, STEPPE, TERMINAL)

_GROUNDS = {"cursor": "cursor-text-style", "cursor-blurred": "cursor-text-style", "lit": "lit-text-style"}
"""Roles that colour the ground, with the text style that takes their part where there are no colours to speak of."""


def with_roles(variables: dict[str, str]) -> dict[str, str]:
    """The variables of a theme with every role filled in."""
    return {role: variables.get(stand_in, stand_in) for role, stand_in in ROLES.items()} | variables


def inks(app: App[object]) -> dict[str, Style]:
    """The styles that widgets write with under the app's theme, by the name of the role; ``strong`` is bold text."""
    variables = app.theme_variables
    return _inks(variables["background"], tuple((role, variables[role]) for role in ROLES))


@lru_cache(8)
def _inks(background: str, roles: tuple[tuple[str, str], ...]) -> dict[str, Style]:
    values = dict(roles)
    styles = {"strong": Style(bold=True), "italic": Style(italic=True)}
    for role, value in roles:
        if role.endswith("-style"):
            continue
        try:
            colour = (Color.parse(background) + Color.parse(value)).rich_color
        except ColorParseError:
            styles[role] = Style()
            continue
        if role in _GROUNDS:
            text_style = values[_GROUNDS[role]].replace("none", "")
            styles[role] = Style(bgcolor=None if colour.is_default else colour) + Style.parse(text_style)
        else:
            styles[role] = Style(color=colour)
            styles[f"{role}-strong"] = Style(color=colour, bold=True)
    return styles
