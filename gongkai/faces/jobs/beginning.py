"""The first start of an instance: the example district, or one's own office and plan."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from gongkai.rules.catalogue import ITEMS
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.staffing.actions.accounts import open_account
from gongkai.work.staffing.actions.appoint import appoint
from gongkai.work.staffing.actions.organisations import found

OFFICE = "zhengwugongkai"
ACCOUNT = "gongkai"
_ROLES = (Post.Role.OPENNESS_OFFICER, Post.Role.OPENNESS_HEAD, Post.Role.ADMINISTRATOR)


def is_empty() -> bool:
    """Whether nobody has begun with this instance yet."""
    return not Organisation.objects.exists()


def is_ours() -> bool:
    """Whether this instance was begun with a plan of one's own."""
    return Organisation.objects.filter(code=OFFICE).exists()


def accounts_file() -> Path:
    """Where the accounts of the first start stay readable until somebody removes them."""
    return Path(settings.HOME) / "accounts.txt"


def keep_catalogue(at: datetime) -> None:
    """Let the catalogue have every item of the law and every column; nothing else is touched.

    An instance of one's own begins without any, and a later version of the law's list adds some.
    """
    known = set(CatalogueItem.objects.values_list("code", flat=True))
    if not known.issuperset(ITEMS):
        set_up(at=at)


def begin_with_example() -> str:
    """Load the example district; what it prints are its accounts."""
    told = StringIO()
    call_command("demo", stdout=told)
    return _keep(told.getvalue())


def begin_with_plan(plan: Path, *, at: datetime, **options: Any) -> str:
    """Found the office with one account and load the plan; nothing at all if it is no plan."""
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        _open_office(password, at)
        loaded = load(plan, **options)
    return loaded + _keep(f"账号 {ACCOUNT}  密码 {password}  （政务公开办；登录后请先修改密码）\n")


def load(plan: Path, **options: Any) -> str:
    """Load one's own plan and tell what came of it; loading it again changes nothing."""
    told = StringIO()
    call_command(
        "load_plan",
        str(plan),
        organisation=OFFICE,
        found_organisations=True,
        stdout=told,
        **options,
    )
    result = json.loads(told.getvalue())
    return (
        f"已存入工作方案：任务 {result['tasks']} 项，责任事项 {result['duties']} 项，"
        f"待核定的单位名称 {len(result['unresolved'])} 处。\n"
    )


def _open_office(password: str, at: datetime) -> None:
    office = found(
        code=OFFICE,
        name=settings.GONGKAI_SITE["organiser"],
        kind=Organisation.Kind.DEPARTMENT,
        runs_openness=True,
        by=None,
        at=at,
    )
    person = open_account(username=ACCOUNT, name="政务公开办", password=password, by=None, at=at)
    for role in _ROLES:
        appoint(person=person, organisation=office, role=role, from_on=day_of(at), by=None, at=at)


def _keep(accounts: str) -> str:
    path = accounts_file()
    path.touch(mode=0o600)
    path.write_text(accounts, "utf-8")
    return accounts
