"""The states of a duty: every row of the table with its sentence, and every edge."""

from datetime import date

import pytest

from gongkai.rules.evidence import (
    Assessment,
    Evidence,
    Period,
    Proof,
    State,
    UnusableEvidence,
    assess,
)

START, DUE = date(2023, 8, 1), date(2023, 10, 31)
RECORD = Period(START, DUE, Proof.RECORD)
EVENT = Period(START, None, Proof.EVENT)


def record(day, title="国企改革情况"):
    return Evidence("record", title, date.fromisoformat(day))


def event(formed, published=None, title="检查结果"):
    day = date.fromisoformat(published) if published else None
    return Evidence("record", title, day, date.fromisoformat(formed))


@pytest.mark.parametrize(
    ("period", "on", "evidence", "state", "explanation"),
    [
        (
            RECORD,
            "2023-12-01",
            [record("2023-09-12")],
            "fulfilled",
            "2023-10-31 前应公开，已于 2023-09-12 公开《国企改革情况》，按时完成。",
        ),
        (
            RECORD,
            "2023-11-03",
            [],
            "overdue",
            "应于 2023-10-31 前完成，已超期 3 个工作日，尚无公开记录。",
        ),
        (
            RECORD,
            "2023-11-20",
            [record("2023-11-08", "《十条意见》落实情况")],
            "late",
            "应于 2023-10-31 前公开，实际于 2023-11-08 公开《十条意见》落实情况，超期 6 个工作日。",
        ),
        (
            RECORD,
            "2023-10-16",
            [record("2023-07-31"), record("2023-10-17")],
            "upcoming",
            "应于 2023-10-31 前完成，还有 11 个工作日，尚无公开记录。",
        ),
        (
            RECORD,
            "2023-10-17",
            [],
            "due",
            "应于 2023-10-31 前完成，还有 10 个工作日，尚无公开记录。",
        ),
        (RECORD, "2023-10-31", [], "due", "应于 2023-10-31 前完成，今天到期，尚无公开记录。"),
        (
            Period(START, date(2023, 9, 28), Proof.RECORD),
            "2023-10-06",
            [],
            "overdue",
            "应于 2023-09-28 前完成，已超期，但不足 1 个工作日，尚无公开记录。",
        ),
        (
            Period(START, DUE, Proof.ACTIVITY, needed=2),
            "2023-10-31",
            [record("2023-09-12", "政务公开培训")],
            "due",
            "应于 2023-10-31 前完成，今天到期，应完成 2 件，已完成 1 件。",
        ),
        (
            Period(START, DUE, Proof.ACTIVITY, needed=2),
            "2023-12-01",
            [record("2023-10-12", "第二次培训"), record("2023-09-12", "第一次培训")],
            "fulfilled",
            "2023-10-31 前应完成，已于 2023-10-12 完成《第二次培训》等 2 件，按时完成。",
        ),
        (
            Period(START, None, Proof.RECORD),
            "2023-12-01",
            [record("2023-10-12", "二"), record("2023-09-12", "一")],
            "kept",
            "长期坚持，本期已公开 2 件，最近于 2023-10-12 公开《二》。",
        ),
        (
            Period(START, None, Proof.RECORD, decider="管委会办公室"),
            "2023-12-01",
            [],
            "manual",
            "本项长期坚持、没有可计算的期限，尚无公开记录，由管委会办公室认定。",
        ),
        (
            Period(START, DUE, None),
            "2023-11-01",
            [],
            "manual",
            "本项没有绑定核验规则，系统不能自行判断，由政务公开主管部门认定"
            "（期限 2023-10-31，已过，尚未提交说明）。",
        ),
        (
            Period(START, None, Proof.STATEMENT),
            "2023-11-01",
            [record("2023-09-01")],
            "manual",
            "本项以文字说明佐证，系统不能自行判断，由政务公开主管部门认定"
            "（长期坚持，已提交说明 1 份）。",
        ),
        (
            EVENT,
            "2023-10-27",
            [event("2023-09-25"), event("2023-08-01", "2023-08-29")],
            "kept",
            "本期 1 件均在形成之日起 20 个工作日内公开，另有 1 件尚在期限内，"
            "最早的《检查结果》应于 2023-10-27 前公开。",
        ),
        (
            EVENT,
            "2023-10-28",
            [event("2023-09-25"), event("2023-10-09", title="乙")],
            "broken",
            "《检查结果》于 2023-09-25 形成，应于 2023-10-27 前公开，尚未公开，"
            "超期，但不足 1 个工作日。",
        ),
        (
            EVENT,
            "2023-12-28",
            [event("2023-09-25", "2023-10-31", "甲"), event("2023-10-09", title="乙")],
            "broken",
            "《甲》于 2023-09-25 形成，应于 2023-10-27 前公开，实际于 2023-10-31 公开，"
            "超期 2 个工作日（本期共 2 件超期）。",
        ),
        (
            EVENT,
            "2023-12-28",
            [],
            "manual",
            "本期没有公开记录，是否有应公开而未公开的信息，由政务公开主管部门认定。",
        ),
        (
            EVENT,
            "2023-12-28",
            [event("2023-06-01", "2023-07-31"), event("2023-07-31", "2023-08-01")],
            "manual",
            "本期公开的 1 件均在本期之前形成，是否有应公开而未公开的信息，由政务公开主管部门认定。",
        ),
        (
            Period(START, None, Proof.EVENT, days=20, natural=True),
            "2023-10-07",
            [event("2023-09-10")],
            "kept",
            "1 件尚在期限内，最早的《检查结果》应于 2023-10-07 前公开。",
        ),
    ],
)
def test_state_and_sentence(period, on, evidence, state, explanation):
    found = assess(period, on=date.fromisoformat(on), evidence=evidence)
    assert found == Assessment(State(state), explanation)


