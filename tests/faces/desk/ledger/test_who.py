"""Every role against every address of the ledger pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.submit import submit_ledger
from gongkai.work.ledger.models.duty import Duty
from tests.faces.desk.ledger.reading import as_
from tests.faces.desk.ledger.scene import NOW, everybody
from tests.factories import adopted_plan, clerk, department

pytestmark = pytest.mark.django_db
HERE = ("clerk", "first", "second", "final", "head", "officer", "openness head")
OFFICE = ("officer", "openness head")


@pytest.fixture
def addresses() -> dict[str, tuple[str, tuple[str, ...], int]]:
    """Address, who may see it, and what anybody else is answered."""
    here = department()
    plan = adopted_plan({"units": [here, department("mzj", "民政局")]})
    duty = Duty.objects.get(organisation=here)
    fill_duty(duty=duty, section="办公室", person="甲", by=None, at=NOW)
    sent = submit_ledger(plan=plan, organisation=here, by=clerk(here, "报送人"), at=NOW)
    task = plan.tasks.get()
    return {
        "plans": (reverse("desk:plans"), OFFICE, 403),
        "plan": (reverse("desk:plan", args=[plan.pk]), OFFICE, 403),
        "head": (reverse("desk:plan_head", args=[plan.pk]), OFFICE, 403),
        "task": (reverse("desk:plan_task", args=[plan.pk, task.pk]), OFFICE, 403),
        "add": (reverse("desk:plan_task_add", args=[plan.pk]), OFFICE, 403),
        "submissions": (reverse("desk:submissions"), OFFICE, 403),
        "ledger of": (reverse("desk:ledger_of", args=[here.code]), HERE, 404),
        "duty": (reverse("desk:duty", args=[duty.pk]), HERE, 404),
        "submit": (reverse("desk:ledger_submit", args=[here.code]), HERE, 404),
        "receipt": (reverse("desk:ledger_receipt", args=[here.code, sent.pk]), HERE, 404),
        "xlsx": (reverse("desk:ledger_export", args=[here.code, "xlsx"]), HERE, 404),
        "docx": (reverse("desk:ledger_export", args=[here.code, "docx"]), HERE, 404),
    }


def test_who_may_see_which_page(addresses: dict[str, tuple[str, tuple[str, ...], int]]) -> None:
    people = everybody(department())
    found = {
        (role, name): as_(person).get(address).status_code
        for role, person in people.items()
        for name, (address, _, _) in addresses.items()
    }
    assert found == {
        (role, name): 200 if role in allowed else refused
        for role in people
        for name, (_, allowed, refused) in addresses.items()
    }


def test_strangers_are_sent_to_the_login(
    addresses: dict[str, tuple[str, tuple[str, ...], int]],
) -> None:
    for address, _, _ in addresses.values():
        answer = as_(None).get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/desk/login/")


def test_own_ledger_is_found_from_the_navigation() -> None:
    here = department()
    adopted_plan({"units": [here]})
    address = reverse("desk:ledger")
    people = everybody(here)
    assert as_(people["clerk"]).get(address)["Location"] == f"/desk/ledger/{here.code}/"
    assert as_(people["officer"]).get(address).status_code == 200
    assert as_(people["without post"]).get(address).status_code == 403
    assert as_(people["administrator"]).get(address).status_code == 403


def test_receipt_of_another_organisation_is_not_found_under_ours(
    addresses: dict[str, tuple[str, tuple[str, ...], int]],
) -> None:
    other = department("mzj", "民政局")
    number = addresses["receipt"][0].rstrip("/").rsplit("/", 1)[1]
    address = reverse("desk:ledger_receipt", args=[other.code, number])
    assert as_(everybody(department())["other clerk"]).get(address).status_code == 404


@pytest.mark.parametrize(
    "name", ["plan_adopt", "plan_abandon", "plan_match", "plan_problem", "plan_head"]
)
def test_department_changes_no_plan(name: str) -> None:
    plan = adopted_plan()
    answer = as_(clerk(department())).post(reverse(f"desk:{name}", args=[plan.pk]))
    assert answer.status_code == 403


def test_office_reads_ledgers_but_fills_none() -> None:
    here = department()
    adopted_plan({"units": [here]})
    duty = Duty.objects.get()
    officer = everybody(here)["officer"]
    data = {f"section-{duty.pk}": "办公室", f"person-{duty.pk}": "甲"}
    answer = as_(officer).post(reverse("desk:ledger_of", args=[here.code]), data)
    assert answer.status_code == 409
    duty.refresh_from_db()
    assert (duty.section, duty.person) == ("", "")
