"""The files of a letter: Word and PDF of what was approved, and what proves its service."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongkai.rules.letters import find_letter
from gongkai.work.files.actions.store import store
from gongkai.work.files.kinds import extension_of
from gongkai.work.files.models import StoredFile
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.queries.case_values import cn
from gongkai.work.foi.queries.letter_paper import letter_paper
from gongkai.work.foi.queries.letter_pdf import letter_pdf
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Person


def set_in_type(letter: Letter, by: Person, at: datetime) -> None:
    """Make the files of a letter, out of the text that was approved and nothing else."""
    kind, organisation = find_letter(letter.kind), letter.request.organisation
    said: dict[str, Any] = {
        "agency": organisation.name,
        "title": kind.name,
        "number": letter.number,
        "text": letter.text,
        "day": cn(day_of(at)),
    }
    made = {"file": letter_paper(**said), "pdf": letter_pdf(at=at, **said)}
    for field, ending in (("file", "docx"), ("pdf", "pdf")):
        name = f"{kind.name}.{ending}"
        kept = store(name=name, data=made[field], by=by, at=at, organisation=organisation)
        setattr(letter, field, kept)


def keep_proof(letter: Letter, file: tuple[str, bytes], by: Person, at: datetime) -> StoredFile:
    """Keep what proves a service under a name of our own: its own could tell who signed."""
    name, data = f"送达凭证.{extension_of(file[0])}", file[1]
    return store(name=name, data=data, by=by, at=at, organisation=letter.request.organisation)
