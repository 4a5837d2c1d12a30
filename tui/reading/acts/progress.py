"""How far an undertaking has gone, by what a sentence says near the words that name it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tui.model import STAGES
from tui.reading.acts.aspect import DONE, FUTURE, MAYBE, NONE, NOT, ONGOING, PRESENT, aspect, parted
from tui.reading.acts.line import Line, Token
from tui.reading.layout.page import Page
from tui.reading.lookup.library import CUE, Library
from tui.reading.naming.parties import listed

_WORKS = frozenset({"investment", "construction", "exploration", "offtake", "joint-venture"})
_SITES = frozenset({"investment", "construction", "exploration"})
_OF_WORKS = frozenset(
    {"build", "expand", "plant", "mine", "site", "project", "develop", "explore", "seek", "supply", "invest"}
)
_CONTRACTS = frozenset({"construction", "agreement", "offtake"})
_OPEN = ("talks", "negotiate", "may", "rumour", "sign", "agree", "meet", "cancel", "deny")
"""With these in the sentence, the word agreement alone proves none."""

_HOPES = ("plan", "talks", "eye", "negotiate", "may", "rumour")
"""Cues that take a deed back, if they govern it."""

_MONEY_VERBS = ("provide", "launch", "paid", "sell", "agree", "sign")
_OTHER_DEEDS = frozenset(
    {
        "build",
        "expand",
        "buy",
        "sell",
        "sign",
        "agree",
        "invest",
        "launch",
        "explore",
        "supply",
        "loan",
        "found",
        "got",
        "say",
    }
)
"""Words of other things that may be called off between a deal's word and the one that says so."""

_PAST = ("лся", "лась", "лось", "лись", "ті", "ды", "ді", "ты")
"""Endings of past verbs of cost: обошелся, түсті."""

_LEFT = frozenset({"jv", "venture", "project", "agreement", "site", "mine", "talks", "negotiate"})
"""What an undertaking is called that somebody leaves."""

_LETTERS = ("letter", "пись", "ниет хат")
"""How a bank's letter of intent begins, which binds it to no loan."""

_ENDS = frozenset({"cancel", "return-licence", "refuse"})
"""Cues of ends, which only count when they have come."""

_OFFERED = ("offer", "talks", "agreement", "memo")
"""Cues of what can be turned down."""

_EXPLORES = frozenset({"drills", "explores", "prospects", "scouts"})
_TRADES = frozenset({"acquisition", "financing", "offtake"})
"""Kinds in which one side pays the other."""

_SPENDING = frozenset({"invest", "paid", "develop", "cost"})
_BESIDE = 12
"""Characters on either side of a verb in which a word tells that it goes on."""

_TASKS = frozenset({"build", "contractor", "supply", "expand"})
_AND = (",", "and", ", and", "и", "мен", "және", ", және")

_SOMEBODY = frozenset({"company", "company-word", "national-word", "bank-word", "side", "both", "pronoun", "state"})
"""What can leave something."""

_FIGURES = frozenset({"money", "percent", "mass", "count", "area"})

_CLOSE = 4
"""Tokens between the words of an undertaking and a cue that still concerns it."""

RANK = {stage: number for number, stage in enumerate(STAGES)}

_LOAN_RANK = RANK | {"signed": RANK["approved"], "approved": RANK["signed"]}
"""A loan is approved by the bank first and signed then; what is bought is approved by the state when it is signed."""


def ranks(kind: str) -> dict[str, int]:
    """How far each stage is, for a kind of deal."""
    return _LOAN_RANK if kind == "financing" else RANK


@lru_cache(maxsize=8)
def _telling(shelf: Library) -> frozenset[str]:
    """The cues that tell a stage, or that there is none."""
    return frozenset(cue.id for cue in shelf.of_kind(CUE) if "stage" in cue.properties)


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


