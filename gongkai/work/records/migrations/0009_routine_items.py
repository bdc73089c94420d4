"""Items whose records are routine: their reviewers may pass several in one act."""

from django.db import migrations, models

from gongkai.work.journal import guards


class Migration(migrations.Migration):
    dependencies = [("records", "0008_relations")]
    operations = guards.suspended(
        [
            migrations.AddField(
                "catalogueitem",
                "is_routine",
                models.BooleanField(default=False, verbose_name="常规事项"),
            ),
        ]
    )
