"""Commands: each says what it does and gives an example that its own parser takes, each option has help, and
docs/commands.md is what the commands say."""

from __future__ import annotations

import shlex

import click
import pytest
from command_reference import FILE, commands, options, page, paragraphs

from tui.cli.root import root

COMMANDS = list(commands())


@pytest.mark.parametrize(("path", "command"), COMMANDS)
def test_every_command_and_option_has_help(path: str, command: click.Command) -> None:
    assert paragraphs(command)[0].endswith((".", ":", "…")), path
    assert [option.opts[-1] for option in options(command) if not option.help] == []


@pytest.mark.parametrize(("path", "command"), COMMANDS)
def test_every_command_gives_an_example_that_works(path: str, command: click.Command) -> None:
    examples = [part.removeprefix("Example: ") for part in paragraphs(command) if part.startswith("Example: ")]
    assert examples, f"{path}: no example"
    for example in examples:
        assert example.startswith(f"{path} ") or example == path
        _parse(shlex.split(example)[1:])


def _parse(arguments: list[str]) -> None:
    """Parses as kenwatch would, without running anything; files that an example names need not exist."""
    command: click.Command = root
    while isinstance(command, click.Group) and not arguments[0].startswith("-"):
        found = command.get_command(click.Context(command), arguments[0])
        assert found is not None, arguments
        command, arguments = found, arguments[1:]
    kept = [(parameter, parameter.type) for parameter in command.params]
    try:
        for parameter, kind in kept:
            if isinstance(kind, click.Path):
                parameter.type = click.STRING
        command.make_context("kenwatch", arguments)
    finally:
        for parameter, kind in kept:
            parameter.type = kind


def test_the_page_is_what_the_commands_say() -> None:
    assert FILE.read_text(encoding="utf-8") == page(), "write it anew: python tests/command_reference.py"
