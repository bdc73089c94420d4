"""The opinion of a third party: for the clock and for the record, once."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.foi.actions.answers import answer
from gongkai.work.foi.actions.consult import consult, note_answer, note_sent
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.clocks import clock_of
from gongkai.work.foi.queries.secrets import asked_party, consultation_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import moment
from tests.work.foi.scene import Scene, registered, scene

pytestmark = pytest.mark.django_db
RECEIVED, SENT, ANSWERED = date(2026, 4, 7), date(2026, 4, 13), date(2026, 4, 29)


def asked(here: Scene) -> tuple[Consultation, str]:
    request = registered(here, at=moment(RECEIVED)).request
    made = consult(
        request=request, whom="third_party", name="某公司", information="单价", by=here.clerk,
        at=moment(SENT),
    )  # fmt: skip
    note_sent(consultation=made.consultation, on=SENT, by=here.clerk, at=moment(SENT))
    return made.consultation, made.secret


def test_an_answer_lets_the_clock_run_on() -> None:
    """The worked example 3 of the rulebook: 2026-05-25."""
    one, _ = asked(scene())
    answer(consultation=one, opinion="refuses", reason="商业秘密", at=moment(ANSWERED))
    reading = clock_of(one.request, ANSWERED)
    assert (reading.state, reading.due) == ("running", date(2026, 5, 25))


def test_what_the_clerk_wrote_down_from_paper_is_not_said_again() -> None:
    here = scene()
    one, _ = asked(here)
    note_answer(consultation=one, opinion="agrees", on=ANSWERED, by=here.clerk, at=moment(ANSWERED))
    with pytest.raises(Refused) as refused:
        answer(consultation=one, opinion="refuses", reason="商业秘密", at=moment(ANSWERED))
    assert (refused.value.code, refused.value.values) == ("foi_opinion_given", {"on": ANSWERED})


@pytest.mark.parametrize(("opinion", "reason", "code"), [
    ("maybe", "有", "foi_opinion_unknown"),
    ("refuses", " \n", "foi_opinion_without_reason"),
    ("partly", "", "foi_opinion_without_reason"),
    ("agrees", "字" * 3001, "foi_said_too_long"),
])  # fmt: skip
def test_what_cannot_be_taken_changes_nothing(opinion: str, reason: str, code: str) -> None:
    one, _ = asked(scene())
    with pytest.raises(Refused) as refused:
        answer(consultation=one, opinion=opinion, reason=reason, at=moment(ANSWERED))
    one.refresh_from_db()
    assert (refused.value.code, one.opinion, one.answered_on) == (code, "", None)


def test_the_journal_names_neither_party_nor_reason() -> None:
    one, _ = asked(scene())
    answer(consultation=one, opinion="refuses", reason="商业秘密", at=moment(ANSWERED))
    last = Deed.objects.filter(verb="foi.opinion").get()
    assert (last.by, last.detail) == (None, {"number": one.request.number})


def test_only_the_secret_of_a_third_party_opens_its_question() -> None:
    here = scene()
    one, secret = asked(here)
    agency = consult(
        request=one.request, whom="agency", name="水务局", information="单价", by=here.clerk,
        at=moment(SENT),
    )  # fmt: skip
    found = [asked_party(given) for given in (secret, secret.lower(), "", agency.secret)]
    assert found == [one, one, None, None]
    assert [consultation_of(pk) for pk in (one.pk, agency.consultation.pk)] == [one, None]
