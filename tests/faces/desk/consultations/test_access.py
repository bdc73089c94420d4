"""Who opens what: those who handle opinions, the openness office its figures, nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from gongkai.work.decisions.actions.feedback import note_form
from gongkai.work.decisions.models.feedback import OtherForm
from gongkai.work.decisions.models.opinion import OpinionFile, OpinionGroup
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person, Post
from tests.faces.desk.consultations.conftest import NOW
from tests.faces.desk.foi.reading import as_, url
from tests.factories import (
    administrator,
    clerk,
    department,
    head,
    officer,
    openness_head,
    person,
)
from tests.work.decisions.consult_scene import OPENS, Scene
from tests.work.decisions.test_opinion_groups import confirmed

pytestmark = pytest.mark.django_db
SECRETS = ("米有为", "13800138000", "mi@example.com", "降价的理由")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def scene(spoken: Scene) -> Scene:
    confirmed(spoken)
    note_form(
        decision=spoken.decision, kind="talk", on=OPENS, people=9, text="谈了停车",
        by=spoken.here.clerk, at=NOW,
    )  # fmt: skip
    return spoken


def people(scene: Scene) -> dict[str, Person]:
    other, place = department("mzj", "民政局"), scene.here.organisation
    return {
        "clerk": scene.here.clerk,
        "head": head(place),
        "reviewer": scene.here.first,
        "foi clerk": person("依申请", (place, Post.Role.FOI_CLERK)),
        "other clerk": clerk(other, "别处"),
        "officer": officer(),
        "openness head": openness_head(),
        "administrator": administrator(),
        "nobody": person("没有岗位的人"),
    }


def pages(scene: Scene) -> dict[str, str]:
    pk, code = scene.consultation.pk, scene.decision.code
    group, file = OpinionGroup.objects.get().pk, OpinionFile.objects.get().pk
    return {
        "consultations": url("consultations"),
        "consultation": url("consultation", pk),
        "consultation_new": url("consultation_new", code),
        "consultation_edit": url("consultation_edit", pk),
        "consultation_prolong": url("consultation_prolong", pk),
        "consultation_reopen": url("consultation_reopen", pk),
        "consultation_channel": url("consultation_channel", pk),
        "opinions": url("opinions", pk),
        "opinion": url("opinion", pk, 1),
        "opinion_file": url("opinion_file", pk, 1, file),
        "opinion_enter": url("opinion_enter", pk),
        "opinion_import": url("opinion_import", pk),
        "opinion_template": url("opinion_template", pk),
        "opinion_groups": url("opinion_groups", pk),
        "opinion_group": url("opinion_group", pk, group),
        "opinion_group_confirm": url("opinion_group_confirm", pk, group),
        "decision_feedback": url("decision_feedback", code),
        "other_form": url("other_form", code),
    }


def buttons(scene: Scene) -> dict[str, str]:
    pk, code = scene.consultation.pk, scene.decision.code
    group, form = OpinionGroup.objects.get().pk, OtherForm.objects.get().pk
    return {
        "consultation_announce": url("consultation_announce", pk),
        "consultation_open": url("consultation_open", pk),
        "opinion_hold": url("opinion_hold", pk, 1),
        "opinion_release": url("opinion_release", pk, 1),
        "opinion_move": url("opinion_move", pk, 1),
        "opinion_author": url("opinion_author", pk, 1),
        "opinion_group_dissolve": url("opinion_group_dissolve", pk, group),
        "decision_feedback_draft": url("decision_feedback_draft", code),
        "decision_feedback_tell": url("decision_feedback_tell", code),
        "other_form_drop": url("other_form_drop", code, form),
    }


def expected(role: str, names: Any) -> dict[str, int]:
    by_code = {"consultation_new", "decision_feedback", "other_form", "decision_feedback_draft",
               "decision_feedback_tell", "other_form_drop"}  # fmt: skip
    if role in {"clerk", "head"}:
        return dict.fromkeys(names, 200)
    if role in {"officer", "openness head"}:
        seen = {"consultations": 200, "consultation": 200}
        return {name: seen.get(name, 404 if name in by_code else 403) for name in names}
    # Who handles opinions elsewhere has a list of their own, without this one.
    own_list = 200 if role == "other clerk" else 403
    return {name: own_list if name == "consultations" else 404 for name in names}


def test_every_role_opens_what_it_may(scene: Scene) -> None:
    everybody, all_pages = people(scene), pages(scene)
    found = {
        role: {name: as_(who).get(at).status_code for name, at in all_pages.items()}
        for role, who in everybody.items()
    }
    assert found == {role: expected(role, all_pages) for role in everybody}
    assert {Client().get(at).status_code for at in all_pages.values()} == {302}


def test_buttons_do_nothing_for_whoever_has_not_the_power(scene: Scene) -> None:
    everybody, all_buttons = people(scene), buttons(scene)
    before = Deed.objects.count()
    for role, who in everybody.items():
        if role not in {"clerk", "head"}:
            found = {name: as_(who).post(at).status_code for name, at in all_buttons.items()}
            assert (role, found) == (role, expected(role, all_buttons))
    assert Deed.objects.count() == before


def test_only_those_who_handle_read_what_was_said(scene: Scene) -> None:
    everybody = people(scene)
    for role in ("officer", "openness head"):
        for name in ("consultations", "consultation"):
            text = as_(everybody[role]).get(pages(scene)[name]).content.decode()
            assert [word for word in SECRETS if word in text] == []
    text = as_(everybody["clerk"]).get(pages(scene)["opinion"]).content.decode()
    assert "降价的理由" in text
    assert [word for word in ("mi@example.com",) if word in text] == []
    seen = as_(everybody["clerk"]).post(buttons(scene)["opinion_author"])
    assert "mi@example.com" in seen.content.decode()
    assert Deed.objects.filter(verb="opinion.look").count() == 1


def test_every_address_of_the_folder_is_tried(scene: Scene) -> None:
    names = {
        name for name in get_resolver("gongkai.faces.desk.consultations.urls").reverse_dict
        if isinstance(name, str)
    }  # fmt: skip
    assert names == {*pages(scene), *buttons(scene), "opinion_refused"}
