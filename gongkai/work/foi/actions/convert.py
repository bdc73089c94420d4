"""Reviews closed cases for proactive disclosure; what is fit becomes a record (第四十四条)."""

from __future__ import annotations

from datetime import datetime
from html import escape

from gongkai.rules.foi.after import publish_by
from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.models.ending import Conversion
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.conversion_screen import why_not_public
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.models.record import Record

_TITLE, _TEXT, _REASON = "标题", "内容", "理由"


def review(
    *,
    request: Request,
    is_fit: bool,
    reason: str,
    by: Person,
    at: datetime,
    title: str = "",
    text: str = "",
) -> Conversion:
    """Decide once whether the information becomes public for all, with a reason.

    Yes needs the title and text to be published, free of whoever asked or was consulted; the day
    to publish follows. Raises Refused with everything that is wrong.
    """
    organisation = request.organisation
    with deed("foi.convert", by=by, at=at, power="foi.handle", organisation=organisation) as act:
        held = locked(request)
        told = {
            "reason": " ".join(reason.split()),
            "title": " ".join(title.split()) if is_fit else "",
            "text": text.strip() if is_fit else "",
        }
        if reasons := _unfit(held, is_fit=is_fit, at=at, **told):
            raise Refused("conversion_unfit", reasons=reasons)
        conversion = Conversion.objects.create(
            request=held,
            is_fit=is_fit,
            **told,
            due_on=publish_by(day_of(at)) if is_fit else None,
            at=at,
            by=by,
        )
        act.target = held
        act.detail = {"number": held.number, "is_fit": is_fit}
    return conversion


def begin_record(*, conversion: Conversion, by: Person, at: datetime) -> Record:
    """Begin the record of what was found fit, by somebody who drafts records.

    It then goes the way of every record: screened, reviewed by three people, published.
    """
    request = conversion.request
    with deed(
        "foi.convert.begin", by=by, at=at, power="record.draft",
        organisation=request.organisation,
    ) as act:  # fmt: skip
        locked(request)
        held = Conversion.objects.get(pk=conversion.pk)
        if not held.is_fit:
            raise Refused("conversion_not_fit")
        if held.record_id is not None:
            raise Refused("conversion_begun")
        texts = {_TITLE: held.title, _TEXT: held.text}
        if reasons := why_not_public(request, texts, day_of(at)):
            raise Refused("conversion_unfit", reasons=reasons)
        record = start(organisation=request.organisation, by=by, at=at)
        edit(record=record, by=by, at=at, title=held.title, body_html=_body(held.text))
        held.record = record
        held.save(update_fields=["record"])
        act.target = record
        act.detail = {"number": request.number}
    conversion.refresh_from_db()
    return record


def _unfit(
    request: Request, *, is_fit: bool, reason: str, title: str, text: str, at: datetime
) -> list[Refused]:
    if request.ended_on is None:
        return [Refused("conversion_not_ended", number=request.number)]
    if Conversion.objects.filter(request=request).exists():
        return [Refused("conversion_decided")]
    reasons = [] if reason else [Refused("conversion_without_reason")]
    texts = {_REASON: reason}
    if is_fit:
        texts |= {_TITLE: title, _TEXT: text}
        reasons += [] if title and text else [Refused("conversion_without_text")]
    return reasons + why_not_public(request, texts, day_of(at))


def _body(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
