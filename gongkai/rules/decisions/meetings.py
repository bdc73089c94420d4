"""Meetings that the public attends (公众代表列席): which of them count, how people are called."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from gongkai.rules.decisions.lack import Lack
from gongkai.rules.workdays import workdays_between

_DATA = tomllib.loads(files("gongkai.rules.data").joinpath("evaluation.toml").read_text("utf-8"))
_LAW, _CALL = _DATA["meetings"], _DATA["call"]
KINDS: dict[str, str] = _LAW["kinds"]
ADOPTIONS: dict[str, str] = _LAW["adoptions"]
_OPEN = _CALL["workdays"]


@dataclass(frozen=True)
class Representative:
    """Somebody invited: a code of KINDS, and whether they came."""

    kind: str
    present: bool = False


@dataclass(frozen=True)
class Statement:
    """What a representative said. `adoption` is a code of ADOPTIONS, empty until decided.

    `reason` says why it was not adopted, or only in part.
    """

    text: str
    adoption: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting to which representatives were invited, and when the adoption was published."""

    held_on: date
    representatives: tuple[Representative, ...]
    statements: tuple[Statement, ...] = ()
    adoption_published_on: date | None = None


@dataclass(frozen=True)
class Count:
    """Of `held` meetings `counted` count; `uncounted` says of the others why, by their index.

    The target is that of the place; `target_verified` is false until it is set from its own plan.
    """

    counted: int
    held: int
    uncounted: tuple[tuple[int, str], ...]
    target: int
    target_verified: bool

    @property
    def reached(self) -> bool:
        """True if no more meetings are needed this year."""
        return self.counted >= self.target


@dataclass(frozen=True)
class Call:
    """A call for representatives: `places` by the codes of KINDS."""

    published_on: date
    closes_on: date
    meeting_on: date
    places: Mapping[str, int]


@dataclass(frozen=True)
class Invitation:
    """What representatives are told, and who they are."""

    topic: str
    place: str
    sent_on: date | None
    meeting_on: date | None
    representatives: tuple[Representative, ...]


def counted(meetings: Sequence[Meeting], year: int, on: date, target: int | None = None) -> Count:
    """Return how many meetings of a year count, as known on the day `on`.

    A meeting counts if a representative was present and the adoption of everything said is public.
    `target`: what the place's own plan asks for, else ours. Source: yearly work plans (unverified).
    """
    held = [
        (place, one)
        for place, one in enumerate(meetings)
        if one.held_on.year == year and one.held_on <= on
    ]
    judged = [(place, "；".join(_why_not(one, on))) for place, one in held]
    uncounted = tuple((place, f"{why}。") for place, why in judged if why)
    own = target is not None
    return Count(
        counted=len(held) - len(uncounted),
        held=len(held),
        uncounted=uncounted,
        target=target if target is not None else _LAW["target"],
        target_verified=own or _LAW["verified"],
    )


def statement_lacks(statement: Statement) -> tuple[Lack, ...]:
    """Return what a statement lacks before its adoption can be published.

    Source: yearly work plans (unverified).
    """
    found = []
    if not statement.text.strip():
        found.append(_lack("statement_empty", "没有写意见内容。"))
    if statement.adoption not in ADOPTIONS:
        said = f"没有写明采纳情况：{'、'.join(ADOPTIONS.values())}。"
        found.append(_lack("adoption_missing", said))
    elif statement.adoption != "adopted" and not statement.reason.strip():
        label = ADOPTIONS[statement.adoption]
        found.append(_lack("reason_missing", f"{label}的意见要写明原因。"))
    return tuple(found)


def call_faults(call: Call) -> tuple[Lack, ...]:
    """Return all that is wrong with a call for representatives before it is published.

    It is open for so many workdays, the day of publication not counted. Source: ours.
    """
    return (*_term_faults(call), *_place_faults(call.places))


def invitation_lacks(invitation: Invitation) -> tuple[Lack, ...]:
    """Return all that an invitation lacks before it is sent, or when it was sent.

    Source: yearly work plans (unverified).
    """
    return tuple(_invitation_lacks(invitation))


def _why_not(meeting: Meeting, on: date) -> Iterator[str]:
    if not any(one.present for one in meeting.representatives):
        yield "没有公众代表到会"
    published_on = meeting.adoption_published_on
    if published_on is None or published_on > on:
        yield "没有公布意见采纳情况"
    elif published_on < meeting.held_on:
        yield "公布采纳情况的日期早于会议"
    for place, one in enumerate(meeting.statements, 1):
        if statement_lacks(one):
            yield f"第 {place} 条意见没有写明采纳情况或者原因"


def _term_faults(call: Call) -> Iterator[Lack]:
    if call.closes_on >= call.meeting_on:
        yield _fault("closes_after_meeting", "报名截止日期应当早于会议日期。")
    if call.closes_on < call.published_on:
        yield _fault("closes_before_opening", "报名截止日期早于公告日期。")
        return
    days = workdays_between(call.published_on, call.closes_on, provisional=True)
    if days < _OPEN:
        said = f"报名时间只有 {days} 个工作日（公告当日不计），至少 {_OPEN} 个工作日。"
        yield _fault("open_too_short", said)


def _place_faults(places: Mapping[str, int]) -> Iterator[Lack]:
    if not places:
        yield _fault("places_missing", "没有写代表类别和名额。")
    for kind, count in places.items():
        if kind not in KINDS:
            yield _fault("kind_unknown", "代表类别不对，请重新选择。")
        elif count < 1:
            yield _fault("places_few", f"{KINDS[kind]}的名额至少 1 个。")


def _invitation_lacks(one: Invitation) -> Iterator[Lack]:
    if not one.topic.strip():
        yield _lack("topic", "没有写会议议题。")
    if not one.place.strip():
        yield _lack("place", "没有写会议地点。")
    if one.meeting_on is None:
        yield _lack("meeting_on", "没有写会议日期。")
    elif one.sent_on is not None and one.sent_on >= one.meeting_on:
        yield _lack("sent_late", "邀请应当在会议日期以前发出。")
    if not one.representatives:
        yield _lack("representatives", "没有邀请公众代表。")
    if _unknown(one.representatives):
        yield _lack("kind_unknown", "有代表的类别不对，请重新选择。")


def _unknown(representatives: Iterable[Representative]) -> bool:
    return any(one.kind not in KINDS for one in representatives)


def _lack(code: str, sentence: str) -> Lack:
    return Lack(code, sentence, _LAW["source"], _LAW["verified"])


def _fault(code: str, sentence: str) -> Lack:
    return Lack(code, sentence, _CALL["source"], _CALL["verified"])
