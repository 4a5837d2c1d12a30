"""feeds.toml: a table of mistakes, each named with line, key, what was expected and a correction; the rest works."""

from __future__ import annotations

import re
from datetime import time, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.config import load
from tui.config.model import AlertConfig, Auth, BriefConfig, Config, Problem, Quiet
from tui.config.paths import archive_path, config_path, default_text, platform_config, write_default

GOOD = """\
[desk]
every = "45m"
timezone = "Asia/Almaty"
vocabulary = "mine"

[[feed]]
title = "One"
url = "https://one.example/feed"
language = "ru"
kind = "agency"
group = "Wires"
every = "1h"
fulltext = "article.body"
headers = { "Accept-Language" = "ru" }
agent = "Reader/1"
auth = { user = "me", password_env = "ONE_PASSWORD" }

[[feed]]
url = "https://two.example/feed"
enabled = false

[[view]]
name = "China"
query = "country:CN"

[[alert]]
name = "Big"
query = "amount:>50m"

[keys]
poll = "r, f5"

[brief.weekly]
since = "7d"
"""


def read(folder: Path, text: str) -> tuple[Config, tuple[Problem, ...]]:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_a_right_file_is_taken_whole(tmp_path: Path) -> None:
    config, problems = read(tmp_path, GOOD)
    assert problems == ()
    one, two = config.feeds
    assert (one.title, one.language, one.kind, one.group, one.every) == (
        "One",
        "ru",
        "agency",
        "Wires",
        timedelta(hours=1),
    )
    assert (one.fulltext, one.headers, one.agent) == ("article.body", (("Accept-Language", "ru"),), "Reader/1")
    assert one.auth == Auth(user="me", password_env="ONE_PASSWORD")
    assert (two.title, two.enabled, two.every) == ("two.example", False, None)
    assert (config.every, config.timezone, config.vocabulary) == (
        timedelta(minutes=45),
        "Asia/Almaty",
        tmp_path / "mine",
    )
    assert config.views == (("China", "country:CN"),)
    assert config.alerts == (AlertConfig("Big", "amount:>50m"),)
    assert config.keys == (("poll", "r, f5"),)
    assert config.briefs == (("weekly", BriefConfig(since="7d")),)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("anna@mines.example", "anna@mines.example"),
        ("mailto:anna@mines.example", "anna@mines.example"),
        ("https://mines.example/readers?a=b", "https://mines.example/readers?a=b"),
    ],
)
def test_a_contact_is_a_mail_address_or_a_page(tmp_path: Path, written: str, kept: str) -> None:
    config, problems = read(tmp_path, f'[desk]\ncontact = "{written}"\n')
    assert (config.contact, problems) == (kept, ())


QUIET = '[[alert]]\nname = "A"\nquery = "q"\nquiet = {}\n'
VIEWS = '[[view]]\nname = "{}"\nquery = "q"\n[[view]]\nname = "{}"\nquery = "q"\n'
FEED = '[[feed]]\nurl = "https://one.example/feed"\n'


