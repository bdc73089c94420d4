"""The inspection tends the evidence that is filed: dead links are voided, missing ones filed."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.inspection.actions.verify import verify
from gongkai.work.journal.models.deed import Deed
from gongkai.work.ledger.actions.evidence import file_evidence
from gongkai.work.ledger.models.duty import Evidence, State
from gongkai.work.ledger.models.plan import Plan
from tests.factories import moment
from tests.work.inspection.world import Year, year
from tests.work.records.world import withdrawn

pytestmark = pytest.mark.django_db
FIRST = moment(date(2023, 11, 1))


@pytest.fixture
def here() -> Year:
    made = year()
    Plan.objects.update(ledger_due_on=None)
    return made


def test_dead_evidence_is_voided_and_missing_evidence_filed(here: Year) -> None:
    publication = here.publish(date(2023, 10, 12))
    here.item.tasks.set([here.task(2)])
    verify(at=moment(date(2023, 10, 13)))
    links = Evidence.objects.order_by("pk").values_list("occurrence_id", "void_reason")
    assert list(links) == [
        (here.occurrence(1).pk, "所在公开事项不再对应本项任务"),
        (here.occurrence(2).pk, ""),
    ]
    deeds = Deed.objects.filter(verb__startswith="evidence").count()
    verify(at=moment(date(2023, 10, 14)))
    assert Deed.objects.filter(verb__startswith="evidence").count() == deeds
    assert publication.index_number == Evidence.objects.latest("pk").object_id


def test_evidence_that_still_stands_elsewhere_is_kept(here: Year) -> None:
    here.item.tasks.add(here.task(2))
    here.publish(date(2023, 10, 12))
    here.item.tasks.remove(here.task(1))
    verify(at=moment(date(2023, 10, 13)))
    standing = Evidence.objects.filter(void_since=None)
    assert [one.occurrence_id for one in standing] == [here.occurrence(2).pk]


def test_what_another_office_filed_fulfils_the_duty(here: Year) -> None:
    file_evidence(
        occurrence=here.occurrence(2), kind="activity", object_id="1", title="培训", url="/",
        on=date(2023, 9, 1), by=None, at=FIRST,
    )  # fmt: skip
    verify(at=FIRST)
    assert here.occurrence(2).state == State.FULFILLED


def test_a_night_made_up_for_does_not_bring_back_what_was_withdrawn_since(here: Year) -> None:
    publication = here.publish(date(2023, 10, 12))
    withdrawn(here.here, publication, moment(date(2023, 10, 16)), reason="有误")
    verify(at=moment(date(2023, 10, 13), 1))
    assert not Evidence.objects.filter(void_since=None).exists()
    assert here.occurrence(1).state != State.FULFILLED
