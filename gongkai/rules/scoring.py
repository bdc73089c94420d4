"""The monthly score of one organisation, every point of it explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongkai.rules.findings import Finding, booked_before, in_order
from gongkai.rules.scoring_table import Grade, Rule, Table

ZERO = Decimal(0)


class UnknownRule(LookupError):
    """A finding hits a rule that the table does not have."""

    def __init__(self, rule: str, finding: str) -> None:
        super().__init__(rule, finding)
        self.rule = rule
        self.finding = finding


class MixedOrganisations(ValueError):
    """A score is that of one organisation."""


class Month(NamedTuple):
    """One month of one year."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Return the month written as YYYY-MM, or raise ValueError.

        Source: ours.
        """
        first = date.fromisoformat(f"{text}-01")
        return cls(first.year, first.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def has(self, day: date) -> bool:
        return (day.year, day.month) == self


@dataclass(frozen=True)
class Deduction:
    """What one finding cost (or, under a bonus rule, brought), and why."""

    rule: str
    points: Decimal
    finding: str
    explanation: str


@dataclass(frozen=True)
class MonthScore:
    """`points` is the full score less the deductions, plus the bonuses."""

    month: Month
    points: Decimal
    deductions: tuple[Deduction, ...]
    bonuses: tuple[Deduction, ...] = ()


def plain(points: Decimal) -> str:
    """Return points as people write them.

    Source: ours.

    >>> plain(Decimal("5.00")), plain(Decimal("0.50")), plain(Decimal("100"))
    ('5', '0.5', '100')
    """
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def score(findings: Iterable[Finding], table: Table, month: Month) -> MonthScore:
    """Return the score of one organisation, from its findings of `month`; others are not counted.

    score = sum over groups of max(0, group points - sum of min(cap of the row, n x points))
    + min(bonus, bonus cap). Source: 政府信息公开条例 第四十六条（考核）; local scoring tables.
    """
    counted = [one for one in in_order(findings) if month.has(one.found_on)]
    if len({one.organisation for one in counted}) > 1:
        raise MixedOrganisations
    judged = [(one, *_judge(one, table)) for one in counted]
    booked = booked_before(one for one, _, obstacle in judged if not obstacle)
    budget = _Budget.of(table)
    deductions: list[Deduction] = []
    bonuses: list[Deduction] = []
    for finding, rule, obstacle in judged:
        why_not = obstacle or _already(booked.get(finding.id), rule)
        entry = _waived(finding, rule, why_not) if why_not else budget.book(finding, rule)
        (bonuses if rule.bonus else deductions).append(entry)
    points = table.full - _total(deductions) + _total(bonuses)
    return MonthScore(month, points, tuple(deductions), tuple(bonuses))


def grade_of(points: Decimal, grades: Sequence[Grade]) -> Grade:
    """Return the highest grade that `points` reach.

    Source: local scoring tables; the thresholds are parameters.
    """
    for grade in sorted(grades, key=lambda one: one.at_least, reverse=True):
        if points >= grade.at_least:
            return grade
    raise LookupError(points)


def ranks(points: Mapping[str, Decimal]) -> dict[str, int]:
    """Return the rank of each organisation; equals share a rank and leave the next ones out.

    Source: ours.

    >>> ranks({"甲": Decimal(90), "乙": Decimal(95), "丙": Decimal(90)})
    {'甲': 2, '乙': 1, '丙': 2}
    """
    return {name: 1 + sum(other > own for other in points.values()) for name, own in points.items()}


def _total(entries: Iterable[Deduction]) -> Decimal:
    return sum((one.points for one in entries), ZERO)


def _verb(rule: Rule) -> str:
    return "加分" if rule.bonus else "扣分"


def _judge(finding: Finding, table: Table) -> tuple[Rule, str]:
    """Return the rule of the day of the finding, and what keeps it from costing points."""
    versions = [rule for rule in table.rules if rule.code == finding.rule]
    if not versions:
        raise UnknownRule(finding.rule, finding.id)
    in_force = [rule for rule in versions if rule.is_in_force(finding.found_on)]
    rule = in_force[-1] if in_force else versions[-1]
    if not in_force:
        return rule, f"该规则在 {finding.found_on} 不施行，不{_verb(rule)}"
    if not rule.enabled:
        return rule, f"该规则未启用（{rule.reason}），不{_verb(rule)}"
    if rule.evidence_required and not finding.has_evidence:
        return rule, f"没有佐证，不{_verb(rule)}"
    return rule, ""


def _already(earlier: Finding | None, rule: Rule) -> str:
    return f"与问题 {earlier.id} 是同一事实，不重复{_verb(rule)}" if earlier else ""


def _heading(finding: Finding, rule: Rule) -> str:
    return f"{finding.title}：按“{rule.text}”"


def _waived(finding: Finding, rule: Rule, obstacle: str) -> Deduction:
    return Deduction(rule.code, ZERO, finding.id, f"{_heading(finding, rule)}，{obstacle}。")


@dataclass
class _Budget:
    """What is still left of each row, of each group and of the bonus while findings are booked."""

    table: Table
    rows: dict[str, Decimal]
    groups: dict[str, Decimal]
    bonus: Decimal

    @classmethod
    def of(cls, table: Table) -> _Budget:
        groups = {group.code: group.points for group in table.groups}
        return cls(table, dict(table.caps), groups, table.bonus_cap)

    def book(self, finding: Finding, rule: Rule) -> Deduction:
        wanted = finding.count * rule.points
        row_left = self.rows.get(rule.row, wanted)
        pot_left = self.bonus if rule.bonus else self.groups[rule.group]
        points = min(wanted, row_left, pot_left)
        if rule.row in self.rows:
            self.rows[rule.row] -= points
        if rule.bonus:
            self.bonus -= points
        else:
            self.groups[rule.group] -= points
        told = self._told(rule, wanted, points, by_row=row_left <= pot_left)
        count = f"{finding.count} {rule.unit} × {plain(rule.points)} 分"
        return Deduction(
            rule.code, points, finding.id, f"{_heading(finding, rule)}，{count}，{told}。"
        )

    def _told(self, rule: Rule, wanted: Decimal, points: Decimal, *, by_row: bool) -> str:
        verb = "加" if rule.bonus else "扣"
        if points == wanted:
            return f"{verb} {plain(points)} 分"
        rest = f"实{verb} {plain(points)} 分" if points else f"已{verb}满，本项不再{verb}分"
        return f"应{verb} {plain(wanted)} 分，{self._limit(rule, verb, by_row=by_row)}，{rest}"

    def _limit(self, rule: Rule, verb: str, *, by_row: bool) -> str:
        if by_row:
            return f"本行最多{verb} {plain(self.table.caps[rule.row])} 分"
        if rule.bonus:
            return f"加分合计最多 {plain(self.table.bonus_cap)} 分"
        group = self.table.group(rule.group)
        return f"“{group.title}”类最多扣 {plain(group.points)} 分"
