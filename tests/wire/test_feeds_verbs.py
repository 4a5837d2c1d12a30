"""``kenwatch feeds`` beside add: check and list, remove and switch, import and export."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import NOW, Ended, environment, run
from growth import bounded
from wire_parts import feed, item, redirect, reply, rss
from wire_server import Server

HOSTILE = "\\u001b]52;c;aGk=\\u0007[/foo]\\u202e"
STORY = "China's Zijin Mining plans to invest $100 million in a gold mine near Aktogay in Kazakhstan."
LATER = "2026-11-23T09:00:00Z"


def table(title: str, url: str, more: str = "") -> str:
    return f'[[feed]]\ntitle = "{title}"\nurl = "{url}"\nfulltext = "never"\n{more}\n'


@pytest.fixture(scope="module")
def publisher() -> Iterator[Server]:
    with Server() as server:
        dated = "<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item>"
        old = "<pubDate>Fri, 20 Mar 2026 08:00:00 GMT</pubDate></item>"
        good = [item(n, text=STORY if n == 0 else "A match.").replace("</item>", dated) for n in range(4)]
        server.add("/good", reply(rss(good)))
        server.add("/silent", reply(rss([item(9).replace("</item>", old)])))
        server.add("/page", reply(b"<html>Welcome</html>", {"Content-Type": "text/html"}))
        server.add("/gone", reply(b"", status=410))
        server.add("/refusing", reply(b"", status=403))
        server.add("/busy", reply(b"", {"Retry-After": "7200"}, 503))
        server.add("/old", redirect("/good2", 301))
        server.add("/good2", reply(feed(2)))
        yield server


def configured(folder: Path, server: Server) -> Path:
    rows = [
        table("Good", server.url("/good"), 'group = "Press"'),
        table("Silent", server.url("/silent")),
        table(f"Page {HOSTILE}", server.url("/page")),
        table("Gone", server.url("/gone")),
        table("Refusing", server.url("/refusing")),
        table("Busy", server.url("/busy")),
        table("Moved", server.url("/old")),
        table("Nobody", "http://127.0.0.1:1/"),
        table("Off", server.url("/off"), "enabled = false"),
    ]
    path = folder / "feeds.toml"
    path.write_text('# mine\n[desk]\ntimezone = "Asia/Almaty"\n\n' + "\n".join(rows) + "# the end\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def checked(publisher: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive in which every feed was asked once."""
    folder = tmp_path_factory.mktemp("checked")
    configured(folder, publisher)
    command = [sys.executable, "-m", "tui", "--config", str(folder / "feeds.toml"), "--archive", str(folder / "a.db")]
    subprocess.run([*command, "poll"], env=environment(folder), check=False, capture_output=True)
    return folder


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENWATCH_NOW", NOW)


def feeds(capture: pytest.CaptureFixture[str], folder: Path, *arguments: str | Path) -> Ended:
    return run(capture, "--config", folder / "feeds.toml", "--archive", folder / "a.db", "feeds", *arguments)


def clean(text: str) -> bool:
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs")} <= {"\n", "\r"}


