"""The rules of politeness as a server sees them: the parts that it plays for each, and what its log has to show."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from wire_parts import XML, conditional, feed, head, item, late, raw, redirect, reply, rss, sequence  # type: ignore[import-not-found]
from wire_server import Part, Request  # type: ignore[import-not-found]
from wire_server import Server as Server

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday; the clock of those that can be given one."""

HOURS = 60
FORCED = 96 * HOURS
"""The last poll, which the user insists on."""

POLLS = (*range(0, 12 * HOURS + 1, 30), *(hours * HOURS for hours in (18, 24, 30, 36, 48, 60, 72, 84)))
"""When the programs run, in minutes; which feeds they ask then is theirs to decide."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A request, and at which poll it came."""

    minute: int
    request: Request

    @property
    def validators(self) -> tuple[str | None, str | None]:
        return self.request.get("If-None-Match"), self.request.get("If-Modified-Since")


Log = Sequence[Seen]
Parts = Callable[[str], dict[str, Part]]


@dataclass(frozen=True, slots=True)
class Rule:
    """``parts`` are what stands at the rule's addresses, given one on another host; of these ``feeds`` are subscribed to.
    ``kept`` judges the requests, those of the last poll only where the rule is ``forced``; ``at_once`` is how many may be in
    flight at the host."""

    name: str
    parts: Parts
    kept: Callable[[Log], bool]
    feeds: tuple[str, ...] = ("feed",)
    forced: bool = False
    at_once: int = 99


def _one(part: Part) -> Parts:
    return lambda other: {"feed": part}


def _in_turn(*parts: Part) -> Parts:
    return lambda other: {"feed": sequence(parts)}


def _many(count: int, part: Part) -> Parts:
    return lambda other: {f"feed{n}": part for n in range(count)}


def _back(etag: str | None, modified: str | None) -> Callable[[Log], bool]:
    """These come back, and never others; who asks without any at times is no less polite."""
    return lambda log: {one.validators for one in log} - {(None, None)} == {(etag, modified)}


def _etags(log: Log) -> set[str]:
    return {etag for etag, _ in (one.validators for one in log) if etag is not None}


def _etag(etag: str) -> Callable[[Log], bool]:
    return lambda log: _etags(log) == {etag}


def _newest_etag(log: Log) -> bool:
    """Of the n-th answer the n-th, where any is sent."""
    return bool(_etags(log)) and all(one.validators[0] in (None, f'"{number}"') for number, one in enumerate(log[1:]))


def _polls(log: Log, until: int = FORCED) -> list[int]:
    return sorted({one.minute for one in log if one.minute <= until})


def _silent(first: float, last: float) -> Callable[[Log], bool]:
    """Asked before and after, never between these minutes."""

    def judged(log: Log) -> bool:
        polls = _polls(log)
        return polls[:1] == [0] and polls[-1] >= last and not any(first <= minute < last for minute in polls)

    return judged


def _waits(minutes: int) -> Callable[[Log], bool]:
    """Polls are at least so far apart, and go on."""

    def judged(log: Log) -> bool:
        polls = _polls(log)
        return len(polls) > 2 and all(after - before >= minutes for before, after in pairwise(polls))

    return judged


def _backs_off(log: Log) -> bool:
    """Ever further apart within the first twelve hours, and not given up."""
    polls, early = _polls(log), _polls(log, 12 * HOURS)
    gaps = [after - before for before, after in pairwise(early)]
    return len(gaps) > 1 and gaps[-1] >= 2 * gaps[0] and len(early) <= 8 and polls[-1] > 12 * HOURS


def _straight(log: Log) -> bool:
    return [_leaf(one) for one in log].count("feed") == 1 and _leaf(log[-1]) == "new"


def _leaf(one: Seen) -> str:
    return str(one.request.path).rpartition("/")[2]


def _believed_in_time(log: Log) -> bool:
    """After three polls over a day at the earliest, and then for good."""
    old = [one.minute for one in log if _leaf(one) == "feed"]
    return len(set(old)) >= 3 and 24 * HOURS <= old[-1] < 72 * HOURS


