"""How far an undertaking has gone, by what a sentence says near the words that name it."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.model import STAGES
from tui.reading.acts.aspect import DONE, FUTURE, MAYBE, NONE, NOT, OFF, ONGOING, PRESENT, YET, aspect
from tui.reading.acts.hearing import WORKS, begins, heard, joined
from tui.reading.acts.line import Line, Token
from tui.reading.acts.partly import in_part, so_far
from tui.reading.acts.timing import when
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import listed

_SITES = frozenset({"investment", "construction", "exploration"})
_MONEY_VERBS = ("provide", "got", "launch", "paid", "sell", "agree", "sign")
_PAST = ("лся", "лась", "лось", "лись", "ті", "ды", "ді", "ты")
"""Endings of past verbs of cost: обошелся, түсті."""

_INSTRUMENTAL = ("ем", "ом", "цей", "ками")
_COPULA = re.compile(r"^[^.,;:]*\b(?:станет|станут|будет|будут)\b")
_PREDICATE = 60
"""Characters behind a predicate in which its verb stands."""

_NOUN = re.compile(r"(?:\b(?:a|the|total|its|their|whose)|['’]s) $")
_ARTICLE = 7
"""Characters before a word in which it is shown to be a noun: its cost."""

_WORKING = ("build", "expand", "develop")
_ENDINGS = ("launch", "done")
"""Cues of how works end: for when that is meant takes nothing back of what is going on."""

_BEING = re.compile(r"\b(?:is|are|been|being|is now|are now|under) [\w-]+(?: [\w-]+)?$")
_BE = 12
"""Characters before a verb in which a form of to be tells that it is one."""

_TRADES = frozenset({"acquisition", "financing", "offtake"})
"""Kinds in which one side pays the other."""

_CHANGING = frozenset({"acquisition", "joint-venture"})
_DECIDED = re.compile(r"т[ыі]н бол(?:ды|ған)\b")
_NEXT = len(" болған")
"""A Kazakh deed that two sides have settled on: сатып алатын болды; with the characters that its second word takes."""

SPENDING = frozenset({"invest", "paid", "develop", "cost", "provide"})
RANK = {stage: number for number, stage in enumerate(STAGES)}
_LOAN_RANK = RANK | {"signed": RANK["approved"], "approved": RANK["signed"]}
"""A loan is approved by the bank first and signed then; what is bought is approved by the state when it is signed."""


class Told(NamedTuple):
    """A stage, whether words tell it or only the frame's own sense, and the word that tells it (None: the trigger)."""

    stage: str
    explicit: bool = True
    cue: Token | None = None


class Sense(NamedTuple):
    """What a frame means: its kind, the stages that a plain past tense and a mere noun give it, and whether its word is no
    verb of deeds."""

    kind: str
    done: str
    idle: str
    neutral: bool = False


def ranks(kind: str) -> dict[str, int]:
    """How far each stage is, for a kind of deal."""
    return _LOAN_RANK if kind == "financing" else RANK


def progress(page: Page, shelf: Library, line: Line, trigger: Token, sense: Sense) -> Told | None:
    """The furthest stage that the sentence gives the undertaking named by ``trigger``. None where the sentence denies that
    there is any."""
    kind = sense.kind
    verb = NONE if sense.neutral else _verb(page, shelf, line, trigger, kind)
    if verb in (DONE, PRESENT) and _is_first_stone(page, shelf, trigger):
        verb = ONGOING
    told = heard(page, shelf, line, trigger, kind, verb)
    if told is None:
        return None
    if verb == OFF or "cancelled" in told:
        return Told("cancelled", cue=told.get("cancelled"))
    rank = ranks(kind)
    furthest = max(told, key=rank.__getitem__, default="")
    if verb == NOT:
        return Told(furthest, cue=told[furthest]) if told else None
    if _is_outrun(page, shelf, line, told):
        del told["memorandum"]
        furthest = max(told, key=rank.__getitem__)
    if "memorandum" in told and "approved" not in told and not _with_contract(page, shelf, line, told["memorandum"]):
        return Told("memorandum", cue=told["memorandum"])
    if kind == "financing" and "talks" in told and told["talks"].type in ("interest-letter", "memo"):
        return Told("talks", cue=told["talks"])
    if verb == NONE:
        verb = _implied(page, shelf, line, trigger, sense)
    own = _by_itself(page, shelf, line, trigger, sense, verb)
    if not told:
        return Told(own, verb != NONE)
    if furthest == "signed" and not line.has("sign", "agree", "won", "made"):
        further = verb == DONE and rank[own] > rank[furthest]
        return Told(own, explicit=True) if further else Told(furthest, explicit=False)
    if verb == ONGOING and furthest == "planned" and trigger.type in _WORKING and told[furthest].type in _ENDINGS:
        return Told(own)
    before = ("talks", "planned", "signed") if kind == "acquisition" and verb == DONE else ("talks", "planned")
    if rank[own] > rank[furthest] and furthest in (before if verb == DONE else before[1:2] if verb == PRESENT else ()):
        return Told(own)
    return Told(furthest, cue=told[furthest])


