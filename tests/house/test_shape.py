"""Sizes and places that keep the house readable for one programmer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import name_of, product_modules, text_of, tracked

FILE_LINES = 300
FUNCTION_LINES = 40
NAMELESS_ROOMS = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "misc"}

MODULES = product_modules()
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, FUNCTIONS):
            yield node


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement to the last; signature and docstring are not counted."""
    statements = node.body[1:] if ast.get_docstring(node) else node.body
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1 if statements else 0


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 50


def test_no_file_is_too_long() -> None:
    long = {name_of(path): len(text_of(path).splitlines()) for path in MODULES}
    assert {name: lines for name, lines in long.items() if lines > FILE_LINES} == {}


def test_no_function_is_too_long() -> None:
    long = {
        f"{name_of(path)}:{node.lineno} {node.name}": body_lines(node)
        for path in MODULES
        for node in functions(path)
    }
    assert {name: lines for name, lines in long.items() if lines > FUNCTION_LINES} == {}


def test_imports_stand_at_the_top() -> None:
    inline = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inline == []


def test_every_room_has_a_name_that_says_what_is_in_it() -> None:
    nameless = [name_of(path) for path in MODULES if NAMELESS_ROOMS & {*path.parts, path.stem}]
    assert nameless == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in MODULES
        if text_of(path).strip() and not ast.get_docstring(ast.parse(text_of(path)))
    ]
    assert silent == []


def test_no_signals() -> None:
    heard = [
        name_of(path)
        for path in MODULES
        if "django.db.models.signals" in text_of(path) or "@receiver" in text_of(path)
    ]
    assert heard == []


@pytest.mark.parametrize("pattern", ["*.py", "*.html", "*.toml", "*.md", "*.css", "*.js", "*.svg"])
def test_text_files_are_utf_8_without_mark(pattern: str) -> None:
    marked = [name_of(path) for path in tracked(pattern) if text_of(path).startswith("\ufeff")]
    assert marked == []
