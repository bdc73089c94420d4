"""Who publishes what stands in a row is part of the adopted edition, and stands with it."""

from django.db import migrations

from gongkai.work.journal.guards import refuse

TABLE = "records_row_publishers"
MESSAGE = "已施行的目录不能修改公开主体"
ADOPTED = (
    "EXISTS (SELECT 1 FROM records_row r JOIN records_edition e ON e.id = r.edition_id "
    "WHERE r.id = {row}.row_id AND e.state = 'adopted')"
)
EITHER = " OR ".join(ADOPTED.format(row=row) for row in ("OLD", "NEW"))


class Migration(migrations.Migration):
    dependencies = [("records", "0018_word_readings")]
    operations = [
        refuse(TABLE, "INSERT", "adopted_add", ADOPTED.format(row="NEW"), MESSAGE),
        refuse(TABLE, "UPDATE", "adopted", EITHER, MESSAGE),
        refuse(TABLE, "DELETE", "adopted_gone", ADOPTED.format(row="OLD"), MESSAGE),
    ]
