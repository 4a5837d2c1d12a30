"""Whether two reports tell the same event. A function of the two alone, so that any order of arrival joins the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp, fsum

from tui.archive.settling import Signature, Unsettled
from tui.ledger.clues import DIGEST, MARKET, MISHAP, Clues, clues_of, names_nobody
from tui.ledger.figures import rounded
from tui.ledger.shingles import contained, shingles
from tui.ledger.topics import says
from tui.model import Reading

WINDOW = timedelta(days=5)
"""Reports of one event lie no further apart; the same words a month later are another month's figures."""

_SOURCE_SUFFIX = re.compile(r" [-–—] [^-–—]{2,40}$")
_DAY, _MONDAY = timedelta(days=1), datetime(1970, 1, 5, tzinfo=UTC)
_WORKING, _AT_REST, _SOON = 5, 0.25, 1.5
"""Days of a week on which news is made and told, what another day counts, and how soon a comment follows: on the next such
day, on Monday after Friday."""
_FIRST_CHARACTERS = 20_000
"""No report needs more to say what it is about, and a hostile one must not cost."""

_CONTAINED = 0.45
_OVERLAP_WORDS = 0.5
_SAME_WORDS = 1.0
"""How surely reports tell the same event whose words are the same."""

OVERLAP = 0.12
"""What two reports share at least of the clues of the shorter one."""

SOME_FIGURE, SEVERAL = 0.8, 2
"""What figures weigh that say something by themselves, and how many of them, all other than in the other report, mean
another event."""

SURE_ENOUGH = 0.2
"""Reports less surely of one event are not kept as neighbours at all."""

MANY_MOTIFS, RARE = 4.0, 3.0
"""What motifs say at least that make up for names and figures, and what one of them does."""

FEATURES = {
    "": 0.65,
    "figures": 2.76,
    "names": 0.98,
    "surroundings": 2.46,
    "kinds": 2.39,
    "topics": 5.47,
    "of the shorter": 0.76,
    "of the longer": -1.79,
    "other figures": -0.05,
    "other countries": -1.10,
    "days": -1.14,
    "other events": -0.28,
    "other commodities": -2.12,
    "motifs": 0.18,
    "acts": 0.22,
    "other acts": -0.68,
    "other matters": -0.23,
    "other titles": -1.78,
    "mishap or deal": -2.34,
    "other names": -0.25,
    "by chance": -0.51,
    "in common": -1.17,
    "contradicted": -1.38,
}
"""What speaks for one event and against it, by its weight; ``python -m bench likeness`` fits them to tests/stories
and tests/ledger."""

_MOST_ACTS = 2
_MOST = {
    "figures": 2.5,
    "names": 3.5,
    "surroundings": 1.2,
    "kinds": 0.6,
    "topics": 0.6,
    "motifs": 10.0,
    "other names": 2.5,
}
"""More of the same says no more."""

_RULED_OUT = ("by chance", "in common", "contradicted")
"""What no weight of other features makes up for: one shared company is never enough, nor are the same words about other
names. The fit knows of them so that such pairs bear less on the other weights."""

_SPECIAL, _OTHERS, _MORE = 0.25, 0.8, 1.2
"""What names or figures weigh at least that tell one event from others, names that tell of another one, and more of them."""

_ONE_COMPANY, _ITS_METAL, _ONE_FIGURE = 1.3, 0.3, 1.0
"""What one company weighs at most with its words, what it mines, and one figure."""

_TWO = 2
"""Known companies and sites that are hardly named together but for one event."""

_ONE_NAME = 1.0
"""What names weigh together beside which motifs say nothing more."""

