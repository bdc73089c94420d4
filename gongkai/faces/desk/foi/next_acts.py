"""What may be done next with a case, until when and why: tried on the clock itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from gongkai.faces.ui.dates import cn_day
from gongkai.rules.foi.possible import Possible, possible
from gongkai.rules.foi.receipt import receipt_of
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.case import Dossier
from gongkai.work.foi.queries.clocks import as_events

# The letter that brings an event about when it is served.
_LETTERS = {
    "correction_requested": "G3",
    "explanation_requested": "G4",
    "extended": "G9",
    "fee_notified": "G10",
    "replied": "",
}
_TITLES = {
    "replied": "答复申请人",
    "correction_requested": "告知补正",
    "supplement_received": "登记收到补正",
    "third_party_consulted": "征求第三方意见",
    "agency_consulted": "征求其他机关意见",
    "explanation_requested": "要求说明理由",
    "delayed": "约定合理期限",
    "extended": "延期答复",
    "fee_notified": "收费",
    "fee_paid": "登记收到费用",
    "withdrawn": "登记撤回",
}
_BUTTONS = {
    "replied": "起草答复",
    "correction_requested": "起草告知书",
    "explanation_requested": "起草告知书",
    "extended": "起草告知书",
    "third_party_consulted": "征求意见",
    "agency_consulted": "征求意见",
    "fee_notified": "提出收费",
    "delayed": "登记约定",
}
# Acts that have no room for themselves and of which nobody thinks are not listed at all.
_SILENT = frozenset({"supplement_received", "fee_paid", "delayed", "withdrawn"})


@dataclass(frozen=True)
class NextAct:
    """Something to do: title, why and until when, and where; without an address it is closed."""

    title: str
    why: str
    url: str = ""
    button: str = "登记"
    main: bool = False


def next_acts(case: Request, dossier: Dossier, on: date) -> tuple[list[NextAct], list[NextAct]]:
    """What can be done now, the most pressing first, and what cannot, with the reason."""
    if case.received_on is None:
        return [_confirm(case)], []
    trials = possible(as_events(dossier.events), on)
    open_acts = [
        *_unsent(case, dossier),
        *(_open(case, one, dossier) for one in trials if one.is_open),
    ]
    if case.ended_on is not None:
        open_acts = [one for one in open_acts if one.title == _TITLES["replied"]]
    closed = [
        NextAct(_TITLES.get(one.kind, one.kind), one.refusal)
        for one in trials
        if not one.is_open and one.kind not in _SILENT and case.ended_on is None
    ]
    if open_acts:
        open_acts[0] = replace(open_acts[0], main=True)
    return open_acts, closed


def letters_url(case: Request, kind: str = "", query: str = "") -> str:
    """The page of letters, or of a new letter of a kind."""
    if not kind:
        return reverse("desk:foi_letters", args=[case.number])
    return reverse("desk:foi_letter_new", args=[case.number, kind]) + query


def _confirm(case: Request) -> NextAct:
    rule = receipt_of(case.channel)
    url = reverse("desk:foi_act", args=[case.number, "confirm"])
    return NextAct("确认收到", f"{rule.rule}（{rule.basis}）", url, "确认收到", main=True)


def _open(case: Request, one: Possible, dossier: Dossier) -> NextAct:
    until = f"最迟{cn_day(one.until)}。" if one.until is not None else ""
    why = f"{until}{one.why}"
    if one.kind.endswith("_answered"):
        return _answer(case, one, dossier, why)
    if one.late:
        why = f"补正期限已过，有正当理由的才可以登记。{one.why}"
    return NextAct(_TITLES[one.kind], why, _url(case, one.kind), _BUTTONS.get(one.kind, "登记"))


def _url(case: Request, kind: str) -> str:
    charged = getattr(case, "fee", None)
    if kind == "fee_notified" and (charged is None or charged.approved_at is None):
        return reverse("desk:foi_act", args=[case.number, "fee"])
    if kind in _LETTERS:
        return letters_url(case, _LETTERS[kind])
    if kind.endswith("_consulted"):
        whom = kind.removesuffix("_consulted")
        return reverse("desk:foi_act", args=[case.number, "consult"]) + f"?whom={whom}"
    return reverse("desk:foi_act", args=[case.number, kind])


def _answer(case: Request, one: Possible, dossier: Dossier, why: str) -> NextAct:
    asked = next((row for row in dossier.consultations if row.party == one.party), None)
    if asked is None:
        url = reverse("desk:foi_act", args=[case.number, one.kind])
        return NextAct("登记对方答复", why, url)
    url = reverse("desk:foi_consult_answer", args=[case.number, asked.party])
    return NextAct(f"登记{asked.name}的答复", why, url)


def _unsent(case: Request, dossier: Dossier) -> Sequence[NextAct]:
    """Consultations whose letter has not gone out: the clock still runs."""
    return [_send(case, one) for one in dossier.consultations if one.sent_on is None]


def _send(case: Request, one: Consultation) -> NextAct:
    kind = "G5" if one.whom == Consultation.Whom.THIRD_PARTY else "G8"
    url = letters_url(case, kind, f"?consultation={one.party}")
    why = "征求意见书还没有送达，期限照常计算。起草、批准、送达以后停下来。"
    return NextAct(f"向{one.name}送征求意见书", why, url, "起草征求意见书")
