"""Files that applicants hand in: few, small, of known kinds, and kept under names of our own.

The name that somebody gave a file may tell who they are, and the journal names files; so it stays
out of both (条例 第十五条; 个人信息保护法 第五十一条).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.work.files.actions.store import store
from gongkai.work.files.kinds import clean_name, extension_of, media_type_of
from gongkai.work.foi.actions.register import keep_file
from gongkai.work.foi.models.draft import LARGEST_FILE, MOST_FILES
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.journal.deeds import Refused

KINDS = ("pdf", "docx", "jpg", "jpeg", "png", "txt")
_MEGABYTE = 1024 * 1024
Handed = tuple[str, bytes]


def checked(name: str, data: bytes) -> str:
    """The tidy name of a file that may be taken; Refused with what is wrong with it."""
    tidy = clean_name(name)
    if extension_of(tidy) not in KINDS:
        raise Refused("foi_file_kind", name=tidy, allowed=KINDS)
    if len(data) > LARGEST_FILE:
        raise Refused("foi_file_too_large", name=tidy, limit=LARGEST_FILE // _MEGABYTE)
    media_type_of(tidy, data)
    return tidy


def add(
    *, request: Request, role: str, label: str, text: str, files: Sequence[Handed], at: datetime
) -> None:
    """Put the words of an applicant and their files into the case."""
    if len(files) > MOST_FILES:
        raise Refused("foi_files_too_many", most=MOST_FILES)
    found = [(checked(name, data), data) for name, data in files]
    if text:
        place, words = request.organisation, text.encode()
        said = store(name=f"{label}.txt", data=words, by=None, at=at, organisation=place)
        RequestFile.objects.create(request=request, file=said, role=role, at=at)
    for name, data in found:
        keep_file(request=request, name=name, data=data, by=None, at=at, role=role)


def plain(text: str) -> str:
    """What somebody typed without signs that no text has, its line ends made one kind."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one >= " " or one in "\n\t").strip()
