"""The command ``kenwatch``: global options, and the verbs by name, each imported when it is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

import tui
from tui.cli import err
from tui.cli.session import Session
from tui.cli.verb import FILE, Verbs
from tui.words import say

VERBS = {
    "poll": "tui.cli.poll",
    "analyze": "tui.cli.analyze",
    "explain": "tui.cli.explain",
    "check": "tui.cli.check",
    "candidates": "tui.cli.candidates",
    "reread": "tui.cli.reread",
    "export": "tui.cli.export",
    "news": "tui.cli.listings",
    "deals": "tui.cli.listings",
    "metrics": "tui.cli.listings",
    "events": "tui.cli.listings",
    "companies": "tui.cli.listings",
    "partners": "tui.cli.listings",
    "timeline": "tui.cli.listings",
    "stories": "tui.cli.listings",
    "search": "tui.cli.listings",
    "corrections": "tui.cli.corrections",
    "rates": "tui.cli.rates",
    "feeds": "tui.cli.feeds",
    "serve": "tui.cli.serve",
    "doctor": "tui.cli.doctor",
    "backup": "tui.cli.upkeep",
    "restore": "tui.cli.upkeep",
    "prune": "tui.cli.upkeep",
    "vacuum": "tui.cli.upkeep",
    "completion": "tui.cli.completion",
}


_DRIVER = "TEXTUAL_DRIVER"
"""Set where the desk is shown by something else than a terminal: a browser."""


class LazyGroup(Verbs):
    """A group that knows its verbs' modules and imports only the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = VERBS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(import_module(module), cmd_name)
        return command

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        with err.reader_may_go():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with err.reader_may_go():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from tui.cli.usage import speak_as_configured, with_likely

            speak_as_configured(ctx)
            told = with_likely(say("usage.no-command", name=args[0]), args[0], VERBS)
            raise click.UsageError(told, ctx) from error


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(tui.__version__, message="kenwatch %(version)s")
@click.option(
    "--config", type=FILE, metavar="FILE", help="The feeds.toml to use. Else KENWATCH_CONFIG, else ./feeds.toml."
)
@click.option(
    "--archive", type=FILE, metavar="FILE", help="The archive to use. Else KENWATCH_ARCHIVE, else cache/archive.db."
)
@click.option("--demo", is_flag=True, help="Use the demonstration's feeds, archive and clock; touch nothing of yours.")
@click.option("--offline", is_flag=True, help="Ask no feed.")
@click.option("--mouse/--no-mouse", default=True, help="Whether the desk listens to the mouse.")
@click.pass_context
def root(
    ctx: click.Context, config: str | None, archive: str | None, demo: bool, offline: bool, mouse: bool
) -> int | None:
    """A desk for Kazakhstan's mining and its foreign partners: deals, company figures and cooperation out of the feeds
    you choose, each with the sentence that proves it.

    Without a verb it opens the desk.

    Example: kenwatch --demo
    """
    ctx.obj = session = Session(config, archive, demo=demo, offline=offline)
    ctx.call_on_close(session.close)
    if ctx.invoked_subcommand is not None:
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not os.environ.get(_DRIVER):
        raise err.FailureError(say("cli.no-terminal"), err.Code.USAGE)
    from tui.desk import run

    world = session.world(narrated=False)
    how = {"offline": offline, "mouse": mouse}
    return run(world.config, world.problems, world.archive_path, world.clock, **how, keep=err.keep)
