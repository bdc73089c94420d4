"""Puts an outside collection and its judged queries to the product's own index and ranking."""

from __future__ import annotations

import gzip
import json
import math
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.faces.jobs.exits import Unfit
from gongkai.rules.segmentation.keys import articles, document_numbers
from gongkai.rules.segmentation.normal import normal
from gongkai.rules.segmentation.query import read_query
from gongkai.rules.segmentation.rank import WEIGHTS, Candidate, Ranking, Weights
from gongkai.rules.segmentation.thesaurus import Thesaurus, thesaurus
from gongkai.work.search.engine.fts5 import Fts5Index
from gongkai.work.search.engine.index import Entry
from gongkai.work.search.queries.candidates import candidates
from gongkai.work.search.queries.results import RANKED

_BATCH = 1_000
_DEEP = 10
_NEAR = 5
_OVER = ("expired", "repealed", "失效", "废止")
_COLUMNS = "name, document, title, heading, text, keys, day, over"
_TABLE = f"CREATE TABLE said (id INTEGER PRIMARY KEY, {_COLUMNS})"


@dataclass(frozen=True)
class Judged:
    """A query with the grades of what answers it; `of_documents`: whole documents are judged."""

    text: str
    of_documents: bool
    grades: Mapping[str, float]


class Collection:
    """An outside collection in an index of its own: one passage for each entry."""

    def __init__(self, connection: sqlite3.Connection, words: Thesaurus) -> None:
        self._connection, self._words = connection, words
        self._index = Fts5Index(connection.cursor(), "search_words", "?")
        self._index.create()
        connection.execute(_TABLE)
        self.entries = 0

    def fill(self, rows: Iterator[Mapping[str, Any]]) -> None:
        """Take in every row of the collection."""
        batch: list[tuple[Any, ...]] = []
        for row in rows:
            self.entries += 1
            batch.append((self.entries, *_said(row)))
            if len(batch) == _BATCH:
                self._write(batch)
                batch = []
        self._write(batch)

    def search(self, text: str, weights: Weights = WEIGHTS) -> list[tuple[str, str]]:
        """Names of entries and of their documents, the best first."""
        query = read_query(text, self._words)
        found = candidates(query, self._index)
        ranking = Ranking(query, found.counts, self.entries, None, weights)
        ids = found.ids[:RANKED]
        marks = ",".join("?" * len(ids))
        rows = self._connection.execute(
            f"SELECT id, {_COLUMNS} FROM said WHERE id IN ({marks})",  # noqa: S608 (our names)
            ids,
        )
        scored = [(ranking.score(_candidate(row)), -row[0], row[1], row[2]) for row in rows]
        return [
            (name, document)
            for score, _, name, document in sorted(scored, reverse=True)
            if score >= 0
        ]

    def _write(self, batch: Sequence[tuple[Any, ...]]) -> None:
        marks = ",".join("?" * 9)
        self._connection.executemany(f"INSERT INTO said VALUES ({marks})", batch)  # noqa: S608 (our names)
        self._index.add(
            [Entry(row[0], row[3], row[4], row[5], tuple(json.loads(row[6]))) for row in batch]
        )
        self._connection.commit()


@contextmanager
def opened(corpus: Path, words: Thesaurus | None = None) -> Iterator[tuple[Collection, float]]:
    """The collection of that file, indexed, and how many seconds that took."""
    with tempfile.TemporaryDirectory(prefix="gongkai-search-") as folder:
        connection = sqlite3.connect(Path(folder) / "index.sqlite3")
        try:
            collection = Collection(connection, words or thesaurus())
            begun = time.perf_counter()
            collection.fill(lines(corpus))
            yield collection, time.perf_counter() - begun
        finally:
            connection.close()


