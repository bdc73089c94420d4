"""The papers of the house agree with the house."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.house.tree import ROOT, name_of, text_of, tracked

HEADINGS = ["Status", "Context", "Decision", "Consequences"]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def glossary_rows() -> list[tuple[str, str]]:
    lines = text_of(ROOT / "docs" / "glossary.md").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [
        (row[0], row[1]) for row in rows if row[0] not in ("Term", "---") and "--" not in row[0]
    ]


def test_every_term_stands_once_in_the_glossary() -> None:
    terms = [term for row in glossary_rows() for term in row[0].split("、")]
    assert {term: n for term, n in Counter(terms).items() if n > 1} == {}
    assert len(terms) > 40


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.M))


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "CONTRIBUTING.md", ".ci/run"])
def test_make_commands_in_the_papers_exist(name: str) -> None:
    named = set(re.findall(r"^\s*`?make ([a-z-]+)|`make ([a-z-]+)", text_of(ROOT / name), re.M))
    asked = {one or other for one, other in named}
    assert asked
    assert asked - make_targets() == set()


@pytest.mark.parametrize("path", tracked("docs/adr/*.md"), ids=name_of)
def test_every_decision_has_its_four_parts(path: Path) -> None:
    text = text_of(path)
    assert re.match(rf"# {int(path.name[:4])}\. \S", text)
    assert re.findall(r"^## (.+)$", text, re.M) == HEADINGS


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in tracked("docs/adr/*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", tracked("*.md"), ids=name_of)
def test_links_between_papers_lead_somewhere(path: Path) -> None:
    broken = [link for link in LINK.findall(text_of(path)) if not (path.parent / link).exists()]
    assert broken == []


def test_modules_named_in_the_table_of_law_exist() -> None:
    named = re.findall(r"`(gongkai/[\w/.]+)`", text_of(ROOT / "docs" / "law" / "README.md"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