_SORTS = {
    "figures": ("n",),
    "names": ("s", "kcompany", "ksite"),
    "surroundings": ("y", "kregion", "kcountry", "kcommodity"),
    "kinds": ("kdeal", "kevent"),
    "topics": ("ktopic",),
}
_SORT_OF = {kind: sort for sort, kinds in _SORTS.items() for kind in kinds}
"""By the kind of clues, what they count as where both reports have them; those of no sort count only on the whole."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """A signature with what its comparisons need again and again: the weight of all its clues, these by what they count as,
    how many figures say something by themselves, what rounds them, whether it is a digest, tells of a mishap, of a market or
    of a deal, the foreign countries, kinds of events, sites and commodities, what it tells of: kinds of deals, topics, the
    companies of its title and of all of it, what it says that somebody did, what else it speaks of, whether it names nobody, and
    when it came."""

    signature: Signature
    weight: float
    sorts: Mapping[str, Clues]
    strong: int
    is_digest: bool
    is_of_mishap: bool
    is_of_market: bool
    tells_deal: bool
    rounded: Mapping[str, float]
    countries: frozenset[str]
    events: frozenset[str]
    sites: frozenset[str]
    commodities: frozenset[str]
    matters: frozenset[str]
    heads: frozenset[str]
    companies: frozenset[str]
    acts: frozenset[str]
    motifs: frozenset[str]
    is_nameless: bool
    moment: float


def sign(report: Unsettled, reading: Reading) -> Signature:
    """What ``report`` is compared by."""
    title = _SOURCE_SUFFIX.sub(_blank, report.title)
    text = report.text[:_FIRST_CHARACTERS]
    return Signature(
        item=report.item,
        published=report.published,
        lang=report.lang,
        clues=clues_of(title[:_FIRST_CHARACTERS], text, report.published.year, reading),
        shingles=shingles(f"{title} {text}"[:_FIRST_CHARACTERS]),
    )


def _blank(match: re.Match[str]) -> str:
    """As many spaces: the offsets of what was read must still hold."""
    return " " * len(match.group())


def comparable(signature: Signature) -> Comparable:
    """``signature`` made ready for many comparisons."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    sorts: dict[str, Clues] = {sort: {} for sort in ("", *_SORTS)}
    for clue, weight in signature.clues.items():
        kind = _kind(clue)
        kinds[kind].append(clue)
        if weight:  # what weighs nothing is in no sum
            sorts[_SORT_OF.get(kind, "")][clue] = weight
    return Comparable(
        signature=signature,
        weight=fsum(signature.clues.values()),
        sorts=sorts,
        strong=sum([weight >= SOME_FIGURE for weight in sorts["figures"].values()]),
        is_digest=DIGEST in signature.clues,
        is_of_mishap=MISHAP in signature.clues,
        is_of_market=MARKET in signature.clues,
        tells_deal=bool(kinds["kdeal"]),
        rounded=rounded(sorts["figures"]),
        countries=frozenset(kinds["kcountry"]),
        events=frozenset(kinds["kevent"]),
        sites=frozenset(kinds["ksite"]),
        commodities=frozenset(kinds["kcommodity"]),
        matters=frozenset((*kinds["kdeal"], *kinds["ktopic"])),
        heads=frozenset([clue[1:] for clue in kinds["t"]]),
        companies=frozenset([clue.removeprefix("kcompany:") for clue in kinds["kcompany"]]),
        acts=frozenset(kinds["a"]),
        motifs=frozenset([clue[1:] for clue in kinds["m"]]),
        is_nameless=names_nobody(signature.clues),
        moment=_moment(signature.published),
    )


def _moment(published: datetime) -> float:
    """When a report came, in working days: those between that count a quarter on which little is told."""
    weeks, rest = divmod((published - _MONDAY) / _DAY, 7)
    return weeks * (_WORKING + (7 - _WORKING) * _AT_REST) + min(rest, _WORKING) + max(0.0, rest - _WORKING) * _AT_REST


def _kind(clue: str) -> str:
    return clue.partition(":")[0] if clue[0] == "k" else clue[0]


