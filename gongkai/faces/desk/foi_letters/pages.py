"""What the pages of letters show, gathered for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.foi_letters import words
from gongkai.faces.desk.foi_letters.gates import acts_of
from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.parts import Clock, Event, Hit, Tag
from gongkai.rules.foi import STATES
from gongkai.rules.letters.kinds import PLACE
from gongkai.work.foi.models.ending import Challenge
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.clocks import INTAKE, clock_of, events_of
from gongkai.work.foi.queries.letter_choices import (
    Choice,
    ReplyChoice,
    letter_choices,
    open_orders,
    reply_choices,
)
from gongkai.work.foi.queries.letter_flaws import why_not
from gongkai.work.foi.queries.letter_text import letter_text
from gongkai.work.org.models.person import Person

_STATE = Letter.State
_ASKS = {"G5": Consultation.Whom.THIRD_PARTY, "G7": Consultation.Whom.THIRD_PARTY,
         "G8": Consultation.Whom.AGENCY}  # fmt: skip


_TELLS_PARTY = "G7"


@dataclass(frozen=True)
class LetterRow:
    """A letter in the table of a case."""

    letter: Letter
    name: str
    to: str
    tag: Tag
    url: str
    served: str


@dataclass(frozen=True)
class Offer:
    """A letter that may be begun: a link for each consultation that it can be about."""

    choice: Choice
    links: Sequence[tuple[str, str]]
    clock: Clock | None


@dataclass(frozen=True)
class ReplyRow:
    """An outcome with the links to its letters."""

    choice: ReplyChoice
    remedy: str
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class LettersPage:
    """All letters of a case, and those that may be begun."""

    case: Request
    state: str
    clock: Clock | None
    letters: Sequence[LetterRow]
    offers: Sequence[Offer]
    unfit: Sequence[Choice]
    replies: Sequence[ReplyRow]
    unfit_replies: Sequence[ReplyRow]
    orders: Sequence[Challenge]
    acts: frozenset[str]


@dataclass(frozen=True)
class LetterPage:
    """One letter: what it says, what keeps it, what may be done with it."""

    case: Request
    letter: Letter
    name: str
    tag: Tag
    outcome: str
    text: str
    marks: Sequence[Hit]
    flaws: Sequence[str]
    events: Sequence[Event]
    acts: frozenset[str]


def letters_page(person: Person, case: Request, on: date) -> LettersPage:
    """The letters of the case, and what the clock has room for."""
    rows = events_of(case)
    reading = clock_of(case, on, rows)
    orders = open_orders(case)
    choices = letter_choices(case, on, rows)
    asked = list(case.consultations.all())
    replies = [
        _reply_row(case, one, orders) for one in reply_choices(case, on, rows, anew=bool(orders))
    ]
    return LettersPage(
        case=case,
        state=STATES.get(case.state, "待确认收到日期" if case.state == INTAKE else case.state),
        clock=clock_until(on, reading.due) if reading.due and not reading.ended else None,
        letters=[_letter_row(case, one) for one in _letters(case)],
        offers=[_offer(case, one, asked, on) for one in choices if one.fits],
        unfit=[one for one in choices if not one.fits],
        replies=[one for one in replies if not one.choice.refusal],
        unfit_replies=[one for one in replies if one.choice.refusal],
        orders=orders,
        acts=acts_of(person, case.organisation, on),
    )


def letter_page(person: Person, letter: Letter, on: date) -> LetterPage:
    """The letter as it would leave today, or as it left."""
    is_open = letter.state in {_STATE.DRAFT, _STATE.RETURNED, _STATE.SUBMITTED}
    text = letter_text(letter, on) if is_open else letter.text
    return LetterPage(
        case=letter.request,
        letter=letter,
        name=words.name_of(letter),
        tag=words.tag_of(letter),
        outcome=words.outcome_said(letter),
        text=text,
        marks=open_places(text) if is_open else [],
        flaws=flaws_said(letter, on) if is_open else [],
        events=_events(letter),
        acts=_acts(person, letter, on),
    )


def open_places(text: str) -> list[Hit]:
    """Where something is still to be filled in, to be marked in the letter."""
    return [
        Hit(found.start(), found.end(), "block", f"还没有填“{found[1]}”")
        for found in PLACE.finditer(text)
    ]


def flaws_said(letter: Letter, on: date) -> list[str]:
    """What keeps the letter from leaving, one sentence each."""
    written = letter.text
    letter.text = letter_text(letter, on)
    found = [line for reason in why_not(letter, on) for line in sentences(reason)]
    letter.text = written
    return list(dict.fromkeys(found))


def chosen(case: Request, query: QueryDict) -> tuple[Consultation | None, Challenge | None]:
    """The consultation and the decision that a letter is about, where they are of this case."""
    consultation = case.consultations.filter(party=query.get("consultation", "")).first()
    order = query.get("challenge", "")
    challenge = case.challenges.filter(pk=order).first() if order.isdecimal() else None
    return consultation, challenge


def _letters(case: Request) -> list[Letter]:
    rows = case.letters.select_related("consultation", "drafted_by").order_by("-id")
    return list(rows.prefetch_related("deliveries"))


def _letter_row(case: Request, letter: Letter) -> LetterRow:
    served = [f"{cn_date(one.on)}，{one.get_way_display()}" for one in letter.deliveries.all()]
    return LetterRow(
        letter=letter,
        name=words.name_of(letter),
        to=words.to_of(letter),
        tag=words.tag_of(letter),
        url=reverse("desk:foi_letter", args=[case.number, letter.pk]),
        served="；".join(served),
    )


def _offer(case: Request, one: Choice, asked: Sequence[Consultation], on: date) -> Offer:
    whom = _ASKS.get(one.kind.code)
    about = [each for each in asked if each.whom == whom and _is_wanted(one.kind.code, each)]
    links = [
        (f"起草（{each.name}）", _new(case, one.kind.code, consultation=each.party))
        for each in about
    ] or [_beginning(case, one.kind.code, whom)]
    return Offer(one, links, clock_until(on, one.until) if one.until else None)


def _beginning(case: Request, code: str, whom: str | None) -> tuple[str, str]:
    """A letter to somebody who is not registered yet begins with registering them."""
    if whom is None or code == _TELLS_PARTY:
        return "起草", _new(case, code)
    url = reverse("desk:foi_act", args=[case.number, "consult"])
    return "先登记要征求谁的意见", f"{url}?whom={whom}"


def _is_wanted(code: str, one: Consultation) -> bool:
    """Who was asked already is not asked again; only who was asked can be told of the decision."""
    return one.sent_on is not None if code == _TELLS_PARTY else one.sent_on is None


def _reply_row(case: Request, one: ReplyChoice, orders: Sequence[Challenge]) -> ReplyRow:
    more = {"challenge": str(orders[0].pk)} if orders else {}
    links = [
        (kind.name, _new(case, kind.code, outcome=one.outcome.code, **more)) for kind in one.kinds
    ]
    return ReplyRow(one, words.REMEDY[one.outcome.reconsideration], links)


def _new(case: Request, kind: str, **query: str) -> str:
    url = reverse("desk:foi_letter_new", args=[case.number, kind])
    return f"{url}?{urlencode(query)}" if query else url


def _acts(person: Person, letter: Letter, on: date) -> frozenset[str]:
    powers = acts_of(person, letter.request.organisation, on)
    state, found = letter.state, set()
    if "handle" in powers:
        if state in {_STATE.DRAFT, _STATE.RETURNED}:
            found |= {"edit", "submit", "give_up"}
        elif state == _STATE.SUBMITTED:
            found.add("give_up")
        elif state == _STATE.APPROVED:
            found.add("serve")
    if "approve" in powers:
        if state == _STATE.SUBMITTED:
            found |= {"send_back"} | ({"approve"} if letter.drafted_by_id != person.pk else set())
        elif state == _STATE.APPROVED:
            found.add("void")
    return frozenset(found)


def _events(letter: Letter) -> list[Event]:
    """What happened to the letter, the newest last."""
    found = [Event("起草", letter.drafted_at, letter.drafted_by.name)]
    if letter.state == _STATE.SUBMITTED:
        found.append(Event("等待批准", kind="now", when="现在"))
    if letter.state == _STATE.RETURNED:
        found.append(Event("退回修改", kind="now", when="现在", text=letter.opinion))
    if letter.approved_at and letter.approved_by:
        found.append(Event(f"批准，{letter.number}", letter.approved_at, letter.approved_by.name))
    if letter.state == _STATE.VOID:
        found.append(Event("作废", text=letter.opinion, kind="stop", when="已作废"))
    for one in letter.deliveries.select_related("by", "file"):
        who = one.by.name if one.by else ""
        told = f"凭证：{one.proof}。{who}登记"
        found.append(Event(f"送达（{one.get_way_display()}）", one.on, told))
    return found
