"""What can be done with an item outside the desk: open it in the browser, copy its link. Only http and https leave."""

from __future__ import annotations

from textual.app import App

from tui import text as boundary
from tui.words import say


def browse(app: App[object], link: str) -> None:
    """Open the item's page in the browser; say so when it has no link that may be opened."""
    address = boundary.link(link)
    if address:
        app.open_url(address)
        app.notify(say("desk.opened"), timeout=3, markup=False)
    else:
        app.notify(say("desk.no-link"), severity="warning", timeout=4, markup=False)


def copy(app: App[object], link: str) -> None:
    """Put the item's link on the clipboard."""
    address = boundary.link(link)
    if address:
        app.copy_to_clipboard(address)
        app.notify(say("desk.copied"), timeout=3, markup=False)
    else:
        app.notify(say("desk.no-link"), severity="warning", timeout=4, markup=False)
