"""Blacking out on the desk: who may, what is shown, what is typed stays, what comes of it."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html
from PIL import Image

from gongkai.work.foi.actions.redaction import begin_redaction, make_redaction, mark
from gongkai.work.foi.actions.take_in import add_found
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.redact.marks import Mark, block_of
from gongkai.work.org.models.person import Person
from tests.factories import administrator, clerk, head, moment, officer, openness_head, person
from tests.work.foi.redact.pdf_made import image, page, printed
from tests.work.foi.redact.word_made import drawing, p, photo, word
from tests.work.foi.scene import Scene, registered, scene

pytestmark = pytest.mark.django_db
AT = moment(date(2026, 2, 6))
SECRET = "稻香养护有限公司"
DATA = word(
    p(f"甲方交通局。乙方{SECRET}。报价九十万元。") + p("养护范围为全线。") + p(drawing("a")),
    leads={"a": ("image", "media/a.jpg")},
    parts={"word/media/a.jpg": photo()},
)
PDF = printed(f"乙方{SECRET}", "第二页")
SCAN = page("q 400 0 0 300 0 0 cm /I Do Q\n", more={6: image(400, 300, 200)})


@pytest.fixture
def here() -> Scene:
    return scene()


def as_(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def file_of(here: Scene, data: bytes = DATA, name: str = "合同.docx") -> RequestFile:
    request = Request.objects.filter(organisation=here.organisation).first()
    request = request or registered(here).request
    (file,) = add_found(request=request, files=[(name, data)], by=here.clerk, at=AT)
    return file


def begun(here: Scene, data: bytes = DATA, name: str = "合同.docx") -> Redaction:
    return begin_redaction(file=file_of(here, data, name), by=here.clerk, at=AT)


def made(here: Scene, data: bytes = DATA, name: str = "合同.docx") -> Redaction:
    redaction = begun(here, data, name)
    mark(redaction=redaction, add=[Mark("E15", term=SECRET)], by=here.clerk, at=AT)
    return make_redaction(redaction=redaction, by=here.clerk, at=AT)


def url(name: str, redaction: Redaction, *more: Any) -> str:
    number = redaction.source.request.number
    return reverse(f"desk:foi_redact_{name}", args=[number, redaction.pk, *more])


def shown(response: Any, path: str) -> list[str]:
    found = lxml_html.document_fromstring(response.content.decode())
    texts = [one if isinstance(one, str) else one.text_content() for one in found.xpath(path)]
    return [" ".join(one.split()) for one in texts]


def said(response: Any) -> list[str]:
    return shown(response, "//section[@class='errors']//li")


def addresses(here: Scene) -> dict[str, str]:
    draft, done = begun(here), made(here, PDF, "合同.pdf")
    number = draft.source.request.number
    return {
        "files": reverse("desk:foi_redact", args=[number]),
        "original": reverse("desk:foi_redact_original", args=[number, draft.source.pk]),
        "begin": reverse("desk:foi_redact_begin", args=[number, draft.source.pk]),
        "mark": url("mark", draft),
        "picture": url("picture", draft, "p1"),
        "page": url("page", done, 1),
        "drop": url("drop", draft),
        "seen": url("seen", draft),
        "make": url("make", draft),
        "discard": url("discard", draft),
        "result": url("result", done),
        "file": url("file", done),
        "made page": url("made_page", done, 1),
        "approve": url("approve", done),
        "return": url("return", done),
    }


def test_who_may_open_what(here: Scene) -> None:
    there = scene("czj", "财政局")
    roles = {
        "clerk": here.clerk, "approver": here.approver, "head": head(here.organisation),
        "other clerk": there.clerk, "other approver": there.approver,
        "information clerk": clerk(here.organisation), "officer": officer(),
        "openness head": openness_head(), "administrator": administrator(),
        "nobody": person("没有岗位的人"),
    }  # fmt: skip
    urls = addresses(here)
    read = {"files", "original", "picture", "page", "result", "file", "made page"}
    write = urls.keys() - read - {"mark"}
    inside = dict.fromkeys(read, 200) | dict.fromkeys(write, 405)
    outside = dict.fromkeys(urls.keys() - write, 404) | dict.fromkeys(write, 405)
    expected = {
        "clerk": inside | {"mark": 200},
        "approver": inside | {"mark": 403},
        "head": inside | {"mark": 403},
    }
    found = {
        name: {what: as_(who).get(one).status_code for what, one in urls.items()}
        for name, who in roles.items()
    }
    assert found == {name: expected.get(name, outside) for name in roles}


def test_who_may_do_what(here: Scene) -> None:
    there = scene("czj", "财政局")
    roles = {
        "approver": here.approver, "head": head(here.organisation), "other clerk": there.clerk,
        "other approver": there.approver, "officer": officer(), "nobody": person("没有岗位的人"),
    }  # fmt: skip
    urls = addresses(here)
    handle = {"files", "begin", "mark", "drop", "seen", "make", "discard"}
    for name, who in roles.items():
        status = 403 if name in {"approver", "head"} else 404
        found = {what: as_(who).post(urls[what]).status_code for what in handle}
        assert found == dict.fromkeys(handle, status), name
    for name in ("other clerk", "other approver", "officer", "nobody"):
        for what in ("approve", "return"):
            assert as_(roles[name]).post(urls[what], {"seen": "on"}).status_code == 404, name
    assert as_(here.clerk).post(urls["approve"], {"seen": "on"}).status_code == 403
    assert Redaction.objects.filter(state="approved").count() == 0


def test_without_a_login_there_is_only_the_login(here: Scene) -> None:
    found = {name: Client().get(one).status_code for name, one in addresses(here).items()}
    assert set(found.values()) == {302}


def test_a_file_of_another_case_does_not_exist_in_this_one(here: Scene) -> None:
    there = scene("czj", "财政局")
    mine, other = begun(here), made(there)
    number = mine.source.request.number
    for name in ("mark", "result", "file"):
        address = reverse(f"desk:foi_redact_{name}", args=[number, other.pk])
        assert as_(here.clerk).get(address).status_code == 404


def test_a_file_is_added_and_begun(here: Scene) -> None:
    request = registered(here).request
    address, client = reverse("desk:foi_redact", args=[request.number]), as_(here.clerk)
    answer = client.post(address, {"file": SimpleUploadedFile("合同.docx", DATA)})
    assert (answer.status_code, answer.url) == (302, address)
    (file,) = request.files.all()
    assert (file.role, file.file.name) == ("found", "合同.docx")
    answer = client.post(reverse("desk:foi_redact_begin", args=[request.number, file.pk]))
    redaction = Redaction.objects.get()
    assert answer.url == url("mark", redaction)


def test_a_file_that_is_none_is_refused_in_words(here: Scene) -> None:
    request = registered(here).request
    address = reverse("desk:foi_redact", args=[request.number])
    answer = as_(here.clerk).post(address, {"file": SimpleUploadedFile("a.docx", b"no")})
    assert [one.split("（")[0] for one in said(answer)] == ["“a.docx”的内容与文件名不符"]


def test_what_can_be_ticked(here: Scene) -> None:
    answer = as_(here.clerk).get(url("mark", begun(here)))
    assert shown(answer, "//input[@name='span']/@value") == [
        "document-1:0:24", "document-1:0:6", "document-1:6:17", "document-1:17:24",
        "document-2:0:8",
    ]  # fmt: skip
    assert shown(answer, "//nav[@aria-label='标记哪一部分']/a") == ["文字（2 段）", "图片（1 张）"]


def test_from_ticks_to_given(here: Scene) -> None:
    redaction = begun(here)
    client = as_(here.clerk)
    first = {"ground": "E15", "terms": f"{SECRET}\n", "span": "document-2:0:4", "show": "text"}
    assert client.post(url("mark", redaction), first).status_code == 302
    second = {"ground": "E16b", "picture": "p1", "show": "pictures", "at": "1"}
    answer = client.post(url("mark", redaction), second)
    assert answer.url == f"{url('mark', redaction)}?show=pictures&page=1"
    assert shown(client.get(url("mark", redaction)), "//li[@class='choice']/label") == [
        "正文第 2 段，条例第十五条",
        f"词语“{SECRET}”，条例第十五条，查到 1 处",
        "图片 1，条例第十六条第二款",
    ]
    answer = client.post(url("make", redaction))
    assert answer.url == url("result", redaction)
    page = as_(here.approver).get(url("result", redaction))
    assert shown(page, "//div[@class='paper']/p") == [
        f"甲方交通局。乙方{block_of('E15')}。报价九十万元。",
        f"{block_of('E15')}为全线。",
        block_of("E16b"),
    ]
    assert shown(page, "//table//tbody/tr/td[2]") == [
        "条例第十五条", "条例第十五条", "条例第十六条第二款"
    ]  # fmt: skip
    unseen = as_(here.approver).post(url("approve", redaction))
    assert said(unseen) == ["请勾选“我已逐页看过，没有不该提供的内容”"]
    answer = as_(here.approver).post(url("approve", redaction), {"seen": "on"})
    assert answer.url == url("result", redaction)
    assert RequestFile.objects.filter(role="given").count() == 1


def test_sending_back_needs_a_word_and_leads_to_new_marks(here: Scene) -> None:
    redaction = made(here)
    client = as_(here.approver)
    assert said(client.post(url("return", redaction))) == ["请填写意见"]
    client.post(url("return", redaction), {"opinion": "漏了报价"})
    page = as_(here.clerk).get(url("result", redaction))
    assert "漏了报价" in page.content.decode()
    again = client.get(url("result", redaction))
    assert (b"h-again" in page.content, b"h-again" in again.content) == (True, False)


def test_nothing_typed_is_lost(here: Scene) -> None:
    redaction = begun(here, PDF, "合同.pdf")
    given = {
        "terms": "某词", "span": "1-1:0:10", "page": "1", "left": ["10", ""], "top": ["20", ""],
        "right": ["甲", ""], "bottom": ["24", ""],
    }  # fmt: skip
    answer = as_(here.clerk).post(url("mark", redaction), given)
    assert said(answer) == ["请选择遮盖的依据"]
    assert shown(answer, "//input[@name='span'][@checked]/@value") == ["1-1:0:10"]
    assert shown(answer, "//textarea[@name='terms']") == ["某词"]
    assert shown(answer, "//input[@name='right']/@value")[0] == "甲"
    answer = as_(here.clerk).post(url("mark", redaction), given | {"ground": "E15"})
    assert said(answer) == ["方框的四个数都要填，是 0 到 100 之间的数，可以有小数"]


def test_boxes_are_percentages(here: Scene) -> None:
    redaction = begun(here, PDF, "合同.pdf")
    given = {
        "ground": "E15",
        "page": "2",
        "left": "12.5",
        "top": "20",
        "right": "45",
        "bottom": "24",
    }
    as_(here.clerk).post(url("mark", redaction), given)
    redaction.refresh_from_db()
    assert redaction.plan["marks"] == [{"ground": "E15", "page": 2, "box": [125, 200, 450, 240]}]
    wrong = as_(here.clerk).post(url("mark", redaction), given | {"right": "5"})
    assert (wrong.status_code, len(said(wrong))) == (409, 1)


@pytest.mark.parametrize(
    "value", ["", "document-1:5:2", "x", "document-1:0:9999999", "document-9:0:1"]
)
def test_ticks_that_fit_nothing(here: Scene, value: str) -> None:
    redaction = begun(here)
    client = as_(here.clerk)
    answer = client.post(url("mark", redaction), {"ground": "E15", "span": value})
    if answer.status_code == 302:
        answer = client.post(url("make", redaction))
        assert said(answer) == ["标记的位置在文件里找不到。请刷新页面，重新标记。"]
    else:
        assert said(answer) == ["没有选中任何内容，请先勾选、画框或者填写词语"]


def test_marks_are_taken_back(here: Scene) -> None:
    redaction = begun(here)
    marks = [Mark("E15", term=SECRET), Mark("E15", key="document-2", end=2)]
    mark(redaction=redaction, add=marks, by=here.clerk, at=AT)
    as_(here.clerk).post(url("drop", redaction), {"drop": ["0", "x"]})
    redaction.refresh_from_db()
    assert redaction.plan["marks"] == [{"ground": "E15", "key": "document-2", "end": 2}]


def test_a_scan_has_to_be_looked_at(here: Scene) -> None:
    redaction = begun(here, SCAN, "扫描.pdf")
    client = as_(here.clerk)
    answer = client.post(url("make", redaction), {"nothing": "on"})
    assert answer.status_code == 409
    assert said(answer) == [
        "第 1 页是扫描件或者有图片，词语查不到图里的字。请逐页看过，画好方框，再勾选“已看过”。"
    ]
    client.post(url("seen", redaction), {"page": "1"})
    answer = client.post(url("make", redaction), {"nothing": "on"})
    assert answer.url == url("result", redaction)


def test_marks_that_changed_since_they_were_seen(here: Scene) -> None:
    redaction = begun(here)
    client = as_(here.clerk)
    seen = shown(client.get(url("mark", redaction)), "//input[@name='as_seen']/@value")[0]
    client.post(url("mark", redaction), {"ground": "E15", "terms": SECRET})
    answer = client.post(url("make", redaction), {"as_seen": seen})
    assert said(answer) == ["别人刚改过这些标记。请刷新页面，核对后重新制作。"]


def test_pictures_are_kept_by_nobody(here: Scene) -> None:
    done = made(here, PDF, "合同.pdf")
    draft = begun(here)
    client = as_(here.clerk)
    for address in (
        url("page", done, 1), url("made_page", done, 2), url("picture", draft, "p1")
    ):  # fmt: skip
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store"
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert f"image/{picture.format.lower()}" == answer["Content-Type"]  # type: ignore[union-attr]
    for address in (
        url("page", done, 9), url("made_page", done, 9), url("picture", draft, "p9"),
        url("made_page", draft, 1), url("made_picture", draft, "p1"),
    ):  # fmt: skip
        assert client.get(address).status_code == 404


def test_what_was_made_is_saved_and_never_run(here: Scene) -> None:
    answer = as_(here.clerk).get(url("file", made(here)))
    number = Request.objects.get().number
    assert answer["Content-Disposition"].startswith("attachment")
    assert number in answer["Content-Disposition"]


def test_titles_and_addresses_name_no_file(here: Scene) -> None:
    redaction = made(here, DATA, f"{SECRET}.docx")
    draft = begun(here, DATA, f"{SECRET}.docx")
    pages = [url("result", redaction), url("mark", draft)]
    titles = [shown(as_(here.clerk).get(one), "//title")[0] for one in pages]
    assert [SECRET in one for one in titles + pages] == [False] * 4


def test_many_files_take_as_many_queries_as_one(here: Scene) -> None:
    made(here)
    address = reverse("desk:foi_redact", args=[Request.objects.get().number])
    client = as_(here.clerk)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    for _ in range(3):
        made(here)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(one) <= 10


def test_many_passages_take_as_many_queries_as_one(here: Scene) -> None:
    counts = []
    for rows in (1, 200):
        data = word("".join(p(f"第{at}段。") for at in range(rows)))
        redaction = begun(here, data, "合同.docx")
        client = as_(here.clerk)
        client.get(url("mark", redaction))
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url("mark", redaction))
        counts.append(len(asked))
        assert len(shown(answer, "//ol[@class='passages']/li")) == min(rows, 60)
    assert counts[0] == counts[1] <= 10
