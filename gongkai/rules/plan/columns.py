"""Which column of a table is what, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.plan.words import WORDS, squeeze

UNIT_KINDS = ("unit", "lead", "support")
_MAX_LABEL = 14
_BRACKETS = re.compile(r"[（(【\[].*?[）)】\]]")
_NUMBER = re.compile(r"^[（(]?\d{1,4}[）)]?[.、．]?$")
_PERIOD = re.compile(r"^(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?)$")
_EXACT = {label: kind for kind, labels in WORDS.columns.items() for label in labels}
# Endings that decide for a label not in the list; the order matters.
_ENDINGS = (
    ("lead", re.compile(r"^牵头")),
    ("support", re.compile(r"^(配合|协办|协同|参与|协助)")),
    ("unit", re.compile(r"(单位|部门|科室|处室|主体|股室)$")),
    ("deadline", re.compile(r"(时限|时间|节点|期限|时间表|日期|进度)(要求|安排)?$")),
    ("requirement", re.compile(r"(要求|措施|内容|举措|做法)$")),
    ("category", re.compile(r"(任务|目标|事项|类别|项目|领域|指标|工作)$")),
)


@dataclass(frozen=True)
class Header:
    """The columns of a table: a kind for each grid column, and the labels as printed."""

    kinds: tuple[str, ...]
    labels: tuple[str, ...]

    def places(self, *kinds: str) -> list[int]:
        """The grid columns of these kinds, left to right."""
        return [place for place, kind in enumerate(self.kinds) if kind in kinds]

    @property
    def distinct(self) -> tuple[str, ...]:
        """The labels once each, for messages."""
        return tuple(dict.fromkeys(label for label in self.labels if label))


def kind_of(label: str) -> str | None:
    """The kind of a column label, or None if it is no label.

    >>> kind_of("完成 时限"), kind_of("区财政局")
    ('deadline', None)
    """
    plain = squeeze(label)
    if plain in WORDS.listings:
        return "listing"
    if plain in _EXACT:
        return _EXACT[plain]
    if is_period(plain):
        return "deadline"
    plain = _BRACKETS.sub("", plain).strip(":：")
    if plain in _EXACT:
        return _EXACT[plain]
    if len(plain) > _MAX_LABEL or not plain or re.search(r"[，。；、,;\d]", plain):
        return None
    return None if len(plain) > 8 else _by_ending(plain)  # noqa: PLR2004 - labels are short


def is_period(label: str) -> bool:
    """True for a column that says what is to be done in one part of the year.

    >>> is_period("一季度"), is_period("一季度前")
    (True, False)
    """
    return bool(_PERIOD.match(squeeze(label)))


def _by_ending(plain: str) -> str | None:
    for kind, pattern in _ENDINGS:
        if pattern.search(plain):
            return kind
    return None


def is_header(labels: Sequence[str]) -> bool:
    """True if the distinct labels are those of a plan's table or of a listing."""
    distinct = [label for label in dict.fromkeys(map(squeeze, labels)) if label]
    kinds = [kind_of(label) for label in distinct]
    exact = [label for label in distinct if label in _EXACT or label in WORDS.listings]
    known = {kind for kind in kinds if kind}
    wants = bool(known & {"requirement", "category", "listing"})
    # A plan's table that lacks the column of tasks is still one, and is refused as that.
    wants = wants or ("deadline" in known and bool(known & set(UNIT_KINDS)))
    mostly = len([kind for kind in kinds if kind]) * 2 > len(distinct)
    return wants and mostly and len(known) > 1 and len(exact) > 1


def is_listing(labels: Sequence[str]) -> bool:
    """True for the header of a disclosure list, which is not a plan."""
    return len({squeeze(label) for label in labels} & set(WORDS.listings)) > 1


def resolve(labels: Sequence[str], numeric: Sequence[bool] = ()) -> Header:
    """Settle the columns: numbers by content, and one column as the requirement.

    A plan without a column named 要求, 内容 or 措施 states the duty in its last task column.
    """
    kinds = [kind_of(label) or "ignored" for label in labels]
    kinds = ["ignored" if kind == "listing" else kind for kind in kinds]
    for place, only_numbers in enumerate(numeric):
        if only_numbers and kinds[place] in {"category", "requirement", "ignored"}:
            kinds[place] = "number"
    wanted = [place for place, kind in enumerate(kinds) if kind == "requirement"]
    if not wanted:
        wanted = [place for place, kind in enumerate(kinds) if kind == "category"]
    for place in wanted[:-1]:
        kinds[place] = "category"
    if wanted:
        kinds[wanted[-1]] = "requirement"
    return Header(tuple(kinds), tuple(map(squeeze, labels)))


def is_number(text: str) -> bool:
    """True for the number of a row: 3, 3. or （3）."""
    return bool(_NUMBER.match(squeeze(text)))
