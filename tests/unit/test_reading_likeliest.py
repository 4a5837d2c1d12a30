"""Kind and stage of an undertaking by fitted clues, among which the rules have a voice."""

from __future__ import annotations

import re

import pytest

from tui.model import DEAL_KINDS, STAGES, Document
from tui.reading import read
from tui.reading.acts.likeliest import OPTIONS, VOICES, is_row, likeliest
from tui.reading.clue_names import names_of
from tui.reading.lookup.library import Library, library
from tui.reading.lookup.vocabulary import Entry


def shelf(what: str, clue: str = "any", **said: int) -> Library:
    """A library in which one clue says this for some kinds or stages, and nothing else says anything."""
    row = [said.get(option, 0) for option in OPTIONS[what]]
    return Library({("weight", what): Entry("weight", what, what, (), {clue: row})})


@pytest.mark.parametrize(("what", "options"), [("kind", DEAL_KINDS), ("stage", STAGES)])
def test_without_weights_the_rules_decide(what: str, options: tuple[str, ...]) -> None:
    assert [likeliest(Library({}), what, {"any"}, told) for told in options] == list(options)


def test_clues_outweigh_the_rules_by_more_than_their_voice() -> None:
    voice = VOICES["kind"]
    assert likeliest(shelf("kind", financing=voice + 1), "kind", {"any"}, "offtake") == "financing"
    assert likeliest(shelf("kind", financing=voice - 1), "kind", {"any"}, "offtake") == "offtake"
    assert likeliest(shelf("kind", "other", financing=900), "kind", {"any"}, "offtake") == "offtake"


def test_a_row_that_does_not_fit_says_nothing() -> None:
    short = Library({("weight", "kind"): Entry("weight", "kind", "kind", (), {"any": [900]})})
    assert likeliest(short, "kind", {"any"}, "offtake") == "offtake"


def test_what_clues_say_stands_for_each_option_and_has_names() -> None:
    for what in OPTIONS:
        entry = library().get("weight", what)
        assert entry is not None
        known = names_of(library(), what)
        assert isinstance(known, re.Pattern)
        assert all(known.fullmatch(clue) and is_row(what, row) for clue, row in entry.properties.items())
        assert all(any(row[i] for row in entry.properties.values()) for i in range(len(OPTIONS[what])))


def test_a_letter_of_interest_lends_nothing() -> None:
    text = (
        "The US Export-Import Bank signed a letter of interest in a loan of $900 million to Cove Capital on Thursday. "
        "The loan would go into a tungsten mine in Kazakhstan."
    )
    loans = [d for d in read(Document("Tungsten in Kazakhstan", text, lang="en")).deals if d.kind == "financing"]
    assert [d.stage for d in loans] == ["talks"]
