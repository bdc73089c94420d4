"""Applicants act on their own request: corrected, explained, withdrawn, and nothing in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions import applicant
from gongkai.work.foi.models.draft import MOST_FILES
from gongkai.work.foi.models.request import RequestEvent
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import moment
from tests.work.foi.scene import registered, scene, then

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 9)
PNG = b"\x89PNG\r\n\x1a\n"


def kinds(request: Any) -> list[tuple[str, date, Any]]:
    rows = RequestEvent.objects.filter(request=request)
    return list(rows.values_list("kind", "on", "by"))


def test_a_supplement_is_an_event_of_its_day_with_its_words_and_files() -> None:
    here = scene()
    request = registered(here).request
    then(here, request, "correction_requested", DAY, days=10)
    at = moment(date(2026, 2, 25), 23, 59)
    applicant.supplement(
        request=request, text="二〇二五年\r\n第一段", files=[("米有为.png", PNG)], at=at
    )
    assert kinds(request)[-1] == ("supplement_received", date(2026, 2, 25), None)
    assert (request.state, request.due_on) == ("running", date(2026, 3, 24))
    words, file = request.files.all()
    assert (words.file.name, read_bytes(words.file).decode()) == (
        "补正说明.txt", "二〇二五年\n第一段",
    )  # fmt: skip
    assert (file.file.name, file.role, file.by) == ("补正材料2.png", "supplement", None)
    assert "米有为" not in str(list(Deed.objects.values_list("detail")))


@pytest.mark.parametrize(("text", "files", "wanted"), [
    (" \r\n\t", [], "foi_nothing_said"),
    ("字" * 5001, [], "foi_said_too_long"),
    ("", [("病毒.exe", b"MZ")], "foi_file_kind"),
    ("", [("图.png", PNG)] * (MOST_FILES + 1), "foi_files_too_many"),
])  # fmt: skip
def test_what_cannot_be_taken_changes_nothing(
    text: str, files: list[tuple[str, bytes]], wanted: str
) -> None:
    here = scene()
    request = registered(here).request
    then(here, request, "correction_requested", DAY, days=10)
    with pytest.raises(Refused) as refused:
        applicant.supplement(request=request, text=text, files=files, at=moment(DAY))
    request.refresh_from_db()
    assert (refused.value.code, request.state, request.files.count()) == (wanted, "correcting", 0)


@pytest.mark.parametrize("act", [
    lambda request, at: applicant.supplement(request=request, text="有", at=at),
    lambda request, at: applicant.withdraw(request=request, at=at),
    lambda request, at: applicant.explain(request=request, text="有", at=at),
])  # fmt: skip
def test_nothing_is_done_to_a_case_that_is_closed(act: Callable[..., Any]) -> None:
    here = scene()
    request = registered(here).request
    then(here, request, "explanation_requested", DAY)
    then(here, request, "replied", DAY, outcome="3.1")
    before = kinds(request)
    with pytest.raises(Refused) as refused:
        act(request, moment(DAY))
    assert refused.value.code in {"foi_event_unlawful", "foi_nothing_to_explain"}
    assert (kinds(request), request.files.count()) == (before, 0)


def test_reasons_leave_the_clock_as_it_is() -> None:
    here = scene()
    request = registered(here).request
    then(here, request, "explanation_requested", DAY)
    before = kinds(request), request.due_on
    applicant.explain(request=request, text="研究\x07需要", at=moment(DAY))
    request.refresh_from_db()
    assert (kinds(request), request.due_on) == before
    (words,) = request.files.all()
    assert (words.file.name, read_bytes(words.file).decode()) == ("说明理由.txt", "研究需要")


def test_what_is_withdrawn_before_its_receipt_counts_in_the_year() -> None:
    request = registered(scene(), "online").request
    applicant.withdraw(request=request, at=moment(DAY))
    assert kinds(request) == [("received", DAY, None), ("withdrawn", DAY, None)]
    assert (request.received_on, request.outcome, request.ended_on) == (DAY, "3.6.3", DAY)


def test_the_journal_says_that_nobody_with_an_account_did_it() -> None:
    request = registered(scene(), "online").request
    applicant.withdraw(request=request, at=moment(DAY))
    last = Deed.objects.filter(verb="foi.applicant.withdraw").get()
    assert (last.by, last.detail) == (None, {"number": request.number})
