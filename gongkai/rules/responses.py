"""Answers to public opinion (政务舆情回应): their clocks, and what a major policy needs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.resources import files
from itertools import pairwise

from gongkai.rules.decisions.lack import Lack

# China has kept one offset since 1991, and these hours must not jump with any other zone.
_CHINA = timezone(timedelta(hours=8))
_HOUR = timedelta(hours=1)

_DATA = tomllib.loads(files("gongkai.rules.data").joinpath("responses.toml").read_text("utf-8"))
_SINCE = {row["class"]: row for row in _DATA["since"]}
KINDS: dict[str, str] = _DATA["kinds"]["labels"]
CLASSES: tuple[str, ...] = tuple(_SINCE)
_RELEASE = _DATA["release"]


class NotAMoment(ValueError):
    """A moment without a time zone: hours cannot be counted from it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class UnknownClass(LookupError):
    """No clock is known for events of this class."""

    def __init__(self, kind_class: str) -> None:
        super().__init__(kind_class)
        self.kind_class = kind_class


@dataclass(frozen=True)
class Event:
    """What people talk about. `kind_class` is "grave" (特别重大、重大突发) or "ordinary".

    `happened_at` is None where it is not known, or where nothing happened at one moment.
    """

    kind_class: str
    happened_at: datetime | None
    found_at: datetime


@dataclass(frozen=True)
class Part:
    """What one responsible unit did; every moment is aware, None where it did not come yet.

    `responded_at` is the first public answer, which for a grave event is the authoritative
    information; `press_at` is its press conference.
    """

    unit: str
    assigned_at: datetime | None
    accepted_at: datetime | None = None
    handled_at: datetime | None = None
    responded_at: datetime | None = None
    press_at: datetime | None = None


@dataclass(frozen=True)
class Clock:
    """One term of one unit at a moment.

    `state`: "running", "met", "late" (met after its term) or "overdue". `hours_left` are whole
    hours, rounded down, negative once the term is over, None once met. `verified` is that of the
    number of hours; `since_verified` that of the moment they run from, `since_at`.
    """

    code: str
    label: str
    since_at: datetime
    due_at: datetime
    met_at: datetime | None
    state: str
    hours_left: int | None
    sentence: str
    source: str
    verified: bool
    since_source: str
    since_verified: bool


def clocks_of(event: Event, part: Part, now: datetime) -> tuple[Clock, ...]:
    """Return the clocks of one unit at the moment `now`; what lies after `now` has not come yet.

    A grave event has "information" and "press", any other has "response". Moments of the result
    are in China's zone. Raises UnknownClass and NotAMoment. Source: 国办发〔2016〕61号, 80号;
    whence the hours run is our reading.
    """
    _refuse_naive(event, part, now)
    since = _since(event)
    met = {
        "information": part.responded_at,
        "press": part.press_at,
        "response": part.responded_at,
    }
    return tuple(
        _clock(row, event, since, met[row["code"]], now)
        for row in _DATA["term"]
        if row["class"] == event.kind_class
    )


def faults(event: Event, part: Part, now: datetime) -> tuple[Lack, ...]:
    """Return what cannot be true of the moments entered: out of order, or in the future.

    An answer may come before the matter is handled, and before it was assigned: the law wants it
    within hours. It cannot come before the matter was found. Raises NotAMoment. Source: ours.
    """
    _refuse_naive(event, part, now)
    chain = [(name, at) for name, at in _moments(event, part) if at and name not in _ANSWERS]
    found = [_order(later, earlier) for earlier, later in pairwise(chain) if later[1] < earlier[1]]
    found += [
        _order((name, at), ("found_at", event.found_at))
        for name, at in _moments(event, part)
        if at and name in _ANSWERS and at < event.found_at
    ]
    future = [(name, at) for name, at in _moments(event, part) if at and at > now]
    return (*found, *(_ahead(name, at) for name, at in future))


def policy_release_lacks(
    *,
    is_major: bool,
    risk_assessed_on: date | None,
    press_conference_on: date | None,
    head_attended: bool | None,
    head_absence_reason: str = "",
    issued_on: date | None = None,
) -> tuple[Lack, ...]:
    """Return what the release of a major policy lacks, all at once; nothing for any other policy.

    Before issue `issued_on` is None and only the assessment is asked for; a conference that was
    held is looked at all the same. `head_attended`: None where it was not told.
    Source: 国办发〔2016〕80号 (unverified); yearly work plans.
    """
    if not is_major:
        return ()
    return (
        *_assessment(risk_assessed_on, issued_on),
        *_conference(press_conference_on, head_attended, head_absence_reason, issued_on),
    )


