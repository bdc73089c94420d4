"""States of letters in words and colours."""

from __future__ import annotations

from gongkai.faces.ui.parts import Tag
from gongkai.rules.foi import find_outcome
from gongkai.rules.letters import find_letter
from gongkai.work.foi.models.letter import Letter

_STATE = Letter.State
TAGS = {
    _STATE.DRAFT: Tag("idle", "起草中"),
    _STATE.SUBMITTED: Tag("info", "待批准"),
    _STATE.RETURNED: Tag("warn", "已退回"),
    _STATE.APPROVED: Tag("warn", "已批准，待送达"),
    _STATE.SENT: Tag("ok", "已送达"),
    _STATE.VOID: Tag("idle", "已作废"),
}
_TO = {
    "applicant": "送申请人",
    "third_party": "送第三方",
    "agency": "送其他机关",
    "file": "存入案卷",
}
REMEDY = {
    True: "应先申请行政复议，再起诉（复议前置）",
    False: "可以申请行政复议，也可以直接起诉",
}


def tag_of(letter: Letter) -> Tag:
    """The state of a letter."""
    return TAGS[_STATE(letter.state)]


def name_of(letter: Letter) -> str:
    """The kind of a letter in full."""
    return find_letter(letter.kind).name


def to_of(letter: Letter) -> str:
    """To whom a letter goes, without saying who that is."""
    return _TO[find_letter(letter.kind).to]


def outcome_said(letter: Letter) -> str:
    """The row that a reply gives, with its article and remedy; "" for other letters."""
    if not letter.outcome:
        return ""
    found = find_outcome(letter.outcome)
    return f"{found.code} {found.name}，{found.basis}，{REMEDY[found.reconsideration]}"
