"""What the review desk shows: the difference, the checks, who signed, why one may not decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.records import words
from gongkai.faces.desk.records.answers import Answer, WaiveForm, answers_of
from gongkai.faces.desk.records.facts import changed_facts
from gongkai.faces.desk.records.forms import ReviewForm
from gongkai.faces.desk.records.pages import (
    Paper,
    Screened,
    clock_of,
    paper_of,
    screened_of,
    segments,
)
from gongkai.faces.desk.records.word_pages import WordPanel, word_panel
from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.parts import Check, Clock, Sign, Tag, Work
from gongkai.faces.ui.states import tag_of
from gongkai.rules.document import KINDS, RELATIONS
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.content import DATE_FIELDS
from gongkai.work.records.queries.queue import review_due_on
from gongkai.work.records.queries.review_desk import Comparison, comparison
from gongkai.work.records.queries.reviewing import why_not
from gongkai.work.staffing.queries.stand_ins import Substitutions

_LABELS = {
    field.name: str(field.verbose_name)
    for field in Version._meta.get_fields()
    if hasattr(field, "verbose_name")
} | {"relations": "关联文件"}


@dataclass(frozen=True)
class ReviewPage:
    """A version before its reviewer. `reasons` stand where the buttons would be."""

    record: Record
    level: int
    level_word: str
    version: Version
    content_hash: str
    compared: str
    fields: Sequence[tuple[str, object, object]]
    body: Sequence[Sequence[tuple[str, str]]]
    changed: int
    layout_changed: bool
    files_before: Sequence[str]
    files: Sequence[str]
    checks: Sequence[Check]
    screened: Screened
    signs: Sequence[Sign]
    paper: Paper
    reasons: Sequence[str]
    blocked: Sequence[str]
    answers: Sequence[Answer]
    clock: Clock | None
    form: ReviewForm
    sentences: Sequence[str]
    places: Sequence[int]
    word: WordPanel | None


def queue_rows(records: Iterable[Record], on: date) -> list[Work]:
    """The rows of `review_queue`: how long each waits, at which level, until when."""
    return [_row(one, on) for one in records]


def _row(record: Record, on: date) -> Work:
    """The clock is that of this review; the day of 条例 第二十六条 stands beside it in words."""
    version, since = record.current, record.waiting_since  # type: ignore[attr-defined]
    assert version is not None
    why = f"{record.organisation.label} {version.drafted_by.name}起草，{_waited(since, on)}"
    publish = None if record.live_id else clock_of(version, on)
    if publish and publish.due:
        why += f"，应在{cn_date(publish.due)}以前公开"
    url = reverse("desk:review", args=[record.pk])
    clock = clock_until(on, review_due_on(since))
    return Work(version.title, url, why, clock, tag_of(record.state), "打开审核", url)


def _waited(since: datetime, on: date) -> str:
    days = (on - day_of(since)).days
    return f"到这一级已 {days} 天" if days else "今天到这一级"


def review_page(
    person: Person,
    on: date,
    record: Record,
    form: ReviewForm,
    *,
    said: Sequence[str] = (),
    waiving: WaiveForm | None = None,
) -> ReviewPage:
    """Everything a reviewer needs on one screen; `waiving` is a reason that was not taken."""
    seen = comparison(record, on)
    level = words.LEVEL_OF_STATE.get(record.state, 0)
    found = screened_of(seen.version, seen.screening)
    body = segments(seen.body, found)
    changed = sum(one.is_changed for one in seen.body.paragraphs)
    return ReviewPage(
        record=record,
        level=level,
        level_word=words.LEVELS.get(level, "审核"),
        version=seen.version,
        content_hash=seen.content_hash,
        compared=_compared(seen),
        fields=_fields(seen),
        body=body,
        changed=changed,
        layout_changed=seen.body.layout_changed and seen.before is not None,
        files_before=seen.attachments_before,
        files=seen.attachments,
        checks=words.checked(seen.checks),
        screened=found,
        signs=list(_signs(record, seen, level, on)),
        paper=paper_of(seen.version, on, found),
        reasons=_against(person, on, record, seen, "returned"),
        blocked=_against(person, on, record, seen, "passed"),
        answers=answers_of(seen, waiving),
        clock=None if record.live_id else clock_of(seen.version, on),
        form=form,
        sentences=said,
        places=range(1, changed + 1),
        word=word_panel(seen.version),
    )


def _compared(seen: Comparison) -> str:
    if seen.before is None:
        return ""
    what = "已发布的" if hasattr(seen.before, "publication") else "上次送审的"
    return f"与{what}第 {seen.before.number} 稿比"


def _fields(seen: Comparison) -> list[tuple[str, object, object]]:
    """The official data that changed; at first everything is new and stands in the document."""
    if seen.before is None:
        return []
    both = (seen.before, seen.version)
    items = {one.item.code: one.item.name for one in both if one.item}
    rows: list[tuple[str, object, object]] = []
    for one in seen.fields:
        if one.name == "facts":
            rows += changed_facts(one.before, one.after)
        else:
            before, after = (_plain(one.name, value, items) for value in (one.before, one.after))
            rows.append((_LABELS.get(one.name, one.name), before, after))
    return rows


def _plain(name: str, value: object, items: Mapping[str, str]) -> object:
    if name == "item":
        return items.get(str(value), "")
    if name == "openness":
        return dict(Version.Openness.choices).get(str(value), value)
    if name == "document_kind":
        return KINDS.get(str(value), value)
    if name in DATE_FIELDS:
        return str(value or "")
    if name == "relations" and isinstance(value, list):
        return "；".join(f"{RELATIONS[kind]} {number}" for kind, number in map(str.split, value))
    return "、".join(value) if isinstance(value, list) else value


def _signs(record: Record, seen: Comparison, level: int, on: date) -> Iterator[Sign]:
    version = seen.version
    at = timezone.localtime(version.frozen_at or version.drafted_at)
    yield Sign(
        "起草", version.drafted_by.name, None, f"{at:%Y-%m-%d %H:%M}，第 {version.number} 稿"
    )
    given = {one.level: one for one in seen.reviews}
    behalf = Substitutions([record.organisation_id])
    for step, word in words.LEVELS.items():
        if step in given:
            yield _signed(word, given[step], record, behalf)
        elif step == level and version.frozen_at:
            since = max((one.at for one in seen.reviews), default=version.frozen_at)
            note = f"{_waited(since, on)}，应在{cn_date(review_due_on(since))}以前审完"
            yield Sign(word, "等待审核", Tag("info", "现在到这一级"), note)
        else:
            yield Sign(word, "还没有到这一级")


def _signed(word: str, one: Review, record: Record, behalf: Substitutions) -> Sign:
    at = timezone.localtime(one.at)
    name = behalf.behalf(record.organisation_id, one.person_id, one.level, day_of(one.at))
    opinion = f"：“{one.opinion}”" if one.opinion else ""
    who = words.signed_by(one.person.name, name)
    return Sign(word, who, tag_of(one.outcome), f"{at:%Y-%m-%d %H:%M}{opinion}")


def _against(person: Person, on: date, record: Record, seen: Comparison, outcome: str) -> list[str]:
    """Why this person cannot decide so now, in words; a reason for returning is taken as given."""
    reasons = why_not(
        record,
        seen.version,
        level=words.LEVEL_OF_STATE.get(record.state, 1),
        outcome=outcome,
        opinion="…",
        seen_hash=seen.content_hash,
        person=person,
        on=on,
        found=seen.found,
    )
    return [text for one in reasons for text in sentences(one)]
