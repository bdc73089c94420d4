"""The monthly notice: its wording on a small month, and figures that equal the tables in any."""

import doctest
import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.notice import facts as facts_module
from gongkai.rules.notice.build import build_notice
from gongkai.rules.notice.facts import (
    Deadline,
    FiguresDisagree,
    LateLedger,
    LogHead,
    MonthFacts,
    OldProblem,
    Problem,
    UnitScore,
)
from gongkai.rules.scoring import Month

END = date(2023, 11, 7)


def month(**changes):
    case = {
        "month": Month(2023, 10),
        "issuer": "管委会办公室",
        "addressees": "各有关单位",
        "scores": [],
        "problems": [],
        "published_count": 0,
    }
    return MonthFacts(**(case | changes))


SMALL = month(
    scores=[
        UnitScore("统计中心", Decimal("100"), Decimal(0), "优秀"),
        UnitScore("建设局", Decimal("93.5"), Decimal("6.5"), "优秀"),
        UnitScore("柳林镇", Decimal("84"), Decimal(16), "良好"),
    ],
    problems=[
        Problem("F-1", "建设局", "任务超期完成", "《甲》晚2个工作日", Decimal("6.5"), END),
        Problem("F-2", "柳林镇", "任务逾期未完成", "《乙》未公开", Decimal(5), END),
        Problem("F-3", "柳林镇", "任务逾期未完成", "《丙》未公开", Decimal(11), date(2023, 11, 3)),
    ],
    published_count=638,
    old_problems=[
        OldProblem("F-0", "柳林镇", "《丁》未公开", False),
        OldProblem("E-9", "建设局", "要素不全", True),
        OldProblem("E-8", "建设局", "要素不全", True),
    ],
    late_ledgers=[
        LateLedger("东河街道", date(2023, 8, 4)),
        LateLedger("柳林镇", date(2023, 8, 4), date(2023, 8, 9)),
    ],
    deadlines=[
        Deadline(date(2023, 12, 31), "建设局", "公开年度计划"),
        Deadline(date(2023, 11, 30), "柳林镇", "公开救助名单"),
    ],
)


def test_the_wording_of_a_month():
    notice = build_notice(SMALL)
    assert notice.title == "管委会办公室关于2023年10月政务公开工作检查考核情况的通报"
    assert notice.addressees == "各有关单位："
    assert notice.opening == (
        "管委会办公室对2023年10月政务公开工作进行了检查考核，共考核单位3个，发现问题3个。"
        "现将有关情况通报如下："
    )
    assert [(one.heading, list(one.paragraphs)) for one in notice.sections] == [
        (
            "一、上月问题整改情况",
            [
                "上月通报问题3个，经复查已整改2个，整改率66.67%。",
                "仍有1个问题未整改：柳林镇。",
            ],
        ),
        (
            "二、总体情况",
            [
                "本月全部单位共公开信息638条。",
                "考核平均92.5分，最高100分，最低84分；其中优秀2个、良好1个。",
                "未发现问题的单位1个：统计中心。",
            ],
        ),
        (
            "三、存在的主要问题",
            [
                "共发现问题3个，涉及单位2个，合计扣22.5分。",
                "（一）任务逾期未完成2个，占66.67%：柳林镇（2个）。",
                "（二）任务超期完成1个，占33.33%：建设局。",
            ],
        ),
        (
            "四、工作台账报送情况",
            ["逾期未报工作台账的单位1个：东河街道。", "迟报工作台账的单位1个：柳林镇。"],
        ),
        (
            "五、下一步工作要求",
            [
                "本次通报的问题中1个须于2023年11月3日前整改完毕并报送整改情况。",
                "本次通报的问题中2个须于2023年11月7日前整改完毕并报送整改情况。",
                "不能按期整改的，请在期限届满前说明情况、申请延期。",
                "近期到期任务2项，最早于2023年11月30日到期，请责任单位按时办理。",
            ],
        ),
    ]


