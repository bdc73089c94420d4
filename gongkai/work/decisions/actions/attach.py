"""Files that come with an opinion: few, small, of known kinds, under names that tell nothing.

The name that somebody gave a file may tell who they are, and the journal names files; so it stays
out of both (个人信息保护法 第五十一条).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.work.decisions.models.opinion import Opinion, OpinionFile
from gongkai.work.files.actions.store import store
from gongkai.work.files.kinds import clean_name, extension_of, media_type_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

MOST_FILES, LARGEST_FILE = 3, 10 * 1024 * 1024
KINDS = ("pdf", "docx", "xlsx", "jpg", "jpeg", "png")
_MEGABYTE = 1024 * 1024
Handed = tuple[str, bytes]


def checked(files: Sequence[Handed], others: Sequence[Refused] = ()) -> list[Handed]:
    """The files under new names, 附件1.pdf; Refused with all that is wrong, `others` before it."""
    reasons = list(others)
    if len(files) > MOST_FILES:
        reasons.append(Refused("opinion_files_many", most=MOST_FILES))
    fits = []
    for place, (name, data) in enumerate(files, 1):
        try:
            fits.append((f"附件{place}.{_kind(name, data)}", data))
        except Refused as refused:
            reasons.append(refused)
    if reasons:
        raise Refused("opinion_unfit", reasons=reasons)
    return fits


def attach(
    opinion: Opinion,
    files: Sequence[Handed],
    *,
    organisation: Organisation,
    by: Person | None,
    at: datetime,
) -> None:
    """Keep files that were `checked`."""
    for name, data in files:
        kept = store(name=name, data=data, by=by, at=at, organisation=organisation)
        OpinionFile.objects.create(opinion=opinion, file=kept)


def _kind(name: str, data: bytes) -> str:
    tidy = clean_name(name)
    extension = extension_of(tidy)
    if extension not in KINDS:
        raise Refused("opinion_file_kind", name=tidy, allowed=KINDS)
    if len(data) > LARGEST_FILE:
        raise Refused("opinion_file_large", name=tidy, limit=LARGEST_FILE // _MEGABYTE)
    media_type_of(tidy, data)
    return extension
