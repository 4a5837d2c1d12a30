"""A query's filter as SQL: conditions on items, and on facts what the facts themselves say.

What a fact does not hold is asked of its report. Every value travels as a parameter; the conditions are fixed texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time

from tui.archive.columns import LANGUAGE
from tui.archive.filter import Amount, Filter, OneOf, Test, Words
from tui.archive.functions import let_convert
from tui.archive.identity import storable, to_column
from tui.archive.stems import stems_of, words

Condition = tuple[str, list[object]]

_BEGUN = "*"
"""What stands after the beginning of a word."""
_ANY = "(SELECT value FROM json_each(?))"
_NAMED = f"""
(SELECT value FROM (SELECT DISTINCT value FROM tags WHERE kind = ?) WHERE value IN {_ANY} OR holds(value, ?))"""
_FOUND = "i.id IN (SELECT rowid FROM search WHERE search MATCH ?)"
_HITS = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
_MANY = 3_000
"""Items that a search finds from which they are rather looked up than fetched."""
_TAGGED = f"i.id IN (SELECT item FROM tags WHERE kind = ? AND value IN {_ANY})"
_TAGGED_LIKE = f"i.id IN (SELECT item FROM tags WHERE kind = ? AND value IN {_NAMED})"
_LANGUAGE = f"{LANGUAGE} IN {_ANY}"
_SOURCE = """
(i.source <> '' AND +i.source IN (
    WITH RECURSIVE listed (source) AS (
      SELECT min(source) FROM items UNION ALL
      SELECT (SELECT min(source) FROM items WHERE source > listed.source) FROM listed WHERE source IS NOT NULL)
    SELECT source FROM listed WHERE holds(source, ?))
  OR +i.source = '' AND i.feed IN (SELECT id FROM feeds WHERE holds(coalesce(nullif(title, ''), url), ?)))"""
_FEED = "i.feed IN (SELECT id FROM feeds WHERE holds(title, ?) OR holds(url, ?))"
_DEAL = "i.id IN (SELECT x.item FROM deals x WHERE x.background = 0 AND "
_KIND, _STAGE = f"x.kind IN {_ANY}", f"x.stage IN {_ANY}"
_WORTH = """
CASE x.currency WHEN 'USD' THEN x.amount ELSE dollars(x.amount, x.currency, x.day) END BETWEEN ? AND ?"""
_HAPPENED = f"i.id IN (SELECT e.item FROM events e WHERE e.kind IN {_ANY})"
_MEASURED = """
i.id IN (SELECT m.item FROM metrics m JOIN json_each(?) v ON instr(m.series, '|' || v.value || '|') > 0)"""
_HAS = {
    "deal": "i.id IN (SELECT x.item FROM deals x WHERE x.background = 0)",
    "amount": "i.id IN (SELECT x.item FROM deals x WHERE x.background = 0 AND x.amount IS NOT NULL)",
    "metric": "i.id IN (SELECT m.item FROM metrics m)",
    "event": "i.id IN (SELECT e.item FROM events e)",
    "story": "i.story IS NOT NULL",
}
_IS = {
    "unread": "i.is_read = 0",
    "read": "i.is_read = 1",
    "starred": "i.is_starred = 1",
    "foreign": "i.is_foreign = 1",
    "domestic": "i.relevant = 1 AND i.is_foreign = 0",
    "beat": "i.relevant = 1",
    "background": "i.id IN (SELECT x.item FROM deals x WHERE x.background = 1)",
    "hidden": "i.is_hidden = 1",
}
_OF_DEAL = {"kind": _KIND, "stage": _STAGE}

_EVENT_KIND = f"x.kind IN {_ANY}"
_EVENT_NAMED = """
EXISTS (SELECT 1 FROM json_each(x.fact, ?) n WHERE n.value IN (SELECT value FROM json_each(?)) OR holds(n.value, ?))"""
_EVENT_PATHS = {"country": "$.countries", "company": "$.parties"}
_SERIES_METRIC = "EXISTS (SELECT 1 FROM json_each(?) v WHERE instr(y.series, '|' || v.value || '|') > 0)"
_SERIES_COMMODITY = f"""
(EXISTS (SELECT 1 FROM json_each(?) v WHERE instr(y.series, '|' || v.value || '|') > 0)
  OR instr(y.series, '||') > 0 AND y.item IN (SELECT item FROM tags WHERE kind = 'commodity' AND value IN {_ANY}))"""
_SERIES_SUBJECT = f"substr(y.series, 1, instr(y.series, '|') - 1) IN {_ANY}"
_SERIES_LIKE = " OR holds(json_extract(y.fact, '$.subject'), ?)"


_PARTY = f"""
json_extract(n.value, '$.name') IN {_ANY}
  OR folded(coalesce(json_extract(n.value, '$.id'), json_extract(n.value, '$.name'))) IN {_ANY}"""
_PARTY_LIKE = " OR holds(json_extract(n.value, '$.name'), ?)"
_OF_FACT = "EXISTS (SELECT 1 FROM json_each(x.fact, ?) n WHERE {})"
_DEAL_PATHS = {"country": "$.countries", "commodity": "$.commodities", "place": "$.places"}


def of_items(db: sqlite3.Connection, asked: Filter) -> Condition:
    """What ``asked`` says of an item ``i``, to be put behind AND; "" where it asks for nothing."""
    let_convert(db, asked.tests)
    expression = _said(asked.tests)
    found = [_found(db, expression)] if expression else []
    return _joined([*found, *_items(asked.tests, searched=bool(expression))])


def of_none(db: sqlite3.Connection, asked: Sequence[Filter]) -> Condition:
    """That an item ``i`` is nothing that any of ``asked`` asks for, to be put behind AND."""
    turned = []
    for one in asked:
        sql, values = of_items(db, one)
        for day, compared in ((one.since, "i.published >= ?"), (one.until, "i.published < ?")):
            if day is not None:
                sql += f" AND {compared}"
                values.append(_midnight(day) + _DAY * (day is one.until))
        turned.append((f"(1{sql}) IS NOT 1", values))
    return _joined(turned)


def of_deals(db: sqlite3.Connection, asked: Filter) -> Condition:
    """What ``asked`` says of a report ``i`` of a deal; what only the whole deal can tell is left to the ledger."""
    return of_items(db, Filter(tuple(test for test in asked.tests if not is_of_whole_deal(test))))


def of_deals_named(asked: Filter) -> list[Condition]:
    """What one fact ``x`` at least of each deal must say that ``asked`` holds of as a whole: each is to be asked apart, as
    another report may say the other."""
    return [
        _deal_named(test) for test in asked.tests if isinstance(test, OneOf) and not test.negated and _is_named(test)
    ]


def _is_named(test: OneOf) -> bool:
    return test.field == "company" or test.field in _DEAL_PATHS


def _deal_named(test: OneOf) -> Condition:
    values, like = [_list(test.values)], [_list(test.parts)] if test.parts else []
    if test.field == "company":
        sql, path = _PARTY + _PARTY_LIKE * bool(like), "$.parties"
        values.append(_list(test.subjects))
    else:
        sql, path = f"n.value IN {_ANY}{' OR holds(n.value, ?)' * bool(like)}", _DEAL_PATHS[test.field]
    return _OF_FACT.format(sql), [path, *values, *like]


def of_events(db: sqlite3.Connection, asked: Filter) -> Condition:
    """What ``asked`` says of an event ``x`` and its report ``i``."""
    own = [_event(test) for test in asked.tests if field_of(test) in _EVENT_FIELDS]
    rest = tuple(test for test in asked.tests if field_of(test) not in _EVENT_FIELDS)
    return _both(_joined(own), of_items(db, Filter(rest)))


def of_series(db: sqlite3.Connection, asked: Filter) -> Condition:
    """What ``asked`` says of a point ``y`` of a series and its report ``i``."""
    own = [_series(test) for test in asked.tests if field_of(test) in _SERIES_FIELDS]
    rest = tuple(test for test in asked.tests if field_of(test) not in _SERIES_FIELDS)
    return _both(_joined(own), of_items(db, Filter(rest)))


def is_of_whole_deal(test: Test) -> bool:
    """Whether a deal answers ``test`` itself: with what all its reports and the analyst's corrections make of it."""
    if isinstance(test, OneOf) and test.field in WHOLE_DEAL:
        return set(test.values) <= WHOLE_DEAL[test.field]
    return field_of(test) in _WHOLE_DEAL_FIELDS


