"""Kind and stage of an undertaking by fitted clues, among which the rules have a voice."""

from __future__ import annotations

import re

import pytest

from tui.model import DEAL_KINDS, STAGES, Document
from tui.reading import read
from tui.reading.acts.likeliest import OPTIONS, VOICES, likeliest
from tui.reading.clue_names import names_of
from tui.reading.lookup.library import Library, library
from tui.reading.lookup.vocabulary import Entry


def shelf(**tables: dict[str, float]) -> Library:
    """A library of these weights alone: ``kind_financing`` stands for ``kind-financing``."""
    named = {name.replace("_", "-"): values for name, values in tables.items()}
    return Library({("weight", name): Entry("weight", name, name, (), values) for name, values in named.items()})


@pytest.mark.parametrize(("what", "options"), [("kind", DEAL_KINDS), ("stage", STAGES)])
def test_without_weights_the_rules_decide(what: str, options: tuple[str, ...]) -> None:
    assert [likeliest(shelf(), what, {"any"}, told) for told in options] == list(options)


def test_clues_outweigh_the_rules_by_more_than_their_voice() -> None:
    enough = VOICES["kind"] + 0.1
    assert likeliest(shelf(kind_financing={"any": enough}), "kind", {"any"}, "offtake") == "financing"
    assert likeliest(shelf(kind_financing={"any": enough - 0.2}), "kind", {"any"}, "offtake") == "offtake"
    assert likeliest(shelf(kind_financing={"other": 9.0}), "kind", {"any"}, "offtake") == "offtake"


def test_every_option_has_weights_whose_clues_have_names() -> None:
    own = library()
    for what, options in OPTIONS.items():
        for option in options:
            entry = own.get("weight", f"{what}-{option}")
            assert entry is not None
            assert entry.properties
            known = names_of(own, f"{what}-{option}")
            assert isinstance(known, re.Pattern)
            assert all(map(known.fullmatch, entry.properties))


def test_a_letter_of_interest_lends_nothing() -> None:
    text = (
        "The US Export-Import Bank signed a letter of interest in a loan of $900 million to Cove Capital on Thursday. "
        "The loan would go into a tungsten mine in Kazakhstan."
    )
    loans = [d for d in read(Document("Tungsten in Kazakhstan", text, lang="en")).deals if d.kind == "financing"]
    assert [d.stage for d in loans] == ["talks"]
