"""One row of a source as the version that it would become, screened, or the reasons against it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings

from gongkai.rules.imports import Mapping, read_row, source_key
from gongkai.work.files.bulk import Source, SourceRow
from gongkai.work.files.html import clean_html, lines_to_html, pictures_of
from gongkai.work.files.kinds import clean_name, media_type_of
from gongkai.work.files.models import StoredFile
from gongkai.work.journal.deeds import Refused, day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Attachment, Version
from gongkai.work.records.queries.imports.meaning import Items, Organisations, Unmeant
from gongkai.work.records.queries.screened import BLOCK, screening_of

_PLAIN = ("title", "document_number", "issuer", "theme", "document_kind", "openness",
          "registration_number", "summary", "first_address", "issued_on", "formed_on",
          "effective_on", "expires_on", "first_public_on", "keywords")  # fmt: skip
_MARKUP = re.compile(r"</?(?:p|div|br|span|table|h[1-6]|ul|ol|li|strong|b|font|img)\b[^>]*>", re.I)
_IMAGE = re.compile(r"<img\b", re.I)
_SHOWN_HITS = 3
_FILE_FAULTS = {
    "file_type": "的类型不能作附件",
    "file_empty": "是空的",
    "file_mismatch": "的内容与扩展名不符",
    "file_macros": "带有宏，不能作附件",
    "file_encrypted": "设有密码，打不开",
    "file_bomb": "解开后过大，像是有意制作的压缩包",
    "file_damaged": "已损坏，打不开",
}


@dataclass(frozen=True)
class Bytes:
    """A file that goes with a version: a picture in its body (`inline`) or an attachment."""

    name: str
    data: bytes = field(repr=False)
    inline: bool

    @property
    def sha256(self) -> str:
        """The digest by which it is stored."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass
class Candidate:
    """What a row says, with every reason why it cannot be taken in. Nothing of it is stored."""

    row: SourceRow
    organisation: Organisation
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    key: str = ""
    index_number: str = ""
    version: Version = field(default_factory=Version)
    files: list[Bytes] = field(default_factory=list)

    @property
    def identity(self) -> tuple[str, str]:
        """Document number and issuer, which no two documents share."""
        return self.version.document_number, self.version.issuer

    def attached(self) -> list[Attachment]:
        """Its files as they would be attached."""
        return [
            Attachment(
                file=StoredFile(name=one.name, sha256=one.sha256), order=order, inline=one.inline
            )
            for order, one in enumerate(self.files, 1)
        ]


class Reader:
    """Turns rows of one source into candidates; what the words mean is read once."""

    def __init__(
        self, source: Source, mapping: Mapping, home: Organisation, writer: Person, at: datetime
    ) -> None:
        self._source = source
        self._mapping = mapping
        self.home = home
        self._writer = writer
        self._at = at
        self._today = day_of(at)
        self._organisations = Organisations(self._today)
        self._items = Items(self._today)

    def read(self, row: SourceRow) -> Candidate:
        """The candidate of a row; what its text holds is screened by `screen_one` alone."""
        found = Candidate(row, self.home, remarks=list(row.remarks))
        if row.fault:
            found.reasons.append(row.fault)
            return found
        said = read_row(row.values, self._mapping, today=self._today,
                        has_body=row.document is not None)  # fmt: skip
        found.reasons += said.reasons
        found.remarks += said.remarks
        self._place(found, said.fields)
        self._fill(found, said.fields)
        found.key = source_key(said.fields | {"issuer": found.version.issuer},
                               found.organisation.code)  # fmt: skip
        found.index_number = said.fields.get("index_number", "")
        return found

    def _place(self, found: Candidate, fields: dict[str, Any]) -> None:
        """Whose it is and under which item; a word that means nothing is a reason against it."""
        try:
            if told := fields.get("organisation"):
                found.organisation = self._organisations.of(told)
            elif issuer := fields.get("issuer"):
                found.organisation = self._organisations.of_issuer(issuer) or self.home
        except Unmeant as error:
            found.reasons.append(error.reason)
        try:
            told = fields.get("item")
            found.version.item = self._items.of(told) if told else self._items.other()
            if not told:
                found.remarks.append(f"没有写目录事项，列入“{found.version.item.name}”。")
        except Unmeant as error:
            found.reasons.append(error.reason)

    def _fill(self, found: Candidate, fields: dict[str, Any]) -> None:
        version = found.version
        for name in _PLAIN:
            if name in fields:
                setattr(version, name, fields[name])
        version.issuer = version.issuer or found.organisation.name
        version.formed_on = version.formed_on or version.issued_on
        version.drafted_at, version.drafted_by = self._at, self._writer
        self._body(found, fields)
        for name in fields.get("attachments", ()):
            self._attach(found, name)

    def _body(self, found: Candidate, fields: dict[str, Any]) -> None:
        version, document = found.version, found.row.document
        if document is not None:
            version.body_html = document.html
            found.files += [Bytes(name, data, inline=True) for name, data, _ in document.pictures]
        elif html := fields.get("body_html"):
            version.body_html = clean_html(html)
        elif body := fields.get("body"):
            version.body_html = clean_html(body) if _MARKUP.search(body) else lines_to_html(body)
        if document is None:
            self._look_for_pictures(found, fields.get("body_html") or fields.get("body") or "")

    @staticmethod
    def _look_for_pictures(found: Candidate, raw: str) -> None:
        if pictures_of(found.version.body_html):
            found.reasons.append("正文里的图片找不到文件。请改用文件夹或压缩包连同图片一起导入。")
        elif lost := len(_IMAGE.findall(raw)):
            found.remarks.append(f"正文里有 {lost} 张图片不在文件里，没有导入。")

    def _attach(self, found: Candidate, name: str) -> None:
        data = self._source.file(name)
        if data is None:
            found.reasons.append(f"附件“{name}”不在导入的文件夹里。请核对文件名。")
        elif len(data) > settings.GONGKAI_UPLOAD_LIMIT:
            limit = settings.GONGKAI_UPLOAD_LIMIT // 1024 // 1024
            found.reasons.append(f"附件“{name}”超过 {limit} MB 的上限。请压缩或拆分。")
        elif fault := _fault_of(name, data):
            found.reasons.append(f"附件“{name}”{fault}。请更换后重新导入。")
        else:
            found.files.append(Bytes(clean_name(name), data, inline=False))


def _fault_of(name: str, data: bytes) -> str:
    try:
        media_type_of(clean_name(name), data)
    except Refused as refusal:
        return _FILE_FAULTS.get(refusal.code, "不能作附件")
    return ""


def screen_one(found: Candidate, on: date) -> None:
    """Write what screening finds on the version; what blocks is a reason against it."""
    files = [(one.name, one.data) for one in found.files if not one.inline]
    found.version.screening = screening_of(found.version, on, files=files)
    blocks = [one for one in found.version.screening if one["level"] == BLOCK]
    if blocks:
        found.reasons.append(_blocked(blocks))


def _blocked(blocks: Sequence[dict[str, Any]]) -> str:
    told = [f"{one['where_label']}有{one['label']}“{one['text']}”" for one in blocks[:_SHOWN_HITS]]
    more = f"等 {len(blocks)} 处" if len(blocks) > _SHOWN_HITS else ""
    return (
        f"筛查出不能公开的内容：{'，'.join(told)}{more}。请遮盖或删去后重新导入（条例第十五条）。"
    )
