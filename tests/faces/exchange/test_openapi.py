"""The description against the real answers: every field is described, none is missing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from gongkai.faces.exchange import urls
from gongkai.work.records.actions.submit import submit
from tests.faces.exchange.scene import HOUR, scene
from tests.faces.exchange.schema import faults
from tests.factories import AT, adopted_plan
from tests.work.records.world import draft, pass_all, submitted, world

pytestmark = pytest.mark.django_db
DOCUMENT = "/api/v1/openapi.json"


@pytest.fixture
def described() -> Any:
    return json.loads(Client().get(DOCUMENT).content)


def answers(described: Any, path: str, url: str, status: str) -> list[str]:
    """What is wrong with the answer at `url`, by what is described for `path` and `status`."""
    answer = Client().get(url)
    assert str(answer.status_code) == status
    contents = described["paths"][path]["get"]["responses"][status]["content"]
    assert list(contents) == [answer["Content-Type"]]
    return faults(json.loads(answer.content), contents[answer["Content-Type"]]["schema"], described)


def test_every_address_of_the_interface_is_described(described: Any) -> None:
    own = {
        "/" + re.sub(r"<\w+:number>", "{index_number}", str(one.pattern))
        for one in urls.urlpatterns
        if str(one.pattern).startswith("api/") and one.name != "unknown"
    }
    assert set(described["paths"]) == own
    assert get_resolver().resolve(DOCUMENT).url_name == "openapi"


def test_every_reference_leads_to_a_schema_and_every_schema_is_used(described: Any) -> None:
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
    assert named == set(described["components"]["schemas"])


def test_every_answer_is_as_described(described: Any) -> None:
    made = scene()
    adopted_plan({"units": [made.here.organisation]}, {"units": []})
    plain = draft(made.here, document_kind="notice", document_number="青教〔2023〕3号")
    later = AT + 13 * HOUR
    full = pass_all(made.here, submit(record=plain, by=made.here.clerk, at=AT), later)
    wrong = {}
    for path in described["paths"]:
        if "{" not in path:
            wrong[path] = answers(described, path, path, "200")
    one = "/api/v1/records/{index_number}/"
    for live in (full, *made.live.values()):
        wrong[live.index_number] = answers(
            described, one, f"/api/v1/records/{live.index_number}/", "200"
        )
    for gone in made.gone.values():
        wrong[gone.index_number] = answers(
            described, one, f"/api/v1/records/{gone.index_number}/", "410"
        )
    wrong["none"] = answers(described, one, "/api/v1/records/000000JYJ/2023-99999/", "404")
    wrong["ledger"] = answers(described, "/api/v1/ledger/", "/api/v1/ledger/?year=1999", "404")
    wrong["bad"] = answers(described, "/api/v1/records/", "/api/v1/records/?limit=0", "400")
    assert {place: found for place, found in wrong.items() if found} == {}


def test_an_empty_place_answers_as_described(described: Any) -> None:
    paths = [path for path in described["paths"] if "{" not in path]
    wrong = {path: answers(described, path, path, "200") for path in paths}
    assert wrong == {path: [] for path in paths}


def test_the_check_would_see_what_is_wrong(described: Any) -> None:
    submitted(world())
    schema = described["components"]["schemas"]["Plan"]
    right = {"year": 2023, "title": "甲", "document_number": None, "issued_on": "2023-07-25"}
    assert faults(right, schema, described) == []
    for broken in (
        right | {"year": "2023"}, right | {"issued_on": "7月"}, right | {"more": 1},
        right | {"title": None}, {"year": 2023},
    ):  # fmt: skip
        assert faults(broken, schema, described) != []


def test_described_parameters_are_those_that_are_taken(described: Any) -> None:
    from_here = [one["name"] for one in described["paths"]["/api/v1/records/"]["get"]["parameters"]]
    answer = json.loads(Client().get("/api/v1/records/?nothing=1").content)
    assert answer["detail"].endswith(f"可用的参数：{'、'.join(from_here)}。")
