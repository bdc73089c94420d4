"""The catalogue, the publishing organisations and the public ledger as data."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest

from gongkai.faces.exchange.answers import Problem, moment, whole
from gongkai.rules.columns import column_of
from gongkai.work.ledger.models.duty import Evidence, State
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.progress import Tally, TaskProgress, progress
from gongkai.work.ledger.queries.public import checked_at, public_plans
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.catalogue import Branch, tree
from gongkai.work.records.queries.harvest import publishers

Data = dict[str, Any]


def catalogue(request: HttpRequest) -> Data:
    """The whole catalogue as a tree."""
    return {"items": [_branch(request, one) for one in tree()]}


def organisations(request: HttpRequest) -> Data:
    """Those with something public."""
    return {"organisations": [_unit(request, one, count) for one, count in publishers()]}


def ledger(request: HttpRequest, year: int | None, on: date) -> Data:
    """How far the plan of that year, or the newest one, has come."""
    plans = list(public_plans(on))
    plan = next((one for one in plans if year in (None, one.year)), None)
    if plan is None and year is not None:
        raise Problem(404, "没有这一年的方案", f"没有公布 {year} 年的工作方案。")
    found = progress(plan, on) if plan else None
    checked = checked_at(plan) if plan else None
    return {
        "plan": _plan(plan) if plan else None,
        "years": [one.year for one in plans],
        "checked_at": moment(checked) if checked else None,
        "tally": _tally(found.tally) if found else None,
        "tasks": [_task(request, one) for one in found.tasks] if found else [],
    }


def _branch(request: HttpRequest, one: Branch) -> Data:
    item = one.item
    return {
        "code": item.code,
        "name": item.name,
        "kind": "column" if column_of(item.code) else "item",
        "basis": item.basis,
        "workdays": item.workdays,
        "verified": item.verified,
        "count": one.count,
        "latest_on": one.latest_on.isoformat() if one.latest_on else None,
        "page": whole(request, "portal:catalogue_item", item.code),
        "feed": whole(request, "exchange:item_feed", item.code),
        "children": [_branch(request, child) for child in one.children],
    }


def _unit(request: HttpRequest, one: Organisation, count: int) -> Data:
    return {
        "code": one.code,
        "name": one.name,
        "kind": {"code": one.kind, "name": one.get_kind_display()},
        "credit_code": one.credit_code or None,
        "count": count,
        "page": whole(request, "portal:ledger_of", one.code),
        "feed": whole(request, "exchange:organisation_feed", one.code),
    }


def _plan(plan: Plan) -> Data:
    return {
        "year": plan.year,
        "title": plan.title,
        "document_number": plan.document_number or None,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
    }


def _tally(tally: Tally) -> Data:
    return {
        "total": tally.total,
        "done": tally.done,
        "states": {state.value: tally.counts[state] for state in State},
    }


def _task(request: HttpRequest, one: TaskProgress) -> Data:
    return {
        "number": one.number,
        "categories": list(one.categories),
        "requirement": one.requirement or None,
        "deadline_text": one.deadline_text or None,
        "units": [
            {"name": unit.name, "role": {"code": unit.role, "name": unit.role_label}}
            for unit in one.units
        ],
        "tally": _tally(one.tally),
        "evidence": [_evidence(request, each) for each in one.evidence],
    }


def _evidence(request: HttpRequest, one: Evidence) -> Data:
    return {
        "title": one.title,
        "on": one.on.isoformat(),
        "url": request.build_absolute_uri(one.url),
    }
