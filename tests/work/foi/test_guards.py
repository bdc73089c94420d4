"""The database itself keeps what happened to a request as it was written down."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.work.files.actions.store import store
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request, RequestEvent
from gongkai.work.foi.models.working import Consultation
from gongkai.work.org.models.person import Person
from tests.factories import AT, department, person

pytestmark = pytest.mark.django_db
_GUARDS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'foi_%'",
    "postgresql": "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND c.relname LIKE 'foi_%'",
}
_APPEND_ONLY = ("archive", "challengepaper", "destruction")
# They lose the applicant's identity when its term is over, and change in no other way.
_KEPT = ("requestevent", "handing", "searchentry", "delivery")


def request(**fields: Any) -> Request:
    defaults: dict[str, Any] = {
        "organisation": department(),
        "number": "A-1",
        "channel": "counter",
        "submitted_at": AT,
        "registered_at": AT,
        "received_on": AT.date(),
        "wanted": "某文件",
        "form": "paper",
        "way": "pickup",
    }
    return Request.objects.create(**defaults | fields)


def letter(one: Request, drafter: Person, approver: Person) -> Letter:
    file = store(name="a.txt", data="文书".encode(), by=None, at=AT, organisation=one.organisation)
    return Letter.objects.create(
        request=one, kind="G2", number="公开〔2023〕1号", state="approved", text="正文",
        content_hash="0" * 64, file=file, drafted_at=AT, drafted_by=drafter,
        approved_at=AT, approved_by=approver,
    )  # fmt: skip


def refused(rows: Any, **change: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**change) if change else rows.delete()


def test_every_guard_stands() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_GUARDS[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    changes = {f"{table}_no_{event}" for table in _APPEND_ONLY for event in ("update", "delete")}
    changes |= {f"{table}_{name}" for table in _KEPT for name in ("kept", "no_delete")}
    others = {
        "applicant_erased", "challenge_no_delete", "conversion_decided", "conversion_no_delete",
        "request_kept", "request_receipt", "letter_approved", "letter_numbered",
        "consultation_answered", "requestfile_archived", "requestfile_role", "requestfile_unseen",
        "redaction_made", "redaction_made_kept",
    }  # fmt: skip
    assert standing == {f"guard_foi_{name}" for name in changes | others}


def test_a_request_is_kept_with_its_number_and_day() -> None:
    rows = Request.objects.filter(pk=request().pk)
    refused(rows, number="A-2")
    refused(rows, received_on=date(2023, 7, 26))
    refused(rows, received_on=None)
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute("DELETE FROM foi_request")
    assert rows.update(state="running") == 1


def test_events_are_only_added() -> None:
    one = RequestEvent.objects.create(
        request=request(), order=1, kind="received", on=AT.date(), at=AT
    )
    refused(RequestEvent.objects.filter(pk=one.pk), on=date(2023, 7, 26))
    refused(RequestEvent.objects.filter(pk=one.pk))


def test_an_approved_letter_never_changes() -> None:
    one = letter(request(), person("甲"), person("乙"))
    rows = Letter.objects.filter(pk=one.pk)
    for change in (
        {"text": "另一段"},
        {"values": {}},
        {"number": "公开〔2023〕2号"},
        {"state": "draft"},
    ):
        refused(rows, **change)
    refused(rows)
    assert rows.update(state="sent") == 1


def test_nobody_approves_what_he_drafted() -> None:
    drafter, one = person("甲"), request()
    with pytest.raises(IntegrityError), transaction.atomic():
        letter(one, drafter, drafter)


def test_an_answer_stands() -> None:
    one = Consultation.objects.create(
        request=request(), whom="third_party", party="p1", name="某公司", information="合同",
        sent_on=AT.date(), opinion="refuses", reason="商业秘密", answered_on=AT.date(), at=AT,
    )  # fmt: skip
    refused(Consultation.objects.filter(pk=one.pk), opinion="agrees")
