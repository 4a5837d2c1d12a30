"""Whether a verb speaks of what is done, is going on, is meant to come, may come, is denied, is
yet to come about, or will not be done after all.

The endings and auxiliaries are data (knowledge/aspects.toml); the word itself is looked at first, then what stands before
it in its clause, in Kazakh what stands behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tui.reading.acts.line import Line, Token
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import listed

DONE, PRESENT, ONGOING, FUTURE, MAYBE, NONE = "done", "present", "ongoing", "future", "maybe", ""
NOT, YET, OFF = "not", "yet", "off"

_NOUNS = frozenset({"agreement", "memo", "jv", "venture", "offtake", "bond"})
"""Cues that are nouns: their endings are those of number and case."""

_REACH = 36
"""Characters before (in Kazakh behind) a verb that its auxiliaries stand in."""

_CONVERB = re.compile(r"[аеёиоуыіөүұәй]п$")
"""A Kazakh verb that leaves its tense to the last of its sentence: жобалап, салып береді."""

_HELPER = re.compile(r"^ (?:(?:да|де|та|те) )?((?:қой|кет|бер|жібер|шық|таста|қал|түс|біт|үлгер)\w+)")
"""A Kazakh verb right behind such a one, which has its tense: жұмсалып қойды."""

_OBJECT = re.compile(r"[уү][дн][ыі]$")
"""A Kazakh deed that is the object of the last verb of its sentence: салуды жоспарлап отыр."""

_WISH = re.compile(r"[ғгқк][ыі]с[ыі]$")
"""A Kazakh verb of what somebody would like to do: құрғысы келеді."""

_ONCE = re.compile(r"^ (?:соң|кейін)\b")
"""A Kazakh word behind a deed that comes before what its sentence tells: ашылған соң. The last verb has the tense."""

_GIVEN_UP = re.compile(r"[мбп][ае]йт[ыі]н болды\b")
"""A Kazakh verb of what somebody has decided not to do: сатып алмайтын болды."""

_AFTER_ALL = len(" болды ")

_LATELY = 24
"""Characters before a denied verb in which a word tells that it is denied only so far: еще не подписал."""

_WORDS = re.compile(r"[^\W\d_]+")
_PARTICIPLE = ("ав", "ив", "вшись")
"""How Russian verbs end that tell of a deed beside another: выкупив."""

_PERFECT = re.compile(
    r" (?<!will )(?<!would )(?<!may )(?<!might )(?<!could )(?<!should )(?<!\bto )(?:has|have|had|was|were)(?= )"
)
"""An English auxiliary from which on a clause tells of the past: the plant that will cost … has already taken …"""

_HAVING = ("has", "have", "had")
"""How a cue begins of which the next word is the verb: has tapped."""

_CLAUSE = re.compile(r"[;:]|, (?:and|but|while|which|who|where|а|но|однако|который|которая|которое|где|ал|бірақ) ")


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """One language's auxiliaries and endings, compiled; in the order in which they are asked. ``auxiliary`` finds any of
    the first: most verbs have none."""

    auxiliary: re.Pattern[str]
    auxiliaries: tuple[tuple[str, re.Pattern[str]], ...]
    endings: tuple[tuple[str, re.Pattern[str]], ...]

    def around(self, clause: str) -> str | None:
        """What the auxiliaries of a verb's clause say; None where there is none."""
        if self.auxiliary.search(clause) is None:
            return None
        return next((means for means, pattern in self.auxiliaries if pattern.search(clause)), None)

    @lru_cache(maxsize=20_000)  # noqa: B019 - the rules of a language stay as long as the program
    def ending(self, word: str) -> str | None:
        """What the ending of a word says; None where it says nothing."""
        return next((means for means, pattern in self.endings if pattern.search(word)), None)


@lru_cache(maxsize=16)
def rules(shelf: Library, language: str) -> Rules:
    """The rules of a language; those of English for an unknown one."""
    entries = [e for e in shelf.of_kind("aspect") if e.properties.get("language") == language]
    auxiliaries = [
        (e.properties["means"], e.properties["auxiliaries"]) for e in entries if e.properties.get("auxiliaries")
    ]
    endings = [(e.properties["means"], e.properties["endings"]) for e in entries if e.properties.get("endings")]
    return Rules(
        _auxiliary([word for _, words in auxiliaries for word in words]),
        tuple((means, _auxiliary(words)) for means, words in auxiliaries),
        tuple((means, re.compile(rf"(?:{'|'.join(words)})$")) for means, words in endings),
    )


