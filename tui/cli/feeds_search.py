"""A site's feeds as ``feeds add`` and ``feeds discover`` print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui import form
from tui.text import line
from tui.words import count, say

if TYPE_CHECKING:
    from tui.poller.trials import Trial

_WIDTH = 100


def described(trials: Sequence[Trial]) -> Iterator[str]:
    """The feeds for people, numbered: title, address, what it is, its latest titles."""
    from tui.feeds.fault import told
    from tui.poller.trials import newest

    for number, trial in enumerate(trials, 1):
        feed = trial.feed
        yield f"{number}. {line(feed.title, _WIDTH) or trial.find.url}"
        yield "   " + say(
            "feeds.found",
            url=trial.find.url,
            format=feed.format or say("feeds.no-format"),
            items=count(len(feed.items), "item"),
            relevant=trial.relevant,
        )
        if trial.known is not None:
            yield "   " + say("feeds.there", title=trial.known.title)
        if feed.note:
            yield f"   {told(feed.note)}"
        for item in newest(feed):
            yield f"   {form.day(item.published):>11}  {line(item.title, _WIDTH)}"


def shape(trial: Trial) -> dict[str, object]:
    """A feed that was found, for programs."""
    from tui.poller.trials import newest

    return {
        "url": trial.find.url,
        "title": trial.feed.title,
        "format": trial.feed.format,
        "found": trial.find.how,
        "language": trial.feed.language,
        "items": len(trial.feed.items),
        "relevant": trial.relevant,
        "latest": [{"title": i.title, "link": i.link, "published": i.published} for i in newest(trial.feed)],
        "subscribed": trial.known is not None,
    }
