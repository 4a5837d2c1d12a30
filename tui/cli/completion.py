"""``kenwatch completion``: verbs and options completed by the shell."""

from __future__ import annotations

import click

from tui.cli import out
from tui.cli.verb import Verb

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_KENWATCH_COMPLETE"
_PARTED = ('string split ","', 'string split --max 1 ","')
"""What the script for fish parts a kind from what it completes by; without a limit it cuts sentences at their commas."""


@click.command(cls=Verb)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script that lets the shell complete verbs, options and their values.

    Bash and zsh: put `eval "$(kenwatch completion bash)"` (or zsh) into ~/.bashrc (or ~/.zshrc). Fish: write it to
    ~/.config/fish/completions/kenwatch.fish.

    Example: kenwatch completion bash
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(context.find_root().command, {}, "kenwatch", _VARIABLE).source()
    out.text(script.replace(*_PARTED) + "\n")
