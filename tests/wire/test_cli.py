"""The command line over real feeds: exit codes, formats, hostile titles, pipes, interruptions."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import NOW, environment, run, spawn
from patience import PATIENCE
from wire_parts import feed, item, late, reply, rss
from wire_server import Server

STORY = (
    "China's Zijin Mining plans to invest $100 million in a gold mine near Aktogay in Kazakhstan, creating 1,000 jobs."
)
TITLES = (
    "[/foo] Kazakhstan copper mine",
    "[@click=app.bell()]x Kazakhstan copper mine",
    "\x9b31mred\x9d52;c;aGk=\x9c Kazakhstan copper mine",
    "\u202egnp.exe\u2066 \u200bKazakhstan copper mine\ufeff",
    "=cmd|' /C calc'!A0 Kazakhstan copper mine",
    "+1+1 Kazakhstan copper mine",
    "@SUM(1) Kazakhstan copper mine",
    "<script>alert(1)</script> Kazakhstan copper mine",
    "](javascript:alert(1)) | `code` Kazakhstan copper mine",
    "&#27;]52;c;aGk=&#7; Kazakhstan copper mine &#155;31m",
    "Kazakhstan copper mine " + "x" * 100_000,
)


@pytest.fixture(scope="module")
def publisher() -> Iterator[Server]:
    with Server() as server:
        items = [item(n, title, STORY) for n, title in enumerate(TITLES)]
        server.add("/hostile", reply(rss(items)))
        server.add(
            "/plain", reply(rss([item(100, "Zijin to invest in Kazakhstan", STORY), item(101, "Football", "A match.")]))
        )
        server.add("/broken", reply(b"<html>no feed \x1b]52;c;aGk=\x07</html>", {"Content-Type": "text/html"}))
        server.add("/gone", reply(b"", status=500))
        server.add("/slow", late(reply(feed()), 30))
        yield server


def configure(folder: Path, server: Server, **feeds: str) -> Path:
    tables = (
        f'[[feed]]\ntitle = {json.dumps(title)}\nurl = "{server.url(path)}"\nfulltext = "never"\n'
        for title, path in feeds.items()
    )
    path = folder / "feeds.toml"
    path.write_text("\n".join(tables), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def polled(publisher: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose archive holds the hostile feed's items and a plain one's."""
    folder = tmp_path_factory.mktemp("desk")
    configure(folder, publisher, hostile="/hostile", plain="/plain", broken="/broken")
    ended = spawn(folder, "poll")
    assert ended.returncode == 0, ended.stderr
    return folder


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENWATCH_NOW", NOW)


def options(folder: Path) -> tuple[str | Path, ...]:
    return "--config", folder / "feeds.toml", "--archive", folder / "cache" / "archive.db"


