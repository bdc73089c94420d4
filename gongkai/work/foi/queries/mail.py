"""Reads an e-mail file (.eml): who wrote, when, what, and what was attached; runs nothing."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import AddressHeader
from email.message import EmailMessage, MIMEPart
from email.policy import default
from html.parser import HTMLParser

from gongkai.work.files.kinds import clean_name, media_type_of
from gongkai.work.journal.deeds import Refused

LIMIT = 25 * 1024 * 1024
_ATTACHMENTS = 20
_SUBJECT = 200
_SILENT = frozenset({"script", "style", "head", "title", "template"})
_LINES = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "table", "blockquote"})


@dataclass(frozen=True)
class Mail:
    """What a mail says. `left_out`: the attachments that are not taken in, each with the reason."""

    name: str
    address: str
    sent_at: datetime | None
    subject: str
    text: str
    attachments: tuple[tuple[str, bytes], ...]
    left_out: tuple[tuple[str, Refused], ...]

    @property
    def wanted(self) -> str:
        """Subject and text, as what is asked for."""
        return "\n".join(part for part in (self.subject, self.text) if part)


def read_mail(data: bytes) -> Mail:
    """Return what the file says. Raises Refused if it is no mail, or nobody or nothing is in it."""
    if len(data) > LIMIT:
        raise Refused("mail_too_large", size=len(data), limit=LIMIT)
    message = _parsed(data)
    name, address = _sender(message)
    subject, text = _line(str(message["subject"] or ""))[:_SUBJECT], _text(message)
    if not address:
        raise Refused("mail_without_sender")
    if not subject and not text:
        raise Refused("mail_without_text")
    kept, left_out = _attachments(message)
    sent_at = _sent_at(message)
    return Mail(name, address, sent_at, subject, text, tuple(kept), tuple(left_out))


def _parsed(data: bytes) -> EmailMessage:
    """The parser never fails, it notes defects; without any header of a mail it is none."""
    try:
        message = email.message_from_bytes(data, policy=default)
        told = [name for name in ("from", "date", "subject", "received") if message[name]]
    except Exception as error:  # broken headers raise of many kinds, far inside the library
        raise Refused("mail_unreadable") from error
    if not isinstance(message, EmailMessage) or "from" not in message or not told:
        raise Refused("mail_unreadable")
    return message


def _sender(message: EmailMessage) -> tuple[str, str]:
    header = message["from"]
    found = list(header.addresses) if isinstance(header, AddressHeader) else []
    usable = [one for one in found if one.domain and one.username]
    if not usable:
        return "", ""
    one = usable[0]
    return _line(one.display_name), _line(one.addr_spec)


def _sent_at(message: EmailMessage) -> datetime | None:
    """When it says it was sent; in UTC where it names no zone."""
    moment = getattr(message["date"], "datetime", None)
    if not isinstance(moment, datetime):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    said = _content(part)
    if part.get_content_subtype() == "html":
        said = _without_markup(said)
    lines = [" ".join(line.split()) for line in _printable(said).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _content(part: MIMEPart) -> str:
    """The text of a part; what its declared encoding cannot read is tried as mail programs do."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    for encoding in (part.get_content_charset(), "utf-8", "gb18030"):
        try:
            return raw.decode(encoding) if encoding else ""
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("utf-8", "replace")


def _attachments(
    message: EmailMessage,
) -> tuple[list[tuple[str, bytes]], list[tuple[str, Refused]]]:
    kept: list[tuple[str, bytes]] = []
    left_out: list[tuple[str, Refused]] = []
    for name, data in _attached(message):
        try:
            tidy = clean_name(name)
            media_type_of(tidy, data)
            if len(kept) >= _ATTACHMENTS:
                raise Refused("mail_too_many", limit=_ATTACHMENTS)
        except Refused as refusal:
            left_out.append((_line(name), refusal))
        else:
            kept.append((tidy, data))
    return kept, left_out


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.iter_attachments():
        name = part.get_filename() or "没有名称的附件"
        raw = part.get_payload(decode=True) if not part.is_multipart() else b""
        yield name, raw if isinstance(raw, bytes) else b""


def _line(text: str) -> str:
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    """Without marks that turn the direction of writing and without control characters."""
    return "".join(one for one in text if one in "\n\r\t" or one.isprintable())


class _Plain(HTMLParser):
    """Collects the text between the tags; scripts and styles are no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in _SILENT
        if tag in _LINES:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _LINES:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def _without_markup(text: str) -> str:
    reader = _Plain()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)
