"""What one run of the command line works on: the user's feeds, archive and clock, or the demonstration's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import crash, err
from tui.words import say, speak

VOCABULARY_VARIABLE = "KENWATCH_VOCABULARY"

if TYPE_CHECKING:
    from tui.archive import Archive
    from tui.clock import Clock
    from tui.config.model import Config, Problem


@dataclass(frozen=True, slots=True)
class World:
    """Where feeds come from, where facts go, and what time it is."""

    config: Config
    problems: tuple[Problem, ...]
    archive_path: Path
    clock: Clock


class Session:
    """The global options, and what they stand for, made when a verb first asks for it."""

    def __init__(self, config: str | None, archive: str | None, *, demo: bool, offline: bool) -> None:
        self.demo = demo
        self.offline = offline
        self._config = config
        self._archive = archive
        self._stack = ExitStack()
        self._world: World | None = None

    def command(self) -> list[str]:
        """The command that opens the desk with the same global options."""
        paths = (("--config", self._config), ("--archive", self._archive))
        given = [part for option, path in paths if path for part in (option, path)]
        flags = [flag for flag, on in (("--demo", self.demo), ("--offline", self.offline)) if on]
        return [sys.executable, "-m", "tui", *given, *flags]

    def close(self) -> None:
        """Give back everything that was opened."""
        self._stack.close()

    def world(self, *, narrated: bool = True) -> World:
        """The world of this run; mistakes in feeds.toml are told on stderr where ``narrated``."""
        if self._world is None:
            self._world = self._demonstration() if self.demo else self._own()
            if narrated:
                err.narrate_all(self._world.problems)
        return self._world

    def reload(self) -> World:
        """The world after a change of feeds.toml, which must still name a feed. Raises FailureError where it does not; the
        world then stays as it was."""
        from tui.reading.lookup.library import forget

        before = self.world()
        if before.config.path is None:
            return before
        config, problems = _read(before.config.path)
        world = replace(before, config=config, problems=problems)
        if not config.feeds:
            told = [str(problem) for problem in problems]
            raise err.FailureError("; ".join([*told, say("poll.no-feeds")]), err.Code.USAGE)
        if before.config.vocabulary:
            os.environ.pop(VOCABULARY_VARIABLE, None)
        _name_vocabulary(config)
        forget()
        self._world = world
        return world

    def archive(self, *, cache: int | None = None) -> Archive:
        """The archive, open until the run ends; the demonstration's is filled first. One that may not be written to is open to
        read only. ``cache`` as ``Archive.open`` has it."""
        from tui.archive import Archive, ArchiveError
        from tui.archive.errors import is_unwritable

        world = self.world()
        if self.demo:
            self._fill(world)
        try:
            opened = Archive.open(world.archive_path, cache=cache)
        except ArchiveError as error:
            if not is_unwritable(error):
                raise
            opened = Archive.open(world.archive_path, read_only=True, cache=cache)
        return self._stack.enter_context(opened)

    def _own(self) -> World:
        from tui.clock import system_clock
        from tui.config import paths

        clock = system_clock()
        here = Path.cwd()
        path = paths.config_path(self._config, here, os.environ)
        if not path.is_file() and path == paths.platform_config():
            paths.write_default(path)
            err.narrate(f"kenwatch: {say('cli.wrote-default', path=path)}")
        config, problems = _read(path)
        _name_vocabulary(config)
        archive = paths.archive_path(self._archive, here, os.environ)
        archive.parent.mkdir(parents=True, exist_ok=True)
        return World(config, problems, archive, clock)

    def _demonstration(self) -> World:
        from tempfile import TemporaryDirectory

        from tui.clock import fixed_clock
        from tui.demo import DEMO_NOW, DemoServer

        folder = self._stack.enter_context(TemporaryDirectory(prefix="kenwatch-demo-", ignore_cleanup_errors=True))
        server = self._stack.enter_context(DemoServer())
        return World(server.config, (), Path(folder) / "archive.db", fixed_clock(DEMO_NOW))

    def _fill(self, world: World) -> None:
        import asyncio

        from tui.cli.poll import once, summary

        report = asyncio.run(once(world, None, everything=True))
        if report.failed == report.asked:
            raise err.FailureError(summary(report), err.Code.FEEDS_FAILED)


def _read(path: Path) -> tuple[Config, tuple[Problem, ...]]:
    from tui.config import load

    if not path.is_file():
        trouble = "EISDIR" if path.is_dir() else "ENOENT"
        raise err.FailureError(f"{path}: {say(f'trouble.{trouble}')}", err.Code.USAGE)
    config, problems = load(path)
    if config.language:
        speak(config.language)
    crash.keep_out(_secrets(config))
    return config, problems


def _name_vocabulary(config: Config) -> None:
    """Has this process and its worker read with the user's own vocabulary, too."""
    for folder in config.vocabularies:
        os.environ[VOCABULARY_VARIABLE] = str(folder.resolve())


def wrong_words(config: Config) -> Iterator[str]:
    """What is wrong with the vocabulary of the user's."""
    from tui.reading.lookup.vocabulary import VocabularyError, load

    for folder in config.vocabularies:
        try:
            load((folder,))
        except VocabularyError as error:
            yield str(error)


def _secrets(config: Config) -> Iterator[str | None]:
    """What feeds.toml and the environment hold that is nobody else's business."""
    for feed in config.feeds:
        yield feed.proxy
        yield from (value for _, value in feed.headers)
        if feed.auth:
            yield feed.auth.user
            yield from (os.environ.get(name) for name in (feed.auth.password_env, feed.auth.token_env) if name)
