"""How a figure is put: as a level or a change, as the most there can be, as done or as what something is for."""

from __future__ import annotations

import re

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_BY = re.compile(
    r"(?:\b(?:by|на|плюс|минус|plus|minus) |\+ ?)"
    r"(?:(?:about|around|nearly|almost|some|just|only|over|roughly|more than|less than|another|почти|около|более чем|целых|сразу"
    r"|примерно|порядка|свыше|лишь|только|всего|еще|без малого|чуть более чем|менее чем) ){0,2}$"
)

_HELD = re.compile(r" (?:[^\W\d]+ )?(?:владе|принадлеж|контролир)| (?:тиесілі|иелен|ие(?![^\W_]))")
"""What follows a share that is held, whatever its case: на 95% владеет X, 50 пайыздан тиесілі."""

_MORE = re.compile(
    r"\)?(?: \([^()]{0,40}\))? ?(?:more|less|higher|lower|fewer|above|below|ahead|short|больше|меньше|выше|ниже"
    r"|артық|кем|аз|көп|көбірек|азырақ|жоғары|төмен|асып|асыра)\b"
)

_OF = re.compile(r" (?:of|in the amount of|in the order of) (?:(?:about|around|nearly|almost|some|just|only|over) )?")
"""What stands between a word of growth and a difference: a reduction of 100,000 tonnes."""

_GAINED = re.compile(
    r"\b(?:(?:прибав|сбав|недосчита|недобра)[^\W\d]*л(?:а|о|и)?(?:с[ья])?|не хватило|недостало|недостает|не хватает)"
    r" (?:(?:еще|почти|около|примерно|сразу) )?$"
)
"""What stands before how much more or less it is: прибавили 85 тыс. тонн, не хватило 4 тыс. тонн."""

_GROWN_BY = re.compile(
    r"\b(?:прирост|рост|прибавка|снижение|падение|спад)(?: [^\W\d]+){0,6} (?:достиг\w*|составил\w*)"
    r"(?: (?:почти|около|примерно|лишь|всего))? $"
    r"|\b(?:increase|rise|gain|drop|decline|decrease)(?: [a-z]+){0,6}"
    r" (?:reached|came to|amounted to|totalled|totaled)(?: (?:almost|nearly|about|some|only))? $"
)
"""What stands before by how much something grew or fell: прирост достиг 14,3 тыс. тонн."""

_LEVELLED = re.compile(
    r"\.?(?: [^\W\d]+){0,2} (?:to|до) (?:(?:about|around|nearly|almost|just over|около|почти) )?[$€£]?\d"
)
"""What follows a difference with the level that it led to: by 27,500 tons to 173,900 tons."""

_BASE_KAZAKH = re.compile(r"(?:дан|ден|тан|тен|нан|нен)$")
"""How the number ends with which a Kazakh comparative compares: 71 мыңнан аз."""

_FALLEN = re.compile(r" (?:төменде|кемі|кеміп|азай|құлды|қысқар|өсті|өскен|өсіп|арт[тқы]|көбей)")
"""The Kazakh verbs of change right behind the level that was left."""

_UP_TO = re.compile(r"\b(?:up to|as much as|до) $")

_UP_TO_KAZAKH = re.compile(r"(?:ға|ге|қа|ке)?(?: [^\W\d]+)? дейін\b")

_REACHED = re.compile(r"\b(?:to|from|до|с|со) $")
"""What stands before a level that is reached or left, whatever verb of growth is near."""

_REACHED_KAZAKH = re.compile(r"(?:%|пайыз|процент)-?(?:ға|ге|қа|ке) дейін\b")

_TO_KAZAKH = re.compile(r"(?:%|пайыз|процент)-?(?:ға|ге|қа|ке|дан|ден|тан|тен)\b")

_PAST = {
    "en": re.compile(r"(?:ed|made|dug)$"),
    "ru": re.compile(r"(?:[аияуеыл]л[аио]?|[ае]но|то)$"),
    "kk": re.compile(r"(?:[дт][іы]|[гк]ен|[ғқ]ан)$"),
}

_PRESENT = {
    "en": re.compile(r"[a-z]{2}s(?: \w+)?$"),
    "ru": re.compile(r"[ауеяи][ею]т$|[аи]т$"),
    "kk": re.compile(r"[аеый]д[ыі]$"),
}
_AIM_KAZAKH = re.compile(r"(?<![^\W_])(?!көмек|еңбек|тамақ|салмақ|бармақ|ермек)[^\W\d]{2,}[мбп](?:ақ|ек)(?![^\W_])")
"""The Kazakh verb of intent: шығармақ, өндірмек, жеткізбек."""

_IN_GROUND = frozenset(("reserves", "resources"))
"""What grows by what is found: the gain is its figure."""

_REACH, _PARTED, _SPAN, _LED = 10, 4.0, 90, 90

_FINITE = re.compile(r"(?:(?<![сумнт])(?<!уа)(?<!пор)[дт][іы]|[гк]ен|[ғқ]ан|[аей]д[ыі]|[мпб][ае][қк])$")
"""How Kazakh verbs end that close a clause; not the accusative of nouns: өндірісті, өндіруді."""


