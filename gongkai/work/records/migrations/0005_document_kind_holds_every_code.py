"""The longest code of the kinds of documents has thirteen signs."""

from django.db import migrations, models

from gongkai.work.journal.guards import suspended


class Migration(migrations.Migration):
    dependencies = [("records", "0004_writers_do_not_review")]
    operations = suspended(
        [
            migrations.AlterField(
                "version",
                "document_kind",
                models.CharField("公文种类", max_length=20, blank=True),
            ),
        ]
    )
