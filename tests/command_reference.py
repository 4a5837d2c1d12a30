"""docs/commands.md, out of the commands themselves: ``python tests/command_reference.py`` writes it anew."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from tui.cli.root import root

FILE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"

_HEAD = """\
# Commands

This page is written by `python tests/command_reference.py` out of the commands' own help; a test compares the two.

Global options stand before the verb: `kenwatch --offline news`. Spans are `30d`, `12w`, `6m`, `20y` or a date such as
`2025-01-01`. `--query` takes [the query language](queries.md). What is printed to standard output is data, what is told on
standard error is narration. A run ends with 0 when it is done, 1 after an error of ours, 2 after a mistake on the command
line or in the configuration, 3 when every feed that was asked failed.
"""


def commands() -> Iterator[tuple[str, click.Command]]:
    """The command and all verbs, by how they are called, groups before their verbs."""
    yield "kenwatch", root
    yield from _below("kenwatch", root)


def _below(path: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _below(f"{path} {name}", command)


def options(command: click.Command) -> list[click.Option]:
    """The options that a command's help shows, but for --help itself."""
    return [parameter for parameter in command.params if isinstance(parameter, click.Option) and not parameter.hidden]


def paragraphs(command: click.Command) -> list[str]:
    """A command's help, a line a paragraph."""
    return [" ".join(part.split()) for part in inspect.cleandoc(command.help or "").split("\n\n")]


def page() -> str:
    """The whole of docs/commands.md."""
    return "\n".join([_HEAD, *(_section(path, command) for path, command in commands())])


def _section(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path)
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    told = [
        f"```sh\n{p.removeprefix('Example: ')}\n```" if p.startswith("Example: ") else p for p in paragraphs(command)
    ]
    lines = [_option(option, context) for option in options(command)]
    return "\n".join(
        [f"## {path}\n", f"`{usage}`\n", *(f"{part}\n" for part in told), *lines, *([""] if lines else [])]
    )


def _option(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    assert record is not None
    return f"- `{record[0]}`: {record[1]}"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
