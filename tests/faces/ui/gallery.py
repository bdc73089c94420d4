"""A page with every component once, for tests that look at the whole."""

from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

from gongkai.faces.ui.charts import Chart, Series
from gongkai.faces.ui.forms import DayField, DocumentField, EditorField, Form
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

TEXT = "8 月发放补贴 49.6 万元。\n联系人手机 13900000000。\n覆盖面为历次最佳。"
PHONE, BEST = TEXT.index("139"), TEXT.index("最佳")
DUE = date(2026, 9, 28)
# The ui alone: what the faces above add to every page is none of its business.
ENGINE = DjangoTemplates(
    {
        "NAME": "ui",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "gongkai.faces.ui.context.site",
            ]
        },
    }
)
SIGNED = "9 月 14 日 09:10：“数据已核对。”"


class GalleryForm(Form):
    """One field of each kind; several are wrong."""

    title = forms.CharField(label="标题", max_length=10, help_text="写文件的全名")
    theme = forms.ChoiceField(label="主题分类", choices=[("", "请选择"), ("a", "住房保障")])
    made_on = DayField(label="形成日期")
    decision = forms.ChoiceField(
        label="您的决定",
        widget=forms.RadioSelect,
        choices=[("pass", "通过，立即发布"), ("back", "退回修改")],
    )
    agree = forms.BooleanField(label="已核对附件", help_text="含隐藏工作表")
    file = DocumentField(label="文件", kinds=("docx", "pdf"))
    body = EditorField(label="正文", required=False)


def context(*, portal: bool) -> dict[str, Any]:
    """The values of the gallery."""
    months = [f"{n} 月" for n in range(1, 9)]
    own = [92, 94, 91.5, 95, 97, 96, 94.5, 93.5]
    mean = [91.2, 92, 92.4, 93.1, None, 94, 94.2, 94.6]
    overdue = Cell("bad", "逾", "第 1 项，建设局：逾期", "#x")
    return {
        "portal": portal,
        "due": DUE,
        "form": GalleryForm({"title": "一二三四五六七八九十一"}),
        "sentences": ["附表第 4 行有完整身份证号，遮盖后才能公开"],
        "stats": [
            Stat("今天到期", 2, "件", "bad"),
            Stat("等我办", 4, "件", "warn"),
            Stat("得分", 96.5),
        ],
        "shares": [
            Share("ok", 33, "已完成"),
            Share("info", 8, "推进中"),
            Share("bad", 1, "已逾期"),
        ],
        "meta": [
            ("索引号", "99000000/2026-00417"),
            ("发文机关", "云岫区人民政府"),
            ("发文字号", ""),
        ],
        "work": [
            Work("住房租赁补贴发放名单", "#w", "8 月 19 日形成", Clock(0), None, "起草", "", True),
            Work(
                "燃气管网改造 8 月进度", "#v", "二审退回", None, Tag("warn", "改后重新送审"), "修改"
            ),
            Work("依申请 2026-0143", "#u", "可以拟答复", Clock(8, DUE)),
        ],
        "tasks": [Task(9, "公开住房保障信息", "#t", Tag("ok", "已完成"), ["建设局", "每月"])],
        "events": [
            Event("收到申请", date(2026, 8, 18), "网上申请"),
            Event("征求第三方意见", date(2026, 8, 26), kind="stop"),
            Event("拟定答复", kind="now", when="现在"),
            Event("答复", DUE, kind="next"),
        ],
        "names": ["确认部门", "想要的信息", "核对提交"],
        "segments": [
            [("same", "开工 "), ("del", "1,048"), ("ins", "1,084"), ("same", " 套。")],
            [("same", "联系人：保障科。")],
        ],
        "text": TEXT,
        "hits": [
            Hit(PHONE, PHONE + 11, "block", "手机号码", "遮盖或改为办公电话。", "139****0000"),
            Hit(BEST, BEST + 2, "warn", "用词“最佳”", "建议改为具体数字。"),
        ],
        "signs": [
            Sign("一审", "沈一禾，科长", Tag("ok", "通过"), SIGNED),
            Sign("二审", "顾明溪"),
        ],
        "checks": [
            Check(Tag("ok", "通过"), "没有发现身份证号"),
            Check(Tag("warn", "请核对"), "合计"),
        ],
        "heat": Heat(
            "任务与单位对照表",
            "任务",
            ["建设局", "柳林镇"],
            [HeatGroup("民生领域", [HeatRow("1　就业政策", [overdue, None])])],
        ),
        "bars": Chart("每月公开信息（件）", "8 月最多。", "月份", months, [Series("件数", own)]),
        "lines": Chart(
            "各月得分",
            "5 月最高。",
            "月份",
            months,
            [Series("建设局", own), Series("全区平均", mean)],
            "line",
        ),
        "rows": Chart(
            "答复结果",
            "71 件。",
            "结果",
            ["予以公开", "部分公开"],
            [Series("件数", [71, 26])],
            "rows",
        ),
        "page": Paginator(range(1000), 50).page(7),
        "desk_nav": [
            {
                "title": "我的工作",
                "items": [
                    {"label": "工作首页", "url": "/desk/", "count": 6, "current": True},
                    {"label": "审核", "url": "/desk/reviews/", "count": 0},
                ],
            }
        ],
        "desk_person": "建设局 陆知夏（信息员）",
        "desk_logout_url": "/desk/logout/",
    }


def gallery(base: str, *, mode: str = "") -> str:
    """The gallery as HTML on one of the base templates."""
    request = RequestFactory().get("/desk/gallery/", {"status": "open"})
    request.COOKIES["mode"] = mode
    source = Path(__file__).with_name("gallery.html").read_text("utf-8")
    values = {**context(portal="portal" in base), "base": base}
    return ENGINE.from_string(source).render(values, request)
