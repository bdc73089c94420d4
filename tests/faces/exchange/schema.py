"""As much of JSON Schema as the description of the interface uses; whatever else it uses raises."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
KNOWN = {
    "type", "properties", "required", "additionalProperties", "items", "anyOf", "$ref", "const",
    "enum", "minimum", "maximum", "format", "pattern", "description",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> list[str]:
    """Where the value is not as the schema says."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        return faults(value, whole["components"]["schemas"][schema["$ref"].split("/")[-1]],
                      whole, at)  # fmt: skip
    if "anyOf" in schema:
        found = [faults(value, one, whole, at) for one in schema["anyOf"]]
        return [] if [] in found else found[0]
    wrong = _plain(value, schema, at)
    if wrong:
        return wrong
    if isinstance(value, dict):
        return _object(value, schema, whole, at)
    if isinstance(value, list) and "items" in schema:
        rows = enumerate(value)
        return [w for n, one in rows for w in faults(one, schema["items"], whole, f"{at}[{n}]")]
    return []


def _plain(value: Any, schema: dict[str, Any], at: str) -> list[str]:
    types = schema.get("type", list(TYPES))
    types = [types] if isinstance(types, str) else types
    fits = isinstance(value, tuple(kind for one in types for kind in TYPES[one]))
    if not fits or (isinstance(value, bool) and "boolean" not in types):
        return [f"{at}: {value!r} is no {types}"]
    if "const" in schema and value != schema["const"]:
        return [f"{at}: {value!r} is not {schema['const']!r}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    if isinstance(value, int) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        return [f"{at}: {value} is out of range"]
    return _text(value, schema, at) if isinstance(value, str) else []


def _text(value: str, schema: dict[str, Any], at: str) -> list[str]:
    if not re.search(schema.get("pattern", ""), value):
        return [f"{at}: {value!r} is not {schema['pattern']}"]
    try:
        {"date": date.fromisoformat, "date-time": _moment, "uri": _uri, "": str}[
            schema.get("format", "")
        ](value)
    except ValueError:
        return [f"{at}: {value!r} is no {schema['format']}"]
    return []


def _moment(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(text)


def _uri(text: str) -> None:
    if not (urlsplit(text).scheme and urlsplit(text).netloc):
        raise ValueError(text)


def _object(
    value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any], at: str
) -> list[str]:
    known, more = schema.get("properties", {}), schema.get("additionalProperties", {})
    wrong = [f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value]
    for name, one in value.items():
        if name in known or isinstance(more, dict):
            wrong += faults(one, known.get(name, more), whole, f"{at}.{name}")
        elif not more:
            wrong.append(f"{at}.{name} is not described")
    return wrong
