"""What the openness office has to see to over all organisations, and who sets up accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.home.panels import Facts, Panel
from gongkai.faces.desk.inspection.words import found_words, month_tag, month_words
from gongkai.faces.ui.dates import cn_date, cn_day
from gongkai.faces.ui.parts import Stat, Work
from gongkai.faces.ui.states import tag_of
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.queries.labels import kind_label
from gongkai.work.inspection.queries.month_states import month_states
from gongkai.work.inspection.queries.waiting import findings_new, findings_to_close
from gongkai.work.ledger.queries.outlook import behind, missing_ledgers, open_questions
from gongkai.work.org.models.person import Person
from gongkai.work.staffing.queries.vacancies import (
    organisations_without_clerk,
    people_without_post,
)

NEW = timedelta(days=7)


def panels(person: Person, at: datetime, on: date) -> Iterator[Panel]:
    """The lists of the office, what waits for a decision first."""
    url = reverse("desk:findings")
    if mended := list(findings_to_close(person, on)):
        rows = [_mended_row(one) for one in mended]
        more = f"全部等复查的 {len(rows)} 个"
        yield Panel("close", "等我复查的整改", rows, f"{url}?state=mended", more)
    if fresh := list(findings_new(at - NEW)):
        rows = [_new_row(one, on) for one in fresh]
        yield Panel("new", "近 7 天新发现的问题", rows, f"{url}?state=open", "全部待整改的问题")


def facts(on: date) -> Iterator[Facts]:
    """The small tables: who is behind, whose ledger is missing, months, plans."""
    for table in (_months(on), _behind(), _missing(on), _plans()):
        if table.rows:
            yield table


def vacancies(powers: frozenset[str], on: date) -> Iterator[Facts]:
    """Accounts without a post, organisations without a clerk; for whoever can mend that."""
    url = reverse("desk:organisations")
    if "person.edit" in powers and (people := list(people_without_post(on))):
        rows = [(one.name, url, (one.username,)) for one in people]
        yield Facts("people", "没有岗位的账号", ("姓名", "账号"), rows, url, "安排岗位")
    if "org.edit" in powers and (units := list(organisations_without_clerk(on))):
        rows = [
            (one.label, reverse("desk:organisation", args=[one.code]), (one.get_kind_display(),))
            for one in units
        ]
        yield Facts("vacant", "没有信息员的单位", ("单位", "类型"), rows, url, "机构与人员")


def stats(panels: list[Panel], facts: list[Facts]) -> Iterator[Stat]:
    """One figure for each list."""
    counts = {one.key: one.count for one in panels} | {one.key: one.count for one in facts}
    for key, label, unit, kind in (
        ("close", "等我复查", "个", "warn"),
        ("new", "近 7 天新问题", "个", ""),
        ("month", "要办的月份", "个", "warn"),
        ("behind", "任务超期的单位", "个", "bad"),
        ("missing", "没报的台账", "份", "bad"),
        ("plans", "没采用的方案", "份", ""),
    ):
        count = counts.get(key, 0)
        yield Stat(label, count, unit, kind if count else "")


def _months(on: date) -> Facts:
    rows = [
        (
            month_words(one.month),
            reverse("desk:scores_month", args=[one.month]),
            (month_tag(one).word,),
        )
        for one in month_states(on)
        if one.is_to_do
    ]
    return Facts("month", "要办的月度考核", ("月份", "要做的"), rows)


def _behind() -> Facts:
    rows = [
        (
            one.organisation.label,
            reverse("desk:ledger_of", args=[one.organisation.code]),
            (f"{one.count} 项", f"{cn_date(one.since)}到期"),
        )
        for one in behind()
    ]
    url = reverse("desk:ledger")
    columns = ("单位", "超期", "最早的一项")
    return Facts("behind", "任务超期的单位", columns, rows, url, "各单位台账")


def _missing(on: date) -> Facts:
    rows = [
        (
            one.name,
            f"{reverse('desk:ledger_of', args=[one.code])}?plan={one.plan_id}",
            (cn_date(one.due_on),),
        )
        for one in missing_ledgers(on)
    ]
    url = reverse("desk:submissions")
    return Facts("missing", "没报台账的单位", ("单位", "报送期限"), rows, url, "台账报送情况")


def _plans() -> Facts:
    rows = [
        (
            plan.title or "没有读到标题的方案",
            reverse("desk:plan", args=[plan.pk]),
            (f"{count} 处待核定" if count else "已核定，可以采用",),
        )
        for plan, count in open_questions()
    ]
    return Facts("plans", "还没采用的工作方案", ("方案", "进展"), rows)


def _mended_row(finding: Finding) -> Work:
    return Work(
        title=f"{finding.organisation.label}：{kind_label(finding.kind)}",
        url=reverse("desk:finding", args=[finding.pk]),
        why=f"问题 {finding.number} · {finding.object_title}",
        tag=tag_of(finding.state),
        action="复查整改",
    )


def _new_row(finding: Finding, on: date) -> Work:
    until = f"整改期限 {cn_day(finding.due_on)}"
    return Work(
        title=f"{finding.organisation.label}：{kind_label(finding.kind)}",
        url=reverse("desk:finding", args=[finding.pk]),
        why=f"{finding.object_title} · {found_words(finding)} · {until}",
        clock=clock_until(on, finding.due_on),
    )
