"""The feedback on opinions, once its record is public: figures, answers, reasons."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.faces.portal.consultations.pages import address_of
from gongkai.faces.ui.charts import Chart, Series
from gongkai.faces.ui.nav import address
from gongkai.faces.ui.parts import Stat, Tag
from gongkai.rules.decisions.opinions import CHANNELS
from gongkai.work.decisions.models.feedback import Feedback
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.decisions.queries.consultations import of_decision
from gongkai.work.decisions.queries.feedback import answered, clause_labels, public_feedback
from gongkai.work.decisions.queries.feedback_text import clause_label, unadopted, words_of
from gongkai.work.decisions.queries.opinions import answered_before

_PAGE = 50
_AFTER = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)
FATES = {
    "adopted": Tag("ok", "采纳"), "partly": Tag("info", "部分采纳"), "not": Tag("idle", "不采纳"),
}  # fmt: skip


@login_not_required
@require_safe
def feedback(request: HttpRequest, code: str) -> HttpResponse:
    """The figures as published; answers are those that stand since the record was drafted."""
    told = public_feedback(code)
    if told is None or told.record is None or told.record.live is None:
        raise Http404("feedback")
    decision = told.decision
    labels, answers = clause_labels(decision), answered(decision)
    asked = _AFTER.fullmatch(request.GET.get("after", ""))
    page = answered_before(answers.alone, (int(asked[1]), int(asked[2])) if asked else None, _PAGE)
    context = {
        "told": told,
        "decision": decision,
        "stats": _stats(told.figures["all"]),
        "charts": _charts(told, labels),
        "groups": [(one, FATES.get(one.disposition)) for one in answers.groups],
        "unadopted": unadopted(answers.groups, told.figures["all"]["total"]),
        "rows": [_row(one, labels) for one in page.rows],
        "after": f"{page.after[0]}-{page.after[1]}" if page.after else "",
        "is_first": not asked,
        "forms": answers.forms,
        "rounds": of_decision(decision),
        "record_url": reverse("portal:record", args=[told.record.live.index_number]),
        "decision_url": address_of("portal:decision", code),
        "decisions_url": address("portal:decisions"),
    }
    return render(request, "portal/consultations/feedback.html", context)


def _row(one: Opinion, labels: dict[str, str]) -> tuple[Opinion, str, str, Tag | None]:
    return one, clause_label(one, labels), words_of(one), FATES.get(one.disposition)


def _stats(figures: dict[str, int]) -> list[Stat]:
    return [
        Stat("收到意见", figures["total"], "条"),
        Stat("采纳", figures["adopted"], "条"),
        Stat("部分采纳", figures["partly"], "条"),
        Stat("不采纳", figures["not_adopted"], "条"),
    ]


def _charts(told: Feedback, labels: dict[str, str]) -> list[Chart]:
    lines = told.figures
    channels = {
        label: lines["by_channel"][code] for code, label in CHANNELS.items()
        if code in lines["by_channel"]
    }  # fmt: skip
    clauses = {
        label: lines["by_clause"][key] for key, label in labels.items()
        if key in lines["by_clause"]
    }  # fmt: skip
    return [
        _chart("各来源的意见", "来源", channels), _chart("各条的意见", "条目", clauses),
    ] if channels else []  # fmt: skip


def _chart(title: str, heading: str, lines: dict[str, Any]) -> Chart:
    names = {"total": "件数", "adopted": "采纳", "partly": "部分采纳", "not_adopted": "不采纳"}
    said = "，".join(f"{label} {line['total']} 条" for label, line in lines.items())
    series = [Series(name, [line[key] for line in lines.values()]) for key, name in names.items()]
    return Chart(title, f"{title}：{said}。", heading, list(lines), series, "rows")
