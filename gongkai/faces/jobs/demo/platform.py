"""The columns of the platform in the example district: guides, rules of work, yearly reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load, markup
from gongkai.faces.jobs.demo.publishing import Draft, pass_reviews, publish
from gongkai.rules.annual_report import report_title
from gongkai.rules.columns import GUIDE, REPORT, RULES
from gongkai.rules.workdays import workday_from
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions import draft, submit
from gongkai.work.records.models.record import Record

FIRST = date(2026, 1, 12)
_THEME = "综合政务-政务公开"
_A_DAY = 3  # so many guides come out on one day


def fill_platform(district: District, random: Random) -> None:
    """Publish everything in the order of its days. One town has no guide, one no report."""
    drafts = [*_guides(district), *_rules(), *_reports(district, random)]
    published: dict[tuple[str, str], Record] = {}
    for one in sorted(drafts, key=lambda each: each.published):
        if one.published > _REVISED["published"]:
            _revise(district, published)
        published[one.organisation, one.item] = publish(district, one)
    _revise(district, published)


_DATA = load("platform.toml")
_REVISED: dict[str, Any] = _DATA["revised"]


def _guides(district: District) -> Iterator[Draft]:
    texts = {row["organisation"]: markup(row["body"]) for row in _DATA["text"]}
    for n, code in enumerate(_DATA["places"]):
        organisation = district.organisation(code)
        day = workday_from(FIRST + timedelta(days=n // _A_DAY))
        fields = {
            "title": f"{organisation.name}政府信息公开指南",
            "facts": _facts(code, organisation),
            "body_html": texts.get(code, ""),
        }
        yield _draft(code, GUIDE, day, fields)


def _facts(code: str, organisation: Organisation) -> dict[str, str]:
    place, number = _DATA["places"][code]
    names = {"name": organisation.name, "label": organisation.label}
    told = {name: text.format(**names).strip() for name, text in _DATA["guide"].items()}
    return told | {
        "body": f"{organisation.name}办公室" if code != "qinghe" else "青禾区人民政府办公室",
        "address": f"青禾区{place}{200 + number}室",
        "phone": f"0000-12345{number:02}",
        "fax": f"0000-12346{number:02}" if number % 3 else "无",
        "internet": f"{code}@qinghe.example",
    }


def _rules() -> Iterator[Draft]:
    for row in _DATA["rule"]:
        fields = {"title": row["title"], "body_html": markup(row["body"])}
        yield _draft(row["organisation"], RULES, row["published"], fields)


def _reports(district: District, random: Random) -> Iterator[Draft]:
    told = _DATA["report"]
    for code in (*_DATA["places"], *told["without_guide"]):
        if code in told["none"]:
            continue
        name = district.organisation(code).name
        fields = {
            "title": report_title(name, told["year"]),
            "facts": {"year": str(told["year"])},
            "body_html": markup(told["body"].format(name=name, **_figures(random))),
        }
        yield _draft(code, REPORT, told["published"].get(code, told["usual"]), fields)


def _figures(random: Random) -> dict[str, int]:
    """Figures that add up (年报的勾稽关系)."""
    given, partly, none = random.randint(1, 9), random.randint(0, 2), random.randint(0, 3)
    made, ended = random.randint(0, 4), random.randint(0, 1)
    return {
        "public": random.randint(40, 320),
        "asked": given + partly + none,
        "given": given,
        "partly": partly,
        "none": none,
        "made": made,
        "ended": ended,
        "valid": made + random.randint(2, 18),
    }


def _draft(code: str, item: str, day: date, fields: dict[str, Any]) -> Draft:
    formed = workday_from(day - timedelta(days=4))
    dated = {"issued_on": formed, "formed_on": formed, "theme": _THEME, "keywords": ["政务公开"]}
    return Draft(code, item, day, dated | fields)


def _revise(district: District, published: dict[tuple[str, str], Record]) -> None:
    """Correct one guide, so that the example has one with an earlier revision; once."""
    code, day = _REVISED["organisation"], _REVISED["published"]
    record = published.pop((code, GUIDE), None)
    if record is None:
        return
    record.refresh_from_db()
    assert record.current is not None
    at = datetime.combine(day, time(9), CHINA)
    clerk = district.people[code, Post.Role.CLERK]
    facts = record.current.facts | {"phone": _REVISED["phone"]}
    note = _REVISED["note"]
    draft.edit(record=record, by=clerk, at=at, facts=facts, formed_on=day, change_note=note)
    submit.submit(record=record, by=clerk, at=at + timedelta(minutes=10))
    pass_reviews(district, record, code, at + timedelta(hours=1), levels=3)
