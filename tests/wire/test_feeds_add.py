"""``kenwatch feeds add`` and ``discover`` on sites that are real, if small: what is found, asked, shown and written."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import NOW, Ended, environment, run
from wire_parts import feed, item, redirect, reply, rss
from wire_server import Request, Server

HTML = {"Content-Type": "text/html; charset=utf-8"}
STORY = "China's Zijin Mining plans to invest $100 million in a gold mine near Aktogay in Kazakhstan."
HOSTILE = "\x1b]52;c;aGk=\x07\u202e[/foo][@click=app.bell()]x"
RSS, ATOM = "application/rss+xml", "application/atom+xml"
CONFIG = """\
# mine
[[feed]]
title = "Known"
url = "{known}"   # keep this

# the end
"""


def page(*links: str) -> bytes:
    return f"<!doctype html><html><head><title>Site</title>{''.join(links)}</head><body>News</body></html>".encode()


def link(href: str, kind: str = RSS, title: str = "") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}" title="{title}">'


def titled(title: str, items: int = 3) -> bytes:
    entries = [item(0, f"Zijin to invest in Kazakhstan {HOSTILE}", STORY), *(item(n) for n in range(1, items))]
    return rss(entries).replace(b"<title>Wire</title>", f"<title>{title}</title>".encode())


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENWATCH_NOW", NOW)


@pytest.fixture
def site() -> Iterator[Server]:
    with Server(hosts=("127.0.0.1", "127.0.0.2")) as server:
        yield server


@pytest.fixture
def folder(site: Server, tmp_path: Path) -> Path:
    (tmp_path / "feeds.toml").write_text(CONFIG.format(known=site.url("/known")), encoding="utf-8")
    return tmp_path


def feeds(capture: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> Ended:
    return run(capture, "--config", folder / "feeds.toml", "--archive", folder / "a.db", "feeds", *arguments)


def written(folder: Path) -> list[dict[str, object]]:
    """The feeds of feeds.toml after the first; the rest of the file must be as it was."""
    text = (folder / "feeds.toml").read_text(encoding="utf-8")
    before, _, after = text.partition("   # keep this\n")
    assert before.startswith('# mine\n[[feed]]\ntitle = "Known"')
    assert after.endswith("\n# the end\n")
    return tomllib.loads(text)["feed"][1:]


def paths(site: Server) -> list[str]:
    return [request.path for request in site.log]


def clean(ended: Ended) -> bool:
    return {c for c in ended.out + ended.err if unicodedata.category(c) in ("Cc", "Cf", "Cs")} <= {"\n"}


def test_a_bare_name_is_tried_with_http_where_nobody_speaks_https(
    site: Server, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    url = site.add("/", reply(page(link("/news.xml")), HTML))
    site.add("/news.xml", reply(titled("Mine")))
    bare = url.removeprefix("http://").removesuffix("/")
    ended = feeds(capfd, folder, "add", bare, "--yes")
    assert ended.code == 0, ended.err
    assert [entry["url"] for entry in written(folder)] == [f"{url}news.xml"]
    ended = feeds(capfd, folder, "discover", f"https://{bare}/")
    assert ended.code == 3
    assert "does not speak HTTPS" in ended.err


def test_a_feed_s_own_address(site: Server, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    url = site.add("/feed/", reply(titled(f"Mine {HOSTILE}")))
    ended = feeds(capfd, folder, "add", url, "--group", "Press", "--every", "2h", "--language", "en")
    assert ended.code == 0
    assert "RSS 2.0, 3 items, 1 on the beat" in ended.out
    assert ended.out.count("\n") == 6
    assert "Zijin to invest in Kazakhstan [/foo][@click=app.bell()]x" in ended.out
    assert clean(ended)
    assert paths(site) == ["/feed/"]
    (new,) = written(folder)
    assert new == {
        "title": "Mine [/foo][@click=app.bell()]x",
        "url": url,
        "language": "en",
        "group": "Press",
        "every": "2h",
    }


def test_a_page_that_declares_its_feed(site: Server, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    site.add("/en/", reply(page('<base href="/base/">', link("../news.xml#top"), link("style.css", "text/css")), HTML))
    site.add("/news.xml", reply(titled("Mine")))
    assert feeds(capfd, folder, "add", site.url("/en/")).code == 0
    assert [new["url"] for new in written(folder)] == [site.url("/news.xml")]
    assert paths(site) == ["/en/", "/news.xml"]


def several(site: Server) -> str:
    site.add("/news", reply(titled("News")))
    site.add("/comments/feed", reply(titled("Comments")))
    site.add("/lie", reply(b"<html>sign in <input type=password></html>", {"Content-Type": RSS}))
    links = link("/comments/feed", title="Comments"), link("/lie"), link("/news"), link("/gone", ATOM)
    return site.add("/", reply(page(*links), HTML))


def test_of_several_feeds_a_script_has_to_choose(site: Server, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    url = several(site)
    ended = feeds(capfd, folder, "add", url)
    assert ended.code == 2
    assert re.findall(r"^\d\. (\w+)$", ended.out, re.MULTILINE) == ["News", "Comments"]
    assert "--choose N" in ended.err
    assert f"{site.url('/lie')}: The address serves a page that asks for a login" in ended.err
    assert f"{site.url('/gone')}: There is nothing at this address (404)." in ended.err
    assert written(folder) == []
    assert feeds(capfd, folder, "add", url, "--choose", "1,3").code == 2
    assert feeds(capfd, folder, "add", url, "--choose", "2", "--title", "Talk").code == 0
    assert [new["title"] for new in written(folder)] == ["Talk"]
    assert feeds(capfd, folder, "add", url, "--yes").code == 0
    assert [new["title"] for new in written(folder)] == ["Talk", "News"]
    ended = feeds(capfd, folder, "add", url, "--yes")
    assert (ended.code, "News is already in" in ended.out) == (0, True)
    assert len(written(folder)) == 2


def test_somebody_at_a_terminal_is_asked(site: Server, folder: Path) -> None:
    url = several(site)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "feeds", "add", url],
        cwd=folder,
        env=environment(folder, TERM="xterm"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    while b"Which of them?" not in shown:
        shown += os.read(ours, 4096)
    os.write(ours, b"2, 1\n")
    while b"Added News" not in shown:
        shown += os.read(ours, 4096)
    assert process.wait(20) == 0
    os.close(ours)
    assert [new["title"] for new in written(folder)] == ["Comments", "News"]
    assert b"\x1b]52" not in shown


@pytest.mark.parametrize("path", ["/feed/", "/rss.xml", "/kk/feed/"])
def test_a_site_that_tells_of_no_feed(site: Server, folder: Path, capfd: pytest.CaptureFixture[str], path: str) -> None:
    site.add("/kk/", reply(page(), HTML))
    site.add(path, reply(titled("Hidden")))
    assert feeds(capfd, folder, "add", site.url("/kk/")).code == 0
    assert [new["url"] for new in written(folder)] == [site.url(path)]


def test_a_page_that_lists_feeds(site: Server, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    site.add("/", reply(b"<a href='/rss/'>RSS</a><a href='/feedback'>Write</a><a href='//t.example/x'>T</a>", HTML))
    site.add("/rss/", reply(b"<html><a href='/rss/mining'>Mining</a> <a href='javascript:rss/'>x</a></html>", HTML))
    site.add("/rss/mining", reply(titled("Mining")))
    assert feeds(capfd, folder, "add", site.url("/")).code == 0
    assert [new["url"] for new in written(folder)] == [site.url("/rss/mining")]
    assert "/feedback" not in paths(site)


SITEMAP = (
    b'<urlset xmlns:news="n"><url><loc>https://press.example/1</loc><news:news><news:publication><news:name>Press'
    b"</news:name></news:publication><news:publication_date>2026-11-20</news:publication_date>"
    b"<news:title>Copper of Kazakhstan</news:title></news:news></url></urlset>"
)


def test_a_site_with_a_news_sitemap_only(site: Server, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    site.add("/", reply(page(), HTML))
    maps = ("/posts.xml", "/news-now.xml")
    index = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in maps)
    site.add("/robots.txt", reply(f"User-agent: *\nSitemap: {site.url('/map.xml')}\n".encode(), {}))
    site.add("/map.xml", reply(f"<sitemapindex>{index}</sitemapindex>".encode()))
    site.add("/news-now.xml", reply(SITEMAP))
    ended = feeds(capfd, folder, "add", site.url("/"))
    assert ended.code == 0
    assert "news sitemap, 1 item" in ended.out
    assert [(new["title"], new["url"]) for new in written(folder)] == [("Press", site.url("/news-now.xml"))]
    assert "/posts.xml" not in paths(site)
    site.add("/known", reply(feed(0)))
    polled = run(capfd, "--config", folder / "feeds.toml", "--archive", folder / "a.db", "poll", "Press")
    assert (polled.code, "Press: 1 new" in polled.out) == (0, True)


def test_a_permanent_redirect_is_followed_into_the_file(
    site: Server, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    site.add("/old", redirect("/page", 301))
    site.add("/page", reply(page(link("/a")), HTML))
    site.add("/a", redirect("/b", 308))
    site.add("/b", reply(titled("Moved")))
    assert feeds(capfd, folder, "add", site.url("/old")).code == 0
    site.add("/c", redirect("/b", 302))
    assert feeds(capfd, folder, "add", site.url("/c")).code == 0
    assert [new["url"] for new in written(folder)] == [site.url("/b"), site.url("/c")]


def test_a_slip_in_the_path_leads_to_the_front_page(
    site: Server, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    site.add("/", reply(page(link("/feed")), HTML))
    site.add("/feed", reply(titled("Mine")))
    ended = feeds(capfd, folder, "add", site.url("/feeed"))
    assert ended.code == 0
    assert f"{site.url('/feeed')}: There is nothing at this address (404)." in ended.err
    assert [new["url"] for new in written(folder)] == [site.url("/feed")]


def test_a_site_does_not_lead_inside_unless_the_user_does(
    site: Server, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    inside = site.add("/inside", reply(titled("Inside")), host="127.0.0.2")
    url = site.add("/", reply(page(link(inside)), HTML))
    ended = feeds(capfd, folder, "add", url)
    assert ended.code == 3
    assert "its own network, which is refused" in ended.err
    assert "/inside" not in paths(site)
    assert feeds(capfd, folder, "add", inside).code == 0


def test_a_site_without_feeds(site: Server, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    site.add("/", reply(page(), HTML))
    ended = feeds(capfd, folder, "add", site.url("/"))
    assert (ended.code, ended.out) == (3, "")
    assert f"No feed was found at {site.url('/')}." in ended.err
    assert written(folder) == []
    assert all(request.method == "GET" for request in site.log)
    assert not [request for request in site.log if request.get("Cookie") or request.get("Referer")]
    assert site.most_in_flight["127.0.0.1"] == 1


@pytest.mark.parametrize("links", ["declared", "named"])
def test_a_search_asks_a_bounded_number_of_times(
    site: Server, folder: Path, capfd: pytest.CaptureFixture[str], links: str
) -> None:
    many = [link(f"/{n}.xml") if links == "declared" else f"<a href=/rss/{n}>" for n in range(1_000)]
    site.add("/", reply(page(*many), HTML))
    assert feeds(capfd, folder, "discover", site.url("/")).code == 3
    assert len(site.log) <= 24


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (reply(b"", status=500), "trouble (500)"),
        (reply(b"\x89PNG\r\n", {"Content-Type": "image/png"}), "serves a PNG picture"),
        (redirect("/x"), "in a circle"),
        (redirect("file:///etc/passwd"), "only http and https"),
        (reply(b""), "The answer is empty."),
    ],
)
def test_an_address_that_serves_nothing_of_use(
    site: Server, folder: Path, capfd: pytest.CaptureFixture[str], answer: object, told: str
) -> None:
    ended = feeds(capfd, folder, "add", site.add("/x", answer))  # type: ignore[arg-type]
    assert (ended.code, ended.out) == (3, "")
    assert told in ended.err


@pytest.mark.parametrize("spelling", ["/known", "/known/", "/known#x"])
def test_what_is_there_already_is_not_asked(
    site: Server, folder: Path, capfd: pytest.CaptureFixture[str], spelling: str
) -> None:
    ended = feeds(capfd, folder, "add", site.url(spelling))
    assert (ended.code, "Known is already in" in ended.out) == (0, True)
    assert site.log == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/etc/passwd", "two words", "ftp://a.example/", ""])
def test_what_is_no_address(folder: Path, capfd: pytest.CaptureFixture[str], address: str) -> None:
    ended = feeds(capfd, folder, "add", address)
    assert ended.code == 2
    assert "is no web address" in ended.err


def test_settings_are_tried_and_written(
    site: Server, folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIRE_SECRET", "secret")
    good = reply(titled("Mine"))

    async def guarded(request: Request, writer: object) -> None:
        ok = request.get("Authorization") == "Bearer secret" and request.get("X-Key") == "7"
        await (good if ok else reply(b"", status=401))(request, writer)  # type: ignore[arg-type]

    url = site.add("/feed", guarded)
    assert feeds(capfd, folder, "add", url).code == 3
    settings = ("--token-env", "WIRE_SECRET", "--header", "X-Key=7", "--agent", "Mozilla/5.0")
    assert feeds(capfd, folder, "add", url, *settings).code == 0
    (new,) = written(folder)
    assert (new["auth"], new["headers"], new["agent"]) == (
        {"token_env": "WIRE_SECRET"},
        {"X-Key": "7"},
        "Mozilla/5.0",
    )
    assert "secret" not in (folder / "feeds.toml").read_text()
    assert site.log[-1].get("User-Agent") == "Mozilla/5.0"


@pytest.mark.parametrize("option", [("--every", "2 hours"), ("--header", "novalue"), ("--language", "russian")])
def test_a_setting_that_is_none(folder: Path, capfd: pytest.CaptureFixture[str], option: tuple[str, str]) -> None:
    ended = feeds(capfd, folder, "add", "https://press.example/", *option)
    assert ended.code == 2
    assert option[0] in ended.err


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_discover_shows_and_writes_nothing(
    site: Server, folder: Path, capfd: pytest.CaptureFixture[str], form: str
) -> None:
    ended = feeds(capfd, folder, "discover", several(site), "--format", form)
    assert ended.code == 0
    assert "Zijin to invest in Kazakhstan" in ended.out
    assert clean(Ended(0, ended.out.replace("\r\n", "\n"), ended.err))
    assert written(folder) == []
    if form == "json":
        news, comments = json.loads(ended.out)
        assert (news["title"], news["items"], news["relevant"], news["found"]) == ("News", 3, 1, "linked")
        assert len(news["latest"]) == 3
        assert comments["subscribed"] is False


def test_nothing_is_asked_offline_and_nothing_written_in_the_demonstration(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, "--config", folder / "feeds.toml", "--offline", "feeds", "add", "press.example").code == 2
    assert run(capfd, "--demo", "feeds", "add", "press.example").code == 2


def test_a_feed_is_not_asked_twice_in_one_search(site: Server, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    site.add("/", reply(page(link("/feed/"), link("/feed/#x"), link("/feed/")), HTML))
    site.add("/feed/", reply(feed(1)))
    assert feeds(capfd, folder, "add", site.url("/")).code == 0
    assert paths(site) == ["/", "/feed/"]
