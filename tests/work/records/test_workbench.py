"""How complete the documents of each organisation are, and how many were left on each day."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.work.records.actions.draft import attach, discard, edit
from gongkai.work.records.actions.measure import measure_missing
from gongkai.work.records.actions.relate import relate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.queries import measured
from gongkai.work.records.queries.burndown import Left, days_between, left_on, targets
from gongkai.work.records.queries.workbench import Scope, documents, standings, together
from tests.factories import AT, adopted_plan, moment
from tests.work.records.imports.scene import loaded, passed, place, row
from tests.work.records.world import World, draft, pass_all, published, withdrawn, world

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ON = AT.date()
DAY = timedelta(days=1)
BENT = {"document_number": "青教发[2023]5 号", "document_kind": "notice"}
RIGHT = {"document_number": "青教发〔2023〕5号", "document_kind": "notice"}


def scope(*here: World, since: int = 2016) -> Scope:
    return Scope(tuple(one.organisation.pk for one in here), since)


def only_a_file(here: World, at: Any = AT, **fields: Any) -> Publication:
    """Published with a PDF and nothing on the page."""
    record = draft(here, at, body_html="", **fields)
    attach(record=record, file_name="安排.pdf", data=PDF, by=here.clerk, at=at)
    return pass_all(here, submit(record=record, by=here.clerk, at=at), at)


def taken_over(here: World, at: Any = AT, **fields: Any) -> Record:
    """A draft as an import leaves it: known by its key in another system."""
    record = draft(here, at, **fields)
    Record.objects.filter(pk=record.pk).update(source_key=f"旧系统/{record.pk}")
    measure_missing()
    return Record.objects.get(pk=record.pk)


def correct(here: World, record: Record, at: Any, **fields: Any) -> Publication:
    edit(record=record, by=here.clerk, at=at, **fields, change_note="更正")
    record.refresh_from_db()
    Version.objects.filter(pk=record.current_id).update(change_note="改正要素")
    return pass_all(here, submit(record=record, by=here.clerk, at=at), at)


def test_publishing_measures_what_it_makes_public() -> None:
    here = world()
    published(here)
    bent = published(here, **BENT)
    filed = only_a_file(here)
    rows = {one.version_id: one for one in Completeness.objects.all()}
    assert rows[bent.version_id].lacks == " document_number_form "
    assert rows[filed.version_id].lacks == " text_attached "
    assert Counter(one.lacks for one in rows.values())[""] == 1
    assert all(one.is_public and one.required - one.filled <= 1 for one in rows.values())
    assert rows[bent.version_id].advice == " keywords summary "


def test_each_organisation_stands_by_its_own_documents() -> None:
    here, there = world(), world("czj", "财政局")
    published(here)
    published(here, **BENT)
    only_a_file(there)
    found = standings(scope(here, there), ON)
    mine = found[here.organisation.pk]
    assert (mine.total, mine.open, mine.lacking, mine.waiting) == (2, 1, 1, 0)
    # The one with a number has one field more that it must fill.
    assert (mine.filled, mine.required, mine.percent) == (20, 21, 95)
    assert mine.lacks == {"document_number_form": 1}
    assert mine.advice == {"keywords": 2, "summary": 2}
    assert found[there.organisation.pk].lacks == {"text_attached": 1}
    whole = together(found.values())
    assert (whole.total, whole.open, whole.advice["keywords"]) == (3, 2, 3)
    assert standings(scope(there), ON).keys() == {there.organisation.pk}


def test_only_what_is_public_now_counts() -> None:
    here = world()
    corrected, gone, begun = published(here, **BENT), published(here), published(here)
    correct(here, corrected.record, AT, **RIGHT)
    edit(record=begun.record, by=here.clerk, at=AT, document_number="还没有写完")
    withdrawn(here, gone, AT, reason="有误")
    draft(here, **BENT)
    found = standings(scope(here), ON)[here.organisation.pk]
    assert (found.total, found.open, found.validity) == (2, 0, {"in_force": 2})


def test_what_waits_to_be_taken_over_is_still_to_be_done() -> None:
    here = world()
    waiting = taken_over(here)
    given_up = taken_over(here)
    discard(record=given_up, by=here.clerk, at=AT)
    found = standings(scope(here), ON)[here.organisation.pk]
    assert (found.total, found.waiting, found.open, found.lacks) == (1, 1, 1, {})
    edit(record=waiting, by=here.clerk, at=AT, theme="")
    assert standings(scope(here), ON)[here.organisation.pk].lacks == {"theme": 1}
    correct(here, waiting, AT, theme="教育")
    found = standings(scope(here), ON)[here.organisation.pk]
    assert (found.total, found.waiting, found.open) == (1, 0, 0)


def test_the_year_is_that_of_the_document() -> None:
    here = world()
    published(here, issued_on=date(2015, 12, 31))
    published(here, issued_on=date(2016, 1, 1))
    totals = [standings(scope(here, since=year), ON) for year in (2015, 2016, 2017)]
    assert [one[here.organisation.pk].total for one in totals] == [2, 1, 0]


def test_validity_by_dates_and_by_other_documents() -> None:
    here = world()
    published(here)
    published(here, expires_on=ON - DAY)
    published(here, expires_on=ON)
    published(here, effective_on=ON + DAY)
    ended, changed = published(here, expires_on=ON - DAY), published(here)
    for kind, old in (("repeals", ended), ("amends", changed)):
        record = draft(here, title=f"新办法{kind}")
        relate(record=record, kind=kind, target=old.index_number, by=here.clerk, at=AT)
        pass_all(here, submit(record=record, by=here.clerk, at=AT))
    found = standings(scope(here), ON)[here.organisation.pk].validity
    assert +found == {
        "in_force": 4, "lapsed": 1, "not_yet_in_force": 1, "repealed": 1, "amended": 1,
    }  # fmt: skip
    assert standings(scope(here), ON + DAY)[here.organisation.pk].validity["lapsed"] == 2


def test_as_many_queries_for_many_documents_as_for_one() -> None:
    here = world()

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            standings(scope(here), ON)
            left_on(scope(here), days_between(ON, ON + 60 * DAY, ON))
        return len(captured)

    published(here, **BENT)
    few = asked()
    for _ in range(4):
        published(here, **BENT)
        taken_over(here)
    assert asked() == few


def test_what_was_left_from_day_to_day() -> None:
    here = world()
    at = [AT + n * 7 * DAY for n in range(6)]
    waiting = taken_over(here, at[0])
    first = published(here, at[0], **BENT)
    second = published(here, at[1], **BENT)
    correct(here, first.record, at[2], **RIGHT)
    withdrawn(here, second, at[3], reason="有误")
    correct(here, waiting, at[3], **BENT)
    correct(here, waiting, at[4], **RIGHT)
    days = [one.date() for one in at]
    left = left_on(scope(here), days)
    assert [(one.lacking, one.waiting) for one in left] == [
        (1, 1), (2, 1), (1, 1), (1, 0), (0, 0), (0, 0),
    ]  # fmt: skip
    assert left_on(scope(here), [days[0] - DAY]) == [Left(days[0] - DAY, 0, 0)]
    assert left[-1].open == standings(scope(here), days[-1])[here.organisation.pk].open


_COUNT = """
SELECT COUNT(*) FROM records_publication p
JOIN records_completeness c ON c.version_id = p.version_id
LEFT JOIN records_withdrawal w ON w.publication_id = p.id
WHERE p.published_on <= %(day)s AND c.lacks <> '' AND c.document_on >= '2016-01-01'
AND (w.id IS NULL OR w.at >= %(next)s)
AND NOT EXISTS (SELECT 1 FROM records_publication q
    WHERE q.record_id = p.record_id AND q.id > p.id AND q.published_on <= %(day)s)
