"""When the term of keeping is over nothing tells any more who asked; the figures stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.work.foi.actions.archive import archive
from gongkai.work.foi.actions.challenge import decide_challenge, register_challenge
from gongkai.work.foi.actions.erase import GONE, erase_applicants
from gongkai.work.foi.models.ending import Archive, Destruction
from gongkai.work.foi.models.letter import Delivery, Letter
from gongkai.work.foi.models.request import Applicant, Request, RequestEvent
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.figures import table3
from gongkai.work.journal.models.deed import Deed
from tests.factories import district, moment
from tests.work.foi.closed import NAME, closed, refused_conversion
from tests.work.foi.scene import APPLICANT, ID, Scene, scene

WANTED = f"关于{NAME}（{APPLICANT['phone']}）投诉的处理记录"
PARTY = "远山养护公司"
AT, OVER = moment(date(2026, 2, 12)), moment(date(2037, 1, 1))


def kept() -> tuple[Scene, Request]:
    """A case whose applicant is named wherever that can be, archived."""
    district()
    here = scene()
    request = closed(here, wanted=WANTED)
    Consultation.objects.create(
        request=request, whom="third_party", party="p1", name=PARTY, contact="0000-111",
        information=f"{NAME}的投诉", sent_on=date(2026, 2, 6), opinion="agrees",
        reason=f"认识{NAME}", answered_on=date(2026, 2, 9), at=AT,
    )  # fmt: skip
    refused_conversion(here, request)
    archive(request=request, by=here.clerk, at=AT)
    return here, request


def stored(settings: Any) -> list[Path]:
    return [one for one in Path(settings.GONGKAI_FILES).rglob("*") if one.is_file()]


@pytest.mark.django_db
def test_nothing_happens_before_the_term_is_over() -> None:
    _, request = kept()
    assert erase_applicants(at=moment(date(2036, 12, 31))) == 0
    request.refresh_from_db()
    assert request.wanted == WANTED


@pytest.mark.django_db
def test_identity_goes_and_figures_stay() -> None:
    here, request = kept()
    before = table3([here.organisation], 2026)
    assert (erase_applicants(at=OVER), erase_applicants(at=OVER)) == (1, 0)
    request.refresh_from_db()
    applicant = Applicant.objects.get(request=request)
    assert (applicant.name, applicant.identity, applicant.phone, applicant.address) == ("",) * 4
    assert (applicant.likeness, applicant.erased_at, applicant.kind) == ("", OVER, "natural")
    assert request.wanted == "关于（申请人信息）（（申请人信息））投诉的处理记录"
    assert [(one.text, one.values) for one in Letter.objects.all()] == [("", {})]
    assert [one.proof for one in Delivery.objects.all()] == [GONE]
    assert [(one.name, one.contact, one.reason) for one in Consultation.objects.all()] == [
        ("", "", "认识（申请人信息）")
    ]
    assert (table3([here.organisation], 2026), request.events.count()) == (before, 2)


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_name_is_left_on_the_disk(settings: Any) -> None:
    kept()
    marks = [one.encode() for one in (NAME, APPLICANT["phone"], ID, PARTY)]
    found = b"".join(one.read_bytes() for one in stored(settings))
    assert [mark in found for mark in marks] == [True, True, True, True]
    erase_applicants(at=OVER)
    assert stored(settings) == []
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        left = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
        assert [mark in left for mark in marks] == [False, False, False, False]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = repr(cursor.fetchall())
            assert [mark.decode() for mark in marks if mark.decode() in rows] == []


@pytest.mark.django_db
def test_a_protocol_tells_what_was_destroyed() -> None:
    kept()
    one = Archive.objects.get()
    erase_applicants(at=OVER)
    found = Destruction.objects.get()
    assert (found.archive, found.sha256, found.entries, found.files, found.by) == (
        one, one.sha256, one.entries, 5, None,
    )  # fmt: skip
    assert found.reason == (
        "保管期限于 2036-12-31 届满（本系统默认值，参照国家档案局令第8号的定期保管期限）"
    )
    deed = Deed.objects.get(verb="foi.erase")
    assert deed.detail == {"number": one.request.number, "files": 5}


@pytest.mark.django_db
def test_a_pending_challenge_keeps_everything() -> None:
    here, request = kept()
    on = date(2026, 5, 6)
    challenge = register_challenge(
        request=request, kind="reconsideration", body="青禾区人民政府", notified_on=on,
        by=here.clerk, at=moment(on),
    )  # fmt: skip
    assert erase_applicants(at=OVER) == 0
    decide_challenge(challenge=challenge, result="upheld", on=on, by=here.clerk, at=moment(on))
    assert erase_applicants(at=OVER) == 1


@pytest.mark.django_db
def test_what_another_case_still_needs_stays(settings: Any) -> None:
    here, _ = kept()
    other = closed(here)
    erase_applicants(at=OVER)
    letter = other.letters.get()
    assert letter.file is not None
    needed = {one.file.sha256 for one in other.files.all()} | {letter.file.sha256}
    assert needed <= {one.name for one in stored(settings)}


@pytest.mark.django_db
def test_a_file_of_two_parts_goes_with_the_last(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    here, request = kept()
    part = closed(here)
    shared = request.files.get().file
    part.files.create(file=shared, role="application", at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        erase_applicants(at=OVER)
    assert shared.sha256 in {one.name for one in stored(settings)}
    refused_conversion(here, part, date(2036, 1, 8))
    archive(request=part, by=here.clerk, at=moment(date(2036, 1, 8)))
    with django_capture_on_commit_callbacks(execute=True):
        erase_applicants(at=OVER)
    assert stored(settings) == []


@pytest.mark.django_db
def test_what_was_erased_cannot_come_back_and_the_rest_stays_as_it_was() -> None:
    _, request = kept()
    rows = Letter.objects.filter(request=request)
    for model, change in (
        (RequestEvent, {"note": "别的"}), (Delivery, {"proof": "别的"}), (Letter, {"text": "别的"}),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**change)
    erase_applicants(at=OVER)
    for table, changed in (
        (Applicant.objects.filter(request=request), {"name": "别人"}),
        (rows, {"number": "别的"}),
        (RequestEvent.objects.filter(request=request), {"on": date(2026, 1, 5)}),
        (Delivery.objects.filter(letter__request=request), {"way": "hand"}),
        (Destruction.objects.all(), {"reason": "别的"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.update(**changed)  # type: ignore[attr-defined]
