"""The road of a decision: which gates it passes, by its kind and the answers of the unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from gongkai.rules.decisions.asked import GATE_ROWS
from gongkai.rules.decisions.law import KINDS, MAJOR, NORMATIVE, UnknownKind, cited, cited_for


class Phase(StrEnum):
    """The phases in the order of the road; the values are stored."""

    START = "start"
    DRAFT = "draft"
    PUBLIC = "public"
    HEARING = "hearing"
    EXPERTS = "experts"
    RISK = "risk"
    COMPETITION = "competition"
    LEGALITY = "legality"
    DELIBERATION = "deliberation"
    PARTY = "party"
    REGISTRATION = "registration"
    ISSUE = "issue"
    FILING = "filing"
    ARCHIVE = "archive"
    EVALUATE = "evaluate"


@dataclass(frozen=True)
class Flags:
    """What the unit has answered: is the matter lawfully not public, are interests touched so that
    a hearing is held, is it technical, may it harm stability or safety, does it touch the market,
    is the document for trial (暂行、试行)."""

    public_exempt: bool = False
    needs_hearing: bool = False
    needs_experts: bool = False
    has_risk: bool = False
    touches_market: bool = False
    trial: bool = False


@dataclass(frozen=True)
class Gate:
    """What stands at the end of a phase; `number` is that of our table, P1 and so on."""

    code: Phase
    number: str
    title: str
    article: str
    source: str
    verified: bool


def _gate(row: dict[str, Any], kind: str) -> Gate:
    title, own = row["title"], None
    if kind != MAJOR:
        title, own = row.get("normative", (title, own))
    article = cited_for(kind, row["source"], own)
    source = cited(own) if own else cited(row["source"])
    verified = kind == MAJOR and row.get("verified", True)
    return Gate(Phase(row["code"]), row["number"], title, article, source, verified)


_ROWS = {Phase(row["code"]): row for row in GATE_ROWS}
_BY_KIND = {
    kind: {
        phase: _gate(row, kind) for phase, row in _ROWS.items() if kind in row.get("kinds", KINDS)
    }
    for kind in KINDS
}
GATES: Mapping[Phase, Gate] = MappingProxyType({**_BY_KIND[NORMATIVE], **_BY_KIND[MAJOR]})
"""The gates as they stand for a major decision, and the two that only normative documents have."""


def gate_of(phase: Phase, kind: str) -> Gate:
    """Return the gate with the title and the article of that kind.

    Raises UnknownKind, and KeyError for a phase that is never on that road.
    """
    return _gates(kind)[phase]


def road(kind: str, flags: Flags) -> tuple[Phase, ...]:
    """Return the phases in order; each answer only adds some. Raises UnknownKind.

    A matter that is not public keeps its phase of participation: its gate asks for the reason.
    Source: 重大行政决策程序暂行条例 第十条 至 第三十六条; 国办发〔2018〕37号 (unverified).

    >>> [phase.value for phase in road("normative", Flags())][-5:]
    ['registration', 'issue', 'filing', 'archive', 'evaluate']
    """
    gates = _gates(kind)
    return tuple(phase for phase in gates if _is_on(_ROWS[phase].get("flag"), flags))


def next_phase(kind: str, flags: Flags, done: Collection[Phase]) -> Phase | None:
    """Return the first phase of the road that is not done, None if all are. Raises UnknownKind."""
    return next((phase for phase in road(kind, flags) if phase not in done), None)


def _is_on(flag: str | None, flags: Flags) -> bool:
    return flag is None or getattr(flags, flag) is True


def _gates(kind: str) -> dict[Phase, Gate]:
    if kind not in _BY_KIND:
        raise UnknownKind(kind)
    return _BY_KIND[kind]
