"""The catalogue: every id of the model has its word, every mark fits one cell and has an ASCII stand-in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tui import words
from tui.config.model import FEED_KINDS
from tui.model import DEAL_KINDS, EVENT_KINDS, STAGES
from tui.reading.lookup.vocabulary import load


@pytest.mark.parametrize(
    ("section", "ids"),
    [
        ("stage", STAGES),
        ("stage-short", STAGES),
        ("deal-kind-short", DEAL_KINDS),
        ("deal-kind", DEAL_KINDS),
        ("event", EVENT_KINDS),
        ("feed-kind", FEED_KINDS),
        ("sort", sorted({entry.properties["sort"] for entry in load(()).values() if "sort" in entry.properties})),
    ],
)
def test_every_id_of_the_model_has_a_word(section: str, ids: Sequence[str]) -> None:
    for key in ids:
        assert words.say(f"{section}.{key}")


@pytest.mark.parametrize(("section", "ids"), [("stage", STAGES), ("event", EVENT_KINDS)])
def test_every_stage_and_event_has_a_mark_in_one_cell_and_in_ascii(section: str, ids: tuple[str, ...]) -> None:
    for key in ids:
        assert len(words.mark(f"{section}.{key}")) == 1
        assert words.mark(f"{section}.{key}", plain=True).isascii()


def test_marks_of_stages_differ_in_both_sets() -> None:
    for plain in (False, True):
        assert len({words.mark(f"stage.{s}", plain=plain) for s in STAGES}) == len(STAGES)


def test_an_unknown_key_is_a_mistake_of_ours() -> None:
    for key in ("stage.unheard-of", "stage", "no.such.key", "plural.deal"):
        with pytest.raises(KeyError):
            words.say(key)


def test_an_unknown_id_from_data_is_shown_in_plain_words() -> None:
    assert words.name("metric", "market-value") == "market value"
    assert words.name("metric", "dust-per-head") == "dust per head"
    assert words.name("country", "..") == ".."


def test_values_are_put_in_their_places() -> None:
    assert words.say("age.minutes", n=5) == "5 min"
    assert words.count(1, "deal") == "1 deal"
    assert words.count(1800, "deal") == "1,800 deals"
