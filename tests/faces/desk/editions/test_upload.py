"""A workbook comes in on the desk: shown before it is stored, asked about, never half-taken."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.faces.desk.editions.carried import packed, unpacked
from gongkai.rules.basic_catalogue import Row as Value
from gongkai.rules.basic_catalogue import read_table, write_table
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Name
from gongkai.work.records.actions import editions
from gongkai.work.records.models.edition import Row
from tests.faces.desk.editions.test_editions import as_, page_of, texts
from tests.factories import AT
from tests.rules.catalogue_rows import row as value
from tests.work.records.edition_scene import first_edition, office

pytestmark = pytest.mark.django_db
URL = "/desk/catalogue/editions/1/upload/"


def file(*values: Value, title: str = "") -> SimpleUploadedFile:
    data = write_table(values or (value(),), "青禾区")
    if title:
        book = openpyxl.load_workbook(BytesIO(data))
        book.worksheets[0].title = title
        book.worksheets[0]["A1"] = "表"
        stream = BytesIO()
        book.save(stream)
        data = stream.getvalue()
    return SimpleUploadedFile("目录.xlsx", data)


def begun() -> tuple[Client, Any]:
    by, caizheng = office()
    editions.begin(by=by, at=AT)
    return as_(by), caizheng


def fields(answer: Any) -> dict[str, str]:
    """What the form of the preview would send back."""
    page = page_of(answer)
    found = {one.get("name"): one.get("value", "on") for one in page.xpath("//main//input[@name]")}
    for one in page.xpath("//main//select[@name]"):
        chosen = one.xpath(".//option[@selected]/@value") or one.xpath(".//option/@value")
        found[one.get("name")] = chosen[0]
    return found


def test_preview_stores_nothing_and_storing_stores_what_was_shown() -> None:
    client, _ = begun()
    answer = client.post(URL, {"file": file()})
    assert answer.status_code == 200
    assert texts(answer, "//section[@aria-labelledby='h-q']//tbody/tr") == [
        "财政预决算 4 政府预算 没有归入栏目。"
        "请选择条例第二十、二十一条中的一项（每项都要对应栏目）。"
    ]
    assert Row.objects.count() == 0
    done = client.post(URL, fields(answer) | {"act": "store"})
    assert done["Location"] == reverse("desk:edition", args=[1])
    assert Row.objects.get().second == "政府预算"


def test_names_nobody_knows_are_asked_and_answered_once() -> None:
    client, caizheng = begun()
    answer = client.post(URL, {"file": file(value(publishers_text="财务局"))})
    given = fields(answer)
    assert given["name:财务局"] == ""
    chosen = given | {"name:财务局": f"org:{caizheng.pk}", "act": "look"}
    again = client.post(URL, chosen)
    assert fields(again)["name:财务局"] == f"org:{caizheng.pk}"
    assert "认不出" not in "".join(texts(again, "//section[@aria-labelledby='h-q']"))
    client.post(URL, fields(again) | {"act": "store"})
    assert list(Row.objects.get().publishers.all()) == [caizheng]
    assert Name.objects.get().text == "财务局"


def test_name_is_not_remembered_without_the_tick() -> None:
    client, caizheng = begun()
    given = fields(client.post(URL, {"file": file(value(publishers_text="财务局"))}))
    del given["remember"]
    client.post(URL, given | {"name:财务局": f"org:{caizheng.pk}", "act": "store"})
    assert (Row.objects.get().publishers.get(), Name.objects.count()) == (caizheng, 0)


def test_sheet_without_a_field_is_asked_before_anything_is_stored() -> None:
    client, _ = begun()
    answer = client.post(URL, {"file": file(title="我们的")})
    given = fields(answer)
    assert given["sheet:0"] == "?"
    assert page_of(answer).xpath("//button[@value='store']") == []
    refused = client.post(URL, given | {"act": "store"})
    assert (refused.status_code, Row.objects.count()) == (409, 0)
    looked = client.post(URL, given | {"sheet:0": "pilot-20", "act": "look"})
    assert fields(looked)["sheet:0"] == "pilot-20"
    client.post(URL, fields(looked) | {"act": "store"})
    assert Row.objects.get().field == "pilot-20"


def test_text_that_cannot_be_kept_has_to_be_mended_in_the_file() -> None:
    client, _ = begun()
    answer = client.post(URL, {"file": file(value(), value(second="长" * 121))})
    assert texts(answer, "//section[@aria-labelledby='h-lost']//li") == [
        "工作表“财政预决算”第5行：“二级事项”超过 120 个字。请缩短。"
    ]
    assert client.post(URL, fields(answer) | {"act": "store"}).status_code == 409
    assert Row.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("目录.docx", b"PK\x03\x04", "不是可以上传的文件"),
        ("目录.xlsx", b"PK\x03\x04 nothing", "内容与文件名不符"),
        ("目录.xlsx", b"", "空文件"),
    ],
)
def test_other_files_are_refused_with_a_sentence(name: str, data: bytes, said: str) -> None:
    client, _ = begun()
    answer = client.post(URL, {"file": SimpleUploadedFile(name, data)})
    assert said in "".join(texts(answer, "//section[contains(@class,'errors')]"))


def test_workbook_that_is_no_such_table_is_refused() -> None:
    client, _ = begun()
    stream = BytesIO()
    openpyxl.Workbook().save(stream)
    answer = client.post(URL, {"file": SimpleUploadedFile("表.xlsx", stream.getvalue())})
    assert answer.status_code == 409
    assert "没有找到标准目录的表头" in "".join(
        texts(answer, "//section[contains(@class,'errors')]")
    )


def test_page_carries_what_was_read_and_nothing_else_is_taken() -> None:
    sheets = read_table(write_table([value(publishers=()), value(second="决算", publishers=())]))
    assert unpacked(packed(sheets)) == sheets
    with pytest.raises(Refused, match="upload_stale"):
        unpacked(packed(sheets)[:-2] + "xx")
    client, _ = begun()
    answer = client.post(URL, {"carried": "forged", "act": "store"})
    assert (answer.status_code, Row.objects.count()) == (409, 0)


def test_adopted_edition_takes_nothing_in() -> None:
    by, _ = office()
    first_edition(by)
    answer = as_(by).post(URL, {"file": file()})
    assert answer["Location"] == reverse("desk:edition", args=[1])
