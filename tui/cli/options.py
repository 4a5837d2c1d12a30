"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli import err
from tui.words import LANGUAGES, catalogue, say

if TYPE_CHECKING:
    from tui.cli.session import World
    from tui.ledger.query import Query

F = TypeVar("F", bound=Callable[..., Any])


def span(command: F) -> F:
    """``--since``, ``--until`` and ``--query``."""
    command = click.option(
        "--query", default="", metavar="Q", help='Only what fits, such as "country:CN copper"; @NAME is a saved view.'
    )(command)
    command = click.option("--until", metavar="SPAN|DATE", help="The last day.")(command)
    return click.option("--since", metavar="SPAN|DATE", help="The first day: 30d, 12w, 6m, 20y or 2025-01-01.")(command)


def query(world: World, since: str | None, until: str | None, text: str, limit: int | None) -> Query:
    """The ledger's query for the options given, spans counted back from the day it is in the user's time zone."""
    from tui.ledger.query import Query

    now = today(world)
    first, last = _day("since", since, now), _day("until", until, now)
    check_order(first, last)
    asked = Query(first, last, limit)
    if not text.strip():
        return asked
    from tui.ledger.language import QueryError, names_of, parse

    try:
        return asked.narrowed(parse(text, names_of(world.config, world.clock()), world.config.views))
    except QueryError as error:
        raise err.QueryFaultError(str(error), text, error.start, error.end) from error


def check_order(first: date | None, last: date | None) -> None:
    """Raises BadParameter where the first day is behind the last."""
    if first and last and first > last:
        told = say("usage.order", since=first.isoformat(), until=last.isoformat())
        raise click.BadParameter(told, param_hint="--since")


def today(world: World) -> date:
    """The day that it is in the user's time zone."""
    from tui.config.zone import zone_of

    return world.clock().astimezone(zone_of(world.config)).date()


def named(option: str, given: str) -> str:
    """The key of what people call a country or a commodity in any of the languages; "" where nothing is given."""
    if not given:
        return ""
    for language in LANGUAGES:
        for key, word in catalogue(language)[option].items():
            if given.casefold() in (key.casefold(), str(word).casefold()):
                return str(key)
    reason = say("listing.country", given=given) if option == "country" else say("listing.commodity", given=given)
    raise click.BadParameter(reason, param_hint=f"--{option}")


def _day(option: str, text: str | None, today: date) -> date | None:
    return None if text is None else day(option, text, today)


def day(option: str, text: str, today: date) -> date:
    """The day that a span or date given as ``--option`` means."""
    from tui.ledger.period import since

    try:
        return since(text, today)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=f"--{option}") from error
