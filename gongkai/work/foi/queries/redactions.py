"""The files of a case that can be redacted, what is marked in one, and what was made of it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch, QuerySet

from gongkai.rules.screening import KINDS, screen
from gongkai.work.files.kinds import extension_of
from gongkai.work.files.models import StoredFile
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.redact.fold import fold, folded
from gongkai.work.foi.redact.make import look
from gongkai.work.foi.redact.marks import Look, Mark, Passage, Place, mark_of
from gongkai.work.foi.redact.spans import spans_of
from gongkai.work.journal.deeds import Refused

SOURCES = (RequestFile.Role.FOUND, RequestFile.Role.ANSWER)
_MOST_SUGGESTED = 40
# What is read of a file is kept for the next page; a few files, so that it stays little.
_FILES_KEPT = 4


@dataclass(frozen=True)
class Suggestion:
    """A string that may have to go: what it is, and how often it stands in the file."""

    label: str
    text: str
    count: int


@dataclass(frozen=True)
class Sighted:
    """A file with its marks: `places` is what would go; `counts[n]` how often mark n was found."""

    look: Look
    marks: tuple[Mark, ...]
    places: tuple[Place, ...]
    counts: tuple[int, ...]
    seen: frozenset[int]

    @property
    def unseen(self) -> list[int]:
        """Pages that nobody can search for words and nobody has said to have looked at."""
        return [
            leaf.number
            for leaf in self.look.leaves
            if not leaf.is_read and leaf.number not in self.seen
        ]


def sources_of(request: Request) -> QuerySet[RequestFile]:
    """The files that may be given, each with its redactions as `redactions_made`, newest first."""
    made = Redaction.objects.order_by("-id").select_related("made_by", "decided_by", "result__file")
    rows = RequestFile.objects.filter(request=request, role__in=SOURCES).select_related("file")
    return rows.prefetch_related(Prefetch("redacted_in", made, to_attr="redactions_made"))


def redactions_of(request: Request) -> QuerySet[Redaction]:
    """The redactions of a case, with all that their pages name."""
    return Redaction.objects.filter(source__request=request).select_related(
        "source__file", "source__request", "result__file", "begun_by", "made_by", "decided_by"
    )


def look_at(file: RequestFile) -> Look:
    """What a file holds. Refused for what cannot be redacted."""
    return _look(file.file.sha256, extension_of(file.file.name))


@lru_cache(maxsize=_FILES_KEPT)
def _look(sha256: str, extension: str) -> Look:
    return look(extension, read_bytes(StoredFile(sha256=sha256)))


def plan_hash(redaction: Redaction) -> str:
    """Tells whether the marks are still those that somebody saw."""
    plain = json.dumps(redaction.plan, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def sighted(redaction: Redaction) -> Sighted:
    """The file with what is marked in the draft."""
    found = look_at(redaction.source)
    marks = tuple(mark_of(row) for row in redaction.plan.get("marks", []))
    try:
        places = spans_of(found.streams, marks).places
    except Refused:
        places = ()
    counts = tuple(_count(found, mark) for mark in marks)
    return Sighted(found, marks, places, counts, frozenset(redaction.plan.get("seen", [])))


def _count(found: Look, mark: Mark) -> int:
    """How often a string stands in the file; anything else stands there once."""
    if not mark.term:
        return 1
    words = folded(mark.term)
    return sum(_often(stream, words) for stream in found.streams)


def _often(stream: Sequence[Passage], words: str) -> int:
    text = "\n".join(passage.text for passage in stream)
    return sum(1 for _ in fold(text).find(words))


def suggestions(request: Request, found: Look) -> list[Suggestion]:
    """Personal data that screening finds in the file, and names of those who were consulted."""
    text = "\n".join(passage.text for passage in found.passages)
    counted = Counter(
        (KINDS[hit.kind].label, hit.text.strip()) for hit in screen(text) if hit.kind in KINDS
    )
    for one in Consultation.objects.filter(request=request):
        often = sum(_often(stream, folded(one.name)) for stream in found.streams)
        if often:
            counted["征求过意见的一方", one.name] = often
    rows = [Suggestion(label, words, often) for (label, words), often in counted.items()]
    return rows[:_MOST_SUGGESTED]


def text_at(found: Look, place: Place) -> str:
    """What stood at a place of the original, for those who handle the case."""
    texts = {passage.key: passage.text for passage in found.passages}
    return texts.get(place.key, "")[place.start : place.end]


def places_of(redaction: Redaction) -> list[Place]:
    """The places of a file that was made."""
    rows = []
    for row in redaction.places:
        plain = dict(row)
        if plain.get("box"):
            left, top, right, bottom = plain["box"]
            plain["box"] = (left, top, right, bottom)
        rows.append(Place(**plain))
    return rows