def test_event_of_another_period_is_not_seen():
    period = Period(START, date(2023, 9, 30), Proof.EVENT)
    found = assess(period, on=date(2023, 12, 31), evidence=[event("2023-10-01")])
    assert found == assess(period, on=date(2023, 12, 31), evidence=[])
    assert found.state == State.MANUAL


@pytest.mark.parametrize(
    ("period", "days", "state", "explanation"),
    [
        (
            RECORD,
            [("2023-08-01", "2023-09-12", "牵头单位财政局")],
            "fulfilled",
            "2023-10-31 前应公开，由牵头单位财政局于 2023-09-12 公开《检查结果》，按时完成。",
        ),
        (
            RECORD,
            [("2023-08-01", "2023-09-12", "牵头单位财政局"), ("2023-08-01", "2023-09-12", "")],
            "fulfilled",
            "2023-10-31 前应公开，已于 2023-09-12 公开《检查结果》，按时完成。",
        ),
        (
            RECORD,
            [("2023-08-01", "2023-11-08", "牵头单位财政局")],
            "late",
            "应于 2023-10-31 前公开，实际由牵头单位财政局于 2023-11-08 公开《检查结果》，"
            "超期 6 个工作日。",
        ),
        (
            Period(START, None, Proof.RECORD),
            [("2023-08-01", "2023-11-08", "牵头单位财政局")],
            "kept",
            "长期坚持，本期已公开 1 件，最近由牵头单位财政局于 2023-11-08 公开《检查结果》。",
        ),
        (
            EVENT,
            [
                ("2023-08-01", "2023-08-08", "牵头单位财政局"),
                ("2023-08-01", "2023-08-09", "牵头单位财政局"),
                ("2023-08-01", "2023-08-10", "牵头单位住建局"),
                ("2023-08-01", "2023-08-11", ""),
            ],
            "kept",
            "本期 4 件均在形成之日起 20 个工作日内公开"
            "（其中由牵头单位住建局公开 1 件、由牵头单位财政局公开 2 件）。",
        ),
        (
            EVENT,
            [("2023-09-25", "2023-10-31", "牵头单位财政局")],
            "broken",
            "《检查结果》于 2023-09-25 形成，应于 2023-10-27 前公开，"
            "实际由牵头单位财政局于 2023-10-31 公开，超期 2 个工作日。",
        ),
    ],
)
def test_the_sentence_names_who_did_it_instead(period, days, state, explanation):
    evidence = [
        Evidence("record", "检查结果", date.fromisoformat(on), date.fromisoformat(formed), by)
        for formed, on, by in days
    ]
    assert assess(period, on=date(2023, 12, 1), evidence=evidence) == Assessment(
        State(state), explanation
    )


def test_publication_of_tomorrow_is_not_seen_today():
    later = [event("2023-08-01", "2023-08-30")]
    states = [assess(EVENT, on=date(2023, 8, day), evidence=later).state for day in (29, 30)]
    assert states == [State.KEPT, State.BROKEN]


def test_year_without_calendar_is_marked_provisional():
    period = Period(date(2026, 12, 1), date(2027, 1, 31), Proof.RECORD)
    found = assess(period, on=date(2026, 12, 31), evidence=[])
    assert (found.state, found.provisional) == (State.UPCOMING, True)
    late = assess(EVENT, on=date(2027, 6, 1), evidence=[event("2026-12-04")])
    assert (late.state, late.provisional) == (State.BROKEN, True)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: event("2023-09-02", "2023-09-01"), "published_before_formed"),
        (lambda: assess(EVENT, on=DUE, evidence=[record("2023-09-01")]), "formation_missing"),
    ],
)
def test_contradictory_evidence_is_refused(make, code):
    with pytest.raises(UnusableEvidence) as raised:
        make()
    assert raised.value.code == code


@pytest.mark.parametrize("change", [{"needed": 0}, {"days": -1}, {"proof": "photo"}])
def test_impossible_period_is_refused(change):
    with pytest.raises(ValueError):
        Period(**({"starts_on": START, "due_on": DUE, "proof": Proof.RECORD} | change))


def test_proof_as_a_database_gives_it_means_the_same():
    stored = Period(START, None, "event")
    assert assess(stored, on=DUE, evidence=[event("2023-08-01")]).state == State.BROKEN


@pytest.mark.parametrize(
    ("day", "state"),
    [("2023-08-01", "fulfilled"), ("2023-10-31", "fulfilled"), ("2023-11-01", "late")],
)
def test_the_due_day_is_the_last_in_time(day, state):
    assert assess(RECORD, on=date(2023, 12, 1), evidence=[record(day)]).state == state


def test_the_window_of_what_is_due_can_be_set():
    states = [
        assess(RECORD, on=date(2023, 10, 26), evidence=[], due_within=days).state
        for days in (0, 2, 3)
    ]
    assert states == [State.UPCOMING, State.UPCOMING, State.DUE]


def test_a_period_that_has_not_begun_is_not_due():
    period = Period(date(2023, 10, 30), DUE, Proof.RECORD)
    assert assess(period, on=date(2023, 10, 29), evidence=[]).state == State.UPCOMING
    assert assess(period, on=date(2023, 10, 30), evidence=[]).state == State.DUE
