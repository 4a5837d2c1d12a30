"""Who takes part in a story and who is only named: the companies that act, and the countries that partners come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tui.model import Mention
from tui.reading.beat.relevance import speaks
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library

AT_HOME = "KZ"
SECTOR = frozenset(
    {
        "miner",
        "metallurgy",
        "trader",
        "explorer",
        "state-body",
        "agency",
        "financier",
        "development-bank",
        "engineering",
    }
)
"""Sorts of organisations that belong to the sector or finance it wherever the story names them."""

_IF_LEADING = frozenset({"institute", "power"})
_LEAD, _SHARE = 600, 0.4
_SOURCE_BEFORE = re.compile(
    r"(?:according to|citing|reported by|data (?:from|of)|estimates? (?:by|of|from)|figures from|"
    r"(?:analysts?|economists?|brokers?) (?:at|from|of|with)|"
    r"по данным|по оценк\w+|"
    r"по информации|со ссылкой на|как сообщил\w*|передает|пишет|аналитик\w*|эксперт\w*)(?: \w+){0,3} ?\"?$"
)
_SOURCE_AFTER = re.compile(
    r"^\"?(?:'s)? ?(?:figures|data|estimates|says$|(?:\w+ )?(?:analysts?|economists?|strategists?)\b|мәліметінше|дерегінше|"
    r"деректері бойынша|бағалауынша|талдаушы\w*)"
)
_FORMERLY = re.compile(
    r"(?:\b(?:formerly|previously|earlier|once|then)(?: (?:known|called|named))?(?: as)?|went by the name of|"
    r"(?:known|named|called)(?: until \w+)? as|"
    r"renamed from|ex-|бывш\w+|ранее(?: известн\w+ как)?|экс-|прежде|прежнее названи\w+|бұрынғы|бұрын|экс|"
    r"successor (?:to|of)|(?:право)?преемник\w*|называвш\w+|назывался|называлась|именовавш\w+|побывал\w*) ?"
    r"(?:(?:ао|тоо|оао|зао|пао|jsc|llp|ltd) )?[\"«(]?$"
)
"""What stands before a name that its owner no longer bears."""
_NOW_CALLED = re.compile(
    r"[\"»”]?(?:'s successor\b|,? (?:has (?:since )?been|is(?: now)?) (?:called|known|named|renamed)\b|,? деп атал\w+)"
)
"""What stands behind a name that its owner no longer bears."""
_AND_THEN = re.compile(
    r"[\"»”]?(?: (?:и|or|или|and|мен|пен|бен|және)|,? (?:а |and )?(?:потом|затем|позже|later|then|кейін))(?: \w+){0,2}? [\"«“]?"
)
"""What joins a name to the one before it, of which the same is said."""
_REMINDER = re.compile(r"(?:напомним|ранее сообщал\w+|еске сал\w+|(?:to )?recall\b|as a reminder)")
"""What opens a sentence on what is known already."""
_RIVALS = re.compile(
    r"\b(?:(?:ahead|in front) of|behind|next to|unlike|second (?:only )?to|(?:larger|bigger|smaller|more|less|higher|lower) than|"
    r"overtak\w+|overtook|surpass\w+|(?:rivals|competitors|peers)(?: such as| like| including)?|"
    r"уступа\w+|опере\w+|обогна\w+|в отличие от|конкурент\w*)(?: \w+)? [\"«]?$"
)
"""What stands before a name that is only compared with."""
_ACTOR = re.compile(
    r"\.?[ -]?(?:-?(?:based|owned|backed|led|run|registered|funded)\b|"
    r"(?:\w+[ -]){0,4}?(?:compan(?:y|ies)|firms?|corporations?|groups?|giant|investors?|partners?|side|parties|party|"
    r"delegation|miners?|majors?|holding|institutes?|institution|bank|lenders?|businesses|businessm[ae]n|enterprises?|consortium|"
    r"conglomerate|explorers?|producers?|juniors?|traders?|government|ambassador|minister|ministry|president|embassy|officials|"
    r"counterparts?|developers?|contractors?|smelters?|entrepreneurs?|startup|colleagues|specialists|geologists|capital|"
    r"authorities|state|fund|agency|chancellor|premier|leader|utility|builder|steelmaker|fabricator|"
    r"компани\w*|корпораци\w*|групп\w*|концерн\w*|инвестор\w*|партнер\w*|сторон\w+|делегаци\w+|холдинг\w*|банк\w*|бизнес\w*|"
    r"предприяти\w+|предпринимател\w+|консорциум\w*|производител\w*|трейдер\w*|подрядчик\w*|посол\w*|посольств\w+|министр\w*|"
    r"президент\w*|правительств\w+|госкомпани\w*|специалист\w*|геолог\w*|коллег\w*|капитал\w*|институт\w*|фонд\w*|агентств\w*|"
    r"гигант\w*|металлург\w*|добытчик\w*|фирм\w*|юниор\w*|акционер\w*|покупател\w*|сенатор\w*|конгресс\w*|"
    r"компания\w*|инвестор\w*|серіктес\w*|тарап\w*|жағы\w*|жақ\w*|делегация\w*|топ\w*|банк\w*|кәсіпорын\w*|кәсіпорн\w*|"
    r"кәсіпкер\w*|елші\w*|министр\w*|президент\w*|үкімет\w*|маман\w*|геолог\w*|корпорация\w*|алпауы\w*|холдинг\w*|фирма\w*|"
    r"ұйым\w*|мердігер\w*|бизнес\w*|институт\w*|қор\w*|агенттіг\w*|өкіл\w*))"
)
_WITH = re.compile(
    r"(?:\b(?:with|between|by|from|of|visit to|met|meets|hosts?|delegation of|partnership with|agreements? with|talks with|"
    r"с|со|между|из|от|при участии|совместно с|визита? (?:\w+ )?в|посол|посольство|президент\w*|министр\w*|правительств\w+) )$"
)
_JOINTLY = re.compile(
    r"(?:\bjoint(?:ly)? (?:\w+ ){0,2}with|in partnership with|совместн\w+ (?:\w+ ){0,2}с|вместе с|в партнерстве с) (?:the )?$"
)
_WITH_KAZAKH = re.compile(
    r"(?:тан|тен|дан|ден|нан|нен)?[ -]?(?:мен|пен|бен|және|арасын\w+|тараб\w+|елшіс\w+|үкімет\w+)\b"
)
_MARKET = re.compile(
    r"(?:\b(?:exports? to|shipped to|sold to|supplies to|sales to|shipments to|deliver\w* to|customers? in|buyers? in|outside|"
    r"behind|ahead of|after|than|unlike|like|over|worldwide|such as|including|imports? from|dependence on|rivals?|competitor\w*|"
    r"market of|markets of|following|trailing|crossing|across|"
    r"route through|surpass\w*|overtak\w*|overtook|borders? with|bordering|bordered by|границ\w+ с|"
    r"экспорт\w* в|поставк\w+ в|поставля\w+ в|отгру\w+ в|отправ\w+ в|вывоз\w* в|рынк\w+|после|кроме|"
    r"опередил\w*|уступа\w+|импорт\w* из|чем в|как и в|например,? в) (?:\w+ ){0,2})$"
)
_BUYERS = re.compile(r" (?:traders?|buyers?|customers?|consumers?|smelters?|трейдер\w*|покупател\w*|потребител\w*)\b")
_SEATED = re.compile(
    r"(?:listed|based|headquartered|registered|quoted) (?:in|on the) |-(?:based|listed|headquartered|quoted)|штаб-квартир\w+ в|"
    r"зарегистрирован\w* в|базиру\w+ в|котиру\w+ (?:в|на)|орналасқан"
)
_LISTED = re.compile("listed|quoted|registered|котиру|зарегистрирован")
_TRADE = re.compile(
    r"\b(?:exports?|exported|shipments?|shipped|ships?|customers?|buyers?|deliveries|imports?|imported|экспорт\w*|поставл\w+|отгру\w+|"
    r"вывоз\w*|вывез\w*|покупател\w+|импорт\w*|сбыва\w+|рынк\w+|экспортта\w*|жөнелт\w*|сатып алушы\w*|импортта\w*|нарық\w*)\b"
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied)|refutes?|rejects? reports?|no talks|not for sale|опроверг\w*|опроверга\w+|жоққа шығар\w*|"
    r"теріске шығар\w*)\b"
)
_SECTOR_NAME = re.compile(
    r"\b(?:mining|minerals?|resources|metals?|gold|copper|uranium|lithium|tungsten|explorations?|rare earths?|steel|"
    r"materials|alloys|mines|drilling|maden|commodities|geological|"
    r"майнинг|минералс|ресорсиз|ресурс\w*|голд|металл?с|копер|эксплорейшн|геолог\w*|тау-?кен)\b",
    re.IGNORECASE,
)
"""What a name says of its owner's trade, whatever the story says of it."""
_FORM = re.compile(r" (?:llp|jsc|plc|gmbh)\b")
"""The papers that a company named in full has."""
_TRADED = re.compile(r"\b(?:закупк\w+|импорт\w*|imports|purchases)\b")
"""Words of the statistics of trade, in a title that names who buys."""
_CITY = re.compile(
    r"вен[аеу]|пекин|москв|мәскеу|лондон|париж|берлин|токио|сеул|брюссел|женев|вашингтон|нью-йорк|дубай|торонто|гонконг|"
    r"ташкент|бишкек|бішкек|анкара|стамбул|ыстамбұл|будапешт|шанхай|минск|баку|рига|рим"
)
_LOCATIVE = re.compile("[дт][ае]$")
_LIST = 3
_LINKS = frozenset(
    (
        ", ",
        " and ",
        ", and ",
        ", the ",
        " and the ",
        ", and the ",
        " or ",
        " и ",
        " или ",
        " мен ",
        " пен ",
        " бен ",
        " және ",
    )
)
_EXCHANGES = re.compile(r"(?:london|new york|hong kong|toronto|лондон\w*|нью-йорк\w*|гонконг\w*|шанха\w*)$")
_LISTING = re.compile(
    r"\b(?:ipo|spo|listings?|listed|shares?|gdrs?|stock|exchanges?|float\w*|trad(?:e[sd]?|ing)|бирж\w+|размещени\w+|акци\w+|"
    r"листинг\w*|торг\w+|расписк\w+|орналастыр\w+|акция\w*|сауда\w*|қолхат\w*)\b"
)
"""A city that stands for its exchange brings no partner in."""
_PARTNERS = re.compile(
    r"\b(?:investors?|partners?|partnerships?|establish relations|companies|investment from|stakes?|ventures?|"
    r"инвестор\w*|партнер\w*|компани\w+|инвестици\w+|"
    r"инвестор\w*|серіктес\w*|әріптес\w*|компания\w*|инвестиция\w*)\b"
)
_MEET = re.compile(
    r"\b(?:talks|negotiat\w+|agreements?|memorand\w+|accords?|sign(?:ed|s|ing)?|cooperation|delegation|joint|visit(?:ed|s)?|met|"
    r"переговор\w*|соглашени\w+|меморандум\w*|договор\w*|подпис\w+|сотрудничеств\w+|делегаци\w+|совместн\w+|визит\w*|встре\w+|"
    r"келіссөз\w*|келісім\w*|меморандум\w*|қол қой\w*|ынтымақтаст\w+|делегация\w*|бірлескен|бірлесіп|сапар\w*|кездес\w*)\b"
)


