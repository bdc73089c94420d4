"""Search as the portal does, from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gongkai.faces.jobs.exits import Unfit, plainly
from gongkai.faces.jobs.job import Job
from gongkai.rules.segmentation.snippet import marked_words, snippet
from gongkai.work.journal.deeds import day_of
from gongkai.work.search.actions.catch_up import catch_up
from gongkai.work.search.queries.results import Asked, search
from gongkai.work.search.queries.shown import shown

_MOST = 100


class Command(Job):
    help = "搜索已公开的信息，结果和公众门户的搜索相同"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", metavar="QUERY", help="搜索词")
        parser.add_argument("--limit", type=int, default=10, metavar="N", help="条数，默认 10")
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            if not 1 <= options["limit"] <= _MOST:
                raise Unfit(f"--limit 要在 1 到 {_MOST} 之间，现在是 {options['limit']}。")
            rows = _found(options["query"], options["limit"])
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            text = "\n".join(f"{row['title']}\n  {row['url']}\n  {row['snippet']}" for row in rows)
            self.stdout.write(text or "没有找到。请换一种说法，或者减少搜索词。")


def _found(text: str, limit: int) -> list[dict[str, Any]]:
    now = timezone.now()
    # Where no worker runs, the index may be behind; what is public is known by the log alone.
    catch_up(at=now)
    # What is typed in another encoding arrives with signs that no text can hold.
    asked = text.encode("utf-8", "replace").decode()
    results = search(Asked(asked), day_of(now))
    words = marked_words(results.query)
    return [
        {
            "id": one.publication.index_number,
            "title": one.publication.title,
            "url": reverse("portal:record", args=[one.publication.index_number]),
            "score": one.hit.score,
            "snippet": "".join(piece.text for piece in snippet(one.text, words)),
        }
        for one in shown(results.hits[:limit])
    ]
