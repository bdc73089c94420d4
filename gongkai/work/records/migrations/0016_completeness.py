"""How complete each version is, measured by the rules."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.deletion import CASCADE, PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0003_stand_ins"),
        ("records", "0013_periods_of_records"),
        ("records", "0015_batches_in_the_background"),
    ]

    operations = [
        migrations.CreateModel(
            name="Completeness",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=CASCADE,
                        primary_key=True,
                        related_name="completeness",
                        serialize=False,
                        to="records.version",
                    ),
                ),
                ("document_on", models.DateField("文件日期", null=True)),
                ("effective_on", models.DateField("实施日期", null=True)),
                ("expires_on", models.DateField("失效日期", null=True)),
                ("is_public", models.BooleanField("按已公开核算")),
                ("required", models.PositiveSmallIntegerField("应有要素")),
                ("filled", models.PositiveSmallIntegerField("已有要素")),
                ("lacks", models.CharField("缺项", blank=True, max_length=400)),
                ("advice", models.CharField("建议补充", blank=True, max_length=400)),
                ("rules", models.CharField(max_length=12)),
                (
                    "item",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="+", to="records.catalogueitem"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="org.organisation"),
                ),
                (
                    "record",
                    models.ForeignKey(on_delete=CASCADE, related_name="+", to="records.record"),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "document_on"], name="completeness_of_org"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        name="complete_without_lacks",
                        condition=Q(lacks="", filled=F("required"))
                        | (~Q(lacks="") & Q(filled__lt=F("required"))),
                    )
                ],
            },
        ),
    ]
