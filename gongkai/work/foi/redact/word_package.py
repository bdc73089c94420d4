"""The package of a Word file: opened with care, its parts found by their relations."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from gongkai.work.foi.redact.word_tags import Element, R, W
from gongkai.work.journal.deeds import Refused

_LARGEST_PART = 32 * 1024 * 1024
_LARGEST_MEDIA = 48 * 1024 * 1024
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of a Word file by name."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Refused("redact_damaged") from error
        found = [one for one in self.relations("").values() if one[0] == "officeDocument"]
        self.main = found[0][1] if found else ""
        root = self.tree(self.main)
        if root is None or root.tag != f"{{{W}}}document":
            # The strict variant of the format has other namespaces; few programs write it.
            raise Refused("redact_not_word")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By id: the last word of the type, and the part it leads to ("" if outside)."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for one in [] if root is None else root.iter(_RELATION):
            outside = one.get("TargetMode") == "External"
            target = "" if outside else _resolved(folder, one.get("Target", ""))
            found[one.get("Id", "")] = (one.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def related(self, part: str, kind: str) -> Element | None:
        """The tree of the part to which `part` has a relation of this kind."""
        names = [name for found, name in self.relations(part).values() if found == kind]
        return self.tree(names[0]) if names else None

    def tree(self, name: str) -> Element | None:
        """A part as a tree; None if it is not there. Entities are never resolved."""
        if name not in self._names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True, huge_tree=False,
        )  # fmt: skip
        try:
            root = etree.fromstring(self._read(name, _LARGEST_PART), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Refused("redact_damaged") from error
        if root.getroottree().docinfo.doctype:
            raise Refused("redact_damaged")
        return root

    def media(self, name: str) -> bytes | None:
        """The bytes of a picture; None if it is not there or too large to be an honest one."""
        if name not in self._names or self._zip.getinfo(name).file_size > _LARGEST_MEDIA:
            return None
        return self._read(name, _LARGEST_MEDIA)

    def _read(self, name: str, limit: int) -> bytes:
        try:
            if self._zip.getinfo(name).file_size > limit:
                raise Refused("redact_too_large")
            return self._zip.read(name)
        except Refused:
            raise
        except Exception as error:  # zlib, lzma and zipfile each raise their own kinds
            raise Refused("redact_damaged") from error


def relation_of(element: Element, name: str = "id") -> str:
    """The id of the relation that an element names."""
    return str(element.get(f"{{{R}}}{name}", ""))


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