@pytest.mark.parametrize(
    ("text", "line", "key", "expected", "suggestion", "feeds"),
    [
        (FEED + 'langage = "ru"\n', 3, "langage", "unknown", "language", 1),
        (FEED + 'language = "kz"\n', 3, "language", "language code", "kk", 1),
        (FEED + 'kind = "agancy"\n', 3, "kind", "one of official", "agency", 1),
        (FEED + "every = 30\n", 3, "every", 'such as "30m"', "30m", 1),
        (FEED + 'every = "5s"\n', 3, "every", "one minute", "1m", 1),
        (FEED + 'enabled = "yes"\n', 3, "enabled", "true or false", "true", 1),
        (FEED + 'fulltext = "allways"\n', 3, "fulltext", "CSS selector", "always", 1),
        (FEED + "fulltext = true\n", 3, "fulltext", "CSS selector", "always", 1),
        (FEED + 'headers = ["a"]\n', 3, "headers", 'such as { "Accept-Language" = "ru" }', "", 1),
        (FEED + 'proxy = "anna:secret@proxy.example:3128"\n', 3, "proxy", "http://", "", 1),
        (FEED + 'headers = { "A" = "b\\r\\nHost: x" }\n', 3, "headers", "one line each", "", 1),
        (FEED + 'auth = { user = "me", password = "secret" }\n', 3, "auth", "password: unknown", "password_env", 1),
        (FEED + "title = 7\n", 3, "title", "a text in quotes", "7", 1),
        ('[[feed]]\nurl = "one.example/feed"\n' + FEED, 2, "url", "https://", "https://one.example/feed", 1),
        ('[[feed]]\nurl = "htps://one.example"\n', 2, "url", "https://", "https://one.example", 0),
        ('[[feed]]\nurl = "file:///etc/passwd"\n', 2, "url", "https://", "", 0),
        ('[[feed]]\ntitle = "No address"\n' + FEED, 1, "url", "missing", "", 1),
        (FEED + FEED, 4, "url", "the same address", "", 1),
        ("[[feeds]]\n" + FEED, 1, "feeds", "unknown", "feed", 1),
        ('[feed]\nurl = "https://one.example"\n', 1, "feed", "[[feed]]", "[[feed]]", 1),
        ("[[desk]]\n" + FEED, 1, "desk", "one table [desk]", "[desk]", 1),
        ('[desk]\ntimezone = "Asia/Almati"\n' + FEED, 2, "timezone", "time zone", "Asia/Almaty", 1),
        ('[desk]\ncontact = "anna"\n' + FEED, 2, "contact", "a mail address", "", 1),
        ('[desk]\ncontact = "mines.example/us"\n' + FEED, 2, "contact", "a mail", "https://mines.example/us", 1),
        ('[desk]\ncontact = "a@b.example) evil/1 ("\n' + FEED, 2, "contact", "a mail address", "", 1),
        ('[desk]\ncontact = "https://mines.example/)("\n' + FEED, 2, "contact", "without brackets", "", 1),
        ('[desk]\nevry = "30m"\n' + FEED, 2, "evry", "unknown", "every", 1),
        ('[[view]]\nname = "China"\n' + FEED, 1, "query", "missing", "", 1),
        ('[[alert]]\nname = "A"\nquery = "q"\nnotify = ["desck"]\n' + FEED, 4, "notify", "one of desk", "desk", 1),
        (QUIET.format('"9pm"') + FEED, 4, "quiet", "expected hours", "22:00-07:00", 1),
        (QUIET.format('"22-25"') + FEED, 4, "quiet", "expected hours", "22:00-07:00", 1),
        (QUIET.format('"22.30 to 7.00"') + FEED, 4, "quiet", "expected hours", "22:30-07:00", 1),
        (QUIET.format('"07:00-07:00"') + FEED, 4, "quiet", "another time", "22:00-07:00", 1),
        ('[desk]\nmarks = "asci"\n' + FEED, 2, "marks", "one of auto", "ascii", 1),
        ('[[mute]]\nname = "Sport"\n' + FEED, 1, "query", "missing", "", 1),
        (VIEWS.format("China copper", "china-Copper") + FEED, 5, "name", "another view has this name", "", 1),
        (VIEWS.replace("view", "alert").format("A", "A") + FEED, 5, "name", "another alert", "", 1),
        (
            '[[alert]]\nname = "A"\nquery = "q"\ncommand = "say {title}"\n' + FEED,
            *(4, "command", "a list", '["say", "{title}"]', 1),
        ),
        ("[keys]\npoll = 3\n" + FEED, 2, "poll", "a text in quotes", "3", 1),
        (
            FEED + 'title = "open\n\n[[feed]]\nurl = "https://two.example"\n',
            3,
            "syntax",
            "Illegal character",
            'title = "open"',
            1,
        ),
        (FEED + "every = 5m  # often\n", 3, "syntax", "is left out", 'every = "5m"', 0),
        (FEED + "auth = secret\n", 3, "syntax", "is left out", "", 0),
        (FEED + "[brief.Апталық шолу]\ntop = 3\n", 3, "syntax", "is left out", '[brief."Апталық шолу"]', 1),
        (FEED + "\n[[feed]]\nurl =\n\n[desk]\nevery = '45m'\n", 5, "syntax", "Invalid value", "", 1),
    ],
)
def test_a_mistake_is_named_and_the_rest_works(
    tmp_path: Path, text: str, line: int, key: str, expected: str, suggestion: str, feeds: int
) -> None:
    config, (problem, *others) = read(tmp_path, text)
    assert others == []
    assert (problem.line, problem.key, problem.suggestion) == (line, key, suggestion)
    assert expected in problem.message
    assert "secret" not in str(problem).replace("secrets", "")
    assert len(config.feeds) == feeds
    assert str(problem).startswith(f"{tmp_path / 'feeds.toml'}:{line}: {key}: ")


