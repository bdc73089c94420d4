"""Batches that the worker loads and publishes, and by which rules their rows were screened."""

from django.db import migrations, models

from gongkai.work.journal import guards

STATES = [
    ("reading", "导入中"),
    ("open", "待送审"),
    ("returned", "已退回"),
    ("first", "待一审"),
    ("second", "待二审"),
    ("final", "待三审"),
    ("publishing", "发布中"),
    ("published", "已发布"),
    ("discarded", "已作废"),
    ("nothing", "无需送审"),
]


class Migration(migrations.Migration):
    dependencies = [("records", "0013_periods_of_records")]

    operations = guards.suspended(
        [
            migrations.AddField(
                model_name="importbatch",
                name="queued_at",
                field=models.DateTimeField(null=True, verbose_name="排入后台时间"),
            ),
            migrations.AddField(
                model_name="importbatch",
                name="screened_with",
                field=models.CharField(blank=True, max_length=64),
            ),
            migrations.AlterField(
                model_name="importbatch",
                name="state",
                field=models.CharField(choices=STATES, default="reading", max_length=10),
            ),
            migrations.AddIndex(
                model_name="version",
                index=models.Index(fields=["document_number"], name="version_by_document_number"),
            ),
            migrations.AddIndex(
                model_name="version",
                index=models.Index(
                    condition=models.Q(("registration_number", ""), _negated=True),
                    fields=["registration_number"],
                    name="version_by_registration",
                ),
            ),
        ]
    )
