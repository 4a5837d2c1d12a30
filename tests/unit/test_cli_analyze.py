"""``kenwatch analyze``: one answer a document, in order; a bad line costs itself alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_runs import run, spawn

from tui.cli.documents import article
from tui.model import Document

DOCUMENT = {
    "id": "one",
    "lang": "en",
    "published": "2026-11-20",
    "title": "Zijin to invest in Kazakhstan",
    "text": "China's Zijin Mining plans to invest $100 million in a gold mine in Kazakhstan, creating 1,000 jobs.",
    "gold": {"relevant": False},
}
KEYS = [
    "id",
    "lang",
    "relevant",
    "foreign",
    "countries",
    "companies",
    "commodities",
    "places",
    "deals",
    "metrics",
    "events",
]


def line(**changes: object) -> bytes:
    return json.dumps({**DOCUMENT, **changes}, ensure_ascii=False).encode() + b"\n"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "documents.jsonl"
    path.write_bytes(line() + b"\n" + line(id="two", lang="ru", title="Медь", text="Казахмыс добыл медь.") + line(id=3))
    return path


def test_each_document_has_its_answer_in_order(capfd: pytest.CaptureFixture[str], documents: Path) -> None:
    ended = run(capfd, "analyze", documents)
    answers = [json.loads(row) for row in ended.out.splitlines()]
    assert (ended.code, ended.err) == (0, "")
    assert [answer["id"] for answer in answers] == ["one", "two", "3"]
    assert all(list(answer) == KEYS for answer in answers)
    assert answers[0]["relevant"]


def test_evidence_is_the_text_exactly_as_given(capfd: pytest.CaptureFixture[str], documents: Path) -> None:
    source = f"{DOCUMENT['title']}\n\n{DOCUMENT['text']}"
    answer = json.loads(run(capfd, "analyze", documents).out.splitlines()[0])
    facts = [*answer["deals"], *answer["metrics"], *answer["events"]]
    assert all(source[fact["start"] : fact["end"]] == fact["evidence"] for fact in facts)


BAD = (
    (b"{bad", "not JSON"),
    (b"\xff\xfe{}", "not UTF-8"),
    (b"[]", "expected an object, found a list"),
    (b"null", "found null"),
    (b'{"id": "x"}', 'expected "title" and "text"'),
    (line(title=7), '"title": expected a text, found a number'),
    (line(text=["a"]), '"text": expected a text, found a list'),
    (line(lang=True), '"lang": expected a text, found true or false'),
    (line(published="yesterday"), '"published": expected a date'),
    (line(published=20261120), '"published": expected a date'),
    (b"[" * 100_000, "not JSON"),
    (b'{"title": ' + b"9" * 5000 + b"}", "not JSON"),
)


def test_bad_lines_are_named_by_number_and_the_others_answered(tmp_path: Path) -> None:
    lines = [line(id="first"), *(bad.rstrip(b"\n") + b"\n" for bad, _ in BAD), line(id="last")]
    ended = spawn(tmp_path, "analyze", "-", stdin=b"".join(lines))
    assert ended.returncode == 1
    assert [json.loads(row)["id"] for row in ended.stdout.splitlines()] == ["first", "last"]
    told = ended.stderr.decode().splitlines()
    assert len(told) == len(BAD)
    for number, (row, (_, expected)) in enumerate(zip(told, BAD, strict=True), 2):
        assert row.startswith(f"standard input:{number}: ")
        assert expected in row


def test_no_network_no_archive_and_no_configuration_is_needed(tmp_path: Path) -> None:
    ended = spawn(tmp_path, "analyze", "-", stdin=line(published=None))
    assert ended.returncode == 0
    assert list(tmp_path.iterdir()) == []


HOSTILE = "\x1b]52;c;aGk=\x07 \x9b31m \u202egnp\u2066 \u200b\x00 Zijin plans to invest $100 million in Kazakhstan's gold mine."


@pytest.mark.parametrize("form", ["jsonl", "text"])
def test_what_a_document_holds_never_reaches_the_terminal_raw(tmp_path: Path, form: str) -> None:
    stdin = line(title=HOSTILE, text=HOSTILE * 3, id="\x1b[2J") + b'{"title": "\\ud800", "text": "\\u001b"}\n'
    ended = spawn(tmp_path, "analyze", "-", "--format", form, stdin=stdin)
    assert ended.returncode == 0
    shown = ended.stdout.decode()
    assert not [c for c in shown if c != "\n" and (c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066\u200b")]
    if form == "jsonl":
        assert json.loads(shown.splitlines()[0])["id"] == "\x1b[2J"


def test_text_tells_the_same_in_words(capfd: pytest.CaptureFixture[str], documents: Path) -> None:
    ended = run(capfd, "analyze", documents, "--format", "text")
    assert "one · Zijin to invest in Kazakhstan" in ended.out
    assert "on the beat" in ended.out


def test_a_missing_file_is_bad_usage(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ended = run(capfd, "analyze", tmp_path / "none.jsonl")
    assert (ended.code, ended.out) == (2, "")
    assert "no such file or folder" in ended.err


def test_a_plain_article_is_read_whole_with_its_first_line_as_headline(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "zijin.txt"
    path.write_bytes(f"\ufeff{DOCUMENT['title']}\r\n\r\n{DOCUMENT['text']}\r\n\r\nTalks go on.\r\n".encode())
    answer = json.loads(run(capfd, "analyze", path).out)
    assert (answer["id"], answer["relevant"], answer["deals"][0]["amount"]) == ("zijin", True, 100_000_000)
    assert article(path.read_bytes()) == Document(str(DOCUMENT["title"]), f"{DOCUMENT['text']}\n\nTalks go on.")


def test_an_article_without_a_headline_keeps_its_first_paragraph() -> None:
    paragraph = "Zijin Mining plans to invest in Kazakhstan. " * 6
    assert article(paragraph.encode()) == Document("", paragraph.strip())


def test_an_article_that_is_no_text_is_named(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\xff\xfe")
    ended = run(capfd, "analyze", path)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"{path}:1: not UTF-8")
