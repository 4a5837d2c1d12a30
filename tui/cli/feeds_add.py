"""``kenwatch feeds add`` and ``discover``: from a site's address to a feed in feeds.toml."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import click

from tui.cli import err, feeds_file, out
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.config.model import FEED_KINDS
from tui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.cli.session import World
    from tui.config.model import Config, FeedConfig
    from tui.poller.trials import Searched, Trial

_SETTINGS = (
    click.option("--agent", help="How to introduce oneself to this publisher."),
    click.option("--header", "headers", multiple=True, metavar="NAME=VALUE", help="A header to send; may be repeated."),
    click.option("--proxy", metavar="URL", help="The proxy to ask through."),
    click.option("--user", help="The name to sign in with."),
    click.option("--password-env", metavar="VARIABLE", help="The environment variable that holds the password."),
    click.option("--token-env", metavar="VARIABLE", help="The environment variable that holds a bearer token."),
)


def _places(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[int, ...]:
    """Numbers of a list, each given alone or with commas between."""
    number: click.ParamType[Any] = click.IntRange(min=1)
    return tuple(number.convert(part.strip(), param, ctx) for parts in given for part in parts.split(","))


def _with_settings(command: Any) -> Any:
    for option in reversed(_SETTINGS):
        command = option(command)
    return command


@click.command(cls=Verb)
@click.argument("url")
@click.option("--title", help="What to call the feed; else its own title.")
@click.option("--group", help="The group to put it into.")
@click.option("--kind", type=click.Choice(FEED_KINDS), help="What kind of source it is.")
@click.option("--language", metavar="CODE", help="The language it is written in: en, ru, kk …")
@click.option("--every", metavar="SPAN", help="How often to ask it: 30m, 2h, 1d.")
@_with_settings
@click.option("--choose", callback=_places, multiple=True, metavar="N,…", help="Take the Nth feed found.")
@click.option("--yes", is_flag=True, help="Ask nothing; of several feeds take the first.")
@click.pass_obj
def add(session: Session, /, url: str, choose: tuple[int, ...], yes: bool, **given: Any) -> int:
    """Find the feeds of a site (or take a feed's own address), try them, show what they bring, and add one to feeds.toml.

    Ends with 3 when no feed was found.

    Example: kenwatch feeds add astanatimes.com --group Kazakhstan
    """
    from tui.config import edit
    from tui.poller.trials import table

    world = session.world()
    feeds_file.path_of(world)
    settings = _settings(given)
    address = _address(session, url)
    known = _known(world.config, address)
    if known is not None:
        _tell_known(world, known)
        return err.Code.DONE
    found = _search(world, address, settings, guessed="://" not in url)
    _show(found)
    chosen = _chosen(found, choose, yes)
    new = [trial for trial in chosen if trial.known is None]
    for trial in chosen:
        if trial.known is not None:
            _tell_known(world, trial.known)
    if not chosen:
        out.lines([say("feeds.not-added")])
    if new:
        tables = [table(trial, settings) for trial in new]
        path = feeds_file.edit(world, lambda text: edit.add(text, tables))
        out.lines(say("feeds.added", title=written["title"], path=path) for written in tables)
    return err.Code.DONE


@click.command(cls=Verb)
@click.argument("site")
@_with_settings
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "jsonl", "csv", "md")),
    default="table",
    help="How to print it.",
)
@click.pass_obj
def discover(session: Session, /, site: str, form: str, **given: Any) -> None:
    """Find the feeds of a site, try them and show what they bring. Nothing is added.

    Ends with 3 when no feed was found.

    Example: kenwatch feeds discover kursiv.media
    """
    from tui.cli.feeds_search import shape

    found = _search(session.world(), _address(session, site), _settings(given), guessed="://" not in site)
    if form == "json":
        out.json_text([shape(trial) for trial in found.trials])
    elif form == "jsonl":
        for trial in found.trials:
            out.json_line(shape(trial))
    elif form in ("csv", "md"):
        from tui.brief.feedtables import FOUND

        out.table(FOUND, [shape(trial) for trial in found.trials], form)
    else:
        _show(found)


def _address(session: Session, written: str) -> str:
    from tui.feeds.discovery import site_address

    if session.offline:
        raise err.FailureError(say("poll.offline"), err.Code.USAGE)
    address = site_address(written)
    if not address:
        raise click.UsageError(say("feeds.no-address", written=repr(written)))
    return address


def _search(world: World, address: str, settings: dict[str, Any], *, guessed: bool) -> Searched:
    """Raises FailureError, after telling what was tried, where no feed was found."""
    import asyncio

    from tui.poller.trials import search

    def tell(url: str) -> None:
        if sys.stderr.isatty():
            err.narrate(say("feeds.asking", url=url))

    found = asyncio.run(search(world.config, _site(address, settings), world.clock, tell, guessed=guessed))
    if not found.trials:
        _tell_failed(found)
        sentence = f"{say('feeds.none', url=found.url)} {say('feeds.none-hint')}"
        raise err.FailureError(sentence, err.Code.FEEDS_FAILED)
    return found


def _show(found: Searched) -> None:
    from tui.cli.feeds_search import described

    out.lines(described(found.trials))
    _tell_failed(found)


def _tell_failed(found: Searched) -> None:
    from tui.feeds.fault import told

    err.narrate_all(say("feeds.tried", url=find.url, error=told(find.error)) for find in found.failed)


def _known(config: Config, address: str) -> FeedConfig | None:
    """The feed of feeds.toml that already has the address."""
    from tui.feeds.opml import same

    return next((feed for feed in config.feeds if same(feed.url) == same(address)), None)


def _tell_known(world: World, known: FeedConfig) -> None:
    key = "feeds.already" if known.enabled else "feeds.already-off"
    out.lines([say(key, title=known.title, path=world.config.path)])


def _chosen(found: Searched, choose: tuple[int, ...], yes: bool) -> Sequence[Trial]:
    """The feeds that are wanted: those named, or the only one, or what the user says; numbers are those that were shown."""
    asking = sys.stdin.isatty() and sys.stdout.isatty()
    trials = found.trials
    if choose:
        return _numbered(trials, choose)
    if yes:
        return trials[:1]
    if len(trials) == 1:
        sure = trials[0].known is not None or not asking or click.confirm(say("feeds.add-it"), default=True, err=True)
        return trials if sure else ()
    if not asking:
        raise err.FailureError(say("feeds.several", url=found.url), err.Code.USAGE)
    answer = click.prompt(say("feeds.which"), default="", show_default=False, err=True)
    return _numbered(trials, tuple(int(number) for number in re.findall(r"\d{1,4}", answer)))


def _numbered(trials: Sequence[Trial], numbers: Sequence[int]) -> Sequence[Trial]:
    for number in numbers:
        if not 1 <= number <= len(trials):
            raise click.UsageError(say("feeds.no-such-choice", n=number, count=len(trials)))
    return [trials[number - 1] for number in dict.fromkeys(numbers)]


def _settings(given: dict[str, Any]) -> dict[str, Any]:
    """The options given, as a table of feeds.toml has them. Raises BadParameter where one is not what it should be."""
    from tui.config import checks

    auth = {key: given.pop(key) for key in ("user", "password_env", "token_env")}
    pairs = [header.partition("=") for header in given.pop("headers")]
    wanted = {
        **given,
        "headers": {name.strip(): value.strip() for name, _, value in pairs},
        "auth": {key: value for key, value in auth.items() if value},
    }
    settings = {key: value for key, value in wanted.items() if value}
    if not all(name.strip() and equals for name, equals, _ in pairs):
        raise click.BadParameter(say("feeds.header"), param_hint="--header")
    for key, check in (("every", checks.span), ("language", checks.language), ("headers", checks.pairs)):
        try:
            if key in settings:
                check(settings[key])
        except checks.MistakeError as mistake:
            likely = mistake.suggestion
            told = say("setting.likely", what=mistake, likely=likely) if likely else str(mistake)
            raise click.BadParameter(told, param_hint=f"--{key.removesuffix('s')}") from mistake
    return settings


def _site(address: str, settings: dict[str, Any]) -> FeedConfig:
    from tui.config import checks
    from tui.config.model import FeedConfig

    return FeedConfig(
        address,
        address,
        language=settings.get("language"),
        headers=checks.pairs(settings.get("headers", {})),
        agent=settings.get("agent"),
        proxy=settings.get("proxy"),
        auth=checks.auth(settings["auth"]) if "auth" in settings else None,
    )
