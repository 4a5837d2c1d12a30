"""Which sum a deal is worth is weighed: the rules' voice stands where no clue speaks, and gives way where clues say more."""

from __future__ import annotations

import pytest

from tui.model import Document
from tui.reading import read
from tui.reading.acts.worth import VOICE, WEIGHTS
from tui.reading.lookup.library import Library, library
from tui.reading.lookup.vocabulary import Entry

TEXT = (
    "Kuusi Metals of Finland has bought the Karasu nickel mine in Kazakhstan for $46 million, the seller said. "
    "The Finns mean to put $12 million into its pumps."
)


def worth(**points: float) -> float | None:
    """The sum of the first deal of the text, with these points and no others."""
    shelf = library()
    entries = dict(shelf.entries)
    entries["weight", WEIGHTS] = Entry(
        "weight", WEIGHTS, WEIGHTS, (), {k.replace("_", "-"): v for k, v in points.items()}
    )
    return read(Document("A nickel mine in Kazakhstan is sold", TEXT, lang="en"), Library(entries)).deals[0].amount


def test_the_rules_stand_where_no_clue_speaks() -> None:
    assert worth() == 46e6


@pytest.mark.parametrize(("more", "found"), [(-0.1, 46e6), (0.1, None)])
def test_clues_for_no_sum_outweigh_the_rules_only_by_more_points(more: float, found: float | None) -> None:
    assert worth(none=VOICE + more) == found


def test_clues_may_say_that_another_sum_is_meant() -> None:
    assert worth(smallest=VOICE + 0.1) == 12e6


def test_a_word_before_a_sum_speaks_for_it() -> None:
    assert worth(before_put=VOICE + 0.1) == 12e6
    assert worth(behind_put=VOICE + 0.1) == 46e6
