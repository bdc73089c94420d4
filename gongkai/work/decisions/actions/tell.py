"""Tells those who left an e-mail address what became of their opinions, once that is public."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.decisions.queries.feedback import newly_told, public_feedback, to_tell
from gongkai.work.decisions.queries.feedback_text import fate_of
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """How many messages went out and how many could not; `ready` False: no mail is set up."""

    sent: int = 0
    failed: int = 0
    ready: bool = True


def is_ready() -> bool:
    """Whether this instance can send mail."""
    return bool(settings.EMAIL_HOST)


def tell_all(*, at: datetime) -> Told:
    """What the nightly job does: every decision whose feedback became public lately."""
    if not is_ready():
        return Told(ready=False)
    done = [tell(decision=one, by=None, at=at) for one in newly_told(at)]
    return Told(sum(one.sent for one in done), sum(one.failed for one in done))


def tell(*, decision: Decision, by: Person | None, at: datetime) -> Told:
    """Write to everybody who left an address and was not told yet; one message to one address.

    Who cannot be reached now is tried again. Raises Refused while the feedback is not public.
    """
    power = "opinion.handle" if by is not None else None
    with deed(
        "feedback.tell", by=by, at=at, power=power, organisation=decision.organisation
    ) as act:
        if public_feedback(decision.code) is None:
            raise Refused("feedback_not_public")
        waiting = _by_address(to_tell(decision)) if is_ready() else {}
        act.target, act.detail = decision, {"messages": len(waiting)}
    # The messages go out after the act: whoever comments must not wait for a mail server.
    return _send(decision, waiting, at) if is_ready() else Told(ready=False)


def _by_address(rows: Iterable[Opinion]) -> dict[str, list[Opinion]]:
    found: dict[str, list[Opinion]] = defaultdict(list)
    for one in rows:
        address = one.contact.strip()
        try:
            validate_email(address)
        except ValidationError:
            continue
        found[address.lower()].append(one)
    return found


def _send(decision: Decision, waiting: dict[str, list[Opinion]], at: datetime) -> Told:
    sent = failed = 0
    line = get_connection()
    for address, mine in waiting.items():
        # Taken before it is sent: a job and a clerk who do this at once send it once.
        keys = [one.pk for one in mine]
        untold = Opinion.objects.filter(pk__in=keys, told_at=None)
        if not untold.update(told_at=at):
            continue
        message = EmailMessage(
            f"您对《{decision.title}》的意见有了结果", _text(decision, mine),
            settings.DEFAULT_FROM_EMAIL, [address], connection=line,
        )  # fmt: skip
        try:
            message.send()
            sent += 1
        except (SMTPException, OSError):
            Opinion.objects.filter(pk__in=keys, told_at=at).update(told_at=None)
            failed += 1
    if failed:
        # Neither addresses nor what the server said of them: both are about persons.
        log.warning("%s: %s of %s messages could not be sent", decision.code, failed, len(waiting))
    return Told(sent, failed)


def _text(decision: Decision, mine: Sequence[Opinion]) -> str:
    lines = [f"您好！您对《{decision.title}》提出的意见，处理结果如下：", ""]
    for one in mine:
        reason = f"　理由：{one.reason}" if one.reason else ""
        lines.append(
            f"{one}（第 {one.consultation.number} 轮）：{fate_of(one.disposition)}{reason}"
        )
    domain = settings.GONGKAI_SITE["domain"]
    page = f"https://{domain}/decisions/{decision.code}/feedback/" if domain else ""
    lines += [
        "",
        f"全部意见的采纳情况：{page}" if page else "全部意见的采纳情况已在政务公开平台公布。",
    ]
    lines += ["", f"{decision.organisation.name}", "这封邮件由系统发出，请不要回复。"]
    return "\n".join(lines)