def test_the_tables_of_a_month():
    notice = build_notice(SMALL)
    assert [one.table.rows for one in notice.sections if one.table] == [
        (("F-0", "柳林镇", "《丁》未公开"),),
        (
            ("F-2", "柳林镇", "任务逾期未完成", "《乙》未公开", "5", "2023年11月7日"),
            ("F-3", "柳林镇", "任务逾期未完成", "《丙》未公开", "11", "2023年11月3日"),
            ("F-1", "建设局", "任务超期完成", "《甲》晚2个工作日", "6.5", "2023年11月7日"),
        ),
        (("东河街道", "2023年8月4日", "未报"), ("柳林镇", "2023年8月4日", "2023年8月9日")),
        (
            ("2023年11月30日", "柳林镇", "公开救助名单"),
            ("2023年12月31日", "建设局", "公开年度计划"),
        ),
    ]
    assert notice.annex.rows == (
        ("1", "统计中心", "0", "0", "0", "100", "优秀"),
        ("2", "建设局", "1", "6.5", "0", "93.5", "优秀"),
        ("3", "柳林镇", "2", "16", "0", "84", "良好"),
    )


def test_an_empty_month():
    notice = build_notice(month())
    assert [text for one in notice.sections for text in one.paragraphs] == [
        "上月没有检查考核记录。",
        "本月全部单位共公开信息0条。",
        "本月没有单位参加考核。",
        "本月未发现问题。",
        "工作台账没有逾期未报、迟报的单位。",
        "近期没有到期任务。",
    ]
    assert [one.table for one in notice.sections] == [None] * 5
    assert notice.annex.rows == ()


def test_the_log_is_printed_so_that_everybody_keeps_it():
    head = LogHead(1204, "ab" * 32, "sha256", "0123456789abcdef", datetime(2023, 11, 2, 9, 5))
    last = build_notice(month(log=head)).sections[-1]
    assert (last.heading, last.paragraphs[0]) == (
        "六、公开日志核验",
        f"截至2023年11月2日09时05分，公开日志共1204条，根指纹（SHA-256）为{'ab' * 32}，"
        "签名密钥编号为0123456789abcdef。",
    )
    assert "请各单位和档案、审计等部门留存本通报" in last.paragraphs[1]


def test_a_month_after_a_clean_one():
    notice = build_notice(month(old_problems=[]))
    assert notice.sections[0].paragraphs == ("上月没有需要整改的问题。",)


@pytest.mark.parametrize(
    ("scores", "problems"),
    [
        ([UnitScore("甲", Decimal(95), Decimal(5), "优秀")], []),
        ([], [Problem("F-1", "甲", "种类", "问题", Decimal(0))]),
        (
            [UnitScore("甲", Decimal(95), Decimal(5), "优秀")],
            [Problem("F-1", "甲", "种类", "问题", Decimal(4))],
        ),
    ],
)
def test_figures_that_do_not_fit_are_refused(scores, problems):
    with pytest.raises(FiguresDisagree) as raised:
        build_notice(month(scores=scores, problems=problems))
    assert raised.value.organisation == "甲"


def test_many_kinds_are_numbered_in_chinese():
    problems = [Problem(f"F-{n}", "甲", f"第{n:02}种", "", Decimal(0)) for n in range(1, 24)]
    scores = [UnitScore("甲", Decimal(100), Decimal(0), "优秀")]
    found = build_notice(month(scores=scores, problems=problems)).sections[2].paragraphs
    heads = [re.match("（(.+?)）", text)[1] for text in found[1:]]
    assert [heads[n - 1] for n in (1, 9, 10, 11, 19, 20, 21, 23)] == [
        "一", "九", "十", "十一", "十九", "二十", "二十一", "二十三",
    ]  # fmt: skip


def test_examples_in_the_docstrings():
    assert doctest.testmod(facts_module).failed == 0


NAMES = st.sampled_from(["东局", "西局", "南镇", "北镇", "中心"])
DAYS = st.dates(date(2023, 11, 1), date(2024, 1, 31))
POINTS = st.decimals(0, 9, places=1)


