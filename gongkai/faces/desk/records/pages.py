"""What the pages of records show, gathered for their templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.records import words
from gongkai.faces.desk.records.facts import changed_facts
from gongkai.faces.desk.records.forms import DraftForm
from gongkai.faces.desk.records.within_item import due_facts
from gongkai.faces.desk.records.word_pages import WordPanel, word_panel
from gongkai.faces.ui import diffs, messages
from gongkai.faces.ui.papers import shown
from gongkai.faces.ui.parts import Clock, Event, Hit, Tag
from gongkai.rules.diff import TextDiff, diff_text
from gongkai.rules.document import KINDS, VALIDITY
from gongkai.work.files.queries import FileLost
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may
from gongkai.work.records.models.record import Attachment, Record, Version
from gongkai.work.records.queries import fitness, screened
from gongkai.work.records.queries.attached import is_in_use, offered, pictures
from gongkai.work.records.queries.columns import told_facts
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.history import Step, history
from gongkai.work.records.queries.relations import Link, effect_of, links_of
from gongkai.work.records.queries.terms import due_of
from gongkai.work.records.queries.visible import sees_drafts, versions_for

# Refusals that the page answers with more than their sentence.
CONFLICT, UNFIT = "record_changed_meanwhile", "record_unfit"
_PUBLIC_STEPS = frozenset({"published", "withdrawn"})
_REVIEW = {
    "first": "record.review_first",
    "second": "record.review_second",
    "final": "record.review_final",
}
# Shorter ones occur by chance, in the address of a picture or within another number.
_TELLING = 7


@dataclass(frozen=True)
class Paper:
    """One version as the public would read it."""

    version: Version
    facts: Sequence[tuple[str, object]]
    body: SafeString
    files: Sequence[Attachment]


@dataclass(frozen=True)
class Screened:
    """What screening found: in the text, and in fields and files."""

    text: str
    marks: Sequence[Hit]
    elsewhere: Sequence[tuple[Tag, str, str]]

    @property
    def count(self) -> int:
        return len(self.marks) + len(self.elsewhere)

    def masked(self, text: str) -> str:
        """A text of the same version with what must not be public hidden in it too."""
        for mark in self.marks:
            whole = self.text[mark.start : mark.end]
            if mark.level == screened.BLOCK and mark.shown and len(whole) >= _TELLING:
                text = text.replace(whole, mark.shown)
        return text


@dataclass(frozen=True)
class RecordPage:
    """A record with its life; `acts` names what this person may do with it now."""

    record: Record
    state: str
    paper: Paper
    events: Sequence[Event]
    versions: Sequence[Version]
    public_url: str
    acts: frozenset[str]
    is_newest: bool = True
    clock: Clock | None = None


@dataclass(frozen=True)
class Conflict:
    """What somebody else stored meanwhile beside what was typed here."""

    fields: Sequence[tuple[str, object, object]]
    body: Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class EditPage:
    """A draft being written: what is missing and what was found stands beside the form."""

    record: Record
    form: DraftForm
    missing: Sequence[tuple[str, str]]
    screened: Screened
    paper: Paper
    links: Sequence[Link]
    unused: Sequence[Attachment]
    clock: Clock | None
    returned: Step | None
    sentences: Sequence[str] = ()
    conflict: Conflict | None = None
    unfit: bool = False
    word: WordPanel | None = None


def paper_of(version: Version, on: date, found: Screened | None = None) -> Paper:
    """The version for a page of the desk; what `found` says must go is hidden."""

    def url(sha256: str) -> str:
        return reverse("desk:record_file", args=[version.record_id, sha256])

    body = found.masked(version.body_html) if found else version.body_html
    return Paper(version, facts(version, on), shown(body, url), offered(version))


def facts(version: Version, on: date) -> list[tuple[str, object]]:
    """The official data of the version; what is empty shows as such."""
    named = [f"{one.word}{one.named}" for one in links_of(version)]
    return [
        ("目录事项", version.item or ""),
        ("索引号", version.record.index_number or "发布时编定"),
        ("发文机关", version.issuer),
        ("发文字号", version.document_number),
        ("公文种类", KINDS.get(version.document_kind, "")),
        ("主题分类", version.theme),
        ("成文日期", day(version.issued_on)),
        ("形成或变更日期", day(version.formed_on)),
        *due_facts(version),
        ("实施日期", day(version.effective_on)),
        ("失效日期", day(version.expires_on)),
        ("有效性", VALIDITY[effect_of(version, on).status]),
        ("公开属性", version.get_openness_display()),
        ("不公开理由", version.withheld_reason),
        ("登记号", version.registration_number),
        ("关联文件", "；".join(named)),
        ("关键词", "、".join(version.keywords)),
        ("内容概述", version.summary),
        *told_facts(version),
    ]


def day(value: date | None) -> str:
    """2026-09-16, or nothing."""
    return value.isoformat() if value else ""


def screened_of(version: Version, found: Sequence[dict[str, Any]]) -> Screened:
    """The findings at their places in the version."""
    marks = words.hits(found)
    text = screened.body_of(version).text if marks else ""
    return Screened(text, marks, words.elsewhere(found))


def clock_of(version: Version, on: date) -> Clock | None:
    """How long there is to publish in time (条例 第二十六条), where that can be told."""
    due = due_of(version)
    return clock_until(on, due.on) if due else None


def record_page(
    person: Person, record: Record, on: date, number: int | None = None
) -> RecordPage | None:
    """The record as the person may see it, at one version or the newest; None without any."""
    versions = list(versions_for(person, record, on))
    wanted = [one for one in versions if number is None or one.number == number]
    if not wanted:
        return None
    inside = sees_drafts(person, record, on)
    version = current_of(record) if inside and number is None else wanted[0]
    acts = _acts(person, record, on)
    return RecordPage(
        record=record,
        state=record.state if inside else ("published" if record.live_id else "withdrawn"),
        paper=paper_of(version, on, screened_of(version, version.screening)),
        events=list(_events(record, inside)),
        versions=versions,
        public_url=reverse("portal:record", args=[record.index_number]) if record.live_id else "",
        acts=acts,
        is_newest=number is None,
        clock=clock_of(version, on) if inside and record.live_id is None else None,
    )


def _acts(person: Person, record: Record, on: date) -> frozenset[str]:
    organisation, state = record.organisation, record.state
    drafts = may(person, "record.draft", organisation, on)
    allowed = {
        "edit": drafts and state != Record.State.DISCARDED,
        "discard": drafts and state in Record.WRITABLE,
        "review": state in _REVIEW and may(person, _REVIEW[state], organisation, on),
        "withdraw": record.live_id is not None
        and may(person, "record.ask_withdrawal", organisation, on),
    }
    return frozenset(name for name, is_allowed in allowed.items() if is_allowed)


def _events(record: Record, inside: bool) -> Iterator[Event]:
    for one in history(record):
        if inside or one.kind in _PUBLIC_STEPS:
            who = f"{words.signed_by(one.person.name, one.behalf)}，" if inside else ""
            text = f"{who}第 {one.version} 稿" + (f"：{one.text}" if one.text else "")
            kind = {"returned": "stop", "withdrawn": "stop", "drafting": "now"}.get(one.kind, "")
            yield Event(words.step(one.kind, one.level), one.at, text, kind)
    if inside and record.state in words.LEVEL_OF_STATE:
        level = words.LEVELS[words.LEVEL_OF_STATE[record.state]]
        yield Event(f"等待{level}", kind="now", when="现在")


def edit_page(
    record: Record, form: DraftForm, on: date, sentences: Sequence[str] = (), code: str = ""
) -> EditPage:
    """Everything beside the form, from what is stored now; `code` is why an act was refused."""
    version = form.version
    stored, lost = _screening(version, on)
    found = screened_of(version, stored)
    return EditPage(
        record=record,
        form=form,
        missing=words.missing(fitness.why_not_submit(version, on)),
        screened=found,
        paper=paper_of(version, on, found),
        links=links_of(version),
        unused=[one for one in pictures(version) if not is_in_use(one)],
        clock=None if record.live_id else clock_of(version, on),
        returned=last_return(record),
        sentences=[*sentences, *lost],
        conflict=_conflict(form) if code == CONFLICT else None,
        unfit=code == UNFIT,
        word=word_panel(version, form),
    )


def _screening(version: Version, on: date) -> tuple[list[dict[str, Any]], list[str]]:
    """What is found now; a file that the disk has lost is named, so that it can be replaced."""
    try:
        return screened.screening_of(version, on, remembered=True), []
    except FileLost as lost:
        return [], messages.sentences(lost)


def last_return(record: Record) -> Step | None:
    """Why it came back, as long as it was not submitted again."""
    steps = [one for one in history(record) if one.kind in {"submitted", "returned"}]
    return steps[-1] if steps and steps[-1].kind == "returned" else None


def _conflict(form: DraftForm) -> Conflict:
    typed = form.changes()
    body = diff_text(form.version.body_html, typed.pop("body_html", form.version.body_html))
    facts = changed_facts(form.version.facts, typed.pop("facts", form.version.facts))
    rows: list[tuple[str, object, object]] = [
        (str(form.fields[name].label), _plain(getattr(form.version, name)), _plain(value))
        for name, value in typed.items()
    ]
    rows += facts
    return Conflict(rows, segments(body) if any(one.is_changed for one in body.paragraphs) else ())


def _plain(value: object) -> object:
    if isinstance(value, date):
        return day(value)
    return "、".join(value) if isinstance(value, list) else value


def segments(diff: TextDiff, found: Screened | None = None) -> list[list[tuple[str, str]]]:
    """A difference of texts in the shape of the diff component, with what was `found` hidden."""
    return diffs.segments(diff, found.masked if found else str)