def _is_outrun(page: Page, shelf: Library, line: Line, told: dict[str, Token]) -> bool:
    """Whether a memorandum is dated in a year before the item's, and works are told that have begun since: which signed a
    protocol in 2022, began field work this spring."""
    begun = told.get("underway", told.get("completed"))
    published = page.document.published
    if "memorandum" not in told or begun is None or published is None:
        return False
    day = when(page, line, told["memorandum"])
    return day is not None and int(day[:4]) < published.year and aspect(page, shelf, line, begun) == DONE


def _implied(page: Page, shelf: Library, line: Line, trigger: Token, sense: Sense) -> str:
    """What a noun tells as a verb would: what something cost was paid, what has its first stone is being built."""
    if sense.neutral and trigger.type == "cost" and _was_paid(page, shelf, line, trigger):
        return DONE
    if sense.neutral and sense.kind == "investment" and goes_on(page, shelf, line):
        return ONGOING
    if sense.neutral and trigger.type == "from":
        return next((aspect(page, shelf, line, t) for t in line.of("got", "receive")), NONE)
    return ONGOING if _is_first_stone(page, shelf, trigger) else NONE


def _is_first_stone(page: Page, shelf: Library, trigger: Token) -> bool:
    """Whether a word tells of the first stone of a building, from which on it is being built."""
    return trigger.type == "build" and begins(page, shelf, trigger, "ground-breaking")


def goes_on(page: Page, shelf: Library, line: Line) -> bool:
    """Whether a sentence tells of works that go on: is being built, осваивает, салып жатыр; no English noun in -ing, which
    may stand for what is to come."""
    return any(
        aspect(page, shelf, line, t) == ONGOING and (page.lang != "en" or _BEING.search(_around(page, t)) is not None)
        for t in line.of(*_WORKING)
    )


def _around(page: Page, token: Token) -> str:
    """A word with what stands right before it."""
    return page.spoken(max(token.start - _BE, 0), token.end)


def _by_itself(page: Page, shelf: Library, line: Line, trigger: Token, sense: Sense, verb: str) -> str:
    """The stage that the word of the undertaking tells, apart from all cues."""
    if trigger.type == "pledge" and sense.kind in _TRADES and begins(page, shelf, trigger, "binding"):
        return "signed"
    if (
        page.lang == "kk"
        and sense.kind in _CHANGING
        and _DECIDED.search(page.spoken(trigger.start, trigger.end + _NEXT))
    ):
        return "signed"
    own = _own(verb, sense.done if verb in (DONE, PRESENT) else sense.idle, sense.kind, trigger.type)
    if own != "completed" or trigger.type not in (*SPENDING, *_WORKING):
        return own
    unfinished = in_part(line, trigger) if trigger.type in _WORKING else so_far(page, shelf, line, trigger)
    return "underway" if unfinished or _is_spent_in_part(page, shelf, line) else own


def _is_spent_in_part(page: Page, shelf: Library, line: Line) -> bool:
    """Whether the sentence tells that a part of the money has been spent, so that what is built is not all."""
    spent = (t for t in line.of("invest", "develop") if aspect(page, shelf, line, t) == DONE)
    return line.has("money") and any(so_far(page, shelf, line, t) for t in spent)