def match(query: str) -> str:
    """The full-text expression for the words that people type, "quoted ones" as they stand; "" where there is no word in
    them. Whatever they type, it is words: no operator of the search engine gets through."""
    terms = [_expression(part, phrase=bool(n % 2)) for n, part in enumerate(query.split('"'))]
    return " AND ".join(term for term in terms if term)


def field_of(test: Test) -> str:
    """The key that a test belongs to."""
    if isinstance(test, OneOf):
        return test.field
    return "amount" if isinstance(test, Amount) else "words"


WHOLE_DEAL = {"has": frozenset({"amount"}), "is": frozenset({"background"})}
_WHOLE_DEAL_FIELDS = frozenset({"kind", "stage", "amount", "country", "company", "commodity", "place"})
_EVENT_FIELDS = frozenset({"kind", "country", "company"})
_SERIES_FIELDS = frozenset({"metric", "commodity", "company", "place"})


def _found(db: sqlite3.Connection, expression: str) -> Condition:
    """That the search finds an item. Where it finds many, the plus has items looked up among them in the order that is wanted;
    else each that was found would be fetched, and all of them sorted."""
    often = db.execute(_HITS, (expression, _MANY)).fetchone()[0] == _MANY
    return f"{'+' * often}{_FOUND}", [expression]