_UNNAMED = re.compile(
    r"\b(?:(?:foreign|overseas) (?:investors|partners|lenders|companies|capital)|development banks|"
    r"international (?:financial institutions|lenders)|(?:иностранн|зарубежн)\w+ (?:инвестор|партнер|компани|инвестици)\w+|"
    r"международн\w+ финансов\w+ (?:институт|организаци)\w+|банк(?:ами|ов|и|ам) развития|"
    r"шетел(?:дік|ден келген|діктер)\w*|халықаралық қаржы \w+)"
)
"""Partners from abroad that are not named."""


def foreigners(page: Page) -> bool:
    """Whether a sentence that tells of talks, partners or money names investors or lenders from abroad in general."""
    for found in _UNNAMED.finditer(page.folded):
        span = page.sentences[page.sentence_at(found.start())]
        told = page.folded[span.start : span.end]
        if _MEET.search(told) or _PARTNERS.search(told):
            return True
    return False


def leading(page: Page, mentions: Sequence[Mention]) -> bool:
    """Whether the story opens with, or keeps coming back to, what these mentions name."""
    return mentions[0].start < _opening(page) or len(mentions) > 1


def _opening(page: Page) -> float:
    """Where the part ends in which a story says what it is about."""
    return max(_LEAD, _SHARE * len(page.source))


