"""What comes in as a comment, and what the public sees of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from gongkai.rules.document.remarks import Remark
from gongkai.rules.screening import Hit, mask_text, screen
from gongkai.rules.screening.hits import BLOCK

WEB_LIMIT = 2000
"""The longest comment on the portal, in signs; ours."""

_LINK = re.compile(
    r"(?:https?|ftp)://[^\s，。；、！？）】》]+"
    r"|(?<![\w@.])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|cn|net|org|top|xyz|vip|cc|info|shop)"
    r"(?![\w.@])(?:/[^\s，。；、！？）】》]*)?",
    re.IGNORECASE | re.ASCII,
)
# Joins the parts of one picture sign; the other signs of format only hide what is written.
_JOINER = "\u200d"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


@dataclass(frozen=True)
class Screened:
    """A comment as the public would see it; `why` tells the office in Chinese why it is held.

    Places of `hits` are those in `clean` of what was given.
    """

    text_masked: str
    hits: tuple[Hit, ...]
    held: bool
    why: str = ""


def clean(text: str) -> str:
    """Return `text` without control and hidden signs, its lines kept, outer blanks cut off.

    Source: ours.

    >>> clean(" 138\\u200b0013\\r\\n\\x07好 ")
    '1380013\\n好'
    """
    lined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in lined if _is_seen(sign)).strip()


def faults(text: str, limit: int = WEB_LIMIT) -> tuple[Remark, ...]:
    """Return why a comment cannot be taken in: "comment_empty", "comment_long" (count, limit).

    What counts is the text as `clean` gives it. Source: ours.
    """
    taken = clean(text)
    if not taken:
        return (Remark("comment_empty", True),)
    if len(taken) > limit:
        return (Remark("comment_long", True, (("count", len(taken)), ("limit", limit))),)
    return ()


def shown(text: str, today: date) -> Screened:
    """Return what the public sees of a comment: plain text with personal data masked.

    Markup is not taken out: it is text, to be escaped where it is shown. The comment is held for a
    person to decide if grave hits stay after masking, if it is links only, or if it has no words.
    Source: 政府信息公开条例 第十五条 (unverified for comments); holding is ours.

    >>> shown("请打 13800138000 联系我", date(2026, 1, 5)).text_masked
    '请打 138****8000 联系我'
    """
    taken = clean(text)
    hits = screen(taken, on=today)
    masked = mask_text(taken, hits)
    why = _why(taken, masked, today)
    return Screened(masked, hits, bool(why), why)


def _why(taken: str, masked: str, today: date) -> str:
    """The first thing that a person must look at, in at most 200 signs."""
    if not _has_words(taken):
        return "没有文字内容。"
    if not _has_words(_LINK.sub(" ", taken)):
        return "只有网址，没有意见内容。"
    grave = [hit.text for hit in screen(masked, on=today) if hit.level == BLOCK]
    if not grave:
        return ""
    named = "、".join(f"“{one[:20]}”" for one in dict.fromkeys(grave[:5]))
    return f"含有不宜公开的内容：{named}。"


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))


def _is_seen(sign: str) -> bool:
    return sign in ("\n", _JOINER) or unicodedata.category(sign) not in _UNSEEN
