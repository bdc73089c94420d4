"""Decisions of the example: on the yearly list, consulted on, passed gate by gate, answered for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any

from gongkai.faces.jobs.demo import meetings, opinions
from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load, markup
from gongkai.faces.jobs.demo.publishing import finish
from gongkai.faces.jobs.demo.upkeep import Act
from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions import consult, feedback, slots, steps, year_list
from gongkai.work.decisions.actions.answer import answer
from gongkai.work.decisions.actions.propose import Proposal, propose
from gongkai.work.decisions.actions.publish_list import draft_list_record, publish_list
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.queries.year_lists import last_of
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.person import Person, Post

_DATA = load("decisions.toml")
_LIST_ITEM, _ITEM, _THEME = "P20-15-04", "P20-01-02", "综合政务-其他"
_OFFICE = "zhengfuban"


@dataclass
class _Made:
    """The decisions by their keys, as far as the year has come."""

    keys: dict[str, int] = field(default_factory=dict)
    rounds: dict[str, Consultation] = field(default_factory=dict)

    def decision(self, row: dict[str, Any]) -> Decision:
        """As it is by now."""
        return Decision.objects.select_related("organisation").get(pk=self.keys[row["key"]])


def decision_acts(district: District) -> Iterator[Act]:
    """Everything of decisions.toml, each on its day."""
    made = _Made()
    for row in _DATA["decision"]:
        yield row["proposed"], partial(_propose, district, row, made)
    for row in _DATA["list"]:
        yield row["compiled"], partial(_compile, district, row, made)
        yield row["published"], partial(_publish_list, district, row)
    for row in _DATA["decision"]:
        yield from _on_its_road(district, row, made)
    for row in _DATA["meeting"]:
        yield from meetings.acts(district, row, partial(made.decision, {"key": row["decision"]}))


def _on_its_road(district: District, row: dict[str, Any], made: _Made) -> Iterator[Act]:
    if "consultation" in row:
        one = row["consultation"]
        yield one["prepared"], partial(_announce, district, row, made)
        yield one["opens"], partial(_open, district, row, made)
        yield from opinions.acts(district, row, partial(_round, row, made))
    for form in row.get("form", ()):
        yield form["on"], partial(_note_form, district, row, made, form)
    for step in row.get("step", ()):
        yield step["on"], partial(_pass, district, row, made, step)
    for paper in row.get("paper", ()):
        yield paper["on"], partial(_fill_slot, district, row, made, paper)
    if "ended" in row:
        yield row["ended"]["on"], partial(_end, district, row, made)
    if "result" in row:
        yield row["result"]["on"], partial(_result, district, row, made)
        yield row["result"]["feedback"], partial(_feed_back, district, row, made)


def _round(row: dict[str, Any], made: _Made) -> Consultation:
    return made.rounds[row["key"]]


def _propose(district: District, row: dict[str, Any], made: _Made) -> None:
    clerk, at = _clerk(district, row), _at(row["proposed"])
    proposal = Proposal(
        title=row["title"], background=row["background"], planned_on=row["planned"],
        scope=row["scope"], contact=row["contact"],
    )  # fmt: skip
    decision = propose(
        organisation=district.organisation(row["unit"]), kind=row["kind"], year=at.year,
        proposal=proposal, by=clerk, at=at,
    )  # fmt: skip
    if row["answers"]:
        decision = answer(decision=decision, answers=row["answers"], by=clerk, at=at)
    made.keys[row["key"]] = decision.pk


def _compile(district: District, row: dict[str, Any], made: _Made) -> None:
    by, at = district.officer, _at(row["compiled"])
    version = year_list.begin_list(year=at.year, by=by, at=at)
    for key in row["keys"]:
        reason = row.get("reasons", {}).get(key, "")
        year_list.put(
            year_list=version, decision=made.decision({"key": key}), reason=reason, by=by, at=at
        )
    for key, reason in row.get("dropped", {}).items():
        year_list.drop(
            year_list=version, decision=made.decision({"key": key}), reason=reason, by=by, at=at
        )
    agreed_at = _at(row["agreed"])
    year_list.agree(
        year_list=version, agreed_on=row["agreed"], agreed_by=row["agreed_by"], by=by,
        at=agreed_at,
    )  # fmt: skip


def _publish_list(district: District, row: dict[str, Any]) -> None:
    at = _at(row["published"])
    place = district.organisations[_OFFICE]
    version = last_of(at.year)
    assert version is not None
    clerk = district.people[_OFFICE, Post.Role.CLERK]
    record = draft_list_record(year_list=version, organisation=place, by=clerk, at=at)
    finish(district, record, _OFFICE, at, item=_LIST_ITEM, theme=_THEME)
    publish_list(year_list=version, by=district.officer, at=at.replace(hour=22))


def _announce(district: District, row: dict[str, Any], made: _Made) -> None:
    one, at = row["consultation"], _at(row["consultation"]["prepared"])
    plan = consult.Plan(
        title=f"{row['title']}（征求意见稿）", draft=one["draft"].strip(),
        explanation=one["explanation"], how=one["how"], opens_on=one["opens"],
        closes_on=one["closes"],
    )  # fmt: skip
    made.rounds[row["key"]] = consult.prepare(
        decision=made.decision(row), plan=plan, by=_clerk(district, row), at=at
    )


def _open(district: District, row: dict[str, Any], made: _Made) -> None:
    one, clerk, at = (
        made.rounds[row["key"]],
        _clerk(district, row),
        _at(row["consultation"]["opens"]),
    )
    record = consult.begin_announcement(consultation=one, by=clerk, at=at)
    finish(district, record, row["unit"], at, item=_ITEM, theme=_THEME, keywords=["征求意见"])
    later = at.replace(hour=22)
    made.rounds[row["key"]] = consult.open_consultation(consultation=one, by=clerk, at=later)
    for code, on, where in row["consultation"]["channels"]:
        yield_at = max(later, _at(on))
        consult.register_channel(
            consultation=made.rounds[row["key"]], code=code, on=min(on, yield_at.date()),
            where=where, by=clerk, at=yield_at,
        )  # fmt: skip


def _note_form(district: District, row: dict[str, Any], made: _Made, form: dict[str, Any]) -> None:
    feedback.note_form(
        decision=made.decision(row), kind=form["kind"], on=form["on"],
        place=form["place"], people=form["people"], text=form["text"],
        by=_clerk(district, row), at=_at(form["on"]),
    )  # fmt: skip


def _pass(district: District, row: dict[str, Any], made: _Made, step: dict[str, Any]) -> None:
    decision, clerk, at = made.decision(row), _clerk(district, row), _at(step["on"])
    phase = Phase(step["phase"])
    facts = {f"{phase.value}_{name}": value for name, value in step["facts"].items()}
    typed = {name: value for name, value in facts.items() if name not in _SAID_ELSEWHERE}
    if typed:
        steps.write_step(decision=decision, phase=phase, facts=typed, by=clerk, at=at)
    steps.pass_step(decision=decision, phase=phase, by=clerk, at=at)


# Who undertakes it follows from the decision itself.
_SAID_ELSEWHERE = frozenset({"start_undertakers", "start_lead"})


def _fill_slot(district: District, row: dict[str, Any], made: _Made, paper: dict[str, Any]) -> None:
    decision, clerk, at = made.decision(row), _clerk(district, row), _at(paper["on"])
    slot = paper["slot"]
    record = slots.begin_slot_record(decision=decision, slot=slot, by=clerk, at=at)
    finish(
        district, record, row["unit"], at, item=_ITEM, theme=_THEME, title=paper["title"],
        body_html=markup(paper["body"]),
    )  # fmt: skip


def _end(district: District, row: dict[str, Any], made: _Made) -> None:
    steps.end(
        decision=made.decision(row), reason=row["ended"]["reason"], by=_clerk(district, row),
        at=_at(row["ended"]["on"]),
    )  # fmt: skip


def _result(district: District, row: dict[str, Any], made: _Made) -> None:
    decision, clerk, at = (
        made.decision(row),
        _clerk(district, row),
        _at(row["result"]["on"]),
    )
    record = slots.begin_slot_record(decision=decision, slot="result", by=clerk, at=at)
    finish(
        district, record, row["unit"], at, item=_ITEM, theme=_THEME, title=f"青禾区{row['title']}",
        document_number=row["result"]["number"], document_kind="通知",
        body_html=markup(row["result"]["body"]), effective_on=date(2026, 10, 1),
        expires_on=date(2031, 9, 30),
    )  # fmt: skip


def _feed_back(district: District, row: dict[str, Any], made: _Made) -> None:
    at = _at(row["result"]["feedback"])
    made_feedback = feedback.draft_feedback_record(
        decision=made.decision(row), introduction=row["result"]["introduction"],
        by=_clerk(district, row), at=at,
    )  # fmt: skip
    assert made_feedback.record is not None
    finish(district, made_feedback.record, row["unit"], at, item=_ITEM, theme=_THEME)


def _clerk(district: District, row: dict[str, Any]) -> Person:
    return district.people[row["unit"], Post.Role.CLERK]


def _at(day: date) -> datetime:
    # In the evening: what is published on the same day has left its last review by then.
    return datetime.combine(day, time(18, 30), CHINA)
