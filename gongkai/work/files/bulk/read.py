"""Opening a bulk source of any kind by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from gongkai.work.files.bulk.folder import open_archive, open_folder
from gongkai.work.files.bulk.source import Source
from gongkai.work.files.bulk.text import open_lines, open_values
from gongkai.work.files.bulk.workbook import open_sheet
from gongkai.work.journal.deeds import Refused

KINDS: dict[str, Callable[[Path, str], Source]] = {
    ".jsonl": open_lines,
    ".ndjson": open_lines,
    ".csv": open_values,
    ".tsv": open_values,
    ".txt": open_values,
    ".xlsx": open_sheet,
    ".zip": open_archive,
}


def open_source(path: Path, name: str = "") -> Source:
    """Open a file or folder of many documents; `name` is what it is called, where not by its path.

    Raises Refused for a source that cannot be read as a whole.
    """
    name = name or path.name
    if path.is_dir():
        return open_folder(path, name)
    opened = KINDS.get(PurePath(name).suffix.lower())
    if opened is None:
        raise Refused("import_kind", name=name, allowed=[one.removeprefix(".") for one in KINDS])
    try:
        if path.stat().st_size == 0:
            raise Refused("file_empty", name=name)
        return opened(path, name)
    except OSError as error:
        raise Refused("import_missing", name=name) from error
