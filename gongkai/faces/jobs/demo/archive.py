"""Old documents of the example district by the hundred thousand, the same ones every time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from pathlib import Path
from random import Random
from typing import Any

from gongkai.faces.jobs.demo.documents import load
from gongkai.rules.workdays import add_workdays

# What came out late was public before the year of the example began as well.
_FIRST, _LAST = date(2016, 1, 4), date(2025, 9, 30)
_SHORTEST, _LONGEST = 200, 2000
_SEED = 2016
_TERM = 20


@dataclass
class Archive:
    """Documents drawn one after the other: the first thousand are the same however many follow."""

    words: dict[str, Any] = field(default_factory=lambda: load("archive.toml"))
    district: dict[str, Any] = field(default_factory=lambda: load("district.toml"))
    _serials: Counter[tuple[str, int]] = field(default_factory=Counter)
    _titles: Counter[str] = field(default_factory=Counter)

    def rows(self, count: int) -> Iterator[dict[str, str]]:
        """So many documents as rows of an export."""
        for number in range(1, count + 1):
            yield self._row(number, Random(f"{_SEED}-{number}"))  # noqa: S311 - no secret

    def _row(self, number: int, random: Random) -> dict[str, str]:
        office, theme = (
            random.choice(self.district["organisation"]),
            random.choice(self.words["theme"]),
        )
        form = random.choice(self.words["form"])
        issued = _FIRST + timedelta(days=random.randrange((_LAST - _FIRST).days))
        facts = self._facts(office, theme, issued, random)
        title = self._unique(form["title"].format(**facts))
        body = self._body(facts, random)
        row = {
            "编号": f"{number:06}",
            "标题": title,
            "发文机关": office["name"],
            "公开单位": office["name"],
            "目录事项": theme["item"],
            "主题分类": theme["name"],
            "成文日期": issued.isoformat(),
            "发布日期": self._public_on(issued, random).isoformat(),
            "关键词": f"{facts['subject'].strip('“”')}；{facts['place']}",
            "内容概述": f"{facts['place']}{facts['subject']}的有关安排。",
            "正文": body,
        }
        if form["kind"]:
            row |= self._numbered(number, office, form["kind"], issued, random)
        return row

    def _facts(
        self, office: dict[str, Any], theme: dict[str, Any], issued: date, random: Random
    ) -> dict[str, Any]:
        place = random.choice(self.words["places"]) + random.choice(self.words["kinds_of_place"])
        return {
            "office": office["name"],
            "subject": random.choice(theme["subjects"]),
            "place": place,
            "year": issued.year,
            "quarter": "一二三四"[(issued.month - 1) // 3],
        }

    def _unique(self, title: str) -> str:
        """The title, counted on where it was drawn before."""
        self._titles[title] += 1
        count = self._titles[title]
        return title if count == 1 else f"{title}（第{count}批）"

    def _numbered(
        self, number: int, office: dict[str, Any], kind: str, issued: date, random: Random
    ) -> dict[str, str]:
        code = "青" + office["name"].removeprefix("青禾")[:3].removeprefix("区")[:2]
        self._serials[office["code"], issued.year] += 1
        serial = self._serials[office["code"], issued.year]
        found = {"发文字号": f"{code}发〔{issued.year}〕{serial}号", "公文种类": kind}
        if random.random() < self.words["abolished"]:
            effective = issued + timedelta(days=30)
            found["实施日期"] = effective.isoformat()
            found["失效日期"] = (effective + timedelta(days=365 * 5)).isoformat()
        if random.random() < self.words["normative"]:
            found["登记号"] = f"QHDR-{issued.year}-{number:07}"
        return found

    def _public_on(self, issued: date, random: Random) -> date:
        """Within the term for most of them."""
        if random.random() < self.words["late"]:
            return add_workdays(issued, _TERM, provisional=True) + timedelta(random.randint(2, 40))
        return issued + timedelta(days=random.randint(0, 20))

    def _body(self, facts: dict[str, Any], random: Random) -> str:
        wanted = random.randint(_SHORTEST, _LONGEST)
        lines = [random.choice(self.words["openings"]).format(**facts)]
        length, part = len(lines[0]), 0
        while length < wanted:
            if length > _SHORTEST and random.random() < 0.2:  # noqa: PLR2004 - a part now and then
                part = min(part + 1, 9)
                lines.append(
                    f"{'一二三四五六七八九'[part - 1]}、{random.choice(self.words['headings'])}"
                )
            said = random.sample(self.words["sentences"], k=random.randint(1, 3))
            lines.append("".join(one.format(**facts, **_figures(random)) for one in said))
            length += len(lines[-1])
        lines.append(random.choice(self.words["ends"]))
        if random.random() >= self.words["html"]:
            return "\n".join(lines)
        return self._marked_up(lines, facts, random)

    def _marked_up(self, lines: list[str], facts: dict[str, Any], random: Random) -> str:
        """As the editors of old platforms left it: inline styles, spans, now and then a table."""
        html = "".join(
            f'<p style="text-indent:2em;font-size:16px"><span>{escape(one)}</span></p>'
            for one in lines
        )
        return html + self._table(facts, random) if random.random() < self.words["tables"] else html

    def _table(self, facts: dict[str, Any], random: Random) -> str:
        head = "".join(f"<th>{one}</th>" for one in self.words["columns"])
        rows = "".join(
            f"<tr><td>{place}</td><td>{facts['subject']}第{place}项</td><td>{facts['office']}</td>"
            f"<td>{random.randint(1, 900)}</td><td>{random.randint(1, 12)}月</td></tr>"
            for place in range(1, random.randint(4, 12))
        )
        return f'<table border="1"><tr>{head}</tr>{rows}</table>'


def _figures(random: Random) -> dict[str, Any]:
    count = random.randint(12, 400)
    return {
        "count": count,
        "lower": count - random.randint(0, 9),
        "fewer": random.randint(2, 9),
        "money": random.randint(20, 9000),
        "days": random.randint(10, 60),
        "month": random.randint(1, 12),
        "percent": random.randint(60, 99),
        "length": random.randint(1, 40),
        "phone": f"{random.randint(0, 999_999):06}",
    }


def write_archive(path: Path, count: int) -> Path:
    """Write so many documents as a .jsonl file, as an old platform exports them."""
    with path.open("w", encoding="utf-8") as stream:
        for row in Archive().rows(count):
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path
