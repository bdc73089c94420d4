"""Search at 1,000 and at 100,000 public documents of many words, and how fast they are indexed."""

from __future__ import annotations

import statistics
import time as clock
from collections.abc import Sequence
from datetime import date, datetime, time
from random import Random

from gongkai.faces.jobs.benchmarks.shelves import Shelves, empty_shelves
from gongkai.rules.segmentation.thesaurus import thesaurus
from gongkai.work.journal.deeds import CHINA
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.queries.content import fingerprint
from gongkai.work.search.actions.catch_up import catch_up
from gongkai.work.search.queries.results import Asked, search
from gongkai.work.search.queries.shown import shown

FEW, MANY = 1_000, 100_000
_ON = date(2026, 6, 1)
_SENTENCES = 12
_WORDS = 5
_QUERIES = 120
_PAGE = 20
_ASKED = (
    "{0}",
    "{0}怎么办理",
    "{0}{1}",
    "{0} {1} {2}",
    "{0}多少钱",
    "关于{0}的通知",
    "青财发〔2026〕{3}号",
)


class Varied(Shelves):
    """Shelves whose documents are each about other things."""

    random = Random(7)  # noqa: S311 (the same documents in every run, nothing secret)
    vocabulary = sorted(word for word in thesaurus().meanings if len(word) > 1)

    def _versions(self, records: list[Record]) -> list[Version]:
        versions = [
            Version(
                record=record, number=1, item=self.item, drafted_at=self.at,
                drafted_by=self.clerk, frozen_at=self.at, theme="财政",
                issuer=self.organisation.name, issued_on=self.at.date(),
                formed_on=self.at.date(), title=f"关于{''.join(self._some(2))}的通知",
                document_number=f"青财发〔2026〕{place}号", body_html=self._body(),
            )
            for place, record in enumerate(records, self.count + 1)
        ]  # fmt: skip
        for version in versions:
            version.content_hash = fingerprint(version, [], [])
        return Version.objects.bulk_create(versions)

    def _some(self, count: int) -> Sequence[str]:
        return self.random.choices(self.vocabulary, k=count)

    def _body(self) -> str:
        lines = (
            f"<p>{'、'.join(self._some(_WORDS))}，应当依法办理。</p>" for _ in range(_SENTENCES)
        )
        return "".join(lines)


def measure(few: int = FEW, many: int = MANY) -> dict[str, float]:
    """Milliseconds of a page of results, their growth, documents indexed a second."""
    begun = datetime.combine(date(2026, 1, 5), time(9), CHINA)
    plain = empty_shelves(begun)
    shelves = Varied(plain.organisation, plain.clerk, plain.reviewers, plain.item, plain.at)
    shelves.fill(few)
    catch_up(at=shelves.at)
    at_few = _times(shelves)
    shelves.fill(many)
    rate = _indexed_per_second(shelves, many - few)
    at_many = _times(shelves)
    return {
        "documents": many,
        "indexed_per_second": rate,
        "p50_ms_at_few": _p50(at_few),
        "p50_ms_at_many": _p50(at_many),
        "p50_growth": round(_p50(at_many) / _p50(at_few), 2),
        "p95_ms_at_few": _p95(at_few),
        "p95_ms_at_many": _p95(at_many),
        "p95_growth": round(_p95(at_many) / _p95(at_few), 2),
        "found_a_publication_ms": _found_ms(shelves),
    }


def _indexed_per_second(shelves: Shelves, count: int) -> float:
    begun = clock.perf_counter()
    catch_up(at=shelves.at)
    return round(count / (clock.perf_counter() - begun))


def _times(shelves: Varied) -> list[float]:
    """The same questions each time, about as people ask them."""
    random = Random(11)  # noqa: S311 (the same questions in every run, nothing secret)
    words = shelves.vocabulary
    times = []
    for place in range(_QUERIES):
        chosen = random.choices(words, k=3)
        text = _ASKED[place % len(_ASKED)].format(*chosen, random.randrange(1, FEW))
        begun = clock.perf_counter()
        shown(search(Asked(text), _ON).hits[:_PAGE])
        times.append((clock.perf_counter() - begun) * 1000)
    return times


def _found_ms(shelves: Shelves) -> float:
    """How long one more publication takes to be taken in and found."""
    shelves.fill(shelves.count + 1)
    begun = clock.perf_counter()
    catch_up(at=shelves.at)
    hits = search(Asked(f"青财发〔2026〕{shelves.count}号"), _ON).hits
    seconds = clock.perf_counter() - begun
    if not hits:
        raise RuntimeError("the newest document was not found")
    return round(seconds * 1000, 1)


def _p50(times: Sequence[float]) -> float:
    return round(statistics.median(times), 2)


def _p95(times: Sequence[float]) -> float:
    return round(statistics.quantiles(times, n=20)[-1], 2)
