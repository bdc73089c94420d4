"""What stands in the columns of the platform: guides, rules of work, yearly reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from gongkai.rules.annual_report import report_title
from gongkai.rules.catalogue import find_item
from gongkai.rules.columns import GUIDE, REPORT, RULES
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from tests.factories import AT
from tests.work.records.world import World, draft, item, published

FACTS = {
    "classes": "分为机构职能、政策文件、财政信息三类。",
    "arrangement": "按事项编排，索引号由单位代码、年份和序号组成。",
    "access": "主动公开的在本平台查阅。\n没有公开的可以申请。",
    "body": "教育局办公室",
    "address": "青禾路1号201室",
    "hours": "工作日 8:30—12:00，13:30—17:30",
    "phone": "0000-1234512",
    "fax": "无",
    "internet": "jyj@qinghe.example",
    "apply": "当面、邮寄都可以，20 个工作日内答复。",
}


def column(code: str) -> CatalogueItem:
    """The column as the law brings it into the catalogue."""
    legal = find_item(code)
    fields = {"name": legal.name, "basis": legal.basis, "verified": legal.verified, "order": 90}
    return item(code, **fields)


def under(here: World, code: str) -> World:
    """The same department at work on that column."""
    return replace(here, item=column(code))


def guide_draft(here: World, at: datetime = AT, **fields: Any) -> Record:
    """A guide with all that article 12 asks for, and no text beside it."""
    given = {"title": f"{here.organisation.name}政府信息公开指南", "facts": FACTS, "body_html": ""}
    return draft(under(here, GUIDE), at, **(given | fields))


def guide(here: World, at: datetime = AT, **fields: Any) -> Publication:
    """The same, made public."""
    given = {"title": f"{here.organisation.name}政府信息公开指南", "facts": FACTS, "body_html": ""}
    return published(under(here, GUIDE), at, **(given | fields))


def report_fields(here: World, year: int) -> dict[str, Any]:
    """Title and fact of the report on a year."""
    return {"title": report_title(here.organisation.name, year), "facts": {"year": str(year)}}


def report(here: World, year: int, at: datetime = AT, **fields: Any) -> Publication:
    """The yearly report on that year, made public."""
    return published(under(here, REPORT), at, **(report_fields(here, year) | fields))


def rule_of_work(here: World, at: datetime = AT, **fields: Any) -> Publication:
    """A document by which disclosure is done."""
    given = {"title": "政府信息公开审查制度"}
    return published(under(here, RULES), at, **(given | fields))
