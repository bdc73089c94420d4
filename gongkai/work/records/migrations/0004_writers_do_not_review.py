"""Whoever a version names as its writer may not review it, listed among the drafters or not.

The list of drafters is written by our own action; a version written past it still has its writer.
"""

from django.db import migrations

from gongkai.work.journal.guards import refuse

WROTE = (
    "EXISTS (SELECT 1 FROM records_version w JOIN records_version v ON v.record_id = w.record_id "
    "WHERE v.id = NEW.version_id AND w.number <= v.number AND w.drafted_by_id = NEW.person_id) "
    "OR EXISTS (SELECT 1 FROM records_record r JOIN records_version v ON v.record_id = r.id "
    "WHERE v.id = NEW.version_id AND r.created_by_id = NEW.person_id)"
)


class Migration(migrations.Migration):
    dependencies = [("records", "0003_list_newest_first")]
    operations = [refuse("records_review", "INSERT", "own_words", WROTE, "起草人不能审核自己的信息")]
