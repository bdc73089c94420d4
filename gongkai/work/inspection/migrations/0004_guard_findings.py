"""The findings of a locked month keep what was scored, and its final notice stays as it was."""

from django.db import migrations

from gongkai.work.journal.guards import refuse

LOCKED = (
    "EXISTS (SELECT 1 FROM inspection_month m WHERE m.month = {row}.month "
    "AND m.locked_at IS NOT NULL)"
)
EITHER_LOCKED = f"({LOCKED.format(row='OLD')} OR {LOCKED.format(row='NEW')})"
SCORED = (
    "organisation_id", "kind", "rule", "month", "object_kind", "object_id", "object_title", "url",
    "what", "evidence", "count", "happened_on",
)
SCORED_CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in SCORED)
DISMISSED_CHANGED = "(NEW.state = 'dismissed') <> (OLD.state = 'dismissed')"
FINAL = (
    "EXISTS (SELECT 1 FROM inspection_month m WHERE m.id = OLD.month_id "
    "AND m.locked_at IS NOT NULL AND OLD.drafted_at > m.locked_at)"
)
MESSAGE = "该月考核已锁定，不能更改"
NOTICE = "考核锁定后起草的通报不能更改"


class Migration(migrations.Migration):
    dependencies = [("inspection", "0003_finding_facts")]
    operations = [
        refuse("inspection_finding", "INSERT", "locked_add", LOCKED.format(row="NEW"), MESSAGE),
        refuse("inspection_finding", "UPDATE", "locked", f"{EITHER_LOCKED} AND ({SCORED_CHANGED} OR {DISMISSED_CHANGED})", MESSAGE),
        refuse("inspection_finding", "DELETE", "locked_gone", LOCKED.format(row="OLD"), MESSAGE),
        refuse("inspection_notice", "UPDATE", "final", FINAL, NOTICE),
        refuse("inspection_notice", "DELETE", "final_gone", FINAL, NOTICE),
    ]
