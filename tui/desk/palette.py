"""The colours of our two themes, by role. Data only, so that the curtain can use them before the screens are there."""

from __future__ import annotations

KARATAU: dict[str, str] = {
    "background": "#15181b",
    "surface": "#1b1f23",
    "panel": "#22272c",
    "foreground": "#d6d0c6",
    "quiet": "#a6a198",
    "faint": "#97938b",
    "line": "#343a40",
    "thumb": "#3a4047",
    "copper": "#d99a6e",
    "gold": "#d9b65c",
    "partner": "#86abc9",
    "commodity": "#b9a5d0",
    "good": "#8fb573",
    "bad": "#e0766a",
    "cursor": "#2f2a26",
    "cursor-blurred": "#20242a",
    "lit": "#4a3a20",
}
"""Near-black slate, warm grey text, copper and gold."""

STEPPE: dict[str, str] = {
    "background": "#f6f1e7",
    "surface": "#efe8da",
    "panel": "#e9e1d1",
    "foreground": "#2e2a25",
    "quiet": "#5c564d",
    "faint": "#665f55",
    "line": "#cfc5b3",
    "thumb": "#cabfac",
    "copper": "#8f4518",
    "gold": "#6b4e00",
    "partner": "#285a80",
    "commodity": "#5f4480",
    "good": "#355f1c",
    "bad": "#a0251c",
    "cursor": "#ead9c3",
    "cursor-blurred": "#ebe4d5",
    "lit": "#f3dc9f",
}
"""Warm paper, the same roles."""
