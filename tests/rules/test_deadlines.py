"""Time limits in words: what real plans write, and the days that follow."""

import doctest
import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.deadlines import (
    NeedsYear,
    NoSuchDay,
    NotADeadline,
    TimeLimit,
    act_by,
    due,
    due_after,
    from_json,
    limit,
    parse,
    parse_deadline,
    periods,
    words,
)
from gongkai.rules.workdays import YearNotPublished, add_workdays, is_workday

ISSUED = date(2023, 7, 25)
PLANS = Path(__file__).parents[3] / "shared" / "data" / "plans"


def json_of(text, **known):
    found = parse_deadline(text, **known).as_json()
    found.pop("due", None)
    return found


FIXED = [
    ("年底前", "2023-12-31"),
    ("年底", "2023-12-31"),
    ("12月底前", "2023-12-31"),
    ("2023年12月底前完成", "2023-12-31"),
    ("2023年年底前完成", "2023-12-31"),
    ("2023年底前", "2023-12-31"),
    ("10月31日前", "2023-10-31"),
    ("10月31日之前", "2023-10-31"),
    ("11月底前完成", "2023-11-30"),
    ("2023年10月底前对2016以来所发布政府信息全面规范", "2023-10-31"),
    ("2023年1月15日前", "2023-01-15"),
    ("于2023年1月15日前", "2023-01-15"),
    ("不迟于9月1日", "2023-09-01"),
    ("十二月三十一日前", "2023-12-31"),
    ("二〇二三年十月底前", "2023-10-31"),
    ("２０２３年１２月底前", "2023-12-31"),
    ("2023 年 12\n月底前。", "2023-12-31"),
    ("2023-12-31", "2023-12-31"),
    ("2023.12.31前", "2023-12-31"),
    ("2023/9/5前", "2023-09-05"),
    ("2023.12", "2023-12-31"),
    ("12.31前", "2023-12-31"),
    ("2月底", "2023-02-28"),
    ("2024年2月底前", "2024-02-29"),
    ("上半年", "2023-06-30"),
    ("2023年下半年完成", "2023-12-31"),
    ("三季度末", "2023-09-30"),
    ("第四季度", "2023-12-31"),
    ("2023年第1季度", "2023-03-31"),
    ("前三季度", "2023-09-30"),
    ("10月上旬", "2023-10-10"),
    ("10月中旬前", "2023-10-20"),
    ("10月份", "2023-10-31"),
    ("年内完成", "2023-12-31"),
    ("2023年", "2023-12-31"),
    ("明年3月底前", "2024-03-31"),
    ("次年1月31日前", "2024-01-31"),
    ("3月至10月", "2023-10-31"),
    ("3月-10月底", "2023-10-31"),
    ("2023年7月—12月", "2023-12-31"),
    ("2023年7月1日至12月31日", "2023-12-31"),
    ("11月至次年3月", "2024-03-31"),
    ("11月—3月", "2024-03-31"),
    ("2023-2025年", "2025-12-31"),
    ("即日起至12月底", "2023-12-31"),
    ("自方案印发之日起至12月31日", "2023-12-31"),
    ("20231231", "2023-12-31"),
    ("2023年12月31日17:00前", "2023-12-31"),
    ("12月15日下班前", "2023-12-15"),
    ("全年至少1次", "2023-12-31"),
    ("2023年全年不少于2次", "2023-12-31"),
]


@pytest.mark.parametrize(("text", "day"), FIXED)
def test_fixed_days(text, day):
    assert json_of(text, issued=ISSUED) == {"kind": "fixed", "date": day}
    assert parse_deadline(text, issued=ISSUED).due == date.fromisoformat(day)


AGAIN = [
    ("每年3月31日前", {"kind": "yearly", "month_day": "03-31"}),
    ("每年3月31日前定期向社会公开", {"kind": "yearly", "month_day": "03-31"}),
    ("每年1月底前", {"kind": "yearly", "month_day": "01-31"}),
    ("每年2月底前", {"kind": "yearly", "month_day": "02-29"}),
    ("每年底前", {"kind": "yearly", "month_day": "12-31"}),
    ("每年年底前", {"kind": "yearly", "month_day": "12-31"}),
    ("每年", {"kind": "yearly", "month_day": "12-31"}),
    ("每年至少1次", {"kind": "yearly", "month_day": "12-31"}),
    ("每年3月至10月", {"kind": "yearly", "month_day": "10-31"}),
    ("每年一季度", {"kind": "yearly", "month_day": "03-31"}),
    ("每季度", {"kind": "quarterly", "month": 3, "day": 31}),
    ("每季度末前", {"kind": "quarterly", "month": 3, "day": 31}),
    ("每季度至少一次", {"kind": "quarterly", "month": 3, "day": 31}),
    ("每季度最后一个月的30日前", {"kind": "quarterly", "month": 3, "day": 30}),
    ("每季度末25日前", {"kind": "quarterly", "month": 3, "day": 25}),
    ("季度末月25日前", {"kind": "quarterly", "month": 3, "day": 25}),
    ("每季度首月10日前", {"kind": "quarterly", "month": 1, "day": 10}),
    ("每月", {"kind": "monthly", "day": 31}),
    ("每月5日前", {"kind": "monthly", "day": 5}),
    ("每月25日至30日", {"kind": "monthly", "day": 30}),
    ("每月底前报送", {"kind": "monthly", "day": 31}),
    ("次月10日前", {"kind": "monthly", "day": 10}),
]


