"""What screening finds, and the data by which it judges: kinds, contexts, masks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

Span = tuple[int, int]
BLOCK = "block"
WARN = "warn"
_FILES = ("privacy.toml", "wording.toml")
_STOPS = re.compile(r"[。；;\n\t]")
_SEPARATORS = re.compile(r"[\s\u200b\u00b7·\-–—]")


@dataclass(frozen=True, order=True)
class Hit:
    """A place in a text that must not be published so; `masked` may stand in its stead."""

    start: int
    end: int
    kind: str
    level: str
    text: str
    rule: str
    suggestion: str
    masked: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that the command prints."""
        return {
            "kind": self.kind,
            "level": self.level,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
            "suggestion": self.suggestion,
        } | ({"masked": self.masked} if self.masked is not None else {})


@dataclass(frozen=True)
class Kind:
    """One kind of personal data: how grave it is and how it is masked."""

    code: str
    label: str
    level: str
    rule: str
    keep_first: int
    keep_last: int
    verified: bool


def read_data(name: str) -> dict[str, Any]:
    """Return a file of rules/data."""
    return tomllib.loads(files("gongkai.rules.data").joinpath(name).read_text("utf-8"))


_DATA = read_data("privacy.toml")
KINDS = {code: Kind(code=code, **row) for code, row in _DATA["kinds"].items()}
NAME_LABELS = frozenset(_DATA["tables"]["name"])
SENSITIVE_LABELS = frozenset(_DATA["tables"]["sensitive"])
ADDRESS_LABELS = frozenset(_DATA["tables"]["address"])
_CONTEXT_SIGNS: int = _DATA["context_signs"]


def rules_digest() -> str:
    """Return what names these rules: their data and the code that applies them, as one hash.

    Source: ours.
    """
    return _digest()


@cache
def _digest() -> str:
    seen = sha256()
    for folder, ending in (("gongkai.rules.data", ".toml"), ("gongkai.rules.screening", ".py")):
        for path in sorted(files(folder).iterdir(), key=lambda one: one.name):
            if path.name.endswith(ending) and (ending == ".py" or path.name in _FILES):
                seen.update(path.read_bytes())
    return seen.hexdigest()


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


CONTEXT = {name: re.compile(any_of(words)) for name, words in _DATA["context"].items()}


def last_said(name: str, text: str, start: int) -> int:
    """Return how near before `start` the words of context `name` stand; -1 if they do not.

    Only the same sentence and cell count; a greater number is nearer.
    """
    before = _STOPS.split(text[max(0, start - _CONTEXT_SIGNS) : start])[-1]
    return max((match.end() for match in CONTEXT[name].finditer(before)), default=-1)


def is_said(name: str, text: str, start: int) -> bool:
    """True if the words of context `name` stand shortly before `start`."""
    return last_said(name, text, start) >= 0


def mask(kind: Kind, text: str) -> str:
    """Return `text` with all but its first and last signs starred, without separators.

    >>> mask(KINDS["mobile"], "138 0013-8000")
    '138****8000'
    """
    if kind.code == "email":
        local, _, domain = text.partition("@")
        return f"{local[: kind.keep_first]}***@{domain}"
    signs = _SEPARATORS.sub("", text)
    kept = kind.keep_first + kind.keep_last
    if kind.keep_first >= len(signs):
        return signs
    last = signs[-kind.keep_last :] if kind.keep_last else ""
    return signs[: kind.keep_first] + "*" * max(len(signs) - kept, 1) + last


def personal(
    code: str, text: str, span: Span, *, level: str | None = None, doubt: str | None = None
) -> Hit:
    """Return the hit for personal data at `span`; a `doubt` is said instead of a correction."""
    kind = KINDS[code]
    found = text[span[0] : span[1]]
    masked = mask(kind, found)
    return Hit(
        start=span[0],
        end=span[1],
        kind=code,
        level=level or kind.level,
        text=found,
        rule=kind.rule,
        suggestion=doubt or f"{kind.label}应当隐去，可改为“{masked}”",
        masked=masked,
    )
