"""The public ledger shows progress and public evidence, and nothing from inside the house."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from gongkai.work.ledger.actions.adopt import adopt
from gongkai.work.ledger.actions.evidence import file_evidence, void_evidence
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.judge import Verdict, judge
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Responsible
from tests.faces.desk.ledger.reading import query_count, text, tree
from tests.factories import AT, adopted_plan, department, draft_plan, moment

pytestmark = pytest.mark.django_db
ADDRESS = "/ledger/"
SECRETS = ("内部科室", "某责任人", "内部措施", "内部节点", "内部说明", "未公开草稿", "/desk/")


def prove(occurrence: Occurrence, title: str, url: str, on: date = date(2023, 8, 1)) -> None:
    file_evidence(
        occurrence=occurrence, kind="record", object_id=title, title=title, url=url, on=on,
        by=None, at=AT,
    )  # fmt: skip


def judged(*states: str) -> None:
    found = Occurrence.objects.order_by("duty__task__order", "id")
    verdicts = [
        Verdict(one.pk, state, "内部说明") for one, state in zip(found, states, strict=True)
    ]
    judge(verdicts=verdicts, at=moment(date(2023, 8, 20)))


def inside() -> None:
    """A plan with something in every field that the public must not see."""
    adopted_plan({})
    judged("kept")
    fill_duty(
        duty=Duty.objects.get(), section="内部科室", person="某责任人", note="内部措施",
        milestones=[("内部节点", date(2023, 9, 1))], by=None, at=AT,
    )  # fmt: skip
    occurrence = Occurrence.objects.get()
    prove(occurrence, "公开的方案", "/records/1/")
    prove(occurrence, "未公开草稿", "/desk/records/2/")
    prove(occurrence, "未公开草稿之二", "")


def tasks(address: str = ADDRESS) -> list[str]:
    found = tree(Client().get(address)).xpath("//ol[@class='task']/li")
    return [text(one) for one in found]


def test_addresses() -> None:
    here = department()
    assert reverse("portal:ledger") == ADDRESS
    assert reverse("portal:ledger_of", args=[here.code]) == f"{ADDRESS}{here.code}/"


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}jyj/"])
def test_nothing_from_inside_is_told(address: str) -> None:
    inside()
    shown = Client().get(address).content.decode()
    assert [one for one in SECRETS if one in shown] == []
    assert "公开的方案" in shown


def test_secrets_are_really_there_to_be_told() -> None:
    inside()
    duty = Duty.objects.get()
    held = [duty.section, duty.person, duty.note, duty.milestones.get().text]
    one = Occurrence.objects.get()
    held += [one.explanation, *(proof.title + proof.url for proof in one.evidence.all())]
    assert [secret for secret in SECRETS if not any(secret in text for text in held)] == []


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}jyj/"])
def test_draft_plan_is_not_there(address: str) -> None:
    draft_plan({"requirement": "未公开草稿"})
    shown = Client().get(address)
    assert shown.status_code == 200
    assert "未公开草稿" not in shown.content.decode()
    empty = tree(shown).xpath("//div[@class='empty']")
    assert [text(one)[:12] for one in empty] == ["今年的工作方案还没有公布"]


def test_tasks_show_their_worst_state_units_limit_and_evidence() -> None:
    units = [department(), department("mzj", "民政局")]
    adopted_plan({"units": units, "deadline": "8月底前"}, {})
    judged("overdue", "fulfilled", "kept")
    prove(Occurrence.objects.get(state="fulfilled"), "招生方案", "/records/1/")
    assert tasks() == [
        "1第1项工作要求已逾期 时限：8月底前教育局、民政局已完成 1，逾期 1"
        " 凭据 1 件招生方案，2023-08-01",
        "2第2项工作要求持续落实 时限：长期坚持教育局",
    ]
    figures = tree(Client().get(ADDRESS)).xpath("//dl[@class='stats']/div")
    assert [text(one) for one in figures] == [
        "全部任务2项", "持续落实1项", "已逾期1项",
    ]  # fmt: skip


def test_tasks_without_a_unit_are_counted_and_can_be_looked_at() -> None:
    plan = draft_plan({}, {"requirement": "突发事件回应"}, {})
    later = Responsible.objects.filter(task__order__gt=1)
    later.update(means=Responsible.Means.LATER, organisation=None)
    adopt(plan=plan, by=None, at=AT)
    figures = tree(Client().get(ADDRESS)).xpath("//dl[@class='stats']/div")
    assert [text(one) for one in figures] == [
        "全部任务3项", "推进中1项", "还没有分到单位2项",
    ]  # fmt: skip
    options = tree(Client().get(ADDRESS)).xpath("//select[@name='state']/option")
    assert [one.text for one in options][1] == "还没有分到单位"
    assert [one[0] for one in tasks(f"{ADDRESS}?state=none")] == ["2", "3"]


@pytest.mark.parametrize(
    ("states", "word"),
    [
        (("kept", "kept"), "持续落实"),
        (("kept", "fulfilled"), "已完成"),
        (("late", "fulfilled"), "已完成"),
        (("kept", "upcoming"), "推进中"),
        (("kept", "manual"), "推进中"),
        (("due", "broken"), "本期有缺口"),
        (("broken", "overdue"), "已逾期"),
    ],
)
def test_worst_state_speaks_for_the_task(states: tuple[str, str], word: str) -> None:
    adopted_plan({"units": [department(), department("mzj", "民政局")]})
    judged(*states)
    found = tree(Client().get(ADDRESS)).xpath("//ol[@class='task']//span[@class][1]")
    assert [text(one) for one in found if "tag" in one.get("class")] == [word]


def test_tasks_are_filtered_by_state_and_unit() -> None:
    adopted_plan({}, {})
    judged("kept", "overdue")
    assert [one[0] for one in tasks(f"{ADDRESS}?state=overdue")] == ["2"]
    assert [one[0] for one in tasks(f"{ADDRESS}?state=nonsense")] == ["1", "2"]
    answer = Client().get(f"{ADDRESS}?unit=jyj")
    assert answer["Location"] == f"{ADDRESS}jyj/?year=2023"
    assert Client().get(f"{ADDRESS}?unit=%00").status_code == 200


def test_categories_stand_over_their_tasks_and_in_the_chart() -> None:
    adopted_plan({"categories": ["甲类"]}, {"categories": ["乙类"]}, {"categories": []})
    judged("kept", "overdue", "kept")
    shown = tree(Client().get(ADDRESS))
    assert [text(one) for one in shown.xpath("//main//section//h2")][1:] == [
        "甲类", "乙类", "没有类别的任务",
    ]  # fmt: skip
    rows = shown.xpath("//figure//tbody/tr")
    assert [[text(cell) for cell in row] for row in rows] == [
        ["甲类", "100", "1", "1", "0"],
        ["乙类", "0", "1", "0", "1"],
        ["没有类别", "100", "1", "1", "0"],
    ]


def test_void_and_later_evidence_is_not_shown() -> None:
    adopted_plan({})
    judged("kept")
    one = Occurrence.objects.get()
    prove(one, "撤回的", "/records/1/")
    prove(one, "以后的", "/records/2/", on=date(2100, 1, 1))
    void_evidence(kind="record", object_id="撤回的", reason="已撤回", at=AT)
    for address in (ADDRESS, f"{ADDRESS}jyj/"):
        shown = Client().get(address).content.decode()
        assert [title for title in ("撤回的", "以后的") if title in shown] == []


def test_one_organisation_shows_only_its_own_tasks() -> None:
    other = department("mzj", "民政局")
    adopted_plan({}, {"units": [other]}, {"units": [other], "deadline": "每季度末前"})
    judged("kept", "kept", "due", "upcoming")
    assert tasks(f"{ADDRESS}mzj/") == [
        "2第2项工作要求时限：长期坚持 持续落实 2023年度",
        "3第3项工作要求时限：每季度末前 本期应办 2023年第三季度2023-09-30 到期"
        "未到期 2023年第四季度2023-12-31 到期",
    ]


def test_organisation_without_tasks_and_unknown_one() -> None:
    adopted_plan({})
    department("mzj", "民政局")
    assert tasks(f"{ADDRESS}mzj/") == []
    assert Client().get(f"{ADDRESS}nobody/").status_code == 404


@pytest.mark.parametrize("year", ["2023", "1999", "x", "99999999999999999999"])
def test_any_year_is_answered(year: str) -> None:
    adopted_plan({})
    assert Client().get(f"{ADDRESS}?year={year}&page=-1&state=%00").status_code == 200


def test_markup_in_a_requirement_stays_text() -> None:
    adopted_plan({"requirement": "<script>alert(1)</script>"})
    shown = html.fromstring(Client().get(ADDRESS).content)
    assert shown.xpath("//main//script") == []


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}jyj/"])
def test_pages_ask_no_more_for_more_tasks(address: str) -> None:
    adopted_plan({})
    few = query_count(Client(), f"{address}?year=2023")
    units = [department(), *(department(f"u{n}", f"单位{n}") for n in range(5))]
    adopted_plan(
        *[{"units": units, "deadline": "每季度末前"} for _ in range(30)],
        year=2022,
        issued_on=date(2022, 7, 25),
    )
    for place, one in enumerate(Occurrence.objects.all()[:40]):
        prove(one, f"文件{place}", f"/records/{place}/")
    assert query_count(Client(), f"{address}?year=2022") == few