@pytest.mark.parametrize(("text", "found"), AGAIN)
def test_recurring_days(text, found):
    assert json_of(text) == found


def workdays_after(count, event=None):
    named = {"event": event} if event else {}
    return {"kind": "workdays_after_event", "days": count} | named


AFTER = [
    ("信息形成或变更之日起20个工作日内公开", workdays_after(20, "信息形成或变更")),
    ("信息形成（或变更）之日起20个工作日内", workdays_after(20, "信息形成（或变更）")),
    ("决策文件出台后的10个工作日内", workdays_after(10, "决策文件出台")),
    ("收到申请之日起20个工作日", workdays_after(20, "收到申请")),
    ("自收到申请之日起二十个工作日内", workdays_after(20, "收到申请")),
    ("信息形成后,7个工作日内公开", workdays_after(7, "信息形成")),
    ("文件印发后10个工作日内", workdays_after(10, "文件印发")),
    (
        "本方案发布之日起20个工作日内及时动态更新本单位主动公开基本目录",
        workdays_after(20, "本方案发布"),
    ),
    ("20个工作日", workdays_after(20)),
    ("及时公开，最迟不超过20个工作日", workdays_after(20)),
    (
        "经本级财政部门批复后20日内公开",
        {"kind": "days_after_event", "days": 20, "event": "经本级财政部门批复"},
    ),
    ("30日内", {"kind": "days_after_event", "days": 30}),
    ("两周内", {"kind": "days_after_event", "days": 14}),
    ("三个月内", {"kind": "days_after_event", "months": 3}),
    ("方案印发后一个月内", {"kind": "days_after_event", "months": 1, "event": "方案印发"}),
    ("半年内", {"kind": "days_after_event", "months": 6}),
    ("半个月内", {"kind": "days_after_event", "days": 15}),
    ("每季度结束后10日内", {"kind": "days_after_event", "days": 10, "event": "每季度结束"}),
    (
        "每半年结束后10个工作日内",
        {"kind": "workdays_after_event", "days": 10, "event": "每半年结束"},
    ),
    ("事发后半年内", {"kind": "days_after_event", "months": 6, "event": "事发"}),
]


@pytest.mark.parametrize(("text", "found"), AFTER)
def test_limits_from_an_event(text, found):
    assert json_of(text, issued=ISSUED) == found


STANDING = (
    "长期坚持 长期 持续推进 常态化 常态化推进 全年 2023年全年 全年持续推进 "
    "贯穿全年、持续推进 实时 实时更新 即时 随时 动态更新 每日 每周 每周一次 每周五前 长期坚持。 "
    "常态化坚持，动态调整"
)
VAGUE = (
    "年初 待定 尽快 及时 及时公开 立即 适时 另行通知 按上级要求 按时完成 5月初 10月前 "
    "第四季度初 月底前 会议召开前5个工作日 24小时内 定期 春节前 每季度25日前 "
    "与政策文件同步发布 立行立改"
)


@pytest.mark.parametrize("text", STANDING.split())
def test_duties_without_an_end(text):
    assert json_of(text, issued=ISSUED) == {"kind": "standing"}


@pytest.mark.parametrize("text", VAGUE.split())
def test_no_date_is_invented(text):
    assert parse_deadline(text, issued=ISSUED).as_json() == {"kind": "vague"}


NOT_LIMITS = (
    "区财政局 各有关单位 按职责分工负责 推进政务公开标准化规范化 1 30日 3.5 起 前 内 底前 "
    "2023年6月30日第三次会议 2023年公开政府信息1234条 及时更新主动公开目录 长期护理保险政策 "
    "各单位要在每年1月31日前公布年报 0个工作日 国办公开办函〔2021〕30号 每月32日前 加强政策解读 "
    "三十日 各责任单位要在每季度最后一个月的30日前将进展情况报区人民政府办公室 不少于30日"
)


