"""What the page of marking shows: passages with boxes to tick, pages to draw on, what is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator

from gongkai.faces.desk.foi_redact.gates import Visit
from gongkai.faces.desk.foi_redact.words import remarks_said
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.queries.redactions import (
    Sighted,
    Suggestion,
    plan_hash,
    sighted,
    suggestions,
)
from gongkai.work.foi.redact.fold import folded
from gongkai.work.foi.redact.marks import BLOCKS, Leaf, Look, Mark, Passage, Picture, ground_said

ROWS = 60
Piece = tuple[str, str]


@dataclass(frozen=True)
class Sentence:
    """Something that can be ticked; `pieces` are its text, each with the block in its place."""

    value: str
    pieces: Sequence[Piece]
    is_gone: bool


@dataclass(frozen=True)
class PassageRow:
    """A passage with its sentences; `whole` ticks all of it where there are several."""

    where: str
    whole: str
    sentences: Sequence[Sentence]


@dataclass(frozen=True)
class PictureRow:
    """A picture; `block` is what stands in its place if it is marked."""

    picture: Picture
    block: str


@dataclass(frozen=True)
class MarkRow:
    """A mark in the list of those that are made."""

    number: int
    what: str
    ground: str
    note: str


@dataclass(frozen=True)
class MarkPage:
    """The page; `shown` is text, pictures or page."""

    visit: Visit
    redaction: Redaction
    kind: str
    shown: str
    page: Page[Any]
    rows: Sequence[PassageRow]
    pictures: Sequence[PictureRow]
    leaf: Leaf | None
    is_seen: bool
    unseen: Sequence[int]
    marks: Sequence[MarkRow]
    suggestions: Sequence[Suggestion]
    remarks: Sequence[str]
    plan_hash: str
    places: int
    passages: int
    all_pictures: int


def mark_page(visit: Visit, redaction: Redaction, show: str, number: str) -> MarkPage:
    """The page `number` of the passages, pictures or pages. Refused for what cannot be read."""
    found = sighted(redaction)
    look = found.look
    shown = "page" if look.leaves else ("pictures" if show == "pictures" else "text")
    page = _paged(look, shown, number)
    leaf = page.object_list[0] if shown == "page" else None
    passages = _passages(look, leaf) if shown == "page" else list(page.object_list)
    return MarkPage(
        visit=visit,
        redaction=redaction,
        kind=look.kind,
        shown=shown,
        page=page,
        rows=list(_rows(found, passages)) if shown != "pictures" else [],
        pictures=_pictures(found, page) if shown == "pictures" else [],
        leaf=leaf,
        is_seen=leaf is not None and (leaf.is_read or leaf.number in found.seen),
        unseen=found.unseen,
        marks=_marks(found),
        suggestions=_suggested(visit, found),
        remarks=remarks_said(look.remarks),
        plan_hash=plan_hash(redaction),
        places=len(found.places),
        passages=len(look.passages),
        all_pictures=len(look.pictures),
    )


def _paged(look: Look, shown: str, number: str) -> Page[Any]:
    if shown == "page":
        return Paginator(look.leaves, 1).get_page(number)
    rows: Sequence[Any] = look.pictures if shown == "pictures" else look.passages
    return Paginator(rows, ROWS).get_page(number)


def _passages(look: Look, leaf: Leaf | None) -> list[Passage]:
    """The lines of one page."""
    start = f"{leaf.number if leaf else 0}-"
    return [one for one in look.passages if one.key.startswith(start)]


def _rows(found: Sighted, passages: Sequence[Passage]) -> Iterator[PassageRow]:
    grounds: dict[str, dict[int, str]] = {}
    for place in found.places:
        signs = grounds.setdefault(place.key, {})
        signs |= dict.fromkeys(range(place.start, place.end), place.ground)
    # A printed line is ticked as a whole; where its sentences begin says nothing of the page.
    by_line = found.look.kind == "pages"
    for one in passages:
        spans = [(0, len(one.text))] if by_line else one.sentences()
        sentences = [_sentence(one, start, end, grounds.get(one.key, {})) for start, end in spans]
        whole = f"{one.key}:0:{len(one.text)}" if len(sentences) > 1 else ""
        all_gone = all(sentence.is_gone for sentence in sentences)
        yield PassageRow(one.where, "" if all_gone else whole, sentences)


def _sentence(passage: Passage, start: int, end: int, grounds: dict[int, str]) -> Sentence:
    runs = groupby(range(start, end), key=lambda at: grounds.get(at, ""))
    pieces = []
    for ground, places in runs:
        text = "".join(passage.text[at] for at in places)
        pieces.append((text, BLOCKS[ground] if ground else ""))
    gone = all(block or not text.strip() for text, block in pieces)
    return Sentence(f"{passage.key}:{start}:{end}", pieces, gone)


def _pictures(found: Sighted, page: Page[Any]) -> list[PictureRow]:
    marked = {mark.key: mark.ground for mark in found.marks if mark.key and not mark.end}
    return [
        PictureRow(one, BLOCKS[marked[one.key]] if one.key in marked else "")
        for one in page.object_list
    ]


def _marks(found: Sighted) -> list[MarkRow]:
    where = {one.key: one.where for one in found.look.passages}
    where |= {one.key: f"图片 {one.key[1:]}" for one in found.look.pictures}
    return [
        MarkRow(number, *_said(mark, where), _note(mark, count))
        for number, (mark, count) in enumerate(zip(found.marks, found.counts, strict=True))
    ]


def _said(mark: Mark, where: dict[str, str]) -> tuple[str, str]:
    ground = ground_said(mark.ground)
    if mark.term:
        return f"词语“{mark.term}”", ground
    if mark.box is not None:
        left, top, right, bottom = (one / 10 for one in mark.box)
        return f"第 {mark.page} 页方框：左 {left:g} 上 {top:g} 右 {right:g} 下 {bottom:g}", ground
    return where.get(mark.key, "文件里已没有这一处"), ground


def _note(mark: Mark, count: int) -> str:
    if not mark.term:
        return ""
    return f"查到 {count} 处" if count else "文字里没有查到"


def _suggested(visit: Visit, found: Sighted) -> list[Suggestion]:
    marked = {folded(mark.term) for mark in found.marks if mark.term}
    offered = suggestions(visit.case, found.look)
    return [one for one in offered if folded(one.text) not in marked]
