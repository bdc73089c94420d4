"""A list that closed, a drawing and what was said stay as they are: held by the database itself."""

from django.db import migrations

from gongkai.work.journal.guards import append_only, refuse

MEETING_CHANGED = (
    "NEW.number <> OLD.number OR NEW.organisation_id <> OLD.organisation_id "
    "OR (OLD.state IN ('called_off', 'convened') AND NEW.state <> OLD.state) "
    "OR (OLD.state <> 'arranging' AND (NEW.state = 'arranging' OR NEW.title <> OLD.title "
    "OR (NEW.closes_on IS NULL) <> (OLD.closes_on IS NULL) OR NEW.closes_on < OLD.closes_on "
    "OR (NEW.call_record_id IS NULL) <> (OLD.call_record_id IS NULL) "
    "OR NEW.call_record_id <> OLD.call_record_id)) "
    "OR (OLD.state IN ('list_closed', 'drawn') AND NEW.state = 'calling') "
    "OR (OLD.state = 'drawn' AND NEW.state = 'list_closed')"
)


def of_called(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM decisions_meeting m "
        f"WHERE m.id = {row}.meeting_id AND m.state <> 'arranging')"
    )


def of_closed(row: str) -> str:
    return (
        f"{row}.way = 'applied' AND EXISTS (SELECT 1 FROM decisions_closedlist c "
        f"WHERE c.meeting_id = {row}.meeting_id)"
    )


def of_public(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM decisions_meeting m JOIN records_record r "
        "ON r.id = m.adoption_record_id "
        f"WHERE m.id = {row}.meeting_id AND r.live_id IS NOT NULL)"
    )


APPLICANT_CHANGED = (
    "NEW.meeting_id <> OLD.meeting_id OR NEW.number <> OLD.number OR NEW.way <> OLD.way "
    "OR NEW.kind <> OLD.kind OR NEW.secret_hash <> OLD.secret_hash OR NEW.at <> OLD.at"
)
TOPIC_CHANGED = (
    f"(NEW.title <> OLD.title OR NEW.meeting_id <> OLD.meeting_id) AND {of_called('OLD')}"
)
CALL_FIXED, SAID_FIXED = "报名公告已公布，不能修改", "采纳情况已公布，不能修改"


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0004_meetings"),
        ("journal", "0002_guards"),
        ("records", "0001_initial"),
    ]
    operations = [
        *append_only("decisions_closedlist"),
        *append_only("decisions_drawing"),
        *append_only("decisions_replacement"),
        refuse("decisions_meeting", "UPDATE", "called", MEETING_CHANGED, CALL_FIXED),
        refuse("decisions_meeting", "DELETE", "kept", "TRUE", "会议不能删除"),
        refuse("decisions_seats", "INSERT", "called_more", of_called("NEW"), CALL_FIXED),
        refuse("decisions_seats", "UPDATE", "called", of_called("OLD"), CALL_FIXED),
        refuse("decisions_seats", "DELETE", "called_kept", of_called("OLD"), CALL_FIXED),
        refuse("decisions_topic", "UPDATE", "called", TOPIC_CHANGED, CALL_FIXED),
        refuse("decisions_topic", "DELETE", "called_kept", of_called("OLD"), CALL_FIXED),
        refuse(
            "decisions_representative",
            "INSERT",
            "closed",
            of_closed("NEW"),
            "名单已公布，不能再报名",
        ),
        refuse(
            "decisions_representative",
            "UPDATE",
            "applied",
            APPLICANT_CHANGED,
            "报名的编号、类别不能修改",
        ),
        refuse("decisions_representative", "DELETE", "kept", "TRUE", "报名不能删除"),
        refuse("decisions_statement", "INSERT", "public_more", of_public("NEW"), SAID_FIXED),
        refuse("decisions_statement", "UPDATE", "public", of_public("OLD"), SAID_FIXED),
        refuse("decisions_statement", "DELETE", "public_kept", of_public("OLD"), SAID_FIXED),
    ]
