"""Old documents from an export to their publication, beside bare inserts of the same texts."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.faces.jobs.benchmarks.clock import best_seconds
from gongkai.faces.jobs.benchmarks.filled import Spent, empty_district
from gongkai.faces.jobs.demo.archive import write_archive
from gongkai.work.records.queries.public import live

RECORDS = 50_000


class NotPublished(Exception):
    """What was measured is worth nothing: some documents did not come out."""


def measure(count: int = RECORDS) -> dict[str, float]:
    """Records per second for reading in (fields, body, screening) and for publishing (log).

    The seconds of a processor leave out what other programs took meanwhile.
    """
    filled = empty_district()
    filled.fill(count)
    if live().count() != count:
        raise NotPublished(live().count())
    read_in, made_public = filled.read_in, filled.made_public
    whole = Spent(read_in.wall + made_public.wall, read_in.cpu + made_public.cpu)
    bare = _bare_seconds(count)
    return {
        "records": count,
        "imported_per_second": round(count / read_in.wall, 1),
        "published_per_second": round(count / made_public.wall, 1),
        "whole_per_second": round(count / whole.wall, 1),
        "imported_per_cpu_second": round(count / read_in.cpu, 1),
        "published_per_cpu_second": round(count / made_public.cpu, 1),
        "whole_per_cpu_second": round(count / whole.cpu, 1),
        "times_bare_insert": round(whole.cpu / bare, 1),
    }


def _bare_seconds(count: int) -> float:
    """What nobody can do without: read the file and put title and text into a table."""
    with TemporaryDirectory(prefix="gongkai-bare-") as folder:
        path = write_archive(Path(folder) / "archive.jsonl", count)

        def act() -> None:
            connection = sqlite3.connect(":memory:")
            connection.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, title, body)")
            with path.open(encoding="utf-8") as stream:
                rows = ((one["标题"], one["正文"]) for one in map(json.loads, stream))
                connection.executemany("INSERT INTO record (title, body) VALUES (?, ?)", rows)
            connection.commit()
            connection.close()

        return best_seconds(act, rounds=2)
