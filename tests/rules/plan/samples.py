"""Invented plans for an invented district, to be written in every format."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

Units = tuple[tuple[str, str], ...]

FRONT = [
    "云岫区人民政府办公室",
    "关于印发2024年云岫区政务公开工作方案的通知",
    "云政办发〔2024〕6号",
    "各街道办事处，区政府各部门：",
    "《2024年云岫区政务公开工作方案》已经区政府同意，现印发给你们，请认真贯彻落实。",
    "云岫区人民政府办公室",
    "2024年3月18日",
    "2024年云岫区政务公开工作方案",
    "一、工作要求",
    "各部门每年至少组织1次政务公开业务培训，提高队伍能力。",
    "附件：2024年云岫区政务公开重点工作任务分解表",
    "附件",
    "2024年云岫区政务公开重点工作任务分解表",
]


@dataclass(frozen=True)
class Row:
    """One task: how the plan prints it and what the reader must make of it."""

    requirement: str
    unit: str
    units: Units
    deadline: str | None
    limit: dict[str, Any] | None
    categories: tuple[str, ...] = ()
    number: int | None = None
    more: dict[str, str] = field(default_factory=dict)


def _year_end(text: str) -> tuple[str, dict[str, Any]]:
    return text, {"kind": "fixed", "date": "2024-12-31"}


_STANDING = {"kind": "standing"}
_FORMED = {"kind": "workdays_after_event", "days": 20, "event": "信息形成或变更"}
_ONE = "推进重点领域信息公开"
_TWO = "提升政策解读质量"
_THREE = "夯实公开平台基础"

POOL = [
    Row(
        "动态更新营商环境领域的政策清单，逐条注明适用对象、办理方式和咨询电话，方便经营主体查询",
        "区发展改革局",
        (("区发展改革局", "responsible"),),
        *_year_end("2024年年底前完成"),
        (_ONE, "围绕优化营商环境加强公开"),
    ),
    Row(
        "公开本年度重大建设项目清单，按季度更新项目进展",
        "区发展改革局、区住房城乡建设局",
        (("区发展改革局", "responsible"), ("区住房城乡建设局", "responsible")),
        "信息形成或变更之日起20个工作日内公开",
        _FORMED,
        (_ONE, "围绕优化营商环境加强公开"),
    ),
    Row(
        "及时公开义务教育阶段招生范围、招生计划、入学条件和录取结果，并提前发布政策问答，解答家长关心的问题",
        "区教育局",
        (("区教育局", "responsible"),),
        "每年6月30日前",
        {"kind": "yearly", "month_day": "06-30"},
        (_ONE, "围绕保障基本民生加强公开"),
    ),
    Row(
        "公开城乡低保、特困人员供养和临时救助的标准、对象与资金发放情况",
        "区民政局",
        (("区民政局", "responsible"),),
        "长期坚持",
        _STANDING,
        (_ONE, "围绕保障基本民生加强公开"),
    ),
    Row(
        "发布基本医疗保险参保缴费和异地就医备案指南",
        "区医疗保障局牵头，区卫生健康局配合",
        (("区医疗保障局", "lead"), ("区卫生健康局", "support")),
        "2024年9月底前完成",
        {"kind": "fixed", "date": "2024-09-30"},
        (_ONE, "围绕保障基本民生加强公开"),
    ),
    Row(
        "涉及群众切身利益的重要政策文件出台时，同步组织、同步审签、同步部署解读材料，解读应当讲清背景、依据、主要举措和办事途径",
        "各有关单位",
        (("各有关单位", "responsible"),),
        "长期坚持",
        _STANDING,
        (_TWO, "落实政策解读同步机制"),
    ),
    Row(
        "丰富解读形式，以图解、短视频、现场宣讲开展解读",
        "各有关单位",
        (("各有关单位", "responsible"),),
        "长期坚持",
        _STANDING,
        (_TWO, "落实政策解读同步机制"),
    ),
    Row(
        "选取三件以上惠企政策开展执行效果评价，评价报告连同改进措施向社会公布",
        "区工业和信息化局牵头，政策起草部门具体落实",
        (("区工业和信息化局", "lead"), ("政策起草部门", "responsible")),
        *_year_end("2024年12月底前完成"),
        (_TWO, "开展政策评价"),
    ),
    Row(
        "清理整合政府网站栏目，删去长期不更新的栏目，检索结果按发布时间和效力状态排序",
        "区政府办公室",
        (("区政府办公室", "responsible"),),
        "2024年10月底前完成",
        {"kind": "fixed", "date": "2024-10-31"},
        (_THREE, "规范政府网站运行"),
    ),
    Row(
        "认真办理网民留言，简单事项三个工作日内答复",
        "区政府办公室、各街道办事处",
        (("区政府办公室", "responsible"), ("各街道办事处", "responsible")),
        "长期坚持",
        _STANDING,
        (_THREE, "规范政府网站运行"),
    ),
    Row(
        "落实政务新媒体开设、变更、注销备案制度，对连续两个月不更新的账号及时关停整合",
        "政务新媒体主办单位",
        (("政务新媒体主办单位", "responsible"),),
        "本方案印发之日起30个工作日内",
        {"kind": "workdays_after_event", "days": 30, "event": "本方案印发"},
        (_THREE, "加强政务新媒体管理"),
    ),
    Row(
        "在政务服务大厅设置政务公开专区，提供查阅、申请、咨询服务",
        "区行政审批服务局",
        (("区行政审批服务局", "responsible"),),
        *_year_end("2024年年底前完成"),
        (_THREE, "加强政务新媒体管理"),
    ),
]


@dataclass(frozen=True)
class Sample:
    """A plan: its columns as (label, key), its rows, and the keys whose equal cells merge."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ("category1", "category2")
    front: tuple[str, ...] = tuple(FRONT)
    landscape: bool = False
    repeats_header: bool = True

    @property
    def labels(self) -> list[str]:
        """The column labels as printed."""
        return [label for label, _ in self.columns]

    def cell(self, row: Row, key: str) -> str:
        """What the row prints in a column."""
        if key == "number":
            return str(row.number) if row.number is not None else ""
        if key.startswith("category"):
            return row.categories[int(key[-1]) - 1]
        if key == "deadline":
            return row.deadline or ""
        return row.more.get(key, str(getattr(row, key, "")))

    def spans(self, key: str) -> list[tuple[int, int]]:
        """The runs of rows that share one cell, as (first, row after the last)."""
        found: list[tuple[int, int]] = []
        for at, row in enumerate(self.rows):
            above = self.rows[at - 1] if at else None
            if above and key in self.merged and self._same(above, row, key):
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        return found

    def _same(self, above: Row, row: Row, key: str) -> bool:
        outer = above.categories[:1] == row.categories[:1]
        return self.cell(above, key) == self.cell(row, key) and (key != "category2" or outer)

    def wanted(self) -> list[dict[str, Any]]:
        """The tasks that a reader must find."""
        keys = {key for _, key in self.columns}
        depth = sum(key.startswith("category") for key in keys)
        return [
            {
                "number": row.number if row.number is not None else at,
                "categories": list(row.categories[:depth]),
                "requirement": row.requirement,
                "responsible": [{"name": name, "role": role} for name, role in row.units],
                "deadline_text": row.deadline if "deadline" in keys else None,
                "deadline": row.limit if "deadline" in keys else None,
            }
            for at, row in enumerate(self.rows, 1)
        ]


def numbered(rows: list[Row]) -> tuple[Row, ...]:
    """The rows with the numbers 1, 2, 3, …"""
    return tuple(replace(row, number=at) for at, row in enumerate(rows, 1))


def with_units(row: Row, text: str, *units: tuple[str, str], **more: str) -> Row:
    """The row with other units; `more` are the texts of further columns."""
    return replace(row, unit=text, units=units, more=more)
