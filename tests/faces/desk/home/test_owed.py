"""A ledger that was not handed in is asked for on the day page, of those who hand it in."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.ledger.actions.submit import submit_ledger
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.queries.submissions import owed
from gongkai.work.org.models.organisation import Organisation
from tests.faces.desk.home.test_day import HOME, buttons, panels, whys
from tests.faces.desk.records.test_lists import as_
from tests.factories import adopted_plan, clerk, department, draft_plan, head, moment, reviewers

pytestmark = pytest.mark.django_db
TITLE = "要报送的台账"


def test_whoever_hands_in_is_reminded_until_it_is_in() -> None:
    here = department("jyj", "教育局")
    plan = adopted_plan({"units": [here]}, year=2023)
    draft_plan({"units": [here]}, year=2024)
    first, *_ = reviewers(here)
    for who in (clerk(here), head(here)):
        answer = as_(who).get(HOME)
        assert panels(answer)[TITLE] == ["教育局 2023 年工作台账"]
        assert whys(answer, TITLE) == ["青禾区2023年政务公开工作方案 · 报送期限 8月4日 星期五"]
        assert buttons(answer, TITLE) == [("填写并报送", "/desk/ledger/jyj/submit/")]
    for stranger in (first, clerk(department("czj", "财政局"))):
        assert TITLE not in panels(as_(stranger).get(HOME))
    Duty.objects.update(section="办公室", person="信息员甲")
    submit_ledger(plan=plan, organisation=here, by=clerk(here), at=moment(date(2023, 8, 1)))
    assert TITLE not in panels(as_(clerk(here)).get(HOME))


def test_many_ledgers_are_one_question(django_assert_num_queries: object) -> None:
    places = [department(f"d{number}", f"第{number}局") for number in range(5)]
    adopted_plan(*({"units": [one]} for one in places))
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        found = owed(Organisation.objects.all())
    assert [one.organisation_label for one in found] == [one.name for one in places]
