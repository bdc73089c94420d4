"""Wordings of letters: checked when saved, looked at with an invented case, restored."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.rules.letters import LETTERS
from gongkai.work.foi.actions.letters import draft
from gongkai.work.foi.models.letter import LetterTemplate
from tests.faces.desk.foi.reading import as_, text_of, url
from tests.factories import clerk, district, head, officer
from tests.work.foi.scene import Scene, registered, scene
from tests.work.foi.test_letters import AT

pytestmark = pytest.mark.django_db
OWN = LETTERS["G2"].text.replace("我机关将在", "我局会在")


@pytest.fixture
def here() -> Scene:
    district()
    return scene()


def saved(here: Scene, text: str, act: str = "save") -> Any:
    at = url("foi_template", here.organisation.code, "G2")
    return as_(here.approver).post(at, {"text": text, "act": act})


def test_an_office_words_it_by_itself(here: Scene) -> None:
    assert saved(here, OWN.replace("\n", "\r\n")).status_code == 302
    one = draft(request=registered(here).request, kind="G2", by=here.clerk, at=AT)
    assert "我局会在2026年3月11日以前答复" in one.text
    listed = as_(here.clerk).get(url("foi_templates_of", here.organisation.code))
    assert text_of(listed).count("本单位的 审批乙") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("{编号}", ""), "范本里缺少“{编号}”，这是必须写明的"),
        (OWN + "{天气}", "范本里的“{天气}”不是可以填写的内容"),
        (OWN + "{编号", "范本里有不成对的大括号"),
        (OWN + "{% load x %}", "不是可以填写的内容"),
        (LETTERS["G2"].text, "没有需要保存的修改"),
        (OWN + "长" * 5000, "不能超过"),
        ("", "请填写范本正文"),
    ],
)
def test_what_is_wrong_is_said_and_not_saved(here: Scene, text: str, said: str) -> None:
    assert said in text_of(saved(here, text))
    assert LetterTemplate.objects.count() == 0


def test_it_is_looked_at_with_an_invented_case(here: Scene) -> None:
    registered(here)
    answer = saved(here, OWN, "preview")
    shown = text_of(answer)
    assert ("某某：" in shown, "我局会在2026年3月11日以前答复" in shown, "米有为" in shown) == (
        True, True, False,
    )  # fmt: skip
    assert LetterTemplate.objects.count() == 0


def test_nothing_in_a_wording_is_carried_out(here: Scene) -> None:
    hostile = OWN + '\n{{ request.user.password }} <script>x</script> #include("/etc/passwd")'
    assert "不是可以填写的内容" in text_of(saved(here, hostile))
    plain = OWN + '\n<script>x</script> #include("/etc/passwd") %s %(name)s'
    assert saved(here, plain).status_code == 302
    one = draft(request=registered(here).request, kind="G2", by=here.clerk, at=AT)
    assert one.text.splitlines()[-1] == '<script>x</script> #include("/etc/passwd") %s %(name)s'
    page = as_(here.clerk).get(url("foi_letter", one.request.number, one.pk)).content.decode()
    assert ("<script>x" in page, "&lt;script&gt;x" in page) == (False, True)


def test_it_is_restored_and_the_history_stays(here: Scene) -> None:
    saved(here, OWN)
    client, code = as_(here.approver), here.organisation.code
    assert client.post(url("foi_template_restore", code, "G2")).status_code == 302
    assert LetterTemplate.objects.count() == 0
    shown = text_of(client.get(url("foi_template", code, "G2")))
    assert ("审批乙恢复系统的范本" in shown, "审批乙修改" in shown) == (True, True)
    assert client.post(url("foi_template_restore", code, "G2")).status_code == 409


def test_each_role_and_other_places(here: Scene) -> None:
    there = scene("mzj", "民政局")
    at = url("foi_template", here.organisation.code, "G2")
    strangers = (there.approver, clerk(here.organisation), officer())
    assert [as_(who).get(at).status_code for who in strangers] == [404, 404, 404]
    assert [as_(who).post(at, {"text": OWN, "act": "save"}).status_code for who in strangers] == [
        404
    ] * 3
    assert as_(here.clerk).get(at).status_code == 200
    assert as_(here.clerk).post(at, {"text": OWN, "act": "save"}).status_code == 403
    assert as_(head(here.organisation)).post(at, {"text": OWN, "act": "save"}).status_code == 302
    assert as_(here.clerk).get(url("foi_templates")).url == url(
        "foi_templates_of", here.organisation.code
    )
    assert as_(officer()).get(url("foi_templates")).status_code == 404