"""


def counted(day: date) -> int:
    """The number of public documents with lacks at the end of the day, as anybody may count it."""
    after = moment(day + DAY, 0)
    given = after.isoformat(" ") if connection.vendor == "postgresql" else _utc(after)
    query = _COUNT.replace("%(day)s", f"'{day}'").replace("%(next)s", f"'{given}'")
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def _utc(at: Any) -> str:
    return (at - at.utcoffset()).replace(tzinfo=None).isoformat(" ")


@pytest.mark.parametrize("seed", range(3))
def test_the_burn_down_is_what_sql_counts(seed: int) -> None:
    here, chance = world(), random.Random(seed)
    records: list[Record] = []
    for n in range(40):
        at = AT + n * DAY
        number = chance.choice([BENT, RIGHT])
        live = [one for one in records if one.live_id]
        act = chance.choice(["publish", "publish", "correct", "withdraw"]) if live else "publish"
        if act == "publish":
            records.append(published(here, at, **number).record)
            continue
        one = chance.choice(live)
        if act == "correct":
            correct(here, one, at, **number)
        else:
            withdrawn(here, one.live, at, reason="有误")
        one.refresh_from_db()
    days = [ON + n * DAY for n in range(-1, 42)]
    assert [one.lacking for one in left_on(scope(here), days)] == [counted(day) for day in days]
    now = standings(scope(here), days[-1])[here.organisation.pk]
    assert now.lacking == counted(days[-1])
    assert_measured_right()


def assert_measured_right() -> None:
    """Every row is what the rules say today about what is stored."""
    kept = {one.version_id: one for one in Completeness.objects.all()}
    versions = list(Version.objects.filter(pk__in=kept).select_related("record").order_by("pk"))
    for again in measured.measured(versions):
        for field in Completeness._meta.fields:
            name = field.attname
            assert getattr(kept[again.version_id], name) == getattr(again, name), name
    live = set(Publication.objects.values_list("version", flat=True))
    assert live <= {pk for pk, one in kept.items() if one.is_public}
    assert (list(measured.unmeasured()), measured.unmeasured_count()) == ([], 0)


def test_what_was_measured_by_other_rules_is_measured_again(settings: Any) -> None:
    here = world()
    number = {"registration_number": "青规2023001", "expires_on": date(2025, 1, 1)}
    published(here, **number)
    waiting = taken_over(here)
    (before,) = Completeness.objects.filter(is_public=True)
    assert "registration_number_form" in before.advice
    settings.GONGKAI_REGISTRATION_PATTERN = r"青规\d{7}"
    assert measured.unmeasured_count() == 1
    assert measure_missing() == 2
    after = Completeness.objects.get(pk=before.pk)
    assert (after.advice, after.rules != before.rules) == (" keywords summary ", True)
    assert (measure_missing(), measured.unmeasured_count()) == (0, 0)
    assert Completeness.objects.get(record=waiting).is_public is False
    assert_measured_right()


def test_an_import_is_measured_on_its_way() -> None:
    here = place()
    batch = loaded(here, row(1), row(2, 主题分类="教育"), row(3, 标题=""))
    found = standings(scope(here), ON)[here.organisation.pk]
    assert (found.total, found.waiting, found.lacks) == (2, 2, {"theme": 1})
    assert_measured_right()
    passed(here, batch)
    found = standings(scope(here), ON)[here.organisation.pk]
    assert (found.total, found.waiting, found.lacking, found.open) == (2, 0, 1, 1)
    assert [one.open for one in left_on(scope(here), [ON - DAY, ON])] == [0, 1]
    assert_measured_right()


@pytest.mark.parametrize(("lacks", "advice", "codes"), [
    ("", " keywords ", []), (" theme text_attached ", "", ["theme", "text_attached"]),
])  # fmt: skip
def test_codes_are_kept_as_words(lacks: str, advice: str, codes: list[str]) -> None:
    assert measured.codes_of(lacks) == codes


def test_lists_are_narrowed_by_what_is_lacking() -> None:
    here = world()
    published(here)
    bent = published(here, **BENT)
    found = documents(scope(here)).filter(lacks__contains=" document_number_form ")
    assert [one.version_id for one in found] == [bent.version_id]


def test_the_task_of_the_plan_gives_the_day() -> None:
    here = world()
    assert targets(ON) == []
    plan = adopted_plan(
        {"requirement": "规范各类历史政府文件发布格式", "deadline": "2023年10月31日前"},
        {"requirement": "规范各类历史政府文件发布格式"},
        {"requirement": "规范专栏建设", "deadline": "2023年10月31日前"},
        {"requirement": "每年清理历史文件", "deadline": "每年3月31日前"},
    )
    found = [(one.task.number, one.starts_on, one.until) for one in targets(ON)]
    assert found == [
        (1, plan.issued_on, date(2023, 10, 31)), (4, plan.issued_on, date(2023, 3, 31)),
    ]  # fmt: skip
    assert targets(plan.issued_on - DAY) == []
    assert here.organisation.pk


@pytest.mark.parametrize(("first", "last", "on", "count"), [
    (date(2023, 7, 25), date(2023, 10, 31), date(2023, 7, 25), 15),
    (date(2023, 7, 25), date(2023, 10, 31), date(2023, 8, 2), 16),
    (date(2023, 7, 25), date(2023, 10, 31), date(2023, 11, 20), 16),
    (date(2023, 1, 1), date(2023, 10, 31), date(2023, 1, 1), 12),
    (date(2016, 1, 1), date(2023, 10, 31), date(2016, 1, 1), 9),
    (date(2023, 10, 31), date(2023, 10, 31), date(2023, 10, 31), 1),
    (date(2023, 11, 1), date(2023, 10, 31), date(2023, 10, 31), 1),
])  # fmt: skip
def test_the_days_of_the_burn_down(first: date, last: date, on: date, count: int) -> None:
    days = days_between(first, last, on)
    assert (len(days), days == sorted(set(days)), last in days) == (count, True, True)
    assert (on in days) == (on >= first or on == last)
