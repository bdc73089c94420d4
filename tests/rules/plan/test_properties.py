"""What must hold for every file: rows conserved, one kind of error, one answer."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import Line
from gongkai.rules.plan.numbers import find_numbers
from gongkai.rules.plan.reader import read_plan
from gongkai.rules.plan.tokens import Token, cut, printed_lines
from gongkai.rules.plan.units import read_units
from tests.rules.plan.places import bare
from tests.rules.plan.samples import Row, Sample, numbered
from tests.rules.plan.test_invented_plans import DUTY, KEYS, LEVEL_1, LIMIT, NUMBER, UNIT
from tests.rules.plan.writers import Flattener, write

_FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

VERBS = ["及时公开", "动态更新", "集中发布", "规范管理", "认真办理", "全面梳理", "逐条解读"]
THINGS = [
    "涉企政策清单",
    "财政预决算信息",
    "重大项目进展",
    "基层公开目录",
    "网民留言",
    "行政许可结果",
]
ENDS = ["，方便群众查询", "，注明咨询电话和办理地点", "", "，并按规定接受社会监督", "，不得漏项"]
UNITS = ["区财政局", "区教育局", "区发展改革局", "各有关单位", "区行政审批服务局", "各街道办事处"]
LIMITS = {
    "长期坚持": {"kind": "standing"},
    "2024年6月底前完成": {"kind": "fixed", "date": "2024-06-30"},
    "每年3月31日前": {"kind": "yearly", "month_day": "03-31"},
}
NAMES = ["推进重点领域公开", "加强政策解读", "规范公开平台"]


@st.composite
def plans(draw: st.DrawFn) -> Sample:
    """A plan of one to twelve rows with lists of units and merged categories."""
    count = draw(st.integers(3, 12))
    names = sorted(draw(st.lists(st.sampled_from(NAMES), min_size=count, max_size=count)))
    rows = []
    for name in names:
        parts = draw(
            st.lists(st.tuples(*map(st.sampled_from, (VERBS, THINGS))), min_size=1, max_size=4)
        )
        text = "，".join("".join(part) for part in parts) + draw(st.sampled_from(ENDS))
        units = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True))
        limit = draw(st.sampled_from(list(LIMITS)))
        roles = tuple((unit, "responsible") for unit in units)
        rows.append(Row(text, "、".join(units), roles, limit, LIMITS[limit], (name,)))
    columns = draw(
        st.sampled_from([(NUMBER, LEVEL_1, DUTY, UNIT, LIMIT), (NUMBER, DUTY, LIMIT, UNIT)])
    )
    return Sample("random", columns, numbered(rows))


def _got(name: str, content: bytes) -> list[dict[str, object]]:
    return [
        {key: bare(task.as_json()[key]) for key in KEYS} for task in read_plan(name, content).tasks
    ]


@_FEW
@given(plans(), st.sampled_from(["docx", "xlsx"]))
def test_a_random_table_is_read_back_exactly(sample: Sample, suffix: str) -> None:
    assert _got(f"a.{suffix}", write(sample, suffix)) == bare(sample.wanted())


@_FEW
@given(plans())
def test_a_random_flattened_table_on_one_page_is_read_back_exactly(sample: Sample) -> None:
    text = Flattener(sample, height=200, blank=False).text().encode()
    reading = read_plan("a.txt", text)
    open_at = " ".join(p.where for p in reading.problems if "没有印出类别" in p.what)
    asked = any("印在首行还是末行" in ask.what for ask in reading.confirm)
    for got, wanted in zip(_got("a.txt", text), bare(sample.wanted()), strict=True):
        if asked or f"第{got['number']}项" in open_at:
            got["categories"] = wanted["categories"]
        assert got == wanted


@_FEW
@given(plans(), st.integers(6, 40), st.booleans())
def test_no_row_and_no_character_is_lost_where_pages_cut(
    sample: Sample, height: int, page_numbers: bool
) -> None:
    text = Flattener(sample, height=height, blank=False, page_numbers=page_numbers).text()
    reading = read_plan("a.txt", text.encode())
    assert [task.number for task in reading.tasks] == [row.number for row in sample.rows]
    wanted = Counter("".join(row.requirement for row in sample.rows))
    found = "".join(
        f"{task.requirement}{task.deadline_text}{task.responsible}" for task in reading.tasks
    )
    assert not wanted - Counter(found)


@_FEW
@given(plans(), st.integers(6, 40))
def test_a_null_field_is_always_named_in_the_problems(sample: Sample, height: int) -> None:
    reading = read_plan("a.txt", Flattener(sample, height=height).text().encode())
    places = " ".join(problem.where for problem in reading.problems)
    for task in reading.tasks:
        fields = (task.categories, task.requirement, task.responsible, task.deadline)
        assert None not in fields or f"第{task.number}项" in places


@_FEW
@given(plans(), st.data())
def test_blanks_that_the_layout_put_in_do_not_matter(sample: Sample, data: st.DataObject) -> None:
    lines = Flattener(sample, height=30, blank=False).text().split("\n")
    blanks = data.draw(
        st.lists(
            st.sampled_from(["", "\n", "\n\n ", "　\n"]), min_size=len(lines), max_size=len(lines)
        )
    )
    airy = "\n".join(f"{line}{blank}" for line, blank in zip(lines, blanks, strict=True))
    assert _got("a.txt", airy.encode()) == _got("a.txt", "\n".join(lines).encode())


@_MANY
@given(st.binary(max_size=400), st.sampled_from(["txt", "docx", "xlsx", "pdf", "doc", "rtf", ""]))
def test_arbitrary_bytes_raise_nothing_but_a_refusal(content: bytes, suffix: str) -> None:
    try:
        reading = read_plan(f"a.{suffix}", content)
    except PlanUnreadable as refused:
        assert refused.sentence
    else:
        assert reading.source_lines


LIKE_A_PLAN = """
序号 工作任务 责任单位 完成时限
序号
工作任务
责任单位
|
1
2
20个工作日内
— 1 —
区财政局
年底前
一、总体要求
（一）加强领导
责任单位：区财政局
| 工作任务 | 责任单位 | 时限要求 |
各部门每年至少召开1次会议。
2024年3月1日
（）
、
公开预算信息，接受监督
注：
附件
"""


@_MANY
@given(st.lists(st.sampled_from([*LIKE_A_PLAN.splitlines(), "\x0c"]), max_size=25))
def test_text_that_looks_like_plans_raises_nothing_but_a_refusal(lines: list[str]) -> None:
    content = "\n".join(lines).encode()
    try:
        first = read_plan("a.txt", content)
    except PlanUnreadable as refused:
        assert refused.sentence
    else:
        assert first == read_plan("a.txt", content)


@_MANY
@given(st.text(alphabet="区市教育财政局、，牵头配合（）等和各有关单位\n /", max_size=40))
def test_reading_units_never_loses_a_unit_it_names(text: str) -> None:
    units, _ = read_units([("unit", text)])
    assert all(unit.name and unit.role in {"lead", "support", "responsible"} for unit in units)
    assert len(set(units)) == len(units)


@_MANY
@given(st.text(alphabet="公开 20年月个工作日12 　", max_size=30))
def test_cutting_a_line_keeps_every_character(text: str) -> None:
    tokens = cut(Line(text, 1))
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert bare("".join(printed_lines(tokens))) == bare(text)


@_MANY
@given(
    st.lists(st.sampled_from(["1", "2", "3", "4", "5", "公开信息", "12", "9类人员"]), max_size=20)
)
def test_row_numbers_are_places_of_digits_in_order(texts: list[str]) -> None:
    tokens = [Token(text, at, True) for at, text in enumerate(texts, 1)]
    chain = find_numbers(tokens, first=True)
    assert list(chain) == sorted(chain)
    assert all(texts[place].startswith(str(number)) for place, number in chain.items())
