"""What the cues of a sentence say of how far an undertaking has gone, each as far as it concerns it."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.reading.acts.aspect import DONE, FUTURE, MAYBE, NONE, NOT, OFF, ONGOING, PRESENT, YET, aspect, parted
from tui.reading.acts.leaving import is_left
from tui.reading.acts.line import Line, Token
from tui.reading.acts.partly import in_part, so_far
from tui.reading.acts.predicate import tells_of_subject
from tui.reading.acts.timing import recalled
from tui.reading.layout.page import Page
from tui.reading.lookup.library import CUE, Library
from tui.reading.naming.parties import listed

WORKS = frozenset({"investment", "construction", "exploration", "offtake", "joint-venture"})
_OF_WORKS = frozenset(
    {"build", "expand", "plant", "mine", "site", "project", "develop", "explore", "seek", "supply", "invest"}
)
_RUNNING = frozenset({"offtake", "agreement", "exploration"})
"""Kinds of what is agreed on for a time."""

_CONTRACTS = frozenset({"construction", "agreement", "offtake"})
_OPEN = ("talks", "negotiate", "may", "rumour", "sign", "agree", "meet", "cancel", "deny")
"""With these in the sentence, the word agreement alone proves none."""

_HOPES = ("plan", "talks", "eye", "negotiate", "may", "rumour")
"""Cues that take a deed back, if they govern it."""

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

_ENDS = frozenset({"cancel", "return-licence", "refuse"})
"""Cues of ends, which only count when they have come."""

_OFFERED = ("offer", "talks", "agreement", "memo")
"""Cues of what can be turned down."""

_BESIDE = 12
"""Characters on either side of a verb in which a word tells that it goes on."""


_BEING = re.compile(r"\b(?:is|are|been|be|was|were) [\w-]+$")
_TASKS = frozenset({"build", "contractor", "supply", "expand"})
_FIGURES = frozenset({"money", "percent", "mass", "count", "area"})
_CLOSE = 4
"""Tokens between the words of an undertaking and a cue that still concerns it."""


def heard(page: Page, shelf: Library, line: Line, trigger: Token, kind: str, verb: str) -> dict[str, Token] | None:
    """The stages that cues of the line give the undertaking named by ``trigger``, a verb of that aspect, each with its cue;
    the end of it alone, where it has come. None where the sentence denies that there is any."""
    at = line.tokens.index(trigger) if trigger in line.tokens else 0
    told: dict[str, Token] = {}
    telling = _telling(shelf)
    for index, token in enumerate(line.tokens):
        if token.type not in telling:
            continue
        between = line.tokens[min(at, index) + 1 : max(at, index)]
        hope = token.type in _HOPES
        told_of = 0 < index - at <= 2 * _CLOSE and tells_of_subject(page, token)
        heads = token.type in ("talks", "negotiate") and index == 0 < at <= 2 * _CLOSE and verb == NONE
        if hope and not (told_of or heads) and not _governs(page, between, index - at, verb):
            continue
        if hope and parted(page, min(trigger.end, token.end), max(trigger.start, token.start)):
            continue
        if (
            token.type == "memo"
            and verb in (DONE, ONGOING, PRESENT, NONE)
            and _is_left_behind(page, shelf, line, token)
        ):
            continue
        if token.type == "done" and line.has("negotiate") and not line.has("agreement", "sign", "agree"):
            continue
        near = abs(index - at) <= _CLOSE
        if near and (token.type == "deny" or (token.type == "plan" and aspect(page, shelf, line, token) == NOT)):
            return None
        if token.type == "cancel" and (line.has("repay") or any(t.type == "earlier" for t in between)):
            continue
        if token.type == "expire" and recalled(page, shelf, line, token) and not recalled(page, shelf, line, trigger):
            continue
        leads = (index > at) == (page.lang == "kk")
        far = token.type == "cancel" or (token.type == "approve" and (leads or kind == "acquisition"))
        near = near or (far and not any(t.type in _OTHER_DEEDS for t in between))
        near = near or (token.type in ("done", "close") and told_of)
        stage = _said(page, shelf, line, index, kind, near=near)
        if stage == "cancelled" and not _begun_anew(page, shelf, line, index):
            return {stage: token}
        if stage and stage != "cancelled":
            told.setdefault(stage, token)
    return told


def _is_left_behind(page: Page, shelf: Library, line: Line, paper: Token) -> bool:
    """Whether a paper only tells when something took place that came later (three years after the memorandum), or from what
    it came: contracts are signed today; in outline it was agreed back in June, by a memorandum. Not: said after signing it."""
    words = listed(shelf, "thereafter")
    before = [t for t in line.of("earlier") if t.start < paper.start]
    signed = (t for t in line.of("sign") if before and t.start < before[0].start)
    if any(aspect(page, shelf, line, t) == DONE for t in signed):
        return True
    if any(0 <= paper.start - t.end <= 2 * _BESIDE for t in line.of("say")):
        return False
    if page.lang == "kk":
        return not words.isdisjoint(page.spoken(paper.end, paper.end + _BESIDE).split()[:1])
    return not words.isdisjoint(page.spoken(max(paper.start - _BESIDE * 2, 0), paper.start).split()[-_CLOSE:])


@lru_cache(maxsize=8)
def _telling(shelf: Library) -> frozenset[str]:
    """The cues that tell a stage, or that there is none."""
    return frozenset(cue.id for cue in shelf.of_kind(CUE) if "stage" in cue.properties)


def joined(shelf: Library, between: str) -> bool:
    """Whether what stands between two things tells them as one: and, и, және."""
    return between.strip(" ,") in listed(shelf, "and")


def begins(page: Page, shelf: Library, token: Token, ident: str) -> bool:
    """Whether a word begins like one of a list (``knowledge/plain-words.toml``)."""
    return page.spoken(token.start, token.end).startswith(tuple(listed(shelf, ident)))


def _governs(page: Page, between: tuple[Token, ...], offset: int, verb: str) -> bool:
    """Whether a word of hope or plan, so many tokens behind the trigger, concerns it: it stands before it (in Kazakh
    behind), or the verb itself is not one of deeds."""
    if verb in (FUTURE, MAYBE):
        return abs(offset) <= 2 * _CLOSE
    passed = _FIGURES if page.lang != "ru" else _FIGURES | {"company"}
    figures = all(t.type in passed for t in between)
    reach = range(-1, _CLOSE + 1) if page.lang == "kk" else range(-_CLOSE, _CLOSE if figures else 2)
    return offset in reach and (verb == NONE or abs(offset) == 1)


def _beside(line: Line, index: int) -> bool:
    """Whether words of building, digging or delivering stand beside the token."""
    return any(t.type in _OF_WORKS for t in line.tokens[max(index - 5, 0) : index + 5])


def _owned(line: Line, index: int) -> bool:
    """Whether a company stands right beside the token."""
    return any(t.type == "company" for t in line.tokens[max(index - 1, 0) : index + 2])


def _said(page: Page, shelf: Library, line: Line, index: int, kind: str, *, near: bool) -> str | None:
    """The stage that the cue of number ``index`` gives, None where it gives none. ``near``: to the trigger."""
    if not _concerns(page, shelf, line, index, kind, near=near):
        return None
    token = line.tokens[index]
    stage = _reached(page, shelf, line, token, kind)
    if stage == "memorandum" and any(aspect(page, shelf, line, t) in (NOT, YET) for t in line.of("sign")):
        return "talks"
    if stage == "memorandum" and _is_to_be_signed(page, shelf, line):
        return "planned"
    if stage in ("talks", "memorandum"):
        return stage
    verb = aspect(page, shelf, line, token)
    if token.type == "launch" and verb == ONGOING and _is_set_for(page, line, index):
        return "planned"
    if kind in WORKS and _is_ready_in_part(page, shelf, line, token):
        return "underway"
    partly = verb == ONGOING or (kind == "exploration" and so_far(page, shelf, line, token))
    if token.type == "done" and kind in WORKS and partly:
        return "underway"
    if stage == "planned":
        return "talks" if verb == MAYBE else stage
    if token.type in _ENDS:
        open_yet = verb == MAYBE or (verb in (NOT, YET, OFF, FUTURE) and not _negated(page, shelf, token))
        return None if open_yet else stage
    if token.type == "sign" and _is_put_off(page, shelf, line, token):
        return "planned"
    return "planned" if token.type == "launch" and verb == NONE else _of(verb, stage)


def _is_put_off(page: Page, shelf: Library, line: Line, token: Token) -> bool:
    """Whether a noun tells of a signing that has been put off."""
    noun = begins(page, shelf, token, "signing")
    return noun and any(begins(page, shelf, t, "put-off") for t in line.of("plan") if t.start > token.end)


def _is_to_be_signed(page: Page, shelf: Library, line: Line) -> bool:
    """Whether all that a sentence tells of signatures is still to come: is going to be signed tomorrow."""
    signing = [aspect(page, shelf, line, t) for t in line.of("sign")]
    return bool(signing) and all(verb == FUTURE for verb in signing)


def _is_ready_in_part(page: Page, shelf: Library, line: Line, token: Token) -> bool:
    """Whether a word of what is ready, or finished, speaks of a part of it."""
    told = token.type == "done" or begins(page, shelf, token, "ready")
    return told and token.type in ("done", "plan") and in_part(line, token)


def _is_set_for(page: Page, line: Line, index: int) -> bool:
    """Whether an English noun tells of a start for which a date is set: commissioning is slated for May."""
    token, behind = line.tokens[index], line.tokens[index + 1 : index + 2]
    verb = _BEING.search(page.spoken(max(token.start - _BESIDE, 0), token.end))
    return page.lang == "en" and verb is None and any(t.type == "plan" for t in behind)


def _negated(page: Page, shelf: Library, token: Token) -> bool:
    """Whether words of an end say no themselves, so that they tell it in whatever tense: не состоится."""
    return not listed(shelf, "negations").isdisjoint(page.spoken(token.start, token.end).split())


def _concerns(page: Page, shelf: Library, line: Line, index: int, kind: str, *, near: bool) -> bool:
    """Whether a cue that tells a stage speaks of the undertaking, as far as its neighbours show."""
    token = line.tokens[index]
    match token.type:
        case "approve" | "won" | "done" | "close" | "repay":
            return near
        case "tranche":
            coming = any(aspect(page, shelf, line, t) == FUTURE for t in line.of("provide"))
            return near and kind == "financing" and not coming
        case "expire":
            return near and kind in _RUNNING
        case "sign":
            return not any(t.type == "negotiate" and t.start - token.end <= _BESIDE for t in line.tokens[index + 1 :])
        case "in-force":
            return near and kind in _CONTRACTS
        case "refuse":
            return near and (kind == "financing" or line.has(*_OFFERED))
        case "agreement":
            paper = page.spoken(token.start, token.end) in listed(shelf, "papers")
            bare = aspect(page, shelf, line, token) == NONE and not line.has(*_OPEN)
            return bare and not paper and not _is_awaited(line, index)
        case "meet":
            return kind == "agreement" or page.spoken(token.start, token.end).endswith(" talks")
        case "register":
            return kind in ("joint-venture", "agreement") and line.has("sign", "agree", "found", "agreement")
        case "half-built":
            return kind in WORKS
        case "ongoing" | "now":
            return kind in WORKS and _beside(line, index) and not _of_talks(line, token)
        case "launch":
            return kind in WORKS and _beside(line, index) and not _is_task(page, shelf, line, index)
        case "explore":
            return kind == "exploration" and _is_drilled(page, shelf, line, token)
        case "supply":
            return kind == "offtake" and aspect(page, shelf, line, token) == DONE
        case "leave":
            return is_left(page, line, index, kind)
        case "cancel" | "return-licence":
            return near or _owned(line, index)
    return True


def _is_awaited(line: Line, index: int) -> bool:
    """Whether a paper is told to be expected by the word right behind it."""
    token = line.tokens[index]
    return any(t.type == "plan" and t.start - token.end <= 1 for t in line.tokens[index + 1 : index + 2])


def _reached(page: Page, shelf: Library, line: Line, token: Token, kind: str) -> str:
    """The stage that a cue stands for, which what it is about may change."""
    match token.type:
        case "memo" if kind == "financing" and begins(page, shelf, token, "letters"):
            return "talks"
        case "memo" if _describes_offer(line, token):
            return "talks"
        case "sign" if line.has("decree") and not line.has("agreement", "memo"):
            return "approved"
        case "agree" if _is_consent(page, shelf, line, token):
            return "approved"
        case "won" if kind in _CONTRACTS:
            return "signed"
        case "approve" if kind == "financing" and begins(page, shelf, token, "granting"):
            return "signed"
        case "approve" if begins(page, shelf, token, "seals") and line.has("agreement") and _among(line) > 1:
            return "signed"
        case "expire" if kind == "exploration":
            return "cancelled"
        case "launch" if kind == "exploration":
            return "underway"
        case "done" if kind == "agreement" and line.has("cooperate") and not line.has("agreement"):
            return "cancelled"
    return str(token.value.properties["stage"])


def _is_consent(page: Page, shelf: Library, line: Line, token: Token) -> bool:
    """Whether an authority agrees to what somebody else wants: агентство согласовало покупку; министрлік жобаны келісті."""
    subject = [t.type for t in line.tokens if t.start < token.start]
    if not begins(page, shelf, token, "consents") or (page.lang != "kk" and "company" in subject):
        return False
    words = page.spoken(line.span.start, token.start).split()
    return any(word.strip('«"(').startswith(tuple(listed(shelf, "authorities"))) for word in words)


def _among(line: Line) -> int:
    """How many companies a sentence names."""
    return len({t.mention.id for t in line.of("company") if t.mention})


def _describes_offer(line: Line, token: Token) -> bool:
    """Whether the word tells what sort of offer is made: a non-binding offer."""
    at = line.tokens.index(token)
    return any(t.type in ("offer", "talks") and t.start - token.end <= 1 for t in line.tokens[at + 1 : at + 2])


def _is_task(page: Page, shelf: Library, line: Line, index: int) -> bool:
    """Whether the word is one of a list of tasks (design, construction, commissioning and testing), or tells what somebody
    is hired for: commissioned Metso to build."""
    if not index:
        return False
    behind = [t.type for t in line.tokens[index + 1 : index + 5]]
    if page.spoken(line.tokens[index].start, line.tokens[index].end) == "commissioned" and behind[:1] == ["company"]:
        return "build" in behind
    before = line.tokens[index - 1]
    between = page.spoken(before.end, line.tokens[index].start).strip()
    return before.type in _TASKS and (between == "," or joined(shelf, between))


def _is_drilled(page: Page, shelf: Library, line: Line, token: Token) -> bool:
    """Whether the word is a verb by which somebody explores or has explored: drills, пробурила, бұрғылады."""
    verb = aspect(page, shelf, line, token)
    form = page.spoken(token.start, token.end)
    return (
        verb == DONE
        or (verb == PRESENT and form in listed(shelf, "explores"))
        or (verb == ONGOING and page.lang == "ru")
    )


def _begun_anew(page: Page, shelf: Library, line: Line, index: int) -> bool:
    """Whether another paper is signed in the place of what is called off: … and signed a new one."""
    behind = (t for t in line.tokens[index + 1 :] if t.type == "sign")
    before = (page.spoken(max(t.start - _BESIDE, 0), t.start).split()[-1:] for t in behind)
    return any(not listed(shelf, "and").isdisjoint(words) for words in before)


def _of_talks(line: Line, token: Token) -> bool:
    """Whether what goes on is talks: the word before or the next but the other side, or talks as what the sentence is about."""
    at = line.tokens.index(token)
    before, behind = line.tokens[:at], line.tokens[at + 1 : at + 4]
    return any(t.type == "negotiate" for t in (*before, *behind)) or (bool(before) and before[-1].type == "talks")


def _of(verb: str, stage: str) -> str | None:
    """``stage`` if the cue's verb says that it is reached, what is meant otherwise."""
    if verb in (NONE, DONE, PRESENT, ONGOING):
        return stage
    return {FUTURE: "planned", MAYBE: "talks", YET: "talks", NOT: None, OFF: None}[verb]
