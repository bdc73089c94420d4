"""The call for a meeting and the adoption after it, as bodies of records."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils import timezone

from gongkai.work.decisions.models.meeting import Meeting, Representative, RepresentativeKind, Topic
from gongkai.work.decisions.queries.meetings import attending
from gongkai.work.journal.deeds import CHINA

_KINDS = dict(RepresentativeKind.choices)


def call_title(meeting: Meeting) -> str:
    """What the announcement is called."""
    return f"关于邀请公众代表列席“{meeting.title}”的公告"


def adoption_title(meeting: Meeting) -> str:
    """What the record of adoption is called."""
    return f"“{meeting.title}”公众代表列席和意见采纳情况"


def call_facts(meeting: Meeting) -> dict[str, object]:
    """All that the announcement tells; JSON, so that it can be compared with what was told."""
    return {
        "held_at": meeting.held_at.astimezone(CHINA).isoformat(),
        "place": meeting.place,
        "closes_on": str(meeting.closes_on),
        "how": meeting.how,
        "topics": [one.title for one in meeting.topics.order_by("order")],
        "seats": {one.kind: one.places for one in meeting.seats.order_by("id")},
    }


def call_body(meeting: Meeting) -> str:
    """When, where, about what, who is wanted and until when; how the places are given."""
    seats = [f"{_KINDS[one.kind]} {one.places} 名" for one in meeting.seats.order_by("id")]
    last = meeting.closes_on
    return "".join(
        [
            _section("会议时间和地点", [f"{_minute(meeting)}，{meeting.place}。"]),
            _section("会议议题", _topics(meeting)),
            _section("邀请的代表", [f"{'、'.join(seats)}。"]),
            _section("怎样报名", [*meeting.how.splitlines(), f"报名到 {last} 24:00 截止。"]),
            _section(
                "代表怎样产生",
                [
                    "报名截止以后公布编号名单和承诺值，再按事先公布的方法抽选，任何人都可以重新计算；"
                    "同一类别报名人数不超过名额的，全部列席。姓名和电话只用于联系，不对外公布。"
                ],
            ),
        ]
    )


def adoption_body(meeting: Meeting) -> str:
    """Who attended by kind and number, what they said on every topic, and what became of it."""
    came = [one for one in attending(meeting) if one.attendance == "present"]
    told = (
        f"<p>{_minute(meeting)}，在{escape(meeting.place)}召开，到会公众代表 {len(came)} 名。</p>"
    )
    told += _section("到会代表", [f"{_named(came)}。"])
    return told + "".join(_of_topic(meeting, place) for place in meeting.topics.order_by("order"))


def _of_topic(meeting: Meeting, topic: Topic) -> str:
    rows = meeting.statements.filter(topic=topic).select_related("representative")
    said = rows.defer("representative__name", "representative__phone", "representative__why")
    cells = "".join(
        f"<tr><td>{escape(_name(one.representative))}</td><td>{escape(one.text)}</td>"
        f"<td>{escape(one.get_adoption_display())}</td><td>{escape(one.reason or '—')}</td></tr>"
        for one in said.order_by("id")
    )
    head = "<tr><th>代表</th><th>意见</th><th>采纳情况</th><th>理由</th></tr>"
    body = f"<table>{head}{cells}</table>" if cells else "<p>代表没有发表意见。</p>"
    return f"<h3>{escape(topic.title)}</h3>{body}"


def _named(came: Iterable[Representative]) -> str:
    return "、".join(_name(one) for one in came) or "没有"


def _name(one: Representative) -> str:
    return f"{_KINDS[one.kind]} {one.number}"


def _topics(meeting: Meeting) -> list[str]:
    rows = meeting.topics.order_by("order")
    return [f"{place}. {one.title}" for place, one in enumerate(rows, 1)]


def _minute(meeting: Meeting) -> str:
    return f"{timezone.localtime(meeting.held_at, CHINA):%Y-%m-%d %H:%M}"


def _section(title: str, lines: Iterable[str]) -> str:
    texts = "".join(f"<p>{escape(one)}</p>" for one in lines if one.strip())
    return f"<h3>{escape(title)}</h3>{texts}"
