"""stderr and the exit codes: everything that is narration, warning or failure goes through here, cleaned."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from tui.text import line, plain
from tui.words import of_locale, say, speaking, trouble

if TYPE_CHECKING:
    import click


_narrated: deque[str] = deque(maxlen=100)
"""The last lines told, for the report of a crash."""

_LONGEST = 600
"""Characters of such a line."""


class Code(IntEnum):
    """How ``kenwatch`` ends."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    FEEDS_FAILED = 3
    INTERRUPTED = 130


class FailureError(Exception):
    """A verb cannot go on: a plain sentence for the user, and the exit code."""

    def __init__(self, sentence: str, code: Code = Code.FAILED) -> None:
        super().__init__(sentence)
        self.code = code


class QueryFaultError(FailureError):
    """A query that cannot be understood: shown with a line under the characters that are meant."""

    def __init__(self, sentence: str, query: str, start: int, end: int) -> None:
        from rich.cells import cell_len

        before = cell_len(line(f"{query[:start]}.")) - 1
        pointed = cell_len(line(f".{query[start:end]}.")) - 2
        under = " " * before + "^" * max(pointed, 1)
        super().__init__(f"{sentence}\n    {line(query)}\n    {under}", Code.USAGE)


class ReaderGoneError(Exception):
    """Whoever read our output wants no more of it."""


@contextlib.contextmanager
def reader_may_go() -> Iterator[None]:
    """A closed pipe as an error that click lets pass: it would end a BrokenPipeError with 1, as if something had failed."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def narrate(sentence: str) -> None:
    """One line for the user; leading spaces stay. A closed stderr is nothing to fail for."""
    indent = len(sentence) - len(sentence.lstrip(" "))
    keep(sentence)
    with contextlib.suppress(BrokenPipeError):
        print(f"{' ' * indent}{line(sentence)}", file=sys.stderr, flush=True)


def keep(told: str) -> None:
    """Keeps a line, or its beginning, for the report of a crash."""
    _narrated.append(line(told, _LONGEST))


def narrate_all(sentences: Iterable[object]) -> None:
    """Several lines for the user."""
    for sentence in sentences:
        narrate(str(sentence))


def guarded(run: Callable[[], int | None]) -> int:
    """The exit code of ``run``. What users, feeds and disks can bring about ends in a sentence, never in a traceback. All is
    told in the language of the locale, until feeds.toml names another."""
    _ready_streams()
    with speaking(of_locale(os.environ)):
        return _guarded(run)


def _guarded(run: Callable[[], int | None]) -> int:
    try:
        code = run()
        sys.stdout.flush()
        return Code.DONE if code is None else code
    except KeyboardInterrupt:
        return Code.INTERRUPTED
    except (BrokenPipeError, ReaderGoneError):
        _let_go_of_stdout()
        return Code.DONE
    except Exception as error:
        known = _explained(error)
        return _crashed(error) if known is None else known


def _crashed(error: Exception) -> Code:
    """A mistake of ours: a report of it is left, and one line says where."""
    from tui.cli import crash
    from tui.config.paths import cache_folder

    try:
        path = crash.write(error, cache_folder(Path.cwd(), os.environ) / "crashes", _narrated)
    except OSError as failed:
        narrate(f"kenwatch: {say('crash.unwritten', error=_sentence(failed))}")
        traceback.print_exception(error)
    else:
        narrate(f"kenwatch: {say('crash.written', kind=type(error).__name__, path=path)}")
    return Code.FAILED


def _explained(error: Exception) -> Code | None:
    """The exit code of an error that users can bring about, told on stderr; None for a mistake of ours."""
    import click

    from tui.archive import ArchiveError
    from tui.clock import ENVIRONMENT, ClockError
    from tui.reading.lookup.vocabulary import VocabularyError

    if isinstance(error, click.Abort):
        return Code.INTERRUPTED
    if isinstance(error, click.ClickException):
        _explain(error)
        return Code.USAGE if isinstance(error, click.UsageError) else Code.FAILED
    if isinstance(error, VocabularyError):
        narrate(f"kenwatch: {error}")
        return Code.USAGE
    if isinstance(error, ClockError):
        narrate(f"kenwatch: {say('cli.clock', variable=ENVIRONMENT, value=repr(str(error)))}")
        return Code.USAGE
    if not isinstance(error, (FailureError, ArchiveError, OSError)):
        return None
    first, *more = _sentence(error).split("\n")
    narrate_all((f"kenwatch: {first}", *more))
    return error.code if isinstance(error, FailureError) else Code.FAILED


def _sentence(error: Exception) -> str:
    """What went wrong, without the system's number for it."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {trouble(error)}" if error.filename else trouble(error)
    return str(error)


def _explain(error: click.ClickException) -> None:
    """A mistake on the command line: what was wrong, and where help is; of a verb that needs another, its help."""
    from click import exceptions

    from tui.cli.usage import speak_as_configured, told

    if isinstance(error, getattr(exceptions, "NoArgsIsHelpError", ())):  # since click 8.2
        error.show()
        return
    context = getattr(error, "ctx", None)
    speak_as_configured(context)
    for sentence in plain(told(error)).splitlines():
        narrate(f"kenwatch: {sentence}")
    if context is not None:
        narrate(say("usage.help", command=context.command_path))


def _ready_streams() -> None:
    """Data is UTF-8 wherever it goes, a terminal that lacks a letter shows its number, and a stream that the caller closed
    leads nowhere."""
    sys.stdin, sys.stdout, sys.stderr = (
        sys.stdin or _nowhere("r"),
        sys.stdout or _nowhere("w"),
        sys.stderr or _nowhere("w"),
    )
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _nowhere(mode: str) -> TextIO:
    """A stream for as long as the process lives."""
    return cast(TextIO, open(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8", closefd=False))


def _let_go_of_stdout() -> None:
    """The reader of our output has gone: whatever is still buffered goes nowhere, silently."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
