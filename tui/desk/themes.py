"""The desk's colours: two themes of our own, and the terminal's own sixteen colours as the third.

Widgets name roles (``$partner``, ``$gold`` …), never colours; Textual's other themes get the roles from their own colours.
"""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.app import App
from textual.color import Color, ColorParseError
from textual.theme import Theme

from tui.desk import palette

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
    "cursor-blurred-text-style": "none",
    "lit-text-style": "none",
    "quiet-text-style": "none",
}
"""Each role, and the variable of Textual's that stands in where a theme does not know it."""


def _theme(name: str, colours: dict[str, str], *, dark: bool) -> Theme:
    """A theme of ours: Textual's own variables follow from the roles."""
    ground, accent = colours["background"], colours["copper"]
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=colours["partner"],
        accent=accent,
        warning=colours["gold"],
        error=colours["bad"],
        success=colours["good"],
        foreground=colours["foreground"],
        background=ground,
        surface=colours["surface"],
        panel=colours["panel"],
        variables={role: colours[role] for role in ROLES if role in colours}
        | {
            "border": accent,
            "border-blurred": colours["line"],
            "scrollbar": colours["thumb"],
            "scrollbar-hover": accent,
            "scrollbar-active": accent,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
            "input-selection-background": f"{accent} 35%",
        },
    )


KARATAU = _theme("karatau", palette.KARATAU, dark=True)
STEPPE = _theme("steppe", palette.STEPPE, dark=False)
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
        "cursor-blurred-text-style": "bold",
        "lit-text-style": "bold underline",
        "quiet-text-style": "dim",
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

_GROUNDS = ("cursor", "cursor-blurred", "lit")
"""Roles that colour the ground rather than the text."""

_TEXT_STYLES = {
    "cursor": "cursor-text-style",
    "cursor-blurred": "cursor-blurred-text-style",
    "lit": "lit-text-style",
    "quiet": "quiet-text-style",
    "faint": "quiet-text-style",
}
"""Text styles that take a role's part where there are no colours to speak of."""


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
        text_style = values.get(_TEXT_STYLES.get(role, ""), "none").replace("none", "")
        styles[role] = _coloured(background, role, value) + Style.parse(text_style)
        if role not in _GROUNDS:
            styles[f"{role}-strong"] = styles[role] + Style(bold=True)
    return styles


def _coloured(background: str, role: str, value: str) -> Style:
    try:
        colour = (Color.parse(background) + Color.parse(value)).rich_color
    except ColorParseError:
        return Style()
    if role in _GROUNDS:
        return Style(bgcolor=None if colour.is_default else colour)
    return Style(color=colour)
