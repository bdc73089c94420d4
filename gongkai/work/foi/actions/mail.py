"""Registers a request that came as an e-mail, from the file of the mail."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from gongkai.work.files.models import StoredFile
from gongkai.work.foi.actions.register import Registered, register
from gongkai.work.foi.models.request import Applicant, Request, RequestFile
from gongkai.work.foi.queries.mail import Mail, read_mail
from gongkai.work.journal.deeds import CHINA, Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

_LONGEST = 5000


@dataclass(frozen=True)
class FromMail:
    """What was registered, and the attachments that were not taken in, with the reasons."""

    registered: Registered
    left_out: tuple[tuple[str, Refused], ...]


def register_mail(*, organisation: Organisation, data: bytes, by: Person, at: datetime) -> FromMail:
    """Register the mail as it stands; the clerk then completes what it does not say.

    Both sides confirm the receipt (第三十一条第三项), so it waits in `intake`. The same mail is
    registered once. Raises Refused.
    """
    mail = read_mail(data)
    paper = _paper(mail)
    _refuse_known(organisation, paper)
    applicant = {
        "kind": Applicant.Kind.NATURAL, "name": mail.name or mail.address, "email": mail.address
    }  # fmt: skip
    wanted = {
        "wanted": mail.wanted[:_LONGEST], "form": Request.Form.ELECTRONIC, "way": Request.Way.EMAIL
    }  # fmt: skip
    registered = register(
        organisation=organisation, channel=Request.Channel.EMAIL, applicant=applicant,
        wanted=wanted, by=by, at=at, submitted_at=mail.sent_at,
        files=[("邮件.txt", paper), *mail.attachments],
    )  # fmt: skip
    return FromMail(registered, mail.left_out)


def _paper(mail: Mail) -> bytes:
    """The mail as a text for the file; the same for the same mail."""
    sent = f"{mail.sent_at.astimezone(CHINA):%Y-%m-%d %H:%M}" if mail.sent_at else "没有写明"
    head = f"发件人：{mail.name} <{mail.address}>\n发送时间：{sent}\n标题：{mail.subject}\n\n"
    return f"{head}{mail.text}\n".encode()


def _refuse_known(organisation: Organisation, paper: bytes) -> None:
    sha256 = hashlib.sha256(paper).hexdigest()
    same = StoredFile.objects.filter(sha256=sha256)
    known = RequestFile.objects.filter(file__in=same, request__organisation=organisation)
    first = known.select_related("request").order_by("id").first()
    if first is not None:
        raise Refused("mail_known", number=first.request.number)
