"""Compute state and last day of requests from their events; needs no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from gongkai.faces.jobs.exits import Unfit, plainly
from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.words import day_or_none
from gongkai.rules.foi import STATES, BadEvent, Event, NoLaw, Reading, read_clock, read_event
from gongkai.work.journal.deeds import day_of

_FAULTY = 1


class Command(Job):
    help = "按条例计算依申请公开的办理状态和到期日，逐步说明依据"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="申请和事件的 JSON 文件")
        parser.add_argument("--on", metavar="DATE", help="以哪一天为今天，默认是今天")
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            on = day_or_none(options["on"], "--on") or day_of(timezone.now())
            told = [_told(row, place, on) for place, row in enumerate(_rows(options["file"]), 1)]
            if options["json"]:
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            else:
                self.stdout.write("\n".join(line for one in told for line in _lines(one)))
        if any("error" in one for one in told):
            sys.exit(_FAULTY)


def _rows(path: Path) -> list[Any]:
    try:
        rows = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Unfit(f"{path.name} 打不开（{error.strerror}）。请核对文件名。") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Unfit(f"{path.name} 不是 UTF-8 的 JSON 文件，请检查文件内容。") from error
    if not isinstance(rows, list):
        raise Unfit(f"{path.name} 应是一个列表，每件申请写作 {{case, events}}。")
    return rows


def _told(row: Any, place: int, on: date) -> dict[str, Any]:
    """One case; whatever is wrong with it is said there and leaves the others alone."""
    if not isinstance(row, dict) or not isinstance(row.get("events"), list):
        return _unread(None, f"第 {place} 件应是含有 case 和 events 的对象。")
    case = row.get("case")
    events, fault = _read(row["events"])
    try:
        reading = read_clock(events, on)
    except NoLaw as none:
        return _unread(case, f"{none.on}还没有施行政府信息公开条例，请核对收到日期。")
    except OverflowError:
        return _unread(case, "日期太靠后，算不出到期日，请核对年份。")
    return _written(case, replace(reading, error=fault) if fault else reading)


def _read(rows: list[Any]) -> tuple[list[Event], str]:
    """The events before the first that cannot be read, and what is wrong with that one."""
    events: list[Event] = []
    for place, row in enumerate(rows, start=1):
        try:
            events.append(read_event(row, place))
        except BadEvent as bad:
            return events, f"第 {bad.place} 个事件：{bad.sentence}。"
    return events, ""


def _written(case: Any, reading: Reading) -> dict[str, Any]:
    return {
        "case": case,
        "state": reading.state,
        "received": _iso(reading.received),
        "clock_from": _iso(reading.clock_from),
        "due": _iso(reading.due),
        "excluded_days": reading.excluded_days,
        "overdue": reading.overdue,
        "steps": [
            {"on": one.on.isoformat(), "what": one.what, "because": one.because}
            for one in reading.steps
        ],
        "term": _iso(reading.term),
        "provisional": reading.provisional,
    } | ({"error": reading.error} if reading.error else {})


def _unread(case: Any, error: str) -> dict[str, Any]:
    return _written(case, Reading("", None, None, None, 0, False, (), error=error))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _lines(one: dict[str, Any]) -> Iterator[str]:
    facts = [STATES.get(one["state"], "无法计算")]
    if one["due"]:
        provisional = "（暂估：该年放假安排还没有公布）" if one["provisional"] else ""
        facts.append(f"到期 {one['due']}{provisional}")
    if one["term"]:
        facts.append(f"等到 {one['term']}")
    if one["overdue"]:
        facts.append("已超期")
    yield f"{one['case']}　{'，'.join(facts)}"
    for step in one["steps"]:
        yield f"  {step['on']} {step['what']}：{step['because']}"
    if "error" in one:
        yield f"  有误：{one['error']}"