def surety(one: Comparable, other: Comparable, weights: Mapping[str, float] = FEATURES, least: float = 0.0) -> float:
    """How surely both tell the same event, from 0 to 1: by what they share and what sets them apart, or by their words. A
    digest is like none but its copies, and none like another that shares less with it than ``least`` of the shorter one's
    clues, figures that one rounds left out."""
    if abs(one.signature.published - other.signature.published) > WINDOW or one.is_digest != other.is_digest:
        return 0.0
    both, rounding = _figures(one, other)
    figures = both + rounding
    if min(one.strong, other.strong) >= SEVERAL and fsum(figures) < SOME_FIGURE:
        return 0.0  # as a contradiction: this is so of most, and told soonest
    found = _features(one, other, figures)
    if found["of the shorter"] < OVERLAP or any(found[name] for name in _RULED_OUT):
        return 0.0
    if rounding and found["of the shorter"] - fsum(rounding) / min(one.weight, other.weight) < least:
        return 0.0
    sure = round(1 / (1 + exp(-fsum([weights[name] * value for name, value in found.items()]))), 4)
    if (
        one.signature.lang == other.signature.lang
        and found["of the shorter"] >= _OVERLAP_WORDS
        and contained(one.signature.shingles, other.signature.shingles) >= _CONTAINED
    ):
        return max(sure, _SAME_WORDS)
    return sure


def features(one: Comparable, other: Comparable) -> dict[str, float]:
    """What two reports have in common and what sets them apart, by the names of FEATURES."""
    both, rounding = _figures(one, other)
    return _features(one, other, both + rounding)


def _features(one: Comparable, other: Comparable, figures: list[float]) -> dict[str, float]:
    """The same of two that share ``figures`` of these weights."""
    found = _in_common(one, other, figures)
    no_figure = found["figures"] < SOME_FIGURE
    found |= {
        "other figures": float(min(SEVERAL, one.strong, other.strong)) if no_figure else 0.0,
        "other countries": float(
            _differ(one.countries, other.countries) and not (found["kinds"] and one.sites & other.sites)
        ),
        "days": (one.moment - other.moment) ** 2,
        "other events": float(_differ(one.events, other.events)),
        "other commodities": float(_differ(one.commodities, other.commodities)),
        "motifs": _of_motifs(one, other) if no_figure and found["names"] < _ONE_NAME else 0.0,
        "acts": float(min(_MOST_ACTS, len(one.acts & other.acts))),
        "other acts": float(_differ(one.acts, other.acts)),
        "other matters": float(_differ(one.matters, other.matters)),
        "other titles": float(_is_about_another(one, other) or _is_about_another(other, one)),
        "mishap or deal": float(_befalls(one, other) or _befalls(other, one)),
        "other names": min(_MOST["other names"], _of_names(one, other), _of_names(other, one)),
    }
    return found | {
        "by chance": float(_is_chance(found) and len(figures) < SEVERAL and not _is_of_one_act(found)),
        "in common": float(
            _is_common(found) and not (_is_of_one_act(found) and (one.is_nameless or other.is_nameless))
        ),
        "contradicted": float(no_figure and (_contradict(one, other, found) or _differ_in_kind(one, other, found))),
    }


def _in_common(one: Comparable, other: Comparable, figures: list[float]) -> dict[str, float]:
    """The features of what two reports share."""
    found = {"": 1.0}
    whole: list[float] = []
    for sort, mine in one.sorts.items():
        weights = figures if sort == "figures" else shared(mine, other.sorts[sort])
        if sort:
            found[sort] = min(_MOST[sort], fsum(weights)) if weights else 0.0
        whole += weights
    weight = fsum(whole)
    return found | {
        "of the shorter": weight / max(1e-9, min(one.weight, other.weight)),
        "of the longer": weight / max(1e-9, one.weight, other.weight),
    }


def _figures(one: Comparable, other: Comparable) -> tuple[list[float], list[float]]:
    """The weights of the figures that both have, and of those that one of them rounds."""
    return shared(one.sorts["figures"], other.sorts["figures"]), _rounding(one, other) + _rounding(other, one)


def shared(one: Clues, other: Clues) -> list[float]:
    """The weights of the clues that both have, as the one gives them that says less."""
    return [weight if weight < other[clue] else other[clue] for clue, weight in one.items() if clue in other]


