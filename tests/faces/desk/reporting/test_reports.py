"""Annual reports on the desk: who sees what, each step by its page, numbers that lead to cases."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.rules.report_tables import read_published
from gongkai.work.org.models.person import Person, Post
from gongkai.work.reporting.actions.flow import freeze, submit
from gongkai.work.reporting.models.report import AnnualReport, HandedFigure, ImportedReport
from gongkai.work.reporting.queries.page import report_page
from tests.factories import administrator, department, district, person
from tests.rules.report_tables.build import GOLDEN, report
from tests.work.records.world import item
from tests.work.reporting.scene import BEGIN, YEAR, Scene, asked, complete, scene

pytestmark = pytest.mark.django_db


def at(name: str, *more: object, code: str = "jtj", year: int = YEAR) -> str:
    return reverse(f"desk:annual_report{name}", args=[year, code, *more])


def client(who: Person) -> Client:
    one = Client()
    one.force_login(who)
    return one


def text_of(response: Any) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


def everybody(here: Scene) -> dict[str, Person]:
    other = scene("mzj", "民政局", here.officer)
    return {
        "clerk": here.clerk, "head": here.head, "officer": here.officer,
        "foi clerk": here.foi.clerk, "other clerk": other.clerk, "other head": other.head,
        "administrator": administrator(), "nobody": person("没有岗位"),
    }  # fmt: skip


PAGES: dict[str, tuple[Any, ...]] = {
    "": (),
    "_file": ("json",),
    "_cell": ("3.7", "total"),
    "_text": ("other",),
    "_figures": (),
    "_last_year": (),
    "_because": ("return",),
}


def test_who_may_open_which_page() -> None:
    here = scene()
    asked(here, date(2026, 3, 2), "3.1", date(2026, 3, 20))
    people = everybody(here)
    found = {
        name: {who: client(one).get(at(name, *more)).status_code for who, one in people.items()}
        for name, more in PAGES.items()
    }
    hidden = dict.fromkeys(("other clerk", "other head", "administrator", "nobody"), 404)
    reader = {"clerk": 200, "head": 200, "officer": 200, "foi clerk": 404} | hidden
    writer = reader | {"officer": 403}
    assert found == {
        "": reader,
        "_file": reader,
        # The clerk sees the number alone; cases are for those who handle or oversee them.
        "_cell": reader | {"clerk": 404},
        "_text": writer,
        "_figures": writer,
        "_last_year": writer,
        "_because": reader | {"clerk": 403, "head": 403},
    }


def test_nobody_reaches_anything_without_logging_in() -> None:
    scene()
    for name, more in PAGES.items():
        answer = Client().get(at(name, *more))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/desk/login/")


def test_steps_are_refused_to_whoever_has_not_the_power() -> None:
    here = scene()
    complete(here.organisation, here.clerk)
    people = everybody(here)
    found = {
        act: {who: client(one).post(at("_step", act)).status_code for who, one in people.items()}
        for act in ("submit", "freeze")
    }
    hidden = dict.fromkeys(("other clerk", "other head", "administrator", "nobody"), 404)
    assert found["submit"] == {
        "clerk": 403, "head": 302, "officer": 403, "foi clerk": 404, **hidden,
    }  # fmt: skip
    # The head froze it first, so that nothing was left for the officer.
    assert found["freeze"] == {
        "clerk": 403, "head": 302, "officer": 409, "foi clerk": 404, **hidden,
    }  # fmt: skip


def test_the_whole_way_by_the_pages() -> None:
    here = scene()
    item("COL-report", name="政府信息公开年报")
    asked(here, date(2026, 3, 2), "3.1", date(2026, 3, 20))
    clerk, head, officer = client(here.clerk), client(here.head), client(here.officer)
    assert "还没有填报的数字" in text_of(clerk.get(at("")))
    answer = head.post(at("_step", "submit"))
    assert answer.status_code == 409
    assert "没有填报表二的“行政许可”" in text_of(answer)
    figures = {"row-0": "12", "row-1": "0", "row-2": "0", "row-3": "3.5", "source": "审批系统"}
    assert clerk.post(at("_figures"), figures).status_code == 302
    assert list(HandedFigure.objects.order_by("id").values_list("row", "value", "by__name")) == [
        ("行政许可", Decimal(12), "信息员甲"), ("行政处罚", 0, "信息员甲"),
        ("行政强制", 0, "信息员甲"), ("行政事业性收费", Decimal("3.5"), "信息员甲"),
    ]  # fmt: skip
    kinds = ("natural", "company", "research", "welfare", "legal", "other")
    typed = {**dict.fromkeys(kinds, "0"), "documents": "", "reason": "上年年报", "typed": "1"}
    assert clerk.post(at("_last_year"), typed).status_code == 302
    said = {"text": "收到申请1件。\r\n宣传还不够。", "seen": ""}
    assert clerk.post(at("_text", "problems"), said).status_code == 302
    assert head.post(at("_step", "submit")).status_code == 302
    assert officer.post(at("_because", "return"), {"reason": ""}).status_code == 200
    assert officer.post(at("_because", "return"), {"reason": "太短"}).status_code == 302
    assert "太短" in text_of(clerk.get(at("")))
    assert head.post(at("_step", "submit")).status_code == 302
    assert officer.post(at("_step", "freeze")).status_code == 302
    assert clerk.post(at("_draft")).status_code == 302
    row = AnnualReport.objects.get()
    assert (row.state, row.record is not None) == ("frozen", True)
    assert row.chapters == {"problems": "收到申请1件。\n宣传还不够。"}
    assert list(row.steps.values_list("kind", flat=True)) == [
        "submitted", "returned", "submitted", "frozen", "drafted",
    ]  # fmt: skip


def test_what_is_wrong_in_a_form_is_said_beside_it_and_nothing_typed_is_lost() -> None:
    here = scene()
    clerk = client(here.clerk)
    answer = clerk.post(at("_figures"), {"row-0": "", "row-1": "1.5", "row-2": "-1", "row-3": "x"})
    text = text_of(answer)
    wanted = (
        "请填写行政许可，没有的填 0", "行政处罚要填整数", "行政强制不能小于 0",
        "行政事业性收费要填数字", "请填写数据来源",
    )  # fmt: skip
    assert [one for one in wanted if one not in text] == []
    assert 'value="1.5"' in answer.content.decode()
    assert HandedFigure.objects.count() == 0


def upload(name: str, data: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, data), "reason": "2025年公开的网页"}


@pytest.mark.parametrize(
    ("name", "told", "said"),
    [
        ("a.html", report(name="民政局", year=2025), "不是交通局的"),
        ("a.html", report(name="交通局", year=2024), "是 2024 年的年度报告"),
        ("a.html", None, "没有找到表三"),
        ("a.json", [], "不是年度报告的 JSON 文件"),
        ("a.json", {"table3": {"4": {"natural": 1}}}, "没有读全"),
    ],
)
def test_a_wrong_file_of_the_year_before_is_refused(name: str, told: Any, said: str) -> None:
    here = scene()
    data = json.dumps(told).encode() if name.endswith("json") else b"<html><p>x</p></html>"
    if name.endswith("html") and told is not None:
        data = report_page(told).encode()
    answer = client(here.clerk).post(at("_last_year"), upload(name, data))
    assert (answer.status_code, ImportedReport.objects.count()) == (409, 0)
    assert said in text_of(answer)


def test_a_file_of_the_year_before_is_kept_as_it_is_with_what_does_not_hold() -> None:
    here = scene()
    told = report(GOLDEN, name="交通局", year=2025)
    told["table3"]["3.1"]["natural"] = 1
    answer = client(here.clerk).post(at("_last_year"), upload("a.html", report_page(told).encode()))
    assert answer.status_code == 302
    kept = ImportedReport.objects.get()
    assert (kept.content["table3"], len(kept.notes)) == (told["table3"], 2)
    assert "EQ3 表三“（一）予以公开”的“总计”：5548，1" in kept.notes


def test_the_office_sees_who_submitted_who_is_late_and_what_is_lacking() -> None:
    here = scene()
    complete(here.organisation, here.clerk)
    submit(**here.of, by=here.head, at=BEGIN)
    text = text_of(client(here.officer).get(reverse("desk:annual_reports")))
    assert re.search(r"交通局\s+已报送\s+2027-01-08\s+2027-01-31\s+—\s+—", text)
    assert re.search(r"4 项没有填报、缺上年年报", text)
    only = client(here.officer).get(reverse("desk:annual_reports"), {"state": "late"})
    assert "没有符合条件的单位" in text_of(only)


def test_a_department_comes_straight_to_its_own_report() -> None:
    here = scene()
    answer = client(here.clerk).get(reverse("desk:annual_reports"))
    assert (answer.status_code, answer["Location"]) == (302, at(""))


def test_numbers_lead_to_cases_for_those_who_handle_them_and_name_nobody() -> None:
    here = scene()
    one = asked(here, date(2026, 3, 2), "3.1", date(2026, 3, 20))
    asked(here, date(2026, 12, 20))
    link = at("_cell", "3.1", "natural")
    head, clerk = client(here.head), client(here.clerk)
    assert link in head.get(at("")).content.decode()
    assert link not in clerk.get(at("")).content.decode()
    page = head.get(link)
    assert re.findall(r"JTJ-\d{4}-\d+", text_of(page)) == [one.number]
    assert "米有为" not in page.content.decode()
    assert head.get(at("_cell", "9", "natural")).status_code == 404
    assert reverse("desk:foi_case", args=[one.number]) in page.content.decode()
    officer = client(here.officer).get(link)
    assert (one.number in text_of(officer), "/foi/" in _main(officer)) == (True, False)


def _main(response: Any) -> str:
    return str(response.content.decode().partition("<main")[2])


def test_behind_the_numbers_of_the_place_stand_the_cases_of_all_for_the_office_alone() -> None:
    here = scene()
    one = asked(here, date(2026, 3, 2), "3.1", date(2026, 3, 20))
    place = district()
    link = at("_cell", "1", "total", code=place.code)
    own = person("区里经办", (place, Post.Role.FOI_CLERK), (place, Post.Role.HEAD))
    assert one.number in text_of(client(here.officer).get(link))
    assert client(own).get(link).status_code == 404
    assert client(own).get(at("", code=place.code)).status_code == 200


def test_a_frozen_report_is_shown_and_given_as_it_was_frozen() -> None:
    here = scene()
    complete(here.organisation, here.clerk)
    submit(**here.of, by=here.head, at=BEGIN)
    content = freeze(**here.of, by=here.head, at=BEGIN).content
    asked(here, date(2026, 3, 2))
    head = client(here.head)
    assert json.loads(head.get(at("_file", "json")).content) == content
    for kind, name in (("docx", "a.docx"), ("html", "a.html")):
        read = read_published(name, head.get(at("_file", kind)).content).report
        assert [read[one] for one in ("table2", "table3", "table4")] == [
            content[one] for one in ("table2", "table3", "table4")
        ]
    kept = head.get(at("_edition", 1))
    assert BytesIO(kept.content).read(2) == b"PK"
    assert head.get(at("_edition", 2)).status_code == 404
    assert "定稿时六条等式都已成立" in text_of(head.get(at("")))


def queries(who: Client, url: str) -> int:
    who.get(url)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert who.get(url).status_code == 200
    return len(counted)


def test_lists_take_as_many_queries_for_many_as_for_one() -> None:
    here = scene()
    place = district()
    asked(here, date(2026, 3, 2), "3.1", date(2026, 3, 20))
    complete(here.organisation, here.clerk)
    officer = client(here.officer)
    urls = (
        reverse("desk:annual_reports"), at(""), at("", code=place.code),
        at("_cell", "1", "total", code=place.code),
    )  # fmt: skip
    few = [queries(officer, url) for url in urls]
    for number in range(4):
        other = department(f"d{number}", f"第{number}局")
        complete(other, None)
    for day in range(3, 8):
        asked(here, date(2026, 3, day), "3.2", date(2026, 3, 20))
    assert [queries(officer, url) for url in urls] == few
    assert max(few) <= 45
