"""Where the public plans lie that the reader is measured on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.rules.plan.model import PlanReading
from gongkai.rules.plan.reader import read_plan

PLANS = Path(__file__).parents[4] / "shared" / "data" / "plans"


def read(name: str) -> PlanReading:
    """Read a public plan, or skip where the plans are not at hand."""
    return read_plan(name, data(name))


def data(name: str) -> bytes:
    """The bytes of a public plan, or skip where the plans are not at hand."""
    if not PLANS.is_dir():
        pytest.skip("the public plans of ../shared/data are not here")
    return (PLANS / name).read_bytes()


def truth(name: str) -> dict[str, Any]:
    """What a person read in the plan."""
    return dict(json.loads(data(f"{name}.truth.json")))


def bare(value: Any) -> Any:
    """The value without white space and without the reader's notes of the truth files."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [bare(item) for item in value]
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if "note" not in key}
    return value


def compared(got: dict[str, Any], wanted: dict[str, Any]) -> tuple[Any, Any]:
    """Both values reduced to the fields that the truth states."""
    keys = [key for key in wanted if "note" not in key and key != "partial"]
    return bare({key: got.get(key) for key in keys}), bare({key: wanted[key] for key in keys})