def test_each_table_of_a_kind_is_found_at_its_own_line(tmp_path: Path) -> None:
    text = GOOD.replace("enabled = false", 'enabled = "no"').replace('kind = "agency"', 'kind = "agncy"')
    _, problems = read(tmp_path, text)
    assert [(p.line, p.key, p.suggestion) for p in problems] == [(10, "kind", "agency"), (20, "enabled", "false")]


def test_subtables_belong_to_their_feed(tmp_path: Path) -> None:
    config, problems = read(
        tmp_path, FEED + '[feed.auth]\nuser = "me"\n' + FEED.replace("one", "two") + "[feed.auth]\npass = 1\n"
    )
    assert config.feeds[0].auth == Auth(user="me")
    assert [(p.line, p.key) for p in problems] == [(7, "auth")]


PIECES = st.sampled_from(
    [
        "[[feed]]\n",
        "[desk]\n",
        "[feed]\n",
        "[",
        "]]",
        '"',
        "'",
        "\n",
        " = ",
        "url",
        "every",
        "auth",
        "{",
        "}",
        "#",
        '"""',
        ".",
        "1",
        "é",
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.tuples(st.integers(0, len(GOOD)), st.integers(0, 40)), put=st.lists(PIECES, max_size=6))
def test_no_slip_of_the_keyboard_is_too_much(tmp_path: Path, cut: tuple[int, int], put: list[str]) -> None:
    start, length = cut
    text = GOOD[:start] + "".join(put) + GOOD[start + length :]
    _, problems = read(tmp_path, text)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)
    assert all("\n" not in str(problem) for problem in problems)


@pytest.mark.parametrize("content", [b"\xff\xfe[desk]", b"\xd0"])
def test_what_is_no_text_is_one_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "feeds.toml"
    path.write_bytes(content)
    config, (problem,) = load(path)
    assert config.feeds == ()
    assert "UTF-8" in problem.message


def test_a_vocabulary_counts_once_its_folder_is_there(tmp_path: Path) -> None:
    config, problems = read(tmp_path, GOOD)
    assert (problems, config.vocabularies) == ((), ())
    (tmp_path / "mine").mkdir()
    assert config.vocabularies == (tmp_path / "mine",)


def test_a_secret_that_the_environment_lacks_is_known_by_its_variable(tmp_path: Path) -> None:
    config, _ = read(tmp_path, GOOD)
    assert list(config.unset({})) == [("One", "ONE_PASSWORD")]
    assert list(config.unset({"ONE_PASSWORD": "x"})) == []


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    config, (problem,) = load(tmp_path / "none.toml")
    assert config.feeds == ()
    assert "cannot be read" in problem.message


def test_the_default_is_right_and_broad(tmp_path: Path) -> None:
    config, problems = read(tmp_path, default_text())
    assert problems == ()
    assert len(config.feeds) >= 40
    assert {feed.language for feed in config.feeds} == {"en", "ru", "kk"}
    assert {feed.kind for feed in config.feeds} >= {"agency", "press", "trade", "exchange", "official", "search"}
    assert all(feed.group for feed in config.feeds)


