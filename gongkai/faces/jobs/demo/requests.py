"""Requests for information in the example: from the application to archive and conversion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from gongkai.faces.jobs.demo.district import District, credit_code
from gongkai.faces.jobs.demo.documents import load
from gongkai.faces.jobs.demo.publishing import pass_reviews
from gongkai.faces.jobs.demo.upkeep import Act
from gongkai.rules.check_digits import id_check_sign
from gongkai.rules.disclosure_terms import OTHER
from gongkai.rules.letters import CLAUSES, find_letter
from gongkai.rules.workdays import workday_until
from gongkai.work.foi.actions import (
    applicant,
    archive,
    assist,
    challenge,
    consult,
    convert,
    letters,
    register,
    searches,
)  # fmt: skip
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import CHINA, day_of
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions import draft, submit
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.terms import matters_of

# There is no region of this number, so that nobody bears what follows from it.
_NOWHERE = "990000"
# Bodies that ask have codes behind those of the district itself.
_FIRST_ORDER = 900
_REGISTERED = time(9, 10)
# Online the receipt is agreed on; before it nothing else can happen.
_HOURS = {"confirm": time(9, 40), "search": time(10), "consult": time(10), "assist": time(10)}
_LATER = time(15, 20)
_MINUTE = timedelta(minutes=1)
_LETTER_OF = {"third_party": "G5", "agency": "G8"}
_BY_WAY = {"online": "online", "email": "email", "post": "post", "pickup": "hand"}
_PROOFS = {
    "online": "申请人登录查询页面下载", "email": "电子邮件发送记录", "post": "挂号信收据",
    "hand": "送达回证（申请人签名）",
}  # fmt: skip


@dataclass
class _Case:
    """One request on its way through the example."""

    district: District
    row: dict[str, Any]
    clerk: Person
    approver: Person
    request: Request | None = None
    consultation: Any = None
    challenge: Any = None

    @property
    def made(self) -> Request:
        assert self.request is not None
        return self.request


def requests(district: District, until: datetime) -> Iterator[Act]:
    """Everything that happens to the requests of requests.toml, each thing on its day."""
    for row in load("requests.toml")["request"]:
        clerk = district.people[row["unit"], Post.Role.CLERK]
        head = district.people[row["unit"], Post.Role.HEAD]
        case = _Case(district, row, clerk, head)
        day = _day(row, until)
        yield day, partial(_register, case, datetime.combine(day, _REGISTERED, CHINA))
        for step in row["steps"]:
            day = _day(step, until)
            at = datetime.combine(day, _HOURS.get(step["do"], _LATER), CHINA)
            yield day, partial(_DO[step["do"]], case, step, at)
            if "answered" in step:
                at = datetime.combine(step["answered"], _LATER, CHINA)
                yield step["answered"], partial(_answer_assistance, case, step, at)


def _day(row: dict[str, Any], until: datetime) -> date:
    fixed: date | None = row.get("on")
    if fixed is not None:
        return fixed
    return workday_until(day_of(until) - timedelta(days=row["ago"]), provisional=True)


def _register(case: _Case, at: datetime) -> None:
    row = case.row
    public = row["channel"] == "online"
    case.request = register.register(
        organisation=case.district.organisation(row["unit"]),
        channel=row["channel"],
        applicant=_asked_by(row["asked_by"]),
        wanted={name: row[name] for name in ("wanted", "form", "way")},
        by=None if public else case.clerk,
        at=at,
        on=None if public or row["channel"] in {"email", "plain"} else day_of(at),
    ).request


def _asked_by(row: dict[str, str]) -> dict[str, str]:
    told = {name: value for name, value in row.items() if name != "birth"}
    kind, number = "统一社会信用代码", credit_code(_FIRST_ORDER + len(row["name"]))
    if "birth" in row:
        first = f"{_NOWHERE}{row['birth']}001"
        kind, number = "居民身份证", first + id_check_sign(first)
    return {"address": "青禾区稻香路", "identity_kind": kind, "identity": number, **told}


def _confirm(case: _Case, step: dict[str, Any], at: datetime) -> None:
    register.confirm(request=case.made, on=day_of(at), by=case.clerk, at=at)


def _write(case: _Case, step: dict[str, Any], at: datetime) -> None:
    """Draft, hand in, approve and serve a letter within an afternoon."""
    kind = find_letter(step["kind"])
    values = dict(step["values"])
    if "clause" in step:
        values["条款"] = CLAUSES[step["clause"]].text
    letter = letters.draft(
        request=case.made, kind=kind.code, values=values, outcome=step.get("outcome", ""),
        consultation=case.consultation if step["kind"] in _LETTER_OF.values() else None,
        by=case.clerk, at=at,
    )  # fmt: skip
    letters.submit(letter=letter, by=case.clerk, at=at + 5 * _MINUTE)
    letters.approve(letter=letter, by=case.approver, at=at + 30 * _MINUTE)
    way = step.get("way") or _BY_WAY[case.row["way"]]
    letters.serve(
        letter=letter, way=way, on=day_of(at), proof=_PROOFS[way], by=case.clerk,
        at=at + 60 * _MINUTE,
    )  # fmt: skip


def _consult(case: _Case, step: dict[str, Any], at: datetime) -> None:
    case.consultation = consult.consult(
        request=case.made, whom=step["whom"], name=step["name"],
        information=step["information"], by=case.clerk, at=at,
    ).consultation  # fmt: skip
    values = {"第三方": step["name"], "涉及信息": step["information"]}
    sent = {"kind": _LETTER_OF[step["whom"]], "values": values, "way": "post"}
    _write(case, sent, at + 10 * _MINUTE)


def _note_opinion(case: _Case, step: dict[str, Any], at: datetime) -> None:
    consult.note_answer(
        consultation=case.consultation, opinion=step["opinion"], reason=step["reason"],
        on=day_of(at), by=case.clerk, at=at,
    )  # fmt: skip


def _assist(case: _Case, step: dict[str, Any], at: datetime) -> None:
    until = step.get("until") or day_of(at) + timedelta(days=step["within"])
    step["assistance"] = assist.ask(
        request=case.made, organisation=case.district.organisation(step["unit"]),
        question=step["question"], due_on=until, by=case.clerk, at=at,
    )  # fmt: skip


def _answer_assistance(case: _Case, step: dict[str, Any], at: datetime) -> None:
    helper = case.district.people[step["unit"], Post.Role.CLERK]
    assist.answer(assistance=step["assistance"], text=step["answer"], by=helper, at=at)


def _search(case: _Case, step: dict[str, Any], at: datetime) -> None:
    searches.note_search(
        request=case.made, place=step["place"], words=step["words"], result=step["result"],
        on=day_of(at), by=case.clerk, at=at,
    )  # fmt: skip


def _supplement(case: _Case, step: dict[str, Any], at: datetime) -> None:
    applicant.supplement(request=case.made, text=step["text"], at=at)


def _withdraw(case: _Case, step: dict[str, Any], at: datetime) -> None:
    applicant.withdraw(request=case.made, at=at)


def _convert(case: _Case, step: dict[str, Any], at: datetime) -> None:
    convert.review(
        request=case.made, is_fit=step["fit"], reason=step["reason"],
        title=step.get("title", ""), text=step.get("text", ""), by=case.clerk, at=at,
    )  # fmt: skip


def _publish(case: _Case, step: dict[str, Any], at: datetime) -> None:
    """What was found fit goes through three reviews like every document."""
    conversion = case.made.conversion
    record = convert.begin_record(conversion=conversion, by=case.clerk, at=at)
    item = CatalogueItem.objects.get(code=step["item"])
    usual: dict[str, Any] = {"matter": OTHER} if matters_of(item) else {}
    draft.edit(
        record=record, by=case.clerk, at=at, item=item, theme="综合政务-政务公开",
        keywords=["依申请公开", "转主动公开"], issued_on=day_of(at), formed_on=day_of(at), **usual,
    )  # fmt: skip
    submit.submit(record=record, by=case.clerk, at=at + 10 * _MINUTE)
    unit = case.row["unit"]
    pass_reviews(case.district, record, unit, at + 30 * _MINUTE, levels=3)


def _archive(case: _Case, step: dict[str, Any], at: datetime) -> None:
    archive.archive(request=case.made, by=case.clerk, at=at)


def _challenge(case: _Case, step: dict[str, Any], at: datetime) -> None:
    case.challenge = challenge.register_challenge(
        request=case.made, kind=step["kind"], body=step["body"], notified_on=day_of(at),
        by=case.clerk, at=at,
    )  # fmt: skip


def _answer_challenge(case: _Case, step: dict[str, Any], at: datetime) -> None:
    challenge.answer_challenge(challenge=case.challenge, on=day_of(at), by=case.clerk, at=at)


def _decide(case: _Case, step: dict[str, Any], at: datetime) -> None:
    challenge.decide_challenge(
        challenge=case.challenge, result=step["result"], on=day_of(at), by=case.clerk, at=at
    )


_DO: dict[str, Callable[[_Case, dict[str, Any], datetime], None]] = {
    "confirm": _confirm,
    "letter": _write,
    "consult": _consult,
    "opinion": _note_opinion,
    "assist": _assist,
    "search": _search,
    "supplement": _supplement,
    "withdraw": _withdraw,
    "convert": _convert,
    "publish": _publish,
    "archive": _archive,
    "challenge": _challenge,
    "answer_challenge": _answer_challenge,
    "decide": _decide,
}