def _auxiliary(words: list[str]) -> re.Pattern[str]:
    """What finds any of the words; nothing, where there are none."""
    return re.compile(rf"(?:^|[\s(\"'-])(?:{'|'.join(words) or '(?!)'})(?=$|[\s.,;:)\"'-])")


def finite(page: Page, shelf: Library, line: Line) -> str:
    """What the last word of a Kazakh sentence, its verb, tells."""
    words = _WORDS.findall(page.spoken(line.span.start, line.span.end))
    return (rules(shelf, page.lang).ending(words[-1]) if words else None) or NONE


def parted(page: Page, start: int, end: int) -> bool:
    """Whether a clause ends between two places of a sentence."""
    return _CLAUSE.search(page.spoken(start, end)) is not None


def aspect(page: Page, shelf: Library, line: Line, token: Token) -> str:
    """How the token's verb is meant: done, present (of headlines), ongoing, future, maybe, not, yet (to come), off; "" where
    nothing tells (a noun, say)."""
    if token.meant is None:
        means = _meant(page, rules(shelf, page.lang), line, token)
        token.meant = YET if means == NOT and _is_open_yet(page, shelf, line, token) else means
    return token.meant


def _is_open_yet(page: Page, shelf: Library, line: Line, token: Token) -> bool:
    """Whether a verb is denied only so far: has not yet signed."""
    before = page.spoken(max(token.start - _LATELY, line.span.start), token.start)
    return not listed(shelf, "so-far-not").isdisjoint(before.split())


def _meant(page: Page, spoken: Rules, line: Line, token: Token) -> str:
    """How a verb and its auxiliaries alone are meant."""
    if page.lang == "kk" and _GIVEN_UP.search(page.spoken(token.start, token.end + _AFTER_ALL)):
        return OFF
    if page.lang == "kk" and _WISH.search(page.spoken(token.start, token.end)):
        return FUTURE
    if page.lang == "kk":
        clause = _CLAUSE.split(page.spoken(token.end, min(line.span.end, token.end + _REACH)))[0]
    else:
        clause = _CLAUSE.split(page.spoken(max(line.span.start, token.start - _REACH), token.start))[-1]
        if page.lang == "en":
            clause = _PERFECT.split(clause)[-1]
    if (means := spoken.around(clause)) is not None:
        return means
    if page.lang == "ru" and page.spoken(token.end, token.end + 4).startswith(" бы "):
        return MAYBE
    if token.type in _NOUNS:
        return NONE
    form = page.spoken(token.start, token.end)
    if _is_means(page, token, form) and spoken.around(page.spoken(line.span.start, token.start)) == FUTURE:
        return FUTURE
    spelt = form.split()
    if page.lang == "en" and spelt[0] in _HAVING and len(spelt) > 1:
        spelt = spelt[1:]
    if page.lang == "kk":
        spelt = spelt[::-1]
        if _OBJECT.search(form):
            end = line.span.end
            return spoken.around(page.spoken(max(token.end, end - _REACH), end)) or NONE
        if _CONVERB.search(form) and (helper := _HELPER.match(clause)):
            spelt = [helper[1], *spelt]
        elif _CONVERB.search(form) or _ONCE.match(clause):
            spelt = [*_WORDS.findall(page.spoken(token.end, line.span.end))[-1:], *spelt]
    return next((means for word in spelt if (means := spoken.ending(word)) is not None), NONE)


def _is_means(page: Page, token: Token, form: str) -> bool:
    """Whether a verb tells by what the clause before it comes about, and has its tense: will raise its stake by buying …;
    доведет долю до половины, выкупив …"""
    if page.lang == "en":
        return form.split()[0].endswith("ing") and page.spoken(token.start - len("by "), token.start) == "by "
    return page.lang == "ru" and form.endswith(_PARTICIPLE)
