"""Turns facts into findings, each once; a finding whose fact is mended is reported as mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from gongkai.rules.findings import kind_of, rectify_due
from gongkai.work.inspection.checks.fact import Fact
from gongkai.work.inspection.models.finding import Finding, Rectification
from gongkai.work.inspection.queries.months import (
    counting_month,
    last_day,
    locked_months,
    month_of,
)
from gongkai.work.journal.deeds import day_of, deed
from gongkai.work.org.models.organisation import Organisation

GONE = "系统核对：现在查不到这个问题，可以销号。"


@dataclass
class Booked:
    """What became of the facts."""

    raised: list[Finding] = field(default_factory=list)
    regraded: list[Finding] = field(default_factory=list)
    mended: list[Finding] = field(default_factory=list)


def book(
    facts: Sequence[Fact], *, at: datetime, on: date, organisation: Organisation | None = None
) -> Booked:
    """Raise what is new, correct what is known, report what is mended. Runs inside a deed.

    A fact is known by its object and its day, so an occurrence overdue for months is found in the
    month in which it became overdue and in no other. What was dismissed stays dismissed.
    """
    booked = Booked()
    locked = locked_months()
    known = _known(facts, on, organisation)
    for fact in facts:
        finding = known.pop(fact.key, None)
        if finding is None:
            finding = _raise(fact, at, locked, booked)
        elif on == day_of(at) or on >= last_day(month_of(fact.happened_on)):
            # A look at a day in the middle of that month knows less than the finding does.
            _regrade(finding, fact, at, locked, booked)
        if finding is not None and fact.remedy:
            _report(finding, fact.remedy, at, booked)
    if on == day_of(at):
        still_wrong = {(fact.object_kind, fact.object_id) for fact in facts}
        for finding in known.values():
            if (finding.object_kind, finding.object_id) not in still_wrong:
                _report(finding, GONE, at, booked)
    return booked


def _known(
    facts: Iterable[Fact], on: date, organisation: Organisation | None
) -> dict[tuple[str, str, date], Finding]:
    """The machine's findings up to that day, by their fact, each with the steps it has gone."""
    found = Finding.objects.filter(found_by=None, happened_on__lte=on)
    if organisation is not None:
        occurrences = [one.occurrence_id for one in facts if one.occurrence_id is not None]
        found = found.filter(Q(organisation=organisation) | Q(occurrence__in=occurrences))
    rows = found.select_related("organisation").prefetch_related("steps").order_by("pk")
    return {(one.object_kind, one.object_id, one.happened_on): one for one in rows}


def _raise(fact: Fact, at: datetime, locked: frozenset[str], booked: Booked) -> Finding | None:
    kind = kind_of(fact.kind)
    month = str(counting_month(fact.happened_on, day_of(at), locked))
    if _hits_again(fact, kind.rule, month):
        return None
    finding = Finding.objects.create(
        organisation_id=fact.organisation_id,
        kind=fact.kind,
        rule=kind.rule,
        month=month,
        object_kind=fact.object_kind,
        object_id=fact.object_id,
        object_title=fact.object_title[:300],
        url=fact.url,
        occurrence_id=fact.occurrence_id,
        what=fact.what,
        evidence=fact.evidence,
        happened_on=fact.happened_on,
        found_at=at,
        due_on=rectify_due(day_of(at), kind.mend_workdays, provisional=True),
    )
    booked.raised.append(finding)
    return finding


def _hits_again(fact: Fact, rule: str, month: str) -> bool:
    """One object hits one rule once a month, even if it failed twice in it."""
    same = Finding.objects.filter(
        organisation=fact.organisation_id,
        rule=rule,
        object_kind=fact.object_kind,
        object_id=fact.object_id,
        month=month,
    )
    return bool(rule) and same.exists()


def _regrade(
    finding: Finding, fact: Fact, at: datetime, locked: frozenset[str], booked: Booked
) -> None:
    """What was found missing and came within its month is late, not missing."""
    dismissed = finding.state == Finding.State.DISMISSED
    if finding.kind == fact.kind or dismissed or finding.month in locked:
        return
    rule = kind_of(fact.kind).rule
    if rule != finding.rule and _hits_again(fact, rule, finding.month):
        return
    with deed(
        "finding.regrade", by=None, at=at, power=None,
        organisation=finding.organisation, target=finding,
    ) as act:  # fmt: skip
        act.detail = {"from": finding.kind, "to": fact.kind}
        finding.kind, finding.rule = fact.kind, rule
        finding.what, finding.evidence = fact.what, fact.evidence
        finding.save(update_fields=["kind", "rule", "what", "evidence"])
    booked.regraded.append(finding)


def _report(finding: Finding, text: str, at: datetime, booked: Booked) -> None:
    """Report the finding as mended, once; only a person closes it, or sends it back."""
    mended = Rectification.Step.MENDED
    told = any(one.step == mended and one.by_id is None for one in finding.steps.all())
    if finding.state != Finding.State.OPEN or told:
        return
    with deed(
        "finding.mend", by=None, at=at, power=None,
        organisation=finding.organisation, target=finding, detail={"text": text},
    ):  # fmt: skip
        Rectification.objects.create(finding=finding, step=mended, at=at, by=None, text=text)
        finding.state = Finding.State.MENDED
        finding.save(update_fields=["state"])
    booked.mended.append(finding)
