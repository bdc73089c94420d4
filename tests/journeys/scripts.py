"""The two plans that are played through: what each asks, who does what in it, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LATER = "later"


@dataclass(frozen=True)
class Script:
    """One plan and the people's part in it.

    `names` are the organisations founded beforehand; the first is the openness office. `settled`
    says how each name that the software does not know is answered: LATER, a list of members, or
    another organisation's name. `founded` are founded in the course of the adoption.
    """

    name: str
    file: str
    district: str
    names: Sequence[str]
    settled: Mapping[str, str | Sequence[str]]
    founded: Sequence[str]
    title: str
    number: str
    first_day: str
    ledger_day: str
    ledger_due: str
    writing_day: str
    scoring_day: str
    month: str
    author: str
    task: int
    task_due: str
    late: str
    late_task: int
    late_due: str
    document_number: str
    tasks: int
    duties: int
    occurrences: int
    later: int
    author_duties: int
    fulfilled: Sequence[str]
    stats: str
    standing: tuple[str, str]
    late_findings: int
    late_period: str
    late_requirement: str
    overdue_since: str
    mend_by: str
    average: str
    published_count: int
    own_faults: int = 0
    lowest: str = "95"

    @property
    def month_words(self) -> str:
        year, number = self.month.split("-")
        return f"{year}年{int(number)}月"

    @property
    def problem(self) -> str:
        """What the inspection writes of the task not done."""
        return (
            f"第 {self.late_task} 项（{self.late_period}）{self.late_requirement}："
            f"应于 {self.late_due} 前完成，到期未完成。"
        )

    @property
    def notice(self) -> tuple[str, ...]:
        """How the notice begins."""
        office, month, units = self.names[0], self.month_words, self.scored
        return (
            f"{office}关于{month}政务公开工作检查考核情况的通报",
            "各有关单位：",
            f"{office}对{month}政务公开工作进行了检查考核，共考核单位{units}个，"
            f"发现问题{1 + self.own_faults}个。"
            "现将有关情况通报如下：",
            "一、上月问题整改情况",
            "上月没有检查考核记录。",
            "二、总体情况",
            f"本月全部单位共公开信息{self.published_count}条。",
            f"考核平均{self.average}分，最高100分，最低{self.lowest}分；其中优秀{units}个。",
        )

    @property
    def author_label(self) -> str:
        """How pages name the authors' organisation."""
        return self.author

    @property
    def late_label(self) -> str:
        return self.late

    @property
    def units(self) -> int:
        """How many organisations get a ledger."""
        return len(self.names) + len(self.founded)

    @property
    def scored(self) -> int:
        """Those, and the district itself where its own guide is overdue in that month."""
        return self.units + bool(self.own_faults)

    def path(self, root: Path) -> Path:
        """Where the plan's file lies, seen from the project."""
        return root / self.file


SEED = Script(
    name="seed",
    file="../shared/data/plans/seed.docx",
    district="高新技术产业开发区管理委员会",
    names=(
        "工委管委会办公室", "建设局", "教育和体育事业中心", "财政金融局", "发展改革局", "人社中心",
        "民政和文旅事业中心", "卫生健康事业中心", "高新区环保局", "自然资源局", "行政审批服务局",
    ),
    settled={
        "各有关单位": ("建设局", "教育和体育事业中心"),
        "各相关责任单位": ("建设局", "卫生健康事业中心"),
        "高新区自然资源和规划分局": "自然资源局",
        "舆情涉及单位": LATER,
        "重大行政决策承办单位": LATER,
        "行政规范性文件实施部门": LATER,
        "部门行政规范性文件起草部门": LATER,
        "政务新媒体开设单位": LATER,
    },
    founded=("群众工作部",),
    title="2023年淄博高新区政务公开工作方案",
    number="淄高新管办字〔2023〕12号",
    first_day="2023-07-26",
    ledger_day="2023-07-28",
    ledger_due="2023年8月4日",
    writing_day="2023-08-07",
    scoring_day="2023-09-01",
    month="2023-08",
    author="建设局",
    task=13,
    task_due="2023-08-22",
    late="教育和体育事业中心",
    late_task=13,
    late_due="2023-08-22",
    document_number="淄高新建字〔2023〕1号",
    tasks=44,
    duties=66,
    occurrences=66,
    later=6,
    author_duties=22,
    fulfilled=("建设局",),
    stats="全部任务 44项 推进中 40项 还没有分到单位 4项",
    standing=("推进中", "未到期 1，已完成 1"),
    late_findings=1,
    late_period="2023年8月22日前",
    late_requirement="加强主动公开基本目录动态管理，根据重点任务及群众需求，实时调整更新",
    overdue_since="2023年8月23日",
    mend_by="2023年8月30日",
    average="99.15",
    published_count=1,
    own_faults=2,
    lowest="94",
)  # fmt: skip

OWN = Script(
    name="own",
    file="gongkai/faces/jobs/demo/plan.docx",
    district="青禾区人民政府",
    names=(
        "青禾区人民政府办公室", "财政局", "教育体育局", "发展改革局", "科技和工业信息化局",
        "商务局",
        "国有资产服务中心", "行政审批服务局", "大数据中心", "人力资源社会保障局", "退役军人事务局",
        "民政局", "住房城乡建设局", "卫生健康局", "医疗保障局", "生态环境分局", "市场监督管理局",
        "应急管理局", "水务局", "自然资源分局", "交通运输局", "审计局", "司法局", "融媒体中心",
        "青石街道办事处", "南浦镇人民政府",
    ),
    settled={
        "各有关单位": ("财政局", "教育体育局"),
        "各街道": ("青石街道办事处",),
        "各镇": ("南浦镇人民政府",),
        "舆情涉及单位": LATER,
        "决策承办单位": LATER,
        "账号开设单位": LATER,
    },
    founded=("信访服务中心",),
    title="青禾区2026年政务公开工作方案",
    number="青政办字〔2026〕9号",
    first_day="2026-04-13",
    ledger_day="2026-04-15",
    ledger_due="2026年4月24日",
    writing_day="2026-04-21",
    scoring_day="2026-07-01",
    month="2026-06",
    author="青禾区人民政府办公室",
    task=20,
    task_due="2026-05-12",
    late="司法局",
    late_task=30,
    late_due="2026-05-31",
    document_number="青政办字〔2026〕1号",
    tasks=42,
    duties=75,
    occurrences=85,
    later=5,
    author_duties=2,
    # The departments that support a task are done with it when its lead is.
    fulfilled=("青禾区人民政府办公室", "财政局", "教育体育局"),
    stats="全部任务 42项 已完成 1项 推进中 37项 还没有分到单位 4项",
    standing=("已完成", "已完成 3"),
    late_findings=2,
    late_period="2026年5月31日",
    late_requirement="编制并公布2026年度重大行政决策事项目录，写明承办单位和计划时间",
    overdue_since="2026年6月1日",
    mend_by="2026年6月8日",
    average="99.81",
    published_count=0,
)  # fmt: skip
