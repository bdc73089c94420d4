"""The acts on redactions: who may do them, what they keep, and that nothing leaves unseen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions.redaction import (
    approve_redaction,
    begin_redaction,
    discard_redaction,
    make_redaction,
    mark,
    return_redaction,
)
from gongkai.work.foi.actions.take_in import add_found
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.queries.redactions import look_at, plan_hash, sighted, suggestions
from gongkai.work.foi.redact.marks import Mark, block_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person, Post
from tests.factories import head, moment, officer, person, post
from tests.work.foi.redact.pdf_made import image, page
from tests.work.foi.redact.word_made import p, word
from tests.work.foi.scene import Scene, registered, scene

pytestmark = pytest.mark.django_db
AT = moment(date(2026, 2, 6))
SECRET = "稻香养护有限公司"
DATA = word(p(f"乙方{SECRET}，报价九十万元。") + p("养护范围为全线。"))
TERM = Mark("E15", term=SECRET)


@pytest.fixture
def here() -> Scene:
    return scene()


def file_of(here: Scene, data: bytes = DATA, name: str = f"{SECRET}.docx") -> RequestFile:
    request = registered(here).request
    (file,) = add_found(request=request, files=[(name, data)], by=here.clerk, at=AT)
    return file


def begun(here: Scene, *marks: Mark, **file: Any) -> Redaction:
    redaction = begin_redaction(file=file_of(here, **file), by=here.clerk, at=AT)
    return mark(redaction=redaction, add=marks, by=here.clerk, at=AT)


def made(here: Scene, *marks: Mark) -> Redaction:
    return make_redaction(redaction=begun(here, *(marks or (TERM,))), by=here.clerk, at=AT)


def code_of(act: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act(at=AT, **given)
    return refusal.value.code


def roles(request: Request) -> list[str]:
    return list(request.files.order_by("id").values_list("role", flat=True))


def test_from_mark_to_given(here: Scene) -> None:
    redaction = made(here)
    result = redaction.result
    assert result is not None
    request = redaction.source.request
    assert (redaction.state, redaction.plan, redaction.made_by) == ("made", {}, here.clerk)
    assert redaction.places == [
        {"ground": "E15", "why": "term", "key": "document-1", "start": 2, "end": 10}
    ]
    assert (redaction.source_sha256, redaction.result_sha256) == (
        redaction.source.file.sha256, result.file.sha256
    )  # fmt: skip
    assert [one["check"] for one in redaction.checks] == [
        "parts", "expected", "text", "parts_text", "bytes"
    ]  # fmt: skip
    assert result.made_from == redaction.source
    assert [one.text for one in look_at(result).passages] == [
        f"乙方{block_of('E15')}，报价九十万元。", "养护范围为全线。"
    ]  # fmt: skip
    given = approve_redaction(redaction=redaction, by=here.approver, at=AT)
    assert (given.role, given.made_from, given.file) == ("given", result, result.file)
    assert roles(request) == ["found", "redacted", "given"]
    assert (redaction.state, redaction.decided_by) == ("approved", here.approver)


def test_the_new_name_tells_nothing(here: Scene) -> None:
    result = made(here).result
    assert result is not None
    assert result.file.name == f"{result.request.number}-提供件1.docx"


def test_what_was_removed_is_nowhere_in_the_database(here: Scene) -> None:
    request = registered(here).request
    (file,) = add_found(request=request, files=[("a.docx", DATA)], by=here.clerk, at=AT)
    redaction = begin_redaction(file=file, by=here.clerk, at=AT)
    mark(redaction=redaction, add=[TERM], by=here.clerk, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT plan FROM foi_redaction")
        assert SECRET not in str(cursor.fetchall())
    make_redaction(redaction=redaction, by=here.clerk, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM foi_redaction")
        assert SECRET not in str(cursor.fetchall())
    deeds = Deed.objects.filter(verb__contains="redaction").order_by("id")
    assert [one.verb for one in deeds] == [
        "foi.begin_redaction", "foi.mark_redaction", "foi.make_redaction"
    ]  # fmt: skip
    assert SECRET not in str([one.detail for one in Deed.objects.all()])


def test_the_original_stays_as_it_was(here: Scene) -> None:
    redaction = made(here)
    assert read_bytes(redaction.source.file) == DATA


def test_marks_are_added_once_and_taken_back(here: Scene) -> None:
    redaction = begun(here, TERM, Mark("E15", key="document-2", end=2), TERM)
    assert len(redaction.plan["marks"]) == 2
    mark(redaction=redaction, drop=[0], by=here.clerk, at=AT)
    assert redaction.plan["marks"] == [{"ground": "E15", "key": "document-2", "end": 2}]
    box = Mark("E15", page=1, box=(1, 2, 3, 4))
    for _ in range(2):
        mark(redaction=redaction, add=[box], by=here.clerk, at=AT)
    assert len(redaction.plan["marks"]) == 2


def test_a_draft_is_gone_on_with(here: Scene) -> None:
    redaction = begun(here, TERM)
    assert begin_redaction(file=redaction.source, by=here.clerk, at=AT) == redaction


def test_what_comes_back_begins_with_its_places(here: Scene) -> None:
    redaction = made(here)
    return_redaction(redaction=redaction, opinion="还漏了报价", by=here.approver, at=AT)
    assert (redaction.state, redaction.opinion) == ("returned", "还漏了报价")
    again = begin_redaction(file=redaction.source, by=here.clerk, at=AT)
    assert again.plan["marks"] == [{"ground": "E15", "key": "document-1", "start": 2, "end": 10}]
    assert make_redaction(redaction=again, by=here.clerk, at=AT).state == "made"


def test_nothing_to_mark_has_to_be_said(here: Scene) -> None:
    redaction = begun(here)
    assert code_of(make_redaction, redaction=redaction, by=here.clerk) == "redact_nothing_marked"
    make_redaction(redaction=redaction, by=here.clerk, at=AT, nothing=True)
    assert (redaction.state, redaction.places) == ("made", [])


def test_a_scan_has_to_be_looked_at(here: Scene) -> None:
    scan = page("q 400 0 0 300 0 0 cm /I Do Q\n", more={6: image(400, 300, 200)})
    redaction = begun(here, Mark("E15", page=1, box=(0, 0, 9, 9)), data=scan, name="a.pdf")
    assert sighted(redaction).unseen == [1]
    assert code_of(make_redaction, redaction=redaction, by=here.clerk) == "redact_page_unseen"
    mark(redaction=redaction, seen=[1], by=here.clerk, at=AT)
    assert make_redaction(redaction=redaction, by=here.clerk, at=AT).state == "made"


def test_only_what_was_found_can_be_redacted(here: Scene) -> None:
    result = made(here).result
    assert code_of(begin_redaction, file=result, by=here.clerk) == "redact_role"


def test_other_kinds_are_refused_with_what_to_do(here: Scene) -> None:
    file = file_of(here, data=b"a,b", name="a.csv")
    redaction = begin_redaction(file=file, by=here.clerk, at=AT)
    assert (
        code_of(make_redaction, redaction=redaction, by=here.clerk, nothing=True) == "redact_kind"
    )


def test_its_maker_never_approves(here: Scene) -> None:
    post(here.clerk, here.organisation, Post.Role.FOI_APPROVER)
    redaction = made(here)
    assert code_of(approve_redaction, redaction=redaction, by=here.clerk) == "redact_own"
    assert roles(redaction.source.request) == ["found", "redacted"]


def test_a_return_needs_a_word(here: Scene) -> None:
    redaction = made(here)
    code = code_of(return_redaction, redaction=redaction, by=here.approver, opinion=" ")
    assert code == "redact_return_without_reason"


def test_only_those_with_the_power_act(here: Scene) -> None:
    there = scene("czj", "财政局")
    redaction = made(here)
    draft = begun(here, TERM)
    people: dict[str, Person] = {
        "clerk": here.clerk, "approver": here.approver, "head": head(here.organisation),
        "other clerk": there.clerk, "other approver": there.approver, "officer": officer(),
        "nobody": person("没有岗位的人"),
    }  # fmt: skip
    file = redaction.source
    acts: dict[str, tuple[Any, dict[str, Any], set[str]]] = {
        "begin": (begin_redaction, {"file": file}, {"clerk"}),
        "mark": (mark, {"redaction": draft, "add": [TERM]}, {"clerk"}),
        "make": (make_redaction, {"redaction": draft}, {"clerk"}),
        "discard": (discard_redaction, {"redaction": draft}, {"clerk"}),
        "approve": (approve_redaction, {"redaction": redaction}, {"approver", "head"}),
        "return": (
            return_redaction, {"redaction": redaction, "opinion": "错"}, {"approver", "head"}
        ),
    }  # fmt: skip
    for name, (act, given, may) in acts.items():
        for who in people.keys() - may:
            assert code_of(act, by=people[who], **given) == "no_power", (name, who)


def test_each_state_has_its_acts(here: Scene) -> None:
    approved, returned, discarded = made(here), made(here), made(here)
    approve_redaction(redaction=approved, by=here.approver, at=AT)
    return_redaction(redaction=returned, opinion="错", by=here.approver, at=AT)
    discard_redaction(redaction=discarded, by=here.clerk, at=AT)
    for one in (approved, returned, discarded):
        for act, given in (
            (mark, {"add": [TERM], "by": here.clerk}),
            (discard_redaction, {"by": here.clerk}),
            (approve_redaction, {"by": here.approver}),
            (return_redaction, {"by": here.approver, "opinion": "错"}),
        ):
            assert code_of(act, redaction=one, **given) == "redact_state"
    assert code_of(approve_redaction, redaction=begun(here), by=here.approver) == "redact_state"


def test_marks_that_changed_meanwhile_are_not_made(here: Scene) -> None:
    redaction = begun(here, TERM, Mark("E15", key="document-2", end=2))
    seen = plan_hash(redaction)
    mark(redaction=Redaction.objects.get(pk=redaction.pk), drop=[0], by=here.clerk, at=AT)
    given = {"redaction": redaction, "by": here.clerk, "as_seen": seen}
    assert code_of(make_redaction, **given) == "redact_changed"
    assert roles(redaction.source.request) == ["found"]
    redaction.refresh_from_db()
    make_redaction(at=AT, **given | {"as_seen": plan_hash(redaction)})
    assert redaction.state == "made"


def test_the_database_itself_lets_nothing_out_unseen(here: Scene) -> None:
    redaction = made(here)
    result = redaction.result
    assert result is not None
    given = {"request": result.request, "file": result.file, "role": "given", "at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        RequestFile.objects.create(made_from=result, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        RequestFile.objects.filter(pk=result.pk).update(role="given")
    rows = Redaction.objects.filter(pk=redaction.pk)
    for change in (
        {"places": []}, {"checks": []}, {"result_sha256": "0"}, {"state": "draft"},
        {"made_at": None}, {"state": "approved", "decided_by": redaction.made_by},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()


def test_personal_data_in_a_file_is_suggested(here: Scene) -> None:
    file = file_of(here, data=word(p("电话13800138000，再打13800138000。")), name="a.docx")
    (one,) = suggestions(file.request, look_at(file))
    assert (one.label, one.text, one.count) == ("手机号码", "13800138000", 2)


def test_how_often_a_word_was_found(here: Scene) -> None:
    redaction = begun(
        here, TERM, Mark("E15", term="没有的词"), Mark("E15", key="document-2", end=2)
    )
    assert sighted(redaction).counts == (1, 0, 1)