def judged(path: Path) -> list[Judged]:
    """The queries of that file with their grades."""
    found = []
    for number, row in enumerate(lines(path), 1):
        of_documents = row.get("level") == "doc"
        grades = row.get("relevant_docs" if of_documents else "relevant")
        if not isinstance(row.get("query"), str) or not isinstance(grades, dict):
            raise Unfit(f"{path.name} 第 {number} 行缺少 query，或缺少相关性判断（relevant）。")
        found.append(Judged(row["query"], of_documents, grades))
    if not found:
        raise Unfit(f"{path.name} 里没有一条查询，请核对文件。")
    return found


def measures(
    collection: Collection, queries: Sequence[Judged], weights: Weights = WEIGHTS
) -> dict[str, float]:
    """How good the order is, and how long it took (milliseconds)."""
    gains, first, times = [], [], []
    for one in queries:
        begun = time.perf_counter()
        found = collection.search(one.text, weights)
        times.append((time.perf_counter() - begun) * 1000)
        names = list(
            dict.fromkeys(document if one.of_documents else name for name, document in found)
        )
        gains.append(ndcg(names, one.grades))
        first.append(
            next((place for place, name in enumerate(names[:_DEEP], 1) if one.grades.get(name)), 0)
        )
    count = len(queries)
    return {
        "ndcg@10": round(sum(gains) / count, 4),
        "mrr": round(sum(1 / place for place in first if place) / count, 4),
        "success@1": round(sum(place == 1 for place in first) / count, 4),
        "success@5": round(sum(0 < place <= _NEAR for place in first) / count, 4),
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(sorted(times)[math.ceil(0.95 * count) - 1], 2),
    }


def ndcg(names: Sequence[str], grades: Mapping[str, float]) -> float:
    """nDCG of the first ten with the grade as gain, as trec_eval counts it."""
    best = sum(
        grade / math.log2(place + 1)
        for place, grade in enumerate(sorted(grades.values(), reverse=True)[:_DEEP], 1)
    )
    found = sum(
        grades.get(name, 0) / math.log2(place + 1) for place, name in enumerate(names[:_DEEP], 1)
    )
    return found / best if best else 0.0


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a .jsonl or .jsonl.gz file."""
    open_file = gzip.open if path.suffix == ".gz" else open
    try:
        with open_file(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _object(path, number, line)
    except (OSError, EOFError) as error:
        raise Unfit(f"{path.name} 打不开或不完整，请核对路径和文件。") from error
    except UnicodeDecodeError as error:
        raise Unfit(f"{path.name} 不是 UTF-8 编码的文件，请转换后再试。") from error


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise Unfit(f"{path.name} 第 {number} 行不是 JSON，请核对文件。") from error
    if not isinstance(row, dict):
        raise Unfit(f"{path.name} 第 {number} 行不是一个 JSON 对象，请核对文件。")
    return row


def _said(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """An entry as a passage: where it names its document, that title stands over it."""
    if "id" not in row:
        raise Unfit("语料里有没有 id 的行，请为每一行加上 id。")
    text = {key: str(value) for key, value in row.items() if value is not None}
    whole, own = text.get("doc_title", text.get("title", "")), text.get("title", "")
    heading = " ".join((own.replace(whole, ""), text.get("chapter", ""), text.get("issuer", "")))
    body = text.get("body", text.get("text", ""))
    numbers = (key for one in document_numbers(text.get("doc_number", "")) for key in one.keys)
    named = (
        key for line in body.split("\n") for start, _, key in articles(line[:16]) if start == 0
    )
    keys = list(dict.fromkeys([*numbers, *named]))
    return (
        text["id"], text.get("doc_id", text["id"]), normal(whole), normal(heading.strip()),
        normal(body), json.dumps(keys, ensure_ascii=False), text.get("date", ""),
        any(sign in text.get("status", "") for sign in _OVER),
    )  # fmt: skip


def _candidate(row: Sequence[Any]) -> Candidate:
    _, _, _, title, heading, text, keys, day, over = row
    try:
        on = date.fromisoformat(day)
    except ValueError:
        on = None
    return Candidate(title, heading, text, frozenset(json.loads(keys)), on, bool(over))
