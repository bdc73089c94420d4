"""The life of a finding: each step done, refused and logged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.faces.ui.messages import sentences
from gongkai.work.inspection.actions.finding import (
    close,
    dismiss,
    mend,
    raise_finding,
    send_back,
)
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.models.finding import Finding, Rectification
from gongkai.work.inspection.queries.findings import (
    finding_for,
    findings_for,
)
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Post
from tests.factories import clerk, moment, person
from tests.work.inspection.world import DECEMBER, NOVEMBER, Year, other_department, year

pytestmark = pytest.mark.django_db
AT = moment(date(2023, 11, 14))
TODAY = date(2023, 11, 14)


@pytest.fixture
def here() -> Year:
    return year()


def raised(here: Year, **fields: Any) -> Finding:
    given = {"kind": "misprint", "what": "第二段有错别字", "url": "https://example.invalid/1"}
    return raise_finding(organisation=here.organisation, by=here.officer, at=AT, **(given | fields))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    found = [one.code for one in refused.value.reasons] or [refused.value.code]
    assert len(sentences(refused.value)) == len(found)
    return found


def test_a_finding_is_raised_with_its_rule_and_its_time_to_mend(here: Year) -> None:
    finding = raised(here)
    assert (finding.kind, finding.rule, finding.month, finding.count) == (
        "misprint", "misprint", NOVEMBER, 1,
    )  # fmt: skip
    assert (finding.due_on, finding.found_by, finding.has_evidence) == (
        date(2023, 11, 21), here.officer, True,
    )  # fmt: skip
    assert finding.number == f"202311-{finding.pk:04d}"
    deed = Deed.objects.get(verb="finding.raise")
    assert (deed.object_id, deed.by, deed.organisation) == (
        str(finding.pk), here.officer, here.organisation,
    )  # fmt: skip


def test_a_rule_without_a_kind_gives_the_kind(here: Year) -> None:
    finding = raised(here, kind="", rule="report_proven", url="", evidence="举报件 12 号，经查属实")
    assert (finding.kind, finding.rule) == ("report_proven", "report_proven")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"what": " "}, ["finding_without_text"]),
        ({"what": "", "url": ""}, ["finding_without_text", "finding_without_evidence"]),
        ({"url": "//example.invalid/"}, ["url_unfit"]),
        ({"url": "javascript:alert(1)"}, ["url_unfit"]),
        ({"count": 0}, ["count_unfit"]),
        ({"count": 1001}, ["count_unfit"]),
        ({"happened_on": date(2023, 11, 15)}, ["finding_in_future"]),
        ({"kind": "nonsense"}, ["finding_kind_unknown"]),
        ({"kind": "", "rule": ""}, ["finding_without_rule"]),
        ({"rule": "nonsense"}, ["rule_unknown"]),
        ({"rule": "volume_month"}, ["rule_disabled"]),
        ({"what": "长" * 2001}, ["finding_text_too_long"]),
        ({"url": "/" + "a" * 300}, ["finding_text_too_long"]),
    ],
)  # fmt: skip
def test_what_is_unfit_is_refused(here: Year, fields: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        raised(here, **fields)
    assert codes(refused) == expected
    assert Finding.objects.count() == 0


def test_the_same_is_not_raised_twice_but_something_else_is(here: Year) -> None:
    first = raised(here)
    with pytest.raises(Refused) as refused:
        raised(here)
    assert (codes(refused), refused.value.values["number"]) == (["finding_exists"], first.number)
    raised(here, what="第三段有错别字")
    raised(here, kind="body_unreadable")
    assert Finding.objects.count() == 3


@pytest.mark.parametrize("role", [Post.Role.CLERK, Post.Role.HEAD, Post.Role.ADMINISTRATOR])
def test_only_the_openness_office_raises(here: Year, role: str) -> None:
    somebody = person("某人", (here.organisation, role))
    with pytest.raises(Refused) as refused:
        raise_finding(
            organisation=here.organisation, kind="misprint", what="错", url="/x",
            by=somebody, at=AT,
        )  # fmt: skip
    assert codes(refused) == ["no_power"]


def test_mended_sent_back_mended_and_closed(here: Year) -> None:
    finding = raised(here)
    mend(finding=finding, text="已改", by=here.here.clerk, at=AT)
    send_back(finding=finding, text="还有一处", by=here.officer, at=moment(date(2023, 11, 20)))
    assert (finding.state, finding.due_on) == ("open", date(2023, 11, 27))
    mend(finding=finding, text="都改了", by=here.here.clerk, at=moment(date(2023, 11, 21)))
    step = close(finding=finding, text="已核对", by=here.officer, at=moment(date(2023, 11, 22)))
    assert (finding.state, step.step, step.by) == ("closed", "closed", here.officer)
    steps = finding.steps.values_list("step", "text")
    assert list(steps) == [
        ("mended", "已改"), ("sent_back", "还有一处"), ("mended", "都改了"), ("closed", "已核对"),
    ]  # fmt: skip
    assert list(
        Deed.objects.filter(kind="finding").order_by("id").values_list("verb", flat=True)
    ) == [
        "finding.raise", "finding.mended", "finding.sent_back", "finding.mended", "finding.closed",
    ]  # fmt: skip


def test_a_step_must_fit_the_state(here: Year) -> None:
    finding = raised(here)
    for act in (send_back, close):
        with pytest.raises(Refused) as refused:
            act(finding=finding, text="好", by=here.officer, at=AT)
        assert codes(refused) == ["finding_elsewhere"]
    mend(finding=finding, text="已改", by=here.here.clerk, at=AT)
    with pytest.raises(Refused) as refused:
        mend(finding=finding, text="已改", by=here.here.clerk, at=AT)
    assert codes(refused) == ["finding_elsewhere"]
    close(finding=finding, text="好", by=here.officer, at=AT)
    with pytest.raises(Refused) as refused:
        dismiss(finding=finding, text="错", by=here.officer, at=AT)
    assert codes(refused) == ["finding_elsewhere"]
    assert Rectification.objects.count() == 2


def test_a_step_needs_words_and_a_day_to_come(here: Year) -> None:
    finding = raised(here)
    with pytest.raises(Refused) as refused:
        mend(finding=finding, text="  ", by=here.here.clerk, at=AT)
    assert codes(refused) == ["step_without_text"]
    mend(finding=finding, text="已改", by=here.here.clerk, at=AT)
    with pytest.raises(Refused) as refused:
        send_back(finding=finding, text="不全", by=here.officer, at=AT, due_on=date(2023, 11, 13))
    assert codes(refused) == ["mend_day_past"]
    send_back(finding=finding, text="不全", by=here.officer, at=AT, due_on=TODAY)
    assert finding.due_on == TODAY


def test_who_reported_it_mended_does_not_close_it(here: Year) -> None:
    both = person(
        "双岗", (here.organisation, Post.Role.CLERK),
        (here.officer.posts.get().organisation, Post.Role.OPENNESS_OFFICER),
    )  # fmt: skip
    finding = raised(here)
    mend(finding=finding, text="已改", by=both, at=AT)
    with pytest.raises(Refused) as refused:
        close(finding=finding, text="好", by=both, at=AT)
    assert codes(refused) == ["closed_by_reporter"]
    close(finding=finding, text="好", by=here.officer, at=AT)


def test_powers_of_the_steps(here: Year) -> None:
    finding = raised(here)
    stranger = clerk(other_department())
    for by in (stranger, here.officer, here.here.first):
        with pytest.raises(Refused) as refused:
            mend(finding=finding, text="已改", by=by, at=AT)
        assert codes(refused) == ["no_power"]
    for act in (send_back, close, dismiss):
        with pytest.raises(Refused) as refused:
            act(finding=finding, text="好", by=here.here.clerk, at=AT)
        assert codes(refused) == ["no_power"]


def test_a_dismissed_finding_costs_nothing_until_the_month_is_locked(here: Year) -> None:
    first, second = raised(here), raised(here, what="另一处")
    dismiss(finding=first, text="原文如此", by=here.officer, at=AT)
    compute(month=NOVEMBER, at=DECEMBER)
    lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    with pytest.raises(Refused) as refused:
        dismiss(finding=second, text="原文如此", by=here.officer, at=DECEMBER)
    assert codes(refused) == ["month_locked_keeps"]
    with pytest.raises(Refused) as refused:
        raised(here, what="第三处")
    assert codes(refused) == ["month_locked"]
    mend(finding=second, text="已改", by=here.here.clerk, at=DECEMBER)
    close(finding=second, text="好", by=here.officer, at=DECEMBER)
    assert second.state == Finding.State.CLOSED


def test_a_department_sees_its_own_and_the_office_all(here: Year) -> None:
    mine = raised(here)
    theirs = raise_finding(
        organisation=other_department(), kind="misprint", what="错", url="/x",
        by=here.officer, at=AT,
    )  # fmt: skip
    assert list(findings_for(here.here.clerk, TODAY)) == [mine]
    assert finding_for(here.here.clerk, TODAY, theirs.pk) is None
    assert set(findings_for(here.officer, TODAY)) == {mine, theirs}
    assert list(findings_for(person("路人"), TODAY)) == []


def test_filters(here: Year) -> None:
    first, second = raised(here), raised(here, kind="body_unreadable")
    mend(finding=first, text="已改", by=here.here.clerk, at=AT)
    officer = here.officer
    assert list(findings_for(officer, TODAY, state="mended")) == [first]
    assert list(findings_for(officer, TODAY, kind="body_unreadable")) == [second]
    assert list(findings_for(officer, TODAY, month="2023-10")) == []
    assert list(findings_for(officer, TODAY, organisation=other_department())) == []


def test_the_list_asks_the_same_with_one_and_with_many(
    here: Year, django_assert_num_queries: Any
) -> None:
    for number in range(1, 13):
        finding = raised(here, what=f"第{number}处")
        mend(finding=finding, text="已改", by=here.here.clerk, at=AT)
        if number in {1, 12}:
            with django_assert_num_queries(3):
                shown = [
                    (one.organisation.name, one.found_by, [step.by for step in one.steps.all()])
                    for one in findings_for(here.officer, TODAY)
                ]
            assert len(shown) == number
