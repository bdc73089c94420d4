"""The day on which a case closed, by which a year counts it."""

from django.db import migrations, models

from gongkai.work.journal import guards


class Migration(migrations.Migration):
    dependencies = [("foi", "0002_guards")]
    operations = guards.suspended(
        [
            migrations.AddField(
                "request",
                "ended_on",
                models.DateField(null=True, verbose_name="办结日期"),
            ),
            migrations.AddIndex(
                "request",
                models.Index(fields=["received_on", "ended_on"], name="request_by_year"),
            ),
        ]
    )