def acting(page: Page, shelf: Library) -> dict[str, list[Mention]]:
    """The mentions of the companies that act in the story, by id, in order of place."""
    grouped: dict[str, list[Mention]] = {}
    for mention in page.mentions:
        if mention.kind == "company":
            grouped.setdefault(mention.id, []).append(mention)
    return {ident: found for ident, found in grouped.items() if _acts(found, page, shelf)}


def _acts(found: list[Mention], page: Page, shelf: Library) -> bool:
    if found[0].new:
        told = found[0].country is not None or any(_FORM.match(page.folded, m.end) for m in found)
        return (
            (told and any(_digs(m, page) for m in found))
            or leading(page, found)
            or _SECTOR_NAME.search(found[0].name) is not None
        )
    entry = shelf.get("company", found[0].id)
    sort = entry.properties.get("sort", "miner") if entry else None
    if sort in _IF_LEADING:
        return leading(page, found) and any(not _cited(m, page) for m in found)
    return sort in SECTOR and any(not _cited(m, page) for m in found)


def _digs(mention: Mention, page: Page) -> bool:
    """Whether the sentence of a name, or the one before, speaks of mining."""
    at = page.sentence_at(mention.start)
    start, end = page.sentences[max(at - 1, 0)].start, page.sentences[at].end
    return any(start <= h.start < end and speaks(h.entry) for h in page.hits)


