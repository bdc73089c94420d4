"""The body of the record that tells the result of a survey: a table for every question."""

from __future__ import annotations

from html import escape

from django.db.models import Count

from gongkai.rules.decisions.surveys import Result
from gongkai.work.evaluations.models.survey import Answer, Survey
from gongkai.work.evaluations.queries.questions import results_of

_HEAD = "<tr><th>选项</th><th>人数</th><th>占比</th></tr>"


def results_body(survey: Survey) -> str:
    """Figures only: what people wrote in their own words is counted and not shown."""
    rows = survey.answers.order_by("channel").values_list("channel").annotate(Count("id"))
    channels, counts = dict(Answer.Channel.choices), dict(rows)
    told = "，".join(f"{channels[code]} {count} 份" for code, count in counts.items())
    period = f"{survey.opens_on} 至 {survey.closes_on}"
    total = sum(counts.values())
    opening = f"<p>{period}，共收到答卷 {total} 份{f'：{told}' if told else ''}。</p>"
    return opening + "".join(
        _section(place, one) for place, one in enumerate(results_of(survey), 1)
    )


def announcement_body(survey: Survey) -> str:
    """What the announcement says: why, until when, and every question."""
    lines = [line.strip() for line in survey.introduction.splitlines() if line.strip()]
    parts = [f"<p>{escape(line)}</p>" for line in lines]
    parts.append(
        f"<p>调查时间：{survey.opens_on} 至 {survey.closes_on}。网上填写，不必登录、不留姓名；"
        "也可以到主办单位填写纸质问卷。</p>"
    )
    for place, one in enumerate(survey.questions.all(), 1):
        options = "；".join(one.options)
        said = f"（{one.get_kind_display()}）{options}"
        parts.append(f"<p>{place}. {escape(one.label)}{escape(said)}</p>")
    return "".join(parts)


def _section(place: int, one: Result) -> str:
    heading = f"<h3>{place}. {escape(one.label)}</h3><p>{one.answered} 人回答。</p>"
    if not one.rows:
        return heading + "<p>文字回答不逐条公开。</p>"
    rows = "".join(
        f"<tr><td>{escape(row.option)}</td><td>{row.count}</td><td>{row.percent}%</td></tr>"
        for row in one.rows
    )
    mean = f"<p>平均 {one.mean} 分。</p>" if one.mean is not None else ""
    return f"{heading}{mean}<table>{_HEAD}{rows}</table>"
