"""Takes in what a Word file says of itself: empty fields are filled, others are asked about."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from gongkai.rules.document.gb9704 import OfficialPaper, WordPaper, head_lines, read_paper
from gongkai.work.files.extract.word_paper import word_paper
from gongkai.work.files.html import word_to_html
from gongkai.work.files.kinds import clean_name
from gongkai.work.files.outline import suggested_title, without_head, without_title
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.fields import fitted
from gongkai.work.records.actions.writing import writing
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.word import WordReading
from gongkai.work.records.queries.word import (
    KEPT,
    OPENNESS,
    READ_FIELDS,
    TAKEN,
    label_of,
    questions,
    reading_of,
)


class WordText:
    """A Word file as a draft takes it: the body, its pictures, and what it says of itself."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.sha256 = clean_name(name), hashlib.sha256(data).hexdigest()
        self.html, self.pictures = word_to_html(data, name)
        self.paper: WordPaper = word_paper(name, data)
        self.read: OfficialPaper = read_paper(self.paper)
        self.title = self.read.title if self.read.is_official else suggested_title(self.html)

    def body_under(self, title: str) -> str:
        """The body without what the page shows above it: the head and the title.

        The head of a paper that bears a mark of secrecy stays, so that everybody sees it.
        """
        if self.read.is_official and self.read.element("secrecy") is None:
            return without_head(self.html, head_lines(self.paper, self.read))
        return without_title(self.html, title)

    @property
    def values(self) -> dict[str, str]:
        """The fields that the file tells, as text."""
        read = self.read
        told = {
            "title": self.title,
            "document_number": read.document_number,
            "issuer": read.issuer,
            "issued_on": read.issued_on.isoformat() if read.issued_on else "",
            "document_kind": read.kind,
            OPENNESS: read.openness,
        }
        return {name: told[name] for name in READ_FIELDS if told[name] and _has_room(name, told)}


def _has_room(name: str, told: dict[str, str]) -> bool:
    limit = getattr(Version._meta.get_field(name), "max_length", None)
    return limit is None or len(told[name]) <= limit


def take(version: Version, text: WordText, by: Person, at: datetime) -> WordReading:
    """Fill the empty fields of a version that is being written on, and keep what was read."""
    values = text.values
    filled = [name for name in values if not getattr(version, name)]
    if not text.read.is_official:
        # The first line of a plain text may be its title; nobody is asked about a guess.
        values = {name: values[name] for name in filled}
    for name in filled:
        setattr(version, name, _value(name, values[name]))
    return WordReading.objects.create(
        record=version.record,
        version_number=version.number,
        file_name=text.name,
        sha256=text.sha256,
        read_at=at,
        read_by=by,
        is_official=text.read.is_official,
        elements=[
            {"code": one.code, "label": one.label, "text": one.text} for one in text.read.elements
        ],
        notes=[
            {
                "code": one.code, "level": one.level, "sentence": one.sentence,
                "source": one.source, "verified": one.verified,
            }
            for one in text.read.notes
        ],
        values=values,
        filled=filled,
        counts={
            name: count
            for name in ("changes", "comments", "hidden")
            if (count := getattr(text.paper, name))
        },
    )  # fmt: skip


def _value(name: str, text: str) -> Any:
    return date.fromisoformat(text) if name == "issued_on" else fitted({name: text})[name]


def answer_word(*, record: Record, name: str, take_it: bool, by: Person, at: datetime) -> Version:
    """Answer one question between file and field: take what the file says, or keep the field."""
    with writing("record.answer_word", record, by=by, at=at) as version:
        reading = reading_of(version)
        asked = [one.name for one in questions(version, reading)]
        if reading is None or name not in asked:
            label = label_of(name) if name in READ_FIELDS else name
            raise Refused("word_question_gone", field=label)
        if take_it:
            setattr(version, name, _value(name, reading.values[name]))
        reading.settled[name] = TAKEN if take_it else KEPT
        reading.save(update_fields=["settled"])
    return version
