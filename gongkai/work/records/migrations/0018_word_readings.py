"""What was read out of a Word file stands beside the draft that it filled."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_two_people_withdraw"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WordReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version_number", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("sha256", models.CharField(max_length=64)),
                ("read_at", models.DateTimeField(verbose_name="读入时间")),
                ("is_official", models.BooleanField(verbose_name="是公文")),
                ("elements", models.JSONField(default=list, verbose_name="要素")),
                ("notes", models.JSONField(default=list, verbose_name="格式检查")),
                ("values", models.JSONField(default=dict, verbose_name="读出的内容")),
                ("filled", models.JSONField(default=list, verbose_name="填入的要素")),
                ("settled", models.JSONField(default=dict, verbose_name="答复")),
                ("counts", models.JSONField(default=dict, verbose_name="修订和批注")),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="word_readings",
                        to="records.record",
                    ),
                ),
            ],
            options={"ordering": ["record", "-id"]},
        ),
    ]
