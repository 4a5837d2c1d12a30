"""The project speaks of itself alone, and says each thing once."""

from __future__ import annotations

import re
import tomllib

from hygiene_sources import PACKAGE, ROOT, tracked

import tui

# Letters in brackets keep this file from finding itself.
ELSEWHERE = re.compile(
    r"/wor[k]/|/far[m]/|bash_job[s]|subagen[t]|\bthis sessio[n]\b|\bdevelopers' sessio[n]\b|as an A[I]\b"
    r"|language model assistan[t]|\bco-authored-b[y]\b",
    re.IGNORECASE,
)
INDEXES = re.compile(
    r"pypi\.or[g]|pythonhosted\.or[g]|--index-ur[l]|--extra-index-ur[l]|registry\.npmj[s]", re.IGNORECASE
)


def lines() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [(f"{path.relative_to(ROOT)}:{number}", line) for number, line in enumerate(text.splitlines(), 1)]
    return found


def test_no_word_about_where_it_is_made() -> None:
    assert [place for place, line in lines() if ELSEWHERE.search(line)] == []


def test_no_file_names_an_index_of_packages() -> None:
    assert [place for place, line in lines() if INDEXES.search(line)] == []


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "tui/__init__.py"
    quoted = re.compile(rf"['\"]{re.escape(tui.__version__)}['\"]")
    found = [path for path in PACKAGE.rglob("*.py") if quoted.search(path.read_text(encoding="utf-8"))]
    assert found == [PACKAGE / "__init__.py"]


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("\ndependencies = [") : text.index("]", text.index("\ndependencies = ["))]
    wants = [line for line in block.splitlines() if line.strip().startswith('"')]
    assert wants
    assert all(re.search(r"#\s*\w+", line) for line in wants)
