"""Where sentences end in three languages."""

from __future__ import annotations

import pytest

from tui.reading.layout.sentences import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["Zijin Mining Group Co. Ltd met Mr. Smith.", "They agreed on Aug. 15."],
        ["The plant cost $1.5 billion.", "It opened in 2024."],
        ["He works for Altyn Tau Inc. in Almaty.", "She does not."],
        ['"We are ready," he said.', "Work began at 9 a.m. on Monday."],
        ["It is listed in the U.S. and the U.K. markets.", "Shares rose."],
        ["Завод им. Абая построили в 2024 г. в Караганде.", "Он дает 5 тыс. тонн меди."],
        ["Запасы оцениваются в 1,5 млрд. тонн угля.", "Лицензия выдана в 2023 г.", "Добыча началась."],
        ["Это АО «НК «Казгеология» и др. компании.", "Проект ведет А. С. Иванов."],
        ["Серебра получили 1978 тыс. унций вместо 1732 тыс.", "Выпуск цинка вырос."],
        ["Он стоит 5 млн долл. США и 20 тыс. евро.", "Это дорого."],
        ["Мощность — 300 тыс. т в год.", "Инвестор — KAZ Minerals."],
        ["«Проект даст 1000 рабочих мест», — сказал министр.", "Завод откроют в 2028 году."],
        ["Құны 1,5 млрд. теңге болатын зауыт салынады.", "Ол 2024 ж. іске қосылады."],
        ["Кездесу 2024 жылғы 15 тамызда өтті.", "Оған А. Қуантыров қатысты."],
        ["«Жаңа өндіріс – жұмыс орны», – деді әкім.", "Жоба басталды."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    source = " ".join(parts)
    assert [source[s.start : s.end] for s in sentences(source)] == parts


def test_paragraphs_and_headings_end_sentences() -> None:
    source = "Title without a stop\n\nBy Staff Writer\n\nThe text begins. It goes on\nhere"
    found = [source[s.start : s.end] for s in sentences(source)]
    assert found == ["Title without a stop", "By Staff Writer", "The text begins.", "It goes on", "here"]
