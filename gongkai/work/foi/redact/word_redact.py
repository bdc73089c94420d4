"""Taking what is marked out of a Word file and writing the rest as a new one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from lxml import etree

from gongkai.work.foi.redact.marks import Mark, Place, Redacted, block_of
from gongkai.work.foi.redact.spans import spans_of
from gongkai.work.foi.redact.word_file import WordFile, read_word, texts_of
from gongkai.work.foi.redact.word_source import Drawn
from gongkai.work.foi.redact.word_tags import Element, W, child, clone, run_of, text_of
from gongkai.work.journal.deeds import Refused

_BEGINNING = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "document": "document.main", "header": "header", "footer": "footer", "styles": "styles",
    "numbering": "numbering", "settings": "settings", "footnotes": "footnotes",
    "endnotes": "endnotes",
}  # fmt: skip
_MEDIA = {"png": "image/png", "jpg": "image/jpeg"}


def redact_word(data: bytes, marks: Sequence[Mark]) -> Redacted:
    """The docx without what is marked. Refused for a mark that fits nothing in it."""
    word = read_word(data)
    spans = spans_of(word.streams, marks)
    lengths = {passage.key: len(passage.text) for passage in word.passages}
    for key, places in spans.by_passage().items():
        _black_out(word.paragraphs[key], lengths[key], places)
    gone = _black_out_pictures(word, marks)
    kept = [one for one in word.pictures if one.key not in {place.key for place in gone}]
    return Redacted(
        _written(word, kept), "docx", (*spans.places, *gone), tuple(sorted(word.remarks.items())),
        spans.removed, tuple(texts_of_file(word)),
    )  # fmt: skip


def texts_of_file(word: WordFile) -> list[str]:
    """The text of every paragraph that has any, part by part."""
    texts = (
        "".join(words for _, words in texts_of(paragraph))
        for root in word.parts.values()
        for paragraph in root.iter(f"{{{W}}}p")
    )
    return [text for text in texts if text.strip()]


def _black_out(paragraph: Element, length: int, places: Sequence[Place]) -> None:
    grounds: list[Place | None] = [None] * length
    for place in places:
        grounds[place.start : place.end] = [place] * (place.end - place.start)
    at = 0
    for run, words in list(texts_of(paragraph)):
        here = grounds[at : at + len(words)]
        before = grounds[at - 1] if at else None
        at += len(words)
        if not any(here):
            continue
        for one in _pieces(run, words, here, before):
            run.addprevious(one)
        run.getparent().remove(run)


def _pieces(
    run: Element, words: str, here: Sequence[Place | None], before: Place | None
) -> list[Element]:
    """The run in pieces: what stays, and one block where something begins to go."""
    looks = child(run, "rPr")
    made: list[Element] = []
    kept = ""
    for sign, place in zip(words, here, strict=True):
        if place is None:
            kept += sign
        elif place is not before:
            made += [run_of(text_of(kept), looks)] if kept else []
            made.append(run_of(text_of(block_of(place.ground)), looks))
            kept = ""
        before = place
    return made + ([run_of(text_of(kept), looks)] if kept else [])


def _black_out_pictures(word: WordFile, marks: Sequence[Mark]) -> list[Place]:
    """Marked pictures go, and with them every other showing of the same picture."""
    by_key = {one.key: one for one in word.pictures}
    wanted: dict[str, Mark] = {}
    for mark in marks:
        if mark.key and not mark.end:
            if mark.key not in by_key:
                raise Refused("redact_place_gone")
            wanted.setdefault(by_key[mark.key].origin, mark)
    gone = []
    for one in word.pictures:
        asked = wanted.get(one.origin)
        if asked is not None:
            one.run.addprevious(run_of(text_of(block_of(asked.ground))))
            one.run.getparent().remove(one.run)
            why = "mark" if asked.key == one.key else "same"
            gone.append(Place(asked.ground, why, one.key))
    return gone


def _written(word: WordFile, pictures: Sequence[Drawn]) -> bytes:
    """The package, always in the same order and with the same day."""
    parts = {**word.parts, "styles": word.styles, "settings": word.settings}
    if word.numbering is not None:
        parts["numbering"] = word.numbering
    files = {f"word/{name}.xml": _xml(root) for name, root in parts.items()}
    files["_rels/.rels"] = _relations({"r1": ("officeDocument", "word/document.xml")})
    leads = {name: (_kind(name), f"{name}.xml") for name in parts if name != "document"}
    for name in word.parts:
        shown = {one.key: ("image", _media(one)) for one in pictures if one.part == name}
        if found := shown | (leads if name == "document" else {}):
            files[f"word/_rels/{name}.xml.rels"] = _relations(found)
    files |= {f"word/{_media(one)}": one.data for one in pictures}
    files["[Content_Types].xml"] = _types(list(parts))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(files):
            package.writestr(zipfile.ZipInfo(name, _BEGINNING), files[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _media(one: Drawn) -> str:
    return f"media/{one.key}.{one.extension}"


def _xml(root: Element) -> bytes:
    whole = clone(root)
    etree.cleanup_namespaces(whole)
    return bytes(etree.tostring(whole, xml_declaration=True, encoding="UTF-8", standalone=True))


def _relations(leads: dict[str, tuple[str, str]]) -> bytes:
    root = etree.Element(
        f"{{{_PACKAGE}/relationships}}Relationships", nsmap={None: f"{_PACKAGE}/relationships"}
    )
    for key, (kind, target) in leads.items():
        one = etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship")
        one.attrib.update({"Id": key, "Type": f"{_OFFICE}/{kind}", "Target": target})
    return _xml(root)


def _types(parts: Sequence[str]) -> bytes:
    space = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml", **_MEDIA}
    for ending, kind in endings.items():
        etree.SubElement(root, f"{{{space}}}Default", Extension=ending, ContentType=kind)
    for name in parts:
        kind = f"{_MAIN}.{_KINDS[_kind(name)]}+xml"
        etree.SubElement(
            root, f"{{{space}}}Override", PartName=f"/word/{name}.xml", ContentType=kind
        )
    return _xml(root)


def is_known(name: str) -> bool:
    """True for the name of a part that a file made here may have."""
    stem, _, ending = name.removeprefix("word/").removeprefix("_rels/").partition(".")
    if name in {"[Content_Types].xml", "_rels/.rels"}:
        return True
    if name.startswith("word/media/p"):
        return ending in _MEDIA
    return name.startswith("word/") and _kind(stem) in _KINDS and ending in {"xml", "xml.rels"}
