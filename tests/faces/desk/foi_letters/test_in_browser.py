"""Letters and what follows them in a real browser: accessible, never too wide, quiet."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.rules.letters import CLAUSES
from gongkai.work.foi.actions.archive import archive
from gongkai.work.foi.actions.challenge import register_challenge
from gongkai.work.foi.actions.convert import review
from gongkai.work.foi.actions.letters import draft, submit
from tests.factories import clerk, district, moment
from tests.work.foi.closed import closed, refused_conversion
from tests.work.foi.scene import registered, scene
from tests.work.foi.test_convert import FIT
from tests.work.foi.test_letters import AT, approved, letter

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, faulty, read_as  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]


def pages(mode: str) -> dict[str, str]:
    """The HTML of every page. The database is not asked while the browser runs."""
    district()
    here = scene()
    drafter, on = clerk(here.organisation), date(2026, 2, 12)
    done, other = closed(here), closed(here, name="黍离", identity="", phone="13900000001")
    case = registered(here, wanted="长" * 120).request
    open_one = draft(
        request=case, kind="G13", outcome="3.3.4", by=here.clerk, at=AT,
        values={"条款": CLAUSES["E15"].text},
    )  # fmt: skip
    waits = submit(letter=letter(here, case), by=here.clerk, at=AT)
    numbered = approved(here, letter(here, case, "G2", {}))
    refused_conversion(here, done)
    archive(request=done, by=here.clerk, at=moment(on))
    register_challenge(
        request=done, kind="reconsideration", body="青禾区人民政府", notified_on=on,
        by=here.clerk, at=moment(on),
    )  # fmt: skip
    review(request=other, by=here.clerk, at=moment(on), **FIT)  # type: ignore[arg-type]
    asked = {
        "letters": (here.clerk, "foi_letters", [case.number], ""),
        "new": (here.clerk, "foi_letter_new", [case.number, "G13"], "?outcome=3.3.4"),
        "draft": (here.clerk, "foi_letter", [case.number, open_one.pk], ""),
        "waits": (here.approver, "foi_letter", [case.number, waits.pk], ""),
        "approved": (here.clerk, "foi_letter", [case.number, numbered.pk], ""),
        "wordings": (here.approver, "foi_templates_of", ["jtj"], ""),
        "wording": (here.approver, "foi_template", ["jtj", "G12"], ""),
        "after": (here.clerk, "foi_after", [done.number], ""),
        "after fit": (here.clerk, "foi_after", [other.number], ""),
        "challenge": (here.clerk, "foi_challenge_new", [done.number], ""),
        "publish": (drafter, "foi_closed", [], "?show=publish"),
        "challenges": (here.clerk, "foi_closed", [], "?show=challenge"),
    }
    return {
        name: read_as(who, reverse(f"desk:{address}", args=args) + query, mode)
        for name, (who, address, args, query) in asked.items()
    }


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    assert faulty(pages(mode)) == {}