def _verb(page: Page, shelf: Library, line: Line, trigger: Token, kind: str) -> str:
    """The aspect of the trigger; of a noun for money, that of the verb beside it: opened a credit line."""
    verb = aspect(page, shelf, line, trigger)
    if verb == ONGOING and page.lang == "en" and trigger.type in ("contractor", "listing"):
        verb = NONE
    if trigger.type == "sell" and verb == DONE and begins(page, shelf, trigger, "put-up"):
        return FUTURE
    if trigger.type == "expand" and verb in (FUTURE, NONE) and _is_stopped_for(page, shelf, line, trigger):
        return ONGOING
    if trigger.type == "cost" and verb == ONGOING and begins(page, shelf, trigger, "valuing"):
        return NONE
    if trigger.type == "pass" and not listed(shelf, "held").isdisjoint(page.spoken(trigger.start, trigger.end).split()):
        return DONE
    if trigger.type == "buy" and verb == FUTURE and _paid_for(page, shelf, line, trigger):
        return DONE
    if trigger.type == "buy" and verb == NONE and _becomes(page, trigger):
        return FUTURE
    if verb != NONE or kind != "financing" or trigger not in line.tokens:
        return verb
    at = line.tokens.index(trigger)
    beside = [t for t in line.tokens[max(at - 2, 0) : at + 6] if t.type in _MONEY_VERBS]
    return next((found for t in beside if (found := aspect(page, shelf, line, t)) not in (NONE, NOT)), NONE)


def _is_stopped_for(page: Page, shelf: Library, line: Line, trigger: Token) -> bool:
    """Whether a plant has been stopped to be rebuilt: its reconstruction has begun then."""
    stopped = [t for t in line.of("suspend") if t.start < trigger.start]
    return any(aspect(page, shelf, line, t) == DONE for t in stopped)


def _becomes(page: Page, trigger: Token) -> bool:
    """Whether a Russian noun tells what somebody is yet to become: владельцем рудника станет …"""
    noun = page.lang == "ru" and page.spoken(trigger.start, trigger.end).endswith(_INSTRUMENTAL)
    return noun and _COPULA.search(page.spoken(trigger.end, trigger.end + _PREDICATE)) is not None


def _with_contract(page: Page, shelf: Library, line: Line, memo: Token) -> bool:
    """Whether a contract is signed in one with a memorandum: соглашение и меморандум."""
    at = line.tokens.index(memo)
    for first, second in ((at - 1, at), (at, at + 1)):
        if first >= 0 and second < len(line.tokens):
            one, other = line.tokens[first], line.tokens[second]
            if "agreement" in (one.type, other.type) and joined(shelf, page.spoken(one.end, other.start)):
                return line.has("sign")
    return False


def _paid_for(page: Page, shelf: Library, line: Line, trigger: Token) -> bool:
    """Whether money was spent to buy: the verb before says so."""
    at = line.tokens.index(trigger) if trigger in line.tokens else 0
    before = [t for t in line.tokens[max(at - 3, 0) : at] if t.type in ("invest", "cost", "paid")]
    return any(aspect(page, shelf, line, t) == DONE for t in before)


def _was_paid(page: Page, shelf: Library, line: Line, trigger: Token) -> bool:
    """Whether what something cost is past: the plant cost …, завод обошелся в …"""
    if begins(page, shelf, trigger, "estimating"):
        return False
    if page.lang != "en":
        return aspect(page, shelf, line, trigger) == DONE and page.spoken(trigger.start, trigger.end).endswith(_PAST)
    at = line.tokens.index(trigger) if trigger in line.tokens else 0
    noun = _NOUN.search(page.spoken(max(trigger.start - _ARTICLE, 0), trigger.start)) is not None
    plain = (
        page.spoken(trigger.start, trigger.end) == "cost" and aspect(page, shelf, line, trigger) == NONE and not noun
    )
    return plain and at > 0 and line.tokens[at - 1].type in ("plant", "project", "mine", "site", "pronoun", "build")


def _own(verb: str, done: str, kind: str, named: str) -> str:
    """The stage that the verb of the undertaking tells by itself."""
    if verb == FUTURE or named == "pledge" or (verb == NONE and named == "launch"):
        return "planned"
    if verb == MAYBE:
        return "talks"
    if verb == YET:
        return "planned" if kind in WORKS else "talks"
    if verb in (ONGOING, PRESENT) and done == "cancelled":
        return done
    if verb == ONGOING and (kind, named) == ("joint-venture", "found"):
        return done
    if verb == ONGOING or (verb == PRESENT and kind in _SITES):
        return "underway" if kind in WORKS else "signed"
    return done