def _assessment(assessed_on: date | None, issued_on: date | None) -> Iterable[Lack]:
    article, verified = _RELEASE["assessment"], _RELEASE["verified"]
    if assessed_on is None:
        said = "重大政策出台前要评估社会效果和舆情风险，请先登记评估日期和结论。"
        yield Lack("risk_not_assessed", said, article, verified)
    elif issued_on is not None and assessed_on > issued_on:
        said = (
            f"舆情风险评估在{_day(assessed_on)}，晚于印发的{_day(issued_on)}：应当先评估、后出台。"
        )
        yield Lack("risk_assessed_after_issue", said, article, verified)


def _conference(
    held_on: date | None, attended: bool | None, reason: str, issued_on: date | None
) -> Iterable[Lack]:
    article, verified = _RELEASE["head"], _RELEASE["verified"]
    if held_on is None:
        if issued_on is not None:
            said = "重大政策要举行新闻发布会，请登记发布会日期。"
            yield Lack("press_conference_missing", said, article, verified)
    elif attended is None:
        said = "请登记牵头单位主要负责人是否出席新闻发布会。"
        yield Lack("head_not_told", said, article, verified)
    elif not attended and not reason.strip():
        said = "牵头单位主要负责人没有出席新闻发布会，请写明原因。"
        yield Lack("head_absent_without_reason", said, article, verified)


_ANSWERS = ("responded_at", "press_at")
_NAMES = {
    "happened_at": "发生时间",
    "found_at": "发现时间",
    "assigned_at": "交办时间",
    "accepted_at": "接收时间",
    "handled_at": "处置时间",
    "responded_at": "回应时间",
    "press_at": "新闻发布会时间",
}


def _moments(event: Event, part: Part) -> list[tuple[str, datetime | None]]:
    """All moments by name, in the order in which they come."""
    return [
        (name, getattr(event if name in ("happened_at", "found_at") else part, name))
        for name in _NAMES
    ]


def _refuse_naive(event: Event, part: Part, now: datetime) -> None:
    for name, at in [*_moments(event, part), ("now", now)]:
        if at is not None and at.utcoffset() is None:
            raise NotAMoment(name)


def _since(event: Event) -> datetime:
    if event.kind_class not in _SINCE:
        raise UnknownClass(event.kind_class)
    happened = event.happened_at
    if _SINCE[event.kind_class]["from"] == "found_at" or happened is None:
        return event.found_at.astimezone(_CHINA)
    # Nothing is found before it happens; where it was entered so, the stricter term holds.
    return min(happened, event.found_at).astimezone(_CHINA)


def _clock(
    row: dict[str, str | int | bool],
    event: Event,
    since: datetime,
    met_at: datetime | None,
    now: datetime,
) -> Clock:
    due = since + _HOUR * int(row["hours"])
    met = met_at.astimezone(_CHINA) if met_at is not None and met_at <= now else None
    label, reading = str(row["label"]), _SINCE[event.kind_class]
    return Clock(
        code=str(row["code"]),
        label=label,
        since_at=since,
        due_at=due,
        met_at=met,
        state=_state(due, met, now),
        hours_left=None if met else (due - now.astimezone(UTC)) // _HOUR,
        sentence=_sentence(label, due, met, now),
        source=str(row["source"]),
        verified=bool(row["verified"]),
        since_source=reading["source"],
        since_verified=reading["verified"],
    )


def _state(due: datetime, met: datetime | None, now: datetime) -> str:
    if met is not None:
        return "met" if met <= due else "late"
    return "running" if now <= due else "overdue"


def _sentence(label: str, due: datetime, met: datetime | None, now: datetime) -> str:
    if met is not None and met <= due:
        return f"已于{_moment(met)}{label}，没有超过{_moment(due)}的期限。"
    if met is not None:
        return f"{_moment(met)}才{label}，比{_moment(due)}的期限晚{_length(met - due)}。"
    if now <= due:
        return f"应在{_moment(due)}以前{label}，还剩{_length(due - now)}。"
    return f"应在{_moment(due)}以前{label}，还没有登记，已超过{_length(now - due)}。"


def _length(span: timedelta) -> str:
    hours = span // _HOUR
    return f" {hours} 小时" if hours else "不到 1 小时"


def _order(later: tuple[str, datetime], earlier: tuple[str, datetime]) -> Lack:
    said = (
        f"{_NAMES[later[0]]}（{_moment(later[1])}）早于"
        f"{_NAMES[earlier[0]]}（{_moment(earlier[1])}），请核对。"
    )
    return Lack(f"{later[0]}_before_{earlier[0]}", said, "", verified=False)


def _ahead(name: str, at: datetime) -> Lack:
    said = f"{_NAMES[name]}（{_moment(at)}）还没有到，请核对。"
    return Lack(f"{name}_ahead", said, "", verified=False)


def _moment(at: datetime) -> str:
    at = at.astimezone(_CHINA)
    return f"{_day(at)} {at:%H:%M}"


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
