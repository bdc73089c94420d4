"""A folder of Word and HTML files, on the disk or in an archive, with a list beside them or not."""

from __future__ import annotations

import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

from django.conf import settings

from gongkai.rules.imports.columns import suggest
from gongkai.rules.imports.values import line, names_of_files
from gongkai.work.files.bulk.documents import (
    COLUMNS,
    SIGNED,
    fault_of_kind,
    read_page,
    read_word,
)
from gongkai.work.files.bulk.places import MOST_FILES, InArchive, OnDisk, Place
from gongkai.work.files.bulk.source import Source, SourceRow
from gongkai.work.files.bulk.text import open_values
from gongkai.work.files.bulk.workbook import open_sheet
from gongkai.work.journal.deeds import Refused

_PAGES = frozenset({"html", "htm", "shtml", "xhtml"})
# What lies about in a folder without being a document.
_SILENT = frozenset({"css", "js", "png", "jpg", "jpeg", "gif", "bmp", "webp", "svg", "ico", "ttf",
                     "woff", "woff2", "json", "xml", "map", "db", "ini", "lnk", "tmp"})  # fmt: skip
_LISTS = ("index.csv", "清单.csv", "index.xlsx", "清单.xlsx")
_UNSAFE = "的路径指到文件夹外面，没有导入。请改好文件名。"


@dataclass
class Folder(Source):
    """The documents of a folder, one row each; with a list, the rows of the list in its order.

    Without a list the row's number is the place of the document among the others.
    """

    has_bodies: ClassVar[bool] = True

    place: Place | None = None
    listed: Source | None = None
    _paths: dict[str, str] = field(default_factory=dict)
    _top: str = ""
    _renamed: dict[str, str] = field(default_factory=dict)

    def rows(self) -> Iterator[SourceRow]:
        """A document that cannot be read is a row with its fault; the others go on."""
        if self.listed is None:
            for number, path in enumerate(self._documents(), 1):
                yield self._row(number, path)
        else:
            yield from self._by_list(self.listed)

    def file(self, name: str) -> bytes | None:
        """The bytes of a file of the folder; None if it is not there, or outside."""
        path = self._paths.get(_key(name).removeprefix(self._top))
        if path is None or not _is_inside(path):
            return None
        assert self.place is not None
        return self.place.read(path)

    def _documents(self) -> list[str]:
        return [one for one in self._paths.values() if not _is_silent(one)]

    def _by_list(self, listed: Source) -> Iterator[SourceRow]:
        mapping = {code: name for name, code in suggest(listed.columns).mapping.columns.items()}
        last, told = 0, set[str]()
        for row in listed.rows():
            last = max(last, row.number)
            told.update(map(_key, names_of_files(row.values.get(mapping.get("attachments", "")))))
            name = line(row.values.get(mapping.get("file", "")))
            told.add(_key(name))
            yield self._listed(row, name)
        for path in self._documents():
            if _key(path) not in told and _key(path) not in {_key(one) for one in _LISTS}:
                last += 1
                yield self._row(last, path)

    def _listed(self, row: SourceRow, name: str) -> SourceRow:
        """What the list says of a document goes before what the document says of itself."""
        if row.fault or not name:
            return row
        path = self._paths.get(_key(name))
        if path is None:
            fault = f"清单里写的文件“{name}”不在文件夹里。请核对文件名。"
            return replace(row, name=name, fault=fault)
        read = self._row(row.number, path)
        said = {key: value for key, value in row.values.items() if value not in ("", None)}
        is_dated = self._renamed.get("成文日期", "成文日期") in said
        remarks = tuple(one for one in read.remarks if not (is_dated and one == SIGNED))
        return replace(read, values=read.values | said, remarks=remarks)

    def _row(self, number: int, path: str) -> SourceRow:
        """A document, with what it says under the names that the list has for it."""
        read = self._read(number, path)
        values = {self._renamed.get(name, name): value for name, value in read.values.items()}
        return replace(read, values=values)

    def _read(self, number: int, path: str) -> SourceRow:
        assert self.place is not None
        if not _is_inside(path):
            return SourceRow(number, name=path, fault=f"文件“{path}”{_UNSAFE}")
        limit = settings.GONGKAI_UPLOAD_LIMIT
        if self.place.size(path) > limit:
            fault = f"文件“{PurePosixPath(path).name}”超过 {limit // 1024 // 1024} MB 的上限。"
            return SourceRow(number, name=path, fault=fault + "请压缩图片或拆分后再导入。")
        extension = _extension(path)
        try:
            if extension == "docx":
                return read_word(number, path, self.place.read(path))
            if extension in _PAGES:
                return read_page(number, path, self.place.read(path), self.file)
        except (OSError, zipfile.BadZipFile, ValueError) as error:
            del error
            fault = f"文件“{PurePosixPath(path).name}”读不出来，可能已损坏。请核对原件。"
            return SourceRow(number, name=path, fault=fault)
        return SourceRow(number, name=path, fault=fault_of_kind(path))


