"""Every address of the desk, for every state of a record: other bodies learn nothing of it."""

from __future__ import annotations

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.models.record import Record
from tests.faces.access.addresses import patterns
from tests.faces.access.scene import ALL_STATES, BODY, TITLE, in_state, readable
from tests.faces.desk.records.scene import SECRET, files_of, scene
from tests.factories import adopted_plan, department

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PUBLIC_ONCE = ("published", "correcting", "withdrawn")
OFFICE = ("officer", "openness head")
# The openness office brings documents in for every body, so it knows the batches of all.
OF_BATCHES = {"title": {"import_batch", "import_row"}, "body": {"import_row"}, "draft": set[str]()}
NOTHING = {word: set[str]() for word in OF_BATCHES}
OUTSIDE = ("other clerk", "other final", "administrator", *OFFICE)
NEAREST = ("other clerk", "officer")
OF_RECORDS = ("record", "record_version", "record_file", "record_edit", "record_discard",
              "record_withdraw", "review")  # fmt: skip
OF_ITEMS = ("catalogue_link", "catalogue_add")
# How the names of addresses begin, and of what their number is.
NUMBERED = (("import_", ImportBatch), ("plan", Plan), ("task", Plan), ("duty", Duty))
WORDS = {"title": TITLE, "body": BODY, "draft": SECRET}


def first(kind: type[Model]) -> int:
    """The number of the first of its kind, 1 where there is none."""
    row = kind._default_manager.first()
    return row.pk if row else 1


def places_of(record: Record) -> dict[str, str]:
    """Every address of the desk: to the record where it can name one, else to the first.

    The first of a kind need not have the number 1: PostgreSQL counts on after a rollback.
    """
    item = record.current.item.code if record.current and record.current.item else "P20-15"
    said = {
        "code": "jyj", "item": item, "month": "2023-07", "from_on": "2023-07-01", "year": 2023,
        "kind": "xlsx", "sha256": files_of(record).get("pdf", "0" * 64), "number": 1, "pk": 1,
        "task_pk": first(Task), "row_pk": 1, "duty_pk": first(Duty), "delivery": 1,
        "volume": 1, "page": 1,
        "extension": "pdf", "key": "0" * 64, "act": "submit", "party": "third_party",
        "part": "other", "line": "1", "column": "total", "group": 1, "method": 1,
    }  # fmt: skip
    found = {}
    for name, parameters in patterns("desk").items():
        given = {one: said[one] for one in parameters}
        if name.startswith("opinion_") and "key" in given:
            given["key"] = 1
        kind = next((kind for start, kind in NUMBERED if name.startswith(start)), None)
        if kind and "pk" in given:
            given["pk"] = first(kind)
        if name in OF_RECORDS:
            given["pk"] = record.pk
        if name in OF_ITEMS:
            given["code"] = item
        found[name] = reverse(f"desk:{name}", kwargs=given)
    return found


def told(client: Client, places: dict[str, str]) -> dict[str, set[str]]:
    """For each of our words the addresses whose answers hold it."""
    found: dict[str, set[str]] = {word: set() for word in WORDS}
    for name, url in places.items():
        text = readable(client.get(url))
        for word, phrase in WORDS.items():
            if phrase in text:
                found[word].add(name)
    return found


@pytest.mark.parametrize("state", ALL_STATES)
def test_other_bodies_learn_nothing_of_what_is_not_public(state: str) -> None:
    here = scene()
    adopted_plan({"units": [department("jyj", "教育局")]})
    record = in_state(here, state)
    places = places_of(record)
    secret = ("draft",) if state in PUBLIC_ONCE else tuple(WORDS)
    # Everybody from outside for the states that differ most; two of them for the steps between.
    for role in OUTSIDE if state in ("draft", "batch", "correcting") else NEAREST:
        client = Client()
        client.force_login(here.roles[role])
        found, wanted = told(client, places), NOTHING
        if state == "batch" and role in OFFICE:
            wanted = OF_BATCHES
        assert [(role, word, found[word]) for word in secret] == [
            (role, word, wanted[word]) for word in secret
        ]


def test_nobody_passes_without_logging_in() -> None:
    here = scene()
    places = places_of(in_state(here, "published"))
    found = {name: Client().get(url) for name, url in places.items()}
    passed = {
        name
        for name, answer in found.items()
        if not (answer.status_code == 302 and answer["Location"].startswith("/desk/login/"))
    }
    assert passed == {"login"}
