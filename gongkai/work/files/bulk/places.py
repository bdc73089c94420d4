"""Where the files of a bulk source lie: in a folder on the disk, or in an archive."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from gongkai.work.files.bulk.source import digest_of
from gongkai.work.journal.deeds import Refused

MOST_FILES = 50_000
_UNPACKED_LIMIT = 2 * 1024 * 1024 * 1024
_HARMLESS_UNPACKED = 20 * 1024 * 1024
_RATIO_LIMIT = 200
_UTF_8_NAME = 0x800
_CHINESE = re.compile("[\u3400-\u9fff]")


class Place(Protocol):
    """Where files lie: their paths, and the bytes of each."""

    digest: str

    def paths(self) -> list[str]:
        """The paths of all files, in their order."""
        ...

    def size(self, path: str) -> int:
        """The number of bytes of a file."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        ...


@dataclass
class OnDisk:
    """A folder on the disk; links that lead out of it are not followed."""

    root: Path
    digest: str = ""

    def __post_init__(self) -> None:
        seen = hashlib.sha256()
        for path in self.paths():
            seen.update(f"{path}\0{digest_of(self.root / path)}\n".encode("utf-8", "replace"))
        self.digest = seen.hexdigest()

    def paths(self) -> list[str]:
        """Every file in the folder and below."""
        found = (one for one in self.root.rglob("*") if one.is_file() and not one.is_symlink())
        return sorted(one.relative_to(self.root).as_posix() for one in found)

    def size(self, path: str) -> int:
        """The number of bytes of a file."""
        return (self.root / path).stat().st_size

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return (self.root / path).read_bytes()


@dataclass
class InArchive:
    """A folder in a .zip file, once the sizes that it declares were found bearable."""

    path: Path
    name: str
    digest: str = ""
    _parts: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.digest = digest_of(self.path)
        try:
            self._package = zipfile.ZipFile(self.path)
            parts = [one for one in self._package.infolist() if not one.is_dir()]
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Refused("file_damaged", name=self.name) from error
        self._refuse_unbearable(parts)
        self._parts = {_name_of(one): one for one in parts}

    def _refuse_unbearable(self, parts: list[zipfile.ZipInfo]) -> None:
        """zipfile never unpacks more of a file than its declared size, so the sum is sure."""
        unpacked, packed = sum(one.file_size for one in parts), self.path.stat().st_size
        swollen = unpacked > _HARMLESS_UNPACKED and unpacked > _RATIO_LIMIT * packed
        if len(parts) > MOST_FILES or unpacked > _UNPACKED_LIMIT or swollen:
            raise Refused("file_bomb", name=self.name)
        if any(one.flag_bits & 1 for one in parts):
            raise Refused("import_archive_locked", name=self.name)

    def paths(self) -> list[str]:
        """Every file in the archive."""
        return sorted(self._parts)

    def size(self, path: str) -> int:
        """The number of bytes of a file when unpacked."""
        return self._parts[path].file_size

    def read(self, path: str) -> bytes:
        """The bytes of a file, unpacked in memory alone."""
        return self._package.read(self._parts[path])


def _name_of(part: zipfile.ZipInfo) -> str:
    """The path as it was meant: archives made in Chinese Windows write their names in GBK.

    A few Chinese signs in GBK are UTF-8 as well, but then they are no Chinese signs in it.
    """
    name = part.filename
    if not part.flag_bits & _UTF_8_NAME and not name.isascii():
        raw = name.encode("cp437", "replace")
        readings = [raw.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
        name = next(filter(_is_chinese, readings), name)
    return name.replace("\\", "/")


def _is_chinese(text: str) -> bool:
    return _CHINESE.search(text) is not None and "\ufffd" not in text
