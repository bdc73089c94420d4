"""Upload, mapping and dry run: what is read, what is asked, what is refused and why."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.faces.desk.imports import begin as pages
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.record import Record
from tests.faces.desk.records.scene import ROLES, scene
from tests.faces.desk.records.test_lists import as_, cells, queries
from tests.work.records.imports.scene import PRIVATE, lines, loaded, place, row
from tests.work.records.world import World, item

pytestmark = pytest.mark.django_db
LIST = reverse("desk:imports")


def table(*rows: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(rows).encode(encoding)


GOOD = table(
    "标题,文号,成文时间,备注,内容",
    "关于甲的通知,青教发〔2019〕1号,2019-01-02,x,甲的全文",
    "关于乙的通知,青教发〔2019〕2号,2019-01-03,y,乙的全文",
)
MIXED = GOOD + table("", ",青教发〔2019〕3号,2019-01-04,z,丙的全文",
                     "关于丁的通知,青教发〔2019〕4号,没有日期,=1+1,丁的全文")  # fmt: skip


def upload(client: Any, data: bytes, name: str = "旧站.csv", **more: str) -> Any:
    return client.post(
        LIST, {"file": SimpleUploadedFile(name, data), "organisation": "jyj", **more}
    )


def at(name: str, batch: ImportBatch) -> str:
    return reverse(f"desk:import_{name}", args=[batch.pk])


def tree(answer: Any) -> Any:
    return lxml_html.document_fromstring(answer.content.decode())


def errors(answer: Any) -> list[str]:
    return [one.text_content() for one in tree(answer).xpath("//section[@class='errors']//li")]


def chosen(answer: Any) -> dict[str, str]:
    """The field of each column as the mapping page proposes it."""
    found = {}
    for line in tree(answer).xpath("//div[@aria-label='文件的各列']//tbody/tr"):
        picked = line.xpath(".//option[@selected]/@value")
        found[line.xpath("./th")[0].text_content().strip()] = picked[0] if picked else ""
    return found


def stats(answer: Any) -> list[str]:
    return [one.text_content() for one in tree(answer).xpath("//dl[@class='stats']//dd")]


def begun(here: World, data: bytes = GOOD, name: str = "旧站.csv") -> ImportBatch:
    answer = upload(as_(here.clerk), data, name)
    assert answer.status_code == 302, errors(answer)
    return ImportBatch.objects.latest("pk")


def test_from_the_file_to_the_batch() -> None:
    here = place()
    client = as_(here.clerk)
    answer = upload(client, MIXED)
    batch = ImportBatch.objects.get()
    assert answer["Location"] == at("mapping", batch)
    page = client.get(at("mapping", batch))
    assert chosen(page) == {
        "标题": "title", "文号": "document_number", "成文时间": "issued_on", "备注": "",
        "内容": "body",
    }  # fmt: skip
    assert client.post(at("mapping", batch), sent(page)).status_code == 302
    tried = client.get(at("check", batch))
    assert stats(tried) == ["4行", "2件", "0件", "0件", "2行"]
    assert [line[:2] for line in cells(tried, "不能导入的行")] == [
        ["4", "“标题”列是空的。请补上标题。"],
        ["5", "“成文时间”列的“没有日期”不是日期，请写成 2023-07-25 的样子。"],
    ]
    assert Record.objects.count() == 0
    answer = client.post(at("start", batch))
    assert answer["Location"] == at("batch", batch)
    batch.refresh_from_db()
    assert (batch.state, Record.objects.count()) == ("open", 2)


def sent(page: Any, **changes: str) -> dict[str, str]:
    """The mapping form as it stands, with some choices changed."""
    form = tree(page).xpath("//form[@aria-label='各列对应的要素']")[0]
    return {name: value or "" for name, value in form.form_values()} | changes


def test_a_column_is_chosen_by_hand_and_remembered() -> None:
    here = place()
    client = as_(here.clerk)
    data = table("公文题目甲,内容,成文时间", "关于甲的通知,全文,2019-01-02")
    batch = begun(here, data)
    page = client.get(at("mapping", batch))
    assert chosen(page)["公文题目甲"] == ""
    refused = client.post(at("mapping", batch), sent(page))
    assert (refused.status_code, errors(refused)) == (
        409, ["没有哪一列对应“标题”。请指定标题所在的列。"],
    )  # fmt: skip
    client.post(at("mapping", batch), sent(page, c0="title"))
    client.post(at("start", batch))
    again = begun(here, data + "\n关于乙的通知,乙的全文,2019-02-02".encode())
    assert chosen(client.get(at("mapping", again)))["公文题目甲"] == "title"
    there = place("czj", "财政局")
    other = upload(as_(there.clerk), data, organisation="czj")
    assert chosen(as_(there.clerk).get(other["Location"]))["公文题目甲"] == ""


def test_two_columns_for_one_field_are_refused() -> None:
    here = place()
    client, batch = as_(here.clerk), begun(here)
    page = client.get(at("mapping", batch))
    answer = client.post(at("mapping", batch), sent(page, c3="title"))
    assert errors(answer) == ["“标题”、“备注”都对应“标题”。请只留一列。"]
    assert chosen(answer)["备注"] == "title"
    forged = client.post(at("mapping", batch), sent(page, c3="nichts"))
    assert errors(forged) == ["“备注”列里没有这一项，请从列出的选项中选择"]


def test_values_for_every_row() -> None:
    here = place()
    item("20.9", name="其他信息")
    client, batch = as_(here.clerk), begun(here)
    page = client.get(at("mapping", batch))
    client.post(
        at("mapping", batch), sent(page, item="20.9", theme="教育-招生", document_kind="通知")
    )
    client.post(at("start", batch))
    said = {
        (one.version.item.code, one.version.theme, one.version.document_kind)
        for one in ImportRow.objects.select_related("version__item")
    }
    assert said == {("20.9", "教育-招生", "notice")}


def test_the_same_file_again_changes_nothing() -> None:
    here = place()
    client = as_(here.clerk)
    client.post(at("start", begun(here)))
    again = begun(here)
    assert stats(client.get(at("check", again)))[:4] == ["2行", "0件", "0件", "2件"]
    assert "没有一行可以导入" in client.get(at("check", again)).content.decode()


def test_private_numbers_are_refused_with_their_place() -> None:
    here = place()
    batch = begun(here, lines(row(1, 正文=PRIVATE)), "旧站.jsonl")
    (line,) = cells(as_(here.clerk).get(at("check", batch)), "不能导入的行")
    assert line[1].startswith("筛查出不能公开的内容：正文有")
    assert "11010519491231002X" not in line[1]


def test_a_large_source_is_left_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "AT_ONCE", 10)
    here = place()
    batch = begun(here)
    client = as_(here.clerk)
    client.post(at("start", batch))
    batch.refresh_from_db()
    assert (batch.state, batch.queued_at is not None, Record.objects.count()) == (
        "reading",
        True,
        0,
    )
    for name in ("mapping", "check"):
        assert client.get(at(name, batch))["Location"] == at("batch", batch)
    page = client.get(at("batch", batch))
    assert "已排入后台，马上开始。" in page.content.decode()
    assert ("Refresh" in page, client.get(at("batch", batch) + "?again=1")["Refresh"]) == (
        False,
        "10",
    )


def test_only_the_first_rows_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "TRIED", 2)
    here = place()
    batch = begun(here, MIXED)
    answer = as_(here.clerk).get(at("check", batch))
    assert (stats(answer)[0], "试读了前 2 行" in answer.content.decode()) == ("2行", True)


def test_who_may_bring_in_what() -> None:
    here = scene()
    item("P20-15", name="其他")
    batch = begun(here.here)
    found = {}
    for role in ROLES:
        client = as_(here.roles[role])
        codes = [client.get(at(name, batch)).status_code for name in ("mapping", "check", "batch")]
        listed = client.get(LIST)
        count = len(cells(listed, "批次表")) if listed.status_code == 200 else 0
        posted = upload(client, b"", organisation=here.here.organisation.code).status_code
        found[role] = (listed.status_code, count, posted, *codes)
    reads, closed = (200, 1, 403, 403, 403, 200), (200, 0, 403, 404, 404, 404)
    imports = (200, 1, 200, 200, 200, 200)
    assert found == {
        "clerk": imports, "first": reads, "second": reads, "final": reads, "head": reads,
        "other clerk": (200, 0, 200, 404, 404, 404), "other final": closed,
        "officer": imports, "openness head": imports,
        "administrator": (403, 0, 403, 403, 403, 403),
    }  # fmt: skip
    started = {}
    for role in ROLES:
        mine = begun(here.here, GOOD + f"\n关于{role}的通知,,2019-01-02,x,全文".encode())
        started[role] = as_(here.roles[role]).post(at("start", mine)).status_code
    assert {role for role, code in started.items() if code == 302} == {
        "clerk", "officer", "openness head",
    }  # fmt: skip
    assert started["other clerk"] == started["other final"] == 404


def test_a_clerk_cannot_bring_in_for_another_unit() -> None:
    here = scene()
    answer = upload(as_(here.roles["clerk"]), GOOD, organisation="czj")
    assert (answer.status_code, ImportBatch.objects.count()) == (200, 0)


def test_many_batches_cost_no_more_queries() -> None:
    here = place()
    loaded(here, row(1))
    client = as_(here.clerk)
    few = queries(client, LIST)
    for number in range(2, 5):
        loaded(here, row(number), row(number + 10, 标题=""))
    assert queries(client, LIST) == few
