"""A publication as a file to take away: Word or PDF, made once and kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from hashlib import sha256

from gongkai.rules.document import KINDS, MARKS
from gongkai.work.files.copies import Paper, as_docx, as_pdf, edition, kept
from gongkai.work.files.copies.blocks import blocks_of, pictures_in
from gongkai.work.files.copies.paper import Attached, Block, Run
from gongkai.work.files.queries import read_bytes
from gongkai.work.journal.deeds import CHINA
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.attached import pictures
from gongkai.work.records.queries.columns import told_facts

LONGEST_BODY = 3_000_000
_WRITERS: dict[str, Callable[[Paper], bytes]] = {"docx": as_docx, "pdf": as_pdf}
_WITHOUT_BODY = (Block("paragraph", runs=(Run("正文见附件。"),)),)


def has_copies(version: Version) -> bool:
    """False for a body so long that setting it would hold up everybody else."""
    return len(version.body_html) <= LONGEST_BODY


def copy_of(
    publication: Publication, kind: str, *, publisher: str, url: str, files: Sequence[Attached]
) -> tuple[bytes, str]:
    """The copy of that kind, docx or pdf, and its key: the same key means the same bytes.

    `url` is the whole address of the record; `files` are those offered with it.
    """
    paper = _paper(publication, publisher, url, files)
    told = json.dumps(asdict(paper), default=str, ensure_ascii=False)
    key = sha256(f"{edition()} {kind} {told}".encode()).hexdigest()

    def make() -> bytes:
        return _WRITERS[kind](replace(paper, pictures=_pictures(publication.version, paper)))

    return kept(key, make), key


def _paper(publication: Publication, publisher: str, url: str, files: Sequence[Attached]) -> Paper:
    version, on = publication.version, publication.published_on
    told = told_facts(version)
    return Paper(
        title=publication.title,
        issuer=version.issuer if version.document_number else "",
        number=version.document_number,
        blocks=blocks_of(version.body_html) or (() if told else _WITHOUT_BODY),
        facts=(*_facts(publication), *told),
        files=tuple(files),
        publisher=publisher,
        url=url,
        footer=(
            f"索引号 {publication.index_number}　{on.year}年{on.month}月{on.day}日发布",
            url,
        ),
        published_at=publication.published_at.astimezone(CHINA),
        keywords=tuple(version.keywords),
    )


def _facts(publication: Publication) -> list[tuple[str, str]]:
    """The official data. Whether it is in force changes with the day, so no copy can say it."""
    version = publication.version
    rows = [
        ("索引号", publication.index_number),
        ("发文机关", version.issuer),
        ("发文字号", version.document_number),
        ("公文种类", KINDS.get(version.document_kind, "")),
        ("主题分类", version.theme),
        ("成文日期", str(version.issued_on or "")),
        ("发布日期", str(publication.published_on)),
        ("实施日期", str(version.effective_on or "")),
        ("失效日期", str(version.expires_on or "")),
        ("登记号", version.registration_number),
        ("公开方式", version.get_openness_display()),
        ("关键词", "、".join(version.keywords)),
        ("更正说明", version.change_note),
        ("标记", "、".join(MARKS[mark] for mark in publication.marks)),
    ]
    return [(label, value) for label, value in rows if value]


def _pictures(version: Version, paper: Paper) -> dict[str, bytes]:
    used = set(pictures_in(paper.blocks))
    held = {one.file.sha256: one.file for one in pictures(version)}
    return {name: read_bytes(held[name]) for name in sorted(used & held.keys())}
