"""docs/json.md out of the published schema, docs/model.md out of the nouns: ``python tests/shape_reference.py`` writes both."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tui import model

DOCS = Path(__file__).resolve().parents[1] / "docs"
SCHEMA = DOCS / "brief.schema.json"

_JSON = """\
# JSON

This page is written by `python tests/shape_reference.py` out of the [JSON Schema](brief.schema.json), which
`kenwatch export --schema` prints; a test compares the two, and every export in the tests is validated against it.

`kenwatch export --format json` is one document, `--format jsonl` one record a line, whose `record` says what it is. Listings
with `--format json` or `jsonl` print the same entries. Numbers are numbers, money is in units of its currency, times are ISO
8601 in UTC, days are as precise as they are known (`2026-11-21`, `2026-11`, `2026`). `null` says that something is not known.
A name that is added leaves `schema`, the version of the shape, as it is; one that goes or means something else raises it.
"""

_MODEL = """\
# What a reading is made of

This page is written by `python tests/shape_reference.py` out of `tui/model.py`; a test compares the two. All of it can be
imported from there; `tui.reading` exports `Document`, `Reading` and `read`, which [Python](python.md) shows at work. Everything
is frozen.
"""


def json_page() -> str:
    """The whole of docs/json.md."""
    defined: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    return "\n".join([_JSON, *(_record(name, shape) for name, shape in defined.items() if "properties" in shape)])


def _record(name: str, shape: dict[str, Any]) -> str:
    told = [shape["description"] + "\n"] if "description" in shape else []
    return "\n".join([f"## {name}\n", *told, "| Name | Type | |", "| --- | --- | --- |", *_fields(shape, ""), ""])


def _fields(shape: dict[str, Any], before: str) -> Iterator[str]:
    for name, field in shape["properties"].items():
        optional = "" if name in shape.get("required", ()) else " (may be missing)"
        yield f"| `{before}{name}` | {_type(field)}{optional} | {_told(field)} |"
        inner = field.get("items", field)
        if "properties" in inner:
            yield from _fields(inner, f"{before}{name}{'[]' if 'items' in field else ''}.")


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    if "anyOf" in field or "oneOf" in field:
        return " or ".join(dict.fromkeys(_type(one) for one in field.get("anyOf", field.get("oneOf"))))
    if field.get("type") == "array":
        return f"list of {_type(field.get('items', {}))}"
    kinds = field.get("type", "any")
    told = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return f"{told}, {field['format']}" if "format" in field else told


def _told(field: dict[str, Any]) -> str:
    inner = field.get("items", {})
    values = field.get("enum", inner.get("enum"))
    parts = [field.get("description") or inner.get("description", "")]
    parts += [", ".join(f"`{value}`" for value in values if value)] if values else []
    return "; ".join(part for part in parts if part).replace("|", "\\|")


def model_page() -> str:
    """The whole of docs/model.md."""
    tree = ast.parse(inspect.getsource(model))
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    return "\n".join([_MODEL, inspect.cleandoc(model.__doc__ or "").replace("``", "`") + "\n", *map(_class, classes)])


def _class(name: str) -> str:
    kind = getattr(model, name)
    rows = [
        f"| `{f.name}` | `{str(f.type).replace(' | ', ' or ')}` | {_default(f)} |" for f in dataclasses.fields(kind)
    ]
    told = inspect.cleandoc(kind.__doc__ or "").replace("``", "`")
    return "\n".join([f"## {name}\n", f"{told}\n", "| Field | Type | Without it |", "| --- | --- | --- |", *rows, ""])


def _default(field: dataclasses.Field[Any]) -> str:
    return "" if field.default is dataclasses.MISSING else f"`{field.default!r}`"


def pages() -> dict[str, str]:
    """File name to content."""
    return {"json.md": json_page(), "model.md": model_page()}


if __name__ == "__main__":
    for name, content in pages().items():
        (DOCS / name).write_text(content, encoding="utf-8")