def clean(text: str, *allowed: str) -> bool:
    """Whether no character controls a terminal or hides, line ends aside."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} <= {"\n", *allowed}


def test_poll_tells_each_feed_and_the_sum(polled: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ended = run(capfd, *options(polled), "poll", "--all")
    assert ended.code == 0
    assert "plain: nothing new" in ended.out
    assert "broken: failed: " in ended.out
    assert ended.out.splitlines()[-1].startswith("3 feeds asked, 1 failed; 0 items new")
    assert clean(ended.out)


def test_poll_as_json(polled: Path, capfd: pytest.CaptureFixture[str]) -> None:
    report = json.loads(run(capfd, *options(polled), "poll", "plain", "--all", "--format", "json").out)
    assert (report["asked"], report["failed"]) == (1, 0)
    assert [one["state"] for one in report["feeds"] if one["title"] == "plain"] == ["unchanged"]


def test_nothing_due_is_no_failure(polled: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ended = run(capfd, *options(polled), "poll", "plain")
    assert (ended.code, ended.out) == (0, "Nothing was due; --all asks every feed.\n")


def test_all_tells_what_may_not_be_asked_even_so(
    publisher: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    publisher.add("/for-good", reply(b"", status=410))
    configure(tmp_path, publisher, past="/for-good")
    assert run(capfd, *options(tmp_path), "poll").code == 3
    ended = run(capfd, *options(tmp_path), "poll", "--all")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("past: not asked: gone for good")
    assert ended.out.endswith("\nNo feed may be asked now.\n")
    with (tmp_path / "feeds.toml").open("a", encoding="utf-8") as file:
        file.write("enabled = false\n")
    assert run(capfd, *options(tmp_path), "poll", "past", "--all").err == "past is off.\n"
    assert run(capfd, *options(tmp_path), "poll").code == 2


def test_words_of_ones_own_that_are_missing_or_broken_stop_nothing(
    publisher: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KENWATCH_VOCABULARY", "")
    path = configure(tmp_path, publisher, plain="/plain")
    path.write_text('[desk]\nvocabulary = "mine"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    polled = run(capfd, *options(tmp_path), "poll")
    assert (polled.code, polled.err) == (0, "")
    assert run(capfd, *options(tmp_path), "news", "--query", "company:zijin").code == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "words.toml").write_text("[company\n", encoding="utf-8")
    polled = run(capfd, *options(tmp_path), "poll", "--all")
    assert polled.code == 0
    assert "words.toml" in polled.err
    listed = run(capfd, *options(tmp_path), "companies")
    assert (listed.code, listed.out) == (2, "")
    assert "words.toml" in listed.err


def test_three_when_every_feed_that_was_asked_failed(
    publisher: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configure(tmp_path, publisher, broken="/broken", gone="/gone")
    ended = run(capfd, *options(tmp_path)[:2], "--archive", tmp_path / "a.db", "poll")
    assert ended.code == 3
    assert clean(ended.out + ended.err)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "the desk needs a terminal"),
        (("poll", "nobody"), "No feed is called 'nobody'."),
        (("poll", "plan"), "Did you mean 'plain'?"),
        (("--offline", "poll"), "no feed is asked"),
        (("pol",), "Did you mean 'poll'?"),
        (("news", "--since", "soon"), "expected a span such as 30d"),
        (("news", "--format", "xml"), "expected one of table, json, jsonl, csv, md, found 'xml'"),
        (("export", "--format", "csv"), "name a folder"),
        (("news", "--limit", "0"), "--limit"),
        (("--config", "/none/feeds.toml", "news"), "/none/feeds.toml"),
        (("--config", "/", "news"), "/: it is a folder"),
        (("feeds", "import", "/none/feeds.opml"), "/none/feeds.opml"),
        (("export", "--note", "/none/note.txt"), "/none/note.txt"),
    ],
)
def test_two_for_bad_usage_or_configuration(
    polled: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], expected: str
) -> None:
    ended = run(capfd, *options(polled), *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert expected in ended.err


@pytest.mark.parametrize("arguments", [("--help",), ("export", "--schema"), ("--config", "feeds.toml", "poll")])
def test_a_reader_that_goes_is_no_failure(polled: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "tui", *arguments]
    ended = subprocess.run(
        command, cwd=polled, env=environment(polled), stdout=writing, stderr=subprocess.PIPE, timeout=PATIENCE
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_two_for_a_clock_that_is_none(
    polled: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KENWATCH_NOW", "noon")
    ended = run(capfd, *options(polled), "news")
    assert ended.code == 2
    assert "KENWATCH_NOW" in ended.err


def test_one_for_an_archive_that_is_none(polled: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "archive.db").write_text("no archive " * 100)
    ended = run(capfd, *options(polled)[:2], "--archive", tmp_path / "archive.db", "news")
    assert (ended.code, ended.out) == (1, "")
    assert "archive.db" in ended.err


def test_mistakes_in_feeds_toml_are_told_and_the_rest_works(
    publisher: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = configure(tmp_path, publisher, plain="/plain")
    path.write_text(path.read_text() + '\n[[feed]]\ntitle = "\\u001b]52;c;aGk=\\u0007[/x]"\nurll = "x"\n')
    ended = run(capfd, "--config", path, "--archive", tmp_path / "a.db", "poll", "--format", "json")
    assert ended.code == 0
    assert f"{path}:8: urll: unknown" in ended.err
    assert json.loads(ended.out)["new"] == 2
    assert clean(ended.err)


LISTINGS = (
    "news",
    "deals",
    "metrics",
    "events",
    "partners",
    "partners --by company",
    "timeline --country China --commodity copper",
    "stories",
    "feeds list",
    "search kazakhstan",
)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
@pytest.mark.parametrize("verb", LISTINGS)
def test_listings_are_clean_in_every_format(
    polled: Path, capfd: pytest.CaptureFixture[str], verb: str, form: str
) -> None:
    ended = run(capfd, *options(polled), *verb.split(), "--format", form)
    assert ended.code == 0
    assert clean(ended.out, "\r")
    if form == "json":
        assert isinstance(json.loads(ended.out), list)
    if form == "jsonl":
        assert all(isinstance(json.loads(row), dict) for row in ended.out.splitlines())
    if form == "csv":
        _, *rows = csv.reader(io.StringIO(ended.out))
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]


def test_markup_in_a_title_is_shown_as_it_stands(polled: Path, capfd: pytest.CaptureFixture[str]) -> None:
    titles = {
        entry["title"] for entry in json.loads(run(capfd, *options(polled), "news", "--all", "--format", "json").out)
    }
    assert "[/foo] Kazakhstan copper mine" in titles
    assert "[@click=app.bell()]x Kazakhstan copper mine" in titles
    table = run(capfd, *options(polled), "news", "--all").out
    assert "[/foo]" in table
    assert "[@click=app.bell()]x" in table


def test_news_is_what_is_on_the_beat_and_all_of_it_on_request(polled: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def titles(*more: str) -> set[str]:
        return {e["title"] for e in json.loads(run(capfd, *options(polled), "news", *more, "--format", "json").out)}

    assert "Football" not in titles()
    assert "Football" in titles("--all")
    assert len(titles("--limit", "2")) == 2
    assert titles("--until", "2020-01-01") == set()


@pytest.mark.parametrize("form", ["text", "md", "html", "svg", "json"])
def test_exports_are_clean_the_same_each_time_and_written_whole(
    polled: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], form: str
) -> None:
    shown = run(capfd, *options(polled), "export", "--format", form)
    assert shown.code == 0
    assert clean(shown.out)
    written = run(capfd, *options(polled), "export", "--format", form, "--output", tmp_path / "new" / "brief")
    assert (written.code, written.out) == (0, "")
    assert (tmp_path / "new" / "brief").read_text(encoding="utf-8") == shown.out
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["brief"]


def test_export_as_csv_is_a_folder_of_tables(polled: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ended = run(capfd, *options(polled), "export", "--format", "csv", "--output", tmp_path / "tables")
    assert ended.code == 0
    names = {"deals.csv", "metrics.csv", "events.csv", "items.csv"}
    assert {path.name for path in (tmp_path / "tables").iterdir()} == names
    for name in names:
        _, *rows = csv.reader((tmp_path / "tables" / name).read_text(encoding="utf-8").splitlines())
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]


def test_a_place_that_cannot_be_written_is_a_sentence(
    polled: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    ended = run(capfd, *options(polled), "export", "--output", tmp_path / "file" / "brief")
    assert ended.code == 1
    assert "Traceback" not in ended.err


def test_reread_reads_again_what_older_rules_read(polled: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, *options(polled), "reread").out == "Every item was read with the present rules.\n"


def test_a_reader_that_has_enough_is_no_error(polled: Path) -> None:
    command = f"'{sys.executable}' -m tui news --all --format json | head -c 10"
    ended = subprocess.run(
        command, shell=True, cwd=polled, env=environment(polled), capture_output=True, timeout=PATIENCE
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


def _listen() -> None:
    """A shell in the background has its programs ignore this signal, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_poll_ends_quietly_and_at_once(publisher: Server, tmp_path: Path) -> None:
    configure(tmp_path, publisher, slow="/slow")
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "poll"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_listen,
    )
    while not publisher.requests("/slow"):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, told.strip()) == (130, b"", b"")


