"""Third parties and other agencies are asked; the clock stands still only from the service on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.foi.actions.consult import consult, note_answer, note_sent, renew_secret
from gongkai.work.foi.actions.letters import approve, draft, serve, submit
from gongkai.work.foi.models.working import Consultation
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.journal.seal import secret_hash
from tests.factories import district, moment, officer
from tests.work.foi.scene import ID, registered, scene, then

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)
AT = moment(DAY)
ASK = {"whom": "third_party", "name": "甲公司", "information": "成本明细表", "contact": "0000"}


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_a_third_party_gets_a_secret_of_which_the_hash_is_kept() -> None:
    here = scene()
    request = registered(here).request
    made = consult(request=request, by=here.clerk, at=AT, **ASK)
    one = made.consultation
    assert (one.party, one.sent_on, one.secret_hash) == ("P1", None, secret_hash(made.secret))
    request.refresh_from_db()
    assert request.state == "running"
    again = renew_secret(consultation=one, by=here.clerk, at=AT)
    one.refresh_from_db()
    assert one.secret_hash == secret_hash(again.secret) != secret_hash(made.secret)


def test_an_agency_answers_by_letter_and_has_no_secret() -> None:
    here = scene()
    made = consult(
        request=registered(here).request, by=here.clerk, at=AT, **ASK | {"whom": "agency"}
    )
    assert (made.secret, made.consultation.secret_hash) == ("", "")
    assert code_of(lambda: renew_secret(consultation=made.consultation, by=here.clerk, at=AT)) == (
        "foi_consult_no_secret"
    )


def test_the_clock_stands_still_between_service_and_answer() -> None:
    here = scene()
    request = registered(here, at=moment(date(2026, 4, 7))).request
    one = consult(request=request, by=here.clerk, at=moment(date(2026, 4, 13)), **ASK).consultation
    note_sent(consultation=one, on=date(2026, 4, 13), by=here.clerk, at=moment(date(2026, 4, 13)))
    request.refresh_from_db()
    assert (request.state, request.lapses_on) == ("consulting_third_party", date(2026, 5, 7))
    note_answer(
        consultation=one, opinion="refuses", reason="商业秘密", on=date(2026, 4, 29),
        by=here.clerk, at=moment(date(2026, 4, 29)),
    )  # fmt: skip
    request.refresh_from_db()
    assert (request.state, request.due_on) == ("running", date(2026, 5, 25))
    assert (one.opinion, one.reason, one.answered_on) == (
        "refuses", "商业秘密", date(2026, 4, 29),
    )  # fmt: skip


def test_the_letter_of_the_product_sets_the_day_of_service() -> None:
    district()
    here = scene()
    request = registered(here).request
    one = consult(request=request, by=here.clerk, at=AT, **ASK).consultation
    letter = draft(
        request=request, kind="G5", consultation=one, by=here.clerk, at=AT,
        values={"第三方": "甲公司", "涉及信息": "成本明细表"},
    )  # fmt: skip
    submit(letter=letter, by=here.clerk, at=AT)
    approve(letter=letter, by=here.approver, at=AT)
    serve(letter=letter, way="post", on=DAY, proof="挂号 1", by=here.clerk, at=AT)
    one.refresh_from_db()
    request.refresh_from_db()
    assert (one.sent_on, request.state) == (DAY, "consulting_third_party")
    assert code_of(lambda: note_sent(consultation=one, on=DAY, by=here.clerk, at=AT)) == (
        "foi_consult_sent"
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"whom": "friend"}, "foi_whom_unknown"),
        ({"name": " "}, "foi_consult_empty"),
        ({"information": "米有为要的成本明细"}, "foi_names_applicant"),
    ],
)
def test_who_asked_is_never_told(fields: dict[str, Any], code: str) -> None:
    here = scene()
    request = registered(here).request
    assert code_of(lambda: consult(request=request, by=here.clerk, at=AT, **ASK | fields)) == code
    assert not Consultation.objects.exists()


def test_answers_come_once_after_the_service_and_with_reasons() -> None:
    here = scene()
    request = registered(here).request
    one = consult(request=request, by=here.clerk, at=AT, **ASK).consultation
    given = {"consultation": one, "opinion": "agrees", "on": DAY, "by": here.clerk, "at": AT}
    assert code_of(lambda: note_answer(**given)) == "foi_consult_unsent"
    note_sent(consultation=one, on=DAY, by=here.clerk, at=AT)
    assert code_of(lambda: note_answer(**given | {"opinion": ""})) == "foi_noted_opinion"
    assert code_of(lambda: note_answer(**given | {"opinion": "refuses"})) == (
        "foi_noted_without_reason"
    )
    note_answer(**given)
    assert code_of(lambda: note_answer(**given)) == "foi_consult_answered"


def test_an_answer_after_the_end_stands_in_the_record_only() -> None:
    here = scene()
    request = registered(here).request
    one = consult(request=request, by=here.clerk, at=AT, **ASK).consultation
    note_sent(consultation=one, on=DAY, by=here.clerk, at=AT)
    then(here, request, "withdrawn", date(2026, 2, 11))
    note_answer(
        consultation=one, opinion="agrees", on=date(2026, 2, 12), by=here.clerk,
        at=moment(date(2026, 2, 12)),
    )  # fmt: skip
    kinds = list(request.events.values_list("kind", flat=True))
    assert (one.answered_on, kinds) == (
        date(2026, 2, 12),
        ["received", "third_party_consulted", "withdrawn"],
    )


def test_a_closed_case_asks_nobody() -> None:
    here = scene()
    request = then(here, registered(here).request, "withdrawn", date(2026, 2, 9))
    assert code_of(lambda: consult(request=request, by=here.clerk, at=AT, **ASK)) == (
        "foi_event_unlawful"
    )


def test_only_who_handles_the_case_consults() -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    one = consult(request=request, by=here.clerk, at=AT, **ASK).consultation
    for who in (here.approver, there.clerk, officer()):
        acts = (
            lambda who=who: consult(request=request, by=who, at=AT, **ASK),
            lambda who=who: note_sent(consultation=one, on=DAY, by=who, at=AT),
            lambda who=who: renew_secret(consultation=one, by=who, at=AT),
        )
        assert [code_of(act) for act in acts] == ["no_power"] * 3


def test_the_journal_names_nobody() -> None:
    here = scene()
    consult(request=registered(here).request, by=here.clerk, at=AT, **ASK)
    told = " ".join(str(one.detail) for one in Deed.objects.all())
    assert [one for one in (ID, "米有为", "甲公司", "成本") if one in told] == []
