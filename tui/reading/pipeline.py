"""The way of a document: fold, find names and cues, decide relevance, take the facts, put the reading together."""

from __future__ import annotations

from tui.model import Document, Reading
from tui.reading.acts.deals import deals
from tui.reading.acts.events import Events
from tui.reading.acts.line import cues, lines
from tui.reading.amounts.dates import periods
from tui.reading.amounts.quantities import quantities
from tui.reading.beat.relevance import promising, speaks
from tui.reading.beat.tags import Tags, tags
from tui.reading.figures.metrics import metrics
from tui.reading.layout.language import language
from tui.reading.layout.latin_kazakh import cyrillic, is_latin
from tui.reading.layout.page import Page
from tui.reading.layout.spans import Spans
from tui.reading.layout.transcribed import Transcription, is_transcribed
from tui.reading.layout.words import words
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library, library
from tui.reading.lookup.vocabulary import NAMES
from tui.reading.naming.coref import stand_ins
from tui.reading.naming.entities import entities
from tui.reading.naming.minerals import outside, settle
from tui.text import fold

_WRITTEN = NAMES | {"head", "decoy"}


def lay_out(document: Document, shelf: Library) -> Page:
    """The document as a page: folded, split into words, with every hit of the vocabularies, and with its names where
    anything in it speaks for mining."""
    return _searched(_split(_begin(document)), shelf)


def _searched(page: Page, shelf: Library) -> Page:
    page.hits = settle(search(page, shelf), page.folded, page.source)
    if not promising(page.hits):
        return page
    page.mentions = entities(page, shelf)
    page.hits = outside(page.hits, page.mentions)
    return page


def _begin(document: Document) -> Page:
    """The document folded, its language told; not yet split into words."""
    source = document.source
    folded = fold(source)
    spoken = language(folded, document.lang)
    return Page(document, spoken, source, folded, [], latin=spoken == "kk" and is_latin(folded))


def _split(page: Page) -> Page:
    """The page with its words."""
    text = words(page.folded)
    page.words = cyrillic(text, page.folded) if page.latin else text
    return page


def _is_hopeless(page: Page, shelf: Library) -> bool:
    """Whether no word of the page can speak for mining: most of the news, told apart without looking for anything."""
    return not page.latin and not shelf.lexicon(page.lang).may_find(page.folded, speaks)


def search(page: Page, shelf: Library) -> list[Hit]:
    """What the vocabularies find on a page, nothing settled yet; in Kazakh read from Latin letters also the names and legal
    forms that stand there as everywhere: Jiaxin, JShS."""
    lexicon = shelf.lexicon(page.lang)
    found = lexicon.find(page.source, page.folded, page.words)
    if not is_transcribed(page):
        return found
    taken = Spans((h.start, h.end) for h in found if h.entry.kind in _WRITTEN)
    plain = lexicon.find(page.source, page.folded, words(page.folded))
    more = [h for h in plain if h.entry.kind in _WRITTEN and not taken.touch(h.start, h.end)]
    return sorted((*found, *more), key=lambda h: (h.first, -h.last))


def measure(page: Page, shelf: Library) -> None:
    """Finds the page's periods and quantities."""
    measures = shelf.measures(page.lang)
    if is_transcribed(page):
        other = Transcription(page)
        dates = periods(other.page, measures)
        page.quantities = other.quoted(quantities(other.page, measures, dates))
        page.periods = other.back(dates)
        return
    page.periods = periods(page, measures)
    page.quantities = quantities(page, measures, page.periods)


def read(document: Document, shelf: Library | None = None) -> Reading:
    """All that can be understood of ``document``, without network or archive. Never raises on any text."""
    shelf = shelf or library()
    page = _begin(document)
    if _is_hopeless(page, shelf):
        return Tags().reading(page, shelf)
    page = _searched(_split(page), shelf)
    found: Tags = tags(page, shelf) if promising(page.hits) else Tags()
    if not found.relevant:
        return found.reading(page, shelf)
    measure(page, shelf)
    told = cues(page, shelf)
    meant = stand_ins(page, shelf, told)
    text = lines(page, told, meant)
    dealt = deals(page, shelf, found, text)
    happened = Events(page, shelf, text, found.countries).of(dealt) if found.foreign else ()
    return found.reading(page, shelf, dealt, metrics(page, shelf, meant, dealt), happened)
