"""The dossier: slots filled and waiting, documents as facts, parts and merged decisions."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions import branches, slots
from gongkai.work.decisions.actions.branches import Part
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.queries import public
from gongkai.work.decisions.queries.dossier import dossier_of
from gongkai.work.decisions.queries.facts import known_of
from gongkai.work.journal.models.deed import Deed
from tests.factories import moment
from tests.work.decisions import consult_scene, meeting_scene
from tests.work.decisions.road_scene import (
    CLOSED,
    DONE,
    SPRING,
    answered,
    consulting,
    drafted,
    fresh,
    heard,
    on_road,
    passed,
    proposed,
    walked,
)
from tests.work.records.world import World, draft, refused_for, world

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)
PLANNED = date(2026, 12, 1)
PARTS = (Part("停车收费办法（路内）", PLANNED), Part("停车收费办法（路外）", PLANNED))


@pytest.fixture
def here() -> World:
    return world("jsj", "建设局")


def states(decision: Decision, on: date) -> dict[str, str]:
    found = dossier_of(known_of(fresh(decision)), on)
    return {one.slot.code: one.slot.state for one in found.slots}


def test_the_dossier_fills_as_the_decision_goes_on(here: World) -> None:
    one = on_road(here)
    nothing = dict.fromkeys(
        ("draft", "explanation", "opinions", "adoption", "attendance", "result"), "not_due"
    )
    assert states(one, date(2026, 3, 1)) == nothing | {"background": "linked"}
    passed(here, one, Phase.START)
    passed(here, one, Phase.DRAFT)
    made = consulting(here, fresh(one))
    during = states(one, SEPTEMBER)
    assert (during["draft"], during["explanation"], during["opinions"]) == (
        "linked", "linked", "running",
    )  # fmt: skip
    consult_scene.said(made)
    after = states(one, date(2026, 9, 23))
    assert (after["opinions"], after["adoption"]) == ("linked", "not_due")


def test_a_result_without_adoption_is_missing_after_ten_workdays(here: World) -> None:
    one = walked(here, Phase.ARCHIVE)
    on_time, late = states(one, date(2026, 11, 9)), states(one, date(2026, 11, 10))
    assert (on_time["adoption"], late["adoption"], late["result"]) == (
        "not_due", "missing", "missing",
    )  # fmt: skip


def test_what_is_only_typed_is_not_told_to_the_public(here: World) -> None:
    one = drafted(here)
    known = known_of(one)
    assert dossier_of(known, SEPTEMBER).facts.start_started_on == date(2026, 3, 5)
    from_meeting = walked(here, Phase.DELIBERATION, one)
    assert dossier_of(known_of(from_meeting), SEPTEMBER).facts.deliberation_held_on is None


def test_a_record_fills_its_slot_once_it_is_public(here: World) -> None:
    one = on_road(here, has_risk=None)
    answered(here, one, has_risk=True)
    record = slots.begin_slot_record(decision=one, slot="risk", by=here.clerk, at=SPRING)
    assert record.current is not None
    assert record.current.title == f"《{one.title}》风险评估"
    waiting = dossier_of(known_of(fresh(one)), SEPTEMBER)
    risk = next(part for part in waiting.slots if part.slot.code == "risk")
    assert (risk.slot.state, len(risk.public), len(risk.waiting)) == ("not_due", 0, 1)
    consult_scene.publish(here, record, SPRING, body_html="<p>风险可控。</p>")
    assert states(one, SEPTEMBER)["risk"] == "linked"


def test_facts_of_the_issue_come_from_the_public_document(here: World) -> None:
    one = walked(here, Phase.ISSUE)
    at = moment(date(2026, 10, 26))
    record = slots.begin_slot_record(decision=one, slot="result", by=here.clerk, at=at)
    consult_scene.publish(
        here, record, at, document_number="青建发〔2026〕9号", body_html="<p>停车收费办法。</p>"
    )
    known = known_of(fresh(one))
    assert known.derived["issue_document_number"] == "青建发〔2026〕9号"
    assert known.facts.issue_issued_on == date(2026, 10, 26)
    assert known.facts.issue_published_on == date(2026, 10, 26)
    assert states(one, date(2026, 10, 27))["result"] == "linked"


def test_records_of_others_and_second_results_are_refused(here: World) -> None:
    one, other = on_road(here), world("qtj", "其他局")
    foreign, own = draft(other, SPRING), draft(here, SPRING)

    def linked(record: object, slot: str = "result") -> list[str]:
        return refused_for(
            lambda: slots.link_slot(
                decision=one, slot=slot, record=record, by=here.clerk, at=SPRING
            )
        )

    assert linked(foreign) == ["slot_record_elsewhere"]
    assert linked(own, "cellar") == ["slot_unknown"]
    link = slots.link_slot(decision=one, slot="result", record=own, by=here.clerk, at=SPRING)
    assert linked(own) == ["slot_linked_already", "slot_result_once"]
    slots.unlink_slot(link=link, by=here.clerk, at=SPRING)
    verbs = Deed.objects.order_by("-pk").values_list("verb", "detail")[0]
    assert verbs == ("decision.unlink_slot", {"slot": "result", "record": own.pk})
    one.others.add(other.organisation)
    slots.link_slot(decision=one, slot="background", record=foreign, by=here.clerk, at=SPRING)


def test_why_nobody_attended_is_told(here: World) -> None:
    one = walked(here, Phase.PARTY)
    assert states(one, DONE.date())["attendance"] == "missing"
    slots.explain_not_attended(decision=one, reason="涉及应急事项", by=here.clerk, at=DONE)
    assert states(one, DONE.date())["attendance"] == "none"


def test_a_meeting_that_people_attended_fills_the_slot(here: World) -> None:
    one = on_road(here)
    meeting = meeting_scene.convened(here, topics=[("停车收费", one)])
    assert states(one, date(2026, 5, 28))["attendance"] == "missing"
    meeting_scene.adopted(here, meeting)
    assert states(one, date(2026, 5, 30))["attendance"] == "linked"


def test_parts_start_where_the_whole_stood_and_show_its_consultation(here: World) -> None:
    whole = heard(here)
    passed(here, whole, Phase.PUBLIC, CLOSED)
    first, second = branches.split(
        decision=fresh(whole), parts=PARTS, reason="分开办理", by=here.clerk, at=CLOSED
    )
    assert (first.phase, first.state, first.split_from) == ("legality", "on_road", whole)
    assert fresh(whole).state == "ended"
    assert fresh(whole).ended_reason == f"拆分为 {first.code}、{second.code}：分开办理"
    for part in (first, second):
        copied = {one.phase: one.facts for one in part.steps.all() if one.passed_at}
        assert copied == {one.phase: one.facts for one in whole.steps.all() if one.passed_at}
        found = dossier_of(known_of(fresh(part)), CLOSED.date())
        assert list(found.public_rounds) == list(Consultation.objects.filter(decision=whole))
        assert public.by_code(part.code) == part
    passed(here, first, Phase.LEGALITY, DONE)
    assert (fresh(first).phase, fresh(second).phase) == ("deliberation", "legality")


def test_nothing_is_split_while_people_speak(here: World) -> None:
    made = consulting(here)

    def split(parts: tuple[Part, ...]) -> list[str]:
        return refused_for(
            lambda: branches.split(
                decision=made.decision, parts=parts, reason="分开", by=here.clerk, at=CLOSED
            )
        )

    assert split(PARTS) == ["consultation_running"]
    assert split(PARTS[:1]) == ["split_parts", "consultation_running"]


def test_what_is_merged_leaves_its_opinions_to_the_other(here: World) -> None:
    made = consulting(here)
    consult_scene.said(made)
    other = consult_scene.decision(here, code="2026-09", phase="start")
    answered(here, other)
    Consultation.objects.filter(pk=made.consultation.pk).update(state="consulted")
    gone = branches.merge(
        decision=made.decision, into=other, reason="内容相近", by=here.clerk, at=CLOSED
    )
    assert (gone.state, gone.merged_into, gone.ended_reason) == (
        "ended", other, "并入 2026-09：内容相近",
    )  # fmt: skip
    known = known_of(fresh(other))
    assert (len(known.rounds), known.undisposed) == (1, 1)
    # The other still has to ask the public itself.
    assert known.facts.public_opens_on is None
    assert public.by_code(gone.code) == gone


def test_merging_is_refused_across_units_and_into_itself(here: World) -> None:
    one = on_road(here)
    elsewhere = consult_scene.decision(world("qtj", "其他局"), code="2026-08")

    def merged(into: Decision) -> list[str]:
        return refused_for(
            lambda: branches.merge(decision=one, into=into, reason="并", by=here.clerk, at=SPRING)
        )

    assert merged(elsewhere) == ["merge_elsewhere"]
    assert merged(one) == ["merge_itself"]


def test_what_is_proposed_or_exempt_is_not_public(here: World) -> None:
    one, document = proposed(here), proposed(here, kind="normative")
    assert not public.public_decisions().exists()
    answered(here, document)
    assert list(public.public_decisions()) == [document]
    Decision.objects.filter(pk=one.pk).update(state="on_road", public_exempt=True)
    assert list(public.public_decisions()) == [document]
