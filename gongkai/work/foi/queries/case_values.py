"""What the case itself puts into a letter."""

from __future__ import annotations

from datetime import date

from gongkai.rules.foi import FEES, arithmetic, law_on
from gongkai.rules.letters import Letter as Kind
from gongkai.rules.workdays import add_workdays
from gongkai.work.foi.models.ending import Fee
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.clocks import clock_of


def cn(on: date | None) -> str:
    """2026年2月5日; empty where there is no day."""
    return f"{on.year}年{on.month}月{on.day}日" if on is not None else ""


def case_values(request: Request, on: date, number: str = "") -> dict[str, str]:
    """What every letter of the case may say, by place; empty where it is not known."""
    return {
        "机关": request.organisation.name,
        "文号": number,
        "申请人": request.applicant.name,
        "编号": request.number,
        "收到日期": cn(request.received_on),
        "提交方式": request.get_channel_display(),
        "所需信息": request.wanted.strip(),
        "提供形式": request.get_form_display(),
        "获取方式": request.get_way_display(),
        "到期日": cn(clock_of(request, on).due),
        "落款日期": cn(on),
    }


def computed(letter: Letter, kind: Kind, on: date) -> dict[str, str]:
    """What a letter says that follows from the law or from the case, not from the clerk."""
    request = letter.request
    if kind.event in {"third_party_consulted", "agency_consulted"}:
        # 第三十二、三十四条: fifteen working days; the law of the day of receipt.
        days = law_on(request.received_on or on).consultation
        return {"答复期限": str(days or "")}
    if kind.event == "extended":
        return {"新期限": _extended(letter, on)}
    if kind.event == "fee_notified":
        return _fee(request)
    return {}


def extension_of(letter: Letter) -> int | None:
    """The working days of an extension that the clerk wrote; None if it is no number."""
    written = str(letter.values.get("延期天数") or "")
    return int(written) if written.isdecimal() else None


def _extended(letter: Letter, on: date) -> str:
    days, due = extension_of(letter), clock_of(letter.request, on).due
    return cn(add_workdays(due, days, provisional=True)) if days and due else ""


def _fee(request: Request) -> dict[str, str]:
    """The arithmetic of the approved fee (国办函〔2020〕109号)."""
    fee = Fee.objects.filter(request=request, approved_by__isnull=False).first()
    if fee is None:
        return {}
    unit = "件" if fee.tariff == Fee.Tariff.PIECE else "页"
    shares = arithmetic(fee.tariff, fee.count, before=fee.before)
    sums = "＋".join(f"{price}元×{number}{unit}" for price, number in shares) or "0"
    return {
        "收费依据": FEES.source,
        "收费标准": f"{fee.get_tariff_display()}计收，{sums}＝{fee.amount}元",
        "收费金额": str(fee.amount),
        "缴费期限": str(FEES.pay),
    }
