"""How near two reports are in time and in kind, which their names and figures do not tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui.archive.settling import Unsettled
from tui.ledger.grouping import TOGETHER
from tui.ledger.likeness import Comparable, comparable, features, sign, surety
from tui.ledger.topics import is_digest, is_of_market
from tui.model import Document
from tui.reading import read

TUESDAY = datetime(2026, 5, 12, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 5, 15, 9, tzinfo=UTC)
DAY = timedelta(days=1)

NEWS = (
    "Altyn Dala buys Sayak Copper",
    "Altyn Dala said it would buy Sayak Copper, a miner in Karaganda region. The parties signed the contract in Astana.",
)
COMMENT = (
    "Altyn Dala turns to copper",
    "The gold miner bought Sayak Copper to grow. Analysts doubt that the deal pays off.",
)


def report(told: tuple[str, str], moment: datetime) -> Comparable:
    reading = read(Document(*told, moment, "en"))
    return comparable(sign(Unsettled(1, True, *told, "en", moment, reading), reading))


def sure(one: tuple[str, str], moment: datetime, other: tuple[str, str], later: timedelta) -> float:
    return surety(report(one, moment), report(other, moment + later))


def test_monday_comes_soon_after_friday() -> None:
    over_the_weekend = sure(NEWS, FRIDAY, COMMENT, 3 * DAY)
    assert over_the_weekend > 0.5 > sure(NEWS, TUESDAY, COMMENT, 3 * DAY)
    assert over_the_weekend == sure(NEWS, TUESDAY, COMMENT, 1.5 * DAY)


def test_each_day_counts_more_than_the_last() -> None:
    first, second, third = (sure(NEWS, TUESDAY - DAY, COMMENT, days * DAY) for days in (1, 2, 3))
    assert first > second > third
    apart = [features(report(NEWS, TUESDAY), report(COMMENT, TUESDAY + days * DAY))["days"] for days in (0, 1, 2, 3)]
    assert apart == pytest.approx([0, 1, 4, 9])


def test_of_two_reports_that_order_says_nothing() -> None:
    one, other = report(NEWS, FRIDAY), report(COMMENT, FRIDAY + 2 * DAY)
    assert surety(one, other) == surety(other, one)


def test_one_company_is_enough_for_who_tells_the_same_act_at_once() -> None:
    news = (
        "Sayak Copper launches a mill",
        "Sayak Copper started up a mill at Aktogay for 90 million dollars, built by Outotec.",
    )
    comment = (
        "A mill for Balkhash",
        "Sayak Copper launched what Balkhash has waited for, says Temirlan Abenov of Kursiv.",
    )
    talks = ("A loan for Balkhash", "Sayak Copper asks the bank for a credit, says Temirlan Abenov of Kursiv.")
    same, soon, late, others = (
        features(report(news, TUESDAY), report(told, TUESDAY + later))
        for told, later in ((comment, 0 * DAY), (comment, DAY), (comment, 2 * DAY), (talks, DAY))
    )
    assert [f["by chance"] or f["in common"] for f in (same, soon, late, others)] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    "title",
    [
        "Copper tops $10,000 as funds buy",
        "Spot prices",
        "Uranium spot price climbs past $82",
        "Никель подешевел за неделю",
        "Мыс бағасы рекордтан асты",
    ],
)
def test_what_metals_cost_is_told_by_titles(title: str) -> None:
    assert is_of_market(title) == (title != "Spot prices")


@pytest.mark.parametrize(
    "title",
    [
        "Gold miner tops $100 m in sales",
        "Copper rises from the ashes",
        "Завод подешевел",
        "Мыс өндірісі өсті",
        "Tin man",
    ],
)
def test_other_titles_tell_no_market(title: str) -> None:
    assert not is_of_market(title)


def test_a_market_report_that_recalls_a_deal_is_not_its_news() -> None:
    market = (
        "Copper tops $11,000",
        "Copper set a record. Miners such as Altyn Dala, which bought Sayak Copper, go shopping.",
    )
    plain = ("Miners go shopping", market[1])
    assert sure(NEWS, TUESDAY, market, DAY) == 0 < sure(NEWS, TUESDAY, plain, DAY)
    assert sure(market, TUESDAY, market, DAY) == 1


def test_a_minister_meets_one_ambassador_a_day() -> None:
    told = "Minister Kanat Sharlapaev received Ambassador {} of {} at the ministry to discuss critical minerals."
    first = ("Kanat Sharlapaev meets the ambassador of Japan", told.format("Jun Yamada", "Japan"))
    second = ("Kanat Sharlapaev meets the ambassador of Germany", told.format("Monika Iwersen", "Germany"))
    assert sure(first, TUESDAY, second, DAY) == 0


def test_a_comment_that_names_both_parties_may_speak_of_another_country() -> None:
    """Of the next day: what the two do a week later is another event."""
    news = (
        "Kazatomprom and Sumitomo to make rare earths",
        "Kazatomprom and Sumitomo of Japan signed an agreement on a joint venture that will extract rare earths from tailings.",
    )
    comment = (
        "Waste dearer than ore?",
        "As China cuts quotas, Sumitomo takes half of a plant of Kazatomprom that has yet to be built for rare earths.",
    )
    found = features(report(news, TUESDAY), report(comment, TUESDAY + DAY))
    assert found["other countries"]
    assert not found["contradicted"]
    assert sure(news, TUESDAY, comment, DAY / 2) > TOGETHER > sure(news, TUESDAY, comment, 2 * DAY) == 0


def test_who_names_nobody_may_tell_of_the_same_act() -> None:
    """At once, of the same metal: a report that names another company does not, nor does it days later."""
    teaser = ("A mine changes hands", "The buyer pays for the copper in cash. The seller is glad to be out.")
    other = (
        "Bakyrchik Metals buys a mine",
        "Bakyrchik Metals pays for the copper in cash. The seller is glad to be out.",
    )
    assert sure(NEWS, TUESDAY, teaser, DAY) > TOGETHER
    assert sure(NEWS, TUESDAY, other, DAY) == 0 == sure(NEWS, TUESDAY, teaser, 3 * DAY)
    found = features(report(teaser, TUESDAY), report(("A mine stands still", "There is no copper."), TUESDAY))
    assert found["in common"]


def test_a_week_in_something_is_a_digest() -> None:
    assert is_digest("Неделя в недрах", "")
    assert not is_digest("Неделя: рудник стоит", "")
