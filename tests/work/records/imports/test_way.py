"""The whole way of a batch: read in, handed in, passed three times, published, and again."""

from __future__ import annotations

import pytest

from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries import imports as asked
from gongkai.work.records.queries.log_check import verify
from tests.factories import AT
from tests.work.records.imports.scene import PRIVATE, begun, lines, loaded, passed, place, row
from tests.work.records.world import STEP, World


@pytest.fixture
def here(db: None) -> World:
    return place()


def test_rows_become_records_that_wait_with_their_batch(here: World) -> None:
    batch = loaded(here, row(1), row(2))
    assert batch.state == ImportBatch.State.OPEN
    assert asked.counts(batch) == asked.Counts(read=2, created=2, updated=0, unchanged=0, refused=0)
    found = [one.record for one in asked.rows(batch)]
    assert [one.state for one in found] == [Record.State.BATCH] * 2
    version = found[0].current
    assert version.title == "关于第1号事项的通知"
    assert version.body_html == "<p>现就第1号事项通知如下。</p><p>请遵照执行。</p>"
    assert (version.issuer, version.frozen_at, version.drafted_by) == ("教育局", AT, here.clerk)


def test_refused_rows_say_why_and_the_others_go_on(here: World) -> None:
    batch = loaded(
        here, row(1, 成文日期="2020-02-31"), row(2), row(3, 正文=PRIVATE), row(4, 标题="")
    )
    found = {one.number: one.reason for one in asked.refused(batch)}
    assert found == {
        1: "“成文日期”列的“2020-02-31”没有这一天，请核对。",
        3: "筛查出不能公开的内容：正文有身份证号码“110105************”。"
        "请遮盖或删去后重新导入（条例第十五条）。",
        4: "“标题”列是空的。请补上标题。",
    }
    assert asked.refused(batch)[0].raw["标题"] == "关于第1号事项的通知"
    assert asked.counts(batch).created == 1


def test_the_third_pass_publishes_all_and_the_log_holds(here: World) -> None:
    batch = passed(here, loaded(here, row(1), row(2), row(3)))
    assert (batch.state, batch.published_at) == (ImportBatch.State.PUBLISHED, AT)
    found = list(Publication.objects.order_by("id"))
    assert [one.index_number for one in found] == [
        f"000000JYJ/2023-0000{number}" for number in (1, 2, 3)
    ]
    assert {one.published_by for one in found} == {here.final}
    assert {one.is_late for one in found} == {False}
    assert [one.record.state for one in found] == [Record.State.PUBLISHED] * 3
    assert verify().problems == ()


def test_a_number_of_its_own_is_kept(here: World) -> None:
    own = "000000001/2019-00077"
    passed(here, loaded(here, row(1, 索引号=own), row(2)))
    assert set(Publication.objects.values_list("index_number", flat=True)) == {
        own,
        "000000JYJ/2023-00001",
    }


def test_the_same_source_again_changes_nothing(here: World) -> None:
    rows = [row(1), row(2), row(3, 正文=PRIVATE)]
    passed(here, loaded(here, *rows))
    again = begun(here, lines(*rows), at=AT + STEP)
    found = imports.load(batch=again, by=here.clerk, at=AT + STEP)
    assert (found.read, found.created, found.updated) == (3, 0, 0)
    assert (found.unchanged, found.refused) == (2, 1)
    again.refresh_from_db()
    assert again.state == ImportBatch.State.NOTHING
    assert Record.objects.count() == 2


def test_what_the_source_says_otherwise_is_a_correction(here: World) -> None:
    passed(here, loaded(here, row(1), row(2)))
    batch = loaded(here, row(1), row(2, 标题="关于第2号事项的更正通知", 编号=""), at=AT + STEP)
    assert asked.counts(batch) == asked.Counts(read=2, created=0, updated=1, unchanged=1, refused=0)
    passed(here, batch, AT + STEP)
    record = Record.objects.get(live__title="关于第2号事项的更正通知")
    assert record.publications.count() == 2
    assert record.live is not None and record.live.version.number == 2
    assert verify().problems == ()


def test_every_step_stands_in_the_journal(here: World) -> None:
    passed(here, loaded(here, row(1)))
    verbs = list(Deed.objects.filter(verb__startswith="import.").values_list("verb", flat=True))
    assert sorted(verbs) == sorted([
        "import.begin", "import.read", "import.load", "import.finish", "import.submit",
        "import.publish", *["import.review"] * 3,
    ])  # fmt: skip


def test_a_preview_writes_nothing_and_counts_the_same(here: World) -> None:
    batch = begun(here, lines(row(1), row(2, 标题=""), row(3)))
    found = asked.preview(batch, at=AT, by=here.clerk)
    assert (found.read, found.created, len(found.refused)) == (3, 2, 1)
    assert found.samples[0]["标题"] == "关于第1号事项的通知"
    assert (Record.objects.count(), ImportRow.objects.count()) == (0, 0)
    assert imports.load(batch=batch, by=here.clerk, at=AT).created == 2
