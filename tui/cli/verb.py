"""Help in the language that is spoken. In the code it stands in English, beside what it describes; ``words/help.toml`` has it in
the other languages, a paragraph at a time."""

from __future__ import annotations

import inspect
from textwrap import shorten

import click

from tui.words import translated

FILE = click.Path(readable=False)
"""A file's name, which shells complete; what is wrong with the file is told where it is opened."""

_AS_IT_STANDS = "\b\n"
"""What a paragraph begins with whose lines are not to be wrapped."""


class Verb(click.Command):
    """A command that tells its help in the language that is spoken."""

    def get_help(self, ctx: click.Context) -> str:
        from tui.cli.usage import speak_as_configured

        speak_as_configured(ctx)
        return super().get_help(ctx)

    def get_short_help_str(self, limit: int = 100) -> str:
        """The first sentence, in so many letters: of what a shell has no room for it shows the beginning."""
        return shorten(self.first_sentence(), limit, placeholder=" …")

    def first_sentence(self) -> str:
        """The first sentence of its help."""
        first, stop, _ = _translated(paragraphs(self)[0]).partition(". ")
        return first + stop.rstrip()

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{translated('Usage:')} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(map(_translated, paragraphs(self))))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        shown = ((option, option.get_help_record(ctx)) for option in options)
        rows = [(record[0], _told(option, record[1])) for option, record in shown if record is not None]
        with formatter.section(translated("Options")):
            formatter.write_dl(rows)


class Verbs(Verb, click.Group):
    """Commands under one name."""

    command_class = Verb

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section(translated("Commands")):
            formatter.write_dl([(name, verb.first_sentence()) for name, verb in found if isinstance(verb, Verb)])


def paragraphs(command: click.Command) -> list[str]:
    """The paragraphs of a command's help, in English."""
    return inspect.cleandoc(command.help or "").split("\n\n")


def _translated(paragraph: str) -> str:
    """A paragraph, or the word before the example that it is."""
    if paragraph.startswith(_AS_IT_STANDS):
        return _AS_IT_STANDS + translated(paragraph.removeprefix(_AS_IT_STANDS))
    word, _, example = paragraph.partition(" ")
    return f"{translated(word)} {example}" if word == "Example:" else translated(" ".join(paragraph.split()))


def _told(option: click.Option, told: str) -> str:
    """What the parser tells of an option: its help, and in brackets what else it knows."""
    words = option.help or ""
    told = told.replace(words, translated(words), 1)
    return told.replace("[default:", f"[{translated('default')}:").replace("required]", f"{translated('required')}]")
