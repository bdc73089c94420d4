"""What was found, assigned and answered stays as it was written down."""

from django.db import migrations

from gongkai.work.journal.guards import append_only, refuse

EVENT_CHANGED = (
    "OLD.state = 'wound_up' OR NEW.number <> OLD.number OR NEW.registered_at <> OLD.registered_at"
)
PART_CHANGED = (
    "NEW.event_id <> OLD.event_id OR NEW.organisation_id <> OLD.organisation_id "
    "OR NEW.assigned_at <> OLD.assigned_at "
    "OR (OLD.accepted_at IS NOT NULL AND (NEW.accepted_at IS NULL "
    "OR NEW.accepted_at <> OLD.accepted_at)) "
    "OR (OLD.handled_at IS NOT NULL AND (NEW.handled_at IS NULL "
    "OR NEW.handled_at <> OLD.handled_at)) "
    "OR (OLD.responded_at IS NOT NULL AND (NEW.responded_at IS NULL "
    "OR NEW.responded_at > OLD.responded_at))"
)
OF_CLOSED = (
    "EXISTS (SELECT 1 FROM responses_event e WHERE e.id = {row}.event_id AND e.state = 'wound_up')"
)


class Migration(migrations.Migration):
    dependencies = [("responses", "0001_initial"), ("journal", "0002_guards")]
    operations = [
        *append_only("responses_note"),
        *append_only("responses_reply"),
        refuse("responses_event", "UPDATE", "closed", EVENT_CHANGED, "已办结的舆情不能修改"),
        refuse("responses_event", "DELETE", "kept", "TRUE", "登记的舆情不能删除"),
        refuse("responses_part", "INSERT", "closed_more", OF_CLOSED.format(row="NEW"), "已办结的舆情不能再交办"),
        refuse("responses_part", "UPDATE", "told", PART_CHANGED, "登记的时间不能修改"),
        refuse("responses_part", "UPDATE", "closed", OF_CLOSED.format(row="OLD"), "已办结的舆情不能修改"),
        refuse("responses_part", "DELETE", "kept", "TRUE", "交办不能删除"),
        refuse("responses_pressconference", "DELETE", "kept", "TRUE", "登记的发布会不能删除"),
        refuse("responses_majorpolicy", "DELETE", "kept", "TRUE", "登记的重大政策不能删除"),
    ]
