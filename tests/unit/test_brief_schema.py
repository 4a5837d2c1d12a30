"""The brief for programs is what its published schema says: nothing more is promised, nothing of it is missing."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import goldens
import pytest
from brief_samples import EMPTY, OVERVIEW, hostile
from jsonschema import Draft202012Validator, FormatChecker

from tui import brief
from tui.brief.records import RECORDS, SCHEMA, schema
from tui.brief.wanted import Wanted
from tui.ledger.entries import Overview
from tui.model import DEAL_KINDS, EVENT_KINDS, STAGES

PUBLISHED: dict[str, Any] = json.loads(schema())


def strict(node: Any) -> Any:
    """The schema with every object closed, so that a name that it does not tell is found."""
    if isinstance(node, dict):
        node = {key: strict(value) for key, value in node.items()}
        if "properties" in node and "allOf" not in node:
            node.setdefault("additionalProperties", False)
    return [strict(one) for one in node] if isinstance(node, list) else node


def validator(of: str, *, closed: bool = False) -> Draft202012Validator:
    whole = copy.deepcopy(PUBLISHED)
    del whole["anyOf"]
    if closed:
        whole["$defs"] = {key: strict(value) for key, value in whole["$defs"].items()}
    return Draft202012Validator({**whole, "$ref": f"#/$defs/{of}"}, format_checker=FormatChecker())


def test_the_documentation_holds_the_schema() -> None:
    goldens.check(Path(__file__).resolve().parents[2] / "docs" / "brief.schema.json", schema())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["$defs"]["head"]["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.parametrize("overview", [OVERVIEW, EMPTY, hostile()], ids=["sample", "empty", "hostile"])
def test_the_document_and_the_records_are_valid(overview: Overview) -> None:
    document = json.loads("".join(brief.data(overview, "json", Wanted())))
    validator("document").validate(document)
    for key, kind in RECORDS.items():
        for entry in document[key]:
            validator(kind, closed=True).validate(entry)
    for record in "".join(brief.data(overview, "jsonl", Wanted())).splitlines():
        validator("record").validate(json.loads(record))


def test_both_formats_say_the_same() -> None:
    document = json.loads("".join(brief.data(OVERVIEW, "json", Wanted())))
    head, *records = map(json.loads, "".join(brief.data(OVERVIEW, "jsonl", Wanted())).splitlines())
    assert head.pop("record") == "brief"
    assert head == {key: document[key] for key in head}
    for key, kind in RECORDS.items():
        mine = [{k: v for k, v in one.items() if k != "record"} for one in records if one["record"] == kind]
        assert mine == document[key]


@pytest.mark.parametrize(
    ("of", "field", "known"), [("deal", "kind", DEAL_KINDS), ("deal", "stage", STAGES), ("event", "kind", EVENT_KINDS)]
)
def test_the_ids_of_the_schema_are_the_models(of: str, field: str, known: tuple[str, ...]) -> None:
    assert PUBLISHED["$defs"][of]["properties"][field]["enum"] == list(known)


def test_a_wrong_document_is_refused() -> None:
    document = json.loads("".join(brief.data(OVERVIEW, "json", Wanted())))
    document["deals"][0]["amount"] = "USD 1.5 bn"
    assert not validator("document").is_valid(document)
