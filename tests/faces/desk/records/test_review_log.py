"""The page from which the log of the reviews is taken along."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.faces.desk.records.scene import ROLES, scene
from tests.faces.desk.records.test_reviews import as_, page_of
from tests.work.records.world import submitted, world

pytestmark = pytest.mark.django_db
URL = reverse("desk:review_log")
DAY = {"since": "2023-07-25", "until": "2023-07-25"}


def test_a_period_gives_a_workbook() -> None:
    here = world()
    submitted(here, title="甲")
    response = as_(here.first).get(URL, DAY)
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''审核记录20230725-20230725.xlsx"
    assert load_workbook(BytesIO(response.content))["审核记录"]["B4"].value == "甲"


@pytest.mark.parametrize(("asked", "said"), [
    ({"since": "2023-07-26", "until": "2023-07-25"}, ["截止日期早于起始日期，请对调两个日期"]),
    ({"since": "", "until": "x"}, [
        "请填写送审日期从", "送审日期到不是日期，请按 2026-09-16 这样填写",
    ]),
    ({"since": "0001-01-01", "until": "2023-07-25"}, ["日期不对，请核对年份"]),
    ({"since": "2023-07-25", "until": "9999-12-31"}, ["日期不对，请核对年份"]),
    ({"since": "2023-07-25"}, ["请填写送审日期到"]),
])  # fmt: skip
def test_a_wrong_period_is_told(asked: dict[str, str], said: list[str]) -> None:
    response = as_(world().first).get(URL, asked)
    assert page_of(response).xpath("//section[@class='errors']//li/a/text()") == said


def test_who_may_take_it_along() -> None:
    here = scene()
    assert Client().get(URL).status_code == 302
    found = {role: as_(person).get(URL, DAY).status_code for role, person in here.roles.items()}
    assert found == {role: 403 if role == "administrator" else 200 for role in ROLES}
