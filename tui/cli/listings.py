"""The panels' twins: what the ledger knows, as a table for people or as data for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from tui.cli import err, options, out
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.words import mark, say

if TYPE_CHECKING:
    from tui.archive import Archive
    from tui.brief.columns import Table
    from tui.ledger.partners import By
    from tui.ledger.query import Query

FORMATS = ("table", "json", "jsonl", "csv", "md")


def _listing(command: Callable[..., None]) -> click.Command:
    command = click.pass_obj(command)
    command = click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print it."
    )(command)
    command = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most this many.")(command)
    return click.command(cls=Verb)(options.span(command))


@_listing
@click.option("--all", "everything", is_flag=True, help="Also what is off the beat.")
@click.option("--stories", is_flag=True, help="One row a story: its newest report.")
def news(session: Session, everything: bool, stories: bool, form: str, **asked: Any) -> None:
    """List the items on the beat, newest first.

    Example: kenwatch news --since 7d --limit 20
    """
    from tui.brief.tables import NEWS
    from tui.ledger.news import news as find

    def ask(archive: Archive, query: Query) -> Sequence[object]:
        return find(archive, query, everything=everything, stories=stories)

    _list(session, asked, form, NEWS, ask)


@_listing
def deals(session: Session, form: str, **asked: Any) -> None:
    """List deals, the most recent first.

    Example: kenwatch deals --since 6m --format csv
    """
    from tui.brief.tables import DEALS
    from tui.ledger.deals import deals as find

    _list(session, asked, form, DEALS, find)


@_listing
def metrics(session: Session, form: str, **asked: Any) -> None:
    """List the figures of companies, sites and the sector.

    Example: kenwatch metrics --query company:Kazatomprom --format md
    """
    from tui.brief.tables import METRICS
    from tui.ledger.series import series as find

    _list(session, asked, form, METRICS, find)


@_listing
def events(session: Session, form: str, **asked: Any) -> None:
    """List the events of the cooperation timeline, the most recent first.

    Example: kenwatch events --since 1y
    """
    from tui.brief.tables import EVENTS
    from tui.ledger.events import events as find

    _list(session, asked, form, EVENTS, find)


@_listing
def companies(session: Session, form: str, **asked: Any) -> None:
    """List companies with their deals, events and figures, the last told of first.

    Example: kenwatch companies --since 1y --format md
    """
    from tui.brief.tables import COMPANIES
    from tui.ledger.companies import companies as find
    from tui.ledger.language import names_of

    world = session.world()
    vocabulary = names_of(world.config, world.clock()).gazetteer()
    _list(session, asked, form, COMPANIES, lambda archive, query: find(archive, query, vocabulary))


@_listing
@click.option(
    "--by", type=click.Choice(("country", "company")), default="country", show_default=True, help="Who is a partner."
)
def partners(session: Session, by: By, form: str, **asked: Any) -> None:
    """List partners with their deals and events, those with the most signed money first.

    Example: kenwatch partners --by company --since 2y
    """
    from tui.brief.tables import PARTNERS
    from tui.ledger.partners import partners as find

    today = options.today(session.world())
    _list(session, asked, form, PARTNERS, lambda archive, query: find(archive, query, by=by, today=today))


@_listing
@click.option("--country", default="", metavar="CODE|NAME", help="Only what this country has part in.")
@click.option("--company", default="", metavar="NAME", help="Only what names this company, or a part of its name.")
@click.option("--commodity", default="", metavar="NAME", help="Only what is about this commodity.")
def timeline(session: Session, country: str, company: str, commodity: str, form: str, **asked: Any) -> None:
    """List the stages of deals and the events of any pair, the most recent first.

    Example: kenwatch timeline --country China --commodity uranium
    """
    from tui.brief.tables import TIMELINE
    from tui.ledger.timeline import Pair
    from tui.ledger.timeline import timeline as find

    pair = Pair(options.named("country", country), company, options.named("commodity", commodity))
    _list(session, asked, form, TIMELINE, lambda archive, query: find(archive, query, pair))


@_listing
def stories(session: Session, form: str, **asked: Any) -> None:
    """List the stories that several reports tell, in whatever language, the most recent first.

    Example: kenwatch stories --since 7d
    """
    from tui.brief.tables import STORIES
    from tui.ledger.stories import stories as find

    _list(session, asked, form, STORIES, find)


@_listing
@click.argument("words", metavar="QUERY…", nargs=-1, required=True)
def search(session: Session, words: tuple[str, ...], form: str, **asked: Any) -> None:
    """List the items that fit QUERY, newest first: words in any of their forms, "phrases" and terms such as country:CN.

    Example: kenwatch search медь Актогай country:CN
    """
    from tui.brief.tables import NEWS
    from tui.ledger.news import news as find

    asked["query"] = " ".join((asked["query"], *words)).strip()
    _list(session, asked, form, NEWS, lambda archive, query: find(archive, query, everything=True))


def _list(
    session: Session,
    asked: dict[str, Any],
    form: str,
    table: Table,
    find: Callable[[Archive, Query], Sequence[object]],
) -> None:
    from tui.config.zone import zone_of
    from tui.ledger.shapes import as_json

    query = options.query(session.world(), asked["since"], asked["until"], asked["query"], asked["limit"])
    entries = find(session.archive(), query)
    if form == "json":
        out.json_text([as_json(entry) for entry in entries])
    elif form == "jsonl":
        for entry in entries:
            out.json_line(as_json(entry))
    elif form == "table" and not entries:
        err.narrate(say("listing.nothing"))
    else:
        out.table(table, entries, form, zone_of(session.world().config))
        if form == "table" and any(getattr(entry, "date_from", "") == "report" for entry in entries):
            err.narrate(f"{mark('reported')} {say('brief.reported')}")
