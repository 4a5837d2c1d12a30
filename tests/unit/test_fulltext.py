"""Which texts are only the beginning of an article."""

from __future__ import annotations

import pytest

from tui.feeds import fulltext

STORY = (
    "Kazakhmys raised copper output by 4.2% to 25,839 tonnes in the first quarter, the company said in Karaganda on Monday. "
    "The miner signed a memorandum with Zijin Mining of China on processing tungsten in the Karaganda region. "
) * 4


@pytest.mark.parametrize(
    ("text", "teaser"),
    [
        ("Short.", True),
        (STORY, False),
        (STORY + "…", True),
        (STORY + " [...]", True),
        (STORY + " [&]", False),
        (STORY + "Read more", True),
        (STORY + "Читать далее »", True),
        (STORY + "Толығырақ", True),
        (STORY + "The post Copper up appeared first on The Times.", True),
    ],
)
def test_teasers_are_recognised(text: str, teaser: bool) -> None:
    assert fulltext.is_teaser(text) == teaser
