"""Whom a filing calls the Company: the one that publishes it, whoever was named last."""

from __future__ import annotations

from tui.model import Document
from tui.reading import read

_DEFINED = 'Central Asia Metals plc ("CAML" or the "Company") publishes its operations update. '
_OTHER = "Kazakhmys, which sold its dumps at Kounrad, in Kazakhstan, in 2007, mines copper at Zhezkazgan. "


def _producer(title: str, text: str) -> str | None:
    figures = read(Document(title, text, lang="en")).metrics
    return next(figure.subject for figure in figures if figure.metric == "production")


def test_the_company_of_a_filing_is_the_one_that_it_calls_so() -> None:
    text = _DEFINED + _OTHER + "In 2023 the Company produced 13,816 tonnes of copper."
    assert _producer("Operations update", text) == "Central Asia Metals"


def test_a_company_that_is_written_small_is_the_one_spoken_of() -> None:
    text = _DEFINED + _OTHER + "In 2023 the company produced 230,000 tonnes of copper."
    assert _producer("Operations update", text) == "Kazakhmys Corporation"


def test_the_company_of_a_filing_is_the_one_before_the_colon_of_its_title() -> None:
    text = _OTHER + "Kazakhmys owns the smelter there. In 2023 the Company produced 13,816 tonnes of copper."
    assert _producer("Central Asia Metals plc: operations update", text) == "Central Asia Metals"
