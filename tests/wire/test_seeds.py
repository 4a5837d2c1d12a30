"""Two published items, served as a feed, polled and exported: what an analyst takes from them, each with its sentence.

The items belong to their publishers and are not part of the project; without them beside it, these tests are skipped.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cli_runs import spawn
from wire_parts import reply, rss
from wire_server import Server

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
Brief = dict[str, Any]

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the two published items are not at {SEEDS}")


def entry(number: int, title: str, text: str, published: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f"<item><guid>{number}</guid><title><![CDATA[{title}]]></title><link>https://news.example/{number}</link>"
        f"<pubDate>{published}</pubDate><description><![CDATA[{paragraphs}]]></description></item>"
    )


@pytest.fixture(scope="module")
def texts() -> tuple[str, str]:
    first, second = sorted(SEEDS.glob("0*.txt"))
    return first.read_text(encoding="utf-8"), second.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def brief(texts: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Brief:
    quoted = re.search(r'"([^"]+)"', (SEEDS / "README.md").read_text(encoding="utf-8"))
    assert quoted
    headline, _, story = texts[1].partition("\n")
    items = (
        entry(1, quoted[1], texts[0], "Fri, 16 Aug 2024 08:00:00 +0500"),
        entry(2, headline, story.strip(), "Wed, 10 Feb 2021 12:10:00 +0400"),
    )
    folder = tmp_path_factory.mktemp("seeds")
    with Server() as server:
        address = server.add("/seeds", reply(rss(items)))
        (folder / "feeds.toml").write_text(f'[[feed]]\nurl = "{address}"\nlanguage = "en"\nfulltext = "never"\n')
        polled = spawn(folder, "poll")
        assert polled.returncode == 0, polled.stderr
    exported = spawn(folder, "export", "--format", "json")
    assert exported.returncode == 0, exported.stderr
    return json.loads(exported.stdout)


def proved(texts: tuple[str, str], *evidence: str) -> bool:
    """Whether each sentence stands in one of the texts, line breaks aside."""
    whole = [" ".join(text.split()) for text in texts]
    return all(said and any(" ".join(said.split()) in text for text in whole) for said in evidence)


def points(brief: Brief, metric: str, value: float, unit: str) -> list[tuple[Brief, Brief]]:
    return [
        (series, point)
        for series in brief["metrics"]
        if (series["metric"], series["unit"]) == (metric, unit)
        for point in series["points"]
        if point["value"] == value
    ]


def test_zijin_is_in_talks_to_invest_100_million_dollars(brief: Brief, texts: tuple[str, str]) -> None:
    (deal,) = [d for d in brief["deals"] if d["amount"] == 100e6]
    assert (deal["kind"], deal["stage"], deal["currency"], deal["usd"]) == ("investment", "talks", "USD", 100e6)
    assert deal["jobs"] == 1000
    assert deal["countries"] == ["CN"]
    assert [p["country"] for p in deal["parties"] if "Zijin" in p["name"]] == ["CN"]
    assert proved(texts, *(report["evidence"] for report in deal["reports"]))


def test_they_met_on_15_august_2024(brief: Brief, texts: tuple[str, str]) -> None:
    met = [e for e in brief["events"] if (e["kind"], e["date"]) == ("meeting", "2024-08-15")]
    assert met
    assert "CN" in met[0]["countries"]
    assert any("Zijin" in party for party in met[0]["parties"])
    assert proved(texts, met[0]["evidence"])


@pytest.mark.parametrize(
    ("metric", "value", "unit", "commodity"),
    [("resources", 96e6, "t", "copper"), ("market-value", 47e9, "USD", None)],
)
def test_zijins_figures(
    brief: Brief, texts: tuple[str, str], metric: str, value: float, unit: str, commodity: str | None
) -> None:
    ((series, point),) = points(brief, metric, value, unit)
    assert "Zijin" in series["subject"]
    assert series["commodity"] == commodity
    assert proved(texts, point["evidence"])


def test_russia_and_the_united_states_are_partners_of_february_2021(brief: Brief, texts: tuple[str, str]) -> None:
    (story,) = [item for item in brief["items"] if item["published"].startswith("2021-02-10")]
    assert {"RU", "US"} <= set(story["countries"])
    assert {"RU", "US"} <= {partner["country"] for partner in brief["partners"]}
    told = [e for e in brief["events"] if {"RU", "US"} & set(e["countries"]) and e["link"] == story["link"]]
    assert {code for event in told for code in event["countries"]} >= {"RU", "US"}
    assert proved(texts, *(event["evidence"] for event in told))


def test_17_billion_tenge_came_into_the_country(brief: Brief, texts: tuple[str, str]) -> None:
    deals = [
        (d["usd"], d["reports"][0]["evidence"]) for d in brief["deals"] if (d["amount"], d["currency"]) == (17e9, "KZT")
    ]
    figures = [(40.3e6, point["evidence"]) for _, point in points(brief, "investment", 17e9, "KZT")]
    found = deals + figures
    assert found
    assert all(usd == pytest.approx(40.3e6) and "40.3" in said and proved(texts, said) for usd, said in found)


def test_75_000_square_kilometres_were_studied(brief: Brief, texts: tuple[str, str]) -> None:
    ((_, point),) = points(brief, "area", 75_000, "km2")
    assert proved(texts, point["evidence"])


@pytest.mark.parametrize("site", ["Dyusembay", "Besshoky", "Pribrezhnoye"])
def test_the_discoveries_are_known_by_name(brief: Brief, site: str) -> None:
    (story,) = [item for item in brief["items"] if item["published"].startswith("2021-02-10")]
    assert site in story["places"]


def test_every_fact_has_its_sentence(brief: Brief, texts: tuple[str, str]) -> None:
    deals = (r["evidence"] for d in brief["deals"] for r in d["reports"])
    figures = (point["evidence"] for series in brief["metrics"] for point in series["points"])
    events = (event["evidence"] for event in brief["events"])
    assert proved(texts, *deals, *figures, *events)
