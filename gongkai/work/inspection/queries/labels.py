"""What kinds of findings and rules are called, whether found by a check or chosen by hand."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.rules.findings import KINDS
from gongkai.rules.scoring_table import Rule, Table, default_table

DEFAULT_MEND_WORKDAYS = 5


def kind_label(kind: str) -> str:
    """The title of a kind; a finding raised by a rule alone bears the words of that rule."""
    if kind in KINDS:
        return KINDS[kind].title
    rule = rules_by_code(default_table()).get(kind)
    return rule.text if rule is not None else kind


def mend_workdays(kind: str) -> int:
    """How long mending may take (our default, no national text gives it)."""
    return KINDS[kind].mend_workdays if kind in KINDS else DEFAULT_MEND_WORKDAYS


def rules_by_code(table: Table) -> Mapping[str, Rule]:
    """The rules of a table, the newest version of each."""
    return {rule.code: rule for rule in sorted(table.rules, key=lambda one: one.valid_from)}


def usable_rules() -> list[Rule]:
    """The rules under which a finding can be raised by hand, in the order of the table."""
    return [rule for rule in default_table().rules if rule.enabled]
