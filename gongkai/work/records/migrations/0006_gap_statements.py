"""Statements about numbers that are missing; they are added and never changed."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongkai.work.journal.guards import append_only

KINDS = [
    ("on_request", "未公开（依申请公开）"),
    ("withheld", "未公开（不予公开）"),
    ("void", "作废"),
    ("unused", "未使用"),
    ("pending", "待发布"),
]


def _by(related_name: str, to: Any, **fields: Any) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to, **fields
    )


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0002_names_in_succession"),
        ("records", "0005_document_kind_holds_every_code"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="GapStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField("机关代字", max_length=20)),
                ("year", models.PositiveSmallIntegerField("年份", null=True)),
                ("first", models.PositiveIntegerField("起始序号")),
                ("last", models.PositiveIntegerField("截止序号")),
                ("kind", models.CharField("情况", max_length=12, choices=KINDS)),
                ("reason", models.CharField("依据或原因", max_length=200)),
                ("at", models.DateTimeField("说明时间")),
                ("by", _by("+", settings.AUTH_USER_MODEL, verbose_name="说明人")),
                ("organisation", _by("gap_statements", "org.organisation")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["code", "year"], name="gap_statement_of_series")],
                "constraints": [
                    models.CheckConstraint(
                        name="gap_statement_in_order",
                        condition=models.Q(first__gte=1, last__gte=models.F("first")),
                    ),
                    models.CheckConstraint(
                        name="gap_statement_has_reason", condition=~models.Q(reason="")
                    ),
                ],
            },
        ),
        *append_only("records_gapstatement"),
    ]
