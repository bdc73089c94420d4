"""What a consultation tells the public, and whether the announcement really holds all of it."""

from __future__ import annotations

from datetime import date
from html import escape

from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.files.html import text_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.models.record import Version


def body_of(consultation: Consultation) -> str:
    """HTML of the announcement: the whole draft, its explanation, how and until when to reply."""
    one = consultation
    parts = [
        f"<p>现就《{escape(one.title)}》公开征求意见，{_day(one.opens_on)}开始，"
        f"{_day(one.closes_on)}24时截止。</p>",
        *([f"<p>期限少于30日的原因：{escape(one.short_reason)}</p>"] if one.short_reason else []),
        "<h2>怎样提出意见</h2>", _lines(one.how),
        "<h2>起草说明</h2>", _lines(one.explanation),
        f"<h2>{escape(one.title)}</h2>", _lines(one.draft),
    ]  # fmt: skip
    return "".join(parts)


def lacks(consultation: Consultation, public: Version) -> list[Refused]:
    """What the public text does not hold: each clause, the explanation, the last day."""
    told = _plain(text_of(public.body_html))
    reasons = []
    for clause in Clause.objects.filter(consultation=consultation).order_by("order"):
        if _plain(clause.text) not in told:
            reasons.append(Refused("announcement_without_clause", heading=clause.heading))
    if any(_plain(line) not in told for line in consultation.explanation.splitlines()):
        reasons.append(Refused("announcement_without_explanation"))
    if _plain(_day(consultation.closes_on)) not in told:
        reasons.append(Refused("announcement_without_last_day", on=consultation.closes_on))
    return reasons


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _plain(text: str) -> str:
    """Blanks and the ends of lines say nothing."""
    return "".join(text.split())
