"""On which day a request is received, by the way it came (政府信息公开条例 第三十一条)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.rules.workdays import add_workdays

_CONFIRM_WITHIN = 1


@dataclass(frozen=True)
class Receipt:
    """How the day of receipt of a channel is fixed.

    `is_agreed`: it is the day on which the agency and the applicant confirm the receipt; otherwise
    it is a fact, the day of handing in or of signing for. `rule` says so in words.
    """

    channel: str
    is_agreed: bool
    rule: str
    basis: str


_BASIS = "政府信息公开条例 第三十一条"
RECEIPTS = {
    one.channel: one
    for one in (
        Receipt("counter", False, "当面提交的，以提交之日为收到申请之日", f"{_BASIS}第（一）项"),
        Receipt(
            "oral", False, "口头提出的，以代填并经申请人确认之日为收到申请之日",
            f"{_BASIS}第（一）项",
        ),
        Receipt(
            "registered", False, "以挂号信、快递等需要签收的方式提交的，以签收之日为收到申请之日",
            f"{_BASIS}第（二）项",
        ),
        Receipt(
            "plain", True,
            "以平常信函等无需签收的邮寄方式提交的，应于收到当日与申请人确认，确认之日为收到申请之日",
            f"{_BASIS}第（二）项",
        ),
        *(
            Receipt(
                channel, True, f"通过{label}提交的，以双方确认之日为收到申请之日",
                f"{_BASIS}第（三）项",
            )
            for channel, label in (
                ("online", "互联网渠道"), ("email", "互联网渠道（电子邮件）"), ("fax", "传真"),
            )
        ),
    )
}  # fmt: skip


def receipt_of(channel: str) -> Receipt:
    """Return how the day of receipt is fixed for a channel. Raises KeyError.

    Source: 政府信息公开条例 第三十一条.

    >>> receipt_of("email").is_agreed, receipt_of("counter").is_agreed
    (True, False)
    """
    return RECEIPTS[channel]


def confirm_by(submitted_on: date) -> date:
    """Return the last day on which the agency should confirm a receipt that needs it.

    One working day, so that the term does not begin late by the agency's silence; our reading.

    >>> confirm_by(date(2026, 2, 5))
    datetime.date(2026, 2, 6)
    """
    return add_workdays(submitted_on, _CONFIRM_WITHIN, provisional=True)


def missing(*, name: str, identity: str, contact: Iterable[str], wanted: str) -> list[str]:
    """Return what a request lacks of what it must contain, in words; never its purpose.

    Source: 政府信息公开条例 第二十九条 (name, proof of identity, contact; what is wanted).

    >>> missing(name="某某", identity="", contact=["", ""], wanted="某文件")
    ['身份证明', '联系方式']
    """
    given = {
        "申请人的姓名或者名称": bool(name.strip()),
        "身份证明": bool(identity.strip()),
        "联系方式": any(one.strip() for one in contact),
        "所需政府信息的名称、文号或者便于查询的其他特征": bool(wanted.strip()),
    }
    return [label for label, is_there in given.items() if not is_there]
