"""The commands of search: the shapes that were agreed on, and one sentence for what is wrong."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from gongkai.faces.jobs.evaluation import ndcg
from gongkai.work.search.queries.generation import active
from tests.factories import AT
from tests.work.records.world import STEP, draft, published, world

CORPUS = [
    {"id": "a1", "doc_id": "a", "doc_title": "城市养犬条例", "title": "城市养犬条例 第一条",
     "date": "2020-01-01", "doc_number": "青令第3号",
     "body": "第一条 养犬应当登记。", "status": "in force"},
    {"id": "a2", "doc_id": "a", "doc_title": "城市养犬条例", "title": "城市养犬条例 第二条",
     "date": None, "body": "第二条 违反规定的，处二百元罚款。"},
    {"id": "b1", "title": "公园管理办法", "body": "公园应当整洁。"},
]  # fmt: skip
QUERIES = [
    {"query": "养狗要登记吗", "level": "entry", "relevant": {"a1": 2, "a2": 1}},
    {"query": "公园", "level": "entry", "relevant": {"b1": 2}},
    {"query": "青令第3号", "level": "doc", "relevant_docs": {"a": 2}},
    {"query": "宇航员", "level": "entry", "relevant": {"b1": 1}},
]


def told(*command: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*map(str, command), stdout=out, **options)
    return out.getvalue()


def refused(capsys: pytest.CaptureFixture[str], *command: Any) -> str:
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(*map(str, command), stderr=err)
    assert ended.value.code == 2
    lines = err.getvalue().strip().splitlines()
    assert len(lines) == 1
    return lines[0]


def written(folder: Path, name: str, rows: list[Any]) -> Path:
    path = folder / name
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@pytest.mark.django_db
def test_search_answers_as_the_portal_does() -> None:
    here = world()
    live = published(here, title="义务教育招生办法")
    draft(here, AT + STEP, title="招生草稿")
    (row,) = json.loads(told("search", "招生", "--json"))
    assert row == {
        "id": live.index_number, "title": "义务教育招生办法",
        "url": f"/records/{live.index_number}/", "score": row["score"],
        "snippet": "招生工作于八月进行。",
    }  # fmt: skip
    assert row["score"] > 0
    assert json.loads(told("search", "宇航员", "--json")) == []
    assert "没有找到" in told("search", "宇航员")
    assert "义务教育招生办法" in told("search", "招生")


@pytest.mark.django_db
def test_search_gives_no_more_than_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    here = world()
    for n in range(3):
        published(here, AT + n * STEP, title=f"招生通知{n}")
    assert len(json.loads(told("search", "招生", "--json", "--limit", 2))) == 2
    assert "--limit 要在 1 到 100 之间" in refused(capsys, "search", "招生", "--limit", 0)


@pytest.mark.django_db
def test_the_index_is_brought_up_to_date_and_made_anew() -> None:
    published(world(), title="招生通知")
    assert told("search_index").strip() == "搜索索引已更新 1 件，现有 1 段文字。"
    first = active()
    assert told("search_index", "--rebuild").strip() == "搜索索引已重建，现有 1 段文字。"
    second = active()
    assert first is not None and second is not None and first.pk != second.pk


def test_an_outside_collection_is_measured_without_a_database(tmp_path: Path) -> None:
    corpus, queries = written(tmp_path, "c.jsonl", CORPUS), written(tmp_path, "q.jsonl", QUERIES)
    found = json.loads(told("evaluate_search", "--corpus", corpus, "--queries", queries, "--json"))
    assert list(found) == [
        "documents", "queries", "ndcg@10", "mrr", "success@1", "success@5", "p50_ms", "p95_ms",
        "index_seconds",
    ]  # fmt: skip
    assert (found["documents"], found["queries"]) == (3, 4)
    assert (found["mrr"], found["success@1"], found["ndcg@10"]) == (0.75, 0.75, 0.75)


@pytest.mark.parametrize(("corpus", "queries", "sentence"), [
    ([{"title": "没有编号"}], QUERIES, "语料里有没有 id 的行"),
    (CORPUS, [], "没有一条查询"),
    (CORPUS, [{"query": "公园"}], "第 1 行缺少 query，或缺少相关性判断"),
    (CORPUS, ["公园"], "第 1 行不是一个 JSON 对象"),
])  # fmt: skip
def test_what_cannot_be_measured_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], corpus: Any, queries: Any, sentence: str
) -> None:
    one, other = written(tmp_path, "c.jsonl", corpus), written(tmp_path, "q.jsonl", queries)
    assert sentence in refused(capsys, "evaluate_search", "--corpus", one, "--queries", other)


def test_files_that_are_not_there_or_of_another_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = written(tmp_path, "q.jsonl", QUERIES)
    broken, latin = tmp_path / "c.jsonl.gz", tmp_path / "l.jsonl"
    broken.write_bytes(b"not a gzip")
    latin.write_bytes("{}\n公园".encode("gb18030"))
    for corpus, sentence in (
        (tmp_path / "none.jsonl", "打不开"), (broken, "打不开"), (latin, "不是 UTF-8"),
    ):  # fmt: skip
        asked = ("evaluate_search", "--corpus", corpus, "--queries", queries)
        assert sentence in refused(capsys, *asked)


def test_gain_is_counted_as_the_grades_say() -> None:
    assert ndcg(["a", "b"], {"a": 2, "b": 1}) == 1
    assert ndcg(["b", "a"], {"a": 2, "b": 1}) == pytest.approx(0.8597, abs=1e-4)
    assert ndcg([], {"a": 2}) == ndcg(["x"], {"a": 2}) == ndcg(["x"], {}) == 0


@pytest.mark.slow
def test_on_law_it_does_far_better_than_counting_words(samples: Path) -> None:
    """BM25 alone reaches 0.35 with words and 0.41 with pairs of characters."""
    folder = samples / "search"
    asked = ("--corpus", folder / "laws.jsonl.gz", "--queries", folder / "queries.dev.jsonl")
    found = json.loads(told("evaluate_search", *asked, "--json"))
    assert found["documents"] == 52_576
    assert found["ndcg@10"] >= 0.65
    assert found["success@5"] >= 0.85
