"""What commands say of themselves, in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import spawn
from command_reference import commands, options

from tui.cli.verb import paragraphs
from tui.words import LANGUAGES, speaking, translated, translations

_PARSERS = {"Usage:", "Options", "Commands", "Example:", "default", "required", "Show this message and exit."}
"""What the parser's library says in every help."""


def said() -> set[str]:
    """All that is said in English, examples left out: they are the same in all languages."""
    found = set(_PARSERS)
    for _, command in commands():
        found |= {option.help or "" for option in options(command)}
        for part in paragraphs(command):
            if part.startswith("\b\n"):
                found.add(part.removeprefix("\b\n"))
            elif not part.startswith("Example: "):
                found.add(" ".join(part.split()))
    return found


def test_all_that_commands_say_is_translated_and_nothing_else() -> None:
    assert said() == set(translations())


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_translations_are_whole_and_of_their_language(language: str) -> None:
    with speaking(language):
        same = {text for text in said() if translated(text) == text}
    assert not same


def test_help_is_in_the_language_of_the_locale_or_of_feeds_toml(tmp_path: Path) -> None:
    def told(*words: str, **environ: str) -> str:
        return spawn(tmp_path, *words, **environ).stdout.decode()

    assert "Usage: kenwatch poll" in told("poll", "--help")
    russian = told("corrections", "--help", LC_ALL="ru_RU.UTF-8")
    assert "Вызов: kenwatch corrections" in russian
    assert "Отменить последнее исправление." in russian
    (tmp_path / "feeds.toml").write_text('[desk]\nlanguage = "kk"\n', encoding="utf-8")
    kazakh = told("export", "--help")
    assert "Шолу жасау: не өзгерді" in kazakh
    assert "Мысал: kenwatch export" in kazakh
    assert "[әдепкіше: table]" in told("deals", "-h")
