"""Screening of ordinary papers, and of lists that are nothing but numbers, on one processor."""

from __future__ import annotations

from random import Random

from gongkai.faces.jobs.benchmarks.clock import best_cpu_seconds
from gongkai.faces.jobs.demo.archive import Archive
from gongkai.rules.screening import screen
from gongkai.work.files.extract import of_html
from gongkai.work.files.html import clean_html, lines_to_html

PAPERS, ROWS = 2_000, 4_000
_MEGABYTE = 1_000_000


def measure() -> dict[str, float]:
    """Megabytes of UTF-8 text a second: papers one by one, all as one text, a list of numbers."""
    papers = [_text(row["正文"]) for row in Archive().rows(PAPERS)]
    numbers = _list_of_numbers()
    whole = "\n".join(papers)
    return {
        "papers_mb_per_second": round(_rate(papers), 1),
        "one_text_mb_per_second": round(_rate([whole]), 1),
        "numbers_mb_per_second": round(_rate([numbers]), 1),
    }


def _text(body: str) -> str:
    html = clean_html(body) if body.startswith("<") else lines_to_html(body)
    return of_html(html).text


def _rate(texts: list[str]) -> float:
    size = sum(len(text.encode()) for text in texts)
    seconds = best_cpu_seconds(lambda: [screen(text) for text in texts])
    return size / _MEGABYTE / seconds


def _list_of_numbers() -> str:
    """A list in which every line bears numbers as long as personal ones, and none is one."""
    random = Random(5)  # noqa: S311 - the same numbers every time, nothing secret
    return "\n".join(_line(place, random) for place in range(ROWS))


def _line(place: int, random: Random) -> str:
    contract, phone = random.randrange(10**17, 10**18), random.randrange(10**6, 10**7)
    return f"第{place}批 合同编号{contract} 金额{random.randrange(10**6)}.00元 电话0000-{phone}"
