"""The next index number of an organisation; numbers are never given twice."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from django.db import connection
from django.db.models.functions import Length

from gongkai.rules.document import BadNumber, next_index_number, read_index_number
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record

_PLAIN_CODE = re.compile(r"[a-z1-9][a-z0-9]{0,8}")
_PLACES = 9


def code_of(organisation: Organisation) -> str:
    """The 统一社会信用代码, or else nine places made from the organisation's own code.

    A code too long or with other signs is hashed, so that two organisations never share one.
    """
    if organisation.credit_code:
        return organisation.credit_code.upper()
    if _PLAIN_CODE.fullmatch(organisation.code):
        return organisation.code.upper().rjust(_PLACES, "0")
    return "Z" + hashlib.sha256(organisation.code.encode()).hexdigest()[: _PLACES - 1].upper()


def next_number(organisation: Organisation, on: date) -> str:
    """The number after the highest one given to this code in the year.

    The caller holds the organisations of that code, so that nobody else counts meanwhile.
    """
    return next_numbers(organisation, on, 1)[0]


def next_numbers(organisation: Organisation, on: date, count: int) -> list[str]:
    """The same for so many records at once, one after the other."""
    code = code_of(organisation)
    prefix = f"{code}/{on.year}-"
    given = Record.objects.filter(index_number__startswith=prefix)
    if connection.vendor == "sqlite":
        # Its LIKE walks over all numbers there are; these bounds let it use their index.
        given = given.filter(index_number__gte=prefix, index_number__lt=f"{prefix[:-1]}.")
    # A longer running number is a higher one; texts alone would sort 99999 after 100000.
    in_order = given.order_by(Length("index_number").desc(), "-index_number")
    highest = in_order.values_list("index_number", flat=True).first()
    try:
        serial = read_index_number(highest).serial if highest else 0
        return [next_index_number(code, on.year, serial + place) for place in range(1, count + 1)]
    except BadNumber as error:
        raise Refused(f"remark_{error.code}", text=error.text) from error