def _said(tests: Iterable[Test]) -> str:
    """One search for all words that must be found and none that must not; "" where none must be found."""
    said: list[str] = []
    unsaid: list[str] = []
    for test in tests:
        if isinstance(test, Words) and (expression := _expression(test.text, phrase=test.phrase)):
            (unsaid if test.negated else said).append(f"({expression})")
    return " NOT ".join([f"({' AND '.join(said)})", *unsaid]) if said else ""


def _items(tests: Sequence[Test], *, searched: bool) -> list[Condition]:
    """All conditions but for words that were ``searched``; what is asked of a deal must be true of the same one."""
    of_deal = [test for test in tests if field_of(test) in _DEAL_FIELDS and not test.negated]
    only_kinds = all(field_of(test) == "kind" for test in of_deal)
    apart = [] if only_kinds else of_deal
    rest = [test for test in tests if test not in apart and not (searched and isinstance(test, Words))]
    found: list[Condition] = []
    if of_deal and not only_kinds:
        sql, values = _joined([_deal(test) for test in of_deal])
        found.append((f"{_DEAL}{sql.removeprefix(' AND ')})", values))
    return found + [_turned(_item(test), test) for test in rest]


def _item(test: Test) -> Condition:
    if isinstance(test, Words):
        return _FOUND, [_expression(test.text, phrase=test.phrase)]
    if isinstance(test, Amount) or test.field == "stage":
        sql, values = _deal(test)
        return f"{_DEAL}{sql})", values
    return _ITEM[test.field](test)


def _deal(test: Test) -> Condition:
    if isinstance(test, Amount):
        return _WORTH, [test.least, min(test.most, _LARGEST)]
    assert isinstance(test, OneOf)
    return _OF_DEAL[test.field], [_list(test.values)]


def _kind(test: OneOf) -> Condition:
    values = _list(test.values)
    return f"({_DEAL}{_KIND}) OR {_HAPPENED})", [values, values]


def _tagged(test: OneOf) -> Condition:
    if test.parts:
        return _TAGGED_LIKE, [test.field, test.field, _list(test.values), _list(test.parts)]
    return _TAGGED, [test.field, _list(test.values)]


def _titled(sql: str) -> Callable[[OneOf], Condition]:
    return lambda test: (sql, [_list(test.parts), _list(test.parts)])


def _fixed(conditions: dict[str, str]) -> Callable[[OneOf], Condition]:
    return lambda test: (f"({' OR '.join(conditions[value] for value in test.values)})", [])


_ITEM: dict[str, Callable[[OneOf], Condition]] = {
    "country": _tagged,
    "company": _tagged,
    "commodity": _tagged,
    "place": _tagged,
    "kind": _kind,
    "metric": lambda test: (_MEASURED, [_list(test.values)]),
    "lang": lambda test: (_LANGUAGE, [_list(test.values)]),
    "source": _titled(_SOURCE),
    "feed": _titled(_FEED),
    "has": _fixed(_HAS),
    "is": _fixed(_IS),
}
_DEAL_FIELDS = ("kind", "stage", "amount")
_LARGEST = 1e300
_DAY = 86_400_000_000


def _event(test: Test) -> Condition:
    assert isinstance(test, OneOf)
    if test.field == "kind":
        return _turned((_EVENT_KIND, [_list(test.values)]), test)
    values = [_EVENT_PATHS[test.field], _list(test.values), _list(test.parts)]
    return _turned((_EVENT_NAMED, list[object](values)), test)


def _series(test: Test) -> Condition:
    assert isinstance(test, OneOf)
    if test.field in ("company", "place"):
        like = [_list(test.parts)] if test.parts else []
        return _turned((_SERIES_SUBJECT + _SERIES_LIKE * bool(like), [_list(test.subjects), *like]), test)
    values = _list(test.values)
    if test.field == "metric":
        return _turned((_SERIES_METRIC, [values]), test)
    return _turned((_SERIES_COMMODITY, [values, values]), test)


def _turned(condition: Condition, test: Test) -> Condition:
    sql, values = condition
    return (f"NOT ({sql})" if test.negated else f"({sql})"), values


def _joined(conditions: Iterable[Condition]) -> Condition:
    sql, values = "", list[object]()
    for one, its in conditions:
        sql += f" AND {one}"
        values += its
    return sql, values


def _both(one: Condition, other: Condition) -> Condition:
    return one[0] + other[0], one[1] + other[1]


def _expression(text: str, *, phrase: bool) -> str:
    said = words(text)
    if phrase:
        return f'{{title text}} : "{" ".join(said)}"' if said else ""
    begun = [said.pop()] if said and text.endswith(_BEGUN) else []
    return " AND ".join([*(_any_of(stems_of(word)) for word in said), *(f'"{word}" *' for word in begun)])


def _any_of(stems: Sequence[str]) -> str:
    return "(" + " OR ".join(f'stems : "{stem}"' for stem in stems) + ")"


def _midnight(day: date) -> int:
    return to_column(datetime.combine(day, time(), UTC))


def _list(values: Sequence[str]) -> str:
    return storable(json.dumps(values, ensure_ascii=False))
