"""Relations between documents; those of a version that was submitted stand as they are."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from gongkai.work.journal.guards import refuse

KINDS = [
    ("interprets", "解读"),
    ("amends", "修改"),
    ("repeals", "废止"),
    ("replaces", "代替"),
    ("implements", "落实"),
]
FROZEN = (
    "EXISTS (SELECT 1 FROM records_version v "
    "WHERE v.id = {row}.version_id AND v.frozen_at IS NOT NULL)"
)
TABLE = "records_relation"


def _to(model: str, related_name: str, **fields: Any) -> Any:
    return models.ForeignKey(
        model, django.db.models.deletion.PROTECT, related_name=related_name, **fields
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0007_waivers")]
    operations = [
        migrations.CreateModel(
            name="Relation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField("关系", max_length=12, choices=KINDS)),
                ("target", _to("records.record", "mentions", verbose_name="关联文件")),
                ("version", _to("records.version", "relations")),
            ],
            options={
                "ordering": ["version", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["version", "kind", "target"], name="relation_once"
                    )
                ],
            },
        ),
        refuse(TABLE, "INSERT", "frozen_add", FROZEN.format(row="NEW"), "送审后不能增加关联文件"),
        refuse(TABLE, "UPDATE", "frozen", FROZEN.format(row="OLD"), "送审后不能修改关联文件"),
        refuse(TABLE, "UPDATE", "frozen_to", FROZEN.format(row="NEW"), "送审后不能增加关联文件"),
        refuse(TABLE, "DELETE", "frozen_gone", FROZEN.format(row="OLD"), "送审后不能删除关联文件"),
    ]
