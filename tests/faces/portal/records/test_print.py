"""A record printed from the browser: what is on the paper, and what is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from gongkai.work.records.actions.draft import attach, edit, fill_from_word, start
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.content import current_of
from tests.faces.desk.records.scene import PDF
from tests.factories import AT
from tests.work.files.word_files import whole_paper
from tests.work.records.world import World, pass_all, world

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from tests.faces.ui.browser import CHROMIUM, browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]
BODY = (
    "各街道办事处，区政府各部门：",
    "为方便群众游园，现将城市公园开放的有关事项通知如下。",
    "一、开放时间",
    "（一）工作日",
    "每日六时至二十二时开放，遇有恶劣天气另行公告。",
    "二、有关要求",
    "请各单位认真落实，及时报告情况。",
    "青禾区人民政府办公室2026年3月2日（此件公开发布）",
    "抄送：区委办公室。青禾区人民政府办公室2026年3月3日印发",
    "见公园管理处（https://www.example.gov.cn/park/）。",
)
LINKED = '<p>见<a href="https://www.example.gov.cn/park/">公园管理处</a>。</p>'


def out(here: World) -> Publication:
    record = start(organisation=here.organisation, by=here.clerk, at=AT)
    fill_from_word(record=record, file_name="通知.docx", data=whole_paper(), by=here.clerk, at=AT)
    version = current_of(record)
    edit(
        record=record, by=here.clerk, at=AT, item=here.item, theme="城乡建设",
        issued_on=AT.date(), formed_on=AT.date(), body_html=version.body_html + LINKED,
    )  # fmt: skip
    attach(record=record, file_name="清单.pdf", data=PDF, by=here.clerk, at=AT)
    return pass_all(here, submit(record=record, by=here.clerk, at=AT), AT)


def printed(html: str, path: Path) -> list[str]:
    """The text of each page as Chromium prints it."""
    with browser() as show:
        page = show(html)
        page.pdf(path=str(path), prefer_css_page_size=True)
        page.close()
    document = pypdfium2.PdfDocument(path)
    texts = []
    for sheet in document:
        held = sheet.get_textpage()
        texts.append("".join(held.get_text_range().split()))
        held.close()
        sheet.close()
    sizes = {document.get_page_size(n) for n in range(len(document))}
    document.close()
    assert {tuple(round(side) for side in one) for one in sizes} == {(595, 842)}
    return texts


@pytest.fixture
def sheets(tmp_path: Any) -> tuple[Publication, list[str]]:
    here = world("bgs", "青禾区人民政府办公室")
    live = out(here)
    html = Client().get(reverse("portal:record", args=[live.index_number])).content.decode()
    return live, printed(html, tmp_path / "print.pdf")


def test_the_paper_has_the_document_and_no_navigation(
    sheets: tuple[Publication, list[str]],
) -> None:
    live, texts = sheets
    whole = "".join(re.sub(r"—\d+—", "", text) for text in texts)
    # The tables of a page are drawn after its text, so the body comes in its own order alone.
    places = [whole.find(line) for line in BODY]
    assert (-1 in places, places) == (False, sorted(places))
    address = f"http://testserver/records/{live.index_number}/"
    for piece in (
        live.title, "青政办发〔2026〕5号", f"索引号{live.index_number}", "主题分类城乡建设",
        f"网址：{address}", "附件清单.pdf（45字节）", live.content_hash,
    ):  # fmt: skip
        assert piece in whole
    for absent in ("长辈版", "工作台账", "下载全文", "在线查看", "看同一事项", "跳到", "搜索"):
        assert absent not in whole


def test_every_page_bears_its_number(sheets: tuple[Publication, list[str]]) -> None:
    texts = sheets[1]
    assert [re.findall(r"—(\d+)—", text) for text in texts] == [
        [str(number)] for number in range(1, len(texts) + 1)
    ]


def test_a_dark_page_is_printed_black_on_white(tmp_path: Path) -> None:
    live = out(world("bgs", "青禾区人民政府办公室"))
    client = Client()
    client.get("/", {"mode": "dark"})
    html = client.get(reverse("portal:record", args=[live.index_number])).content.decode()
    assert printed(html, tmp_path / "dark.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "dark.pdf")
    sheet = document[0]
    picture = sheet.render(scale=0.5).to_pil().convert("L")
    document.close()
    light = sum(picture.histogram()[200:])
    assert light > 0.85 * picture.width * picture.height