def _cited(mention: Mention, page: Page) -> bool:
    """Whether the organisation is only the source of what is told, another one's former name or a rival compared with."""
    return bool(
        _SOURCE_BEFORE.search(page.folded, max(mention.start - 60, 0), mention.start)
        or _SOURCE_AFTER.match(page.folded[mention.end : mention.end + 30])
        or _set_apart(mention, page)
    )


def _set_apart(mention: Mention, page: Page) -> bool:
    """Whether the words around the name, or around the one that it is joined to, tell of a former name or a rival."""
    if (
        _FORMERLY.search(page.folded, max(mention.start - 40, 0), mention.start)
        or _RIVALS.search(page.folded, max(mention.start - 48, 0), mention.start)
        or _NOW_CALLED.match(page.folded, mention.end)
    ):
        return True
    before = [m for m in page.mentions if m.kind == "company" and m.end <= mention.start]
    joined = before and _AND_THEN.fullmatch(page.folded, before[-1].end, mention.start)
    return bool(joined) and _set_apart(before[-1], page)


def partners(page: Page, shelf: Library, companies: Iterable[list[Mention]]) -> list[str]:
    """The countries, other than Kazakhstan, whose companies, states, agencies or banks take part, in order of weight."""
    title = len(page.document.title)
    denied = _DENIED.search(page.folded, 0, title) is not None
    found: list[str] = []
    for mentions in companies:
        if (denied and all(m.start >= title for m in mentions)) or all(_reminded(m, page) for m in mentions):
            continue
        found += _homes(mentions[0], page, shelf)
    for at, mention in enumerate(() if denied else page.mentions):
        if mention.kind not in ("country", "seat") or page.dateline.start <= mention.start < page.dateline.end:
            continue
        if mention.kind == "seat" and mention.country and _seated(mention, page):
            found.append(mention.country)
        if mention.kind == "country" and len(mention.id) == 2 and _takes_part(at, page, title):
            found.append(mention.id)
    return [c for c in dict.fromkeys(found) if c != AT_HOME]


def _reminded(mention: Mention, page: Page) -> bool:
    """Whether the sentence only reminds of what is known."""
    return _REMINDER.match(page.folded, page.sentences[page.sentence_at(mention.start)].start) is not None


def _homes(mention: Mention, page: Page, shelf: Library) -> list[str]:
    """The countries a company is at home in; ``until`` holds the one before it changed hands."""
    entry = shelf.get("company", mention.id)
    if entry is None or mention.country is None:
        return [mention.country] if mention.country else []
    before, former = entry.properties.get("until", ("", ""))
    published = page.document.published
    if former and published and published.strftime("%Y-%m") < before:
        return [former]
    return list(entry.properties.get("countries", (mention.country,)))


def _seated(mention: Mention, page: Page) -> bool:
    """Whether a city is told to be a company's home; where it is listed tells nothing of a company that is known."""
    told = _SEATED.search(_around(mention, page))
    if not told or not _LISTED.search(told[0]):
        return told is not None
    span = page.sentences[page.sentence_at(mention.start)]
    return not any(m.kind == "company" and not m.new and span.start <= m.start < span.end for m in page.mentions)


def _around(mention: Mention, page: Page) -> str:
    return page.folded[max(mention.start - 24, 0) : mention.end + 10]


