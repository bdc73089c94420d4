"""The feedback: every opinion answered, every lack said at once, authors told once it is public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from gongkai.work.decisions.actions.consult import begin_announcement
from gongkai.work.decisions.actions.dispose import dispose, dispose_group, dispose_many
from gongkai.work.decisions.actions.feedback import draft_feedback_record, drop_form, note_form
from gongkai.work.decisions.actions.group import confirm_group, suggest_groups
from gongkai.work.decisions.actions.moderate import hold
from gongkai.work.decisions.actions.tell import Told, tell, tell_all
from gongkai.work.decisions.actions.terms import close_over, reopen
from gongkai.work.decisions.models.decision import SlotLink
from gongkai.work.decisions.models.feedback import Feedback, OtherForm
from gongkai.work.decisions.models.opinion import Opinion, OpinionGroup
from gongkai.work.decisions.queries.feedback import counted, due_on, public_feedback
from gongkai.work.decisions.queries.groups import edition_of
from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions.draft import discard
from tests.factories import clerk, department, head, moment, officer
from tests.work.decisions.consult_scene import (
    AT,
    LATER,
    OPENS,
    Scene,
    decision,
    entered,
    opened,
    publish,
    said,
)
from tests.work.records.world import published, refused_for

pytestmark = pytest.mark.django_db
REASON = "成本测算不支持，另行研究。"
MAIL = "mi@example.com"


@pytest.fixture
def closed() -> Scene:
    """Six ask for the same, two say something of their own, one of them by letter; it is over."""
    made = opened()
    for _ in range(6):
        said(made, "建议降低夜间收费标准。", clause="a5")
    said(made, "赞成残疾人代步车免费。", name="米有为", email=MAIL)
    entered(made, "来信：建议公示收费标准。", clause="a8", contact="0000-7654321")
    close_over(at=LATER)
    return made


def drafted(made: Scene, **given: Any) -> Feedback:
    return draft_feedback_record(decision=made.decision, by=made.here.clerk, at=LATER, **given)


def answered(made: Scene, reason: str = REASON) -> None:
    """The group is not adopted, the others are."""
    by: dict[str, Any] = {"by": made.here.clerk, "at": LATER}
    suggest_groups(consultation=made.consultation, **by)
    group = OpinionGroup.objects.get()
    group = confirm_group(group=group, title="降低夜间收费", seen=edition_of(group), **by)
    dispose_group(group=group, disposition="not", reason=reason, seen=edition_of(group), **by)
    rest = {one.pk: one.edition for one in Opinion.objects.filter(group=None)}
    dispose_many(
        consultation=made.consultation, editions=rest, disposition="adopted", reason="已写入草案",
        **by,
    )  # fmt: skip


def told(made: Scene) -> Feedback:
    answered(made)
    feedback = drafted(made)
    assert feedback.record is not None
    publish(made.here, feedback.record, LATER)
    return feedback


def test_one_open_opinion_stops_it_and_all_lacks_are_said(closed: Scene) -> None:
    answered(closed, reason="不行")
    one = Opinion.objects.filter(group=None).first()
    assert one is not None
    Opinion.objects.filter(pk=one.pk).update(disposition="", disposed_at=None)
    assert refused_for(lambda: drafted(closed)) == ["opinions_open", "group_reason_short"]
    assert Feedback.objects.count() == 0


def test_an_open_round_and_no_round_stop_it(closed: Scene) -> None:
    reopen(
        consultation=closed.consultation, closes_on=LATER.date() + timedelta(days=9), reason="补充",
        by=closed.here.clerk, at=LATER,
    )  # fmt: skip
    answered(closed)
    assert refused_for(lambda: drafted(closed)) == ["feedback_too_early"]
    other = Scene(closed.here, decision(closed.here, "2026-04"), closed.consultation)
    assert refused_for(lambda: drafted(other)) == ["feedback_without_consultation"]


def test_the_record_tells_figures_answers_reasons_and_other_forms(closed: Scene) -> None:
    held = Opinion.objects.get(number=7)
    hold(opinion=held, reason="核对中", by=closed.here.clerk, at=LATER)
    note_form(
        decision=closed.decision, kind="talk", on=OPENS, people=12, place="便民中心",
        text="谈了夜间收费", by=closed.here.clerk, at=LATER,
    )  # fmt: skip
    answered(closed)
    feedback = drafted(closed, introduction="感谢大家。")
    assert feedback.figures["all"] == {
        "adopted": 2, "partly": 0, "not_adopted": 6, "open": 0, "held": 1, "total": 8,
    }  # fmt: skip
    assert {key: line["total"] for key, line in feedback.figures["by_channel"].items()} == {
        "portal": 7, "letter": 1,
    }  # fmt: skip
    assert {key: line["total"] for key, line in feedback.figures["by_clause"].items()} == {
        "1/a5": 6, "1/": 1, "1/a8": 1,
    }  # fmt: skip
    assert feedback.record is not None
    assert feedback.record.current is not None
    body = feedback.record.current.body_html
    wanted = [
        "感谢大家。", "共收到意见 8 条：采纳 2 条，部分采纳 0 条，不采纳 6 条。",
        "<td>信函</td><td>1</td>", "<td>第五条</td><td>6</td>",
        f"<td>降低夜间收费</td><td>6</td><td>不采纳</td><td>{REASON}</td>",
        "<h3>降低夜间收费（6 条）</h3>", "<td>Y-0008</td><td>第八条</td>",
        "（内容不宜公开，不展示）", "2026年8月20日，便民中心，座谈会，12 人参加", "谈了夜间收费",
    ]  # fmt: skip
    assert [text for text in wanted if text not in body] == []
    hidden = ["米有为", MAIL, "0000-7654321", "残疾人代步车", "核对中"]
    assert [text for text in hidden if text in body] == []
    assert Deed.objects.get(verb="feedback.draft").detail == {
        "total": 8, "record": feedback.record.pk,
    }  # fmt: skip


def test_many_opinions_come_as_a_table_beside_it(
    closed: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.work.decisions.queries.feedback_text.MOST_ROWS", 1)
    monkeypatch.setattr("gongkai.work.decisions.actions.feedback.MOST_ROWS", 1)
    answered(closed)
    record = drafted(closed).record
    assert record is not None
    assert record.current is not None
    assert "逐条意见 2 条，见附件《逐条意见》。" in record.current.body_html
    assert record.current.attachments.get().file.name == "逐条意见.xlsx"


def test_once_it_is_drafted_answers_stand_until_it_is_given_up(closed: Scene) -> None:
    answered(closed)
    feedback = drafted(closed)
    one = Opinion.objects.select_related("consultation__decision__organisation").get(number=8)
    by: dict[str, Any] = {"by": closed.here.clerk, "at": LATER}

    def again() -> Opinion:
        return dispose(opinion=one, disposition="not", reason=REASON, edition=one.edition, **by)

    for act in (
        again, lambda: entered(closed, at=LATER), lambda: drafted(closed),
        lambda: suggest_groups(consultation=closed.consultation, **by),
        lambda: note_form(
            decision=closed.decision, kind="talk", on=OPENS, people=1, text="x", **by
        ),
    ):  # fmt: skip
        assert refused_for(act) == ["feedback_stands"]
    assert feedback.record is not None
    discard(record=feedback.record, **by)
    assert again().disposition == "not"
    assert drafted(closed).record != feedback.record
    assert Feedback.objects.count() == 1


def test_figures_always_sum_up(closed: Scene) -> None:
    answered(closed)
    found = counted(closed.decision)
    for lines in (found.by_channel, found.by_clause):
        assert sum(line.total for line in lines.values()) == found.all.total == 8


def test_it_is_due_ten_workdays_after_the_document(closed: Scene) -> None:
    assert due_on(closed.decision) is None
    result = published(closed.here, moment(date(2026, 11, 3)), issued_on=date(2026, 11, 2))
    SlotLink.objects.create(
        decision=closed.decision, slot="result", record=result.record, at=AT, by=closed.here.clerk
    )
    assert due_on(closed.decision) == date(2026, 11, 16)


def test_other_forms_are_noted_and_taken_back(closed: Scene) -> None:
    by: dict[str, Any] = {"by": closed.here.clerk, "at": LATER}
    bad: dict[str, Any] = {"kind": "x", "on": date(2026, 12, 1), "people": 0, "text": " "}
    assert refused_for(lambda: note_form(decision=closed.decision, **bad, **by)) == [
        "form_kind_unknown", "form_to_come", "form_without_text", "form_without_people",
    ]  # fmt: skip
    form = note_form(decision=closed.decision, kind="survey", on=OPENS, people=200, text="x", **by)
    drop_form(form=form, **by)
    assert OtherForm.objects.count() == 0


def test_authors_are_told_once_it_is_public_and_only_once(closed: Scene, settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example.com"
    answered(closed)
    assert refused_for(lambda: tell(decision=closed.decision, by=closed.here.clerk, at=LATER)) == [
        "feedback_not_public"
    ]
    record = drafted(closed).record
    assert record is not None
    publish(closed.here, record, LATER)
    assert public_feedback(closed.decision.code) is not None
    assert tell_all(at=LATER) == Told(sent=1)
    assert tell_all(at=LATER) == Told()
    (message,) = mail.outbox
    assert message.to == [MAIL]
    assert "Y-0007（第 1 轮）：采纳　理由：已写入草案" in message.body
    assert "代步车" not in message.body
    found = Opinion.objects.order_by("number").values_list("told_at", flat=True)
    assert list(found) == [None] * 6 + [LATER, None]
    told_of = str(list(Deed.objects.values_list("detail", flat=True)))
    assert [word for word in (MAIL, "米有为", REASON) if word in told_of] == []


def test_without_a_mail_server_nobody_is_told_and_that_is_said(closed: Scene) -> None:
    told(closed)
    assert tell(decision=closed.decision, by=closed.here.clerk, at=LATER) == Told(ready=False)
    assert tell_all(at=LATER) == Told(ready=False)
    assert (mail.outbox, Opinion.objects.filter(told_at__isnull=False).count()) == ([], 0)


def test_who_cannot_be_reached_is_tried_again_and_no_log_names_them(
    closed: Scene, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    told(closed)
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert tell_all(at=LATER) == Told(failed=1)
    assert "1 of 1 messages could not be sent" in caplog.text
    assert MAIL not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tell_all(at=LATER) == Told(sent=1)


def test_others_may_not(closed: Scene) -> None:
    answered(closed)
    for who in (clerk(department("mzj", "民政局"), "别处"), officer(), closed.here.first):
        by: dict[str, Any] = {"by": who, "at": LATER}
        for act in (
            lambda by=by: draft_feedback_record(decision=closed.decision, **by),
            lambda by=by: tell(decision=closed.decision, **by),
            lambda by=by: note_form(
                decision=closed.decision, kind="talk", on=OPENS, people=1, text="x", **by
            ),
        ):
            assert refused_for(act) == ["no_power"]
    boss = head(closed.here.organisation)
    assert refused_for(
        lambda: draft_feedback_record(decision=closed.decision, by=boss, at=LATER)
    ) == ["no_power"]
    assert refused_for(
        lambda: begin_announcement(consultation=closed.consultation, by=boss, at=LATER)
    ) == ["consultation_opened"]
