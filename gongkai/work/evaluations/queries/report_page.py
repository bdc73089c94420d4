"""The report of an evaluation as a body of a record."""

from __future__ import annotations

from html import escape

from gongkai.rules.decisions.evaluation import ASPECTS, METHODS
from gongkai.work.evaluations.models.evaluation import Evaluation


def report_title(evaluation: Evaluation) -> str:
    """关于《…》实施效果的评价报告（2026 年）."""
    return f"关于《{policy_title(evaluation)}》实施效果的评价报告（{evaluation.year}年）"


def policy_title(evaluation: Evaluation) -> str:
    """The title under which the policy is public; its number where it was withdrawn."""
    live = evaluation.policy.live
    return live.title if live is not None else str(evaluation.policy)


def report_body(evaluation: Evaluation) -> str:
    """Methods, five aspects, result, use and outcome."""
    methods = "；".join(
        f"{one.on} {METHODS[one.code]}，{one.people} 人参加{f'（{one.note}）' if one.note else ''}"
        for one in evaluation.methods.order_by("on", "id")
    )
    sections = [
        ("评价对象", f"{policy_title(evaluation)}（索引号 {evaluation.policy.index_number}）"),
        ("评价方式", methods),
        *((label, evaluation.aspects.get(code, "")) for code, label in ASPECTS.items()),
        ("评价结果", evaluation.result),
        ("结果运用", evaluation.use),
        ("结论", _outcome(evaluation)),
    ]
    return "".join(f"<h3>{escape(title)}</h3>{_paragraphs(text)}" for title, text in sections)


def _outcome(evaluation: Evaluation) -> str:
    said = evaluation.get_outcome_display()
    by = f"，{evaluation.follow_up_on} 前办理" if evaluation.follow_up_on else ""
    return f"{said}{by}。"


def _paragraphs(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
