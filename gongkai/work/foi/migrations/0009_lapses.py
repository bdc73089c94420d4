"""The day after which the state of a request changes by itself, for the daily round."""

from django.conf import settings
from django.db import migrations, models

from gongkai.work.journal import guards


class Migration(migrations.Migration):
    dependencies = [
        ("foi", "0008_redactions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = guards.suspended(
        [
            migrations.AddField("request", "lapses_on", models.DateField(null=True)),
            migrations.AddIndex(
                "request", models.Index(fields=["lapses_on"], name="request_by_lapse")
            ),
            migrations.AddIndex(
                "request",
                models.Index(fields=["holder", "state", "due_on"], name="request_by_holder"),
            ),
        ]
    )
