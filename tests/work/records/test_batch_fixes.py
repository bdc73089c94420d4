"""Batch fixes: previewed, confirmed, reviewed as one batch, and refused when something moved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions import imports
from gongkai.work.records.actions.batch_fixes import checked, fix_many
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.measure import measure_missing
from gongkai.work.records.actions.relate import relate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.queries.content import current_of, fingerprint
from gongkai.work.records.queries.fixes import Fix, preview
from gongkai.work.records.queries.lacking import Narrowing, narrowed
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.workbench import Scope
from tests.factories import AT, officer
from tests.tampering import guards_down
from tests.work.records.test_workbench import BENT, PDF, RIGHT
from tests.work.records.world import World, draft, item, pass_all, published, refused_for, world

pytestmark = pytest.mark.django_db
ON = AT.date()
NOTE = "历史文件规范化"
NUMBER = Fix("document_number")
THEME = Fix("theme", {"theme": "教育-招生"})


def chosen(here: World, **asked: str) -> Any:
    return narrowed(Scope((here.organisation.pk,), 2016), Narrowing(**asked), [])


def fixed(here: World, fix: Fix, by: Person | None = None, **given: Any) -> ImportBatch:
    """The fix as previewed this moment, confirmed for all that fit."""
    rows = given.pop("rows", chosen(here))
    seen = preview(rows, checked(fix), ON)
    values = {
        "confirmed": {one.record.pk for one in seen.fitting}, "seen_hash": seen.seen_hash,
        "note": NOTE,
    }  # fmt: skip
    return fix_many(
        organisation=here.organisation, chosen=rows, fix=fix, by=by or here.clerk, at=AT,
        **(values | given),
    )  # fmt: skip


def passed(here: World, batch: ImportBatch) -> None:
    imports.submit(batch=batch, by=here.clerk, at=AT)
    for level, person in enumerate(here.reviewers, 1):
        imports.review(
            batch=batch, level=level, outcome="passed", opinion="", by=person, at=AT,
            batch_hash=batch.batch_hash,
        )  # fmt: skip


def shown(here: World, fix: Fix, **asked: str) -> dict[str, Any]:
    """By title: what would be after it, or the code of the reason."""
    seen = preview(chosen(here, **asked), checked(fix), ON)
    return {
        one.version.title: one.reason.code if one.reason else [row[2] for row in one.changes]
        for one in seen.proposals
    }


def blank(publication: Publication, **fields: Any) -> None:
    """Take fields away from what is public, as a document taken over long ago may lack them."""
    with guards_down():
        Version.objects.filter(pk=publication.version_id).update(**fields)
        version = Version.objects.select_related("record__organisation", "item").get(
            pk=publication.version_id
        )
        Version.objects.filter(pk=version.pk).update(content_hash=fingerprint(version))
    Completeness.objects.all().delete()
    measure_missing()


def test_a_fix_goes_through_three_reviews_and_is_public_then() -> None:
    here = world()
    bent, other = published(here, title="甲", **BENT), published(here, title="乙")
    batch = fixed(here, NUMBER)
    assert (batch.name, batch.state, batch.organisation) == (
        "批量补正：规范发文字号的写法", "open", here.organisation,
    )  # fmt: skip
    row = batch.rows.get()
    record = Record.objects.get(pk=bent.record_id)
    assert (row.outcome, row.record, row.version_id) == ("updated", record, record.current_id)
    version = current_of(record)
    assert (record.state, record.live_id, version.number) == ("batch", bent.pk, 2)
    assert (version.document_number, version.change_note, version.drafted_by) == (
        "青教发〔2023〕5号", NOTE, here.clerk,
    )  # fmt: skip
    assert (version.content_hash, version.frozen_at) == (fingerprint(version), AT)
    assert Record.objects.get(pk=other.record_id).state == "published"
    passed(here, batch)
    record.refresh_from_db()
    assert (record.state, record.live.version_id) == ("published", version.pk)
    assert record.live.index_number == bent.index_number
    assert list(chosen(here, state="open")) == []
    assert verify().problems == ()


def test_it_is_one_deed_with_what_was_done() -> None:
    here = world()
    published(here, **BENT)
    batch = fixed(here, NUMBER)
    deed = Deed.objects.get(verb="batch.fix")
    assert (deed.by, deed.organisation, deed.object_id) == (
        here.clerk, here.organisation, str(batch.pk),
    )  # fmt: skip
    assert deed.detail == {
        "fix": {"kind": "document_number", "values": {}, "overwrites": False},
        "records": 1, "note": NOTE,
    }  # fmt: skip


def test_everything_that_belongs_to_a_document_goes_along() -> None:
    here = world()
    target = published(here, title="旧办法", item=item("20.9", name="其他"))
    record = draft(here, keywords=["招生"], summary="安排", **BENT)
    attach(record=record, file_name="安排.pdf", data=PDF, by=here.clerk, at=AT)
    relate(record=record, kind="implements", target=target.index_number, by=here.clerk, at=AT)
    before = pass_all(here, submit(record=record, by=here.clerk, at=AT)).version
    fixed(here, NUMBER)
    after = current_of(Record.objects.get(pk=record.pk))
    assert [one.file_id for one in after.attachments.all()] == [
        one.file_id for one in before.attachments.all()
    ]
    assert [(one.kind, one.target_id) for one in after.relations.all()] == [
        ("implements", target.record_id)
    ]
    same = ("title", "body_html", "keywords", "summary", "theme", "issued_on", "formed_on")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]


def test_blanks_are_filled_and_what_is_filled_stays() -> None:
    here = world()
    blank(published(here, title="空"), theme="")
    published(here, title="有", theme="经济")
    assert shown(here, THEME) == {"空": ["教育-招生"], "有": "fix_filled"}
    assert shown(here, Fix("theme", THEME.values, overwrites=True)) == {
        "空": ["教育-招生"], "有": ["教育-招生"],
    }  # fmt: skip
    assert shown(here, Fix("theme", {"theme": "经济"}, overwrites=True))["有"] == "fix_same"


@pytest.mark.parametrize(("fix", "field", "after"), [
    (Fix("issuer", {"issuer": "青禾区教育局"}, overwrites=True), "issuer", "青禾区教育局"),
    (Fix("keywords", {"keywords": ["招生", "入学", "招生"]}), "keywords", ["招生", "入学"]),
    (Fix("validity", {"expires_on": date(2028, 1, 1)}), "expires_on", date(2028, 1, 1)),
    (Fix("validity", {"effective_on": date(2023, 8, 1)}), "effective_on", date(2023, 8, 1)),
])  # fmt: skip
def test_every_kind_writes_its_field(fix: Fix, field: str, after: object) -> None:
    here = world()
    record = published(here).record
    fixed(here, fix)
    assert getattr(current_of(Record.objects.get(pk=record.pk)), field) == after


def test_the_kind_and_the_item_are_set() -> None:
    here = world()
    record = published(here, document_number="青教发〔2023〕5号").record
    other = item("20.9", name="其他")
    fixed(here, Fix("document_kind", {"document_kind": "notice"}))
    assert current_of(Record.objects.get(pk=record.pk)).document_kind == "notice"
    second = published(here, title="第二件").record
    fixed(here, Fix("item", {"item": other}), rows=chosen(here, words="第二件"))
    assert current_of(Record.objects.get(pk=second.pk)).item == other


def test_a_date_is_read_from_the_text_and_confirmed_one_by_one() -> None:
    here = world()
    alone, within, none = (
        published(here, title=title, body_html=html)
        for title, html in (
            ("落款", "<p>各校：</p><p>二〇二三年七月三日</p>"),
            ("文中", "<p>于2023年7月4日召开会议。</p>"),
            ("没有", "<p>招生。</p>"),
        )
    )
    for one in (alone, within, none):
        blank(one, issued_on=None)
    fix = Fix("issued_on")
    assert shown(here, fix) == {
        "落款": [date(2023, 7, 3)], "文中": [date(2023, 7, 4)], "没有": "fix_without_date",
    }  # fmt: skip
    seen = {one.version.title: one for one in preview(chosen(here), fix, ON).proposals}
    assert (seen["落款"].is_sure, seen["文中"].is_sure) == (True, False)
    assert seen["文中"].line == "于2023年7月4日召开会议。"
    assert refused_for(lambda: fixed(here, fix, confirmed=None)) == ["fix_unconfirmed"]
    batch = fixed(here, fix, confirmed={alone.record_id})
    assert [row.record_id for row in batch.rows.all()] == [alone.record_id]
    version = current_of(Record.objects.get(pk=alone.record_id))
    assert version.issued_on == date(2023, 7, 3)


def test_what_cannot_be_fixed_says_why() -> None:
    here = world()
    correcting = published(here, title="正在更正", **BENT).record
    edit(record=correcting, by=here.clerk, at=AT, title="新标题")
    blank(published(here, title="认不出"), document_number="2023年5号文")
    published(here, title="没有字号")
    published(here, title="写法正确", **RIGHT)
    assert shown(here, NUMBER) == {
        "正在更正": "fix_under_way", "认不出": "fix_number_unread",
        "没有字号": "fix_without_number", "写法正确": "fix_same",
    }  # fmt: skip
    published(here, title="早已失效", expires_on=date(2023, 8, 1))
    late = Fix("validity", {"effective_on": date(2024, 1, 1)})
    assert shown(here, late, words="早已失效") == {"早已失效": "remark_expires_before_effective"}
    assert refused_for(lambda: fixed(here, NUMBER)) == ["fix_nothing"]
    assert ImportBatch.objects.count() == 0


def test_what_was_waived_goes_its_own_way() -> None:
    here = world()
    publication = published(here, title="豁免", **BENT)
    with guards_down():
        Version.objects.filter(pk=publication.version_id).update(screening=[
            {"level": "block", "where": "body", "kind": "mobile"}
        ])  # fmt: skip
    assert shown(here, NUMBER) == {"豁免": "fix_waived"}


def test_a_preview_that_is_no_longer_true_is_refused() -> None:
    here = world()
    first = published(here, title="甲", **BENT)
    seen = preview(chosen(here), NUMBER, ON).seen_hash
    assert refused_for(lambda: fixed(here, THEME, seen_hash=seen)) == ["fix_stale"]
    edit(record=first.record, by=here.clerk, at=AT, title="有人在改")
    assert refused_for(lambda: fixed(here, NUMBER, seen_hash=seen)) == ["fix_stale"]
    second = published(here, title="乙", **BENT)
    assert refused_for(lambda: fixed(here, NUMBER, seen_hash=seen)) == ["fix_stale"]
    assert (ImportBatch.objects.count(), Deed.objects.filter(verb="batch.fix").count()) == (0, 0)
    assert Record.objects.get(pk=second.record_id).current_id == second.version_id


def test_only_what_was_confirmed_changes() -> None:
    here = world()
    first, second = (published(here, title=title, **BENT) for title in "甲乙")
    fixed(here, NUMBER, confirmed={second.record_id, 10**9})
    assert Record.objects.get(pk=first.record_id).state == "published"
    assert Record.objects.get(pk=second.record_id).state == "batch"
    assert refused_for(lambda: fixed(here, NUMBER, confirmed=set())) == ["fix_nothing"]


@pytest.mark.parametrize(("fix", "note", "code"), [
    (NUMBER, "  ", "change_note_missing"),
    (NUMBER, "改" * 301, "field_too_long"),
    (Fix("theme", {"theme": "长" * 61}), NOTE, "field_too_long"),
    (Fix("document_kind", {"document_kind": "诗"}), NOTE, "choice_unknown"),
    (Fix("keywords", {"keywords": [str(n) for n in range(11)]}), NOTE, "keywords_too_many"),
    (Fix("keywords", {"keywords": ["13800138000"]}), NOTE, "fix_screened"),
    (Fix("validity", {"effective_on": date(2024, 1, 2), "expires_on": date(2024, 1, 1)}), NOTE,
     "remark_expires_before_effective"),
    (Fix("anything"), NOTE, "choice_unknown"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_before_anything_is_written(
    fix: Fix, note: str, code: str
) -> None:
    here = world()
    published(here, **BENT)
    given = {"seen_hash": "", "confirmed": set()}
    assert refused_for(
        lambda: fix_many(
            organisation=here.organisation, chosen=chosen(here), fix=fix, note=note,
            by=here.clerk, at=AT, **given,
        )
    ) == [code]  # fmt: skip
    assert ImportBatch.objects.count() == 0


def test_who_may_fix() -> None:
    here, there = world(), world("czj", "财政局")
    published(here, **BENT)
    for person in (here.first, here.final, there.clerk):
        assert refused_for(lambda person=person: fixed(here, NUMBER, by=person)) == ["no_power"]
    assert fixed(here, NUMBER, by=officer()).created_by.name == "公开办甲"


def test_documents_of_others_are_never_touched() -> None:
    here, there = world(), world("czj", "财政局")
    published(here, **BENT)
    other = published(there, **BENT)
    both = narrowed(
        Scope((here.organisation.pk, there.organisation.pk), 2016), Narrowing(), []
    ).filter(organisation=here.organisation)
    fixed(here, NUMBER, rows=both)
    assert Record.objects.get(pk=other.record_id).state == "published"


def test_whoever_fixed_may_not_review() -> None:
    here = world()
    published(here, **BENT)
    batch = fixed(here, NUMBER)
    imports.submit(batch=batch, by=here.clerk, at=AT)
    given = {"level": 1, "outcome": "passed", "opinion": "", "batch_hash": batch.batch_hash}
    assert "own_draft" in refused_for(
        lambda: imports.review(batch=batch, by=here.clerk, at=AT, **given)
    )


def test_a_fix_that_is_given_up_leaves_everything_as_it_was() -> None:
    here = world()
    bent = published(here, **BENT)
    imports.discard(batch=fixed(here, NUMBER), by=here.clerk, at=AT)
    record = Record.objects.get(pk=bent.record_id)
    assert (record.state, record.current_id, record.live_id) == (
        "published", bent.version_id, bent.pk,
    )  # fmt: skip
    assert shown(here, NUMBER)[bent.title] == ["青教发〔2023〕5号"]


def test_as_many_queries_for_many_as_for_one() -> None:
    here = world()

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            batch = fixed(here, NUMBER)
        imports.discard(batch=batch, by=here.clerk, at=AT)
        return len(captured)

    published(here, **BENT)
    few = asked()
    for _ in range(4):
        published(here, **BENT)
    assert asked() == few