def test_before_the_first_poll_nothing_is_known(
    publisher: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configured(tmp_path, publisher)
    asked = len(publisher.log)
    entries = json.loads(feeds(capfd, tmp_path, "check", "--format", "json").out)
    assert {entry["status"] for entry in entries} == {"unasked", "off"}
    assert {entry["per_week"] for entry in entries} == {None}
    assert len(publisher.log) == asked, "to check is not to ask"


def test_check_now_asks_once_and_tells(tmp_path: Path, publisher: Server, capfd: pytest.CaptureFixture[str]) -> None:
    configured(tmp_path, publisher)
    before = len(publisher.log)
    ended = feeds(capfd, tmp_path, "check", "--now")
    assert ended.code == 0
    assert clean(ended.out + ended.err)
    assert len(publisher.log) - before == 8, "one request a feed, a redirect one more, none for what is off"
    rows = {row.split("  ")[0]: row for row in ended.out.splitlines()}
    assert "● working" in rows["Good"]
    assert "25 %" in rows["Good"]
    assert "14:29, every 30 min" in rows["Good"]
    assert "→ moved" in rows["Moved"]
    assert "✕ gone" in rows["Gone"]
    assert "16:00, its publisher asks to wait 2 h" in rows["Busy"]
    assert "○ off" in rows["Off"]
    assert "Refusing: The publisher refuses this reader (403)" in ended.out
    assert "What helps: this publisher refuses unknown readers" in ended.out
    assert "Nobody: The server refuses the connection. Since 21 Nov 2026." in ended.out
    assert "Page [/foo]: The address serves a web page, not a feed." in ended.out
    assert f"It now answers at {publisher.url('/good2')}." in ended.out


def test_check_of_some_feeds_as_data(checked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good, page = json.loads(feeds(capfd, checked, "check", "good", "page", "--format", "json").out)
    assert (good["status"], good["items"], good["relevant"], good["share"]) == ("working", 4, 1, 0.25)
    assert good["per_week"] == pytest.approx(26.9, abs=0.1)
    assert (good["error"], good["remedy"], good["last_success"]) == (None, None, NOW)
    assert (page["status"], page["failures"], page["last_success"]) == ("failing", 1, None)
    assert "kenwatch feeds discover" in page["remedy"]


def test_a_feed_without_news_for_weeks_is_silent(checked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ended = feeds(capfd, checked, "check", "Silent")
    assert "◌ silent" in ended.out
    assert "Silent: It has brought nothing for four weeks." in ended.out


@pytest.mark.parametrize("verb", ["list", "check"])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_every_format_is_clean(checked: Path, capfd: pytest.CaptureFixture[str], verb: str, form: str) -> None:
    ended = feeds(capfd, checked, verb, "--format", form)
    assert ended.code == 0
    assert clean(ended.out)
    assert "/foo" in ended.out
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(ended.out)))
        assert len(rows) == 9
        assert rows[3]["error"] == "The feed is gone for good, its publisher says (410)."
        assert rows[3]["remedy"].startswith("remove it")


def test_check_now_of_a_dead_feed_alone_ends_with_three(
    checked: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KENWATCH_NOW", LATER)
    assert feeds(capfd, checked, "check", "Refusing", "--now").code == 3


def test_what_is_gone_for_good_is_asked_again_when_enabled(
    publisher: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = configured(tmp_path, publisher)
    text = path.read_text()
    feeds(capfd, tmp_path, "check", "gone", "--now")
    asked = len(publisher.requests("/gone"))
    feeds(capfd, tmp_path, "check", "gone", "--now")
    assert len(publisher.requests("/gone")) == asked
    assert feeds(capfd, tmp_path, "enable", "gone").out == "Gone is asked again.\n"
    feeds(capfd, tmp_path, "check", "gone", "--now")
    assert len(publisher.requests("/gone")) == asked + 1
    assert path.read_text() == text


def test_a_move_is_written_only_when_it_is_accepted(
    publisher: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = configured(tmp_path, publisher)
    text = path.read_text()
    feeds(capfd, tmp_path, "check", "Moved", "--now")
    assert path.read_text() == text
    ended = feeds(capfd, tmp_path, "check", "--accept-moves", "--format", "json")
    assert ended.err == f"Moved is now at {publisher.url('/good2')}.\n"
    assert path.read_text() == text.replace("/old", "/good2")
    moved = json.loads(ended.out)[6]
    assert (moved["url"], moved["status"], moved["items"]) == (publisher.url("/good2"), "working", 2)
    asked = len(publisher.requests("/old"))
    assert feeds(capfd, tmp_path, "check", "Moved", "--now").code == 0
    assert len(publisher.requests("/old")) == asked
    items = run(capfd, "--config", path, "--archive", tmp_path / "a.db", "news", "--all", "--format", "json").out
    assert len(json.loads(items)) == 2


def test_a_move_to_another_feed_is_left_to_the_user(
    publisher: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(table("A", publisher.url("/old")) + table("B", publisher.url("/good2")))
    text = path.read_text()
    ended = feeds(capfd, tmp_path, "check", "A", "--now", "--accept-moves")
    assert "remove one of them" in ended.err
    assert path.read_text() == text


def test_switching_and_removing_touch_their_feed_alone(
    publisher: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = configured(tmp_path, publisher)
    text = path.read_text()
    assert feeds(capfd, tmp_path, "disable", "Goo", publisher.url("/silent")).out == "Good is off.\nSilent is off.\n"
    off = text.replace('group = "Press"\n', 'group = "Press"\nenabled = false\n')
    off = off.replace('/silent"\nfulltext = "never"\n', '/silent"\nfulltext = "never"\nenabled = false\n')
    assert path.read_text() == off
    assert feeds(capfd, tmp_path, "disable", "Good").out == "Good was off already.\n"
    assert feeds(capfd, tmp_path, "enable", "Off", "Good").out == "Off is on.\nGood is on.\n"
    assert feeds(capfd, tmp_path, "enable", "Good").out == "Good was on already.\n"
    ended = feeds(capfd, tmp_path, "remove", "Page")
    assert ended.out.startswith("Removed Page [/foo] from ")
    assert publisher.url("/page") not in path.read_text()
    assert path.read_text().startswith(text[: text.index('title = "Good"')])
    assert path.read_text().endswith("# the end\n")


@pytest.mark.parametrize("verb", ["remove", "enable", "disable", "check"])
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("http://127", "fits several feeds: 'Good', 'Silent'"),
        ("Sielnt", "Did you mean 'Silent'?"),
        ("\x1b]52;c;aGk=\x07", "No feed is called"),
    ],
)
def test_a_name_that_fits_none_or_many(
    checked: Path, capfd: pytest.CaptureFixture[str], verb: str, name: str, expected: str
) -> None:
    before = (checked / "feeds.toml").read_bytes()
    ended = feeds(capfd, checked, verb, name)
    assert ended.code == 2
    assert expected in ended.err
    assert clean(ended.err)
    assert (checked / "feeds.toml").read_bytes() == before


def test_feeds_of_the_same_title_are_told_apart_by_their_addresses(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    urls = "https://a.example/ru", "https://a.example/en"
    (tmp_path / "feeds.toml").write_text("".join(table("A", url) for url in urls))
    ended = feeds(capfd, tmp_path, "remove", "A")
    assert all(url in ended.err for url in urls)
    assert feeds(capfd, tmp_path, "remove", urls[1]).code == 0
    assert [one["url"] for one in tomllib.loads((tmp_path / "feeds.toml").read_text())["feed"]] == [urls[0]]


def test_edits_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text("".join(table(f"F{n}", f"https://{n}.example/") for n in range(6)))
    command = [sys.executable, "-m", "tui", "feeds", "disable"]
    running = [subprocess.Popen([*command, f"F{n}"], cwd=tmp_path, env=environment(tmp_path)) for n in range(6)]
    assert [process.wait(60) for process in running] == [0] * 6
    feeds_now = tomllib.loads((tmp_path / "feeds.toml").read_text())["feed"]
    assert [one["enabled"] for one in feeds_now] == [False] * 6


def test_a_link_to_feeds_toml_stays_a_link(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "mine.toml").write_text(table("A", "https://a.example/"))
    (tmp_path / "feeds.toml").symlink_to(tmp_path / "real" / "mine.toml")
    assert feeds(capfd, tmp_path, "disable", "A").code == 0
    assert (tmp_path / "feeds.toml").is_symlink()
    assert "enabled = false" in (tmp_path / "real" / "mine.toml").read_text()
    assert [one.name for one in (tmp_path / "real").iterdir()] == ["mine.toml"]


def test_a_broken_file_is_left_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = table("A", "https://a.example/") + "[[feed]]\nurl = \n"
    (tmp_path / "feeds.toml").write_text(text)
    ended = feeds(capfd, tmp_path, "disable", "A")
    assert ended.code == 2
    assert f"{tmp_path / 'feeds.toml'}: its syntax is broken at line 7" in ended.err
    assert (tmp_path / "feeds.toml").read_text() == text


def opml(folder: Path, body: str) -> Path:
    path = folder / "in.opml"
    path.write_text(f'<?xml version="1.0"?>\n<opml version="2.0"><body>\n{body}\n</body></opml>', encoding="utf-8")
    return path


def test_import_counts_what_it_took_and_tells_what_it_could_not(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "feeds.toml").write_text("# mine\n" + table("A", "https://a.example/feed"))
    path = opml(
        tmp_path,
        '<outline text="Press"><outline text="[/foo]&#27;]52;c;aGk=&#7;" xmlUrl="https://b.example/feed"/>\n'
        '<outline xmlUrl="http://A.example/feed/"/><outline xmlUrl="https://b.example/feed"/>\n'
        '<outline text="broken xmlUrl="https://c.example/"/>\n<outline xmlUrl="file:///etc/passwd"/></outline>',
    )
    ended = feeds(capfd, tmp_path, "import", path)
    assert (ended.code, ended.out) == (0, "3 feeds found: 1 added, 1 there already, 1 twice in the file.\n")
    assert f"{path}: line 5: an outline whose quotes" in ended.err
    assert f"{path}: line 6: 'file:///etc/passwd' is no http" in ended.err
    text = (tmp_path / "feeds.toml").read_text()
    assert text.startswith("# mine\n" + table("A", "https://a.example/feed").rstrip("\n"))
    assert tomllib.loads(text)["feed"][1] == {
        "title": "[/foo]]52;c;aGk=",
        "url": "https://b.example/feed",
        "group": "Press",
    }
    again = feeds(capfd, tmp_path, "import", path)
    assert "0 added, 2 there already" in again.out
    assert (tmp_path / "feeds.toml").read_text() == text


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG", b"<!DOCTYPE x [<!ENTITY a 'b'>]><opml><outline xmlUrl='https://a.example'/></opml>"]
)
def test_a_file_without_feeds_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes) -> None:
    (tmp_path / "feeds.toml").write_text("")
    (tmp_path / "in.opml").write_bytes(content)
    ended = feeds(capfd, tmp_path, "import", tmp_path / "in.opml")
    assert (ended.code, ended.out) == (2, "")
    assert "in.opml: line 1" in ended.err
    assert (tmp_path / "feeds.toml").read_text() == ""


def test_five_thousand_feeds_come_and_go_in_seconds(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "feeds.toml").write_text("# mine\n")
    body = "".join(
        f'<outline text="G{g}">'
        + "".join(f'<outline text="Feed {g}/{n}" xmlUrl="https://h{g}.example/{n}"/>\n' for n in range(100))
        + "</outline>"
        for g in range(50)
    )
    path = opml(tmp_path, body)
    with bounded(120):
        assert "5,000 feeds found: 5000 added" in feeds(capfd, tmp_path, "import", path).out
        assert feeds(capfd, tmp_path, "export", "--output", tmp_path / "out.opml").code == 0
    (tmp_path / "feeds.toml").write_text("")
    assert "5000 added" in feeds(capfd, tmp_path, "import", tmp_path / "out.opml").out
    assert len({one["group"] for one in tomllib.loads((tmp_path / "feeds.toml").read_text())["feed"]}) == 50


def test_export_is_what_import_takes(checked: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    written = feeds(capfd, checked, "export", "--format", "opml").out
    assert clean(written)
    (tmp_path / "feeds.toml").write_text("")
    (tmp_path / "in.opml").write_text(written, encoding="utf-8")
    assert "9 feeds found: 9 added" in feeds(capfd, tmp_path, "import", tmp_path / "in.opml").out
    entries = tomllib.loads((tmp_path / "feeds.toml").read_text(encoding="utf-8"))["feed"]
    assert entries[0]["group"] == "Press"
    assert [entry["title"] for entry in entries if not entry.get("enabled", True)] == ["Off"]
