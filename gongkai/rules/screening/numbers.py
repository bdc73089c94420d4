"""Finding identity numbers, mobile numbers, bank cards and credit codes among digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.rules.check_digits import (
    has_id_shape,
    is_credit_code,
    is_identity_number,
    is_old_identity_number,
    is_province,
    passes_luhn,
)
from gongkai.rules.screening.hits import WARN, Hit, Span, is_said, last_said, personal

# One or two signs may part the groups of a number; a line end may cut an identity number.
_RUN = re.compile(r"[0-9](?:[ \u00a0\u2009\u200b\u3000·\n\r\-–—]{0,2}[0-9Xx]){10,}")
_TOKEN = re.compile(r"[0-9]+[Xx]?")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CARD = re.compile(
    r"62[0-9]{14,17}|4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|3[47][0-9]{13}|35[0-9]{14}|9558[0-9]{15}"
)
_CREDIT = re.compile(
    r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{2}[0-9]{6}"
    r"[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{10}(?![0-9A-Za-z])"
)
_LIKE_CREDIT = re.compile(r"[0-9]{6}[0-9A-Za-z]{10}")
_CREDIT_START = re.compile(r"(?:1[1-39]|[2-4][1-9]|5[1-39]|9[1-3]|A1|N[1-39]|Y1)[0-9]{6}")
_AMOUNT = re.compile(r"\.[0-9]|\s?(?:元|万|亿|吨|米|平方|立方|公里|%|％|人次|件)")
_NEWLINE = re.compile(r"[\n\r]")
_OF_AN_ADDRESS = frozenset("/=_&?%#$￥¥")
_ID, _OLD_ID, _MOBILE_LENGTH = 18, 15, 11
_LONGEST = 19
_MOBILE_GROUPS = [3, 4, 4]
_GROUP = 4
_FEWEST_CARD_DIGITS = 13
_COUNTRY = ("86", "0")
_TELEPHONE = ((3, 4), (7, 8))
_DOUBTFUL_ID = "像身份证号码，但末位校验码不符，请核对并隐去"
_DOUBTFUL_OLD_ID = "像15位身份证号码，请核对并隐去"
_DOUBTFUL_CARD = "像银行卡号，但末位校验码不符，请核对并隐去"
_DOUBTFUL_CREDIT = "统一社会信用代码的校验位不符，请核对"
_CONTACT = "办公联系方式中的手机号码，请确认可以公开，或改用固定电话"


@dataclass(frozen=True)
class _Number:
    """Digits that are one number: together, or in groups."""

    signs: str
    start: int
    end: int
    groups: tuple[int, ...]
    crosses_line: bool

    @property
    def span(self) -> Span:
        return self.start, self.end


def find_numbers(text: str) -> Iterator[Hit]:
    """Yield personal numbers; `text` has its full-width signs already folded."""
    for run in _RUN.finditer(text):
        yield from _in_run(text, run)


def find_credit_codes(text: str) -> tuple[list[Hit], list[Span]]:
    """Return the doubtful credit codes, and where right ones stand, which nobody may flag."""
    doubtful: list[Hit] = []
    right: list[Span] = []
    if _LIKE_CREDIT.search(text) is None:
        return doubtful, right
    for match in _CREDIT.finditer(text):
        code = match.group().upper()
        if is_identity_number(code) or _is_card_of_18(code, text, match.start()):
            continue
        if is_credit_code(code):
            right.append(match.span())
        elif _looks_like_credit_code(code, text, match.start()):
            doubtful.append(personal("credit_code", text, match.span(), doubt=_DOUBTFUL_CREDIT))
    return doubtful, right


def _is_card_of_18(code: str, text: str, start: int) -> bool:
    return code.isdecimal() and passes_luhn(code) and is_said("card", text, start)


def _looks_like_credit_code(code: str, text: str, start: int) -> bool:
    if is_said("credit", text, start):
        return True
    lettered = not code[:17].isdecimal()
    return lettered and bool(_CREDIT_START.match(code)) and is_province(code[2:])


def _in_run(text: str, run: re.Match[str]) -> Iterator[Hit]:
    """Try each group alone, then with those after it, and go on behind what was found."""
    tokens = [
        (match.start(), match.end()) for match in _TOKEN.finditer(text, run.start(), run.end())
    ]
    if _is_telephone(tokens):
        return
    at = 0
    while at < len(tokens):
        taken = 1
        for number in _numbers(text, tokens, at):
            hit = _judge(text, number)
            if hit:
                yield hit
                taken = len(number.groups)
                break
        at += taken


def _is_telephone(tokens: list[Span]) -> bool:
    """True for an area code and a number: too short for a card, in other groups than a mobile."""
    if len(tokens) != len(_TELEPHONE):
        return False
    sizes = (end - start for start, end in tokens)
    return all(size in known for size, known in zip(sizes, _TELEPHONE, strict=True))


def _numbers(text: str, tokens: list[Span], at: int) -> Iterator[_Number]:
    """Yield what the group at this place, alone and with those after it, can be."""
    signs, groups, crosses = "", [], False
    for index in range(at, len(tokens)):
        start, end = tokens[index]
        if index > at:
            between = text[tokens[index - 1][1] : start]
            if not between:
                return
            crosses = crosses or bool(_NEWLINE.search(between))
        signs += text[start:end].upper()
        groups.append(end - start)
        if len(signs) > _LONGEST or (end - start == 1 and len(signs) != _ID):
            return
        if _is_possible(signs, groups) and not text[end : end + 1].isdecimal():
            yield _Number(signs, tokens[at][0], end, tuple(groups), crosses)


def _is_possible(signs: str, groups: list[int]) -> bool:
    """An identity number may be parted anywhere; what else it may be depends on its groups."""
    if len(signs) == _ID:
        return len(groups) == 1 or is_identity_number(signs) or set(groups[:-1]) == {_GROUP}
    return len(signs) >= _MOBILE_LENGTH and (
        len(groups) == 1 or groups == _MOBILE_GROUPS or set(groups[:-1]) == {_GROUP}
    )


def _judge(text: str, number: _Number) -> Hit | None:
    """The identity number goes first: its shape also fits cards and credit codes."""
    if is_identity_number(number.signs):
        return personal("id_number", text, number.span)
    if number.crosses_line:
        return None
    if len(number.groups) == 1:
        hit = _old_identity(text, number)
        if hit:
            return hit
    if _is_part_of_more(text, number):
        return None
    return _mobile(text, number) or _card(text, number) or _mistyped_identity(text, number)


def _old_identity(text: str, number: _Number) -> Hit | None:
    if len(number.signs) != _OLD_ID or not is_old_identity_number(number.signs):
        return None
    if is_said("identity", text, number.start):
        return personal("id_number", text, number.span)
    if is_said("other_number", text, number.start) or _is_part_of_more(text, number):
        return None
    return personal("id_number", text, number.span, level=WARN, doubt=_DOUBTFUL_OLD_ID)


def _is_part_of_more(text: str, number: _Number) -> bool:
    """True for amounts, decimals, addresses of pages and codes with letters."""
    before = text[max(0, number.start - 2) : number.start]
    after = text[number.end : number.end + 1]
    if before[-1:] in {".", ","} and before[:1].isdecimal():
        return True
    if before[-1:] in _OF_AN_ADDRESS or after in {"_", "/"}:
        return True
    lettered = any(sign.isascii() and sign.isalpha() for sign in before[-1:] + after)
    return lettered or bool(_AMOUNT.match(text, number.end))


def _mobile(text: str, number: _Number) -> Hit | None:
    signs, groups = number.signs, list(number.groups)
    for prefix in _COUNTRY:
        if groups == [len(prefix) + _MOBILE_LENGTH] and signs.startswith(prefix):
            signs, groups = signs.removeprefix(prefix), [_MOBILE_LENGTH]
    if groups not in ([_MOBILE_LENGTH], _MOBILE_GROUPS) or not _MOBILE.fullmatch(signs):
        return None
    start = number.end - (_MOBILE_LENGTH if len(groups) == 1 else number.end - number.start)
    if is_said("contact", text, number.start):
        return personal("mobile", text, (start, number.end), level=WARN, doubt=_CONTACT)
    return personal("mobile", text, (start, number.end))


def _card(text: str, number: _Number) -> Hit | None:
    signs = number.signs
    if len(signs) < _FEWEST_CARD_DIGITS or not signs.isdecimal():
        return None
    issued, fits = bool(_CARD.fullmatch(signs)), passes_luhn(signs)
    if not issued and not fits:
        return None
    named = last_said("card", text, number.start)
    if named < last_said("other_number", text, number.start):
        return None
    if fits and (issued or named >= 0):
        return personal("bank_card", text, number.span)
    if issued and named >= 0:
        return personal("bank_card", text, number.span, level=WARN, doubt=_DOUBTFUL_CARD)
    return None


def _mistyped_identity(text: str, number: _Number) -> Hit | None:
    signs = number.signs
    if len(number.groups) > 1 or not has_id_shape(signs) or not is_province(signs):
        return None
    if is_credit_code(signs) or (
        is_said("other_number", text, number.start) and not is_said("identity", text, number.start)
    ):
        return None
    return personal("id_number", text, number.span, level=WARN, doubt=_DOUBTFUL_ID)