def _apart(log: Log) -> bool:
    """Feeds that failed together do not all come back together."""
    polls: dict[str, set[int]] = {}
    for one in log:
        polls.setdefault(_leaf(one), set()).add(one.minute)
    return len(polls) == 6 and len({tuple(sorted(minutes)) for minutes in polls.values()}) > 1


def _once_a_poll(log: Log) -> bool:
    asked = [(one.minute, _leaf(one)) for one in log]
    return bool(asked) and len(asked) == len(set(asked))


def _all_asked(log: Log) -> bool:
    return {_leaf(one) for one in log} == set(_FEEDS)


def _header(log: Log, name: str, pattern: str) -> bool:
    return bool(log) and all(re.search(pattern, one.request.get(name) or "") for one in log)


def _plain(log: Log) -> bool:
    return bool(log) and all(
        one.request.method == "GET"
        and not one.request.get("Cookie")
        and not one.request.get("Referer")
        and _leaf(one) in {"feed", "new", "more"}
        for one in log
    )


def _at(minutes: int) -> str:
    return format_datetime(START + timedelta(minutes=minutes), usegmt=True)


_WEAK = 'W/"odd, with spaces"'
_DAY = "Friday, 20-Nov-26 08:00:00 GMT"
_GOOD = feed(3)
_QUIET = rss(item(n).replace("<link>", f"<pubDate>2026-0{n}-01</pubDate><link>") for n in (1, 3, 5))
_ERROR = reply(b"no", {"ETag": '"of the error"'}, 500)
_CUT = raw(head(200, {**XML, "ETag": '"cut"', "Content-Length": str(len(_GOOD) + 100)}) + _GOOD[:-60])
_CHATTY = {**XML, "Set-Cookie": "a=b; Path=/"}


_FEEDS = tuple(f"feed{n}" for n in range(8))
_SLOWLY = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>"
_NOON = f"<skipHours>{''.join(f'<hour>{hour}</hour>' for hour in (12, 13, 14))}</skipHours>"


def _asking(channel: str = "", **headers: str) -> Parts:
    return _one(reply(feed(3, channel), {**XML, **{name.replace("_", "-"): value for name, value in headers.items()}}))


def _moved(status: int) -> Parts:
    return lambda other: {"feed": redirect("new", status), "new": reply(_GOOD)}


