"""The life of a finding: raised, mended, sent back, closed, or dismissed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError

from gongkai.rules.findings import KINDS, rectify_due
from gongkai.rules.scoring_table import default_table
from gongkai.work.inspection.models.finding import Finding, Rectification
from gongkai.work.inspection.queries.labels import mend_workdays, rules_by_code
from gongkai.work.inspection.queries.months import is_locked, month_of
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

_STATE, _STEP = Finding.State, Rectification.Step
_LONGEST = {"what": 2000, "evidence": 2000, "url": 300, "text": 2000}
_LABELS = {"what": "问题", "evidence": "佐证", "url": "网址", "text": "说明"}
_MOST = 1000
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ADDRESS = re.compile(r"https?://[^\s]+|/(?!/)[^\s]*$")


def raise_finding(
    *,
    organisation: Organisation,
    what: str,
    by: Person,
    at: datetime,
    kind: str = "",
    rule: str = "",
    url: str = "",
    evidence: str = "",
    count: int = 1,
    happened_on: date | None = None,
    object_kind: str = "",
    object_id: str = "",
    object_title: str = "",
    occurrence: Occurrence | None = None,
) -> Finding:
    """Raise a finding by hand, of a known kind or under a rule of the scoring table.

    It needs something to look at: an address or a description of the evidence. Without a day it
    happened today; the month of that day must still be open.
    """
    kind, rule = _kind_and_rule(kind, rule)
    happened_on = happened_on or day_of(at)
    texts = {"what": _tidy(what), "url": _tidy(url), "evidence": _tidy(evidence)}
    _refuse_unfit(texts, count, happened_on, day_of(at))
    if not object_id:
        object_kind, object_id = "fact", _digest(texts["what"], texts["url"])
    finding = Finding(
        organisation=organisation,
        kind=kind,
        rule=rule,
        month=str(month_of(happened_on)),
        object_kind=object_kind,
        object_id=object_id,
        object_title=(_tidy(object_title) or texts["what"])[:300],
        occurrence=occurrence,
        count=count,
        happened_on=happened_on,
        found_at=at,
        found_by=by,
        due_on=rectify_due(day_of(at), mend_workdays(kind), provisional=True),
        **texts,
    )
    with deed(
        "finding.raise", by=by, at=at, power="finding.raise", organisation=organisation
    ) as act:
        if is_locked(finding.month):
            raise Refused("month_locked", month=finding.month)
        _save(finding)
        act.target = finding
        act.detail = {"kind": kind, "rule": rule, "month": finding.month, "count": count}
    return finding


def mend(*, finding: Finding, text: str, by: Person | None, at: datetime) -> Rectification:
    """The department reports what it did."""
    with _step(finding, _STEP.MENDED, text, by, at, power="finding.mend") as held:
        _only_from(held, _STATE.OPEN)
        held.state = _STATE.MENDED
    return _last(finding)


def send_back(
    *, finding: Finding, text: str, by: Person | None, at: datetime, due_on: date | None = None
) -> Rectification:
    """The office is not content; the time to mend begins anew unless a day is given."""
    with _step(finding, _STEP.SENT_BACK, text, by, at, power="finding.close") as held:
        _only_from(held, _STATE.MENDED)
        if due_on is not None and due_on < day_of(at):
            raise Refused("mend_day_past", due_on=due_on)
        again = rectify_due(day_of(at), mend_workdays(held.kind), provisional=True)
        held.state, held.due_on = _STATE.OPEN, due_on or again
    return _last(finding)


def close(*, finding: Finding, text: str, by: Person | None, at: datetime) -> Rectification:
    """The office has looked again and is content; never the person who reported it mended."""
    with _step(finding, _STEP.CLOSED, text, by, at, power="finding.close") as held:
        _only_from(held, _STATE.MENDED)
        reported = held.steps.filter(step=_STEP.MENDED).order_by("at", "id").last()
        if by is not None and reported is not None and reported.by_id == by.pk:
            raise Refused("closed_by_reporter")
        held.state = _STATE.CLOSED
    return _last(finding)


def dismiss(*, finding: Finding, text: str, by: Person | None, at: datetime) -> Rectification:
    """The finding was wrong. Once its month is locked the deduction stands, whatever is found."""
    with _step(finding, _STEP.DISMISSED, text, by, at, power="finding.close") as held:
        _only_from(held, _STATE.OPEN, _STATE.MENDED)
        if is_locked(held.month):
            raise Refused("month_locked_keeps", month=held.month)
        held.state = _STATE.DISMISSED
    return _last(finding)


@contextmanager
def _step(
    finding: Finding, step: str, text: str, by: Person | None, at: datetime, *, power: str
) -> Iterator[Finding]:
    """Hold the finding, let the caller change it, and write the step; nobody slips in between."""
    text = _tidy(text)
    if not text:
        raise Refused("step_without_text", step=_STEP(step).label)
    _refuse_long({"text": text})
    with deed(
        f"finding.{step}", by=by, at=at, power=power,
        organisation=finding.organisation, target=finding, detail={"text": text},
    ):  # fmt: skip
        held = Finding.objects.select_for_update().get(pk=finding.pk)
        yield held
        held.save(update_fields=["state", "due_on"])
        Rectification.objects.create(finding=held, step=step, at=at, by=by, text=text)
    finding.state, finding.due_on = held.state, held.due_on


def _last(finding: Finding) -> Rectification:
    return finding.steps.order_by("id").reverse()[0]


def _only_from(finding: Finding, *states: str) -> None:
    if finding.state not in states:
        raise Refused("finding_elsewhere", state=finding.get_state_display())


def _kind_and_rule(kind: str, rule: str) -> tuple[str, str]:
    if kind and kind not in KINDS:
        raise Refused("finding_kind_unknown", kind=kind)
    rule = rule or (KINDS[kind].rule if kind else "")
    if not kind and not rule:
        raise Refused("finding_without_rule")
    found = rules_by_code(default_table()).get(rule)
    if rule and found is None:
        raise Refused("rule_unknown", rule=rule)
    if found is not None and not found.enabled:
        raise Refused("rule_disabled", rule=found.text, reason=found.reason)
    return kind or rule, rule


def _refuse_unfit(texts: dict[str, str], count: int, happened_on: date, today: date) -> None:
    _refuse_long(texts)
    reasons = []
    if not texts["what"]:
        reasons.append(Refused("finding_without_text"))
    if not texts["url"] and not texts["evidence"]:
        reasons.append(Refused("finding_without_evidence"))
    if texts["url"] and not _ADDRESS.match(texts["url"]):
        reasons.append(Refused("url_unfit", url=texts["url"]))
    if not 1 <= count <= _MOST:
        reasons.append(Refused("count_unfit", count=count, most=_MOST))
    if happened_on > today:
        reasons.append(Refused("finding_in_future", on=happened_on))
    if reasons:
        raise Refused("finding_unfit", reasons=reasons)


def _tidy(text: str) -> str:
    """The text without what no form shows and neither PostgreSQL nor Word can hold."""
    return _UNSEEN.sub("", text).strip()


def _refuse_long(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if len(text) > _LONGEST[name]:
            raise Refused("finding_text_too_long", field=_LABELS[name], longest=_LONGEST[name])


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:32]


def _save(finding: Finding) -> None:
    known = Finding.objects.filter(
        organisation=finding.organisation,
        rule=finding.rule,
        object_kind=finding.object_kind,
        object_id=finding.object_id,
        month=finding.month,
    ).first()
    if known is not None:
        raise Refused("finding_exists", number=known.number, finding=known)
    try:
        finding.save(force_insert=True)
    except IntegrityError as error:
        # Somebody raised the same or locked the month in this very second.
        raise Refused("finding_not_saved") from error
