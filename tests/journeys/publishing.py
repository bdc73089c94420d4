"""A department's part: its ledger handed in, a document written, reviewed and made public."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.journeys.papers import PDF, document
from tests.journeys.scripts import Script
from tests.journeys.stage import Visitor

ITEM = "P20-15"
ITEM_NAME = "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息"
TITLE = "关于公布主动公开基本目录的通知"
WRONG, RIGHT = "公开事项共十八项。", "公开事项共十六项，每项写明依据和时限。"
MATTER = "其他（一般时限）"
REASON = "第一段的事项数与附件不一致，请改为十六项并写明依据。"
ATTACHMENT = "主动公开基本目录.pdf"
TABLE = (("公开事项", "时限"), ("机构职能", "20个工作日"), ("财政预算", "20日"))


@dataclass(frozen=True)
class Written:
    """Where the document is."""

    edit: str
    record: str
    review: str


def link_item(office: Visitor, script: Script) -> None:
    """Say that what is published under the item serves the task."""
    office.open("/desk/catalogue/")
    office.keep("catalogue")
    office.follow(f"关联任务：{ITEM_NAME}")
    year = script.first_day[:4]
    office.page.get_by_label(re.compile(f"^{year} 年第 {script.task} 项")).check()
    office.press("保存：关联任务")
    assert office.said == ["已保存对应的任务，有关事项已重新核对。"]
    row = next(row for row in office.rows("公开目录") if row[0] == ITEM)
    assert row[5] == f"第 {script.task} 项（{year}）"


def hand_in_ledger(clerk: Visitor, script: Script) -> str:
    """Fill section and person of every duty in the table and hand in; the receipt's number."""
    clerk.keep("clerk-home", narrow=True)
    clerk.go("工作台账")
    clerk.keep("ledger-empty")
    clerk.follow("报送台账")
    count = script.author_duties
    assert clerk.text("#h-m") == f"还有 {count} 项没有填全，填好才能报送"
    clerk.follow("到台账里一起填")
    for box in clerk.page.locator("input[name^=section-]").all():
        box.fill("综合科")
    for box in clerk.page.locator("input[name^=person-]").all():
        box.fill("陆知夏")
    clerk.press("保存科室和责任人")
    assert clerk.said == [f"已保存 {count} 项任务的科室和责任人。"]
    clerk.keep("ledger-filled", narrow=True)
    clerk.follow("报送台账")
    assert clerk.text("#h-s") == f"{count} 项都已填全，可以报送"
    clerk.press("报送台账")
    receipt = clerk.heading
    assert clerk.said == [f"已报送台账，回执编号 {receipt}。"]
    clerk.keep("ledger-receipt")
    return receipt


def draft(clerk: Visitor, script: Script) -> Written:
    """From the thing due to a document ready to be sent off."""
    clerk.open("/desk/ledger/")
    clerk.page.get_by_label("任务", exact=True).fill(str(script.task))
    clerk.press("筛选")
    with clerk.page.expect_navigation():
        clerk.page.locator("table.dense th[scope=row] a").first.click()
    assert clerk.heading == f"第{script.task}项（{script.author_label}）"
    clerk.keep("duty")
    clerk.follow(re.compile("^起草公开："))
    assert clerk.text("main .note h2").startswith(f"完成第 {script.task} 项任务")
    assert f"对应的目录事项有 1 项，已选第一项：{ITEM_NAME}。" in clerk.text("main form.panel")
    clerk.keep("record-new")
    clerk.press("开始起草")
    edit = clerk.path
    _read_word(clerk)
    _complete(clerk, script)
    clerk.choose_file("附件", ATTACHMENT, PDF, "application/pdf")
    clerk.press("添加附件")
    assert clerk.said == [f"已添加附件“{ATTACHMENT}”。"]
    assert clerk.text("#h-miss") == "送审还缺 0 处"
    clerk.keep("draft-complete", narrow=True)
    record = edit.removesuffix("edit/")
    return Written(edit, record, record.replace("/records/", "/reviews/"))


