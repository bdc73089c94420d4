"""The wizard of batch fixes: every step an address, nothing changed before the confirmation."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.records.actions.draft import edit
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.fixes import KINDS
from tests.faces.desk.records.scene import ROLES, scene
from tests.faces.desk.records.test_lists import as_, cells, queries
from tests.factories import AT, officer
from tests.work.records.test_batch_fixes import blank
from tests.work.records.test_workbench import BENT, RIGHT, only_a_file
from tests.work.records.world import World, item, published, world

pytestmark = pytest.mark.django_db
PAGE = reverse("desk:history_fix")
NOTE = "历史文件规范化"
NUMBER = f"{PAGE}?{urlencode({'kind': 'document_number', 'note': NOTE})}"


def tree(answer: Any) -> Any:
    return lxml_html.document_fromstring(answer.content.decode())


def hidden(answer: Any) -> dict[str, str]:
    """What the confirmation would send without the ticks."""
    inputs = tree(answer).xpath(
        "//form[@method='post'][@aria-label='确认补正']//input[@type='hidden']"
    )
    return {one.get("name"): one.get("value") for one in inputs}


def ticked(answer: Any) -> list[str]:
    return list(tree(answer).xpath("//input[@name='chosen'][@checked]/@value"))


def errors(answer: Any) -> list[str]:
    return [one.text_content() for one in tree(answer).xpath("//section[@class='errors']//li")]


def test_from_the_choice_to_the_batch() -> None:
    here = world()
    published(here, title="甲", **BENT)
    published(here, title="乙", **RIGHT)
    client = as_(here.clerk)
    kinds = tree(client.get(PAGE)).xpath("//ul[@class='work']//a")
    assert [one.text_content() for one in kinds] == list(KINDS.values())
    form = client.get(f"{PAGE}?kind=document_number")
    assert tree(form).xpath("//textarea/@name") == ["note"]
    seen = client.get(NUMBER)
    assert cells(seen, "补正前后") == [
        ["", "甲", "发文字号", "青教发[2023]5 号", "青教发〔2023〕5号", "不缺"]
    ]
    assert ImportBatch.objects.count() == 0
    answer = client.post(NUMBER, hidden(seen) | {"chosen": ticked(seen)})
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302, reverse("desk:import_batch", args=[batch.pk]),
    )  # fmt: skip
    assert batch.rows.get().version.document_number == "青教发〔2023〕5号"


def test_what_is_not_ticked_stays() -> None:
    here = world()
    first, second = (published(here, title=title, **BENT) for title in "甲乙")
    client = as_(here.clerk)
    seen = client.get(NUMBER)
    assert set(ticked(seen)) == {str(first.record_id), str(second.record_id)}
    client.post(NUMBER, hidden(seen) | {"chosen": [second.record_id, "x", "9" * 30]})
    states = [Record.objects.get(pk=one.record_id).state for one in (first, second)]
    assert states == ["published", "batch"]


def test_none_ticked_is_refused_with_the_preview() -> None:
    here = world()
    published(here, **BENT)
    client = as_(here.clerk)
    seen = client.get(NUMBER)
    answer = client.post(NUMBER, hidden(seen))
    assert (answer.status_code, errors(answer)) == (
        409, ["没有要补正的文件。请至少勾选一件。"],
    )  # fmt: skip
    assert len(cells(answer, "补正前后")) == 1


def test_a_stale_preview_is_refused_and_shown_anew() -> None:
    here = world()
    first, second = (published(here, title=title, **BENT) for title in "甲乙")
    client = as_(here.clerk)
    seen = client.get(NUMBER)
    edit(record=first.record, by=here.clerk, at=AT, title="有人在改")
    answer = client.post(NUMBER, hidden(seen) | {"chosen": ticked(seen)})
    assert (answer.status_code, ImportBatch.objects.count()) == (409, 0)
    assert errors(answer) == [
        "预览以后，选中的文件有了变化，什么都没有改。下面是现在的情况，请重新看过再确认。"
    ]
    assert [row[1] for row in cells(answer, "补正前后")] == ["乙"]
    assert hidden(answer)["seen_hash"] != hidden(seen)["seen_hash"]
    assert ticked(answer) == [str(second.record_id)]


def test_dates_from_the_text_are_ticked_by_hand() -> None:
    here = world()
    alone = published(here, title="落款", body_html="<p>各校：</p><p>2023年7月3日</p>")
    within = published(here, title="文中", body_html="<p>于2023年7月4日召开。</p>")
    blank(alone, issued_on=None)
    blank(within, issued_on=None)
    client = as_(here.clerk)
    url = f"{PAGE}?{urlencode({'kind': 'issued_on', 'note': NOTE, 'lack': 'issued_on'})}"
    seen = client.get(url)
    assert ticked(seen) == []
    assert sorted(row[1:] for row in cells(seen, "补正前后")) == sorted([
        ["落款", "成文日期", "（空）", "2023-07-03", "不缺", "2023年7月3日"],
        ["文中", "成文日期", "（空）", "2023-07-04", "不缺", "于2023年7月4日召开。 不是单独一行"],
    ])  # fmt: skip
    client.post(url, hidden(seen) | {"chosen": [alone.record_id]})
    assert current_of(Record.objects.get(pk=alone.record_id)).issued_on == date(2023, 7, 3)
    assert Version.objects.filter(record=within.record_id).count() == 1


def test_why_documents_are_left_as_they_are() -> None:
    here = world()
    published(here, title="已经对", **RIGHT)
    answer = as_(here.clerk).get(NUMBER)
    reasons = tree(answer).xpath("//section[@aria-labelledby='h-out']//li")
    assert [" ".join(one.text_content().split()) for one in reasons] == [
        "不改 已经对：已经是这样，不用改。"
    ]
    assert hidden(answer) == {}


@pytest.mark.parametrize(("given", "sentence"), [
    ({"kind": "theme", "theme": "", "note": NOTE}, "请填写主题分类"),
    ({"kind": "theme", "theme": "教育", "note": ""}, "请填写更正说明"),
    ({"kind": "document_kind", "document_kind": "poem", "note": NOTE},
     "公文种类里没有这一项，请从列出的选项中选择"),
    ({"kind": "item", "to_item": "nichts", "note": NOTE},
     "目录事项里没有这一项，请从列出的选项中选择"),
    ({"kind": "validity", "note": NOTE}, "实施日期和失效日期请至少填一个"),
    ({"kind": "validity", "effective_on": "bald", "note": NOTE},
     "实施日期不是日期，请按 2026-09-16 这样填写"),
    ({"kind": "validity", "effective_on": "2024-01-02", "expires_on": "2024-01-01", "note": NOTE},
     "失效日期早于实施日期。请核对这两个日期。"),
    ({"kind": "keywords", "keywords": "13800138000", "note": NOTE},
     "填写的内容里有不能公开的“138****8000”，不能写入文件（条例第十五条）。请改正后再预览。"),
])  # fmt: skip
def test_what_does_not_fit_is_said(given: dict[str, str], sentence: str) -> None:
    here = world()
    published(here)
    answer = as_(here.clerk).get(f"{PAGE}?{urlencode(given)}")
    assert errors(answer) == [sentence]
    assert cells(answer, "补正前后") == []


def test_the_item_is_chosen_from_the_catalogue() -> None:
    here = world()
    published(here, title="甲")
    item("20.9", name="其他信息")
    url = f"{PAGE}?{urlencode({'kind': 'item', 'to_item': '20.9', 'note': NOTE})}"
    assert cells(as_(here.clerk).get(url), "补正前后") == [
        ["", "甲", "目录事项", "统计信息", "其他信息", "不缺"]
    ]


def test_a_fix_that_asks_for_more_says_so() -> None:
    here = world()
    published(here, title="甲")
    only_a_file(here, title="附件")
    given = {"kind": "document_kind", "document_kind": "notice", "note": NOTE}
    found = cells(as_(here.clerk).get(f"{PAGE}?{urlencode(given)}"), "补正前后")
    assert [(row[1], row[4], row[5]) for row in found] == [
        ("附件", "通知", "缺发文字号、正文只在附件里"), ("甲", "通知", "缺发文字号"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["nichts", "", "theme%00"])
def test_an_unknown_kind_leads_back_to_the_kinds(kind: str) -> None:
    here = world()
    published(here)
    answer = as_(here.clerk).get(f"{PAGE}?kind={kind}")
    assert len(tree(answer).xpath("//ul[@class='work']//a")) == len(KINDS)


def test_nothing_chosen_says_so() -> None:
    here = world()
    published(here)
    answer = as_(here.clerk).get(f"{PAGE}?lack=theme")
    assert "没有符合这些条件、已经公开的文件。" in answer.content.decode()


def test_who_may_fix_whose_documents() -> None:
    here = scene()
    published(here.here, **BENT)
    published(here.there, **BENT)
    found: dict[str, Any] = {}
    for role in ROLES:
        answer = as_(here.roles[role]).get(NUMBER)
        rows = cells(answer, "补正前后") if answer.status_code == 200 else []
        found[role] = (answer.status_code, len(rows))
    closed, own = (403, 0), (200, 1)
    # The office chooses a unit first.
    assert found == {
        "clerk": own, "first": closed, "second": closed, "final": closed, "head": closed,
        "other clerk": own, "other final": closed, "officer": (200, 0),
        "openness head": (200, 0), "administrator": closed,
    }  # fmt: skip
    elsewhere = as_(here.roles["clerk"]).get(f"{NUMBER}&organisation=czj")
    assert (elsewhere.status_code, cells(elsewhere, "补正前后")) == (200, [])
    chosen = as_(officer("另一位")).get(f"{NUMBER}&organisation=czj")
    assert len(cells(chosen, "补正前后")) == 1


def test_the_confirmation_is_refused_to_who_may_not() -> None:
    here = scene()
    published(here.here, **BENT)
    seen = as_(here.roles["clerk"]).get(NUMBER)
    sent = hidden(seen) | {"chosen": ticked(seen)}
    for role in ("first", "head", "administrator"):
        assert as_(here.roles[role]).post(NUMBER, sent).status_code == 403
    assert as_(here.roles["other clerk"]).post(NUMBER, sent).status_code == 200
    assert ImportBatch.objects.count() == 0


def test_many_documents_cost_no_more_queries() -> None:
    here = world()
    published(here, **BENT)
    client = as_(here.clerk)
    few = queries(client, NUMBER)
    _more(here, 4)
    assert queries(client, NUMBER) == few


def test_what_is_too_much_for_ticks_stands_on_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.faces.desk.workbench.fix_pages.TICKS", 2)
    monkeypatch.setattr("gongkai.faces.desk.workbench.fix_pages.ROWS", 2)
    here = world()
    _more(here, 3)
    client = as_(here.clerk)
    seen = client.get(NUMBER)
    assert (len(cells(seen, "补正前后")), hidden(seen).keys()) == (
        2, {"csrfmiddlewaretoken", "seen_hash"},
    )  # fmt: skip
    assert len(cells(client.get(f"{NUMBER}&page=2"), "补正前后")) == 1
    client.post(NUMBER, hidden(seen))
    assert ImportBatch.objects.get().rows.count() == 3


def _more(here: World, count: int) -> None:
    for _ in range(count):
        published(here, **BENT)
