"""Periods in three languages, resolved against the publication date."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui.model import Document
from tui.reading.lookup.library import library
from tui.reading.pipeline import lay_out, measure

_IN_KAZAKH = {"kk": " Қазақстанда және өңірде."}
"""Words that leave no doubt about the language of a very short text."""


def periods(text: str, language: str, day: str | None = "2024-08-16") -> list[str]:
    shelf = library()
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    page = lay_out(Document("", text + _IN_KAZAKH.get(language, ""), published, language), shelf)
    measure(page, shelf)
    return [p.value for p in page.periods]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "on August 15, 2024", "2024-08-15"),
        ("en", "on Aug. 15", "2024-08-15"),
        ("en", "on Nov. 20", "2023-11-20"),
        ("en", "on 5 November 2012", "2012-11-05"),
        ("en", "the 15th of August", "2024-08-15"),
        ("en", "in March 2023", "2023-03"),
        ("en", "in the third quarter of 2024", "2024-Q3"),
        ("en", "third-quarter 2023 output", "2023-Q3"),
        ("en", "in Q1 2024", "2024-Q1"),
        ("en", "3Q24 output", "2024-Q3"),
        ("en", "in the first half of 2023", "2023-H1"),
        ("en", "1H 2024", "2024-H1"),
        ("en", "in the first nine months of 2023", "2023-01/2023-09"),
        ("en", "the nine months to September 2023", "2023-01/2023-09"),
        ("en", "from January to March", "2024-Q1"),
        ("en", "in 2015", "2015"),
        ("en", "in 2015-2019", "2015/2019"),
        ("en", "last year", "2023"),
        ("en", "this year", "2024"),
        ("en", "by the end of 2025", "2025-12-31"),
        ("en", "at the end of June", "2024-06-30"),
        ("en", "as of Dec. 31, 2023", "2023-12-31"),
        ("en", "on Monday", "2024-08-12"),
        ("en", "yesterday", "2024-08-15"),
        ("en", "last week", "2024-08"),
        ("en", "three weeks ago", "2024-07"),
        ("ru", "на прошлой неделе", "2024-08"),
        ("ru", "неделю назад", "2024-08"),
        ("kk", "өткен аптада", "2024-08"),
        ("en", "by Dec. 31", "2024-12-31"),
        ("en", "by the end of November", "2024-11-30"),
        ("en", "until March", "2025-03"),
        ("ru", "до 31 декабря", "2024-12-31"),
        ("kk", "31 желтоқсанға дейін", "2024-12-31"),
        ("ru", "15 августа 2024 года", "2024-08-15"),
        ("ru", "15-го августа", "2024-08-15"),
        ("ru", "21.07.2020", "2020-07-21"),
        ("ru", "в марте 2023 года", "2023-03"),
        ("ru", "в 2023 г. составила", "2023"),
        ("ru", "в январе 2023 г. составила", "2023-01"),
        ("ru", "с начала 2024 года", "2024-01/2024-07"),
        ("ru", "на начало 2023-го", "2023-01-01"),
        ("ru", "по итогам семи месяцев", "2024-01/2024-07"),
        ("en", "the six months ended 30 June 2023", "2023-H1"),
        ("en", "the quarter ended March 31, 2024", "2024-Q1"),
        ("en", "the year ended 31 December 2022", "2022"),
        ("en", "between 2019 and 2022", "2019/2022"),
        ("en", "in the first three quarters of 2023", "2023-01/2023-09"),
        ("en", "in the last quarter of 2023", "2023-Q4"),
        ("en", "Q1-Q3 2023", "2023-01/2023-09"),
        ("en", "between January and March", "2024-Q1"),
        ("en", "in the January-March quarter of 2023", "2023-Q1"),
        ("en", "six months to end-June", "2024-H1"),
        ("en", "the quarter to March", "2024-Q1"),
        ("en", "last year's third quarter", "2023-Q3"),
        ("en", "full-year 2023", "2023"),
        ("ru", "в течение семи месяцев", "2024-01/2024-07"),
        ("kk", "қаңтар мен шілде аралығында", "2024-01/2024-07"),
        ("en", "in the March quarter", "2024-Q1"),
        ("en", "for the nine-month period ended September 30, 2023", "2023-01/2023-09"),
        ("en", "in the second three months of the year", "2024-Q2"),
        ("ru", "в I-III кварталах 2023 года", "2023-01/2023-09"),
        ("ru", "за полгода", "2024-H1"),
        ("ru", "за 3 квартал 2023г.", "2023-Q3"),
        ("ru", "в последнем квартале 2023 года", "2023-Q4"),
        ("ru", "во второй половине 2023-го", "2023-H2"),
        ("ru", "за тот же период 2023 года", "2023"),
        ("kk", "жартыжылдықта", "2024-H1"),
        ("kk", "жеті ай ішінде", "2024-01/2024-07"),
        ("kk", "2023 жылдың соңғы тоқсанында", "2023-Q4"),
        ("kk", "қаңтардан бері", "2024-01/2024-07"),
        ("ru", "в III квартале 2024 года", "2024-Q3"),
        ("ru", "в первом квартале", "2024-Q1"),
        ("ru", "3 кв. 2023", "2023-Q3"),
        ("ru", "в первом полугодии 2024 года", "2024-H1"),
        ("ru", "прошлогоднее полугодие", "2023-H1"),
        ("ru", "результат шести месяцев", "2024-H1"),
        ("ru", "план полугодия", "2024-H1"),
        ("ru", "за девять месяцев 2023 года", "2023-01/2023-09"),
        ("ru", "за январь–сентябрь 2023", "2023-01/2023-09"),
        ("ru", "по итогам 2023 года", "2023"),
        ("ru", "в прошлом году", "2023"),
        ("ru", "с начала года", "2024-01/2024-07"),
        ("ru", "до конца 2028 года", "2028-12-31"),
        ("ru", "на 1 января 2024 г.", "2024-01-01"),
        ("ru", "в 2022–2027 годах", "2022/2027"),
        ("ru", "вчера", "2024-08-15"),
        ("kk", "2024 жылғы 15 тамызда", "2024-08-15"),
        ("kk", "3 маусымда", "2024-06-03"),
        ("kk", "2018 жылдың шілдесінде", "2018-07"),
        ("kk", "2025 жылдың I тоқсанында", "2025-Q1"),
        ("kk", "екінші тоқсанда", "2024-Q2"),
        ("kk", "2024 жылдың бірінші жартыжылдығында", "2024-H1"),
        ("kk", "2023 жылдың 9 айында", "2023-01/2023-09"),
        ("kk", "биылғы бес айда", "2024-01/2024-05"),
        ("kk", "алты айда", "2024-H1"),
        ("kk", "қаңтар-мамыр айларында", "2024-01/2024-05"),
        ("kk", "2024 ж.", "2024"),
        ("kk", "2017-нші жылы", "2017"),
        ("kk", "биыл", "2024"),
        ("kk", "былтыр", "2023"),
        ("kk", "өткен жылы", "2023"),
        ("kk", "2028 жылдың соңына дейін", "2028-12-31"),
        ("kk", "жыл басынан бері", "2024-01/2024-07"),
    ],
)
def test_a_period_is_resolved(language: str, text: str, value: str) -> None:
    assert periods(text, language) == [value]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "in Q2 2024 against the same period last year", ["2024-Q2", "2023-Q2"]),
        (
            "ru",
            "за девять месяцев 2023 года, за аналогичный период прошлого года",
            ["2023-01/2023-09", "2022-01/2022-09"],
        ),
        ("ru", "в 2022 году, годом ранее", ["2022", "2021"]),
        ("kk", "бірінші тоқсанда, былтырғы сәйкес кезеңде", ["2024-Q1", "2023-Q1"]),
    ],
)
def test_the_same_period_of_another_year(language: str, text: str, values: list[str]) -> None:
    assert periods(text, language) == values


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "up in 2023, though in the second half it had fallen", ["2023", "2023-H2"]),
        ("en", "in 2024, above all in the second half", ["2024", "2024-H2"]),
        ("ru", "за 2023 год больше, хотя в третьем квартале упало", ["2023", "2023-Q3"]),
        ("kk", "2023 жылы өсті, екінші жартыжылдықта түсті", ["2023", "2023-H2"]),
    ],
)
def test_a_part_of_the_year_just_told_of(language: str, text: str, values: list[str]) -> None:
    """What has begun and is not over belongs to the year that the text speaks of."""
    assert periods(text, language) == values


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "some 2000 jobs and 2020 tonnes"),
        ("en", "it may close"),
        ("ru", "4 кв. км и 2020 тонн"),
        ("kk", "2020 тонна"),
    ],
)
def test_what_looks_like_a_date_and_is_none(language: str, text: str) -> None:
    assert periods(text, language) == []


def test_without_a_publication_date_only_full_dates_are_read() -> None:
    assert periods("last year, on Aug. 15, in 2020", "en", None) == ["2020"]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "It was bought in July 2022. In September of that year drilling began.", ["2022-07", "2022-09"]),
        ("en", "Signed in 2019, sold in March the same year.", ["2019", "2019-03"]),
        (
            "ru",
            "После аварии 3 ноября 2022 года, а 9 декабря того же года они договорились.",
            ["2022-11-03", "2022-12-09"],
        ),
        ("kk", "2009 жылдан бері жұмыс істейді: сол жылғы қаңтарда меморандум жасалған.", ["2009", "2009-01"]),
    ],
)
def test_a_month_of_that_year_is_of_the_year_just_named(language: str, text: str, values: list[str]) -> None:
    assert periods(text, language) == values


def test_last_friday_is_not_today() -> None:
    assert periods("on Friday", "en") == ["2024-08-16"]
    assert periods("last Friday", "en") == ["2024-08-09"]
