"""The items of an organisation on the desk: what waits, drafting for it, noting, signing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.inspection.actions.verify import verify
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.currency import state_nothing
from gongkai.work.records.models.currency import ItemChange, NothingStatement
from gongkai.work.records.models.record import Record
from tests.factories import (
    administrator,
    clerk,
    department,
    head,
    moment,
    officer,
    openness_head,
    person,
    post,
)
from tests.work.records.kept import QUARTERLY, adopted
from tests.work.records.test_currency import AFTER, DUE, Q3, kept, note, publish, under
from tests.work.records.test_terms import law
from tests.work.records.world import World, item, world

pytestmark = pytest.mark.django_db
CODE = "JC-01"


@pytest.fixture
def here() -> World:
    return kept(world())


def as_(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def url(name: str, *args: str) -> str:
    return reverse(f"desk:{name}", args=args)


def shown(response: Any, path: str) -> list[str]:
    page = lxml_html.document_fromstring(response.content.decode())
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def said(response: Any) -> list[str]:
    return shown(response, "//section[@class='errors']//li")


def cells(response: Any) -> list[list[str]]:
    page = lxml_html.document_fromstring(response.content.decode())
    return [
        [" ".join(" ".join(cell.itertext()).split()) for cell in row.xpath("./*")]
        for row in page.xpath("//table[@class='dense']/tbody/tr")
    ]


def messages(client: Client, response: Any) -> list[str]:
    return [str(one) for one in client.get(response.url).context["messages"]]


def addresses() -> dict[str, str]:
    return {
        "own": url("items"),
        "list": url("items_of", "jyj"),
        "item": url("item_of", "jyj", CODE),
        "where": url("items_change", "jyj"),
        "change": url("item_change", "jyj", CODE),
        "nothing": url("item_nothing", "jyj", CODE, "2023-07-01"),
        "draft": url("item_draft", "jyj", CODE),
        "all": url("items_all"),
    }


def test_who_may_open_what(here: World) -> None:
    there = world("czj", "财政局")
    roles = {
        "clerk": here.clerk, "first": here.first, "final": here.final,
        "head": head(here.organisation), "other clerk": there.clerk, "officer": officer(),
        "openness head": openness_head(), "administrator": administrator(),
        "nobody": person("没有岗位的人"),
    }  # fmt: skip
    inside = {"own": 302, "list": 200, "item": 200, "draft": 405, "all": 403}
    expected = {
        "clerk": inside | {"where": 200, "change": 200, "nothing": 403},
        "first": inside | {"where": 403, "change": 403, "nothing": 403},
        "final": inside | {"where": 403, "change": 403, "nothing": 200},
        "head": inside | {"where": 200, "change": 200, "nothing": 200},
        "other clerk": dict.fromkeys(("list", "item", "where", "change", "nothing"), 404)
        | {"own": 302, "draft": 405, "all": 403},
        "officer": {"own": 302, "list": 200, "item": 200, "where": 200, "change": 200,
                    "nothing": 403, "draft": 405, "all": 200},
        "administrator": dict.fromkeys(("list", "item", "where", "change", "nothing"), 404)
        | {"own": 302, "draft": 405, "all": 403},
    }  # fmt: skip
    expected["openness head"], expected["nobody"] = expected["officer"], expected["administrator"]
    found = {
        role: {name: as_(who).get(at).status_code for name, at in addresses().items()}
        for role, who in roles.items()
    }
    assert found == expected
    assert {
        Client().get(at).status_code for name, at in addresses().items() if name != "draft"
    } == {302}


def test_acts_are_refused_to_who_has_not_the_power(here: World) -> None:
    draft, sign = url("item_draft", "jyj", CODE), addresses()["nothing"]
    assert as_(here.final).post(draft).status_code == 403
    assert as_(here.clerk).post(sign, {"reason": "没有", "signed": "on"}).status_code == 403
    there = world("czj", "财政局")
    assert as_(there.clerk).post(draft).status_code == 404
    assert as_(there.final).post(sign, {"reason": "没有", "signed": "on"}).status_code == 404
    assert (Record.objects.count(), NothingStatement.objects.count()) == (0, 0)


def test_own_items_lead_to_ones_organisation(here: World) -> None:
    assert as_(here.clerk).get(url("items")).url == url("items_of", "jyj")
    assert as_(officer()).get(url("items")).url == url("items_all")


def test_the_list_tells_what_waits_and_how_all_items_stand(here: World) -> None:
    note(here, item=item("20.3"), formed_on=date(2023, 7, 27))
    response = as_(here.clerk).get(url("items_of", "jyj"))
    assert shown(response, "//h2[@id='h-todo']") == ["等本单位公开的 2 件"]
    titles = shown(response, "//ul[@class='acts']/li//a[not(@class)]")
    assert titles == ["收费标准调整（统计信息）", "2023年第三季度：JC-01"]
    assert cells(response) == [
        [
            "统计信息 20.3",
            "形成或变更之日起 20 个工作日内",
            "还没有",
            "不按期，有信息形成时公开",
            "1",
        ],
        ["JC-01 JC-01", "每季度", "还没有", "2023年第三季度 逾期", "0"],
    ]
    publish(here, AFTER, covers_from=Q3)
    response = as_(here.clerk).get(url("items_of", "jyj"))
    assert cells(response)[1] == [
        "JC-01 JC-01", "每季度", "2023-11-02", "2023年第三季度 超期公开", "0"
    ]  # fmt: skip


def test_nothing_to_do_is_said(here: World) -> None:
    publish(here, date(2023, 10, 9))
    response = as_(here.clerk).get(url("items_of", "jyj"))
    assert "已结束的各期都有公开或声明，登记的变更都已公开。" in response.content.decode()
    other = department("czj", "财政局")
    response = as_(clerk(other)).get(url("items_of", "czj"))
    assert "基本目录里还没有由本单位公开的事项。" in response.content.decode()


def test_the_item_tells_each_period_and_what_answers(here: World) -> None:
    publish(here, date(2023, 10, 9))
    response = as_(here.clerk).get(url("item_of", "jyj", CODE))
    assert cells(response) == [
        ["2023年第三季度", "2023-11-01 期间结束后 20 个工作日", "已公开",
         "2023年10月9日公开《季报 2023-10-09》", "—"],
    ]  # fmt: skip
    text = response.content.decode()
    assert "2023年第四季度正在进行，2023年12月31日结束，最后公开日 2024年1月29日" in text
    assert "没有登记过变更。" in text


def test_drafting_for_a_period_says_which(here: World) -> None:
    client = as_(here.clerk)
    response = client.post(url("item_draft", "jyj", CODE), {"from_on": "2023-07-01"})
    record = Record.objects.get()
    assert response.url == reverse("desk:record_edit", args=[record.pk])
    version = record.current
    assert version is not None
    assert (version.item, version.covers_from, version.formed_on) == (here.item, Q3, None)


@pytest.mark.parametrize("first", ["2023-08-01", "2024-01-01"])
def test_a_period_that_is_none_is_told(here: World, first: str) -> None:
    response = as_(here.clerk).post(url("item_draft", "jyj", CODE), {"from_on": first})
    assert response.status_code == 409


def test_drafting_for_a_change_takes_its_day_and_matter(here: World) -> None:
    bought = law("P20-09")
    note(here, item=bought, matter="政府采购合同")
    client = as_(here.clerk)
    page = client.get(url("item_of", "jyj", "P20-09"))
    assert cells(page)[0][:4] == [
        "收费标准调整 信息员甲登记，政府采购合同", "2023-08-01",
        "2023-08-03 政府采购法实施条例 第五十条：合同签订之日起2个工作日内",
        "逾期 超期 61 个工作日 ，期限8月3日 星期四",
    ]  # fmt: skip
    form = lxml_html.document_fromstring(page.content.decode()).xpath("//table//form")[0]
    sent = {one.get("name"): one.get("value") for one in form.xpath(".//input[@name]")}
    del sent["csrfmiddlewaretoken"]
    client.post(form.get("action"), sent)
    version = Record.objects.get().current
    assert version is not None
    assert (version.item, version.formed_on, version.matter) == (
        bought, date(2023, 8, 1), "政府采购合同"
    )  # fmt: skip


def test_an_item_with_finer_ones_sends_to_the_choice(here: World) -> None:
    law("P20-04")
    client = as_(here.clerk)
    response = client.post(url("item_draft", "jyj", "P20-04"))
    assert response.url == reverse("desk:record_new")
    assert Record.objects.count() == 0


def test_a_change_is_noted_under_a_chosen_item(here: World) -> None:
    client = as_(here.clerk)
    where = url("items_change", "jyj")
    assert said(client.get(where, {"item": ""})) == ["请选择目录事项"]
    assert client.get(where, {"item": here.item.pk}).url == url("item_change", "jyj", CODE)
    form = url("item_change", "jyj", CODE)
    typed = {"what": "统计口径调整", "formed_on": "2023-10-30"}
    response = client.post(form, typed)
    assert messages(client, response) == ["已登记变更，公开期限开始计算。"]
    change = ItemChange.objects.get()
    assert (change.what, change.formed_on, change.due_on, change.noted_by) == (
        "统计口径调整", date(2023, 10, 30), date(2023, 11, 27), here.clerk
    )  # fmt: skip
    again = client.post(form, typed)
    assert (again.status_code, said(again)) == (
        409, ["2023年10月30日的同一项变更已经登记过，不用再登记。请在本单位的目录事项里查看。"]
    )  # fmt: skip


def test_a_change_that_does_not_fit_keeps_what_was_typed(here: World) -> None:
    client = as_(here.clerk)
    form = url("item_change", "jyj", CODE)
    response = client.post(form, {"what": "", "formed_on": "2023-13-01"})
    assert said(response) == [
        "请填写形成或变更的内容", "形成或变更日期不是日期，请按 2026-09-16 这样填写"
    ]  # fmt: skip
    response = client.post(form, {"what": "口径调整", "formed_on": "2023-11-03"})
    assert said(response) == ["形成或变更日期 2023年11月3日 还没有到。请核对日期。"]
    assert 'value="口径调整"' in response.content.decode()


def test_the_matter_is_asked_where_there_is_one(here: World) -> None:
    law("P20-09")
    client = as_(here.clerk)
    response = client.post(
        url("item_change", "jyj", "P20-09"), {"what": "签订合同", "formed_on": "2023-10-30"}
    )
    assert said(response) == ["请选择具体事项"]
    assert ItemChange.objects.count() == 0


def test_signing_tells_what_it_means_and_stands(here: World) -> None:
    client = as_(here.final)
    form = addresses()["nothing"]
    text = client.get(form).content.decode()
    assert "声明由三审丁署名，代表教育局确认" in text
    assert "写入发布日志，以后不能修改、撤回或删除" in text
    assert said(client.post(form, {"reason": "本季度没有新的统计调查。"})) == [
        "请勾选“我已核实，本期确实没有形成这一事项的信息”"
    ]
    assert NothingStatement.objects.count() == 0
    typed = {"reason": "本季度没有新的统计调查。", "signed": "on"}
    response = client.post(form, typed)
    assert messages(client, response) == ["已署名声明2023年第三季度无此类信息，公众可以查到。"]
    row = cells(client.get(url("item_of", "jyj", CODE)))[0]
    entry = NothingStatement.objects.get().log_entry.sequence
    assert row[2:4] == [
        "无此类信息",
        "2023年11月2日声明本期无此类信息 三审丁：本季度没有新的统计调查。"
        f"（发布日志第 {entry} 条）",
    ]
    again = client.post(form, typed)
    assert (again.status_code, said(again)) == (
        409, ["2023年第三季度已经声明过本期没有信息，不用再声明。"]
    )  # fmt: skip


def test_what_was_published_meanwhile_is_told(here: World) -> None:
    client = as_(here.final)
    publish(here, AFTER, covers_from=Q3)
    response = client.post(addresses()["nothing"], {"reason": "没有", "signed": "on"})
    assert said(response) == [
        "2023年第三季度已经公开了《季报 2023-11-02》，不能再声明本期没有信息。"
        "公开有误的，请更正或撤回那一件。"
    ]


@pytest.mark.parametrize("first", ["2023-10-01", "2023-08-01", "2019-07-01", "x"])
def test_a_period_that_cannot_be_signed_for_is_not_found(here: World, first: str) -> None:
    assert as_(here.final).get(url("item_nothing", "jyj", CODE, first)).status_code == 404


def test_the_office_sees_all_and_narrows(here: World) -> None:
    other = world("czj", "财政局")
    adopted(
        (CODE, QUARTERLY, [here.organisation]),
        ("JC-02", QUARTERLY, [other.organisation, here.organisation]),
        at=moment(date(2023, 9, 1)),
    )  # fmt: skip
    state_nothing(
        item=under(here, "JC-02").item, organisation=other.organisation, from_on=Q3,
        reason="没有新的统计调查。", by=other.final, at=moment(DUE),
    )  # fmt: skip
    client, page = as_(officer()), url("items_all")

    def found(**asked: str) -> list[tuple[str, str, str]]:
        rows = cells(client.get(page, asked))
        return sorted((row[0], row[1].split()[0], row[4]) for row in rows)

    blank, nothing = "2023年第三季度 逾期", "2023年第三季度 无此类信息"
    every = sorted(
        [("教育局", CODE, blank), ("教育局", "JC-02", blank), ("财政局", "JC-02", nothing)]
    )
    assert found() == every
    # What is over its day comes first.
    assert [row[4] for row in cells(client.get(page))] == [blank, blank, nothing]
    assert found(state="overdue") == [("教育局", CODE, blank), ("教育局", "JC-02", blank)]
    assert found(state="nothing") == [("财政局", "JC-02", nothing)]
    assert found(organisation="czj") == [("财政局", "JC-02", nothing)]
    assert found(words="JC-02", organisation="jyj") == [("教育局", "JC-02", blank)]
    assert found(words="没有这样的") == []
    assert "没有符合这些条件的事项。" in client.get(page, {"words": "没有"}).content.decode()


def test_before_any_edition_the_office_is_told_where_to_begin() -> None:
    text = as_(officer()).get(url("items_all")).content.decode()
    assert "基本目录还没有写明公开主体的事项。" in text


def test_the_lists_ask_as_much_for_many_as_for_one(
    here: World, django_assert_num_queries: Any
) -> None:
    clients = {"items_of": (as_(here.clerk), ["jyj"]), "items_all": (as_(officer()), [])}
    counts = {"items_of": 29, "items_all": 24}
    note(here)
    for name, (client, args) in clients.items():
        with django_assert_num_queries(counts[name]):
            client.get(url(name, *args))
    others = [world(f"d{n}", f"第{n}局") for n in range(4)]
    places = [one.organisation for one in (here, *others)]
    adopted(*((f"JC-0{n}", QUARTERLY, places) for n in range(1, 6)), at=moment(date(2023, 9, 1)))
    for n, one in enumerate(others):
        publish(under(one, f"JC-0{n + 2}"), date(2023, 10, 9))
        note(under(one, f"JC-0{n + 2}"), at=moment(date(2023, 10, 9)))
        note(under(here, f"JC-0{n + 2}"), at=moment(date(2023, 10, 9)))
    for name, (client, args) in clients.items():
        with django_assert_num_queries(counts[name]):
            client.get(url(name, *args))


def panel(who: Person) -> list[tuple[str, str]]:
    """The rows about items on the day page: title and why."""
    panels = as_(who).get(reverse("desk:home")).context["page"].panels
    return [(row.title, row.why) for one in panels if one.key == "items" for row in one.rows]


def test_the_day_page_reminds_who_can_answer(here: World) -> None:
    note(here, item=item("20.3"))
    period = (
        "2023年第三季度：JC-01", "教育局 · 11月1日 星期三以前公开，或声明本期无此类信息"
    )  # fmt: skip
    change = ("收费标准调整", "教育局 · 统计信息 · 8月29日 星期二以前公开")
    assert panel(here.clerk) == [change, period]
    assert panel(here.final) == [change, period]
    assert panel(here.first) == panel(officer()) == panel(world("czj", "财政局").clerk) == []


def test_what_stands_as_a_finding_is_told_once(here: World) -> None:
    note(here)
    verify(at=moment(AFTER, 14))
    assert panel(here.clerk) == []


def test_what_is_far_away_is_not_told_yet(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(here, date(2023, 10, 9), covers_from=Q3)
    assert panel(here.clerk) == []
    later = moment(date(2024, 1, 2))
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert panel(here.clerk) == []
    later = moment(date(2024, 1, 15))
    assert [title for title, _ in panel(here.clerk)] == ["2023年第四季度：JC-01"]


def test_a_new_head_waits_under_the_item_of_the_law(here: World) -> None:
    law("P20-02")
    post(person("前负责人"), here.organisation, "head")
    post(person("现负责人"), here.organisation, "head", date(2023, 9, 11))
    page = as_(here.clerk).get(url("item_of", "jyj", "P20-02"))
    assert cells(page)[0][:2] == ["负责人变更 由机构和人员的登记得知", "2023-09-11"]
    assert "负责人变更" in as_(here.clerk).get(url("items_of", "jyj")).content.decode()
