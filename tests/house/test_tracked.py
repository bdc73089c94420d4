"""What must not be in the project, and what must not be missing from it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from django.core.management import load_command_class

from tests.house.tree import ROOT, name_of, text_of, tracked

# Written so that this file does not contain what it looks for.
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(wor[k]|hom[e]/\w+|roo[t]|User[s]/\w+|tm[p]/\w+)/|\b[C]:\\\\Users"
)
REGISTRIES = re.compile(
    r"py[p]i\.org|pythonhost[e]d|npm[j]s\.|registry\.np[m]|deb\.debi[a]n|tuna\.tsinghu[a]"
    r"|mirrors\.aliyu[n]"
)
BINARY = {".docx", ".xlsx", ".pdf", ".png", ".ico", ".woff2", ".gz", ".zip"}


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        if path.suffix not in BINARY:
            yield path, text_of(path)


@pytest.mark.parametrize("unwanted", [MACHINE_PATHS, REGISTRIES], ids=["machine", "registry"])
def test_nothing_names_a_machine_or_a_registry(unwanted: re.Pattern[str]) -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if unwanted.search(line)
    ]
    assert found == []


def test_only_tests_know_the_folder_with_samples() -> None:
    mark = "../shar" + "ed"
    assert [name_of(p) for p, text in texts() if mark in text and "tests" not in p.parts] == []


def names_source(table: dict[str, Any]) -> bool:
    """Whether these rows say where they come from, or admit that nobody has checked them."""
    return table.get("verified") is False or any(
        table.get(key) for key in ("source", "sources", "notice")
    )


def rows_without_source(data: dict[str, Any], inherited: bool, where: str) -> Iterator[str]:
    """Rows of lists of tables that name no source, neither themselves nor above them."""
    named = inherited or names_source(data) or names_source(data.get("defaults", {}))
    for key, value in data.items():
        if isinstance(value, dict):
            yield from rows_without_source(value, named, f"{where}.{key}")
        elif isinstance(value, list) and all(isinstance(row, dict) for row in value):
            unnamed = (n for n, row in enumerate(value, 1) if not (named or names_source(row)))
            yield from (f"{where}.{key}[{number}]" for number in unnamed)


@pytest.mark.parametrize("path", tracked("gongkai/rules/data/*.toml"), ids=name_of)
def test_rows_of_law_name_their_source_or_say_that_nobody_checked_them(path: Path) -> None:
    assert list(rows_without_source(tomllib.loads(text_of(path)), False, path.stem)) == []


def test_every_file_beside_the_code_is_packaged() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    patterns = [
        pattern.removeprefix("**/")
        for pattern in project["tool"]["setuptools"]["package-data"]["*"]
    ]
    beside = [path for path in tracked("gongkai/") if path.suffix != ".py"]
    left_out = [name_of(p) for p in beside if not any(fnmatch(p.name, one) for one in patterns)]
    assert (bool(beside), left_out) == (True, [])


COMMANDS = "gongkai/faces/jobs/management/commands/"
NAMES = [path.stem for path in tracked(f"{COMMANDS}*.py") if path.stem != "__init__"]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself_in_chinese(name: str) -> None:
    assert re.search(r"[一-鿿]{4}", load_command_class("gongkai.faces.jobs", name).help)