def _read_word(clerk: Visitor) -> None:
    data = document(TITLE, ("一、目录内容", WRONG, "二、查询方式", "可以在网站查询。"), TABLE)
    clerk.choose_file("Word 文件", "目录通知.docx", data)
    clerk.press("读入 Word")
    assert clerk.said == [
        "已读入“目录通知.docx”，有图片 1 张，请对照“公众将看到的样子”核对。"
        "由文件读出标题，请核对。没有找到公文的要素，按一般材料读入，不检查公文格式。"
    ]
    paper = clerk.page.locator("article.paper")
    assert paper.locator("table tr").count() == len(TABLE)
    assert paper.locator("img").evaluate("one => one.naturalWidth") == 480
    assert clerk.field("标题").input_value() == TITLE
    clerk.keep("draft-from-word")


def _complete(clerk: Visitor, script: Script) -> None:
    """Fill what is missing, and say what the picture shows."""
    clerk.field("具体事项").select_option(label=MATTER)
    clerk.fill("主题分类", "综合政务-政务公开")
    clerk.fill("发文机关", script.author)
    clerk.fill("发文字号", script.document_number)
    clerk.field("公文种类").select_option(label="通知")
    clerk.fill("成文日期", script.writing_day)
    clerk.fill("形成或变更日期", script.writing_day)
    clerk.fill("实施日期", script.writing_day)
    clerk.fill("关键词", "主动公开、基本目录")
    clerk.fill("内容概述", "本单位主动公开基本目录更新后的内容。")
    body = clerk.page.get_by_role("textbox", name="正文")
    assert body.locator("table tr").count() == len(TABLE)
    mark = body.get_by_text("［图片1］")
    mark.click()
    clerk.page.keyboard.press("End")
    clerk.page.keyboard.press("ArrowLeft")
    clerk.page.keyboard.type("：目录的栏目位置")
    clerk.press("保存草稿")
    assert clerk.said == ["已保存草稿。"]
    image = clerk.page.locator("article.paper img")
    assert image.get_attribute("alt") == "目录的栏目位置"


def send_off(clerk: Visitor) -> None:
    clerk.press("检查并送审")
    assert clerk.said == ["已送审，等一审审核。"]


def send_back(first: Visitor) -> None:
    """The first reviewer opens what waits and returns it; without a reason it does not work."""
    assert first.go("审核") == 1
    first.keep("review-queue")
    first.follow(re.compile(TITLE))
    assert first.heading == f"一审：{TITLE}"
    first.keep("review-first", narrow=True)
    first.press("退回修改（须写理由）")
    assert first.refused == ["退回要写明理由：哪一处、应怎样改。起草人按理由修改。"]
    first.page.get_by_label(re.compile("审核意见")).fill(REASON)
    first.press("退回修改（须写理由）")
    assert first.said == ["已退回起草人修改，改后要重新经过三次审核。"]


def mend(clerk: Visitor, written: Written) -> None:
    """The clerk finds the reason where it came back, mends the text and sends it off again."""
    clerk.open("/desk/")
    assert "退回给我（1）" in clerk.texts("h2")
    clerk.keep("clerk-home-returned")
    clerk.open(written.edit)
    assert REASON in clerk.text(".note.warn")
    body = clerk.page.get_by_role("textbox", name="正文")
    body.get_by_text(WRONG).click()
    clerk.page.keyboard.press("Home")
    clerk.page.keyboard.press("Shift+End")
    clerk.page.keyboard.type(RIGHT)
    send_off(clerk)


def pass_level(reviewer: Visitor, written: Written, level: int) -> None:
    """See what changed, and pass it."""
    name = ("一审", "二审", "三审")[level - 1]
    reviewer.open(written.review)
    assert reviewer.heading == f"{name}：{TITLE}"
    assert reviewer.text("#h-ch") == "与上次送审的第 1 稿比，正文改了 1 处"
    diff = reviewer.page.locator("section[aria-labelledby=h-ch]")
    assert diff.locator("ins").all_inner_texts() == ["六项，每项写明依据和时限"]
    assert diff.locator("del").all_inner_texts() == ["八项"]
    reviewer.keep(f"review-{level}-diff", narrow=level == 1)
    last = level == 3
    reviewer.press("通过，立即发布" if last else f"通过{name}")
    if not last:
        assert reviewer.said == ["已通过，转到下一级审核。"]
