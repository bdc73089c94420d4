"""A locked month stays as it is, its scores and deductions with it."""

from django.db import migrations

from gongkai.work.journal.guards import append_only, refuse

SCORE_LOCKED = (
    "EXISTS (SELECT 1 FROM inspection_month m WHERE m.id = {row}.month_id "
    "AND m.locked_at IS NOT NULL)"
)
DEDUCTION_LOCKED = (
    "EXISTS (SELECT 1 FROM inspection_score s JOIN inspection_month m ON m.id = s.month_id "
    "WHERE s.id = {row}.score_id AND m.locked_at IS NOT NULL)"
)
MESSAGE = "该月考核已锁定，不能更改"


class Migration(migrations.Migration):
    dependencies = [("inspection", "0001_initial"), ("journal", "0002_guards")]
    operations = [
        *append_only("inspection_rectification"),
        refuse("inspection_month", "UPDATE", "locked", "OLD.locked_at IS NOT NULL", MESSAGE),
        refuse("inspection_month", "DELETE", "locked_gone", "OLD.locked_at IS NOT NULL", MESSAGE),
        refuse("inspection_score", "INSERT", "locked_add", SCORE_LOCKED.format(row="NEW"), MESSAGE),
        refuse("inspection_score", "UPDATE", "locked", SCORE_LOCKED.format(row="OLD"), MESSAGE),
        refuse("inspection_score", "DELETE", "locked_gone", SCORE_LOCKED.format(row="OLD"), MESSAGE),
        refuse("inspection_deduction", "INSERT", "locked_add", DEDUCTION_LOCKED.format(row="NEW"), MESSAGE),
        refuse("inspection_deduction", "UPDATE", "locked", DEDUCTION_LOCKED.format(row="OLD"), MESSAGE),
        refuse("inspection_deduction", "DELETE", "locked_gone", DEDUCTION_LOCKED.format(row="OLD"), MESSAGE),
    ]
