"""What can be done with an item outside the desk: open it in the browser, copy its link or a citation. Only http and https
leave, and nothing that is started writes to the desk's terminal."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import webbrowser
from datetime import tzinfo
from pathlib import Path

from textual.app import App

from tui import form
from tui import text as boundary
from tui.ledger.entries import NewsEntry
from tui.words import say

_IN_TERMINALS = frozenset({"www-browser", "links", "elinks", "lynx", "w3m", "browsh"})
_TMUX = ("tmux", "load-buffer", "-w", "-")
"""tmux keeps what is copied in a buffer of its own and hands it to the terminal; an escape sequence alone it may drop."""


def browse(app: App[object], link: str) -> None:
    """Open the item's page in the browser; where there is none but for terminals, copy the link. Says what it did."""
    address = boundary.link(link)
    if not address:
        app.notify(say("desk.no-link"), severity="warning", timeout=4, markup=False)
    elif app.is_web or app.is_headless or has_browser():
        _open(app, address)
        app.notify(say("desk.opened"), timeout=3, markup=False)
    else:
        _put(app, address)
        app.notify(say("desk.copied-instead"), timeout=4, markup=False)


def has_browser() -> bool:
    """Whether the system has a browser with a window of its own: one that runs in a terminal would take the desk's."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    return Path(getattr(found, "name", "")).name not in _IN_TERMINALS


def _open(app: App[object], address: str) -> None:
    """Open an address. What the system's opener has to say must not get onto the desk's terminal."""
    opener = None if app.is_web or app.is_headless else shutil.which("xdg-open")
    if opener is None:
        app.open_url(address)
        return
    quiet = subprocess.DEVNULL
    subprocess.Popen([opener, address], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def copy(app: App[object], link: str) -> None:
    """Put the item's link on the clipboard."""
    address = boundary.link(link)
    if address:
        _put(app, address)
        app.notify(say("desk.copied"), timeout=3, markup=False)
    else:
        app.notify(say("desk.no-link"), severity="warning", timeout=4, markup=False)


def cite(app: App[object], entry: NewsEntry, zone: tzinfo) -> None:
    """Put a citation of the item on the clipboard."""
    _put(app, citation(entry, zone))
    app.notify(say("desk.cited"), timeout=3, markup=False)


def citation(entry: NewsEntry, zone: tzinfo) -> str:
    """Source, title, date and link in one line: ``The Astana Times, “Title”, 19 Nov 2026, https://…``."""
    told = say(
        "desk.citation",
        source=boundary.line(entry.source),
        title=boundary.line(entry.title, 300),
        date=form.day(entry.published, zone),
        link=boundary.link(entry.link),
    )
    return told.rstrip(", ")


def _put(app: App[object], words: str) -> None:
    """On the clipboard, through the terminal (OSC 52) and, within tmux, through it too."""
    app.copy_to_clipboard(words)
    if os.environ.get("TMUX"):
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run(_TMUX, input=words.encode(), timeout=1, check=False, capture_output=True)
