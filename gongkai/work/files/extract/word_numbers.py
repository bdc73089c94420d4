"""What is done to a Word file before its text is taken over: numbers typed, hidden text left out.

A list of a web page counts from one and in its own way. What begins with 一、 or goes on after a
paragraph in between would come out with another number, and numbers are cited. Only a plain list
1. 2. 3. in one piece stays a list.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from gongkai.rules.plan.numbering import Numbering, numbering_of
from gongkai.work.files.extract.word_parts import (
    MAIN,
    PARAGRAPH,
    UNSEEN,
    WordParts,
    hidden_runs,
)

# From the private use area: no text has it, so that it tells a paragraph whose number is typed.
MARK = "\ue5c0"
_CLOSING = "、.．）)】]：:"


@dataclass(frozen=True)
class _Numbered:
    """A paragraph with the number that Word prints before it, and the list it belongs to."""

    paragraph: Any
    label: str
    list_key: str


def spaced(label: str) -> str:
    """The number as it stands before the text: 第一条 wants a blank, 一、 does not."""
    return label if not label or label[-1] in _CLOSING else f"{label} "


def prepared(data: bytes, parts: WordParts) -> bytes:
    """The same file without hidden text, its numbers as text, each behind MARK."""
    numbering = numbering_of(parts.numbering, parts.styles)
    numbered: list[_Numbered] = []
    _collect(parts.document, numbering, numbered)
    typed, hidden = _to_type(numbered), list(hidden_runs(parts.document))
    for one in typed:
        _type(one)
    for run in hidden:
        run.getparent().remove(run)
    return _packed(data, etree.tostring(parts.document)) if typed or hidden else data


def _collect(parent: Any, numbering: Numbering, found: list[_Numbered]) -> None:
    for child in parent:
        if not isinstance(child.tag, str) or child.tag in UNSEEN:
            continue
        if child.tag == PARAGRAPH and (label := numbering.label(child)):
            found.append(_Numbered(child, label, numbering.list_of(child)))
        _collect(child, numbering, found)


def _to_type(numbered: list[_Numbered]) -> list[_Numbered]:
    groups: list[list[_Numbered]] = []
    for one in numbered:
        last = groups[-1][-1] if groups else None
        follows = last is not None and last.paragraph.getnext() is one.paragraph
        if last is not None and follows and last.list_key == one.list_key:
            groups[-1].append(one)
        else:
            groups.append([one])
    pieces = Counter(group[0].list_key for group in groups)
    return [one for group in groups if not _is_plain(group, pieces) for one in group]


def _is_plain(group: list[_Numbered], pieces: Counter[str]) -> bool:
    """True for 1. 2. 3. … in one piece: the page counts it the same way."""
    in_one_piece = pieces[group[0].list_key] == 1
    return in_one_piece and all(one.label == f"{n}." for n, one in enumerate(group, 1))


def _type(one: _Numbered) -> None:
    run = etree.SubElement(one.paragraph, qn("w:r"))
    text = etree.SubElement(run, qn("w:t"))
    text.text = MARK + spaced(one.label)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = one.paragraph.find(qn("w:pPr"))
    one.paragraph.insert(0 if properties is None else 1, run)


def _packed(data: bytes, document: bytes) -> bytes:
    """The package with its main part replaced; kept in memory only, so nothing is compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(stream, "w") as made:
        for part in given.infolist():
            made.writestr(part.filename, document if part.filename == MAIN else given.read(part))
    return stream.getvalue()
