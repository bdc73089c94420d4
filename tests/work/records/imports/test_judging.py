"""What becomes of a row by what is stored: numbers given twice, records that move on, updates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.work.org.models.person import Post
from gongkai.work.records.actions import draft as drafting
from gongkai.work.records.actions import imports
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Attachment, Record
from gongkai.work.records.queries import imports as asked
from gongkai.work.records.queries.log_check import verify
from tests.factories import AT, department, openness_office, person
from tests.work.files.bulk.test_folder import PAGE, PNG, lay, word
from tests.work.records.imports.scene import (
    PRIVATE,
    begun,
    decide,
    lines,
    loaded,
    passed,
    place,
    row,
)
from tests.work.records.world import STEP, World, item, pass_all, published, withdrawn

LATER = AT + STEP


@pytest.fixture
def here(db: None) -> World:
    return place()


def reasons(batch: ImportBatch) -> dict[int, str]:
    return {one.number: one.reason for one in asked.refused(batch)}


def test_numbers_given_twice_in_the_file(here: World) -> None:
    index = "000000001/2019-00077"
    batch = loaded(
        here,
        row(1, 索引号=index, 编号="a"),
        row(2, 索引号=index, 编号="b"),
        row(3, 发文字号="青教发〔2020〕1号", 编号="c"),
        row(4, 编号="a"),
    )
    assert reasons(batch) == {
        2: f"索引号“{index}”与第 1 行重复。",
        3: "发文字号“青教发〔2020〕1号”与第 1 行重复（同一发文机关）。",
        4: "与第 1 行是同一份信息（编号，或标题、日期和发文机关相同）。",
    }


def test_numbers_that_are_taken_already(here: World) -> None:
    live = published(here, document_number="青教发〔2019〕8号", document_kind="notice",
                     issuer="教育局")  # fmt: skip
    batch = loaded(here, row(1, 索引号=live.index_number), row(2, 发文字号="青教发〔2019〕8号"),
                   row(3, 发文字号="青教发〔2019〕8号", 发文机关="区政府"))  # fmt: skip
    assert reasons(batch) == {
        1: f"索引号“{live.index_number}”已经编给另一份信息。请核对。",
        2: "发文字号“青教发〔2019〕8号”已有同一发文机关的另一份文件。请核对。",
    }


def test_a_refused_row_does_not_bar_the_one_that_puts_it_right(here: World) -> None:
    batch = loaded(here, row(1, 成文日期="昨天"), row(1))
    assert (list(reasons(batch)), asked.counts(batch).created) == ([1], 1)


def test_items_by_code_and_name_and_what_means_nothing(here: World) -> None:
    batch = loaded(here, row(1, 栏目="20.3"), row(2, 栏目="统计 信息"), row(3, 栏目="趣闻"), row(4))
    assert reasons(batch) == {3: "公开目录里没有“趣闻”这个事项。请写目录里的名称或代码。"}
    found = [one.version.item.code for one in asked.rows(batch)]
    assert found == ["20.3", "20.3", "P20-15"]
    assert [asked.remarks_of(one) for one in asked.rows(batch)] == [
        [], [], ["没有写目录事项，列入“其他应当公开的信息”。"],
    ]  # fmt: skip


def test_a_column_with_fields_of_its_own_takes_nothing_in(here: World) -> None:
    item("COL-guide", name="政府信息公开指南")
    reason = "“政府信息公开指南”要按栏目的要素填写，不能批量导入。请在工作台填写。"
    batch = loaded(here, row(1, 栏目="COL-guide"), row(2, 栏目="政府信息公开指南"))
    assert reasons(batch) == {1: reason, 2: reason}


def test_an_item_with_two_meanings_and_one_that_ended(here: World) -> None:
    item("A1", name="土地征收")
    item("A2", name="土地征收")
    item("A3", name="旧事项", ended_on=AT.date())
    assert reasons(loaded(here, row(1, 栏目="土地征收"), row(2, 栏目="旧事项"))) == {
        1: "目录事项“土地征收”有 2 项：A1、A2。请写代码。",
        2: "公开目录里没有“旧事项”这个事项。请写目录里的名称或代码。",
    }


def test_an_unchanged_row_stays_unchanged_whatever_was_edited_since(here: World) -> None:
    passed(here, loaded(here, row(1)))
    record = Record.objects.get()
    drafting.edit(record=record, by=here.clerk, at=LATER, title="改过的标题")
    batch = loaded(here, row(1), at=LATER)
    assert asked.counts(batch).unchanged == 1
    batch = loaded(here, row(1, 正文="另一段"), at=LATER + STEP)
    assert reasons(batch) == {1: "内容有变化，但正有人在工作台单独办理。请办结后再导入。"}


def test_what_somebody_corrected_is_not_overwritten(here: World) -> None:
    passed(here, loaded(here, row(1, 栏目="20.3")))
    record = Record.objects.get()
    drafting.edit(record=record, by=here.clerk, at=LATER, title="改过的标题", theme="教育",
                  change_note="标题有误", body_html="<p>改过的正文。</p>")  # fmt: skip
    submit(record=record, by=here.clerk, at=LATER)
    pass_all(here, record, LATER)
    batch = loaded(here, row(1, 栏目="20.3", 正文="另一段"), at=LATER + STEP)
    assert reasons(batch) == {
        1: "内容有变化，但上次导入后已有人在工作台改过，不能覆盖。请在工作台单独更正。"
    }


def test_what_was_withdrawn_does_not_come_back_by_an_import(here: World) -> None:
    passed(here, loaded(here, row(1)))
    withdrawn(here, Publication.objects.get(), LATER)
    assert asked.counts(loaded(here, row(1), at=LATER + STEP)).unchanged == 1
    batch = loaded(here, row(1, 正文="另一段"), at=LATER + 2 * STEP)
    assert reasons(batch) == {
        1: "内容有变化，但这份信息已经撤回，不能由导入重新发布。请在工作台单独办理。"
    }


def test_what_is_under_review_waits_for_its_end(here: World) -> None:
    batch = loaded(here, row(1))
    imports.submit(batch=batch, by=here.clerk, at=AT)
    assert reasons(loaded(here, row(1, 正文="另一段"), at=LATER)) == {
        1: "内容有变化，但正随批次“文件.jsonl”审核。请审核结束后再导入。"
    }


def test_a_later_import_takes_over_what_was_not_handed_in(here: World) -> None:
    first = loaded(here, row(1), row(2))
    second = loaded(here, row(1, 正文="另一段"), row(2), at=LATER)
    assert (asked.counts(second).updated, asked.counts(second).unchanged) == (1, 1)
    assert reasons(first) == {1: "已被后来的导入“文件.jsonl”更新，随那一批办理。"}
    passed(here, first, LATER)
    passed(here, second, LATER)
    texts = set(Publication.objects.values_list("version__body_html", flat=True))
    assert texts == {"<p>另一段</p>", "<p>现就第2号事项通知如下。</p><p>请遵照执行。</p>"}
    assert verify().problems == ()


def test_a_returned_batch_comes_again_with_what_was_right_in_it(here: World) -> None:
    first = loaded(here, row(1), row(2))
    imports.submit(batch=first, by=here.clerk, at=AT)
    decide(first, 1, here.first, outcome="returned", opinion="第2份正文不全")
    second = loaded(here, row(1), row(2, 正文="补全的正文"), at=LATER)
    assert asked.counts(second).created == 2
    passed(here, second, LATER)
    assert Publication.objects.count() == 2
    assert sorted(Publication.objects.values_list("version__number", flat=True)) == [1, 2]
    assert verify().problems == ()


def test_a_discarded_batch_leaves_nothing_and_can_come_again(here: World) -> None:
    batch = loaded(here, row(1, 索引号="000000001/2019-00077"))
    imports.discard(batch=batch, by=here.clerk, at=AT)
    assert Record.objects.get().state == Record.State.DISCARDED
    again = loaded(here, row(1, 索引号="000000001/2019-00077"), at=LATER)
    assert asked.counts(again).created == 1
    passed(here, again, LATER)
    assert Publication.objects.get().index_number == "000000001/2019-00077"


def test_a_discarded_correction_leaves_what_is_public_as_it_is(here: World) -> None:
    passed(here, loaded(here, row(1)))
    batch = loaded(here, row(1, 正文="另一段"), at=LATER)
    imports.discard(batch=batch, by=here.clerk, at=LATER)
    record = Record.objects.get()
    live = Publication.objects.get()
    assert (record.state, record.live, record.current) == ("published", live, live.version)


def test_a_row_taken_out_becomes_a_draft_like_any_other(here: World) -> None:
    batch = loaded(here, row(1, 栏目="20.3"), row(2))
    imports.take_out(row=asked.rows(batch)[0], reason="要先核实", by=here.clerk, at=AT)
    assert reasons(batch) == {1: "送审前取出：要先核实"}
    record = Record.objects.get(current__title__contains="第1号")
    assert record.state == Record.State.DRAFT
    drafting.edit(record=record, by=here.clerk, at=LATER, theme="教育")
    submit(record=record, by=here.clerk, at=LATER)
    passed(here, batch, LATER)
    assert Publication.objects.count() == 1


def test_what_is_taken_up_on_the_desk_leaves_the_batch_when_it_is_handed_in(here: World) -> None:
    batch = loaded(here, row(1), row(2))
    record = Record.objects.get(current__title__contains="第1号")
    drafting.edit(record=record, by=here.clerk, at=AT, theme="教育")
    passed(here, batch, LATER)
    assert reasons(batch) == {1: "送审前已在工作台单独办理，不随本批次。"}
    assert Publication.objects.count() == 1


def test_rows_of_several_organisations_make_a_batch_for_each(here: World) -> None:
    office, other = openness_office(), department("czj", "财政局", short_name="财政")
    chief = person("公开办甲", (office, Post.Role.OPENNESS_OFFICER))
    rows = (row(1, 公开单位="教育局"), row(2, 公开单位="财政"), row(3, 公开单位="天文台"),
            row(4, 公开单位="jyj"), row(5, 发文机关="财政局"), row(6))  # fmt: skip
    batch = begun(here, lines(*rows), organisation=None, by=chief)
    found = imports.load(batch=batch, by=chief, at=AT)
    assert {one.organisation: asked.counts(one).created for one in found.batches} == {
        office: 1, here.organisation: 2, other: 2,
    }  # fmt: skip
    assert (found.read, found.created, found.refused) == (6, 5, 1)
    home = next(one for one in found.batches if one.organisation == office)
    assert reasons(home) == {3: "没有“天文台”这个公开单位。请核对名称，或先建立这个单位。"}
    assert set(asked.sisters(home)) == {one for one in found.batches if one != home}


def test_a_clerk_brings_in_for_nobody_else(here: World) -> None:
    department("czj", "财政局")
    batch = loaded(here, row(1, 公开单位="财政局"), row(2))
    assert reasons(batch) == {1: "您不能为“财政局”导入。请由该单位导入。"}
    assert ImportBatch.objects.count() == 1


def test_an_organisation_cannot_be_changed_by_an_import(here: World) -> None:
    other = department("czj", "财政局")
    index = "000000001/2019-00077"
    loaded(here, row(1, 索引号=index))
    chief = person("公开办甲", (openness_office(), Post.Role.OPENNESS_OFFICER))
    batch = begun(
        here, lines(row(1, 索引号=index, 公开单位="财政局")), organisation=other, by=chief
    )
    imports.load(batch=batch, by=chief, at=AT)
    assert reasons(batch) == {1: "这份信息已由“教育局”导入，公开单位不能改。请核对。"}


def test_a_folder_with_pictures_and_attachments(here: World, tmp_path: Path, settings: Any) -> None:
    table = (
        "文件,成文日期,附件\n甲.html,2020-01-06,表.txt\n"
        "乙.docx,2020-01-06,没有.pdf\n丙.docx,2020-01-06,大.txt\n"
    )
    settings.GONGKAI_UPLOAD_LIMIT = 1024 * 1024
    folder = lay(tmp_path / "文件", **{
        "清单.csv": table, "甲.html": PAGE, "图__一.png": PNG, "乙.docx": word(),
        "丙.docx": word(title="关于丙的通知"), "表.txt": "附表", "大.txt": "大" * 400_000,
    })  # fmt: skip
    batch = begun(here, folder, "文件")
    imports.load(batch=batch, by=here.clerk, at=AT, source=folder)
    assert reasons(batch) == {
        3: "附件“没有.pdf”不在导入的文件夹里。请核对文件名。",
        4: "附件“大.txt”超过 1 MB 的上限。请压缩或拆分。",
    }
    passed(here, batch)
    live = Publication.objects.get()
    files = Attachment.objects.filter(version=live.version).order_by("order")
    assert [(one.file.name, one.inline) for one in files] == [("一.png", True), ("表.txt", False)]
    assert files[0].file.sha256 in live.version.body_html
    assert verify().problems == ()
    again = begun(here, folder, "文件", at=LATER)
    assert imports.load(batch=again, by=here.clerk, at=LATER, source=folder).unchanged == 1


def test_private_data_in_an_attachment_is_a_reason(here: World, tmp_path: Path) -> None:
    table = "文件,成文日期,附件\n甲.html,2020-01-06,表.txt\n"
    folder = lay(tmp_path / "文件", **{"清单.csv": table, "甲.html": PAGE, "表.txt": PRIVATE})
    batch = begun(here, folder, "文件")
    imports.load(batch=batch, by=here.clerk, at=AT, source=folder)
    assert reasons(batch)[2].startswith("筛查出不能公开的内容：附件“表.txt”")


def test_what_was_public_elsewhere_in_time_is_not_late(here: World) -> None:
    passed(here, loaded(here, row(1), row(2, 发布日期="2020-09-01"), row(3, 发布日期="")))
    found = dict(Publication.objects.order_by("id").values_list("title", "is_late"))
    assert list(found.values()) == [False, True, True]


def test_number_of_queries_does_not_grow_with_the_rows(
    here: World, django_assert_max_num_queries: Any
) -> None:
    small = begun(here, lines(row(1)))
    with CaptureQueriesContext(connection) as few:
        imports.load(batch=small, by=here.clerk, at=AT)
    large = begun(here, lines(*(row(number) for number in range(2, 200))), at=LATER)
    with django_assert_max_num_queries(len(few)):
        imports.load(batch=large, by=here.clerk, at=LATER)


def test_number_of_queries_of_publishing_does_not_grow_with_the_rows(
    here: World, django_assert_max_num_queries: Any
) -> None:
    first = loaded(here, row(1))
    with CaptureQueriesContext(connection) as few:
        passed(here, first)
    second = loaded(here, *(row(number) for number in range(2, 150)), at=LATER)
    with django_assert_max_num_queries(len(few)):
        passed(here, second, LATER)
