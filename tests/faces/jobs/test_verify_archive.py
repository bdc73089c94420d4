"""The command verify_archive: whole, tampered, unknown, and no file at all."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions.archive import archive
from gongkai.work.foi.models.ending import Archive
from tests.factories import district, moment
from tests.rules.dossier.test_dossier import archive as stray
from tests.work.foi.closed import closed, refused_conversion
from tests.work.foi.scene import scene

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str, str]:
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("verify_archive", *words, stdout=out, stderr=err)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, out.getvalue(), err.getvalue()


def kept(folder: Path) -> tuple[Archive, Path]:
    district()
    here = scene()
    request = closed(here)
    refused_conversion(here, request)
    one = archive(request=request, by=here.clerk, at=moment(date(2026, 2, 12)))
    path = folder / "case.zip"
    path.write_bytes(read_bytes(one.file))
    return one, path


def test_a_whole_archive(tmp_path: Path) -> None:
    one, path = kept(tmp_path)
    assert run(str(path)) == (0, "case.zip：相符（申请 JTJ-2026-0001 第 1 卷，10 件）\n", "")
    code, said, _ = run(str(path), "--json")
    (row,) = json.loads(said)
    assert (code, row["sha256"], row["problems"]) == (0, one.sha256, [])


def test_a_changed_one_and_one_that_nobody_registered(tmp_path: Path) -> None:
    _, path = kept(tmp_path)
    data = bytearray(path.read_bytes())
    place = data.index("二〇二五年道路养护合同".encode())
    data[place] ^= 1
    path.write_bytes(bytes(data))
    code, said, _ = run(str(path))
    assert (code, said.startswith("case.zip：不符")) == (1, True)
    other = tmp_path / "other.zip"
    other.write_bytes(stray())
    code, said, _ = run(str(other))
    assert (code, said.splitlines()[1]) == (1, "  没有登记过申请 A-1 的第 1 卷。")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    code, said, told = run(str(tmp_path / "none.zip"))
    assert (code, said, "读不出来" in told) == (2, "", True)
