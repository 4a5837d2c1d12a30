"""How many deals, stages and points the ledger finds in reports that people wrote: see tests/ledger."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from archive_samples import NOW, state

from tui.archive import Archive
from tui.config.model import FeedConfig
from tui.ledger.deals import deals
from tui.ledger.entries import DealEntry, Series
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.model import Document, Item
from tui.reading import read

FOLDER = Path(__file__).parents[1] / "ledger"
_KINDS = {"Steppe Wire": "agency", "Степь-Телеграф": "agency", "Дала тілшісі": "agency", "Zijin newsroom": "company"}
_KINDS |= {"Ivanhoe newsroom": "company", "Пресс-служба Qarmet": "company", "London Bourse Notices": "exchange"}
_KINDS |= {"Министерство промышленности и строительства": "official", "Пресс-служба Минпрома": "official"}
_KINDS |= {"Степная лента": "agency", "Bourse Notices": "exchange"}
_KINDS |= {"Turan Wire": "agency", "Туран-Инфо": "agency", "Тұран ақпарат": "agency", "London Filings": "exchange"}
_KINDS |= {
    "Cameco press release": "company",
    "Ivanhoe Mines press release": "company",
    "Пресс-служба Solidcore": "company",
}
_KINDS |= {"Tengri Wire": "agency", "Степной телеграф": "agency", "London Disclosure": "exchange"}
_KINDS |= {
    "Tobol News Agency": "agency",
    "Тобол-Информ": "agency",
    "Тобол ақпарат": "agency",
    "Market Notices": "exchange",
}
_KINDS |= {"Arras Minerals press release": "company", "Пресс-служба «Казатомпром»": "company"}
_KINDS |= {
    "Steppe Newswire": "agency",
    "Степь-Ньюс": "agency",
    "Дала хабары": "agency",
    "Company Announcements": "exchange",
}
_KINDS |= {"Пресс-служба Министерства промышленности и строительства": "official"}
_KINDS |= {"ArcelorMittal press release": "company", "Пресс-служба Минпромстроя": "official"}
_KINDS |= {"Altai Newswire": "agency", "Алтай-Инфо": "agency", "Алтай ақпарат": "agency", "City Filings": "exchange"}
_KINDS |= {"Cameco newsroom": "company", "Пресс-служба «Казатомпрома»": "company"}
_KINDS |= {"Пресс-служба «Казгеологии»": "company", "Өнеркәсіп министрлігінің баспасөз қызметі": "official"}
_KINDS |= {
    "Silver Bull press release": "company",
    "Orano press release": "company",
    "Cameco press release": "company",
    "Пресс-служба Акорды": "official",
}
_KINDS |= {"Дала ақпарат": "agency", "Министерство промышленности": "official", "Индустрия министрлігі": "official"}
_KINDS |= {
    "Степь-Пресс": "agency",
    "Дала-Пресс": "agency",
    "Восток-Информ": "agency",
    "Regulatory Desk": "exchange",
    "Cameco news release": "company",
    "Kazatomprom press office": "company",
    "Пресс-служба министерства": "official",
    "Министрліктің баспасөз қызметі": "official",
}
_KINDS |= {
    "Степь-Информ": "agency",
    "City Regulatory News": "exchange",
    "Hong Kong Filings Desk": "exchange",
    "Пресс-служба Министерства промышленности": "official",
    "Пресс-служба Правительства": "official",
}
FLOORS = {
    "first": (0.92, 0.88, 0.8, 0.8),
    "second": (0.92, 0.95, 0.88, 0.8),
    "third": (0.9, 0.87, 0.88, 0.8),
    "fourth": (0.92, 0.92, 0.85, 0.9),
    "fifth": (0.97, 0.9, 0.82, 0.85),
    "sixth": (0.95, 0.84, 0.75, 0.7),
    "seventh": (0.93, 0.86, 0.75, 0.92),
    "eighth": (0.84, 0.9, 0.8, 0.9),
    "ninth": (0.9, 0.88, 0.75, 0.93),
    "tenth": (0.8, 0.78, 0.75, 0.8),
    "eleventh": (0.95, 0.88, 0.8, 0.65),
    "twelfth": (0.82, 0.9, 0.83, 0.82),
    "thirteenth": (0.95, 0.86, 0.74, 0.9),
    "fourteenth": (0.84, 0.92, 0.82, 0.7),
}
"""By ledger: precision and recall of the deals' reports, the share of their stages and of the points of series, a little
below what is found."""


@dataclass(frozen=True)
class Ledger:
    name: str
    deals: tuple[DealEntry, ...]
    series: tuple[Series, ...]


def told(ledger: str, part: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{ledger}-{part}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", params=FLOORS)
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The deals and series of all reports, taken for news of the beat."""
    by_source: dict[tuple[str, str], list[tuple[Item, Any]]] = defaultdict(list)
    for one in told(request.param, "reports"):
        moment = datetime.fromisoformat(one["published"])
        found = read(Document(one["title"], one["text"], moment, one["lang"]))
        item = Item(one["id"], one["title"], one["text"], f"https://news.example/{one['id']}", moment, one["lang"])
        by_source[one["source"], one["lang"]].append((item, replace(found, relevant=True)))
    with Archive.open(tmp_path_factory.mktemp("ledger") / "archive.db") as archive:
        for number, ((source, lang), read_all) in enumerate(by_source.items()):
            feed = FeedConfig(f"http://127.0.0.1:9/{number}", source, lang, _KINDS.get(source, "press"))
            archive.save_poll(feed, state(feed), read_all, NOW)
        return Ledger(request.param, deals(archive, Query()), series(archive, Query()))


def reports(deal: DealEntry) -> set[str]:
    return {report.link.rpartition("/")[2] for report in deal.reports}


def test_deals_their_reports_and_stages(ledger: Ledger) -> None:
    wanted = [deal for deal in told(ledger.name, "deals") if not deal.get("optional")]
    found = right = wrong = missed = reached = stages = 0
    for deal in wanted:
        own = set(deal["reports"])
        free = own.union(deal.get("background", ()), deal.get("optional_reports", ()))
        entry = max(ledger.deals, key=lambda e: (len(reports(e) & own), -len(reports(e) - free)))
        found += bool(reports(entry) & own)
        right, wrong = right + len(reports(entry) & own), wrong + len(reports(entry) - free)
        missed += len(own - reports(entry))
        known, others = {stage.stage for stage in entry.stages}, deal.get("alt_stages", {})
        stages += len(deal["stages"])
        reached += sum(bool({s["stage"], *others.get(s["stage"], ())} & known) for s in deal["stages"])
    assert found >= 0.9 * len(wanted)
    precision, recall, share, _ = FLOORS[ledger.name]
    assert right >= precision * (right + wrong)
    assert right >= recall * (right + missed)
    assert reached >= share * stages


def test_points_of_series(ledger: Ledger) -> None:
    found = total = 0
    for one in told(ledger.name, "series"):
        mine = [s for s in ledger.series if s.metric == one["metric"] and s.subject in one["subject"]]
        for wanted in one["points"]:
            total += 1
            found += any(
                point.period == wanted["period"] and isclose(point.value, wanted["value"], rel_tol=0.01)
                for s in mine
                for point in s.points
            )
    assert found >= FLOORS[ledger.name][-1] * total
