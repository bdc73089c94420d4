"""The first start: with one's own plan, all or nothing, and never on top of something else."""

from __future__ import annotations

import stat
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from gongkai.faces.jobs.beginning import ACCOUNT, OFFICE, accounts_file
from gongkai.rules.catalogue import ITEMS
from gongkai.work.journal.deeds import CHINA
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.staffing.actions.organisations import found
from tests.tampering import guards_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(root: Path) -> Path:
    return root / "gongkai/faces/jobs/demo/plan.docx"


def begin(*arguments: object) -> tuple[int, str, str]:
    told, warned = StringIO(), StringIO()
    try:
        call_command("begin", *map(str, arguments), stdout=told, stderr=warned)
    except SystemExit as end:
        return int(end.code or 0), told.getvalue(), warned.getvalue()
    return 0, told.getvalue(), warned.getvalue()


def test_own_plan_founds_the_office_with_an_account_that_can_log_in(plan: Path) -> None:
    code, told, _ = begin("--plan", plan)
    password = told.split("密码 ")[1].split()[0]
    person = Person.objects.get()
    assert (code, person.username, person.check_password(password)) == (0, ACCOUNT, True)
    assert set(person.posts.values_list("organisation__code", "role")) == {
        (OFFICE, Post.Role.OPENNESS_OFFICER),
        (OFFICE, Post.Role.OPENNESS_HEAD),
        (OFFICE, Post.Role.ADMINISTRATOR),
    }
    assert Plan.objects.get().organisation.code == OFFICE


def test_the_catalogue_has_what_the_law_lists_from_the_first_start(plan: Path) -> None:
    begin("--plan", plan)
    assert set(CatalogueItem.objects.values_list("code", flat=True)) == set(ITEMS)
    logged = LogEntry.objects.count()
    begin()
    assert LogEntry.objects.count() == logged
    # As if the instance were of a version that knew no columns yet.
    with guards_down():
        CatalogueItem.objects.filter(code__startswith="COL-").delete()
    begin()
    assert set(CatalogueItem.objects.values_list("code", flat=True)) == set(ITEMS)


def test_accounts_stay_readable_for_their_owner_only(plan: Path) -> None:
    _, told, _ = begin("--plan", plan)
    assert told.endswith(accounts_file().read_text("utf-8"))
    assert stat.S_IMODE(accounts_file().stat().st_mode) == 0o600


def test_second_start_changes_nothing_and_tells_the_accounts_again(plan: Path) -> None:
    begin("--plan", plan)
    before = (Plan.objects.count(), Organisation.objects.count(), Person.objects.count())
    assert begin() == (0, accounts_file().read_text("utf-8"), "")
    assert begin("--plan", plan)[0] == 0
    assert (Plan.objects.count(), Organisation.objects.count(), Person.objects.count()) == before


@pytest.mark.parametrize("content", [b"", b"not a plan at all", b"PK\x03\x04 broken"])
def test_file_that_is_no_plan_leaves_the_database_empty(tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(content)
    assert begin("--plan", bad)[0] == 2
    assert (Organisation.objects.count(), Person.objects.count()) == (0, 0)
    assert not accounts_file().exists()


def test_plan_is_not_laid_over_an_instance_of_others(plan: Path) -> None:
    at = datetime(2026, 1, 5, 9, tzinfo=CHINA)
    found(code="other", name="某某局", kind="department", by=None, at=at)
    code, told, warned = begin("--plan", plan)
    assert (code, told, warned.count("\n")) == (2, "", 1)
    assert warned.startswith("库中已有示例区县或其他数据")
    assert Plan.objects.count() == 0
