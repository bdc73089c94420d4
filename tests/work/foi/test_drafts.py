"""Drafts of applicants: sealed, kept as typed, sent once, erased in time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from gongkai.work.foi.actions import drafts
from gongkai.work.foi.models.draft import LARGEST_FILE, MOST_FILES, Draft, DraftFile
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.secrets import kept_draft
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.work.foi.scene import APPLICANT, SUBMITTED, WANTED, scene

pytestmark = pytest.mark.django_db
AT = SUBMITTED
PNG = b"\x89PNG\r\n\x1a\n"
VALUES = {name: str(text) for name, text in {**APPLICANT, **WANTED}.items()}


def draft(**changed: str) -> Draft:
    made = drafts.begin(at=AT)
    return drafts.write(
        draft=made, values=VALUES | changed, organisation=scene().organisation, at=AT
    )


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_what_is_typed_is_kept_as_it_is_and_nothing_else_with_it() -> None:
    made = draft(identity="不对的号码", phone="1\0 2")
    assert made.values == VALUES | {"identity": "不对的号码", "phone": "1 2"}
    drafts.write(draft=made, values={"purpose": "研究", "name": ""}, at=AT)
    assert made.values == VALUES | {"identity": "不对的号码", "phone": "1 2", "name": ""}


def test_nothing_of_it_is_readable_in_the_database() -> None:
    made = draft()
    drafts.add_file(draft=made, role="proof", name="米有为.png", data=PNG + b"identity", at=AT)
    secret = drafts.keep(draft=made, at=AT)
    with connection.cursor() as cursor:
        cursor.execute('SELECT "values", secret_hash, receipt FROM foi_draft')
        rows = str(cursor.fetchall())
        cursor.execute("SELECT name, content FROM foi_draftfile")
        rows += str(cursor.fetchall())
    rows += str(list(Deed.objects.values_list("detail")))
    words = ("米有为", APPLICANT["identity"], "13800000000", WANTED["wanted"], secret, "iVBOR")
    assert [word for word in words if word in rows] == []


def test_a_new_proof_takes_the_place_of_the_old_and_materials_are_few() -> None:
    made = draft()
    for number in range(2):
        data = PNG + bytes([number])
        drafts.add_file(draft=made, role="proof", name=f"{number}.png", data=data, at=AT)
    for _ in range(MOST_FILES):
        drafts.add_file(draft=made, role="material", name="图.png", data=PNG, at=AT)
    with pytest.raises(Refused) as refused:
        drafts.add_file(draft=made, role="material", name="图.png", data=PNG, at=AT)
    assert code(refused) == "foi_files_too_many"
    assert [one.name for one in made.files.filter(role=DraftFile.Role.PROOF)] == ["1.png"]


@pytest.mark.parametrize(("name", "data", "wanted"), [
    ("病毒.exe", b"MZ", "foi_file_kind"),
    ("文书.pdf.js", b"alert(1)", "foi_file_kind"),
    ("宏.docm", b"PK\x03\x04", "foi_file_kind"),
    ("图.png", b"MZ", "file_mismatch"),
    ("文.txt", b"a" * (LARGEST_FILE + 1), "foi_file_too_large"),
])  # fmt: skip
def test_files_that_may_not_come_in(name: str, data: bytes, wanted: str) -> None:
    with pytest.raises(Refused) as refused:
        drafts.add_file(draft=draft(), role="material", name=name, data=data, at=AT)
    assert (code(refused), DraftFile.objects.count()) == (wanted, 0)


def test_a_draft_is_opened_by_number_and_secret_until_its_time_is_over() -> None:
    made = draft()
    assert kept_draft(made.number, "", AT) is None
    secret = drafts.keep(draft=made, at=AT)
    last = AT + drafts.LASTS
    found = [kept_draft(made.number, secret, at) for at in (last - timedelta(seconds=1), last)]
    assert found == [made, None]


def test_what_was_sent_leaves_the_draft_at_once() -> None:
    made = draft()
    secret = drafts.keep(draft=made, at=AT)
    drafts.add_file(draft=made, role="material", name="图.png", data=PNG, at=AT)
    sent = drafts.send(draft=made, at=AT)
    assert (made.values, made.files.count(), made.request, made.receipt, made.secret_hash) == (
        {}, 0, sent.request, sent.secret, "",
    )  # fmt: skip
    assert kept_draft(made.number, secret, AT) is None
    for act in (
        lambda: drafts.send(draft=made, at=AT),
        lambda: drafts.write(draft=made, values={"name": "别人"}, at=AT),
        lambda: drafts.keep(draft=made, at=AT),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code(refused) == "foi_draft_sent"
    assert Request.objects.count() == 1


def test_what_is_refused_stays_a_draft() -> None:
    made = draft(wanted="")
    with pytest.raises(Refused) as refused:
        drafts.send(draft=made, at=AT)
    assert (code(refused), Request.objects.count(), made.values["name"]) == (
        "foi_request_unfit", 0, "米有为",
    )  # fmt: skip
    nowhere = drafts.begin(at=AT)
    with pytest.raises(Refused) as refused:
        drafts.send(draft=nowhere, at=AT)
    assert code(refused) == "foi_draft_without_organisation"


@pytest.mark.parametrize(("changed", "hours", "wanted"), [
    ({}, 23, "foi_sent_before"),
    ({"wanted": " 二〇二五年\r\n道路养护合同"}, 1, "foi_sent_before"),
    ({"name": "米 有为", "phone": "13900000000"}, 1, "foi_sent_before"),
    ({}, 24, ""),
    ({"wanted": "二〇二四年道路养护合同"}, 1, ""),
    ({"identity": "", "identity_kind": "", "needs_help": "yes"}, 1, ""),
])  # fmt: skip
def test_the_same_again_within_a_day_is_asked_about(
    changed: dict[str, str], hours: int, wanted: str
) -> None:
    first = drafts.send(draft=draft(), at=AT).request
    second, at = draft(**changed), AT + timedelta(hours=hours)
    if not wanted:
        drafts.send(draft=second, at=at)
        assert Request.objects.count() == 2
        return
    with pytest.raises(Refused) as refused:
        drafts.send(draft=second, at=at)
    assert (code(refused), refused.value.values) == (wanted, {"number": first.number})
    assert drafts.send(draft=second, at=at, again=True).request.number != first.number


def test_two_hundred_in_an_hour_are_registered_to_the_limit() -> None:
    outcomes = []
    for number in range(settings.GONGKAI_FOI_HOURLY + 2):
        made = draft(wanted=f"第{number}份")
        try:
            drafts.send(draft=made, at=AT + timedelta(minutes=number))
            outcomes.append("sent")
        except Refused as refused:
            outcomes.append(refused.code)
            assert made.values["wanted"] == f"第{number}份"
    limit = settings.GONGKAI_FOI_HOURLY
    assert outcomes == ["sent"] * limit + ["foi_applicant_hourly"] * 2


def test_old_drafts_are_erased_and_no_others() -> None:
    old, sent = draft(), draft()
    drafts.add_file(draft=old, role="material", name="图.png", data=PNG, at=AT)
    drafts.send(draft=sent, at=AT)
    later = AT + drafts.LASTS
    young = drafts.begin(at=later - timedelta(days=1))
    assert [drafts.erase_old_drafts(at=at) for at in (AT, later, later)] == [0, 2, 0]
    assert ([*Draft.objects.all()], DraftFile.objects.count()) == ([young], 0)
    assert Request.objects.count() == 1


def test_a_draft_whose_time_is_over_is_not_written_on() -> None:
    made = draft()
    with pytest.raises(Refused) as refused:
        drafts.write(draft=made, values={}, at=AT + drafts.LASTS)
    assert code(refused) == "foi_draft_over"


def test_a_file_of_a_draft_never_reaches_the_store(tmp_path: Path) -> None:
    made = draft()
    drafts.add_file(draft=made, role="material", name="图.png", data=PNG, at=AT)
    drafts.discard(draft=made, at=AT)
    assert [one for one in (tmp_path / "files").rglob("*") if one.is_file()] == []
