"""Why a publication may be taken back, how the public is told, and by when it must be decided."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from gongkai.rules.workdays import add_workdays, workday_from


@dataclass(frozen=True)
class Reason:
    """One ground for taking a publication back.

    `from_event` names the day from which its term runs, empty where that is the day of asking.
    """

    code: str
    label: str
    source: str
    verified: bool
    workdays: int
    with_history: bool = False
    from_event: str = ""


def _load() -> dict[str, Reason]:
    text = files("gongkai.rules.data").joinpath("withdrawal.toml").read_text("utf-8")
    return {row["code"]: Reason(**row) for row in tomllib.loads(text)["reasons"]}


REASONS: dict[str, Reason] = _load()
_OTHER = "other"


def decide_by(code: str, asked_on: date, since_on: date | None = None) -> date:
    """Return the last day to decide on a request; a term of no workdays ends on its first workday.

    Source: 行政处罚法 第四十八条 (three days, which are workdays after 第八十五条); else ours.

    >>> decide_by("penalty_ended", date(2026, 9, 24), date(2026, 9, 22)).isoformat()
    '2026-09-28'
    >>> decide_by("privacy", date(2026, 9, 26)).isoformat()
    '2026-09-28'
    """
    reason = REASONS.get(code) or REASONS[_OTHER]
    begins_on = since_on if reason.from_event and since_on is not None else asked_on
    if reason.workdays == 0:
        return workday_from(begins_on, provisional=True)
    return add_workdays(begins_on, reason.workdays, provisional=True)


def worded(code: str, text: str) -> str:
    """Return the reason as the address of what was withdrawn will show it.

    Source: 行政处罚法 第四十八条 (公开说明理由); ours.

    >>> worded("wrong", "第三条的数字写错"), worded("other", "机构撤并")
    ('内容有误：第三条的数字写错', '机构撤并')
    """
    return text if code == _OTHER else f"{REASONS[code].label}：{text}"