@st.composite
def months(draw):
    names = draw(st.lists(NAMES, unique=True, min_size=1))
    problems = [
        Problem(
            f"F-{n}",
            draw(st.sampled_from(names)),
            draw(st.sampled_from(["超期", "缺要素", "未报"])),
            "问题",
            draw(POINTS),
            draw(st.none() | DAYS),
        )
        for n in range(draw(st.integers(0, 12)))
    ]
    lost = {
        name: sum((one.points for one in problems if one.organisation == name), Decimal(0))
        for name in names
    }
    return month(
        scores=[
            UnitScore(name, 100 - lost[name], lost[name], draw(st.sampled_from(["良好", "合格"])))
            for name in names
        ],
        problems=problems,
        published_count=draw(st.integers(0, 999)),
        old_problems=draw(
            st.none()
            | st.lists(st.builds(OldProblem, st.just("E"), NAMES, st.just(""), st.booleans()))
        ),
        late_ledgers=draw(st.lists(st.builds(LateLedger, NAMES, DAYS, st.none() | DAYS))),
        deadlines=draw(st.lists(st.builds(Deadline, DAYS, NAMES, st.just("任务")))),
    )


def number(pattern, text):
    """The one figure that `pattern` finds; 0 where the sentence is missing."""
    found = re.findall(pattern, text)
    assert len(found) <= 1
    return Decimal(found[0]) if found else 0


def rows(table):
    return table.rows if table else ()


@given(months())
def test_figures_in_the_text_equal_the_tables(given_month):
    notice = build_notice(given_month)
    old, overall, problems, ledgers, coming = (
        ("".join(one.paragraphs), rows(one.table)) for one in notice.sections
    )
    annex = notice.annex.rows
    scores = [Decimal(row[5]) for row in annex]
    assert number(r"共考核单位(\d+)个", notice.opening) == len(annex)
    assert number(r"发现问题(\d+)个", notice.opening) == len(problems[1])
    assert number(r"仍有(\d+)个", old[0]) == len(old[1])
    assert number(r"最高([\d.]+)分", overall[0]) == max(scores)
    assert number(r"最低([\d.]+)分", overall[0]) == min(scores)
    average = number(r"平均([\d.]+)分", overall[0])
    assert abs(average - sum(scores) / len(scores)) <= Decimal("0.005")
    for grade in ("良好", "合格"):
        count = sum(row[6] == grade for row in annex)
        assert number(rf"{grade}(\d+)个", overall[0]) == count
    assert number(r"未发现问题的单位(\d+)个", overall[0]) == sum(row[2] == "0" for row in annex)
    assert number(r"共发现问题(\d+)个", problems[0]) == len(problems[1])
    assert number(r"涉及单位(\d+)个", problems[0]) == len({row[1] for row in problems[1]})
    total = number(r"合计扣([\d.]+)分", problems[0])
    assert total == sum(Decimal(row[4]) for row in problems[1])
    assert total == sum(Decimal(row[3]) for row in annex)
    for kind in ("超期", "缺要素", "未报"):
        count = sum(row[2] == kind for row in problems[1])
        assert number(rf"）{kind}(\d+)个，占", problems[0]) == count
    missing = sum(row[2] == "未报" for row in ledgers[1])
    assert number(r"逾期未报工作台账的单位(\d+)个", ledgers[0]) == missing
    assert number(r"^(?:逾.+。)?迟报工作台账的单位(\d+)个", ledgers[0]) == len(ledgers[1]) - missing
    assert number(r"近期到期任务(\d+)项", coming[0]) == len(coming[1])
    limits = re.findall(r"问题中(\d+)个须于(\S+?)前", coming[0])
    dated = [row[5] for row in problems[1] if row[5]]
    assert {day: int(count) for count, day in limits} == {day: dated.count(day) for day in dated}


@given(months())
def test_scores_descend_and_ranks_rise(given_month):
    annex = build_notice(given_month).annex.rows
    points = [Decimal(row[5]) for row in annex]
    assert points == sorted(points, reverse=True)
    assert [int(row[0]) for row in annex] == [1 + sum(q > p for q in points) for p in points]
