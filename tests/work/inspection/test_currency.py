"""Items not kept up to date are findings: once a defect, mended by themselves, charged once."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gongkai.work.inspection.actions.score import compute
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Deduction, Score
from gongkai.work.records.actions.currency import state_nothing
from tests.factories import adopted_plan, moment, officer, person, post
from tests.work.records.kept import QUARTERLY, adopted
from tests.work.records.test_currency import AFTER, DUE, Q3, kept, note, publish
from tests.work.records.test_terms import law
from tests.work.records.world import World, withdrawn, world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CURRENCY = ("change_unpublished", "change_late", "period_blank", "period_late")


def inspect(on: date, hour: int = 18) -> None:
    verify(at=moment(on, hour))


def found(*, of: tuple[str, ...] = CURRENCY) -> list[tuple[str, str, date, str]]:
    rows = Finding.objects.filter(kind__in=of).order_by("happened_on", "pk")
    return [(one.kind, one.object_id, one.happened_on, one.state) for one in rows]


def sign(here: World, on: date, first: date = Q3) -> None:
    state_nothing(
        item=here.item, organisation=here.organisation, from_on=first,
        reason="本季度没有新的统计调查。", by=here.final, at=moment(on),
    )  # fmt: skip


def period_key(here: World, first: date = Q3) -> str:
    return f"JC-01:{here.organisation.pk}:{first}"


def test_a_blank_period_is_found_the_day_after_once_and_explained() -> None:
    here = kept(world())
    inspect(DUE)
    assert found() == []
    inspect(AFTER)
    inspect(AFTER, 19)
    inspect(AFTER + 9 * DAY)
    assert found() == [("period_blank", period_key(here), AFTER, "open")]
    one = Finding.objects.get(kind="period_blank")
    assert (one.organisation, one.rule, one.month, one.object_title, one.url) == (
        here.organisation, "period_blank", "2023-11", "JC-01（2023年第三季度）",
        "/catalogue/JC-01/?unit=jyj",
    )  # fmt: skip
    assert one.what == (
        "目录事项“JC-01”2023年第三季度（2023-07-01 至 2023-09-30）应于 2023-11-01 前公开，"
        "没有信息的应当声明；到期既没有公开，也没有声明（条例第二十六条）。"
    )
    assert one.evidence == (
        "主动公开基本目录：公开时限“每季度”，公开主体有教育局；"
        "最后公开日 2023-11-01，期间结束后 20 个工作日（本系统的算法）。"
    )


def test_a_statement_in_time_leaves_nothing_to_find() -> None:
    here = kept(world())
    sign(here, DUE)
    inspect(AFTER)
    assert found() == []


def test_it_is_reported_as_mended_when_it_comes_later() -> None:
    here = kept(world())
    inspect(AFTER)
    sign(here, date(2023, 12, 4))
    inspect(date(2023, 12, 4))
    assert found() == [("period_blank", period_key(here), AFTER, "mended")]
    step = Finding.objects.get(kind="period_blank").steps.get()
    assert step.text == "系统核对：已于 2023-12-04 声明本期无此类信息，可以销号。"


def test_within_its_month_it_was_late_not_missing() -> None:
    here = kept(world())
    inspect(AFTER)
    publish(here, date(2023, 11, 20), covers_from=Q3)
    inspect(date(2023, 11, 20))
    assert found() == [("period_late", period_key(here), AFTER, "mended")]
    one = Finding.objects.get(kind="period_late")
    assert "实际于 2023-11-20 公开（条例第二十六条）。" in one.what
    assert one.steps.get().text == (
        "系统核对：已于 2023-11-20 公开（《季报 2023-11-20》），可以销号。"
    )


def test_a_statement_within_the_month_is_told_as_such() -> None:
    here = kept(world())
    sign(here, date(2023, 11, 20))
    inspect(date(2023, 11, 20))
    assert found() == [("period_late", period_key(here), AFTER, "mended")]
    assert "实际于 2023-11-20 声明本期无此类信息" in Finding.objects.get(kind="period_late").what


def test_each_period_and_each_organisation_is_a_defect_of_its_own() -> None:
    here, other = kept(world()), world("czj", "财政局")
    at = date(2023, 11, 20)
    adopted(("JC-01", QUARTERLY, [here.organisation, other.organisation]), at=moment(at))
    inspect(date(2024, 2, 20))
    assert sorted(found()) == sorted(
        [
            ("period_blank", period_key(here), AFTER, "open"),
            ("period_blank", period_key(here, date(2023, 10, 1)), date(2024, 1, 30), "open"),
            ("period_blank", period_key(other, date(2023, 10, 1)), date(2024, 1, 30), "open"),
        ]
    )


def test_one_organisation_can_be_inspected_alone() -> None:
    here, other = kept(world()), world("czj", "财政局")
    verify(at=moment(AFTER), organisation=other.organisation)
    assert found() == []
    verify(at=moment(AFTER), organisation=here.organisation)
    assert found() == [("period_blank", period_key(here), AFTER, "open")]


def test_what_was_published_and_withdrawn_is_found_at_that_day() -> None:
    here = kept(world())
    one = publish(here, date(2023, 10, 9))
    inspect(AFTER)
    assert found() == []
    withdrawn(here, one, moment(date(2023, 11, 20)))
    inspect(date(2023, 11, 20))
    assert found() == [("period_blank", period_key(here), date(2023, 11, 20), "open")]
    what = Finding.objects.get(kind="period_blank").what
    assert "公开过的信息于 2023-11-20 撤回或改列，此后没有公开" in what


def test_a_duty_for_the_same_is_charged_and_the_period_is_not() -> None:
    here = kept(world())
    plan = adopted_plan(
        {"deadline": "2023年10月31日前", "units": [here.organisation], "requirement": "公开季报"}
    )
    here.item.tasks.set(plan.tasks.all())
    inspect(AFTER)
    assert found() == []
    assert Finding.objects.filter(kind="duty_overdue").count() == 1
    # The fourth quarter is no part of what that duty wanted.
    inspect(date(2024, 2, 20))
    assert found() == [
        ("period_blank", period_key(here, date(2023, 10, 1)), date(2024, 1, 30), "open")
    ]


# Changes: noted on 1 August 2023, due on 29 August.
CHANGE_DUE = date(2023, 8, 29)


def test_a_change_nobody_published_is_found_once_and_explained() -> None:
    here = world()
    noted = note(here)
    inspect(CHANGE_DUE)
    assert found() == []
    inspect(CHANGE_DUE + DAY)
    inspect(CHANGE_DUE + 30 * DAY)
    assert found() == [("change_unpublished", str(noted.pk), CHANGE_DUE + DAY, "open")]
    one = Finding.objects.get(kind="change_unpublished")
    assert (one.rule, one.object_title) == ("published_late", "统计信息：收费标准调整")
    assert one.what == (
        "目录事项“统计信息”：收费标准调整，于 2023-08-01 形成或变更，应于 2023-08-29 前公开，"
        "到期未公开（政府信息公开条例 第二十六条：形成或变更之日起20个工作日内）。"
    )
    assert one.evidence == "变更登记：2023-08-01 由信息员甲登记。"


def test_a_change_published_late_is_charged_once_and_not_as_a_late_record_too() -> None:
    here = world()
    noted = note(here)
    inspect(CHANGE_DUE + DAY)
    publish(here, CHANGE_DUE + DAY, formed_on=date(2023, 8, 1))
    inspect(CHANGE_DUE + DAY, 19)
    assert found() == [("change_late", str(noted.pk), CHANGE_DUE + DAY, "mended")]
    assert found(of=("publication_late",)) == []


def test_a_change_under_an_unverified_term_says_so() -> None:
    here = world()
    note(here, item=law("P20-05"), matter="行政许可决定")
    inspect(CHANGE_DUE)
    (one,) = Finding.objects.filter(kind="change_unpublished")
    assert "（国办发〔2018〕118号：决定作出之日起7个工作日内，未核对原文）。" in one.what


def test_a_late_record_is_told_by_the_law_that_set_its_term() -> None:
    here = world()
    late = publish(
        here, date(2023, 8, 10), formed_on=date(2023, 8, 1), item=law("P20-09"),
        matter="政府采购合同",
    )  # fmt: skip
    inspect(date(2023, 8, 10))
    (one,) = Finding.objects.filter(kind="publication_late")
    assert late.is_late and one.what.endswith(
        "应于 2023-08-03 前公开，实际于 2023-08-10 公开，超期 5 个工作日"
        "（政府采购法实施条例 第五十条：合同签订之日起2个工作日内）。"
    )


def test_a_new_head_that_the_functions_do_not_tell_is_found() -> None:
    here, day = world(), date(2023, 9, 11)
    functions = law("P20-02")
    post(person("前负责人"), here.organisation, "head")
    post(person("现负责人"), here.organisation, "head", day)
    inspect(date(2023, 10, 13))
    assert found() == []
    inspect(date(2023, 10, 14))
    key = f"P20-02:{here.organisation.pk}:{day}"
    assert found() == [("change_unpublished", key, date(2023, 10, 14), "open")]
    (one,) = Finding.objects.filter(kind="change_unpublished")
    assert one.evidence == "机构名称和负责人任职的登记。"
    there = World(here.organisation, here.clerk, *here.reviewers, functions)
    publish(there, date(2023, 11, 6))
    inspect(date(2023, 11, 6))
    one.refresh_from_db()
    assert one.state == "mended"


def test_what_silence_costs_is_a_row_that_says_it_is_ours() -> None:
    here = kept(world())
    inspect(AFTER)
    compute(month="2023-11", at=moment(date(2023, 12, 4)), by=officer())
    (one,) = Deduction.objects.filter(finding__kind="period_blank")
    assert (one.points, Score.objects.get(organisation=here.organisation).points) == (
        Decimal(1), Decimal(99)
    )  # fmt: skip


def test_a_dismissed_finding_stays_so() -> None:
    here = kept(world())
    inspect(AFTER)
    Finding.objects.update(state="dismissed")
    inspect(AFTER + DAY)
    assert found() == [("period_blank", period_key(here), AFTER, "dismissed")]
