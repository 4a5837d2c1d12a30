"""Mistakes on the command line in the language that is spoken: the parser's library tells its own in English."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import click

from tui.words import say, speak

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_COMMAND = re.compile(r"No such command '(.*)'\.", re.DOTALL)
_REFUSED = re.compile(r"(.*?) is not ", re.DOTALL)
_PATH = re.compile(r"\w+ '(.*)' (.*)\.", re.DOTALL)
_PATHS = {"does not exist": "ENOENT", "is a directory": "EISDIR", "is a file": "ENOTDIR", "is not readable": "EACCES"}


def speak_as_configured(context: click.Context | None) -> None:
    """Speak the language that feeds.toml names: a mistake on the command line ends a run before a verb has read it."""
    from tui.config import load
    from tui.config.paths import config_path

    given = context.find_root().params if context is not None else {}
    path = config_path(given.get("config"), Path.cwd(), os.environ)
    if not given.get("demo") and path.is_file() and (language := load(path)[0].language):
        speak(language)


def told(error: click.ClickException) -> str:
    """What is wrong, in a sentence."""
    if isinstance(error, click.NoSuchOption):
        name = error.option_name
        if example := _before_verb(error.ctx, name):
            return say("usage.before-verb", option=name, example=example)
        return with_likely(say("usage.no-option", option=name), name, error.possibilities or ())
    if isinstance(error, click.BadOptionUsage):
        return say("usage.needs-value", option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say("usage.missing", what=_where(error))
    if isinstance(error, click.BadParameter):
        return say("usage.at", where=_where(error), why=_why(error))
    if found := _EXTRA.fullmatch(error.message):
        return say("usage.extra", what=found[1])
    if found := _COMMAND.fullmatch(error.message):
        return say("usage.no-command", name=found[1])
    return error.format_message()


def _before_verb(context: click.Context | None, option: str) -> str:
    """How an option that all verbs share is given; "" where it is none, or stands there."""
    if context is None or context.parent is None:
        return ""
    root = context.find_root()
    for param in root.command.params:
        if option in (*param.opts, *param.secondary_opts):
            value = "" if getattr(param, "is_flag", False) else f" {param.make_metavar(root)}"
            verb = context.command_path.removeprefix(f"{root.command_path} ")
            return f"{root.command_path} {option}{value} {verb}"
    return ""


def with_likely(sentence: str, word: str, known: Iterable[str]) -> str:
    """``sentence``, with the one of ``known`` that ``word`` was likely meant to be."""
    from tui.config.checks import nearest

    likely = nearest(word, known)
    return f"{sentence} {say('query.likely', word=likely)}" if likely else sentence


def _where(error: click.BadParameter) -> str:
    """The option or argument that is meant, as it is typed."""
    hint = error.param_hint
    if hint is None and error.param is not None and error.ctx is not None:
        hint = error.param.get_error_hint(error.ctx)
    return hint.replace("'", "") if isinstance(hint, str) else "/".join(hint or ())


def _why(error: click.BadParameter) -> str:
    """What was expected: by the types that kenwatch uses, else as the verb says."""
    kind = error.param.type if error.param is not None and error.param_hint is None else None
    if isinstance(kind, click.Path) and (found := _PATH.fullmatch(error.message)):
        return f"{found[1]}: {say(f'trouble.{_PATHS[found[2]]}')}"
    expected = _expected(kind)
    found = _REFUSED.match(error.message)
    return say("setting.found", what=expected, value=found[1]) if expected and found else error.message


def _expected(kind: object) -> str:
    if isinstance(kind, click.Choice):
        return say("setting.one-of", known=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        return say("usage.least" if kind.max is None else "usage.between", least=kind.min, most=kind.max)
    return ""
