"""The names that clues have in tables of weights, so that a table with a clue that nothing gives can be told.

A name may hold ``{…}``: a number, or the id of an entry or of a kind or stage of deals. A clue that the code gives anew is to be
named here, or ``kenwatch check`` reports the table that weighs it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tui.model import DEAL_KINDS, STAGES
from tui.reading.acts.frames import KINDS
from tui.reading.acts.likeliest import OPTIONS
from tui.reading.acts.roles import DEEDS, ROLES_OF, WEIGHTS
from tui.reading.acts.worth import WEIGHTS as SUM
from tui.reading.lookup.library import CUE, Library

_FIGURE = """
bias weak told untold told-{n}
told-done told-holding told-present told-{metric} untold-{unit} untold-traded unit-{unit} measure-{amount} small uncounted
for-share to-be-built yearly-unbuilt
near-{word} noun-{noun} after-{metric} beside-{metric} last-none last-some taken-up-none taken-up-some
resumed-none resumed-some continued-{n} sent-abroad bound-abroad
level no-level behind-mass tells-grade holder-behind company-near metal-touching metals-share more-than-all makes-whole of-measure
ahead-yearly told-ahead told-to-do abroad-behind from-home
yearly yearly-plant yearly-mine other-rated sized hyphened at-most aimed metal-beside metal-near metal-named no-metal
ore-near dated-{period} undated in-title world-led abroad names-{name} word-{mark}
"""
_ANY = """
told untold untold-other-told weak weak-{n} weak-before weak-behind told-{side}-{n} told-{side}-kk-{n}
told-{side}-parted-{n} told-of-the-world told-done-touching first first-of-some first-clearly after after-far
continued continued-told-{n} continued-untold-{n} continued-paragraph continued-metal discontinued-{n}
spoken-{n}-told spoken-{n}-untold title title-told title-untold listed
last-near last-far last-compared last-near-told last-near-untold last-far-told last-far-untold
taken-up resumed told-again ground ground-dated in-money worth enough rate lacking
"""
_DEAL = """
bias neutral loose loose-{deal} explicit works long-past told-{cue} told-{figure} kind-{deal} stage-{stage} kind-{deal}-{stage}
parties-{n} abroad-{n} home-{n} both-sides nobody one-group amount own-amount share placed sited dated foreign
in-title in-lead early late in-title-only report titled weight-from-{n} drafts-from-{n} others-from-{n} length-from-{n}
"""
_PARTY = """
bias kind-{deal} acts subject in-clause apart-{n} in-main in-draft in-lead titled history owner speaker opener guest bystander
role-{role} role-{role}-{deal} drafted drafted-surely sold-{sold} sold-{sold}-among-{n}
sort-{sort} sort-{sort}-{deal} {home} {home}-{deal} bank bank-{deal} engineer-{deal} venture
grouped alone other-side same-side other-side-{deal} same-side-{deal} among-{n}
called former found-{side} found-{side}-en found-{side}-ru found-{side}-kk
unit-of-party unit-of-named owner-of-party owner-of-named begins-another extends-another named-{n} most-named much-named new
{part}-of-another {part}-of-another-{deal} {part}-of-another-alike
"""
_SUBJECT = """
close close-{place} far-{n} parted-{n} behind behind-parted behind-tied behind-apart behind-loose participle
overtaken superseded first first-{place} leading leading-{place} since still aside clause-head clause-head-past
oblique at-{name} by of says of-cue of-cue-{place} stand-in attributive through
absent absent-{name} {name}-over-{name} {name}-over-stand-in {name}-over-country-there {name}-{family} {name}-first figured paired
guest-company guest-site titled helper onlooker onlooker-site sole-site class-same operator led-before led-before-site
sector sector-spoken sector-fits statistics nobody national hero hero-group main
unheard away away-{name} before-others before-others-{name} before-alone before-last there-alone newest noun-of-cue noun-first
own-bracket owner made behind-others-{place} hero-aside hero-says hero-owner
same-figure last-before last-far last-same last-same-passed last-same-pronoun last-same-pronoun-country
last-before-country last-far-country last-same-country last-site
noun noun-near noun-alone thing-corporate led-taken pronoun-continues latest-there latest-there-region
nationwide paragraph recent-{n} family-last family-other statistics-near titled-{name}-{family}
child-{family} parent-{family} held-{family} child-group parent-group held-group group-{name}
region-home region-spoken market metal-fits-named metal-fits-absent metal-other-named metal-other-absent
"""
_ROLE = """
{deal}-bias {deal}-unit {deal}-owner
{deal}-{beside}sort-{sort} {deal}-{beside}{home} {deal}-{beside}bank {deal}-{beside}engineer
{deal}-{beside}slot-{role} {deal}-{beside}slot-{role}-surely
{deal}-{by}first {deal}-{by}last {deal}-{by}mark-{mark} {deal}-{by}next-{side}-{token}-{order}
{deal}-{by}{side}-{deed}-{mark} {deal}-{by}{side}-{deed}-{mark}-{n} {deal}-{by}{side}-{deed}-{n}-{order}
"""
_ACT = """
any language-{mark} told-{deal} parties-{n} drafts-{n} sentence-{n} sum long-past
{also}frame-{frame} {also}by-{token} {also}by-{meant} {also}by-{token}-{meant} {also}has-{token} {also}has-{token}-{meant}
{also}date-{period} {also}years-{years}
word-{words} before-{n}-{mark} behind-{n}-{mark} in-{mark} near-{mark} opens-{token} opens-{token}-{meant}
"""
_SUM = """
none none-{deal} none-of-{n} some some-{deal} apart-{years} drafted caught history titled unfit of-others of-party claimed
again sole largest smallest first unit-{mark}-{n} next-{side}-{token} cue-{side}-{cue} cue-{side}-{cue}-{deal}
has-{token} has-{period} measure-{word} measure-{metric} measure-{side}-{word} measure-{side}-{metric}
measure-next-{side}-{word} measure-next-{side}-{metric} {side}-{mark} {side}-0-{mark} in-{mark}
"""
_PATTERNS = {"n": r"\d+", "mark": r"\w+", "years": r"-?\d", "words": r"[\w-]*"}
"""What may stand for a ``{…}`` that is no list."""

_OWN = {"any": _ANY, "deal": _DEAL, "deal-party": _PARTY, SUM: _SUM, "subject": _SUBJECT, "none": _FIGURE}
_OWN |= dict.fromkeys(OPTIONS, _ACT)
_OWN |= {WEIGHTS.format(role): _ROLE for roles in ROLES_OF.values() for role in roles}


def names_of(shelf: Library, table: str) -> re.Pattern[str] | None:
    """What the clues of a table may be called; None where nothing is weighed by such a table."""
    names = _OWN.get(table, _FIGURE if shelf.get("metric", table) else "")
    return _pattern(shelf, names) if names else None


@lru_cache(maxsize=8)
def _pattern(shelf: Library, names: str) -> re.Pattern[str]:
    held = {key: "|".join(map(re.escape, values)) for key, values in _values(shelf).items()}
    parts = (
        re.sub(r"\\\{(\w+)\\\}", lambda m: _PATTERNS.get(m[1]) or f"(?:{held[m[1]]})", re.escape(name))
        for name in names.split()
    )
    return re.compile("|".join(parts))


def _values(shelf: Library) -> dict[str, list[str]]:
    """What may stand for each ``{…}``."""

    def ids(kind: str) -> list[str]:
        return [entry.id for entry in shelf.of_kind(kind)]

    return {
        "metric": ids("metric"),
        "word": ids("figure-word"),
        "noun": ids("figure-noun"),
        "cue": ids(CUE),
        "figure": ["count", "mass", "money", "percent", "period"],
        "unit": sorted({unit for e in shelf.of_kind("metric") for unit in e.properties.get("units", ())}),
        "amount": ["oz", "lb"],
        "period": ["day", "month", "months", "quarter", "half", "year", "span", "same", "year-earlier"],
        "side": ["before", "behind"],
        "deal": list(DEAL_KINDS),
        "stage": list(STAGES),
        "role": "borrower buyer client contractor explorer guest investor lender partner seller target unslotted".split(),
        "beside": ["", "beside-"],
        "by": ["", "by-"],
        "also": ["", "also-"],
        "frame": ids("deal-frame"),
        "meant": ["plain", "done", "present", "ongoing", "future", "maybe", "not", "yet", "off"],
        "part": ["in", "out"],
        "deed": list(DEEDS),
        "order": ["eu", "kk"],
        "token": ["nothing", *KINDS, *ids(CUE)],
        "sold": ["whole", "share"],
        "sort": sorted({str(e.properties.get("sort")) for e in shelf.of_kind("company")} | {"new"}),
        "home": ["home", "abroad", "nowhere"],
        "name": ["company", "site", "region", "country", "abroad"],
        "place": ["region", "country"],
        "family": ["corporate", "flow", "site", "deposit", "sector"],
    }