@pytest.mark.parametrize("text", [*NOT_LIMITS.split(), "", "  \n", "年" * 500])
def test_what_is_no_time_limit_is_refused(text):
    with pytest.raises(NotADeadline) as raised:
        parse_deadline(text, issued=ISSUED)
    assert type(raised.value) is NotADeadline
    assert raised.value.text == text


@pytest.mark.parametrize(
    "text", ["6月31日前", "2023年2月29日前", "13月底前", "每年2月30日前", "9月0日"]
)
def test_days_that_do_not_exist_are_refused(text):
    with pytest.raises(NoSuchDay):
        parse_deadline(text, issued=ISSUED)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("10月31日前", {"kind": "fixed", "month_day": "10-31"}),
        ("年底前", {"kind": "fixed", "month_day": "12-31"}),
        ("2月底前", {"kind": "fixed"}),
        ("明年3月底前", {"kind": "fixed", "month_day": "03-31"}),
    ],
)
def test_a_missing_year_is_not_guessed(text, rest):
    with pytest.raises(NeedsYear) as raised:
        parse_deadline(text)
    assert raised.value.limit.as_json() == rest
    assert raised.value.text == text


def test_the_year_of_the_plan_goes_before_that_of_its_issue():
    assert json_of("1月底前", issued=date(2022, 12, 20), year=2023)["date"] == "2023-01-31"
    assert json_of("2024年1月底前", issued=ISSUED, year=2023)["date"] == "2024-01-31"


def test_several_limits_in_one_text():
    found = parse_deadline("长期坚持，每年12月底前报送")
    assert (found.kind, found.month_day) == ("yearly", (12, 31))
    assert [part.kind for part in found.parts] == ["standing", "yearly"]
    found = parse_deadline("2023年6月底前完成初稿，12月底前全面完成")
    assert [part.date for part in found.parts] == [date(2023, 6, 30), date(2023, 12, 31)]
    assert found.date == date(2023, 12, 31)
    assert [part.month_day for part in parse_deadline("每年6月底、12月底前").parts] == [
        (6, 30),
        (12, 31),
    ]
    assert parse_deadline("10月底前完成编制、公开和上报", year=2023).parts == ()
    assert parse_deadline("每半年").as_json()["parts"] == [
        {"kind": "yearly", "month_day": "06-30"},
        {"kind": "yearly", "month_day": "12-31"},
    ]


def test_due_needs_the_event_or_the_issue_of_the_plan():
    assert parse_deadline("方案印发之日起20个工作日内", issued=ISSUED).due == date(2023, 8, 22)
    assert parse_deadline("文件印发后10个工作日内", issued=ISSUED).due is None
    found = parse_deadline("决策文件出台后的10个工作日内", event=date(2023, 9, 22))
    assert found.due == date(2023, 10, 12)
    assert parse_deadline("20个工作日内", event=date(2026, 9, 23)).due == date(2026, 10, 28)
    late = parse_deadline("20个工作日内", event=date(2026, 12, 4))
    assert (late.due, late.provisional) == (date(2027, 1, 4), True)


def test_natural_days_and_months_move_off_rest_days():
    assert due_after(TimeLimit("days_after_event", days=20), date(2023, 9, 15)) == date(2023, 10, 7)
    assert due_after(TimeLimit("days_after_event", months=1), date(2023, 1, 31)) == date(
        2023, 2, 28
    )
    assert due_after(TimeLimit("days_after_event", months=12), date(2024, 2, 29)) == date(
        2025, 2, 28
    )
    with pytest.raises(YearNotPublished):
        due_after(TimeLimit("days_after_event", days=60), date(2026, 12, 1))
    with pytest.raises(ValueError):
        due_after(TimeLimit("standing"), ISSUED)


def test_fixed_days_stay_and_warn_before():
    assert parse_deadline("2026年1月31日前").due == date(2026, 1, 31)
    assert act_by(date(2026, 1, 31)) == date(2026, 1, 30)
    assert act_by(date(2027, 1, 31)) == date(2027, 1, 29)


def due_days(text, start=ISSUED, until=date(2023, 12, 31)):
    found = periods(parse_deadline(text, issued=start), start=start, until=until)
    return [(period.key, period.due_on.isoformat()) for period in found]


