"""The pages of organisations: what they show, what they change, and who may not see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.org.models.organisation import Organisation
from tests.faces.desk.records.test_lists import as_, queries
from tests.factories import administrator, clerk, department, head, officer

pytestmark = pytest.mark.django_db
LIST = reverse("desk:organisations")
NEW = reverse("desk:organisation_new")
TYPED = {
    "name": "体育局",
    "short_name": "",
    "code": "tyj",
    "credit_code": "91350100M000100Y43",
    "kind": "department",
    "order": "3",
}


def values(response: Any) -> dict[str, str]:
    page = lxml_html.document_fromstring(response.content.decode())
    fields = page.xpath("//main//form//input[@type!='hidden']")
    return {one.get("name"): one.get("value", "") for one in fields}


def test_an_organisation_is_founded_with_its_credit_code_and_place() -> None:
    response = as_(officer()).post(NEW, TYPED)
    assert (response.status_code, response.url) == (302, LIST)
    made = Organisation.objects.get(code="tyj")
    assert (made.name, made.credit_code, made.order) == ("体育局", "91350100M000100Y43", 3)


def test_a_mistyped_credit_code_is_told_and_nothing_stored() -> None:
    response = as_(officer()).post(NEW, TYPED | {"credit_code": "91350100M000100Y44"})
    assert response.status_code == 409
    assert "统一社会信用代码“91350100M000100Y44”不对" in response.content.decode()
    assert values(response)["name"] == "体育局"
    assert not Organisation.objects.filter(code="tyj").exists()


def test_the_name_in_the_plan_is_filled_in_and_the_way_leads_back() -> None:
    client, back = as_(officer()), reverse("desk:plans")
    address = f"{NEW}?name=体育局&back={back}"
    assert values(client.get(address))["name"] == "体育局"
    assert client.post(address, TYPED).url == back


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "desk"])
def test_no_link_leads_away_from_the_desk(back: str) -> None:
    assert as_(officer()).post(f"{NEW}?back={back}", TYPED).url == LIST


def test_what_an_organisation_is_can_be_changed() -> None:
    school = department("jyj", "教育局")
    client, page = as_(officer()), reverse("desk:organisation_edit", args=["jyj"])
    assert values(client.get(page)) == {
        "short_name": "",
        "credit_code": "",
        "order": str(school.order),
    }
    changed = {"short_name": "教局", "credit_code": "", "kind": "institution", "order": "2"}
    assert client.post(page, changed).status_code == 302
    school.refresh_from_db()
    assert (school.short_name, school.kind, school.order) == ("教局", "institution", 2)


@pytest.mark.parametrize("name", ["organisations", "organisation_new", "organisation_edit"])
def test_only_the_office_and_the_administrator_see_these_pages(name: str) -> None:
    school = department("jyj", "教育局")
    page = reverse(f"desk:{name}", args=["jyj"] if name == "organisation_edit" else [])
    seen = {
        role: as_(who).get(page).status_code
        for role, who in (
            ("officer", officer()),
            ("administrator", administrator()),
            ("clerk", clerk(school)),
            ("head", head(school)),
        )
    }
    assert seen == {"officer": 200, "administrator": 200, "clerk": 403, "head": 403}
    assert Client().get(page).status_code == 302


def test_the_list_asks_the_same_of_one_and_of_many() -> None:
    client = as_(officer())
    department("jyj", "教育局")
    few = queries(client, LIST)
    for number in range(30):
        department(f"d{number}", f"第{number}局")
    assert queries(client, LIST) == few
