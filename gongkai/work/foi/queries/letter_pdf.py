"""A letter as PDF, to be kept (PDF/A-2b) and to be read aloud (PDF/UA-1).

The same letter gives the same bytes. Text goes in as data and never as source, so nothing that an
applicant wrote can be taken for a command.
"""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from functools import cache
from importlib.resources import files

import typst

from gongkai.work.files.copies.glyphs import shown
from gongkai.work.files.copies.pdf import STANDARDS, fonts


@cache
def _source() -> bytes:
    return files("gongkai.work.foi.queries").joinpath("letter.typ").read_bytes()


def letter_pdf(*, agency: str, title: str, number: str, text: str, day: str, at: datetime) -> bytes:
    """Return the letter as PDF; the first line of `text` is the addressee, `at` its moment."""
    missing: set[str] = set()
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    told = {
        "agency": shown(agency, missing),
        "title": shown(title, missing),
        "number": shown(number, missing),
        "lines": [shown(one, missing) for one in lines],
        "day": day,
        "on": [at.year, at.month, at.day],
    }
    told["missing"] = "、".join(f"U+{ord(sign):04X}" for sign in sorted(missing))
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        made = typst.compile(
            _source(),
            root=folder,
            font_paths=fonts(),
            sys_inputs={"letter": json.dumps(told, ensure_ascii=False)},
            pdf_standards=[*STANDARDS],
            timestamp=int(at.timestamp()),
        )
    assert isinstance(made, bytes)
    return made
