"""Plans come in by file; what is no plan is refused in a sentence and what was typed stays."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.work.ledger.models.plan import Plan
from tests.faces.desk.ledger.reading import as_, errors, query_count, rows, text, tree
from tests.factories import adopted_plan, district, draft_plan, officer

pytestmark = pytest.mark.django_db
DOCX = files("gongkai.faces.jobs.demo").joinpath("plan.docx")
ADDRESS = "/desk/plans/"


def send(client: Client, name: str, data: bytes, **fields: Any) -> Any:
    given = {"organisation": district().pk, "file": SimpleUploadedFile(name, data), **fields}
    return client.post(ADDRESS, given)


def test_address() -> None:
    assert reverse("desk:plans") == ADDRESS


def test_file_becomes_a_draft_to_be_checked() -> None:
    answer = send(as_(officer()), "方案.docx", DOCX.read_bytes())
    plan = Plan.objects.get()
    assert answer["Location"] == f"/desk/plans/{plan.pk}/"
    assert (plan.state, plan.tasks.count(), plan.organisation) == ("draft", 42, district())


def test_same_file_again_is_refused_and_form_kept() -> None:
    client = as_(officer())
    send(client, "方案.docx", DOCX.read_bytes())
    answer = send(client, "方案.docx", DOCX.read_bytes(), issued_on="2026-04-10")
    assert answer.status_code == 409
    assert errors(answer) == [
        "这个文件已经导入过，还是草稿。请打开那份草稿继续核对，或者先作废再重新导入。"
    ]
    typed = tree(answer).xpath("//input[@name='issued_on']/@value")
    assert (typed, Plan.objects.count()) == (["2026-04-10"], 1)


@pytest.mark.parametrize(
    ("name", "data", "status", "begins"),
    [
        ("空.docx", b"", 200, "“空.docx”是空文件"),
        ("方案.exe", b"MZ", 200, "“方案.exe”不是可以上传的文件"),
        ("方案.docx", b"not a zip", 200, "“方案.docx”的内容与文件名不符"),
        ("方案.txt", "今天天气很好。".encode(), 409, "文件“方案.txt”没有读成方案："),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(
    name: str, data: bytes, status: int, begins: str
) -> None:
    answer = send(as_(officer()), name, data)
    said = errors(answer)
    assert (answer.status_code, len(said), Plan.objects.count()) == (status, 1, 0)
    assert said[0].startswith(begins)


def test_missing_file_is_asked_for() -> None:
    district()
    answer = as_(officer()).post(ADDRESS, {})
    assert errors(answer) == ["请选择方案文件", "请选择制定机关"]


def test_district_is_proposed_as_issuer() -> None:
    here = district()
    chosen = tree(as_(officer()).get(ADDRESS)).xpath("//option[@selected]")
    assert [text(one) for one in chosen] == [here.name]


def test_drafts_stand_before_adopted_plans() -> None:
    adopted_plan({}, {})
    draft_plan(year=2022)
    assert rows(as_(officer()).get(ADDRESS), "全部方案") == [
        [
            "2022",
            "青禾区2022年政务公开工作方案青禾区人民政府，青政办字〔2022〕12号",
            "待核对", "1", "2023-07-25", "2023-08-04",
        ],
        [
            "2023",
            "青禾区2023年政务公开工作方案青禾区人民政府，青政办字〔2023〕12号",
            "已采用", "2", "2023-07-25", "2023-08-04",
        ],
    ]  # fmt: skip


def test_list_asks_no_more_for_more_plans() -> None:
    client = as_(officer())
    draft_plan(year=2020)
    first = query_count(client, ADDRESS)
    for year in (2021, 2022, 2023):
        draft_plan(year=year)
    assert query_count(client, ADDRESS) == first


def test_empty_shelf_says_what_to_do() -> None:
    empty = tree(as_(officer()).get(ADDRESS)).xpath("//div[@class='empty']")
    assert [text(one)[:11] for one in empty] == ["还没有导入过方案。选择"]


def test_original_file_comes_back() -> None:
    client = as_(officer())
    send(client, "方案 一.docx", DOCX.read_bytes())
    answer = client.get(reverse("desk:plan_file", args=[Plan.objects.get().pk]))
    assert answer.content == DOCX.read_bytes()
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E6%96%B9")
