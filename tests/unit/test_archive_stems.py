"""Words are found in any of their forms, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, item, reading, state

from tui.archive import Archive
from tui.archive.stems import stems, stems_of

FORMS = [
    "медь меди медью",
    "рудник рудника рудники рудников рудниками руднике",
    "месторождение месторождения месторождений месторождениях",
    "соглашение соглашения соглашением",
    "золото золота золотом",
    "сталь стали сталью",
    "уголь угля углем",
    "уран урана ураном",
    "вольфрам вольфрама вольфрамом",
    "свинец свинца свинцом",
    "участок участка участки",
    "казахстан казахстана казахстане казахстаном",
    "компания компании компаний компанию компаниями",
    "добыл добыла добыли",
    "завод завода заводы заводов",
    "никель никеля никелем",
    "кен кенінің кені кенді кенге кендер кендерінің",
    "кеніш кеніші кенішінде кеніштің кеніштер",
    "мыс мыстың мысты мысқа",
    "алтын алтынның алтынды алтынға",
    "уран уранның уранды уранға",
    "жоба жобасы жобаның жобасын жобалар",
    "зауыт зауыты зауытының зауытында",
    "өндіріс өндірісі өндірісінің",
    "қазақстан қазақстанның қазақстанда қазақстандағы",
    "келісім келісімі келісімге",
    "mine mines mining mined",
    "company companies",
    "agreement agreements",
    "ship shipping ships",
]


@pytest.mark.parametrize("forms", FORMS)
def test_every_form_finds_every_other(forms: str) -> None:
    found = [set(stems_of(form)) for form in forms.split()]
    for one in found:
        for other in found:
            assert one & other


@pytest.mark.parametrize(("query", "other"), [("медь", "медицина"), ("мыс", "мысал"), ("gold", "golf")])
def test_other_words_stay_apart(query: str, other: str) -> None:
    assert not set(stems_of(query)) & set(stems(other).split())


def test_a_hostile_word_costs_little() -> None:
    assert all(len(stem) <= 64 for stem in stems_of("ы" * 1_000_000))


def test_search_finds_inflected_forms_in_title_and_text(tmp_path: Path) -> None:
    items = [
        item("ru", "Медь подорожала", "На рудниках добыли больше руды."),
        item("kk", "Кенішінде жұмыс тоқтады", "Кенінің қоры артты, мыстың бағасы өсті."),
        item("en", "Mines reopened", "The company signed agreements."),
    ]
    with Archive.open(tmp_path / "a.db") as archive:
        archive.save_poll(ASTANA, state(), [(i, reading()) for i in items], NOW)

        def found(query: str) -> set[str]:
            return {entry.link.rpartition("/")[2] for entry in archive.search(query)}

        assert found("меди") == found("МЕДЬЮ") == found("рудник") == {"ru"}
        assert found("кен") == found("мыс") == found("кеніш") == {"kk"}
        assert found("mining companies") == {"en"}
        assert found("медь mining") == set()
        assert found('"добыли больше"') == {"ru"}
        assert found('"добыть больше"') == found('"больше добыли"') == set()
        assert found("") == found("- ! ?") == set()