def progress(page: Page, shelf: Library, line: Line, trigger: Token, sense: Sense) -> Told | None:
    """The furthest stage that the sentence gives the undertaking named by ``trigger``. None where the sentence denies that
    there is any."""
    kind = sense.kind
    verb = NONE if sense.neutral else _verb(page, shelf, line, trigger, kind)
    at = line.tokens.index(trigger) if trigger in line.tokens else 0
    told: dict[str, Token] = {}
    telling = _telling(shelf)
    for index, token in enumerate(line.tokens):
        if token.type not in telling:
            continue
        if token.type in _HOPES and (
            not _governs(page, line.tokens[min(at, index) + 1 : max(at, index)], index - at, verb)
            or (index > at and parted(page, trigger.end, token.start))
        ):
            continue
        near = abs(index - at) <= _CLOSE
        if near and (token.type == "deny" or (token.type == "plan" and aspect(page, shelf, line, token) == NOT)):
            return None
        if token.type == "cancel" and not near:
            near = not any(t.type in _OTHER_DEEDS for t in line.tokens[min(index, at) + 1 : max(index, at)])
        stage = _said(page, shelf, line, index, kind, near=near)
        if stage == "cancelled":
            if not _begun_anew(page, line, index):
                return Told(stage, cue=token)
        elif stage:
            told.setdefault(stage, token)
    rank = ranks(kind)
    furthest = max(told, key=rank.__getitem__, default="")
    if verb == NOT:
        return Told(furthest, cue=told[furthest]) if told else None
    if "memorandum" in told and "approved" not in told and not _with_contract(page, line, told["memorandum"]):
        return Told("memorandum", cue=told["memorandum"])
    if verb == NONE and sense.neutral and trigger.type == "cost" and _was_paid(page, shelf, line, trigger):
        verb = DONE
        sense = sense._replace(idle=sense.done)
    if verb == NONE and trigger.type == "build" and _breaks_ground(page, shelf, trigger):
        verb = ONGOING
    own = _own(verb, sense.done if verb in (DONE, PRESENT) else sense.idle, kind, trigger.type)
    if trigger.type == "pledge" and kind in _TRADES and _binds(page, shelf, trigger):
        own = "signed"
    if own == "completed" and trigger.type in _SPENDING and _so_far(page, shelf, line, trigger):
        own = "underway"
    if not told:
        return Told(own, verb != NONE)
    if furthest == "signed" and not line.has("sign", "agree", "won"):
        further = verb == DONE and rank[own] > rank[furthest]
        return Told(own, explicit=True) if further else Told(furthest, explicit=False)
    before = ("talks", "planned", "signed") if kind == "acquisition" and verb == DONE else ("talks", "planned")
    if rank[own] > rank[furthest] and furthest in (before if verb == DONE else before[1:2] if verb == PRESENT else ()):
        return Told(own)
    return Told(furthest, cue=told[furthest])


def _verb(page: Page, shelf: Library, line: Line, trigger: Token, kind: str) -> str:
    """The aspect of the trigger; of a noun for money, that of the verb beside it: opened a credit line."""
    verb = aspect(page, shelf, line, trigger)
    if verb == ONGOING and page.lang == "en" and trigger.type == "contractor":
        verb = NONE
    if verb == FUTURE and trigger.type == "buy" and _paid_for(page, shelf, line, trigger):
        return DONE
    if verb != NONE or kind != "financing" or trigger not in line.tokens:
        return verb
    at = line.tokens.index(trigger)
    beside = [t for t in line.tokens[max(at - 2, 0) : at + 4] if t.type in _MONEY_VERBS]
    return next((found for t in beside if (found := aspect(page, shelf, line, t)) not in (NONE, NOT)), NONE)


def _binds(page: Page, shelf: Library, trigger: Token) -> bool:
    """Whether who promises to pay somebody is bound by it: undertook, обязался."""
    return page.spoken(trigger.start, trigger.end).startswith(tuple(sorted(listed(shelf, "binding"))))


def _so_far(page: Page, shelf: Library, line: Line, trigger: Token) -> bool:
    """Whether a word beside the verb tells of what was spent until now (has already spent, уже освоил, игеріп қойды), or a
    part of the whole does: a third has been spent."""
    at = line.tokens.index(trigger) if trigger in line.tokens else 0
    if any(t.type == "percent" for t in line.tokens[max(at - 1, 0) : at + 2]) and not line.has("stake", "own"):
        return True
    beside = page.spoken(max(trigger.start - _BESIDE, 0), trigger.end + _BESIDE)
    return not listed(shelf, "so-far").isdisjoint(beside.split())


