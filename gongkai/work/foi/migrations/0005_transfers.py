"""A request that was handed on; a consultation before its letter is served."""

import django.db.models.deletion
from django.db import migrations, models

from gongkai.work.journal import guards


class Migration(migrations.Migration):
    dependencies = [("foi", "0004_sealed_letters")]
    operations = guards.suspended(
        [
            migrations.AddField(
                "request",
                "transferred_from",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="transfers",
                    to="foi.request",
                ),
            ),
            migrations.AlterField(
                "consultation",
                "sent_on",
                models.DateField(null=True, verbose_name="送达日期"),
            ),
        ]
    )