def test_periods():
    assert due_days("10月底前") == [("2023-10-31", "2023-10-31")]
    assert due_days("3月底前") == [("2023-03-31", "2023-03-31")]
    assert due_days("每年3月31日前") == [("2024-03-31", "2024-03-31")]
    assert due_days("每年7月25日前") == [("2023-07-25", "2023-07-25")]
    assert due_days("每年2月底前", until=date(2025, 12, 31)) == [
        ("2024-02-29", "2024-02-29"),
        ("2025-02-28", "2025-02-28"),
    ]
    assert due_days("每季度") == [("2023-Q3", "2023-09-30"), ("2023-Q4", "2023-12-31")]
    assert due_days("每季度首月10日前") == [("2023-Q4", "2023-10-10")]
    assert [key for key, _ in due_days("每月5日前")] == [
        "2023-08",
        "2023-09",
        "2023-10",
        "2023-11",
        "2023-12",
    ]
    assert due_days("每月31日前", until=date(2023, 9, 30))[-1] == ("2023-09", "2023-09-30")
    assert due_days("本方案发布之日起20个工作日内") == [("issue", "2023-08-22")]
    assert due_days("每季度结束后10日内") == [("2023-Q3", "2023-10-10"), ("2023-Q4", "2024-01-10")]
    assert due_days("每半年", until=date(2024, 6, 30)) == [
        ("2023-12-31", "2023-12-31"),
        ("2024-06-30", "2024-06-30"),
    ]
    assert due_days("长期坚持，每年12月底前报送") == [("2023-12-31", "2023-12-31")]
    assert due_days("长期坚持") == due_days("年初") == due_days("决策出台后10个工作日内") == []


def test_a_period_says_where_it_begins_and_how_sure_it_is():
    (late,) = periods(
        parse_deadline("方案印发后20个工作日内"), start=date(2026, 12, 4), until=date(2026, 12, 31)
    )
    assert (late.due_on, late.provisional) == (date(2027, 1, 4), True)
    quarter, _ = periods(parse_deadline("每季度"), start=ISSUED, until=date(2023, 12, 31))
    assert (quarter.starts_on, quarter.label_zh) == (date(2023, 7, 1), "2023年第三季度")


@pytest.mark.skipif(not PLANS.is_dir(), reason="the shared plans are not beside the project")
@pytest.mark.parametrize("path", sorted(PLANS.glob("*.truth.json")), ids=lambda path: path.name)
def test_every_limit_of_the_real_plans(path):
    tasks = json.loads(path.read_text("utf-8"))["tasks"]
    year = 2022 if path.name.startswith("xuancheng") else 2023
    for task in tasks:
        if not task.get("deadline_text"):
            continue
        truth = {k: v for k, v in task["deadline"].items() if k not in {"note", "from", "rule"}}
        found = parse_deadline(task["deadline_text"], year=year).as_json()
        assert {key: found.get(key) for key in truth} == truth


KNOWN_TEXTS = [row[0] for row in FIXED + AGAIN + AFTER] + STANDING.split() + VAGUE.split()
DAYS = st.dates(date(2023, 1, 1), date(2026, 6, 30))


@given(st.sampled_from(KNOWN_TEXTS), DAYS, DAYS)
def test_json_is_read_back_the_same(text, issued, event):
    found = parse_deadline(text, issued=issued, event=event)
    assert from_json(json.loads(json.dumps(found.as_json()))) == found


@given(st.sampled_from(KNOWN_TEXTS), DAYS, st.integers(0, 900))
def test_periods_are_ordered_distinct_and_not_early(text, start, length):
    found = periods(
        parse_deadline(text, issued=start), start=start, until=start + timedelta(length)
    )
    assert list(found) == sorted(found)
    assert len({period.key for period in found}) == len(found)
    assert all(period.starts_on <= period.due_on for period in found)


@given(DAYS, st.integers(1, 60))
def test_what_runs_from_an_event_ends_on_a_workday(event, count):
    assert is_workday(due_after(TimeLimit("days_after_event", days=count), event))
    assert due_after(TimeLimit("workdays_after_event", days=count), event) == add_workdays(
        event, count
    )


@given(DAYS)
def test_every_day_of_the_calendar_is_read(day):
    text = f"{day.year}年{day.month}月{day.day}日前"
    assert parse_deadline(text).date == day
    assert parse_deadline(f"每年{day.month}月{day.day}日前").month_day == (day.month, day.day)


@given(
    st.text(st.sampled_from("0123年月日前底内每季度个工作起至、，后一十半上末初次~-./")) | st.text()
)
def test_any_text_is_read_or_refused(text):
    try:
        assert parse_deadline(text, issued=ISSUED).as_json()["kind"]
    except NotADeadline as error:
        assert error.text == text


@pytest.mark.parametrize(
    "piece", ["及时公开", "全面完成", "长期持续", "按规定", "至", "一", "月底前"]
)
def test_no_text_takes_long(piece):
    began = time.process_time()
    with pytest.raises(NotADeadline):
        parse_deadline((piece * 50)[:96] + "某某", issued=ISSUED)
    assert time.process_time() - began < 0.5


def test_examples_in_the_docstrings():
    for module in (due, limit, parse, words):
        assert doctest.testmod(module).failed == 0
