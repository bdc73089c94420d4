"""Every public address, for every state of a record: what is not public is told nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.work.journal.models.head import TreeHead
from gongkai.work.records.models.record import Record
from tests.faces.access.addresses import filled
from tests.faces.access.scene import ALL_STATES, BODY, TITLE, in_state, index, readable
from tests.faces.desk.records.scene import SECRET, files_of, scene
from tests.factories import adopted_plan, department

pytestmark = pytest.mark.django_db
ON_LINE = ("published", "correcting")
QUERIES = {"portal": f"?q={TITLE[2:5]}", "exchange": ""}
NUMBER = "000000JYJ/2023-00001"
# Where the words of a public record may stand. Everywhere else nothing of it is expected, so that
# a list that begins to show it is looked at by somebody.
TELLS = {
    "title": {
        *("portal:home", "portal:catalogue", "portal:catalogue_item", "portal:record"),
        *("portal:record_docx", "portal:version", "portal:proof", "portal:search"),
        *("portal:record_pdf", "portal:record_pdf_view"),
        *("exchange:feed", "exchange:item_feed", "exchange:organisation_feed"),
        *("exchange:records", "exchange:record"),
    },
    "body": {
        *("portal:record", "portal:record_docx", "portal:version", "portal:search"),
        "exchange:record",
    },
    "draft": set[str](),
}
NOTHING = {word: set[str]() for word in TELLS}
WORDS = {"title": TITLE, "body": BODY, "draft": SECRET}


def arguments(record: Record) -> dict[str, dict[str, list[Any]]]:
    number = record.index_number or NUMBER
    files = files_of(record)
    pdf = files.get("pdf", "0" * 64)
    code = record.current.item.code if record.current and record.current.item else "P20-15"
    size = TreeHead.objects.order_by("-size").values_list("size", flat=True).first() or 1
    of_record = ("record", "record_docx", "record_pdf", "record_pdf_view", "proof")
    of_file = ("record_file", "record_view")
    portal: dict[str, list[Any]] = {
        **{name: [number] for name in of_record},
        **{name: [number, pdf] for name in of_file},
        "version": [number, 1],
        "version_file": [number, 1, pdf],
        "basic_catalogue_edition": [1],
        "basic_catalogue_xlsx": [1],
        "basic_catalogue_diff": [1, 2],
        "catalogue_item": [code],
        "head": [size],
        "ledger_of": ["jyj"],
        "reports_of_year": [2022],
        "report": [2022, "jyj"],
        "foi_letter": [1],
        "foi_letter_pdf": [1],
        "foi_given": [1],
        **{name: ["2026-01"] for name in ("decision", "decision_feedback", "survey")},
        "year_list": [2026, 1],
        **{f"consultation{name}": ["2026-01", 1] for name in ("", "_whole")},
        "consultation_clause": ["2026-01", 1, "a1"],
        **{f"meeting{name}": ["2026-01"] for name in ("", "_apply", "_status", "_drawing")},
    }
    exchange: dict[str, list[Any]] = {
        "item_feed": [code],
        "organisation_feed": ["jyj"],
        "site_map_records": [1],
        "record": [number],
        "unknown": ["elsewhere"],
    }
    return {"portal": portal, "exchange": exchange}


def told(client: Client, record: Record) -> dict[str, set[str]]:
    """For each of our words the addresses whose answers hold it."""
    # The limits on public addresses are tested elsewhere; here everybody asks for everything.
    cache.clear()
    found: dict[str, set[str]] = {word: set() for word in WORDS}
    for face, given in arguments(record).items():
        for name, url in filled(face, given, QUERIES[face]).items():
            text = readable(client.get(url))
            for word, phrase in WORDS.items():
                if phrase in text:
                    found[word].add(f"{face}:{name}")
    return found


@pytest.mark.parametrize("state", ALL_STATES)
def test_only_what_is_public_is_told(state: str) -> None:
    here = scene()
    adopted_plan({"units": [department("jyj", "教育局")]})
    record = in_state(here, state)
    index()
    # The public windows do not know who is logged in; that a few see no more shows it.
    for role in ("anonymous", "clerk", "other clerk", "officer"):
        client = Client()
        if role != "anonymous":
            client.force_login(here.roles[role])
        found, wanted = told(client, record), TELLS if state in ON_LINE else NOTHING
        more = {word: found[word] - wanted[word] for word in WORDS}
        less = {word: wanted[word] - found[word] for word in WORDS}
        assert (role, more, less) == (role, NOTHING, NOTHING)
