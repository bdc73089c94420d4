"""The head of a plan: title, document number, issuer, date; and its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongkai.rules.plan.model import Line
from gongkai.rules.plan.words import WORDS, squeeze

_NUMBER = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fffA-Za-z]{1,15}[〔\[［【(（]\s*20\d\d\s*[〕\]］】)）]\s*\d{1,4}\s*号"
)
DATE = re.compile(
    r"^(\d{4}|[二〇○零一三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,3})月"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})日$"
)
_ISSUED = re.compile(
    r"^(?P<issuer>[^《》，。：]{0,40}?)(?:关于)?(?:印发|转发|下发)(?P<title>.+?)的通知"
)
_NOTICE = re.compile(
    r"关于(?:做好|开展|加强|进一步|全面|推进|落实|抓好|深化)[^《》，。：]{2,50}的通知$"
)
_ANNEX = re.compile(r"^附[件表]\d*[:：]?$")
_HEADING = re.compile(
    r"^(第?[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]|附[件表]\d*[:：]?|联系人|请各)"
)
_WHOLLY_QUOTED = re.compile(r"^《([^《》]*)》$")
_STOPS = ("。", "：", ":", "；", "！")
_LONGEST_TITLE = 60
# A heading much shorter than the lines of the page was not broken by their width.
_SURELY_ENDS = 0.6
_YEAR = re.compile(r"(20\d\d)年?")
_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}


@dataclass(frozen=True)
class Front:
    """What the head of the file says; absent parts are None."""

    title: str | None
    document_number: str | None
    issuer: str | None
    issued: date | None
    year: int | None


@dataclass(frozen=True)
class Paragraph:
    """One paragraph without layout blanks, and the source lines it fills."""

    text: str
    lines: tuple[int, int]


def paragraphs(body: list[Line]) -> list[Paragraph]:
    """Join lines that the layout broke; headings and closed lines begin a new paragraph."""
    found: list[Paragraph] = []
    opened = True
    longest = max((len(squeeze(line.text)) for line in body), default=0)
    for line in body:
        text = squeeze(line.text)
        starts = opened or line.indented or bool(_HEADING.match(text)) or bool(DATE.match(text))
        if starts or not found:
            found.append(Paragraph(text, (line.at, line.at)))
        else:
            found[-1] = Paragraph(found[-1].text + text, (found[-1].lines[0], line.at))
        opened = text.endswith(_STOPS) or bool(DATE.match(text)) or bool(_ANNEX.match(text))
        opened = opened or (bool(_HEADING.match(text)) and len(text) < _SURELY_ENDS * longest)
    return found


def read_front(body: list[Line], caption: str | None) -> Front:
    """Return the head of a plan. `caption` is the line above its table, if there is one."""
    texts = [squeeze(line.text) for line in body]
    number = _document_number([line.text for line in body])
    issued, at = _date(texts)
    title, issuer = _title(texts, caption)
    signed = _signature(texts, at) if at is not None else None
    year = _year(title, issued, caption, number)
    return Front(title, number, signed or issuer, issued, year)


def _document_number(texts: list[str]) -> str | None:
    """A line that is a document number, not one that quotes another document's."""
    for text in texts:
        match = _NUMBER.search(text)
        alone = match and len(match.group()) + 4 >= len(text.strip())
        labelled = match and re.search(r"文号[:：|]*$", squeeze(text[: match.start()]))
        if match and (alone or labelled):
            return squeeze(match.group())
    return None


def _date(texts: list[str]) -> tuple[date | None, int | None]:
    for at, text in enumerate(texts):
        match = DATE.match(text)
        if match:
            return _as_date(*match.groups()), at
    return None, None


def _as_date(year: str, month: str, day: str) -> date | None:
    digits = "".join(_DIGITS.get(sign, sign) for sign in year)
    try:
        return date(int(digits), _small(month), _small(day))
    except ValueError:
        return None


def _small(text: str) -> int:
    """A number below 32 in either script: 25, 二十五."""
    if text.isdecimal():
        return int(text)
    tens, found, ones = text.rpartition("十")
    value = {sign: index for index, sign in enumerate("一二三四五六七八九", 1)}
    return (value.get(tens, 1) * 10 if found else 0) + value.get(ones, 0)


def _title(texts: list[str], caption: str | None) -> tuple[str | None, str | None]:
    """The plan that a notice issues, else a line that is named like a plan."""
    for count in (1, 2, 3, 4):
        for start in range(min(len(texts), 30)):
            match = _ISSUED.match("".join(texts[start : start + count]))
            if match and "印发" in match.group() and len(match.group("title")) <= _LONGEST_TITLE:
                title = _WHOLLY_QUOTED.sub(r"\1", match.group("title"))
                issuer = match.group("issuer").removesuffix("关于")
                return title, issuer or (texts[start - 1] if start else None)
    named = [t for t in texts[:40] if t.endswith(WORDS.plan_titles) and _is_name(t)]
    dated = [text for text in named if _YEAR.search(text)]
    return next(iter(dated or named), caption or _notice(texts)), None


def _notice(texts: list[str]) -> str | None:
    """The name of a notice that is itself the plan: 关于做好…工作的通知, on up to three lines."""
    for count in (1, 2, 3):
        for start in range(min(len(texts), 15)):
            match = _NOTICE.search("".join(texts[start : start + count]))
            if match:
                return match.group()
    return None


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not re.search(r"[，。；：:]", text) and len(text) > 5  # noqa: PLR2004


def _signature(texts: list[str], at: int) -> str | None:
    """The lines above the date, back to the end of the running text."""
    lines: list[str] = []
    for text in reversed(texts[max(0, at - 2) : at]):
        if text.endswith(("。", "：", ":", "）", ")")) or not re.fullmatch(
            r"[\u4e00-\u9fff（）()]+", text
        ):
            break
        lines.insert(0, text)
    return "".join(lines) or None


def _year(
    title: str | None, issued: date | None, caption: str | None, number: str | None
) -> int | None:
    """The year the plan is for: in its title, else that of its date or number."""
    for text in (title, caption):
        match = _YEAR.search(text or "")
        if match:
            return int(match.group(1))
    if issued:
        return issued.year
    match = re.search(r"20\d\d", number or "")
    return int(match.group()) if match else None
