"""A district filled with old documents by the way that all documents take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from gongkai.faces.jobs.demo.archive import write_archive
from gongkai.faces.jobs.demo.district import District, found_district
from gongkai.faces.jobs.demo.old_documents import publish_batch
from gongkai.work.records.actions import imports
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.models.batch import ImportBatch

# Every act moves the clock on: some hundred of them, a year in all.
_PAST = timedelta(days=300)
_STEP = timedelta(hours=14)


@dataclass
class Spent:
    """Seconds by the clock on the wall, and seconds of a processor."""

    wall: float = 0.0
    cpu: float = 0.0

    def add(self, act: Callable[[], object]) -> None:
        """Do it and add what it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


@dataclass
class Filled:
    """The district, how many documents it has, and what bringing them in took."""

    district: District
    at: datetime
    count: int = 0
    read_in: Spent = field(default_factory=Spent)
    made_public: Spent = field(default_factory=Spent)

    def fill(self, until: int) -> None:
        """Import, review and publish until there are so many; those that are there stay."""
        with TemporaryDirectory(prefix="gongkai-archive-") as folder:
            path = write_archive(Path(folder) / "archive.jsonl", until)
            self.read_in.add(lambda: self._read(path))
        self.made_public.add(self._publish)
        self.count = until

    def _read(self, path: Path) -> None:
        at = self._clock()
        batch = imports.begin(
            source_name=path.name, source=path, organisation=None, mapping=None, by=None, at=at
        )
        imports.load(batch=batch, by=None, at=at, source=path)

    def _publish(self) -> None:
        for batch in ImportBatch.objects.filter(state=ImportBatch.State.OPEN).order_by("id"):
            publish_batch(batch, self._clock)

    def _clock(self) -> datetime:
        """Time goes on with each act, so that documents come out over months and not at once."""
        self.at = min(self.at + _STEP, timezone.now())
        return self.at


def empty_district() -> Filled:
    """The example district with its catalogue, before anything was published."""
    begun = timezone.now() - _PAST
    found = Filled(found_district(begun), begun)
    set_up(at=begun)
    return found