VALIDATORS = (
    Rule(
        "the first request is unconditional",
        _one(conditional(_GOOD, '"x"', _DAY)),
        lambda log: log[0].validators == (None, None),
    ),
    Rule("an ETag comes back byte for byte: weak, with spaces", _one(conditional(_GOOD, _WEAK)), _etag(_WEAK)),
    Rule("... and without quotes", _one(conditional(_GOOD, "unquoted")), _etag("unquoted")),
    Rule("Last-Modified comes back byte for byte", _one(conditional(_GOOD, None, _DAY)), _back(None, _DAY)),
    Rule("both come back where both were sent", _one(conditional(_GOOD, '"x"', _at(-60))), _back('"x"', _at(-60))),
    Rule("no If-Modified-Since where only an ETag was sent", _one(conditional(_GOOD, '"x"')), _back('"x"', None)),
    Rule(
        "a new ETag is kept although the body is the same",
        _in_turn(*(reply(_GOOD, {**XML, "ETag": f'"{n}"'}) for n in range(99))),
        _newest_etag,
    ),
    Rule(
        "validators go when the last 200 had none",
        _in_turn(conditional(_GOOD, '"x"', _at(-60)), reply(feed(4))),
        lambda log: len(log) > 2 and log[2].validators == (None, None),
    ),
    Rule(
        "those of an error are never used",
        _in_turn(conditional(_GOOD, '"x"'), _ERROR, conditional(_GOOD, '"x"')),
        _etag('"x"'),
    ),
    Rule(
        "those of half a transfer are never used",
        _in_turn(_CUT, reply(_GOOD)),
        lambda log: len(log) > 1 and log[1].validators == (None, None),
    ),
)
ERRORS = (
    Rule("301 on the same host leads straight to the new address", _moved(301), _straight),
    Rule("308 on the same host does, too", _moved(308), _straight),
    Rule(
        "301 to another host is believed after polls over a day",
        lambda other: {"feed": redirect(f"{other}new", 301), "new": reply(_GOOD)},
        _believed_in_time,
    ),
    Rule(
        "302 and 307 keep the old address",
        lambda other: {"feed": redirect("new", 302), "more": redirect("new", 307), "new": reply(_GOOD)},
        lambda log: {_leaf(one) for one in log if one.minute == log[-1].minute} >= {"feed", "more"},
        feeds=("feed", "more"),
    ),
    Rule("after 410 nobody is asked", _one(reply(status=410)), lambda log: len(log) == 1),
    Rule(
        "Retry-After is obeyed on 429, in seconds",
        _in_turn(reply(b"", {"Retry-After": str(5 * 3600)}, 429), reply(_GOOD)),
        _silent(1, 5 * HOURS),
    ),
    Rule(
        "... and on 503, as a date",
        _in_turn(reply(b"", {"Retry-After": _at(5 * HOURS)}, 503), reply(_GOOD)),
        _silent(1, 5 * HOURS),
    ),
    Rule(
        "neither 410 nor Retry-After is skipped by force",
        lambda other: {"feed": reply(status=410), "busy": reply(b"", {"Retry-After": str(200 * 3600)}, 503)},
        lambda log: len(log) == 2,
        feeds=("feed", "busy"),
        forced=True,
    ),
    Rule("5xx: ever further apart", _one(reply(status=500)), _backs_off),
    Rule("404: ever further apart", _one(reply(status=404)), _backs_off),
    Rule("broken connections: ever further apart", _one(raw(b"")), _backs_off),
    Rule("what fails together does not return together", _many(6, reply(status=500)), _apart, feeds=_FEEDS[:6]),
)
WISHES = (
    Rule("max-age is obeyed", _asking(Cache_Control="public, max-age=7200"), _waits(120)),
    Rule("Expires is obeyed", _asking(Expires=_at(5 * HOURS)), _silent(1, 5 * HOURS)),
    Rule("ttl is obeyed", _asking("<ttl>120</ttl>"), _waits(120)),
    Rule("sy:updatePeriod and updateFrequency are obeyed", _asking(_SLOWLY), _waits(120)),
    Rule(
        "skipHours are skipped",
        _asking(_NOON),
        lambda log: _silent(3 * HOURS, 6 * HOURS)(log) and not any(one.minute == 28 * HOURS for one in log),
    ),
    Rule(
        "skipDays are skipped",
        _asking("<skipDays><day>Saturday</day></skipDays>"),
        _silent(15 * HOURS, 39 * HOURS),
    ),
    Rule(
        "a wish for a year is cut to days",
        _asking(Cache_Control="max-age=31536000"),
        lambda log: len(_polls(log, 72 * HOURS)) in range(2, 8),
    ),
    Rule(
        "a feed that brings nothing for long is asked less often",
        _one(reply(_QUIET)),
        lambda log: 2 < len(_polls(log, 12 * HOURS)) <= 18,
    ),
)
REQUESTS = (
    Rule(
        "one request a feed and poll, whatever happens",
        lambda other: {"feed": raw(b""), "more": reply(status=503)},
        _once_a_poll,
        feeds=("feed", "more"),
    ),
    Rule("at most two in flight for a host", _many(8, late(reply(_GOOD), 0.2)), _all_asked, feeds=_FEEDS, at_once=2),
    Rule(
        "GET only, no cookie, no Referer, nothing unasked for",
        lambda other: {"feed": redirect("new", 302), "new": reply(_GOOD, _CHATTY), "more": reply(_GOOD, _CHATTY)},
        _plain,
        feeds=("feed", "more"),
    ),
    Rule(
        "the User-Agent names product, version and a contact",
        _one(reply(_GOOD)),
        lambda log: _header(log, "User-Agent", r"^[\w.-]+/\d[\w.]* .*(?:https?://|@)"),
    ),
    Rule(
        "Accept names kinds of feeds; gzip and deflate alone",
        _one(reply(_GOOD)),
        lambda log: (
            _header(log, "Accept", r"application/(?:rss|atom)\+xml")
            and not _header(log, "Accept-Encoding", r"\bbr\b|zstd|compress|\*")
        ),
    ),
)
RULES = VALIDATORS + ERRORS + WISHES + REQUESTS
