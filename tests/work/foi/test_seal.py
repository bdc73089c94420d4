"""Who asked is sealed in the database, and what was changed there is not read."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from gongkai.work.foi.models.request import Applicant, Request
from gongkai.work.journal.seal import Unsealable, key_path, likeness, seal, unseal
from tests.factories import AT, department

ID = "11010519491231002X"


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, settings: Any) -> None:
    settings.GONGKAI_FOI_KEY = str(tmp_path / "keys" / "foi_key.bin")


def test_the_key_is_made_once_and_read_by_its_owner_only() -> None:
    sealed = seal(ID)
    first = key_path().read_bytes()
    assert (len(first), stat.S_IMODE(key_path().stat().st_mode)) == (32, 0o600)
    assert (unseal(sealed), key_path().read_bytes()) == (ID, first)
    assert [one.name for one in key_path().parent.iterdir()] == ["foi_key.bin"]


def test_what_is_sealed_twice_looks_different() -> None:
    assert seal(ID) != seal(ID)
    assert (seal(""), unseal("")) == ("", "")


@pytest.mark.parametrize("change", ["", "A", "!"])
def test_what_was_changed_is_not_read(change: str) -> None:
    sealed = seal(ID)
    with pytest.raises(Unsealable):
        unseal(change + sealed[1:-4])


def test_another_key_opens_nothing() -> None:
    sealed = seal(ID)
    key_path().write_bytes(bytes(32))
    with pytest.raises(Unsealable):
        unseal(sealed)
    key_path().write_bytes(b"short")
    with pytest.raises(Unsealable):
        seal(ID)


@limits(deadline=None)
@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    encodable = text.encode("utf-8", "ignore").decode()
    assert unseal(seal(encodable)) == encodable


def test_likeness_is_equal_for_equal_people_only() -> None:
    assert likeness("张 三", ID) == likeness("张三", ID.lower())
    assert likeness("张三", "1") != likeness("张三1", "")
    first = likeness("张三")
    key_path().write_bytes(bytes(32))
    assert likeness("张三") != first


@pytest.mark.django_db
def test_no_column_of_the_database_tells_who_asked() -> None:
    request = Request.objects.create(
        organisation=department(),
        number="A-1",
        channel="online",
        submitted_at=AT,
        registered_at=AT,
        wanted="某文件",
        form="electronic",
        way="email",
    )
    Applicant.objects.create(
        request=request, kind="natural", name="张三丰", identity=ID, likeness=likeness(ID)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM foi_applicant")
        row = repr(cursor.fetchone())
    assert ("张三丰" in row, ID in row) == (False, False)
    found = Applicant.objects.get(likeness=likeness(ID))
    assert (found.name, found.identity, found.phone) == ("张三丰", ID, "")
