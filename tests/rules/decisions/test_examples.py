"""The examples in the docstrings of what is done with opinions hold."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from gongkai.rules.decisions import clauses, comment, drawing, grouping, opinions, summary

MODULES = [clauses, comment, drawing, grouping, opinions, summary]


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.__name__)
def test_examples(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