def _takes_part(at: int, page: Page, title: int) -> bool:
    mention = page.mentions[at]
    before = page.folded[max(mention.start - 40, 0) : mention.start]
    first = _first_listed(at, page)
    listed = page.mentions[first].start
    if _MARKET.search(page.folded, max(listed - 40, 0), listed):
        return False
    if _is_exchange(mention, page):
        return False
    if mention.start < title:
        return not (_TRADED.search(page.folded, 0, title) and not _MEET.search(page.folded, 0, _LEAD))
    if _is_stage(before, mention, page) or _is_venue(mention, page):
        return False
    if _JOINTLY.search(before) or (_names_company(at, page) and not _TRADE.search(_sentence(mention, page))):
        return True
    if _is_customer(mention, page):
        return False
    sentence = _sentence(mention, page)
    if (_ACTOR.match(page.folded, mention.end) or _names_company(at, page)) and (
        mention.start < _opening(page) or _MEET.search(sentence)
    ):
        return True
    if _TRADE.search(sentence):
        return False
    if _enumerated(mention, page) and (_MEET.search(sentence) or _PARTNERS.search(sentence)):
        return True
    joined = any(m.id == AT_HOME for m in page.mentions[first:at])
    led = joined or _WITH.search(page.folded, max(listed - 40, 0), listed)
    if mention.start < _LEAD and (led or _WITH_KAZAKH.match(page.folded, mention.end)):
        return True
    return _MEET.search(sentence) is not None and mention.start < _opening(page)


def _is_customer(mention: Mention, page: Page) -> bool:
    """Whether the sentence names buyers where it, or the one before, tells of trade."""
    at = page.sentence_at(mention.start)
    span, before = page.sentences[at], page.sentences[max(at - 1, 0)]
    buyers = _BUYERS.search(page.folded, span.start, span.end)
    return buyers is not None and _TRADE.search(page.folded, before.start, span.end) is not None


def _first_listed(at: int, page: Page) -> int:
    """The number of the country that opens the list that country ``at`` stands in: Canada, Japan and Korea."""
    while at and page.mentions[at - 1].kind == "country":
        gap = page.folded[page.mentions[at - 1].end : page.mentions[at].start]
        if gap not in _LINKS:
            break
        at -= 1
    return at


def _is_exchange(mention: Mention, page: Page) -> bool:
    """Whether a city is named for the shares that are sold there."""
    city = _EXCHANGES.match(page.folded, mention.start, mention.end)
    return city is not None and _LISTING.search(_sentence(mention, page)) is not None


def _sentence(mention: Mention, page: Page) -> str:
    span = page.sentences[page.sentence_at(mention.start)]
    return page.folded[span.start : min(span.end, span.start + 600)]


def _enumerated(mention: Mention, page: Page) -> bool:
    """Whether the country is one of three or more that its sentence names."""
    span = page.sentences[page.sentence_at(mention.start)]
    named = {
        m.id for m in page.mentions if m.kind == "country" and m.id != AT_HOME and span.start <= m.start < span.end
    }
    return len(named) >= _LIST


def _is_stage(before: str, mention: Mention, page: Page) -> bool:
    """Whether the country is only where others meet: the EU and Kazakhstan met in Luxembourg."""
    if not before.endswith(" in ") or page.lang != "en":
        return False
    span = page.sentences[page.sentence_at(mention.start)]
    others = (m for m in page.mentions if m.kind == "country" and span.start <= m.start < span.end)
    return any(m.id not in (AT_HOME, mention.id) for m in others)


def _is_venue(mention: Mention, page: Page) -> bool:
    """Whether a city is only where others meet: in Vienna the ministers of Kazakhstan and China met."""
    if not _CITY.match(page.folded, mention.start):
        return False
    placed = (
        _LOCATIVE.search(page.folded, mention.start, mention.end)
        or page.folded[max(mention.start - 3, 0) : mention.start].strip() == "в"
    )
    span = page.sentences[page.sentence_at(mention.start)]
    return bool(placed) and any(
        m.kind == "country" and m.id not in (AT_HOME, mention.id) and span.start <= m.start < span.end
        for m in page.mentions
    )


def _names_company(at: int, page: Page) -> bool:
    """Whether the country is that of a company beside it: Canada's Uranium One, Orano of France."""
    mention = page.mentions[at]
    after = page.mentions[at + 1] if at + 1 < len(page.mentions) else None
    if after and after.kind == "company" and after.country != AT_HOME and 0 <= after.start - mention.end < 4:
        return True
    before = page.mentions[at - 1] if at else None
    return bool(before and before.kind == "company" and page.folded[before.end : mention.start] in (" of ", " of the "))
