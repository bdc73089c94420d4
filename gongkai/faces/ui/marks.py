"""The marks that a publication bears for ever, as tags and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.faces.ui.messages import shown
from gongkai.faces.ui.parts import Tag
from gongkai.rules.document import MARK_SENTENCES, MARKS, MARKS_STAY, TAKEN_OVER, MarkReason
from gongkai.work.records.queries.marks import marks_borne, reasons_of
from gongkai.work.records.queries.shelves import Publication


@dataclass(frozen=True)
class Mark:
    """One mark with what it says, in a sentence for each reason."""

    tag: Tag
    sentences: Sequence[str]

    @property
    def kind(self) -> str:
        """The kind of note in which it is told."""
        return self.tag.kind if self.tag.kind == "warn" else ""

    @property
    def text(self) -> str:
        return "".join([*self.sentences, MARKS_STAY])


def mark_tags(publication: Publication) -> list[Tag]:
    """The marks of a publication for a list. No query."""
    return [_tag(code) for code in marks_borne(publication)]


def marks_in_words(publication: Publication) -> list[Mark]:
    """The marks of a publication with all their reasons."""
    codes = marks_borne(publication)
    reasons = reasons_of(publication) if codes else []
    return [
        Mark(_tag(code), [sentence(one) for one in reasons if one.mark == code]) for code in codes
    ]


def sentence(reason: MarkReason) -> str:
    """Why there is a mark, in Chinese."""
    values = {name: shown(value) for name, value in reason.values}
    return MARK_SENTENCES[reason.code].format(**values)


def _tag(code: str) -> Tag:
    return Tag("idle" if code == TAKEN_OVER else "warn", MARKS[code])
