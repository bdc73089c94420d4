"""What every test stands on: its own database and files, sample documents, repeatable cases."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from tests.flush import triggers_lifted

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT.parent / "shared" / "data"

hypothesis_settings.register_profile("here", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes name no test: a file made as tests are collected bears the time, other in each process.

    Every process must call the tests alike; pytest numbers those that share a name.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real public documents beside the project; tests skip where it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip("the folder with sample documents is not beside the project")
    return SAMPLES


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every run has a database of its own, so that two runs at one time never meet."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        name = f"test_gongkai_{os.getpid()}"
    database["TEST"]["NAME"] = name


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Stored files and collected assets of a test go into its own folder, never into var/."""
    settings.HOME = tmp_path
    settings.GONGKAI_FILES = tmp_path / "files"
    settings.GONGKAI_COPIES = tmp_path / "copies"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()


@pytest.fixture(scope="session", autouse=True)
def flush_past_guards() -> Iterator[None]:
    """Tests with real transactions end with a flush, which append-only tables would refuse."""
    flush = TransactionTestCase._fixture_teardown

    def lifted_flush(case: TransactionTestCase) -> None:
        with triggers_lifted():
            flush(case)

    TransactionTestCase._fixture_teardown = lifted_flush
    yield
    TransactionTestCase._fixture_teardown = flush