def test_the_examples_of_the_default_are_right_too(tmp_path: Path) -> None:
    text = default_text()
    start = text.index("# ─── A feed with every setting")
    lines = (line.removeprefix("# ") for line in text[start:].splitlines() if not line.startswith(("# ───", "# #")))
    config, problems = read(tmp_path, "\n".join("" if line == "#" else line for line in lines))
    assert problems == ()
    assert config.feeds[0].auth == Auth(user="anna", password_env="SUBSCRIBERS_PASSWORD")
    assert config.views
    assert config.alerts


def test_what_is_given_goes_before_the_environment_and_the_folder(tmp_path: Path) -> None:
    environ = {"KENWATCH_CONFIG": "/env/feeds.toml", "KENWATCH_ARCHIVE": "/env/archive.db"}
    assert config_path("/given.toml", tmp_path, environ) == Path("/given.toml")
    assert config_path(None, tmp_path, environ) == Path("/env/feeds.toml")
    assert config_path(None, tmp_path, {}) == platform_config()
    assert archive_path("/given.db", tmp_path, environ) == Path("/given.db")
    assert archive_path(None, tmp_path, environ) == Path("/env/archive.db")
    assert archive_path(None, tmp_path, {}).parts[-2:] == ("kenwatch", "archive.db")
    (tmp_path / "feeds.toml").touch()
    assert config_path(None, tmp_path, {}) == tmp_path / "feeds.toml"
    assert archive_path(None, tmp_path, {}) == tmp_path / "cache" / "archive.db"


def test_a_first_start_writes_the_default_and_never_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feeds.toml"
    write_default(path)
    assert load(path)[0].feeds
    with pytest.raises(FileExistsError):
        write_default(path)


BRIEF = """
[brief.weekly]
since = "last"
until = "2026-11-14"
sections = ["deals", "risks"]
group-by = "company"
top = 5
title = "The week"
note = "note.md"
language = "kk"
format = "html"
output = "out.html"
"""


def test_a_brief_of_ones_own_is_taken_whole(tmp_path: Path) -> None:
    config, problems = read(tmp_path, BRIEF + '[desk]\nlanguage = "ru"\n')
    assert problems == ()
    assert config.language == "ru"
    assert config.briefs == (
        (
            "weekly",
            BriefConfig(
                since="last",
                until="2026-11-14",
                sections=("deals", "risks"),
                group_by="company",
                top=5,
                title="The week",
                note=tmp_path / "note.md",
                language="kk",
                format="html",
                output="out.html",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("written", "key", "likely"),
    [
        ('since = "lst"', "since", "last"),
        ('since = "30 days"', "since", "30d"),
        ('until = "last"', "until", "30d"),
        ('sections = ["deal"]', "sections", "deals"),
        ('group-by = "countries"', "group-by", "country"),
        ("top = 0", "top", ""),
        ('top = "5"', "top", "5"),
        ('language = "kz"', "language", "kk"),
        ('format = "htm"', "format", "html"),
        ('titel = "x"', "titel", "title"),
    ],
)
def test_a_mistake_in_a_brief_is_told_with_its_line_and_costs_its_own_value(
    tmp_path: Path, written: str, key: str, likely: str
) -> None:
    config, (problem,) = read(tmp_path, f'[brief.weekly]\nquery = "country:CN"\n{written}\n')
    assert (problem.line, problem.key, problem.suggestion) == (3, key, likely)
    assert dict(config.briefs)["weekly"] == BriefConfig(query="country:CN")


def test_every_setting_is_documented() -> None:
    loader = import_module("tui.config.load")
    page = Path(__file__).resolve().parents[2] / "docs" / "feeds-toml.md"
    told = set(re.findall(r"`([\w-]+)`", page.read_text(encoding="utf-8")))
    for table in ("_DESK", "FEED", "_VIEW", "_ALERT", "_BRIEF"):
        assert vars(loader)[table].keys() <= told, table


def test_quiet_hours_may_pass_midnight() -> None:
    night, noon = Quiet(time(22), time(7)), Quiet(time(12), time(13))
    assert [night.holds(time(hour)) for hour in (21, 22, 0, 6, 7)] == [False, True, True, True, False]
    assert [noon.holds(time(hour)) for hour in (11, 12, 13)] == [False, True, False]
