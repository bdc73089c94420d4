"""The worked examples of the rulebook, and every event that the law has no room for."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from gongkai.rules.foi import NoLaw, events, fees, outcomes
from tests.rules.foi.build import Row, clock

R = "received"
DAYS_20 = {"days": 20}
CONSULTED: tuple[Row, ...] = (
    (R, "2026-04-07"),
    ("third_party_consulted", "2026-04-13"),
)


@pytest.mark.parametrize("module", [events, fees, outcomes], ids=lambda one: one.__name__)
def test_examples_in_the_docs_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # parametrized modules


@pytest.mark.parametrize(
    ("rows", "on", "state", "due", "excluded"),
    [
        ([(R, "2026-02-05")], "2026-02-05", "running", "2026-03-11", 0),
        (
            [(R, "2026-02-05"), ("extended", "2026-03-11", DAYS_20)],
            "2026-03-12",
            "running",
            "2026-04-09",
            0,
        ),
        (
            [
                (R, "2026-02-05"),
                ("correction_requested", "2026-02-14"),
                ("supplement_received", "2026-02-25"),
            ],
            "2026-02-25",
            "running",
            "2026-03-24",
            0,
        ),
        ([(R, "2026-04-07")], "2026-04-07", "running", "2026-05-08", 0),
        (
            [(R, "2026-04-07"), ("extended", "2026-05-08", DAYS_20)],
            "2026-05-08",
            "running",
            "2026-06-04",
            0,
        ),
        (
            [*CONSULTED, ("third_party_answered", "2026-04-29")],
            "2026-05-01",
            "running",
            "2026-05-25",
            12,
        ),
        (
            [
                *CONSULTED,
                ("third_party_answered", "2026-04-29"),
                ("extended", "2026-05-25", DAYS_20),
            ],
            "2026-05-25",
            "running",
            "2026-06-23",
            12,
        ),
        ([*CONSULTED], "2026-05-07", "consulting_third_party", "2026-05-28", 15),
        ([*CONSULTED], "2026-05-08", "running", "2026-05-28", 15),
        (
            [(R, "2025-04-17"), ("agency_consulted", "2025-04-21")],
            "2025-05-14",
            "consulting_agency",
            "2025-06-10",
            15,
        ),
        ([(R, "2025-09-18")], "2025-10-22", "running", "2025-10-22", 0),
        ([(R, "2026-10-03")], "2026-10-03", "running", "2026-11-03", 0),
        ([(R, "2026-12-03")], "2026-12-03", "running", "2026-12-31", 0),
        (
            [(R, "2026-08-24"), ("fee_notified", "2026-09-14"), ("fee_paid", "2026-09-28")],
            "2026-09-28",
            "running",
            "2026-10-30",
            0,
        ),
    ],
)
def test_worked_examples(rows: list[Row], on: str, state: str, due: str, excluded: int) -> None:
    found = clock(*rows, on=on)
    assert (found.state, found.due, found.excluded_days) == (
        state,
        date.fromisoformat(due),
        excluded,
    )
    assert (found.overdue, found.provisional, found.error) == (False, False, "")


def test_a_year_without_calendar_is_said() -> None:
    found = clock((R, "2026-12-04"))
    assert (found.due, found.provisional) == (date(2027, 1, 4), True)


def test_the_day_after_the_last_is_too_late() -> None:
    assert [clock((R, "2026-02-05"), on=day).overdue for day in ("2026-03-11", "2026-03-12")] == [
        False,
        True,
    ]


def test_a_late_reply_stays_late() -> None:
    replied: Row = ("replied", "2026-03-12", {"outcome": "3.1"})
    found = clock((R, "2026-02-05"), replied, on="2026-05-01")
    assert (found.state, found.due, found.overdue) == ("decided", date(2026, 3, 11), True)


@pytest.mark.parametrize(
    ("on", "state", "term"),
    [
        ("2026-10-16", "awaiting_fee", date(2026, 10, 16)),
        ("2026-10-17", "closed_no_fee", None),
    ],
)
def test_a_fee_unpaid_closes_the_case(on: str, state: str, term: date | None) -> None:
    found = clock((R, "2026-08-24"), ("fee_notified", "2026-09-14"), on=on)
    assert (found.state, found.due, found.term, found.overdue) == (state, None, term, False)


def test_a_term_for_the_supplement_closes_the_case() -> None:
    asked: Row = ("correction_requested", "2026-02-14", {"days": 10})
    rows = ((R, "2026-02-05"), asked)
    states = [clock(*rows, on=day).state for day in ("2026-03-06", "2026-03-07")]
    assert states == ["correcting", "closed_no_supplement"]
    late = ("supplement_received", "2026-03-09")
    assert clock(*rows, late).error.startswith("第 3 个事件：申请已经办结（逾期不补正，不再处理）")
    excused = clock(*rows, (*late, {"good_reason": True}))
    assert (excused.state, excused.clock_from) == ("running", date(2026, 3, 9))


def test_without_a_term_only_the_letter_closes_the_case() -> None:
    rows: tuple[Row, ...] = ((R, "2026-02-05"), ("correction_requested", "2026-02-14"))
    assert clock(*rows, on="2026-12-31").state == "correcting"
    closed = clock(*rows, ("replied", "2026-04-20", {"outcome": "3.6.1"}))
    assert (closed.state, closed.error) == ("closed_no_supplement", "")


def test_the_letter_about_an_unpaid_fee_may_follow() -> None:
    letter: Row = ("replied", "2026-10-19", {"outcome": "3.6.2"})
    found = clock((R, "2026-08-24"), ("fee_notified", "2026-09-14"), letter)
    assert (found.state, found.error) == ("closed_no_fee", "")


def test_overlapping_consultations_are_left_out_once() -> None:
    rows: list[Row] = [
        (R, "2026-04-07"),
        ("third_party_consulted", "2026-04-13", {"party": "甲"}),
        ("third_party_consulted", "2026-04-15", {"party": "乙"}),
        ("agency_consulted", "2026-04-16"),
        ("third_party_answered", "2026-04-17", {"party": "乙"}),
        ("third_party_answered", "2026-04-20", {"party": "甲"}),
        ("agency_answered", "2026-04-21"),
    ]
    # (04-13, 04-21] holds 14, 15, 16, 17, 20, 21.
    assert clock(*rows).excluded_days == 6


def test_a_late_answer_leaves_out_no_more_than_the_term() -> None:
    found = clock(*CONSULTED, ("third_party_answered", "2026-05-12"))
    assert (found.excluded_days, found.due) == (15, date(2026, 5, 28))


def test_agreed_days_of_unreasonable_volume() -> None:
    rows: tuple[Row, ...] = (
        (R, "2026-04-07"),
        ("explanation_requested", "2026-04-10"),
        ("delayed", "2026-05-08", {"until": "2026-07-31"}),
    )
    found = clock(*rows, on="2026-07-31")
    assert (found.due, found.overdue, found.excluded_days) == (date(2026, 7, 31), False, 0)


def test_before_2019_the_former_law_counts() -> None:
    found = clock((R, "2019-05-14"))
    assert found.due == date(2019, 6, 4)
    assert found.steps[0].because.endswith("（政府信息公开条例（国务院令第492号） 第二十四条）")
    with pytest.raises(NoLaw):
        clock((R, "2008-04-30"))


REFUSED: list[tuple[list[Row], str]] = [
    ([(R, "2026-02-05"), (R, "2026-02-06")], "一件申请只收到一次"),
    ([("replied", "2026-02-05", {"outcome": "3.1"})], "第 1 个事件应是收到申请"),
    ([(R, "2026-02-05"), ("withdrawn", "2026-02-04")], "日期2026-02-04早于前一个事件"),
    ([(R, "2026-02-05"), ("correction_requested", "2026-02-24")], "最迟2026-02-14"),
    ([(R, "2026-02-05"), ("supplement_received", "2026-02-09")], "没有告知补正"),
    (
        [
            (R, "2026-02-05"),
            ("correction_requested", "2026-02-06"),
            ("supplement_received", "2026-02-09"),
            ("correction_requested", "2026-02-10"),
        ],
        "补正只能一次性告知",
    ),
    ([(R, "2026-02-05"), ("third_party_answered", "2026-02-09")], "没有未答复的征求意见"),
    ([(R, "2026-02-05"), ("extended", "2026-02-09")], "延期天数None不对"),
    ([(R, "2026-02-05"), ("extended", "2026-02-09", {"days": 21})], "延期天数21不对"),
    ([(R, "2026-02-05"), ("extended", "2026-02-09", {"days": 0})], "延期天数0不对"),
    ([(R, "2026-02-05"), ("extended", "2026-03-12", DAYS_20)], "答复期限2026-03-11已过"),
    (
        [
            (R, "2026-02-05"),
            ("extended", "2026-02-09", {"days": 5}),
            ("extended", "2026-02-10", {"days": 5}),
        ],
        "延长答复期限只能一次",
    ),
    ([(R, "2026-02-05"), ("fee_paid", "2026-02-09")], "没有发出收费通知"),
    ([(R, "2020-12-01"), ("fee_notified", "2020-12-02")], "不能收取信息处理费"),
    (
        [
            (R, "2026-02-05"),
            ("fee_notified", "2026-02-06"),
            ("fee_paid", "2026-02-09"),
            ("fee_notified", "2026-02-10"),
        ],
        "只能发一次收费通知",
    ),
    (
        [
            (R, "2026-08-24"),
            ("fee_notified", "2026-09-14"),
            ("fee_paid", "2026-10-19"),
        ],
        "申请已经办结（逾期不缴费，不再处理）",
    ),
    ([(R, "2026-02-05"), ("replied", "2026-02-09", {"outcome": "3.9"})], "没有“3.9”这种答复类型"),
    ([(R, "2026-02-05"), ("replied", "2026-02-09", {"outcome": "3.3"})], "没有“3.3”这种答复类型"),
    ([(R, "2026-02-05"), ("replied", "2026-02-09", {"outcome": "3.4.3"})], "没有收到过补正"),
    ([(R, "2026-02-05"), ("replied", "2026-02-09", {"outcome": "3.6.1"})], "申请人没有逾期"),
    ([(R, "2026-02-05"), ("replied", "2026-02-09", {"outcome": "3.6.2"})], "申请人没有逾期"),
    (
        [
            (R, "2026-02-05"),
            ("withdrawn", "2026-02-06"),
            ("replied", "2026-02-09", {"outcome": "3.1"}),
        ],
        "申请已经办结（申请人已撤回），不能再答复",
    ),
    (
        [*CONSULTED, ("replied", "2026-04-20", {"outcome": "3.1"})],
        "申请现在是“征求第三方意见中”，不能答复",
    ),
    (
        [
            (R, "2026-02-05"),
            ("correction_requested", "2026-02-06"),
            ("extended", "2026-02-09", DAYS_20),
        ],
        "申请现在是“等待补正”，不能延期",
    ),
    ([(R, "2026-02-05"), ("delayed", "2026-02-09", {"until": "2026-05-01"})], "没有要求申请人说明"),
]


@pytest.mark.parametrize(("rows", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_what_the_law_has_no_room_for(rows: list[Row], said: str) -> None:
    found = clock(*rows)
    before = clock(*rows[:-1])
    assert said in found.error
    # The rest is as before the event.
    assert (found.state, found.due, found.steps[: len(before.steps)]) == (
        before.state if "逾期不缴费" not in said else "closed_no_fee",
        before.due,
        before.steps,
    )
