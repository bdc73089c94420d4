"""What each component draws."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError

from gongkai.faces.ui import states
from gongkai.faces.ui.assets import AssetMissing, address
from gongkai.faces.ui.parts import (
    Cell,
    Check,
    Clock,
    Event,
    Heat,
    HeatGroup,
    HeatRow,
    Hit,
    Share,
    Sign,
    Stat,
    Tag,
    Task,
    Work,
)
from tests.faces.ui.drawn import draw

OK = Tag("ok", "通过")
DUE = date(2026, 9, 20)
HIDDEN_DUE = '<span class="vh">，期限9月20日 星期日（调休上班）</span>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{% tag "ok" "通过" %}', '<span class="tag ok">通过</span>'),
        ('{% state "overdue" %}', '<span class="tag bad">逾期</span>'),
        ("{% clock 6 %}", '<span class="clock ok">还剩 6 个工作日</span>'),
        ("{% clock 5 %}", '<span class="clock warn">还剩 5 个工作日</span>'),
        ("{% clock 1 due %}", f'<span class="clock warn">还剩 1 个工作日{HIDDEN_DUE}</span>'),
        ("{% clock 0 %}", '<span class="clock bad">今天 24:00 到期</span>'),
        ("{% clock -2 %}", '<span class="clock bad">超期 2 个工作日</span>'),
        ('{% clock 19 unit="days" %}', '<span class="clock ok">还剩 19 天</span>'),
        ('{% clock_stopped "paused" "停表" %}', '<span class="clock paused">停表</span>'),
        (
            '{% crumbs "首页" "/" "目录" %}',
            '<nav class="crumbs" aria-label="当前位置"><ol><li><a href="/">首页</a></li>'
            '<li><span aria-current="page">目录</span></li></ol></nav>',
        ),
        (
            '{% note "warn" hostile "请核对" %}',
            '<div class="note warn"><h2>请核对</h2><p>&lt;b&gt;</p></div>',
        ),
        (
            '{% empty "还没有。" "/x/" "导入" %}',
            '<div class="empty"><p>还没有。<a href="/x/">导入</a></p></div>',
        ),
        (
            "{% steps names 2 %}",
            '<ol class="steps"><li class="done">甲</li><li aria-current="step">乙</li>'
            "<li>丙</li></ol>",
        ),
    ],
)
def test_small_component(source: str, html: str) -> None:
    assert draw(source, due=DUE, names=["甲", "乙", "丙"], hostile="<b>") == html


def test_unknown_state_is_an_error() -> None:
    with pytest.raises(KeyError):
        draw('{% state "nonsense" %}')


def test_unknown_unit_is_an_error() -> None:
    with pytest.raises(KeyError):
        draw('{% clock 3 unit="weeks" %}')


def test_every_stored_state_has_a_tag() -> None:
    stored = {
        str(value)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.name in ("state", "outcome")
        for value, _ in getattr(field, "choices", None) or ()
    }
    assert sorted(stored - states.STATES.keys()) == []
    assert len(stored) > 10


def test_every_state_has_a_known_kind_and_a_word() -> None:
    assert {tag.kind for tag in states.STATES.values()} == {"ok", "warn", "bad", "info", "idle"}
    assert all(tag.word for tag in states.STATES.values())


def test_figures() -> None:
    figures = [Stat("今天到期", 2, "件", "bad"), Stat("得分", "96.5")]
    assert draw("{% stats figures %}", figures=figures) == (
        '<dl class="stats"><div class="bad"><dt>今天到期</dt><dd>2<small>件</small></dd></div>'
        "<div><dt>得分</dt><dd>96.5</dd></div></dl>"
    )


def test_bar_says_its_numbers_and_skips_empty_parts() -> None:
    shares = [Share("ok", 3, "已完成"), Share("warn", 0, "快到期"), Share("bad", 1, "逾期")]
    assert draw('{% bar shares "任务" %}', shares=shares) == (
        '<svg class="bar" viewBox="0 0 4 1" preserveAspectRatio="none" role="img" '
        'aria-label="4 项任务：已完成 3 项，快到期 0 项，逾期 1 项">'
        '<rect class="ok" x="0" width="3" height="1"/>'
        '<rect class="bad" x="3" width="1" height="1"/></svg>'
        '<ul class="legend"><li class="ok"><i></i>已完成 3 项</li>'
        '<li class="warn"><i></i>快到期 0 项</li><li class="bad"><i></i>逾期 1 项</li></ul>'
    )


def test_bar_of_nothing_has_a_width() -> None:
    assert draw('{% bar shares "任务" %}', shares=[]).startswith(
        '<svg class="bar" viewBox="0 0 1 1"'
    )


def test_meta_table_has_two_pairs_a_row_and_shows_what_is_missing() -> None:
    pairs = [("索引号", "1/2"), ("文号", ""), ("发文机关", "建设局")]
    assert draw("{% meta_table pairs %}", pairs=pairs) == (
        '<div class="scroll" role="region" aria-label="文件信息" tabindex="0">'
        '<table class="meta"><caption class="vh">文件信息</caption><tbody>'
        '<tr><th scope="row">索引号</th><td>1/2</td><th scope="row">文号</th><td>—</td></tr>'
        '<tr><th scope="row">发文机关</th><td colspan="3">建设局</td></tr></tbody></table></div>'
    )


def test_work_row_names_its_button_by_the_thing() -> None:
    rows = [Work("名单", "/w/", "为什么", Clock(0), None, "起草", "/go/", True), Work("甲", "/v/")]
    assert draw("{% work_rows rows %}", rows=rows) == (
        '<ul class="work"><li><div class="what"><a href="/w/">名单</a><p>为什么</p></div>'
        '<span class="clock bad">今天 24:00 到期</span>'
        '<a class="btn main" href="/go/" aria-label="起草：名单">起草</a></li>'
        '<li><div class="what"><a href="/v/">甲</a></div></li></ul>'
    )


def test_task_row() -> None:
    assert draw("{% task_rows rows %}", rows=[Task(9, "公开", "/t/", OK, ["建设局"])]) == (
        '<ol class="task"><li><span class="no">9</span><div><h3><a href="/t/">公开</a></h3>'
        '<p class="facts"><span class="tag ok">通过</span><span>建设局</span></p></div></li></ol>'
    )


def test_timeline_shows_days_moments_and_words() -> None:
    events = [
        Event("收到", date(2026, 8, 18), "网上"),
        Event("登记", datetime(2026, 8, 18, 2, 42, tzinfo=UTC)),
        Event("拟定", kind="now", when="现在"),
    ]
    assert draw("{% timeline events %}", events=events) == (
        '<ol class="timeline"><li><time datetime="2026-08-18">2026-08-18</time><h3>收到</h3>'
        '<p>网上</p></li><li><time datetime="2026-08-18T10:42+08:00">2026-08-18 10:42</time>'
        '<h3>登记</h3></li><li class="now"><span class="when">现在</span><h3>拟定</h3></li></ol>'
    )


def test_diff_numbers_changed_paragraphs_only() -> None:
    segments = [[("same", "甲")], [("del", "1"), ("ins", "<2>")], [("ins", "乙")]]
    assert draw("{% diff segments %}", segments=segments) == (
        '<div class="diff"><p>甲</p><p class="ch" id="c1"><del>1</del><ins>&lt;2&gt;</ins></p>'
        '<p class="ch" id="c2"><ins>乙</ins></p></div>'
        '<p class="small quiet">绿底加下划线是新增，红底加删除线是删去。</p>'
    )


def test_marks_are_linked_both_ways() -> None:
    marks = [Hit(2, 4, "block", "手机", "遮盖", "**"), Hit(5, 6, "warn", "用词")]
    assert draw("{% paper text marks %}{% hits marks %}", text="甲乙丙丁\n戊", marks=marks) == (
        '<div class="paper"><p>甲乙<span class="hit-bad" id="h1">**</span>'
        '<sup><a href="#f1" aria-label="第 1 处问题">1</a></sup></p>'
        '<p><span class="hit-warn" id="h2">戊</span>'
        '<sup><a href="#f2" aria-label="第 2 处问题">2</a></sup></p></div>'
        '<ol class="hits"><li class="bad" id="f1"><p><span class="tag bad">必须改</span>'
        '<a href="#h1">1. 手机</a></p><p>遮盖</p></li>'
        '<li class="warn" id="f2"><p><span class="tag warn">请核对</span>'
        '<a href="#h2">2. 用词</a></p></li></ol>'
    )


def test_signs_and_checks() -> None:
    values: dict[str, Any] = {
        "who": [Sign("一审", "沈一禾", OK, "同意")],
        "done": [Check(OK, "没有发现")],
    }
    assert draw("{% signs who %}{% checks done %}", **values) == (
        '<ol class="signs"><li><b>一审</b><div><p>沈一禾<span class="tag ok">通过</span></p>'
        '<p class="small quiet">同意</p></div></li></ol>'
        '<ul class="checks"><li><span class="tag ok">通过</span><span>没有发现</span></li></ul>'
    )


def test_heat_cell_has_words_behind_its_character() -> None:
    row = HeatRow("1", [Cell("bad", "逾", "建设局：逾期", "/x/"), Cell("ok", "成", "已完成"), None])
    heat = Heat("对照表", "任务", ["甲", "乙", "丙"], [HeatGroup("民生", [row])])
    cells = draw("{% heat heat %}", heat=heat).partition('<th scope="row">1</th>')[2]
    assert cells == (
        '<td class="bad"><a href="/x/" aria-label="建设局：逾期">逾</a></td>'
        '<td class="ok">成<span class="vh">（已完成）</span></td>'
        '<td class="none"><span class="vh">不涉及</span></td></tr></tbody></table></div>'
    )


def test_pager_keeps_the_query() -> None:
    page = Paginator(range(120), 50).page(2)
    assert draw("{% pager page %}", "/list/?state=open&page=2&q=a%26b", page=page) == (
        '<nav class="pager" aria-label="翻页"><ul>'
        '<li><a href="?state=open&amp;page=1&amp;q=a%26b" rel="prev">上一页</a></li>'
        '<li><a href="?state=open&amp;page=1&amp;q=a%26b" aria-label="第 1 页">1</a></li>'
        '<li><a href="?state=open&amp;page=2&amp;q=a%26b" aria-label="第 2 页"'
        ' aria-current="page">2</a></li>'
        '<li><a href="?state=open&amp;page=3&amp;q=a%26b" aria-label="第 3 页">3</a></li>'
        '<li><a href="?state=open&amp;page=3&amp;q=a%26b" rel="next">下一页</a></li></ul></nav>'
    )


def test_pager_of_one_page_is_nothing() -> None:
    assert draw("{% pager page %}", page=Paginator(range(3), 50).page(1)) == ""


def test_head_tags_of_column_and_article() -> None:
    at = datetime(2026, 9, 14, 1, 30, tzinfo=UTC)
    source = (
        '{% column_meta "规范性文件" "政策文件" "说明" "词" %}'
        '{% article_meta title=t published_at=at source="建设局" column="甲" type="乙" %}'
    )
    assert draw(source, t='"引号"', at=at) == (
        '<meta name="ColumnName" content="规范性文件">'
        '<meta name="ColumnDescription" content="说明">'
        '<meta name="ColumnKeywords" content="词"><meta name="ColumnType" content="政策文件">'
        '<meta name="ColumnName" content="甲"><meta name="ColumnType" content="乙">'
        '<meta name="ArticleTitle" content="&quot;引号&quot;">'
        '<meta name="PubDate" content="2026-09-14 09:30">'
        '<meta name="ContentSource" content="建设局">'
    )


def test_article_meta_needs_all_required_tags() -> None:
    with pytest.raises(TemplateSyntaxError):
        draw('{% article_meta title="x" %}')


def test_asset_address_changes_with_content() -> None:
    path, _, mark = address("ui/base.css").partition("?v=")
    assert path == "/static/ui/base.css"
    assert len(mark) == 12
    assert mark != address("ui/tokens.css").partition("?v=")[2]
    with pytest.raises(AssetMissing):
        address("ui/nothing.css")