def _with_contract(page: Page, line: Line, memo: Token) -> bool:
    """Whether a contract is signed in one with a memorandum: соглашение и меморандум."""
    at = line.tokens.index(memo)
    for first, second in ((at - 1, at), (at, at + 1)):
        if first >= 0 and second < len(line.tokens):
            one, other = line.tokens[first], line.tokens[second]
            if "agreement" in (one.type, other.type) and page.spoken(one.end, other.start).strip() in _AND[1:]:
                return line.has("sign")
    return False


def _breaks_ground(page: Page, shelf: Library, trigger: Token) -> bool:
    """Whether what is built is told by its first stone, which somebody has laid."""
    return page.spoken(trigger.start, trigger.end).startswith(tuple(sorted(listed(shelf, "ground-breaking"))))


def _paid_for(page: Page, shelf: Library, line: Line, trigger: Token) -> bool:
    """Whether money was spent to buy: the verb before says so."""
    at = line.tokens.index(trigger) if trigger in line.tokens else 0
    before = [t for t in line.tokens[max(at - 3, 0) : at] if t.type in ("invest", "cost", "paid")]
    return any(aspect(page, shelf, line, t) == DONE for t in before)


def _was_paid(page: Page, shelf: Library, line: Line, trigger: Token) -> bool:
    """Whether what something cost is past: the plant cost …, завод обошелся в …"""
    if page.lang != "en":
        return aspect(page, shelf, line, trigger) == DONE and page.spoken(trigger.start, trigger.end).endswith(_PAST)
    at = line.tokens.index(trigger) if trigger in line.tokens else 0
    noun = page.spoken(max(trigger.start - 5, 0), trigger.start).endswith((" a ", " the ", "total "))
    plain = (
        page.spoken(trigger.start, trigger.end) == "cost" and aspect(page, shelf, line, trigger) == NONE and not noun
    )
    return plain and at > 0 and line.tokens[at - 1].type in ("plant", "project", "mine", "site", "pronoun")


def _governs(page: Page, between: tuple[Token, ...], offset: int, verb: str) -> bool:
    """Whether a word of hope or plan, so many tokens behind the trigger, concerns it: it stands before it (in Kazakh
    behind), or the verb itself is not one of deeds."""
    if verb in (FUTURE, MAYBE):
        return abs(offset) <= 2 * _CLOSE
    figures = all(t.type in _FIGURES for t in between)
    reach = range(-1, _CLOSE + 1) if page.lang == "kk" else range(-_CLOSE, _CLOSE if figures else 2)
    return offset in reach and (verb == NONE or abs(offset) == 1)


def _own(verb: str, done: str, kind: str, named: str) -> str:
    """The stage that the verb of the undertaking tells by itself."""
    if verb == FUTURE or named == "pledge" or (verb == NONE and named == "launch"):
        return "planned"
    if verb == MAYBE:
        return "talks"
    if verb in (ONGOING, PRESENT) and done == "cancelled":
        return done
    if verb == ONGOING or (verb == PRESENT and kind in _SITES):
        return "underway" if kind in _WORKS else "signed"
    return done


def _beside(line: Line, index: int) -> bool:
    """Whether words of building, digging or delivering stand beside the token."""
    return any(t.type in _OF_WORKS for t in line.tokens[max(index - 4, 0) : index + 5])


def _owned(line: Line, index: int) -> bool:
    """Whether a company stands right beside the token."""
    return any(t.type == "company" for t in line.tokens[max(index - 1, 0) : index + 2])


def _said(page: Page, shelf: Library, line: Line, index: int, kind: str, *, near: bool) -> str | None:
    """The stage that the cue of number ``index`` gives, None where it gives none. ``near``: to the trigger."""
    if not _concerns(page, shelf, line, index, kind, near=near):
        return None
    token = line.tokens[index]
    stage = _reached(page, line, token, kind)
    if stage in ("talks", "memorandum"):
        return stage
    verb = aspect(page, shelf, line, token)
    partly = verb == ONGOING or (kind == "exploration" and _so_far(page, shelf, line, token))
    if token.type == "done" and kind in _WORKS and partly:
        return "underway"
    if stage == "planned":
        return "talks" if verb == MAYBE else stage
    if token.type in _ENDS:
        return None if verb in (NOT, MAYBE, FUTURE) else stage
    return "planned" if token.type == "launch" and verb == NONE else _of(verb, stage)


