"""The pages of the basic catalogue in a real browser: accessible and never too wide."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.rules.basic_catalogue import Row as Value
from gongkai.work.records.actions import editions
from gongkai.work.records.actions.edition_adopt import adopt
from gongkai.work.records.actions.edition_rows import change_row
from tests.faces.desk.editions.test_upload import file
from tests.rules.catalogue_rows import row as value
from tests.work.records.edition_scene import LATER, first_edition, office, one, row

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, faulty  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
STRANGE: list[Value] = [
    value(publishers_text="财务局", limit_text="及时", channels=("website", "飞鸽"), second="甲"),
    value(second="长" * 121),
]


def pages(mode: str) -> dict[str, str]:
    """The HTML of every page, empty and full. The database is not asked while they are shown."""
    by, _ = office()
    desk, public = Client(), Client()
    desk.force_login(by)
    for client in (desk, public):
        client.get("/", {"mode": mode})
    asked = {"no editions": desk.get(reverse("desk:editions"))}
    asked["no basic catalogue"] = public.get(reverse("portal:basic_catalogue"))
    first_edition(by, names=("政府预算", "部门预算"))
    second = editions.begin(by=by, at=LATER, note="按新方案修订")
    asked["draft"] = desk.get(reverse("desk:edition", args=[2]))
    change_row(row=one(second, "政府预算"), by=by, at=LATER, limit_text="10个工作日", content="甲")
    row(second, by, LATER, second="绩效", field="pilot-01", audience="group", audience_group="企业")
    asked["adopt"] = desk.get(reverse("desk:edition_adopt", args=[2]))
    adopt(edition=second, by=by, at=LATER)
    third = editions.begin(by=by, at=LATER)
    row(third, by, LATER, second="坏", column="", limit_text="及时", channels=["飞鸽"])
    for name in ("edition", "describe", "abandon", "adopt", "upload", "row_new"):
        place = name if name == "edition" else f"edition_{name}"
        asked[f"{name} of a draft"] = desk.get(reverse(f"desk:{place}", args=[3]))
    for name in ("row", "row_remove"):
        code = third.rows.get(second="坏").code
        asked[name] = desk.get(reverse(f"desk:edition_{name}", args=[3, code]))
    place = reverse("desk:edition_upload", args=[3])
    asked["preview"] = desk.post(place, {"file": file(*STRANGE, title="我们的")})
    asked["editions"] = desk.get(reverse("desk:editions"))
    asked["adopted"] = desk.get(reverse("desk:edition", args=[2]))
    asked["basic catalogue"] = public.get(reverse("portal:basic_catalogue"))
    asked["nothing found"] = public.get(reverse("portal:basic_catalogue"), {"words": "无"})
    asked["diff"] = public.get(reverse("portal:basic_catalogue_diff", args=[1, 2]))
    assert {name: one.status_code for name, one in asked.items()} == dict.fromkeys(asked, 200)
    return {name: one.content.decode() for name, one in asked.items()}


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(mode: str) -> None:
    assert faulty(pages(mode)) == {}
