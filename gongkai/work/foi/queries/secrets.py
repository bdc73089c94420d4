"""Opens what a number and a secret open; who has the wrong ones learns nothing from the answer."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.db.models import QuerySet

from gongkai.work.foi.models.draft import Draft
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.journal.seal import secret_hash

_LONGEST_NUMBER = 40
# A number that nobody has is compared with this, so that it takes as long as any other.
_NOBODY = "0" * 64


def followed(number: str, secret: str) -> Request | None:
    """The request that its applicant follows by number and secret. One query."""
    found = Request.objects.filter(number=tidy(number)).first()
    return found if _fits(secret, found.secret_hash if found else "") else None


def kept_draft(number: str, secret: str, at: datetime) -> Draft | None:
    """The draft that was kept under number and secret, and is not sent and not over. One query."""
    lasting = Draft.objects.filter(number=tidy(number), erase_after__gt=at, request=None)
    found = lasting.first()
    return found if _fits(secret, found.secret_hash if found else "") else None


def asked_party(secret: str) -> Consultation | None:
    """The consultation of a third party that this secret opens. One query."""
    return _third_parties().filter(secret_hash=secret_hash(secret)).first()


def consultation_of(pk: int) -> Consultation | None:
    """A consultation of a third party that was opened by its secret before. One query."""
    return _third_parties().filter(pk=pk).first()


def _third_parties() -> QuerySet[Consultation]:
    found = Consultation.objects.filter(whom=Consultation.Whom.THIRD_PARTY)
    return found.exclude(secret_hash="").select_related("request__organisation")


def tidy(number: str) -> str:
    """A number as it is stored, whatever blanks and case somebody typed."""
    return "".join(number.replace("\0", "").split()).upper()[:_LONGEST_NUMBER]


def _fits(secret: str, kept: str) -> bool:
    return hmac.compare_digest(secret_hash(secret), kept or _NOBODY)
