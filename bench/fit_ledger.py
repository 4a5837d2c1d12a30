"""Fits the weights of ``tui.ledger.dealpoints`` to the deals of tests/ledger, and says how well deals come out of reports that
were left out of the fit.

    python -m bench fit_ledger [PREFIX …]

Besides, those of the files ``PREFIX-reports.jsonl`` and ``PREFIX-deals.jsonl``.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from bench._annotated import rows
from bench._logistic import Pair, fitted
from tui.archive import Archive
from tui.archive.settling import PLACES
from tui.config.model import FeedConfig
from tui.ledger import dealpoints
from tui.ledger.dealgroups import Order, one_deal
from tui.ledger.dealmatch import Candidate, candidate, clues, money
from tui.ledger.groups import parts
from tui.ledger.settle import settle
from tui.model import Deal, Document, Item
from tui.reading import read

_TESTS = Path(__file__).parents[1] / "tests"
_RIDGE = 2.0
_CLOSE = 0.02

Row = Mapping[str, Any]
Values = dict[str, float]
Score = Counter[str]
"""How many reports of deals were put "right", "wrong" or "missed"."""


class _Ledger(NamedTuple):
    """The deals of a set of reports: by their numbers, the report of each, which deal it is in truth (None where either is
    right), what orders them, and the features of those that the ledger compares."""

    name: str
    deals: dict[int, Deal]
    report: dict[int, str]
    truth: dict[int, str | None]
    order: Order
    pairs: dict[tuple[int, int], Values]
    weight: dict[tuple[int, int], float]
    gold: Sequence[Row]


def main(arguments: list[str]) -> int:
    """Prints precision and recall of the deals' reports: with the weights as they are, and with weights fitted without each
    set; then the weights that fit all sets."""
    own = sorted(str(path)[: -len("-deals.jsonl")] for path in (_TESTS / "ledger").glob("*-deals.jsonl"))
    ledgers = [_ledger(prefix) for prefix in (*own, *arguments)]
    _show("as it is", sum((_judged(ledger, dealpoints.FEATURES) for ledger in ledgers), Counter()))
    held: Score = Counter()
    for ledger in ledgers:
        score = _judged(ledger, _weights(other for other in ledgers if other is not ledger))
        _show(f"without {ledger.name}", score)
        held += score
    _show("each left out in turn", held)
    for name, weight in _weights(ledgers).items():
        print(f'    "{name}": {weight:.2f},')
    return 0


def _ledger(prefix: str) -> _Ledger:
    """The reports of a set, read and settled."""
    sys.path[:0] = [str(_TESTS)]
    from archive_samples import NOW, state  # type: ignore[import-not-found]

    reports, gold = (rows(Path(f"{prefix}-{part}.jsonl")) for part in ("reports", "deals"))
    by_source = defaultdict(list)
    for told in reports:
        moment = datetime.fromisoformat(told["published"])
        found = read(Document(told["title"], told["text"], moment, told["lang"]))
        item = Item(told["id"], told["title"], told["text"], f"https://news.example/{told['id']}", moment, told["lang"])
        by_source[told["source"], told["lang"]].append((item, found))
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "archive.db") as archive:
        for number, ((source, lang), items) in enumerate(by_source.items()):
            feed = FeedConfig(f"http://127.0.0.1:9/{number}", source, lang, "press")
            archive.save_poll(feed, state(feed), items, NOW)
        settle(archive)
        return _compared(Path(prefix).name, archive, [told["id"] for told in reports], gold)


def _compared(name: str, archive: Archive, reports: Sequence[str], gold: Sequence[Row]) -> _Ledger:
    with archive.settling() as settling:
        items = settling.items_at(f"https://news.example/{report}" for report in reports)
        ids = {item: link.rpartition("/")[2] for link, item in items.items()}
        originals = settling.originals(set(ids))
        names, signatures = settling.names(originals), settling.signatures(originals)
        known = {n.number: candidate(n, signatures[n.item]) for n in settling.deals(originals) if n.item in signatures}
    report = {number: ids[one.node.item] for number, one in known.items()}
    pairs = {(one, other): dealpoints.features(known[one], known[other]) for one, other in _comparable(known)}
    unit = {number: one.node.story or report[number] for number, one in known.items()}
    alike = Counter(frozenset((unit[one], unit[other])) for one, other in pairs)
    return _Ledger(
        name=name,
        deals={number: one.node.deal for number, one in known.items()},
        report=report,
        truth=_truth({number: one.node.deal for number, one in known.items()}, report, gold),
        order={number: (*names[one.node.item], number % PLACES) for number, one in known.items()},
        pairs=pairs,
        weight={pair: alike[frozenset(unit[number] for number in pair)] ** -0.5 for pair in pairs},
        gold=gold,
    )


def _comparable(known: Mapping[int, Candidate]) -> Iterator[tuple[int, int]]:
    """The deals of two reports that share a clue and may be one."""
    found = {number: clues(one) for number, one in known.items()}
    for one, other in combinations(sorted(known), 2):
        first, second = known[one], known[other]
        shared = first.node.item != second.node.item and not found[one].isdisjoint(found[other])
        if shared and not dealpoints.are_apart(first, second, money(first.usd, second.usd)):
            yield one, other


def _truth(deals: Mapping[int, Deal], report: Mapping[int, str], gold: Sequence[Row]) -> dict[int, str | None]:
    """By number, the deal that it is in truth, or one of its own."""
    told = defaultdict(list)
    for row in gold:
        for one in row["reports"]:
            told[one].append(row)
    free = {one for row in gold for part in ("background", "optional_reports") for one in row.get(part, ())}
    free |= {one for row in gold if row.get("optional") for one in row["reports"]}
    found: dict[int, str | None] = {}
    of_report = defaultdict(list)
    for number, one in report.items():
        of_report[one].append(number)
        found[number] = None if one in free or told[one] else str(number)
    for one, deals_told in told.items():
        for row in deals_told:
            best = max(of_report[one], key=lambda number: _fits(deals[number], row), default=None)
            if best is not None and found[best] is None:
                found[best] = row["deal"]
    return found


def _fits(deal: Deal, row: Row) -> float:
    """How well the deal of a report is the one of that row, as reports may tell several."""
    fits = float(deal.kind in (row["kind"], *row.get("alt_kinds", ())))
    if deal.amount and row["amount"]:
        fits += 1.0 if abs(deal.amount - row["amount"]) <= _CLOSE * row["amount"] else -1.0
    return fits


def _weights(ledgers: Iterable[_Ledger]) -> Values:
    pairs = []
    for ledger in ledgers:
        for (one, other), found in ledger.pairs.items():
            first, second = ledger.truth[one], ledger.truth[other]
            if first is not None and second is not None:
                values = tuple([found.get(name, 0.0) for name in dealpoints.FEATURES])
                pairs.append(Pair(ledger.name, values, first == second, ledger.weight[one, other]))
    return dict(zip(dealpoints.FEATURES, fitted(pairs, _RIDGE), strict=True))


def _judged(ledger: _Ledger, weights: Mapping[str, float]) -> Score:
    """How the deals that these weights make of the reports of a set compare with what was written."""
    alike: dict[int, dict[int, float]] = {number: {} for number in ledger.deals}
    for (one, other), found in ledger.pairs.items():
        points = sum(weights[name] * value for name, value in found.items())
        if points >= dealpoints.ENOUGH:
            alike[one][other] = alike[other][one] = points
    groups = [
        {ledger.report[number] for number in group}
        for part in parts(alike, alike.__getitem__)
        for group in one_deal({n: ledger.order[n] for n in part}, {n: alike[n] for n in part}, ledger.deals.__getitem__)
    ]
    score: Score = Counter()
    for row in ledger.gold:
        if not row.get("optional"):
            wanted = set(row["reports"])
            free = wanted.union(row.get("background", ()), row.get("optional_reports", ()))
            best = max(groups, key=lambda group: (len(group & wanted), -len(group - free)), default=set())
            best = best if best & wanted else set()
            score += Counter(right=len(best & wanted), wrong=len(best - free), missed=len(wanted - best))
    return score


def _show(what: str, score: Score) -> None:
    precision = score["right"] / max(1, score["right"] + score["wrong"])
    recall = score["right"] / max(1, score["right"] + score["missed"])
    print(f"{what:22} P {precision:.3f} R {recall:.3f} of {score['right'] + score['missed']} reports", flush=True)
