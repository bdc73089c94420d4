"""What may happen next to a request, until when, and under which article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.foi.clock import Reading, read_clock
from gongkai.rules.foi.events import Event
from gongkai.rules.foi.law import FEES, Law, law_on
from gongkai.rules.workdays import add_workdays

_REPLIES = ("3.1", "3.6.1", "3.6.2")
_ANSWERS = ("third_party_answered", "agency_answered")


@dataclass(frozen=True, slots=True)
class Possible:
    """One kind of event as it stands on a day.

    `until` is its last day where the law or a letter set one. `why` says what it is for, with its
    article; if it `is_open` no more or not yet, `refusal` says why. `party`: whose answer it is;
    `late`: only with a good reason (第三十条).
    """

    kind: str
    is_open: bool
    until: date | None
    why: str
    refusal: str = ""
    party: str = ""
    late: bool = False


def possible(events: Sequence[Event], on: date) -> list[Possible]:
    """Return every kind of event with whether the law has room for it on the day `on`.

    Each is tried on the clock itself, so that this list and the clock never disagree. Empty before
    the receipt. Source: 政府信息公开条例 第三十条 至 第三十七条; 国办函〔2020〕109号.
    """
    reading = read_clock(events, on)
    if reading.received is None:
        return []
    law = law_on(reading.received)
    found = [_tried(events, on, event, reading, law) for event in _trials(on)]
    waited = [_tried(events, on, event, reading, law) for event in _awaited(events, on)]
    return [*waited, *found]


def open_parties(events: Sequence[Event]) -> list[Event]:
    """The consultations without an answer, as they were sent.

    >>> open_parties([Event("third_party_consulted", date(2026, 4, 13), party="a")])[0].party
    'a'
    """
    waited: list[Event] = []
    for event in events:
        if event.kind.endswith("_consulted"):
            waited.append(event)
        elif event.kind in _ANSWERS:
            asked = event.kind.replace("_answered", "_consulted")
            mine = [one for one in waited if (one.kind, one.party) == (asked, event.party)]
            if mine:
                waited.remove(mine[0])
    return waited


def next_lapse(events: Sequence[Event], reading: Reading, on: date) -> date | None:
    """Return the last day of what is waited for on the day `on`; the state changes after it.

    None where nothing is waited for, or no term was set. Source: 政府信息公开条例 第三十条,
    第三十二条, 第三十四条; 国办函〔2020〕109号.
    """
    if reading.term is not None or reading.received is None or reading.ended is not None:
        return reading.term
    law = law_on(reading.received)
    ends = [_lapses(law, one) for one in open_parties(events)]
    return min((day for day in ends if day is not None and day >= on), default=None)


def _lapses(law: Law, asked: Event) -> date | None:
    days = law.consultation
    return add_workdays(asked.on, days, provisional=True) if days is not None else None


def _trials(on: date) -> list[Event]:
    """An event of each kind with the mildest facts; what it needs besides is for its form."""
    return [
        Event("supplement_received", on),
        Event("fee_paid", on),
        Event("replied", on, outcome=_REPLIES[0]),
        Event("correction_requested", on),
        Event("third_party_consulted", on, party="\0"),
        Event("agency_consulted", on, party="\0"),
        Event("extended", on, days=1),
        Event("explanation_requested", on),
        Event("delayed", on, until=on),
        Event("fee_notified", on),
        Event("withdrawn", on),
    ]


def _awaited(events: Sequence[Event], on: date) -> list[Event]:
    return [
        Event(one.kind.replace("_consulted", "_answered"), on, party=one.party)
        for one in open_parties(events)
    ]


def _tried(events: Sequence[Event], on: date, event: Event, reading: Reading, law: Law) -> Possible:
    error = read_clock([*events, event], on).error
    late = False
    if error and event.kind == "supplement_received":
        reasoned = Event(event.kind, on, good_reason=True)
        late = not read_clock([*events, reasoned], on).error
    if error and event.kind == "replied":
        # The letter that tells of a lapse comes after the end (第三十条; 109号).
        lapsed = [Event("replied", on, outcome=one) for one in _REPLIES[1:]]
        error = error if all(read_clock([*events, one], on).error for one in lapsed) else ""
    return Possible(
        kind=event.kind,
        is_open=late or not error,
        until=_until(events, event, reading, law),
        why=_WHY[event.kind](law),
        refusal="" if late else error.split("：", 1)[-1],
        party=event.party.replace("\0", ""),
        late=late,
    )


def _until(events: Sequence[Event], event: Event, reading: Reading, law: Law) -> date | None:
    kind = event.kind
    if kind == "correction_requested" and law.clarification is not None:
        assert reading.received is not None
        return add_workdays(reading.received, law.clarification, provisional=True)
    if kind in {"supplement_received", "fee_paid"}:
        return reading.term
    if kind in _ANSWERS:
        asked = next(one for one in open_parties(events) if one.party == event.party)
        return _lapses(law, asked)
    return None if kind == "withdrawn" else reading.due


def _article(law: Law, subject: str) -> str:
    return f"{law.source.split('（')[0]} {law.articles.get(subject, '')}".rstrip()


_WHY: dict[str, Callable[[Law], str]] = {
    "supplement_received": lambda law: (
        f"收到补正之日起，答复期限重新计算 {law.reply} 个工作日（{_article(law, 'clarification')}）"
    ),
    "third_party_answered": lambda law: (
        f"登记收到答复的日期，期限从次日继续计算（{_article(law, 'third_party')}）"
    ),
    "agency_answered": lambda law: (
        f"登记收到答复的日期，期限从次日继续计算（{_article(law, 'agency')}）"
    ),
    "fee_paid": lambda law: (
        f"自缴费次日起，答复期限重新计算 {law.reply} 个工作日（国办函〔2020〕109号）"
    ),
    "replied": lambda law: f"起草答复书，批准并送达以后办结（{_article(law, 'reply')}）",
    "correction_requested": lambda law: (
        f"申请内容不明确时，一次性告知补正，期限停下来（{_article(law, 'clarification')}）"
    ),
    "third_party_consulted": lambda law: (
        f"可能损害第三方合法权益时，征求其意见，期间不计入（{_article(law, 'third_party')}）"
    ),
    "agency_consulted": lambda law: (
        f"由几个机关共同制作时，征求其他机关意见，期间不计入（{_article(law, 'agency')}）"
    ),
    "extended": lambda law: (
        f"经负责人同意并告知申请人，只能一次，最多 {law.extension} 个工作日"
        f"（{_article(law, 'reply')}）"
    ),
    "explanation_requested": lambda law: (
        f"数量、频次明显超过合理范围时，要求说明理由，期限照常计算（{_article(law, 'volume')}）"
    ),
    "delayed": lambda law: (
        f"说明的理由合理但不能按期答复时，约定答复日期并告知申请人（{_article(law, 'volume')}）"
    ),
    "fee_notified": lambda law: (
        f"数量、频次明显超过合理范围时可以收费（{_article(law, 'fee')}），"
        f"{FEES.pay} 个工作日内缴费（国办函〔2020〕109号）"
    ),
    "withdrawn": lambda _: "申请人书面撤回的，登记收到日期，办理终止",
}
