"""Check digits of the national number standards: who holds a number cannot mistype one sign."""

from __future__ import annotations

import re
from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_SIGNS = "10X98765432"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUES = {sign: value for value, sign in enumerate(_CREDIT_SIGNS)}
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_SHAPE = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)
_OLD_ID_SHAPE = re.compile(r"[1-9]\d{14}", re.ASCII)
_CREDIT_SHAPE = re.compile(rf"[{_CREDIT_SIGNS}]{{2}}\d{{6}}[{_CREDIT_SIGNS}]{{10}}", re.ASCII)
_ORGANISATION_SHAPE = re.compile(r"[0-9A-Z]{8}[0-9X]", re.ASCII)
_LUHN_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_OLD_CENTURY = "19"
_CENTURIES = {"18", "19", "20"}
# 省级行政区划代码, GB/T 2260.
_PROVINCES = frozenset(
    [
        *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"),
        *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54"),
        *("61", "62", "63", "64", "65", "71", "81", "82", "83"),
    ]
)


def has_id_shape(number: str) -> bool:
    """True if `number` has the 18 places of an identity number and a real day of birth.

    Source: GB 11643-1999.
    """
    return bool(_ID_SHAPE.fullmatch(number)) and (
        number[6:8] in _CENTURIES and _is_day(number[6:14])
    )


def id_check_sign(first_17: str) -> str:
    """Return the last place that belongs to the first 17 of an identity number.

    Source: GB 11643-1999 (ISO 7064 MOD 11-2).

    >>> id_check_sign("11010519491231002")
    'X'
    """
    total = sum(w * int(sign) for w, sign in zip(_ID_WEIGHTS, first_17, strict=True))
    return _ID_SIGNS[total % 11]


def is_identity_number(number: str) -> bool:
    """True for an identity number of 18 places with a real day and the right last place.

    Source: GB 11643-1999.

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    return has_id_shape(number) and id_check_sign(number[:17]) == number[17]


def is_old_identity_number(number: str) -> bool:
    """True for the shape of 15 places of before 1999: a province, a real day, no check digit.

    Source: GB 11643-1989.

    >>> is_old_identity_number("110105491231002")
    True
    """
    shaped = bool(_OLD_ID_SHAPE.fullmatch(number)) and number[:2] in _PROVINCES
    return shaped and _is_day(_OLD_CENTURY + number[6:12])


def is_province(number: str) -> bool:
    """True if the first two places are the code of a province.

    Source: GB/T 2260.
    """
    return number[:2] in _PROVINCES


def is_credit_code(code: str) -> bool:
    """True for a 统一社会信用代码 of 18 places with the right last place.

    Source: GB 32100-2015.

    >>> is_credit_code("91350100M000100Y43"), is_credit_code("91350100M000100Y44")
    (True, False)
    """
    if not _CREDIT_SHAPE.fullmatch(code):
        return False
    total = sum(w * _CREDIT_VALUES[sign] for w, sign in zip(_CREDIT_WEIGHTS, code, strict=False))
    return code[17] == _CREDIT_SIGNS[-total % 31]


def is_organisation_code(code: str) -> bool:
    """True for a 组织机构代码 of 8 places and the right ninth, with or without its hyphen.

    Source: GB 11714-1997.

    >>> is_organisation_code("M000100Y-4"), is_organisation_code("M000100Y5")
    (True, False)
    """
    code = code[:8] + code[9:] if code[8:9] == "-" else code
    if not _ORGANISATION_SHAPE.fullmatch(code):
        return False
    total = sum(w * int(sign, 36) for w, sign in zip(_ORGANISATION_WEIGHTS, code, strict=False))
    return code[8] == "0123456789X0"[11 - total % 11]


def passes_luhn(number: str) -> bool:
    """True if the digits of a card number fit its last one.

    Source: GB/T 17552 (ISO/IEC 7812-1 附录 B).

    >>> passes_luhn("6222021234567890128"), passes_luhn("6222021234567890129")
    (True, False)
    """
    if not (number.isascii() and number.isdecimal()):
        return False
    digits = [int(sign) for sign in reversed(number)]
    total = sum(digits[::2]) + sum(_LUHN_DOUBLED[digit] for digit in digits[1::2])
    return total % 10 == 0


def _is_day(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True
