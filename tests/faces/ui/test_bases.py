"""What stands on every page: the seven elements, the navigation, the head."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings

from gongkai.faces.ui.nav import MAIN, Link, links, mistake_address
from tests.faces.ui.drawn import draw
from tests.faces.ui.gallery import gallery

BASES = ("ui/desk_base.html", "ui/desk_aside.html", "ui/portal_base.html", "ui/portal_aside.html")


@pytest.mark.parametrize("base", BASES)
def test_seven_elements_stand_at_the_foot(base: str) -> None:
    foot = unescape(gallery(base).partition("<footer")[2])
    site = settings.GONGKAI_SITE
    elements = ["党政机关", "政府网站找错", *(site[key] for key in ELEMENTS)]
    assert [word for word in elements if word not in foot] == []


ELEMENTS = ("site_code", "icp", "police", "organiser", "contact")


@pytest.mark.parametrize("base", BASES)
def test_site_tags_stand_in_every_head(base: str) -> None:
    found = dict(re.findall(r'<meta name="(Site\w+)" content="([^"]*)">', gallery(base)))
    site = settings.GONGKAI_SITE
    assert found == {
        "SiteName": site["name"],
        "SiteDomain": "testserver",
        "SiteIDCode": site["site_code"],
    }


@pytest.mark.parametrize("base", BASES)
def test_nothing_is_inline_or_from_elsewhere(base: str) -> None:
    html = gallery(base)
    assert re.findall(r'\sstyle=|\son\w+="|<script(?![^>]*\ssrc=)|javascript:', html) == []
    loaded = re.findall(r'<(?:script|link|img)[^>]*\s(?:src|href)="([^"]*)"', html)
    assert [address for address in loaded if not address.startswith("/static/ui/")] == []


def test_navigation_lists_only_pages_that_exist() -> None:
    assert links(MAIN, "/catalogue/policy/") == [
        Link("首页", "/"),
        Link("法定主动公开", "/catalogue/", True),
        Link("查政策", "/search/"),
        Link("工作台账", "/ledger/"),
    ]


def test_home_is_current_only_on_itself() -> None:
    assert [link.label for link in links(MAIN, "/") if link.current] == ["首页"]
    assert [link.label for link in links(MAIN, "/records/1/") if link.current] == []


def test_mistakes_go_to_the_national_page_while_there_is_none_here() -> None:
    assert mistake_address() == "https://zfwzzc.www.gov.cn/"


def test_side_navigation_counts_what_waits() -> None:
    html = gallery("ui/desk_base.html").partition('<nav class="sidenav"')[2].partition("</nav>")[0]
    assert html.split("<ul", 1)[1].strip() == (
        'aria-label="我的工作"><li><a href="/desk/" aria-current="page"><span>工作首页</span>'
        '<b>6<span class="vh"> 件待办</span></b></a></li>'
        '<li><a href="/desk/reviews/"><span>审核</span></a></li></ul>'
    )


def test_a_view_with_a_site_of_its_own_keeps_the_foot() -> None:
    foot = draw('{% extends "ui/desk_base.html" %}', site="testserver").partition("<footer")[2]
    assert foot.count(settings.GONGKAI_SITE["organiser"]) == 1


def test_desk_without_a_person_shows_no_way_out() -> None:
    html = draw('{% extends "ui/desk_base.html" %}')
    assert [word for word in ("退出", "工作台搜索") if word in html] == []


@pytest.mark.parametrize(
    ("level", "kind", "role"),
    [("success", "ok", "status"), ("warning", "warn", "status"), ("error", "bad", "alert")],
)
def test_messages_are_announced(level: str, kind: str, role: str) -> None:
    message: dict[str, Any] = {"level_tag": level}
    html = draw('{% include "ui/parts/notices.html" %}', messages=[message])
    assert html.startswith(f'<div class="note {kind}" role="{role}"><p>')
