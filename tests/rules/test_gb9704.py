"""The parts of official papers: a table of papers, a table of remarks, and what always holds."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.document import KINDS
from gongkai.rules.document.gb9704 import (
    BOX,
    FLUSH,
    LABELS,
    RIGHT,
    TABLE,
    OfficialPaper,
    Paragraph,
    WordPaper,
    head_lines,
    placed_lines,
    read_paper,
    words,
)

CENTER: dict[str, Any] = {"align": "center"}
SIDE: dict[str, Any] = {"align": "right"}
Text = str | tuple[str, dict[str, Any]]


def paper(*texts: Text, pages: bool = True, **fields: Any) -> WordPaper:
    lines = [
        Paragraph(text[0], **text[1]) if isinstance(text, tuple) else Paragraph(text)
        for text in texts
    ]
    return WordPaper(tuple(lines), has_page_numbers=pages, **fields)


HEAD: tuple[Text, ...] = (
    ("青禾区人民政府办公室文件", CENTER),
    ("青政办发〔2026〕5号", CENTER),
    "",
    ("青禾区人民政府办公室", CENTER),
    ("关于做好城市公园开放工作的通知", CENTER),
)
ADDRESSEE = "各街道办事处，区政府各部门、各直属机构："
TEXT: tuple[Text, ...] = (
    "为方便群众，现将有关事项通知如下。",
    "一、开放时间",
    "（一）工作日",
    "1.东园六时开放。",
    "（1）夏季提前半小时。",
    "2.西园七时开放。",
    "（二）节假日",
    "二、有关要求",
)
FOOT: tuple[Text, ...] = (
    ("青禾区人民政府办公室", SIDE),
    ("2026年3月2日", SIDE),
    "（此件公开发布）",
    "抄送：区委办公室。",
    "青禾区人民政府办公室　　2026年3月3日印发",
)
WHOLE = (*HEAD, ADDRESSEE, *TEXT, *FOOT)


def codes(read: OfficialPaper) -> list[str]:
    return [one.code for one in read.notes]


def parts(read: OfficialPaper) -> dict[str, tuple[str, int]]:
    return {one.code: (one.text, one.at) for one in read.elements}


def fields(read: OfficialPaper) -> tuple[object, ...]:
    return read.title, read.document_number, read.issuer, read.issued_on, read.kind, read.openness


def with_line(place: int, *texts: Text) -> list[Text]:
    """The whole paper with the line at `place` given otherwise."""
    return [*WHOLE[:place], *texts, *WHOLE[place + 1 :]]


def test_a_whole_paper_has_its_parts_and_nothing_to_remark() -> None:
    read = read_paper(paper("000012", "特急", *WHOLE))
    assert parts(read) == {
        "copy_number": ("000012", 0),
        "urgency": ("特急", 1),
        "masthead": ("青禾区人民政府办公室文件", 2),
        "number": ("青政办发〔2026〕5号", 3),
        "title": ("青禾区人民政府办公室关于做好城市公园开放工作的通知", 5),
        "addressee": ("各街道办事处，区政府各部门、各直属机构", 7),
        "text": ("为方便群众，现将有关事项通知如下。", 8),
        "issuer": ("青禾区人民政府办公室", 16),
        "date": ("2026年3月2日", 17),
        "remark": ("（此件公开发布）", 18),
        "copies": ("抄送：区委办公室。", 19),
        "printed": ("青禾区人民政府办公室 2026年3月3日印发", 20),
        "pages": ("有", -1),
    }
    assert read.notes == ()
    assert fields(read) == (
        "青禾区人民政府办公室关于做好城市公园开放工作的通知", "青政办发〔2026〕5号",
        "青禾区人民政府办公室", date(2026, 3, 2), "notice", "proactive",
    )  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        ["2026年部门预算情况说明", "一、部门概况", "本部门共有三个科室。", "二、收支情况"],
        ["附件1", ("公园开放时间表", CENTER), "序号", "1"],
        [("《关于公园开放的通知》政策解读", CENTER), "一、背景", "根据青政办发〔2026〕5号文件。"],
        [
            ("2026年政府信息公开工作年度报告", CENTER),
            "一、总体情况",
            ("区教育局", SIDE),
            "2026年1月9日",
        ],
        [
            ("城市公园管理办法", CENTER),
            "（2026年3月1日区政府常务会议通过）",
            "第一条 为了管理公园。",
        ],
        ["惠企政策文件", "一、减税"],
        [],
        ["", "　"],
    ],
)
def test_what_is_no_official_paper_is_said_to_be_none(texts: Sequence[Text]) -> None:
    read = read_paper(paper(*texts, pages=False))
    assert (read.is_official, read.notes, read.elements) == (False, (), ())


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["青教发[2026]第05号", "关于开展招生工作", "的通知", "各学校：", "请按时报名。"],
            ("关于开展招生工作的通知", "青教发〔2026〕5号", "", None, "notice", ""),
        ),
        (
            [("青禾区教育局", {"red": True}), "青教函〔2026〕7号", "关于公园开放的复函",
             "区水务局：", "同意。", "青禾区教育局 2026年3月2日", "（此件依申请公开）"],
            ("关于公园开放的复函", "青教函〔2026〕7号", "青禾区教育局", date(2026, 3, 2), "letter",
             "on_request"),
        ),
        (
            ["青禾区人民政府令", "第12号", "现公布管理办法，自公布之日起施行。", "区长　李某某",
             "2026年3月2日"],
            ("", "青禾区人民政府令第12号", "青禾区人民政府", date(2026, 3, 2), "order", ""),
        ),
        (
            [("青禾区财政局", CENTER), ("青禾区教育局", CENTER), ("文件", CENTER),
             "青财发〔2026〕9号", ("关于资助工作的意见（试行）", CENTER), "各学校：", "请执行。",
             "青禾区财政局　　青禾区教育局", "（盖章）", "二〇二六年三月十二日",
             "信息公开属性：不予公开"],
            ("关于资助工作的意见（试行）", "青财发〔2026〕9号", "青禾区财政局 青禾区教育局",
             date(2026, 3, 12), "opinion", "withheld"),
        ),
        (
            [("关于停水的公告", CENTER), "因施工停水。", ("青禾区水务局", SIDE),
             ("2026年3月2日", SIDE)],
            ("关于停水的公告", "", "青禾区水务局", date(2026, 3, 2), "announcement", ""),
        ),
        (
            ["青禾区人民政府常务会议纪要", "第6期", "会议议定下列事项。", "一、同意开放公园"],
            ("", "", "", None, "", ""),
        ),
        (
            [("关于批准预算的决议", CENTER), "（2026年3月2日区人大常委会第九次会议通过）",
             "会议决定批准预算。", "抄送：区财政局。"],
            ("关于批准预算的决议", "", "", date(2026, 3, 2), "resolution", ""),
        ),
    ],
)  # fmt: skip
def test_what_papers_say_of_themselves(texts: Sequence[Text], expected: tuple[object, ...]) -> None:
    read = read_paper(paper(*texts))
    assert read.is_official
    assert fields(read) == expected


@pytest.mark.parametrize(
    ("texts", "code", "sentence", "at"),
    [
        (with_line(1, "青政办发〔2026〕005号"), "number_form",
         "发文字号“青政办发〔2026〕005号”写法不规范，应写作“青政办发〔2026〕5号”：年份用六角括号"
         "“〔〕”，不加“第”字，序号不编虚位。", 1),
        (with_line(1, "青政办发〔26年〕5号"), "number_unreadable",
         "“青政办发〔26年〕5号”像发文字号，但写法认不出来，请核对。", 1),
        (with_line(1, "青政办发〔2025〕5号"), "number_year",
         "发文字号的年份是 2025 年，成文日期是 2026年3月2日，不是同一年，请核对。", 1),
        (with_line(4, ("关于做好城市公园开放工作", CENTER)), "title_kind",
         "标题“青禾区人民政府办公室关于做好城市公园开放工作”没有写明公文种类，"
         "应以 15 种公文之一结尾，如“…的通知”。", 3),
        (with_line(4, ("关于做好城市公园开放工作的通知。", CENTER)), "title_end",
         "标题末尾有标点“。”，一般不加。", 3),
        (with_line(15, "2026年03月02日"), "date_form",
         "成文日期“2026年03月02日”应写作“2026年3月2日”："
         "用阿拉伯数字，年份写全，月、日不编虚位。", 15),
        (with_line(15, "二〇二六年三月二日"), "date_form",
         "成文日期“二〇二六年三月二日”应写作“2026年3月2日”："
         "用阿拉伯数字，年份写全，月、日不编虚位。", 15),
        (with_line(15, "2026年2月30日"), "date_impossible",
         "成文日期“2026年2月30日”没有这一天，请核对。", 15),
        (with_line(16, "此件公开发布"), "remark_brackets", "附注“此件公开发布”应加圆括号。", 16),
        (with_line(18, "青禾区人民政府办公室　2026年3月1日印发"), "printed_before",
         "印发日期 2026年3月1日 早于成文日期 2026年3月2日，请核对。", 18),
        (with_line(0, "机密★1年", WHOLE[0]), "secrecy_mark",
         "文件标有密级“机密★1年”。涉密文件不能在网上公开，"
         "请先核对是否已经解密（条例第十四条）。", 0),
        (with_line(5, ADDRESSEE, "一．附带说明，不标号"), "level_form",
         "层次序数“一．”应写作“一、”；四层依次是“一、”“（一）”“1.”“（1）”。", 6),
    ],
)  # fmt: skip
def test_remarks_name_the_place_and_what_is_right(
    texts: Sequence[Text], code: str, sentence: str, at: int
) -> None:
    found = {one.code: one for one in read_paper(paper(*texts)).notes}
    assert (found[code].sentence, found[code].at) == (sentence, at)


@pytest.mark.parametrize(
    ("left_out", "code"),
    [
        (0, "masthead_missing"),
        (1, "number_missing"),
        (5, "addressee_missing"),
        (14, "issuer_missing"),
        (15, "date_missing"),
        (16, "remark_missing"),
        (18, "printed_missing"),
    ],
)
def test_a_missing_part_is_noted_and_nothing_else(left_out: int, code: str) -> None:
    missing = codes(read_paper(paper(*with_line(left_out))))
    # Without the date nothing tells that the line above it is a signature.
    assert missing == ([code] if code != "date_missing" else ["issuer_missing", "date_missing"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一、甲事", "（一）乙事", "1.丙事", "（1）丁事", "二、戊事"], []),
        (["一、甲事", "1.乙事", "2.丙事", "二、丁事", "1.戊事"], []),
        (["1.甲事", "1.另一处的甲事"], []),
        (["一、二年级学生报到。", "三、一网通办"], ["level_order"]),
        (["一、甲事", "三、乙事"], ["level_order"]),
        (["一、甲事", "（一）乙事", "（一）丙事"], ["level_order"]),
        (["一.甲事", "二.乙事"], ["level_form"]),
        (["(一)甲事", "（二）、乙事"], ["level_form", "level_form"]),
        (["1、甲事", "2、乙事", "1)丙事"], ["level_form", "level_form"]),
        (["2026.3 是第一季度。", "12.5%的公园。", "一是甲，二是乙。"], []),
    ],
)
def test_numbers_of_levels(lines: list[str], expected: list[str]) -> None:
    found = codes(read_paper(paper(*HEAD, ADDRESSEE, *lines, *FOOT)))
    assert found == expected


def test_one_remark_for_many_of_a_kind() -> None:
    lines = [f"{n}、第{n}件事" for n in range(1, 8)]
    notes = read_paper(paper(*HEAD, ADDRESSEE, *lines, *FOOT)).notes
    assert [one.sentence for one in notes] == [
        "层次序数“1、”应写作“1.”（共 7 处）；四层依次是“一、”“（一）”“1.”“（1）”。"
    ]


def test_annexes_are_listed_and_found() -> None:
    listed = ("附件：1.公园名录", "2.时间表")
    both = read_paper(
        paper(*HEAD, ADDRESSEE, *TEXT, *listed, *FOOT[:3], "附件1", "名录", *FOOT[3:])
    )
    assert codes(both) == []
    assert parts(both)["annexes"] == ("附件：1.公园名录 2.时间表", 14)
    assert parts(both)["annex"] == ("附件1", 19)
    only_list = read_paper(paper(*HEAD, ADDRESSEE, *TEXT, *listed, *FOOT))
    assert codes(only_list) == ["annex_missing"]
    only_page = read_paper(paper(*HEAD, ADDRESSEE, *TEXT, *FOOT[:3], "附件", "名录", *FOOT[3:]))
    assert codes(only_page) == ["annexes_missing"]


def test_what_is_issued_is_enclosed_and_counted_by_itself() -> None:
    head = [
        *HEAD[:4],
        ("关于印发公园开放方案的通知", CENTER),
        ADDRESSEE,
        "现印发给你们。",
        *FOOT[:3],
    ]
    plan = ("公园开放方案", "一、目标", "二、任务", "四、保障")
    read = read_paper(paper(*head, *plan, "附件", "一、名录", *FOOT[3:]))
    assert [(one.code, one.at) for one in read.notes] == [("level_order", 13)]


def test_a_number_below_the_title_is_found_as_gazettes_print_it() -> None:
    texts = ["青禾区人民政府办公室", "关于公园开放工作的", "通知", "青政办发〔2026〕5号", ADDRESSEE]
    end = ["青禾区人民政府", "办公室", "2026年3月2日"]
    read = read_paper(paper(*texts, "请办理。", *end))
    assert fields(read)[:3] == (
        "青禾区人民政府办公室关于公园开放工作的通知", "青政办发〔2026〕5号", "青禾区人民政府办公室",
    )  # fmt: skip
    assert "发文字号排在标题后面，国家标准的次序是在前。" in [one.sentence for one in read.notes]


def test_a_report_to_superiors_wants_who_signs_it() -> None:
    title = ("关于公园建设情况的报告", CENTER)
    head: list[Text] = ["青禾区教育局文件", "青教发〔2026〕5号", title, "区人民政府："]
    assert codes(read_paper(paper(*head, "报告如下。", *FOOT))) == ["signer_missing"]
    head[1] = "青教发〔2026〕5号　　　　签发人：王某　赵某"
    read = read_paper(paper(*head, "报告如下。", *FOOT))
    assert (codes(read), parts(read)["signer"]) == ([], ("签发人：王某 赵某", 1))


def test_a_head_in_text_boxes_and_a_foot_in_a_table() -> None:
    box, cell = {"where": BOX}, {"where": TABLE}
    texts: list[Text] = [
        ("青 禾 区 人 民 政 府 文 件", box), ("装饰", box), ("青政发〔2026〕5号", cell),
        ("签发人：王某", cell), "　　　　　　关于公园开放的请示", "市人民政府：", "妥否，请批示。",
        "（联系人：某某）", ("青禾区人民政府", SIDE), "2026年3月2日", "（联系人：某某，电话另告）",
        ("抄送：市教育局。", cell), ("青禾区人民政府办公室", cell), ("2026年3月2日印发", cell),
    ]  # fmt: skip
    read = read_paper(paper(*texts))
    assert fields(read)[:5] == (
        "关于公园开放的请示", "青政发〔2026〕5号", "青禾区人民政府", date(2026, 3, 2), "request",
    )  # fmt: skip
    assert parts(read)["printed"] == ("青禾区人民政府办公室 2026年3月2日印发", 13)
    assert codes(read) == []


def test_order_is_that_of_the_standard_save_for_text_boxes() -> None:
    swapped = [WHOLE[1], WHOLE[0], *WHOLE[2:]]
    assert [one.sentence for one in read_paper(paper(*swapped)).notes] == [
        "发文机关标志排在发文字号后面，国家标准的次序是在前。"
    ]
    swapped[1] = ("青禾区人民政府办公室文件", {"where": BOX})
    assert codes(read_paper(paper(*swapped))) == []


@pytest.mark.parametrize(
    ("look", "code", "found"),
    [
        ({"title": {"face": "宋体", "size": 22.0}}, "title_type", "宋体，二号"),
        ({"title": {"face": "方正小标宋简体", "size": 18.0}}, "title_type", "方正小标宋简体，小二"),
        ({"title": {"face": "方正小标宋_GBK", "size": 22.0}}, "", ""),
        ({"text": {"face": "仿宋_GB2312", "size": 16.0}}, "", ""),
        ({"text": {"face": "FangSong", "size": 15.5}}, "text_type", "FangSong，15.5 磅"),
        ({"first": {"face": "仿宋"}}, "first_type", "仿宋"),
        ({"second": {"face": "楷体_GB2312"}}, "", ""),
        ({"second": {"face": "黑体"}}, "second_type", "黑体"),
    ],
)
def test_type_is_noted_as_far_as_the_file_tells(
    look: dict[str, dict[str, Any]], code: str, found: str
) -> None:
    title, text = look.get("title", {}), look.get("text", {})
    lines: list[Text] = [
        *HEAD[:3],
        ("关于公园开放的通知", CENTER | title),
        ADDRESSEE,
        ("这是一段很长的正文，写明公园开放的各项安排和要求。", text),
        ("一、开放时间", look.get("first", {})),
        ("（一）工作日", look.get("second", {})),
        *FOOT,
    ]
    notes = read_paper(paper(*lines)).notes
    assert [(one.code, one.level, one.verified) for one in notes] == (
        [(code, "note", False)] if code else []
    )
    assert found in "".join(one.sentence for one in notes)


def test_the_size_of_the_paper_is_judged_either_way_up() -> None:
    assert codes(read_paper(paper(*WHOLE, width=210.0, height=297.0))) == []
    assert codes(read_paper(paper(*WHOLE, width=297.0, height=209.0))) == []
    letter = read_paper(paper(*WHOLE, width=215.9, height=279.4)).notes
    assert [one.sentence for one in letter] == ["纸张是 216×279 毫米，公文用 A4（210×297 毫米）。"]


def test_numbers_of_pages_are_asked_for() -> None:
    assert codes(read_paper(paper(*WHOLE, pages=False))) == ["pages_missing"]


@pytest.mark.parametrize("label", KINDS.values())
def test_each_kind_is_told_by_the_end_of_the_title(label: str) -> None:
    code = next(code for code, one in KINDS.items() if one == label)
    assert words.kind_of(f"关于公园开放的{label}") == code
    assert words.kind_of(f"关于公园开放的{label}（试行）") == code
    assert words.kind_of(f"{label}的公园") == ""


@pytest.mark.parametrize(
    ("text", "openness"),
    [
        ("（此件公开发布）", "proactive"),
        ("（此件主动公开）", "proactive"),
        ("（此件依申请公开）", "on_request"),
        ("（此件不予公开）", "withheld"),
        ("（此件不公开）", "withheld"),
        ("（此件删减后公开）", "withheld"),
        ("（联系人：某某）", ""),
    ],
)
def test_what_the_last_line_says_about_openness(text: str, openness: str) -> None:
    read = read_paper(paper(*with_line(16, text)))
    assert (read.openness, parts(read)["remark"]) == (openness, (text, 16))


def test_every_remark_has_a_sentence_and_admits_whether_it_was_checked() -> None:
    rows = words.DATA["remarks"]
    assert len({row["code"] for row in rows}) == len(rows)
    from_memory = [row["code"] for row in rows if "凭记忆" in row["source"] and row["verified"]]
    assert (from_memory, words.DATA["form"]["verified"]) == ([], False)
    assert set(words.ORDER) | {"pages"} == set(LABELS)


def test_examples_in_the_modules_hold() -> None:
    assert doctest.testmod(words).failed == 0


LINES = st.lists(
    st.one_of(
        st.sampled_from([text if isinstance(text, str) else text[0] for text in WHOLE]),
        st.sampled_from(
            ["附件1", "附件：", "文件", "机密", "抄送：", "二十十年十月十日", "〔2026〕5号"]
        ),
        st.text(max_size=30),
        st.text("一二十百零〇年月日号〔〕（）()、.．1234567890 　：文件令附件公开", max_size=20),
    ),
    max_size=25,
)
LOOKS = st.fixed_dictionaries(
    {
        "where": st.sampled_from(["body", BOX, TABLE]),
        "align": st.sampled_from(["left", "center", "right"]),
        "size": st.sampled_from([0.0, 16.0, 22.0]),
        "face": st.sampled_from(["", "仿宋", "宋体"]),
        "red": st.booleans(),
    }
)


@given(LINES, st.data())
def test_any_lines_are_read_with_places_that_exist(lines: list[str], data: st.DataObject) -> None:
    looks = [data.draw(LOOKS) for _ in lines]
    whole = WordPaper(
        tuple(Paragraph(text, **look) for text, look in zip(lines, looks, strict=True))
    )
    read = read_paper(whole)
    assert read == read_paper(whole)
    if not read.is_official:
        assert (read.elements, read.notes) == ((), ())
    for one in read.elements:
        assert 0 <= one.at <= one.until < len(lines)
    assert len({one.code for one in read.elements}) == len(read.elements)
    assert all(one.at is None or 0 <= one.at < len(lines) for one in read.notes)
    assert all("{" not in one.sentence for one in read.notes if "{" not in "".join(lines))


DAYS = st.dates(date(1949, 1, 1), date(2099, 12, 31))
BRACKETS = st.sampled_from(["〔〕", "[]", "（）", "()", "【】"])


@given(DAYS, st.integers(1, 99999), BRACKETS, st.sampled_from(["", "第", "00", "第0"]))
def test_numbers_and_dates_are_read_whatever_their_form(
    day: date, serial: int, brackets: str, before: str
) -> None:
    number = f"青政发{brackets[0]}{day.year}{brackets[1]}{before}{serial}号"
    padded = f"{day.year}年{day.month:02}月{day.day:02}日"
    texts = with_line(1, number)
    texts[15] = padded
    read = read_paper(paper(*texts))
    assert read.document_number == f"青政发〔{day.year}〕{serial}号"
    assert read.issued_on == day
    assert ("number_form" in codes(read)) == (brackets != "〔〕" or before != "")
    assert ("date_form" in codes(read)) == (min(day.month, day.day) < 10)


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (["各单位：", "请落实。", "青禾区教育局", "2026年3月2日"], {0: FLUSH, 2: RIGHT, 3: RIGHT}),
        (["请落实。", "青禾区教育局", "青禾区财政局", "2026年3月2日", "（此件公开发布）"],
         {1: RIGHT, 2: RIGHT, 3: RIGHT}),
        (["请落实。", "", "青禾区教育局2026年3月2日"], {2: RIGHT}),
        (["青禾区教育局", "2026年3月2日"], {0: RIGHT, 1: RIGHT}),
        (["2026年3月2日", "请落实。"], {}),
        (["请落实。", "2026年3月2日"], {}),
        ([], {}),
    ],
)  # fmt: skip
def test_addressee_and_signature_have_their_places(
    texts: list[str], places: dict[int, str]
) -> None:
    assert placed_lines(texts) == places


def test_head_lines_end_with_the_title() -> None:
    whole = paper(*WHOLE)
    assert head_lines(whole, read_paper(whole)) == {
        "青禾区人民政府办公室文件", "青政办发〔2026〕5号", "青禾区人民政府办公室",
        "关于做好城市公园开放工作的通知",
    }  # fmt: skip