def is_level(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a percentage may be a level (a share, a grade), not a change or a share of something else."""
    folded = layout.page.folded
    before = folded[max(0, quantity.start - 30) : quantity.start]
    if _HELD.match(folded, quantity.end):
        return True
    if before.endswith("+") or (_BY.search(before) and not before.endswith("at ")):
        return False
    if quantity.change or _REACHED.search(before) or _REACHED_KAZAKH.match(folded, _unit_start(folded, quantity)):
        return True
    if _TO_KAZAKH.match(folded, _unit_start(folded, quantity)):
        return False
    if _MORE.match(folded, quantity.end):
        return False
    if any(layout.apart(w, quantity) <= 1 and layout.breaks(w, quantity) < 1 for w in scene.of("growth")):
        return False
    following = min((q.start for q in scene.quantities if q.start >= quantity.end), default=scene.span.end)
    shared = (w for w in scene.of("share-of") if w.start < following)
    return not any(layout.apart(quantity, w) <= (2 if w.start >= quantity.end else 1) for w in shared)


def _unit_start(folded: str, quantity: Quantity) -> int:
    place = quantity.start
    while place < quantity.end and not (folded[place] == "%" or folded[place] in "пp"):
        place += 1
    return place


def is_difference(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is a difference: 13 тыс. т больше, by 5,000 tonnes."""
    folded = layout.page.folded
    if _MORE.match(folded, quantity.end):
        return not is_base(layout, quantity)
    if quantity.kind == "mass" and _GAINED.search(folded[max(0, quantity.start - 40) : quantity.start]):
        return True
    led = folded[max(scene.span.start, quantity.start - _LED) : quantity.start]
    stocked = any(c.entry.id in _IN_GROUND and not c.weak for c in scene.cues)
    if quantity.kind == "mass" and scene.of("growth") and not stocked and _GROWN_BY.search(led):
        return True
    grown = [w for w in scene.of("growth") if layout.apart(w, quantity) <= 4]
    if any(_OF.fullmatch(folded, w.end, quantity.start) for w in grown if w.end <= quantity.start):
        return True
    told = bool(grown) or _LEVELLED.match(folded, quantity.end) is not None
    return told and _BY.search(folded[max(0, quantity.start - 30) : quantity.start]) is not None


def is_base(layout: Layout, quantity: Quantity) -> bool:
    """Whether the quantity is what a Kazakh comparative, or a verb of change, behind it compares with: былтырғы 71 мың тоннадан
    аз, 101 мың тоннадан төмендеген."""
    if layout.page.lang != "kk" or not _BASE_KAZAKH.search(quantity.original.casefold()):
        return False
    folded = layout.page.folded
    return _MORE.match(folded, quantity.end) is not None or _FALLEN.match(folded, quantity.end) is not None


def is_left(layout: Layout, quantity: Quantity) -> bool:
    """Whether a Kazakh figure is the level that something leaves: 25 млн тоннадан екі еселеніп."""
    if layout.page.lang != "kk" or not _BASE_KAZAKH.search(quantity.original.casefold()):
        return False
    folded = layout.page.folded
    return not folded.startswith((" астам", " аса"), quantity.end) and _MORE.match(folded, quantity.end) is None


def at_most(layout: Layout, quantity: Quantity) -> bool:
    """Whether the figure is only what can be reached: up to 2 million tonnes, 10 тоннаға дейін."""
    folded = layout.page.folded
    if layout.page.lang == "kk":
        return _UP_TO_KAZAKH.match(folded, quantity.end) is not None
    return _UP_TO.search(folded[max(0, quantity.start - 12) : quantity.start]) is not None


def is_done(layout: Layout, cue: Hit | None) -> bool:
    """Whether an announcing word is a verb in the past: what was made is no capacity."""
    past = _PAST.get(layout.page.lang)
    return cue is not None and past is not None and past.search(layout.page.folded, cue.start, cue.end) is not None


def is_present(layout: Layout, cue: Hit) -> bool:
    """Whether an announcing word is a verb in the present: what is made a year is no capacity."""
    present = _PRESENT.get(layout.page.lang)
    return present is not None and present.search(layout.page.folded, cue.start, cue.end) is not None


def is_to_do(layout: Layout, cue: Hit) -> bool:
    """Whether an announcing word is a Russian infinitive: what is to be done."""
    return layout.page.lang == "ru" and layout.page.folded.endswith(("ть", "ти"), cue.start, cue.end)


def is_ahead(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the sentence tells the figure as planned or to come."""
    if near_word(layout, scene, quantity, "guidance", _REACH, _PARTED):
        return True
    end = min(scene.span.end, quantity.end + _SPAN)
    return layout.page.lang == "kk" and _AIM_KAZAKH.search(layout.page.folded, quantity.end, end) is not None


def is_finite(layout: Layout, cue: Hit) -> bool:
    """Whether an announcing word is a Kazakh verb that closes its clause: what follows behind a comma is another's."""
    form = layout.page.words[layout.word(cue.end - 1)].form
    return _FINITE.search(form) is not None or layout.page.folded.startswith(" алады", cue.end)


def near_word(layout: Layout, scene: Scene, quantity: Quantity, ident: str, reach: int, parted: float = 2.0) -> bool:
    """Whether a helping word stands within ``reach`` words of the quantity, and less than ``parted`` between them."""
    return any(layout.apart(w, quantity) <= reach and layout.breaks(w, quantity) < parted for w in scene.of(ident))
