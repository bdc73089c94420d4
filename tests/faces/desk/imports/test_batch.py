"""A batch on the desk: its rows, what can be done with it, and its three reviews."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import BatchReview, ImportBatch
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from tests.faces.desk.imports.test_begin import at, errors, stats
from tests.faces.desk.records.scene import ROLES, scene
from tests.faces.desk.records.test_lists import as_, cells, queries
from tests.factories import AT, officer
from tests.work.records.imports.scene import decide, loaded, passed, place, row
from tests.work.records.test_batch_fixes import NUMBER, fixed
from tests.work.records.test_workbench import BENT
from tests.work.records.world import World, item, published, world

pytestmark = pytest.mark.django_db
QUEUE = reverse("desk:reviews")
DOUBTFUL = "请村长组织实施。"


def submitted(here: World, *rows: dict[str, Any]) -> ImportBatch:
    batch = loaded(here, *(rows or (row(1), row(2))))
    return imports.submit(batch=batch, by=here.clerk, at=AT)


def form(
    batch: ImportBatch, level: int, outcome: str = "passed", opinion: str = ""
) -> dict[str, Any]:
    return {
        "level": level, "outcome": outcome, "opinion": opinion, "batch_hash": batch.batch_hash,
    }  # fmt: skip


def buttons(answer: Any) -> list[str]:
    page = lxml_html.document_fromstring(answer.content.decode())
    return [one.text_content() for one in page.xpath("//main//form[@method='post']//button")]


def text(answer: Any) -> str:
    page = lxml_html.document_fromstring(answer.content.decode())
    return " ".join(page.xpath("//main")[0].text_content().split())


def test_the_rows_with_what_was_decided_about_them() -> None:
    here = place()
    batch = loaded(here, row(1), row(2, 目录事项="P20-15"), row(3, 标题=""))
    client = as_(here.clerk)
    answer = client.get(at("batch", batch))
    assert stats(answer) == ["2件", "0件", "0件", "1行"]
    assert [line[:3] for line in cells(answer, "批次里的文件")] == [
        ["1", "关于第1号事项的通知青教发〔2020〕1号，2020-01-06其他应当公开的信息", "新增"],
        ["2", "关于第2号事项的通知青教发〔2020〕2号，2020-01-06其他应当公开的信息", "新增"],
    ]
    assert cells(client.get(at("batch", batch) + "?show=refused"), "没有导入的行")[0][:2] == [
        "3", "“标题”列是空的。请补上标题。",
    ]  # fmt: skip
    assert buttons(answer) == ["送审这一批", "作废这一批"]
    warned = client.get(at("batch", batch) + "?show=warned")
    assert [line[0] for line in cells(warned, "批次里的文件")] == ["1"]
    assert client.get(at("batch", batch) + "?show=nichts").status_code == 200


def test_one_document_is_read_whole_and_taken_out() -> None:
    here = place()
    batch = loaded(here, row(1), row(2))
    client = as_(here.clerk)
    url = reverse("desk:import_row", args=[batch.pk, 1])
    assert "现就第1号事项通知如下。" in text(client.get(url))
    assert errors(client.post(url, {"reason": ""})) == ["请填写取出原因"]
    assert client.post(url, {"reason": "要单独核对"}).status_code == 302
    assert Record.objects.filter(state="draft").count() == 1
    assert client.get(url).status_code == 404
    assert cells(client.get(at("batch", batch) + "?show=refused"), "没有导入的行")[0][:2] == [
        "1", "送审前取出：要单独核对",
    ]  # fmt: skip
    assert client.get(reverse("desk:import_row", args=[batch.pk, 99])).status_code == 404


def test_handed_in_and_given_up_by_buttons() -> None:
    here = place()
    batch, other = loaded(here, row(1)), loaded(here, row(2))
    client = as_(here.clerk)
    assert client.get(at("submit", batch)).status_code == 405
    assert client.post(at("submit", batch)).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "first"
    page = client.get(at("batch", batch))
    assert (buttons(page), batch.batch_hash in text(page)) == ([], True)
    again = client.post(at("submit", batch))
    assert (again.status_code, "这一批现在的状态是“待一审”" in again.content.decode()) == (
        409,
        True,
    )
    assert client.post(at("discard", batch)).status_code == 409
    client.post(at("discard", other))
    other.refresh_from_db()
    assert other.state == "discarded"


def test_three_people_pass_it_and_it_is_public() -> None:
    here = place()
    batch = submitted(here)
    url = at("review", batch)
    for level, person in enumerate(here.reviewers, 1):
        client = as_(person)
        assert len(lxml_html.document_fromstring(client.get(url).content.decode()).xpath(
            "//section[@aria-labelledby='h-sam']/details")) == 2  # fmt: skip
        answer = client.post(url, form(batch, level))
        assert answer["Location"] == QUEUE
        batch.refresh_from_db()
    assert (batch.state, Publication.objects.count()) == ("published", 2)
    assert BatchReview.objects.count() == 3
    assert as_(here.first).get(url)["Location"] == at("batch", batch)


def test_it_waits_in_the_queue_with_its_count() -> None:
    here = place()
    batch = submitted(here)
    client = as_(here.first)
    page = lxml_html.document_fromstring(client.get(QUEUE).content.decode())
    (waiting,) = page.xpath("//section[@aria-labelledby='h-b']//li//a/@href")[:1]
    assert waiting == at("review", batch)
    assert page.xpath("//nav//a[contains(., '审核')]/b")[0].text_content().startswith("1 ")
    second = as_(here.second).get(QUEUE).content.decode()
    assert batch.name not in second
    decide(batch, 1, here.first)
    assert batch.name not in client.get(QUEUE).content.decode()


def test_it_is_returned_with_a_reason_for_the_importer() -> None:
    here = place()
    batch = submitted(here)
    client, url = as_(here.first), at("review", batch)
    without = client.post(url, form(batch, 1, "returned"))
    assert (without.status_code, errors(without)) == (
        409, ["退回要写明理由：哪一处、应怎样改。起草人按理由修改。"],
    )  # fmt: skip
    client.post(url, form(batch, 1, "returned", "第2行日期不对。"))
    page = as_(here.clerk).get(at("batch", batch))
    assert ("第2行日期不对。" in text(page), buttons(page)) == (True, ["作废这一批"])


def test_a_decision_on_another_hash_or_level_is_refused() -> None:
    here = place()
    batch = submitted(here)
    url = at("review", batch)
    for given in (form(batch, 1) | {"batch_hash": "0" * 64}, form(batch, 3), {"level": "x"}):
        assert as_(here.first).post(url, given).status_code in {200, 409}
    assert as_(here.second).post(url, form(batch, 2)).status_code == 409
    assert BatchReview.objects.count() == 0


def test_the_sample_differs_by_level_and_is_the_same_for_all() -> None:
    here = place()
    batch = submitted(here, *(row(number) for number in range(1, 41)))

    def sample(person: Any) -> list[str]:
        page = lxml_html.document_fromstring(as_(person).get(at("review", batch)).content.decode())
        found = page.xpath("//section[@aria-labelledby='h-sam']/details/summary")
        return [one.text_content() for one in found]

    first = sample(here.first)
    assert (len(first), sample(here.first), sample(here.second)) == (10, first, first)
    decide(batch, 1, here.first)
    assert sample(here.second) != first


def test_all_warnings_stand_before_the_reviewer() -> None:
    here = place()
    item("20.9", name="其他信息")
    batch = submitted(here, row(1, 目录事项="20.9"), row(2, 目录事项="20.9", 正文=DOUBTFUL))
    client = as_(here.first)
    answer = client.get(at("review", batch))
    assert "只看有提示的 1 件" in text(answer)
    (line,) = cells(client.get(at("review", batch) + "?warned=1"), "批次里的文件")
    assert (line[0], line[3].startswith("请核对 正文：表述 村长")) == ("2", True)


def test_a_fix_shows_what_it_changes() -> None:
    here = world()
    published(here, title="甲", **BENT)
    batch = imports.submit(batch=fixed(here, NUMBER), by=here.clerk, at=AT)
    (line,) = cells(as_(here.first).get(at("review", batch)), "批次里的文件")
    assert (line[2], line[3]) == (
        "更新", "发文字号：青教发[2023]5 号 青教发〔2023〕5号更正说明：历史文件规范化",
    )  # fmt: skip
    page = text(as_(here.clerk).get(at("batch", batch)))
    assert "补正" in page
    assert as_(here.clerk).get(at("refused", batch)).status_code == 404
    shown = as_(here.first).get(reverse("desk:import_row", args=[batch.pk, 1]))
    assert cells(shown, "改动") == [["发文字号", "青教发[2023]5 号", "青教发〔2023〕5号"]]


def test_an_update_shows_what_it_changes() -> None:
    here = place()
    passed(here, loaded(here, row(1)))
    batch = loaded(here, row(1, 主题分类="教育"))
    (line,) = cells(as_(here.clerk).get(at("batch", batch)), "批次里的文件")
    assert (line[2], line[3].startswith("主题分类：教育")) == ("更新", True)


def test_who_may_do_what_with_a_batch() -> None:
    here = scene()
    item("P20-15", name="其他")
    batch = loaded(here.here, row(1))
    imports.submit(batch=batch, by=here.here.clerk, at=AT)
    line = reverse("desk:import_row", args=[batch.pk, 1])
    found = {}
    for role in ROLES:
        client = as_(here.roles[role])
        found[role] = (
            client.get(at("batch", batch)).status_code, client.get(line).status_code,
            client.get(at("review", batch)).status_code,
            client.post(at("discard", batch)).status_code,
        )  # fmt: skip
    reviews, reads = (200, 200, 200, 403), (200, 200, 403, 403)
    assert found == {
        "clerk": (200, 200, 403, 409), "first": reviews, "second": reviews, "final": reviews,
        "head": reads, "other clerk": (404, 404, 403, 404), "other final": (404, 404, 404, 404),
        "officer": (200, 200, 403, 409), "openness head": (200, 200, 403, 409),
        "administrator": (403, 403, 403, 403),
    }  # fmt: skip
    why = text(as_(here.roles["second"]).get(at("review", batch)))
    assert "现在不能由您审核" in why
    assert BatchReview.objects.count() == 0


def test_who_brought_it_in_may_not_review_it() -> None:
    here = place()
    batch = submitted(here)
    given = form(batch, 1)
    assert as_(here.clerk).post(at("review", batch), given).status_code == 403
    assert as_(officer()).post(at("review", batch), given).status_code == 403
    assert BatchReview.objects.count() == 0


@pytest.mark.parametrize("name", ["batch", "review"])
def test_many_rows_cost_no_more_queries(name: str) -> None:
    here = place()
    # Of the sample, which is never larger, each is read whole.
    few = submitted(here, *(row(n) for n in range(1, 11)))
    many = submitted(here, *(row(n) for n in range(11, 31)))
    client = as_(here.first)
    assert queries(client, at(name, few)) == queries(client, at(name, many))


def test_many_batches_in_the_queue_cost_no_more_queries() -> None:
    here = place()
    submitted(here, row(1))
    client = as_(here.first)
    few = queries(client, QUEUE)
    for number in range(2, 5):
        submitted(here, row(number))
    assert queries(client, QUEUE) == few


def test_the_day_page_lists_what_waits_and_what_came_back() -> None:
    here = place()
    resting, batch = loaded(here, row(1)), submitted(here, row(2))
    home = reverse("desk:home")
    assert rows(as_(here.first).get(home), "h-batches") == [at("review", batch)]
    assert rows(as_(here.clerk).get(home), "h-imports") == [at("batch", resting)]
    decide(batch, 1, here.first, outcome="returned", opinion="第2行日期不对。")
    page = as_(here.clerk).get(home)
    assert rows(page, "h-imports") == [at("batch", resting), at("batch", batch)]
    assert "退回的理由：第2行日期不对。" in text(page)
    assert rows(as_(here.first).get(home), "h-batches") == []


def rows(answer: Any, heading: str) -> list[str]:
    page = lxml_html.document_fromstring(answer.content.decode())
    return list(page.xpath(f"//section[@aria-labelledby='{heading}']//div[@class='what']/a/@href"))
