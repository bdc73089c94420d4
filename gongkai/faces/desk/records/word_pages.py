"""What the desk shows of the Word file behind a draft: its parts, remarks, and open questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.forms import BaseForm

from gongkai.faces.ui.parts import Tag
from gongkai.work.records.models.record import Version
from gongkai.work.records.models.word import WordReading
from gongkai.work.records.queries.word import (
    KEPT,
    OPENNESS,
    Question,
    differences,
    label_of,
    questions,
    reading_of,
    to_confirm,
)

ASK_TO_CHECK = "由文件读出，请核对。"
_TAGS = {"warn": Tag("warn", "请核对"), "note": Tag("idle", "提示")}
_UNCHECKED = "（未核对原文）"
_COUNTS = {
    "changes": "有 {count} 处修订，按接受修订后的文字读入",
    "comments": "有 {count} 条批注，没有读入",
    "hidden": "有 {count} 处隐藏文字，没有读入",
}
_NOT_OFFICIAL = "没有找到公文的要素，按一般材料读入，不检查公文格式。"


@dataclass(frozen=True)
class Remark:
    """One thing to look at, with the text that it rests on."""

    tag: Tag
    text: str
    source: str = ""


@dataclass(frozen=True)
class WordPanel:
    """The Word file as it was read. `told` says what was done to it on the way in."""

    file_name: str
    is_official: bool
    told: Sequence[str]
    elements: Sequence[tuple[str, str]]
    remarks: Sequence[Remark]
    questions: Sequence[Question]


def word_panel(version: Version, form: BaseForm | None = None) -> WordPanel | None:
    """The panel for that version; None if no Word file was read into it.

    Fields of `form` that hold what the file said are marked to be checked.
    """
    reading = reading_of(version)
    if reading is None:
        return None
    for name in to_confirm(version, reading) if form is not None else ():
        if form is not None and name in form.fields:
            field = form.fields[name]
            field.help_text = f"{ASK_TO_CHECK}{field.help_text}"
    return WordPanel(
        file_name=reading.file_name,
        is_official=reading.is_official,
        told=told(reading),
        elements=[(one["label"], one["text"]) for one in reading.elements],
        remarks=[*_kept(version, reading), *_remarks(reading)],
        questions=questions(version, reading),
    )


def told(reading: WordReading) -> list[str]:
    """What was done to the file on the way in, a sentence each."""
    said = [_COUNTS[name].format(count=n) + "。" for name, n in reading.counts.items()]
    return said if reading.is_official else [_NOT_OFFICIAL, *said]


def taken_in(version: Version) -> str:
    """What was read and how, after a file was taken in."""
    reading = reading_of(version)
    if reading is None:
        return ""
    names = "、".join(label_of(name) for name in reading.filled)
    read = f"由文件读出{names}，请核对。" if names else ""
    count = len(questions(version, reading))
    asked = f"有 {count} 处与已填的不同，请回答。" if count else ""
    return "".join([read, asked, *told(reading)])


def _kept(version: Version, reading: WordReading) -> Iterator[Remark]:
    """Where the clerk kept what was filled in against the file: the reviewers should know."""
    for one in differences(version, reading):
        if reading.settled.get(one.name) == KEPT:
            tag = _TAGS["warn" if one.name == OPENNESS else "note"]
            text = f"{one.label}：文件写“{one.in_file}”，起草人确认为“{one.stored}”。"
            yield Remark(tag, text)


def _remarks(reading: WordReading) -> Iterator[Remark]:
    for row in sorted(reading.notes, key=lambda one: one["level"] != "warn"):
        source = row["source"]
        if not row["verified"] and "未核对原文" not in source:
            source += _UNCHECKED
        yield Remark(_TAGS[row["level"]], row["sentence"], source)
