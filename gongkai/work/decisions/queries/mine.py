"""What became of one's own opinion: opened by its number and secret, by nothing else."""

from __future__ import annotations

import hmac
import re

from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.journal.seal import secret_hash

_NUMBER = re.compile(r"(?:Y-?)?0*([0-9]{1,9})", re.ASCII)
_LONGEST = 60
# A number that nobody has is compared with this, so that it takes as long as any other.
_NOBODY = "0" * 64


def mine(consultation: Consultation, number: str, secret: str) -> Opinion | None:
    """The opinion with this number, if the secret is its own; else None. One query."""
    read = _NUMBER.fullmatch("".join(number.replace("\0", "").split()).upper()[:_LONGEST])
    found = None
    if read:
        rows = Opinion.objects.filter(consultation=consultation, number=int(read[1]))
        found = rows.select_related("clause", "group").first()
    kept = found.secret_hash if found is not None else ""
    fits = hmac.compare_digest(secret_hash(secret[:_LONGEST]), kept or _NOBODY)
    return found if fits and kept else None
