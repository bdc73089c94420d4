"""A department with a record in every state, and somebody of every role who may look at it."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx import Document
from docx.shared import Cm

from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import attach, discard, edit, fill_from_word
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import attachments_of, current_of
from tests.factories import AT, administrator, clerk, head, officer, openness_head
from tests.work.records.world import RETURNED, World, decide, draft, pass_all, withdrawn, world

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0"
    "f01f00050001ff89993d1d0000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
STATES = (
    "draft", "returned", "first", "second", "final", "published", "correcting", "withdrawn",
    "discarded",
)  # fmt: skip
PASSES = {"first": 0, "second": 1, "final": 2}
ROLES = (
    "clerk", "first", "second", "final", "head", "other clerk", "other final", "officer",
    "openness head", "administrator",
)  # fmt: skip
SECRET = "更正稿里的新标题"


@dataclass(frozen=True)
class Scene:
    """One department, another one, and everybody else who could come by."""

    here: World
    there: World
    roles: dict[str, Person]


def scene() -> Scene:
    here, there = world(), world("czj", "财政局")
    people = (
        *(here.clerk, here.first, here.second, here.final, head(here.organisation)),
        *(there.clerk, there.final, officer(), openness_head(), administrator()),
    )
    return Scene(here, there, dict(zip(ROLES, people, strict=True)))


def word(title: str = "城市公园开放时间表") -> bytes:
    """A Word file with a title, headings of two levels, a table and a picture."""
    document = Document()
    document.add_paragraph(title).alignment = 1
    document.add_paragraph("一、开放时间")
    document.add_paragraph("每日六时至二十二时开放。")
    document.add_paragraph("（一）节假日")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("公园", "时间", "青禾公园", "六时"), strict=True):
        cell.text = text
    document.add_picture(io.BytesIO(PNG), width=Cm(1))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def complete(here: World, **fields: object) -> Record:
    """A draft with a picture in its body and a PDF, ready to be submitted."""
    record = draft(here, **fields)
    fill_from_word(record=record, file_name="稿.docx", data=word(), by=here.clerk, at=AT)
    attach(record=record, file_name="清单.pdf", data=PDF, by=here.clerk, at=AT)
    if body := fields.get("body_html"):
        edit(record=record, by=here.clerk, at=AT, body_html=body)
    return record


def in_state(here: World, state: str, **fields: object) -> Record:
    """A record in one of STATES; `correcting` is public while a correction is being drafted."""
    record = complete(here, **fields)
    if state == "discarded":
        return discard(record=record, by=here.clerk, at=AT)
    if state == "draft":
        return record
    submit(record=record, by=here.clerk, at=AT)
    if state == "returned":
        decide(record, 1, here.first, outcome=RETURNED, opinion="请补充依据。")
    elif state in PASSES:
        for level, person in enumerate(here.reviewers[: PASSES[state]], start=1):
            decide(record, level, person)
    else:
        _after_publication(here, record, state)
    record.refresh_from_db()
    return record


def _after_publication(here: World, record: Record, state: str) -> None:
    live = pass_all(here, record)
    if state == "correcting":
        edit(record=record, by=here.clerk, at=AT, title=SECRET)
    elif state == "withdrawn":
        withdrawn(here, live, AT, reason="内容有误")


def files_of(record: Record) -> dict[str, str]:
    """The SHA-256 of the current version's files by their kind."""
    return {
        "picture" if one.inline else "pdf": one.file.sha256
        for one in attachments_of(current_of(record))
    }


def other_clerk(scene: Scene, name: str) -> Person:
    """One more clerk of the department."""
    return clerk(scene.here.organisation, name)
