"""Plain text: the encoding found strictly, lines with their numbers."""

from __future__ import annotations

import re

from gongkai.rules.plan import markup
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import Line, Problem, Source
from gongkai.rules.plan.words import WORDS, squeeze

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_READABLE_SHARE = 0.5
_SHORT = 8
_LONGEST_FOOT, _LONGEST_FOOT_LINE = 40, 100
_SENTENCE = re.compile(r"[，。；]")
# 主办单位： may as well say who has to do a duty.
_UNIT_LINE = re.compile(r"^主办(?:单位)?[:：][^:：]*$")
_COMMON = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\x20-\x7e\s“”‘’—…·〔〕]")


def read(data: bytes) -> Source:
    """Return the source of a text file. Raises PlanUnreadable if no encoding fits."""
    content = _decode(data)
    if content is None:
        raise PlanUnreadable("undecodable")
    if not content.strip():
        raise PlanUnreadable("empty")
    if markup.is_markup(content):
        return cut_foot(markup.read(content.replace("\r\n", "\n").replace("\r", "\n")))
    # A form feed is where the page ended; it must stay visible as a line of its own.
    lines = re.split(r"\r\n|\r|\n", content.replace("\x0c", "\n\x0c"))
    margin = min((_margin(line) for line in lines if len(line) > _SHORT), default=0)
    body = [
        Line(line, at, indented=_margin(line) > margin + 1)
        for at, line in enumerate(lines, 1)
        if line.strip(" \t\u3000")
    ]
    return cut_foot(Source(lines=lines, body=body, is_text=True))


def cut_foot(source: Source) -> Source:
    """Leave out what a web page prints below its article, and say where it begins."""
    start = len(source.body)
    for at in range(len(source.body) - 1, max(-1, len(source.body) - _LONGEST_FOOT), -1):
        text = squeeze(source.body[at].text)
        if len(text) > _LONGEST_FOOT_LINE:
            break
        plain = not _SENTENCE.search(text) and not _UNIT_LINE.match(text)
        if plain and text.startswith(WORDS.page_feet):
            start = at
    cut = source.body[start:]
    if cut:
        what = f"从“{squeeze(cut[0].text)[:20]}”起按网页页脚没有读入，请核对"
        source.asides.append(Problem(f"第{cut[0].at}行", what))
    source.body = source.body[:start]
    return source


def _margin(line: str) -> int:
    """The blank half characters before the text."""
    blank = line[: len(line) - len(line.lstrip(" \t\u3000"))].expandtabs(4)
    return len(blank) + blank.count("\u3000")


def is_text(data: bytes) -> bool:
    """True if the bytes are text in one of the known encodings."""
    return _decode(data) is not None


def _decode(data: bytes) -> str | None:
    for encoding in _candidates(data):
        try:
            content = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_well(content):
            return content.removeprefix("\ufeff")
    return None


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    return ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def _reads_well(content: str) -> bool:
    """Wrong encodings yield control characters or rare signs instead of common Chinese."""
    if _CONTROL.search(content):
        return False
    return len(_COMMON.findall(content)) >= _READABLE_SHARE * len(content)
