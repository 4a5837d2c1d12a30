"""The documentation says what is so: its examples run, and no dependency goes without its reason."""

from __future__ import annotations

import doctest
import re
import tomllib

import pytest
from hygiene_sources import ROOT
from shape_reference import pages

DOCS = ROOT / "docs"


def test_the_python_examples_give_what_they_say() -> None:
    ended = doctest.testfile(str(DOCS / "python.md"), module_relative=False)
    assert (ended.attempted > 10, ended.failed) == (True, 0)


def test_the_readme_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    exec(compile(block[1], "README.md", "exec"), {})
    assert "1200000000" in capsys.readouterr().out


def test_each_dependency_is_explained() -> None:
    wants = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.match(r"[\w-]+", want)[0].lower() for want in wants}  # type: ignore[index]
    told = re.findall(r"^\| (\w[\w-]*) \|", (DOCS / "dependencies.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name.lower() for name in told} - {"library"} == names


def test_every_page_is_in_the_navigation() -> None:
    pages = {path.name for path in DOCS.glob("*.md")}
    assert set(re.findall(r": ([\w-]+\.md)$", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE)) == pages


@pytest.mark.parametrize("name", pages())
def test_the_shapes_are_what_the_schema_and_the_model_say(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], "write it anew: python tests/shape_reference.py"
