"""Finding number plates, passports, mailboxes and home addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.rules.screening.hits import CONTEXT, WARN, Hit, is_said, personal

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·•\-]?"
    r"(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJK][0-9]{5}|[0-9]{5}[A-HJK]"
    r"|[A-HJK][A-HJ-NP-Z0-9][0-9]{4})(?![A-Za-z0-9])"
)
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:[EGDSP][A-Z]?[0-9]{7,8}|[HMC][0-9]{8,10}|[0-9]{8})(?![A-Za-z0-9])"
)
# Without one of these there is no passport number; a text with a telephone has none as a rule.
_LIKE_PASSPORT = re.compile(r"[A-Z][0-9]{7}|[0-9]{8}")
_SURE_PASSPORT = re.compile(r"[EG][0-9]{8}|E[A-Z][0-9]{7}")
_LOCAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9\-]{1,63}\.){1,5}[A-Za-z]{2,12}(?![A-Za-z0-9])")
_OFFICIAL = (".gov.cn", ".政务")
_HOME = re.compile(r"[^，,。；;、\n\t（）()]{4,60}")
_HOUSE = re.compile(r"[0-9一二三四五六七八九十]+(?:号|栋|幢|室|弄|户|单元)")
_LINK = re.compile(r"[为是在:： ]{0,3}")
_LONGEST_LOCAL = 64
_DOUBTFUL_PASSPORT = "像护照或通行证号码，请核对并隐去"


def find_plates(text: str) -> Iterator[Hit]:
    """Yield number plates that bear a figure."""
    for match in _PLATE.finditer(text):
        if any(sign.isdecimal() for sign in match.group()):
            yield personal("plate", text, match.span())


def find_passports(text: str) -> Iterator[Hit]:
    """Yield passport numbers: sure ones where the words say so, else only to be looked at."""
    if _LIKE_PASSPORT.search(text) is None:
        return
    for match in _PASSPORT.finditer(text):
        if is_said("passport", text, match.start()):
            yield personal("passport", text, match.span())
        elif _SURE_PASSPORT.fullmatch(match.group()):
            yield personal("passport", text, match.span(), level=WARN, doubt=_DOUBTFUL_PASSPORT)


def find_mailboxes(text: str) -> Iterator[Hit]:
    """Yield mailboxes outside the government's own domains."""
    at = text.find("@")
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1)
        start = _local_start(text, at)
        if domain and start < at and not domain.group().lower().endswith(_OFFICIAL):
            yield personal("email", text, (start, domain.end()))
        at = text.find("@", at + 1)


def _local_start(text: str, at: int) -> int:
    start = at
    while start > max(0, at - _LONGEST_LOCAL) and text[start - 1] in _LOCAL:
        start -= 1
    return start


def find_addresses(text: str) -> Iterator[Hit]:
    """Yield home addresses that go down to the house, where the words name them so."""
    for label in CONTEXT["address"].finditer(text):
        link = _LINK.match(text, label.end())
        home = _HOME.match(text, link.end() if link else label.end())
        if home and _HOUSE.search(home.group()):
            yield personal("address", text, home.span())
