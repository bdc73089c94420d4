"""A Word file, read into clean parts, with the passages and pictures that can be marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.work.foi.redact.marks import Look, Passage, Picture
from gongkai.work.foi.redact.word_blocks import blocks
from gongkai.work.foi.redact.word_package import Package
from gongkai.work.foi.redact.word_source import NOTES, Drawn, Part, Source
from gongkai.work.foi.redact.word_styles import (
    clean_numbering,
    clean_styles,
    hidden_styles,
    properties_of,
)
from gongkai.work.foi.redact.word_tags import Element, W, child, is_on, name_of, value_of, w
from gongkai.work.journal.deeds import Refused

MOST_PASSAGES = 20_000
_NOTE_TAGS = {"footnote": "footnotes", "endnote": "endnotes"}
_WORDS = {
    "document": "正文",
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
}
# What counts as a sign of a passage, and how it reads.
_READ = {"tab": "\t", "br": "\n", "sym": "◇"}


@dataclass
class WordFile:
    """The clean parts by name, in reading order, and what else the new file is made of."""

    parts: dict[str, Element]
    styles: Element
    numbering: Element | None
    settings: Element
    pictures: list[Drawn]
    remarks: dict[str, int]
    passages: list[Passage] = field(default_factory=list)
    paragraphs: dict[str, Element] = field(default_factory=dict)
    streams: list[list[Passage]] = field(default_factory=list)

    def look(self) -> Look:
        """What can be marked."""
        shown = [
            Picture(one.key, _where(one.part), one.data, one.width, one.height)
            for one in self.pictures
        ]
        remarks = tuple(sorted(self.remarks.items()))
        return Look("word", tuple(map(tuple, self.streams)), tuple(shown), (), remarks)


def read_word(data: bytes, *, draws: bool = True) -> WordFile:
    """Read a docx; without `draws` its pictures are not looked at. Refused for what is none."""
    package = Package(data)
    properties = properties_of(package)
    source = Source(package, properties, hidden_styles(package), draws)
    parts = _parts(source)
    made = WordFile(
        parts,
        clean_styles(package, properties),
        clean_numbering(package, properties, source.remarks),
        _settings(package),
        source.pictures,
        source.remarks,
    )
    _left_behind(package, source)
    _number(made)
    return made


def texts_of(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The runs of a clean paragraph and the signs each stands for."""
    for run in paragraph.iterchildren(f"{{{W}}}r"):
        for content in run:
            name = name_of(content)
            if name == "t":
                yield run, content.text or ""
            elif name in _READ:
                yield run, _READ[name]


def _parts(source: Source) -> dict[str, Element]:
    package = source.package
    heads: dict[str, tuple[str, str]] = {}
    relations = package.relations(package.main)

    def named(kind: str, relation: str) -> str:
        target = relations.get(relation, ("", ""))[1]
        if not target or package.tree(target) is None:
            return ""
        number = sum(1 for _, found in heads.values() if found == kind) + 1
        key, _ = heads.setdefault(target, (f"{kind}{number}", kind))
        return key

    body = child(package.tree(package.main), "body")
    if body is None:
        raise Refused("redact_damaged")
    main = w("document")
    main.append(w("body"))
    part = Part(source, "document", relations)
    main[0].extend(list(blocks(part, body, named)))
    found = {"document": main}
    for target, (key, kind) in heads.items():
        found[key] = _head(source, target, key, kind)
    return found | _notes(source)


def _head(source: Source, target: str, key: str, kind: str) -> Element:
    made = w("hdr" if kind == "header" else "ftr")
    root = source.package.tree(target)
    assert root is not None  # it was looked at when it got its name
    part = Part(source, key, source.package.relations(target))
    made.extend(list(blocks(part, root, lambda *_: "")))
    if not len(made):
        made.append(w("p"))
    return made


def _notes(source: Source) -> dict[str, Element]:
    """The notes to which something leads, once each, and the two lines that every file has."""
    found: dict[str, Element] = {}
    for kind in NOTES:
        numbers = list(dict.fromkeys(source.notes[kind]))
        target = next(
            (name for one, name in source.package.relations(source.package.main).values()
             if one == _NOTE_TAGS[kind]), "",
        )  # fmt: skip
        root = source.package.tree(target) if target else None
        if not numbers or root is None:
            continue
        made = w(_NOTE_TAGS[kind])
        made.extend([_line(kind, "-1", "separator"), _line(kind, "0", "continuationSeparator")])
        given = {value_of(one, "id"): one for one in root}
        part = Part(source, _NOTE_TAGS[kind], source.package.relations(target))
        for number in numbers:
            made.append(w(kind, id=number))
            made[-1].extend(list(blocks(part, given.get(number, ()), lambda *_: "")))
            if not len(made[-1]):
                made[-1].append(w("p"))
        found[_NOTE_TAGS[kind]] = made
    return found


def _line(kind: str, number: str, name: str) -> Element:
    made, paragraph, run = w(kind, type=name, id=number), w("p"), w("r")
    run.append(w(name))
    paragraph.append(run)
    made.append(paragraph)
    return made


def _settings(package: Package) -> Element:
    """Only what the look of the pages depends on."""
    given, made = package.related(package.main, "settings"), w("settings")
    if is_on(child(given, "evenAndOddHeaders")):
        made.append(w("evenAndOddHeaders"))
    compatible = w("compat")
    mode = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word"
    )
    mode.set(f"{{{W}}}val", "15")
    compatible.append(mode)
    made.append(compatible)
    return made


def _left_behind(package: Package, source: Source) -> None:
    """Count what other parts held that nobody sees in the text."""
    comments = package.related(package.main, "comments")
    for _ in [] if comments is None else comments.iterchildren(f"{{{W}}}comment"):
        source.remarks["comments"] += 1
    inside = [kind for kind, _ in package.relations(package.main).values()]
    for kind, word in (("customXml", "stored"), ("glossaryDocument", "stored")):
        source.remarks[word] += inside.count(kind)
    source.remarks["properties"] += len(package.relations("")) - 1
    for word in [word for word, count in source.remarks.items() if not count]:
        del source.remarks[word]


def _where(part: str) -> str:
    return _WORDS.get(part) or _WORDS[part.rstrip("0123456789")]


def _number(made: WordFile) -> None:
    """Give every paragraph with text a key and its place in words."""
    for name, root in made.parts.items():
        stream: list[Passage] = []
        tables: dict[Element, int] = {}
        for at, paragraph in enumerate(root.iter(f"{{{W}}}p"), 1):
            text = "".join(words for _, words in texts_of(paragraph))
            if text.strip():
                where = _cell_of(paragraph, tables) or f"第 {len(stream) + 1} 段"
                passage = Passage(f"{name}-{at}", f"{_where(name)}{where}", text)
                stream.append(passage)
                made.paragraphs[passage.key] = paragraph
        made.streams.append(stream)
        made.passages += stream
    if len(made.passages) > MOST_PASSAGES:
        raise Refused("redact_too_long", limit=MOST_PASSAGES)


def _cell_of(paragraph: Element, tables: dict[Element, int]) -> str:
    """表 2 第 3 行第 1 格 for what stands in a table."""
    cell = paragraph.getparent()
    if name_of(cell) != "tc":
        return ""
    row = cell.getparent()
    table = row.getparent()
    number = tables.setdefault(table, len(tables) + 1)
    down = sum(1 for _ in row.itersiblings(f"{{{W}}}tr", preceding=True)) + 1
    across = sum(1 for _ in cell.itersiblings(f"{{{W}}}tc", preceding=True)) + 1
    return f"表 {number} 第 {down} 行第 {across} 格"
