"""What helps against a feed's failure: from what its state tells to the name of an advice (``remedy`` in the words)."""

from __future__ import annotations

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
_BY_SENTENCE = (
    ("asks for a login", "login"),
    ("index of sitemaps", "index"),
    ("names no titles", "wrong"),
    ("address serves", "wrong"),
    ("neither RSS", "wrong"),
    ("not a JSON Feed", "wrong"),
    ("answer is empty", "wait"),
    ("not valid CSS", "selector"),
    ("cut short", "wait"),
    ("redirects", "address"),
    ("only http", "address"),
    ("cannot be used", "address"),
    ("own network", "inside"),
    ("larger than", "large"),
    ("more memory", "large"),
    ("too long to read", "large"),
    ("proxy", "proxy"),
    ("certificate", "certificate"),
    ("name cannot be found", "name"),
    ("network is down", "network"),
    ("refuses the connection", "wait"),
    ("in time", "wait"),
    ("No whole answer", "wait"),
    ("stopped answering", "wait"),
    ("broke off", "wait"),
    ("compressed", "publisher"),
    ("cannot be read as such", "publisher"),
    ("malformed", "publisher"),
    ("broken before", "publisher"),
    ("document type", "publisher"),
    ("nested deeper", "publisher"),
    ("Reading the feed failed", "publisher"),
)


def remedy(state: FeedState) -> str:
    """The name of the advice for a feed that fails; "" while all is well, "look" where nothing better is known."""
    if state.error is None:
        return ""
    if state.status is not None and state.status >= 400:
        return _BY_STATUS.get(state.status, "wait" if state.status >= 500 else "look")
    return of_sentence(state.error)


def of_sentence(error: str) -> str:
    """The name of the advice for a failure told in a plain sentence."""
    return next((name for sign, name in _BY_SENTENCE if sign in error), "look")
