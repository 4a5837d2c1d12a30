"""What helps against a feed's failure: from what its state tells to the name of an advice (``remedy`` in the words)."""

from __future__ import annotations

from tui.feeds.fault import kind_of
from tui.feeds.state import FeedState

_BY_STATUS = {
    400: "request",
    401: "credentials",
    402: "credentials",
    403: "agent",
    404: "lost",
    406: "agent",
    407: "proxy",
    410: "gone",
    429: "often",
    451: "agent",
}
_BY_KIND = {
    "circle": "address",
    "redirects": "address",
    "nowhere": "address",
    "no-target": "address",
    "scheme": "address",
    "unusable": "address",
    "inside": "inside",
    "slow": "wait",
    "unreachable": "wait",
    "refused": "wait",
    "no-name": "name",
    "certificate": "certificate",
    "no-tls": "address",
    "proxy": "proxy",
    "stopped": "wait",
    "broke-off": "wait",
    "too-large": "large",
    "corrupt": "publisher",
    "coding": "publisher",
    "empty": "wait",
    "serves": "wrong",
    "login": "login",
    "no-feed": "wrong",
    "bad-json": "publisher",
    "other-json": "wrong",
    "maps": "index",
    "untitled": "wrong",
    "broken-map": "publisher",
    "doctype": "publisher",
    "deep-map": "publisher",
    "malformed": "publisher",
    "cut-short": "wait",
    "memory": "large",
    "too-slow": "large",
    "unread": "publisher",
    "selector": "selector",
    "network": "network",
}


def remedy(state: FeedState) -> str:
    """The name of the advice for a feed that fails; "" while all is well, "look" where nothing better is known."""
    if state.error is None:
        return ""
    if state.status is not None and state.status >= 400:
        return _BY_STATUS.get(state.status, "wait" if state.status >= 500 else "look")
    return _BY_KIND.get(kind_of(state.error), "look")
