"""Adopting an edition: refused with every reason, written into the catalogue, told by the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.faces.ui.messages import sentences
from gongkai.work.journal.deeds import Refused, day_of
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.records.actions import editions
from gongkai.work.records.actions.catalogue import add_item
from gongkai.work.records.actions.edition_adopt import adopt
from gongkai.work.records.actions.edition_rows import change_row, remove_row
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries.edition_trace import rows_hash
from gongkai.work.records.queries.editions import current, values_of
from gongkai.work.records.queries.log_check import verify
from tests.factories import AT, clerk, department
from tests.tampering import guards_down
from tests.work.records.edition_scene import LATER, first_edition, item, office, one, row

pytestmark = pytest.mark.django_db


def second_edition(by: Any, change: Callable[[Edition], object]) -> Edition:
    draft = editions.begin(by=by, at=LATER, note="按新方案修订")
    change(draft)
    return adopt(edition=draft, by=by, at=LATER)


def test_rows_become_items_under_their_columns() -> None:
    by, caizheng = office()
    edition = first_edition(by)
    made = item("pilot-04-001")
    assert made.parent == item("P20-07")
    assert (made.name, made.basis, made.workdays) == ("政府预算", "《预算法》第十四条", 20)
    assert (made.limit_text, made.period, made.ended_on) == ("批准后20日内", "", None)
    assert list(made.organisations.all()) == [caizheng]
    assert (edition.state, edition.adopted_by, edition.adopted_at) == ("adopted", by, AT)
    assert current() == edition


def test_log_tells_of_items_and_then_of_the_edition() -> None:
    by, _ = office()
    before = LogEntry.objects.count()
    edition = first_edition(by)
    told = list(LogEntry.objects.order_by("sequence")[before:])
    assert [one.kind for one in told] == ["catalogue", "edition"]
    assert content_of(told[0])["organisations"] == ["caizheng"]
    assert content_of(told[1]) == {
        "number": 1, "title": "主动公开基本目录", "note": "", "rows": 1,
        "rows_hash": rows_hash(values_of(edition)),
    }  # fmt: skip
    assert (edition.log_entry, edition.content_hash) == (told[1], rows_hash(values_of(edition)))
    assert verify().problems == ()


def test_only_what_changed_is_told_again() -> None:
    by, _ = office()
    first_edition(by, names=("政府预算", "部门预算"))
    before = LogEntry.objects.count()
    second_edition(by, lambda draft: change_row(
        row=one(draft, "部门预算"), by=by, at=LATER, limit_text="10个工作日"))  # fmt: skip
    told = [content_of(one) for one in LogEntry.objects.order_by("sequence")[before:]]
    assert [(one.get("code"), one.get("workdays")) for one in told] == [
        ("pilot-04-002", 10), (None, None),
    ]  # fmt: skip
    assert verify().problems == ()


def test_row_taken_out_ends_its_item_and_brings_it_back_when_it_returns() -> None:
    by, _ = office()
    first_edition(by, names=("政府预算", "部门预算"))
    second_edition(by, lambda draft: remove_row(row=one(draft, "部门预算"), by=by, at=LATER))
    assert item("pilot-04-002").ended_on == day_of(LATER)
    assert item("pilot-04-001").ended_on is None
    third = editions.begin(by=by, at=LATER, note="恢复")
    row(third, by, second="部门预算", code="pilot-04-002")
    adopt(edition=third, by=by, at=LATER)
    assert item("pilot-04-002").ended_on is None
    assert verify().problems == ()


def test_item_of_the_place_is_taken_over_and_others_stay() -> None:
    by, _ = office()
    for code in ("P20-07-01", "P20-07-02"):
        add_item(code=code, parent=item("P20-07"), name=code, by=by, at=AT)
    draft = editions.begin(by=by, at=AT)
    row(draft, by, code="P20-07-01")
    adopt(edition=draft, by=by, at=AT)
    second_edition(by, lambda two: row(two, by, at=LATER, second="决算"))
    found = [item(code) for code in ("P20-07-01", "P20-07-02")]
    assert [(one.name, one.ended_on) for one in found] == [("政府预算", None), ("P20-07-02", None)]


def test_everything_wrong_is_told_at_once_in_chinese() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    row(draft, by, column="", limit_text="及时")
    row(draft, by, second="部门预算", publishers_text="财政局、无名局", at_county=False)
    row(draft, by, second="政府预算", basis="")
    with pytest.raises(Refused, match="edition_unfit") as refused:
        adopt(edition=draft, by=by, at=AT)
    assert sentences(refused.value) == [
        "第1行（政府预算）：没有归入栏目。请选择条例第二十、二十一条中的一项（每项都要对应栏目）。",
        "第1行（政府预算）：公开时限“及时”没有确定的天数。请写明多少个工作日内（条例第二十六条）。",
        "第2行（部门预算）：“公开主体”中认不出：无名局。请改用单位的名称，或选择对应的单位。",
        "第2行（部门预算）：“公开层级”没有勾选。请勾选。",
        "第3行（政府预算）：“公开依据”没有填。请补上。",
        "第3行（政府预算）：与第1行的领域、一级、二级事项都相同。请合并或改名。",
    ]
    assert (CatalogueItem.objects.filter(code__startswith="pilot-04-").count(), current()) == (
        0,
        None,
    )


def test_empty_edition_and_revision_without_a_word_are_refused() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    with pytest.raises(Refused) as refused:
        adopt(edition=draft, by=by, at=AT)
    assert [one.code for one in refused.value.reasons] == ["edition_empty"]
    row(draft, by)
    adopt(edition=draft, by=by, at=AT)
    with pytest.raises(Refused) as refused:
        adopt(edition=editions.begin(by=by, at=LATER), by=by, at=LATER)
    assert sentences(refused.value) == ["没有填“修订说明”。请补上。"]


def test_only_the_office_adopts_and_only_once() -> None:
    by, caizheng = office()
    draft = editions.begin(by=by, at=AT)
    row(draft, by)
    with pytest.raises(Refused, match="no_power"):
        adopt(edition=draft, by=clerk(caizheng), at=AT)
    adopt(edition=draft, by=by, at=AT)
    with pytest.raises(Refused, match="edition_adopted"):
        adopt(edition=draft, by=by, at=AT)


def test_database_keeps_an_adopted_edition_as_it_is() -> None:
    by, _ = office()
    edition = first_edition(by)
    made = edition.rows.get()
    for act in (
        lambda: Edition.objects.filter(pk=edition.pk).update(title="x"),
        lambda: Row.objects.filter(pk=made.pk).update(first="x"),
        lambda: Row.objects.create(edition=edition, code="x", order=9, first="x"),
        made.publishers.clear,
        lambda: made.publishers.add(department("minzheng", "民政局")),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


TAMPERED: dict[str, tuple[Callable[[], object], str]] = {
    "cell": (lambda: Row.objects.update(limit_text="长期"), "事项内容"),
    "order": (lambda: Row.objects.filter(order=1).update(order=9), "事项内容"),
    "publishers": (lambda: _unnamed(Row.objects.earliest("pk")), "事项内容"),
    "column": (lambda: Row.objects.update(column=item("P20-01")), "事项内容"),
    "row deleted": (lambda: _delete(Row.objects.latest("pk")), "事项数、事项内容"),
    "note": (lambda: Edition.objects.update(note="x"), "修订说明"),
    "title": (lambda: Edition.objects.update(title="x"), "名称"),
    "hash": (lambda: Edition.objects.update(content_hash="0" * 64), "事项内容"),
    "moment": (
        lambda: Edition.objects.update(adopted_at=AT - timedelta(days=30)), "施行时间",
    ),
    "item by hand": (
        lambda: CatalogueItem.objects.filter(code="pilot-04-001").update(limit_text="长期"),
        "公开时限的文字",
    ),
    "item ended by hand": (
        lambda: CatalogueItem.objects.filter(code="P20-08").update(ended_on=day_of(AT)),
        "不再列入目录之日",
    ),
    "item's publisher": (lambda: _unnamed(item("pilot-04-001")), "公开主体"),
}  # fmt: skip


def _unnamed(one: Row | CatalogueItem) -> None:
    (one.publishers if isinstance(one, Row) else one.organisations).clear()


def _delete(row: Row) -> None:
    row.publishers.clear()
    row.delete()


@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_with_an_adopted_edition_is_named(how: str) -> None:
    by, _ = office()
    first_edition(by, names=("政府预算", "部门预算"))
    tamper, named = TAMPERED[how]
    with guards_down():
        tamper()
    problems = verify().problems
    assert [one.what.partition("不符：")[2] for one in problems] == [f"{named}。"]
    assert problems[0].sequence is not None


def test_edition_taken_away_or_slipped_in_is_named() -> None:
    by, _ = office()
    edition = first_edition(by)
    entry = edition.log_entry
    assert entry is not None
    with guards_down():
        Edition.objects.update(state="draft", log_entry=None)
    assert [one.sequence for one in verify().problems] == [entry.sequence]
    with guards_down():
        _delete(Row.objects.get())
        Edition.objects.all().delete()
    problems = verify().problems
    assert [one.what for one in problems] == [
        f"发布日志第 {entry.sequence} 条（基本目录第1版）没有对应的目录："
        "目录被删去或改回编制中，或日志被添加。"
    ]


def test_department_dissolved_before_adoption_is_asked_for() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    minzheng = department("minzheng", "民政局")
    made = row(draft, by, publishers_text="民政局")
    assert list(made.publishers.all()) == [minzheng]
    type(minzheng).objects.filter(pk=minzheng.pk).update(active_until=day_of(AT))
    made = row(draft, by, second="救助", publishers_text="民政局")
    with pytest.raises(Refused) as refused:
        adopt(edition=draft, by=by, at=LATER)
    assert [one.code for one in refused.value.reasons] == [
        "row_publisher_gone", "row_publisher_open",
    ]  # fmt: skip
