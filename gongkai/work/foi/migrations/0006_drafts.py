"""Requests that their applicants have not sent yet."""

from django.db import migrations, models
from django.db.models import deletion

import gongkai.work.journal.seal


class Migration(migrations.Migration):
    dependencies = [("foi", "0005_transfers"), ("org", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="草稿编号")),
                ("secret_hash", models.CharField(blank=True, max_length=64)),
                ("values", gongkai.work.journal.seal.SealedTable(default=dict, verbose_name="填写内容")),
                ("begun_at", models.DateTimeField(verbose_name="开始时间")),
                ("erase_after", models.DateTimeField(db_index=True, verbose_name="保留到")),
                ("receipt", gongkai.work.journal.seal.SealedField(blank=True, default="")),
                (
                    "organisation",
                    models.ForeignKey(null=True, on_delete=deletion.PROTECT, related_name="+", to="org.organisation"),
                ),
                (
                    "request",
                    models.OneToOneField(null=True, on_delete=deletion.PROTECT, related_name="+", to="foi.request"),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("proof", "身份证明"), ("material", "补充材料")], max_length=10, verbose_name="用途"
                    ),
                ),
                ("name", gongkai.work.journal.seal.SealedField(verbose_name="文件名")),
                ("size", models.PositiveIntegerField(verbose_name="字节数")),
                ("content", gongkai.work.journal.seal.SealedField(verbose_name="内容")),
                ("at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "draft",
                    models.ForeignKey(on_delete=deletion.CASCADE, related_name="files", to="foi.draft"),
                ),
            ],
            options={"ordering": ["draft", "id"]},
        ),
    ]
