"""Facts that are chosen from a list, with the words of the list."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.rules.decisions.law import PAPERS

CHOICES: Mapping[str, Mapping[str, str]] = {
    "risk_level": {"controllable": "可控", "uncontrollable": "不可控"},
    "competition_result": {"pass": "通过", "fail": "不通过"},
    "legality_result": {
        "lawful": "合法",
        "changes": "应当修改后提交",
        "exploratory": "探索性改革，明示法律风险",
        "unlawful": "不合法",
    },
}
"""One of these, by the name of the fact."""
MANY: Mapping[str, Mapping[str, str]] = {
    "deliberation_papers": {one.code: one.label for one in PAPERS},
}
"""Several of these."""
