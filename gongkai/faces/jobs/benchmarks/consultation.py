"""A consultation with 100 and with 100,000 opinions: its pages, its grouping, its intake."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Thread

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.faces.jobs.benchmarks.pages import ask
from gongkai.faces.jobs.demo.district import District, found_district
from gongkai.faces.jobs.demo.publishing import finish
from gongkai.work.decisions.actions.comment import comment
from gongkai.work.decisions.actions.consult import (
    Plan,
    begin_announcement,
    open_consultation,
    prepare,
)
from gongkai.work.decisions.actions.group import suggest_groups
from gongkai.work.decisions.actions.intake import Said, held, take_in
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.journal.deeds import day_of, deed
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.catalogue import set_up

FEW, MANY, GROUPED, SENT = 100, 100_000, 10_000, 500
_CODE, _ITEM = "jiaotong", "P20-03"
_ROUNDS, _CHUNK, _CLAUSES = 60, 1000, 24
_HOST = "localhost"
_CLERK = Post.Role.CLERK
_AGO = timedelta(days=2)
_SAID = (
    "第{0}条里的夜间收费对医院陪护的人不合适，希望减半", "学校门口接送时段应当再延长{0}分钟",
    "希望写明残疾人代步车怎样认定，{0}号窗口说不清楚", "新能源车免费两小时太长，会占满{0}路的车位",
)  # fmt: skip


class Lost(Exception):
    """What was measured is worth nothing: some opinions are not there."""


def measure(
    few: int = FEW, many: int = MANY, grouped: int = GROUPED, sent: int = SENT
) -> dict[str, float]:
    """Milliseconds of each page at both sizes, opinions taken in a second, seconds of grouping."""
    at = timezone.now() - _AGO
    district = found_district(at)
    set_up(at=at)
    round_ = opened_round(district, at)
    fill(round_, few)
    before = page_times(round_)
    fill(round_, many)
    after = page_times(round_)
    found: dict[str, float] = {"few": few, "many": many}
    for name, milliseconds in after.items():
        found[f"{name}_p95_ms_at_few"] = round(before[name], 2)
        found[f"{name}_p95_ms_at_many"] = round(milliseconds, 2)
        found[f"{name}_ratio"] = round(milliseconds / before[name], 2)
    other = opened_round(district, at + timedelta(hours=12))
    return found | accepted(round_, sent) | grouping(other, grouped)


def opened_round(district: District, at: datetime) -> Consultation:
    """A consultation on a draft of 24 clauses, announced and open, in the example district."""
    return _open(district, _decision(district, at), at)


def _decision(district: District, at: datetime) -> Decision:
    serial = Decision.objects.count() + 1
    return Decision.objects.create(
        kind=Decision.Kind.MAJOR, code=f"{at.year}-{serial:02}", year=at.year,
        title="公共停车收费管理办法", organisation=district.organisations[_CODE],
        background="现行办法已经施行两年。", planned_on=at.date() + timedelta(days=90),
        state=Decision.State.ON_ROAD, created_at=at, created_by=district.people[_CODE, _CLERK],
    )  # fmt: skip


def _open(district: District, decision: Decision, at: datetime) -> Consultation:
    clerk, today = district.people[_CODE, _CLERK], day_of(at)
    draft = "\n".join(
        f"第{one}条　本条规定第{one}类停车场的收费时段和标准。" for one in range(1, 25)
    )
    plan = Plan(
        title="公共停车收费管理办法（征求意见稿）", draft=draft, explanation="统一收费标准。",
        how="在网上逐条提出，或者寄到交通运输局。", opens_on=today,
        closes_on=today + timedelta(days=40),
    )  # fmt: skip
    made = prepare(decision=decision, plan=plan, by=clerk, at=at)
    record = begin_announcement(consultation=made, by=clerk, at=at)
    finish(district, record, _CODE, at, item=_ITEM, theme="交通", keywords=["停车"])
    return open_consultation(consultation=made, by=clerk, at=at + timedelta(hours=4))


def fill(consultation: Consultation, until: int) -> None:
    """Opinions by the way that those from a spreadsheet take, until there are so many."""
    clauses = list(consultation.clauses.all())
    at = timezone.now()
    while (count := Opinion.objects.filter(consultation=consultation).count()) < until:
        numbers = range(count, min(until, count + _CHUNK))
        said = [
            Said(_SAID[one % len(_SAID)].format(one), "portal", day_of(at), clauses[one % 24])
            for one in numbers
        ]
        with deed("benchmark", by=None, at=at, power=None):
            take_in(held(consultation), said, at=at)


def page_times(consultation: Consultation) -> dict[str, float]:
    """The slowest page but one in twenty, in milliseconds of a processor."""
    code, number = consultation.decision.code, consultation.number
    key = consultation.clauses.all()[4].key
    client = Client(headers={"host": _HOST})
    addresses = {
        "consultation": reverse("portal:consultation", args=[code, number]),
        "clause": reverse("portal:consultation_clause", args=[code, number, key]),
        "whole": reverse("portal:consultation_whole", args=[code, number]),
    }
    return {name: _p95(partial(ask, client, url)) for name, url in addresses.items()}


def _p95(act: Callable[[], object]) -> float:
    act()
    times = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        act()
        times.append((time.process_time() - begun) * 1000)
    return sorted(times)[int(_ROUNDS * 0.95)]


def accepted(consultation: Consultation, sent: int) -> dict[str, float]:
    """Opinions a second while somebody keeps reading the page; every one is counted afterwards."""
    before = Opinion.objects.filter(consultation=consultation).count()
    stopped, read = Event(), [0]
    url = reverse("portal:consultation", args=[consultation.decision.code, consultation.number])
    reader = Thread(target=_keep_reading, args=(url, stopped, read))
    reader.start()
    begun = time.perf_counter()
    try:
        for one in range(sent):
            text = _SAID[one % len(_SAID)].format(f"{one}a")
            comment(consultation=consultation, text=text, clause="", at=timezone.now())
    finally:
        seconds = time.perf_counter() - begun
        stopped.set()
        reader.join()
    if (there := Opinion.objects.filter(consultation=consultation).count() - before) != sent:
        raise Lost(there)
    return {"accepted_per_second": round(sent / seconds, 1), "pages_read_meanwhile": read[0]}


def _keep_reading(url: str, stopped: Event, read: list[int]) -> None:
    client = Client(headers={"host": _HOST})
    while not stopped.is_set():
        ask(client, url)
        read[0] += 1
    connection.close()


def grouping(consultation: Consultation, count: int) -> dict[str, float]:
    """Seconds to group so many opinions, half of them one text sent by many."""
    at = timezone.now()
    said = [
        Said(
            "请保留医院门口的免费时段" if one % 2 else _SAID[one % 4].format(one * 7919 % 10_007),
            "portal", day_of(at),
        )
        for one in range(count)
    ]  # fmt: skip
    with deed("benchmark", by=None, at=at, power=None):
        take_in(held(consultation), said, at=at)
    begun = time.perf_counter()
    groups = suggest_groups(consultation=consultation, by=None, at=at)
    seconds = time.perf_counter() - begun
    return {"grouped": count, "groups": groups, "grouping_seconds": round(seconds, 2)}