@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&-", ">/dev/null 2>&1 <&-"])
def test_closed_streams_are_no_error(polled: Path, redirection: str) -> None:
    command = (
        f"'{sys.executable}' -m tui news {redirection}; '{sys.executable}' -m tui analyze - {redirection} </dev/null"
    )
    ended = subprocess.run(
        command, shell=True, cwd=polled, env=environment(polled), capture_output=True, timeout=PATIENCE
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


def on_a_terminal(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of ``kenwatch`` on a terminal of its own, and all that it wrote there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tui", *arguments]
    process = subprocess.Popen(command, cwd=folder, env=environment(folder, TERM="xterm"), stdout=theirs, stderr=theirs)
    os.close(theirs)
    written = b""
    with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
        while chunk := os.read(ours, 65536):
            written += chunk
    os.close(ours)
    return process.wait(20), written.decode()


@pytest.mark.parametrize("verb", ["poll", "news --all", "export", "feeds list", "poll --all"])
def test_on_a_terminal_nothing_of_a_feeds_acts(publisher: Server, polled: Path, tmp_path: Path, verb: str) -> None:
    title = "\x1b]52;c;aGk=\x07[/foo] \x9b31m[@click=app.bell()]x \u202egnp"
    configure(tmp_path, publisher, **{title: "/hostile", "broken": "/broken"})
    archive = polled / "cache" / "archive.db" if verb in ("news --all", "export") else tmp_path / "a.db"
    code, written = on_a_terminal(tmp_path, "--archive", str(archive), *verb.split())
    assert code == 0
    assert not {c for c in written if c in "\x07\x9b\x9d\u202e\u2066\u200b"} | set(re.findall(r"\x1b[\]PX^_]", written))
    assert "[/foo]" in written


def test_a_watch_tells_each_poll_and_ends_well_when_interrupted(publisher: Server, tmp_path: Path) -> None:
    configure(tmp_path, publisher, plain="/plain")
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "poll", "--watch", "--format", "json"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["new"] == 2
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, told.strip()) == (0, b"", b"")


def test_a_first_start_writes_the_default_and_says_where(tmp_path: Path) -> None:
    ended = spawn(
        tmp_path, "feeds", "list", XDG_CONFIG_HOME=str(tmp_path / "config"), XDG_DATA_HOME=str(tmp_path / "data")
    )
    assert ended.returncode == 0
    assert (tmp_path / "config" / "kenwatch" / "feeds.toml").is_file()
    assert (tmp_path / "data" / "kenwatch" / "archive.db").is_file()
    assert b"wrote the feeds to start from" in ended.stderr
    assert b"The Astana Times" in ended.stdout


def test_the_demonstration_touches_nothing_of_the_users(tmp_path: Path) -> None:
    ended = spawn(
        tmp_path, "--demo", "export", "--format", "json", KENWATCH_NOW="", KENWATCH_ARCHIVE=str(tmp_path / "mine.db")
    )
    assert ended.returncode == 0, ended.stderr
    brief = json.loads(ended.stdout)
    assert brief["generated"].startswith("2026-11-21")
    assert len(brief["items"]) >= 100
    assert list(tmp_path.iterdir()) == []


def test_version_and_help(capfd: pytest.CaptureFixture[str]) -> None:
    from tui import __version__

    assert run(capfd, "--version").out == f"kenwatch {__version__}\n"
    assert "poll" in run(capfd, "--help").out
