"""Records with words that stand nowhere else, in every state that there is."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

from gongkai.work.records.actions import imports
from gongkai.work.records.models.record import Record
from gongkai.work.search.actions.keep import keep_current
from tests.faces.desk.records import scene as desk
from tests.factories import AT
from tests.work.records.imports.scene import loaded, row
from tests.work.records.world import item

_TAG = re.compile(r"<[^>]*>")
ALL_STATES = (*desk.STATES, "batch", "withheld")
TITLE = "关于薤露亭修缮工程的通知"
BODY = "薤露亭的檐角由工匠逐一更换"
WITHHELD = {"openness": "withheld", "withheld_reason": "过程性信息"}


def in_state(here: desk.Scene, state: str) -> Record:
    """A record with TITLE and BODY in one of ALL_STATES.

    What is withheld stays a draft: it never becomes public, whoever passes it.
    """
    if state == "batch":
        return _in_batch(here)
    words: dict[str, Any] = {"title": TITLE, "body_html": f"<p>{BODY}。</p>"}
    if state == "withheld":
        return desk.in_state(here.here, "draft", **words, **WITHHELD)
    return desk.in_state(here.here, state, **words)


def _in_batch(here: desk.Scene) -> Record:
    item("P20-15", name="其他应当公开的信息")
    batch = loaded(here.here, row(1, 标题=TITLE, 正文=BODY))
    imports.submit(batch=batch, by=here.here.clerk, at=AT)
    return Record.objects.get(import_rows__batch=batch)


def index() -> None:
    """Bring the search index up to date, as the worker does."""
    while keep_current(at=AT):
        pass


def readable(response: Any) -> str:
    """All that a reader can get out of an answer: text, headers, and what is packed inside."""
    raw = b"".join(response) if response.streaming else response.content
    parts = [raw.decode("utf-8", "replace"), json.dumps(dict(response.headers), ensure_ascii=False)]
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    plain = [_TAG.sub("", part) for part in parts]
    return "\n".join([*parts, *plain])