def _rounding(one: Comparable, other: Comparable) -> list[float]:
    """The weights of the figures of the other report that round those of this one, which it does not give itself."""
    mine, its = one.sorts["figures"], other.sorts["figures"]
    if one.rounded.keys().isdisjoint(its.keys()):  # as most are
        return []
    return [min(weight, its[clue]) for clue, weight in one.rounded.items() if clue in its and clue not in mine]


def _of_names(one: Comparable, other: Comparable) -> float:
    """The weight of the names that only the first of two reports has."""
    mine, its = one.sorts["names"], other.sorts["names"]
    return fsum([weight for clue, weight in mine.items() if clue not in its])


def _of_motifs(one: Comparable, other: Comparable) -> float:
    """How much the motifs say that two reports share, a rare one among them, which speak of one metal or country on the same or
    the next day."""
    soon = abs(one.moment - other.moment) <= _SOON
    if not soon or not (one.commodities & other.commodities or one.countries & other.countries):
        return 0.0
    weights = says()
    told = [weights.get(motif, 0.0) for motif in one.motifs & other.motifs]
    return min(_MOST["motifs"], fsum(told)) if max(told, default=0.0) >= RARE else 0.0


def _contradict(one: Comparable, other: Comparable, found: Mapping[str, float]) -> bool:
    """Whether two that share no figure both have several, or one tells what befell somebody and the other what somebody
    undertook; or, unless they name the same on the same or the next day, they share no country, though both have one, or the
    titles are about other companies and the texts about more besides."""
    if found["mishap or deal"] or found["other figures"] >= SEVERAL:
        return True
    others = found["other titles"] and (found["other matters"] or found["other names"] >= _OTHERS)
    return bool(others or found["other countries"]) and not (_is_soon(found) and _names_the_same(one, other))


def _names_the_same(one: Comparable, other: Comparable) -> bool:
    """Whether both name the same known companies or sites, two at least."""
    return len(one.companies & other.companies) + len(one.sites & other.sites) >= _TWO


def _differ_in_kind(one: Comparable, other: Comparable, found: Mapping[str, float]) -> bool:
    """Whether one alone is about what a metal costs, or two that share one company at most tell each of sites of its own and
    name more besides."""
    if one.is_of_market != other.is_of_market:
        return True
    alone = found["names"] <= _ONE_COMPANY and found["other names"] >= _MORE
    return alone and _differ(one.sites, other.sites)


def _is_chance(found: Mapping[str, float]) -> bool:
    """Whether two share one company and one sum alone, and each names others: it may borrow what it spends elsewhere."""
    return _is_alone(found) and found["figures"] <= _ONE_FIGURE and found["other names"] >= _OTHERS


def _is_common(found: Mapping[str, float]) -> bool:
    """Whether what two share is nothing special: no name nor figure nor topic, or one company that is in the news every day,
    with what it mines."""
    if found["figures"] >= SOME_FIGURE or found["motifs"] >= MANY_MOTIFS:
        return False
    nothing = found["names"] + found["figures"] < _SPECIAL and not found["topics"]
    return nothing or (_is_alone(found) and not found["figures"] and not _is_of_one_act(found))


def _is_of_one_act(found: Mapping[str, float]) -> bool:
    """Whether two reports of one working day or two days in a row tell that somebody did the same."""
    return bool(found["acts"]) and _is_soon(found)


def _is_soon(found: Mapping[str, float]) -> bool:
    return found["days"] <= _SOON**2


def _is_alone(found: Mapping[str, float]) -> bool:
    """Whether what two share besides figures is one company at most, with what it mines."""
    more = found["kinds"] or found["topics"] or found["surroundings"] > _ITS_METAL
    return found["names"] <= _ONE_COMPANY and not more


def _befalls(one: Comparable, other: Comparable) -> bool:
    """Whether one report tells what befell somebody, and the other what somebody undertook."""
    return one.is_of_mishap and not other.is_of_mishap and other.tells_deal and not one.tells_deal


def _is_about_another(one: Comparable, other: Comparable) -> bool:
    """Whether both titles name companies, and the other report names none of those in this title."""
    return bool(other.heads) and _differ(one.heads, other.companies)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other
