"""Which period of its item a record tells of, and by which special term a change is due."""

from django.db import migrations, models

from gongkai.work.journal import guards


class Migration(migrations.Migration):
    dependencies = [("records", "0011_guards_of_batches")]
    operations = guards.suspended(
        [
            migrations.AddField(
                model_name="version",
                name="covers_from",
                field=models.DateField(blank=True, null=True, verbose_name="所属期间"),
            ),
            migrations.AddField(
                model_name="itemchange",
                name="matter",
                field=models.CharField(blank=True, max_length=60, verbose_name="具体事项"),
            ),
        ]
    )