def _concerns(page: Page, shelf: Library, line: Line, index: int, kind: str, *, near: bool) -> bool:
    """Whether a cue that tells a stage speaks of the undertaking, as far as its neighbours show."""
    token = line.tokens[index]
    match token.type:
        case "approve" | "won" | "done" | "close":
            return near
        case "refuse":
            return near and line.has(*_OFFERED)
        case "agreement":
            paper = page.spoken(token.start, token.end) in listed(shelf, "papers")
            return aspect(page, shelf, line, token) == NONE and not line.has(*_OPEN) and not paper
        case "meet":
            return kind == "agreement"
        case "half-built":
            return kind in _WORKS
        case "ongoing" | "now":
            return kind in _WORKS and _beside(line, index) and not _of_talks(line, token)
        case "launch":
            return kind in _WORKS and _beside(line, index) and not _is_task(page, line, index)
        case "explore":
            return kind == "exploration" and _is_drilled(page, shelf, line, token)
        case "supply":
            return kind == "offtake" and aspect(page, shelf, line, token) == DONE
        case "leave":
            return _left(page, line, token)
        case "cancel" | "return-licence":
            return near or _owned(line, index)
    return True


def _reached(page: Page, line: Line, token: Token, kind: str) -> str:
    """The stage that a cue stands for, which what it is about may change."""
    match token.type:
        case "memo" if kind == "financing" and page.spoken(token.start, token.end).startswith(_LETTERS):
            return "talks"
        case "sign" if line.has("decree") and not line.has("agreement", "memo"):
            return "approved"
        case "won" if kind in _CONTRACTS:
            return "signed"
        case "launch" if kind == "exploration":
            return "underway"
    return str(token.value.properties["stage"])


def _is_task(page: Page, line: Line, index: int) -> bool:
    """Whether the word is one of a list of tasks (design, construction, commissioning and testing), or tells what somebody
    is hired for: commissioned Metso to build."""
    if not index:
        return False
    behind = [t.type for t in line.tokens[index + 1 : index + 5]]
    if page.spoken(line.tokens[index].start, line.tokens[index].end) == "commissioned" and behind[:1] == ["company"]:
        return "build" in behind
    before = line.tokens[index - 1]
    return before.type in _TASKS and page.spoken(before.end, line.tokens[index].start).strip() in _AND


def _is_drilled(page: Page, shelf: Library, line: Line, token: Token) -> bool:
    """Whether the word is a verb by which somebody explores or has explored: drills, пробурила, бұрғылады."""
    verb = aspect(page, shelf, line, token)
    form = page.spoken(token.start, token.end)
    return verb == DONE or (verb == PRESENT and form in _EXPLORES) or (verb == ONGOING and page.lang == "ru")


def _left(page: Page, line: Line, token: Token) -> bool:
    """Whether what is left is an undertaking: the word behind (in Kazakh before)."""
    at = line.tokens.index(token)
    beside = line.tokens[max(at - 1, 0) : at] if page.lang == "kk" else line.tokens[at + 1 : at + 2]
    somebody = any(t.type in _SOMEBODY for t in line.tokens[:at])
    return somebody and any(t.type in _LEFT for t in beside)


def _begun_anew(page: Page, line: Line, index: int) -> bool:
    """Whether another paper is signed in the place of what is called off: … and signed a new one."""
    behind = (t for t in line.tokens[index + 1 :] if t.type == "sign")
    before = (page.spoken(max(t.start - len(_AND[-1]) - 1, 0), t.start).split() for t in behind)
    return any(words and words[-1] in _AND for words in before)


def _of_talks(line: Line, token: Token) -> bool:
    """Whether what goes on is talks: the word before or the next but the other side, or talks as what the sentence is about."""
    at = line.tokens.index(token)
    before, behind = line.tokens[:at], line.tokens[at + 1 : at + 4]
    return any(t.type == "negotiate" for t in (*before, *behind)) or (bool(before) and before[-1].type == "talks")


def _of(verb: str, stage: str) -> str | None:
    """``stage`` if the cue's verb says that it is reached, what is meant otherwise."""
    if verb in (NONE, DONE, PRESENT, ONGOING):
        return stage
    return {FUTURE: "planned", MAYBE: "talks", NOT: None}[verb]