def open_folder(path: Path, name: str) -> Folder:
    """Open a folder on the disk."""
    return _opened(OnDisk(path), name)


def open_archive(path: Path, name: str) -> Folder:
    """Open a folder in a .zip file; one that would fill the disk is Refused."""
    return _opened(InArchive(path, name), name)


def _opened(place: Place, name: str) -> Folder:
    paths = place.paths()
    if len(paths) > MOST_FILES:
        raise Refused("import_too_many_files", name=name, limit=MOST_FILES)
    found = Folder(name, place.digest, place=place)
    top = _top_folder(paths)
    found._top = f"{_key(top)}/" if top else ""
    found._paths = {_key(one.removeprefix(top)): one for one in paths if not _is_hidden(one)}
    found.listed = _list_of(found, place)
    columns = found.listed.columns if found.listed else ()
    found._renamed = _renamed(columns)
    own = [found._renamed.get(name, name) for name in COLUMNS]
    found.columns = tuple(dict.fromkeys([*columns, *own]))
    if found.listed is None and not found._documents():
        raise Refused("import_empty", name=name)
    if found.listed is not None:
        found.remarks += found.listed.remarks
    return found


def _renamed(columns: tuple[str, ...]) -> dict[str, str]:
    """For each column of documents the name by which the list calls the same field."""
    of_field = {code: name for name, code in suggest(columns).mapping.columns.items()}
    own = suggest(COLUMNS).mapping.columns
    return {name: of_field[code] for name, code in own.items() if code in of_field}


def _list_of(folder: Folder, place: Place) -> Source | None:
    """The list beside the documents. It is read from a copy, for an archive has no paths."""
    for name in _LISTS:
        path = folder._paths.get(_key(name))
        if path is None:
            continue
        with tempfile.TemporaryDirectory(prefix="gongkai-list-") as home:
            copy = Path(home) / name
            copy.write_bytes(place.read(path))
            opened = (open_values if name.endswith("csv") else open_sheet)(copy, name)
            return _Kept(opened.name, opened.digest, opened.columns, opened.remarks,
                         kept=list(opened.rows()))  # fmt: skip
    return None


@dataclass
class _Kept(Source):
    """The rows of a list, kept in memory: they are as many as there are files."""

    kept: list[SourceRow] = field(default_factory=list)

    def rows(self) -> Iterator[SourceRow]:
        """The rows of the list."""
        yield from self.kept


def _top_folder(paths: list[str]) -> str:
    """The one folder that an archive puts everything into, with its slash; else empty."""
    tops = {one.split("/", 1)[0] if "/" in one else "" for one in paths if not _is_hidden(one)}
    only = tops.pop() if len(tops) == 1 else ""
    return f"{only}/" if only else ""


def _key(path: str) -> str:
    tidy = unicodedata.normalize("NFC", path.replace("\\", "/")).strip().removeprefix("./")
    parts: list[Any] = []
    for part in tidy.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts).casefold()


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return ".." not in parts and not path.startswith("/") and ":" not in path.split("/", 1)[0]


def _extension(path: str) -> str:
    return PurePosixPath(path).suffix.lower().removeprefix(".")


def _is_silent(path: str) -> bool:
    name = PurePosixPath(path).name
    return _extension(path) in _SILENT or name.casefold() in _LISTS or "." not in name


def _is_hidden(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in parts)
