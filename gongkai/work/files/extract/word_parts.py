"""The parts of a .docx as trees: opened with care, and what of them is on the page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from gongkai.work.files.kinds import media_type_of
from gongkai.work.journal.deeds import Refused

MAIN = "word/document.xml"
PARAGRAPH, TABLE, BOX = qn("w:p"), qn("w:tbl"), qn("w:txbxContent")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{_MC}Fallback"
# What was struck out, and the second copy of a drawing that Word keeps for old programs.
UNSEEN = frozenset({qn("w:del"), qn("w:moveFrom"), FALLBACK})
_PART_LIMIT = 64 * 1024 * 1024
_MARGIN = re.compile(r"word/(header|footer)\d*\.xml")


@dataclass
class WordParts:
    """The trees of a Word file; those that it does not have are None."""

    document: Any
    styles: Any = None
    numbering: Any = None
    theme: Any = None
    comments: Any = None
    margins: list[tuple[str, Any]] = field(default_factory=list)


def word_parts(name: str, data: bytes) -> WordParts:
    """The parts of the file; Refused for anything that is no sound .docx without macros."""
    media_type_of(name, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _opened(package)
    except Refused:
        raise
    except Exception as error:  # zlib, lzma, zipfile and lxml each raise their own kinds
        raise Refused("file_damaged", name=name) from error


def _opened(package: zipfile.ZipFile) -> WordParts:
    names = set(package.namelist())

    def part(name: str) -> Any:
        return parsed(package, name) if name in names else None

    return WordParts(
        document=parsed(package, MAIN),
        styles=part("word/styles.xml"),
        numbering=part("word/numbering.xml"),
        theme=part("word/theme/theme1.xml"),
        comments=part("word/comments.xml"),
        margins=[
            (match[1], parsed(package, name))
            for name in sorted(names)
            if (match := _MARGIN.fullmatch(name))
        ],
    )


def parsed(package: zipfile.ZipFile, name: str) -> Any:
    """The tree of a part. No entity is ever resolved, and no part beyond the limit is read."""
    with package.open(name) as stream:
        data = stream.read(_PART_LIMIT + 1)
    if len(data) > _PART_LIMIT:
        raise ValueError(f"{name}: too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError(f"{name}: document type")
    return root


def seen(parent: Any, tags: frozenset[str]) -> Iterator[Any]:
    """The nearest descendants with these tags that are on the page."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and child.tag not in UNSEEN:
            yield from seen(child, tags)


def is_on(flag: Any) -> bool:
    """True for <w:b/> and <w:b w:val="1"/>, false for 0, false and off, and for no element."""
    return flag is not None and flag.get(qn("w:val"), "1") not in {"0", "false", "off"}


def hidden_runs(root: Any) -> Iterator[Any]:
    """The runs with text that neither screen nor paper shows."""
    for run in root.iter(qn("w:r")):
        hides = is_on(run.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))
        if hides and any(one.text for one in run.iter(qn("w:t"))):
            yield run
