"""``kenwatch rates``: fetch the central bank's rates for the days of deals."""

from __future__ import annotations

import asyncio

import click

from tui.cli import err, options, out
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.words import count, say


@click.command(cls=Verb)
@click.option("--since", metavar="SPAN|DATE", help="Only for deals from this day on: 30d, 12w, 6m, 20y or 2025-01-01.")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True, help="At most this many days.")
@click.pass_obj
def rates(session: Session, since: str | None, limit: int) -> int:
    """Fetch the National Bank of Kazakhstan's rates for the days of deals in tenge and other currencies, one day after the
    other and each once for ever. Until then yearly averages convert; each sum says which rate was used.

    Example: kenwatch rates --since 5y
    """
    from tui.feeds.rates import BANK
    from tui.poller.rates import update

    world = session.world()
    if session.offline:
        raise err.FailureError(say("poll.offline"), err.Code.USAGE)
    first = options.query(world, since, None, "", None).since
    base = world.config.rates or BANK
    report = asyncio.run(
        update(world.archive_path, world.clock, base=base, since=first, limit=limit, contact=world.config.contact)
    )
    if report.error:
        err.narrate(report.error)
    out.lines([say("rates.done", days=count(len(report.days), "day"), left=report.left)])
    return err.Code.FEEDS_FAILED if report.error and not report.days else err.Code.DONE
