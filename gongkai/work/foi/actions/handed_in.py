"""Files that applicants hand in: few, small, of known kinds, and kept under names of our own.

The name that somebody gave a file may tell who they are, and the journal names files; so it stays
out of both (条例 第十五条; 个人信息保护法 第五十一条).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.work.files.actions.store import store
from gongkai.work.files.kinds import clean_name, extension_of, media_type_of
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.journal.deeds import Refused

KINDS = ("pdf", "docx", "jpg", "jpeg", "png", "txt")
LIMIT = 10 * 1024 * 1024
"""Bytes of one file."""
MOST = 5
"""Files of one act."""
Handed = tuple[str, bytes]


def checked(name: str, data: bytes) -> str:
    """The tidy name of a file that may be taken; Refused with what is wrong with it."""
    tidy = clean_name(name)
    if extension_of(tidy) not in KINDS:
        raise Refused("foi_file_kind", name=tidy, allowed=KINDS)
    if len(data) > LIMIT:
        raise Refused("foi_file_too_large", name=tidy, limit=LIMIT // 1024 // 1024)
    media_type_of(tidy, data)
    return tidy


def renamed(label: str, files: Sequence[Handed]) -> list[Handed]:
    """The same files under the names 标签1.pdf, 标签2.jpg."""
    single = len(files) == 1
    return [
        (f"{label}{'' if single else place}.{extension_of(name)}", data)
        for place, (name, data) in enumerate(files, 1)
    ]


def add(
    *, request: Request, role: str, label: str, text: str, files: Sequence[Handed], at: datetime
) -> None:
    """Put the words of an applicant and their files into the case."""
    if len(files) > MOST:
        raise Refused("foi_files_too_many", most=MOST)
    found = [(checked(name, data), data) for name, data in files]
    said = [(f"{label}.txt", text.encode())] if text else []
    for name, data in [*said, *renamed(f"{label}（附件）", found)]:
        stored = store(name=name, data=data, by=None, at=at, organisation=request.organisation)
        RequestFile.objects.create(request=request, file=stored, role=role, at=at)


def plain(text: str) -> str:
    """What somebody typed without signs that no text has, its line ends made one kind."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one >= " " or one in "\n\t").strip()
