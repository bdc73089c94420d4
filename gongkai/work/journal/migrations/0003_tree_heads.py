"""Heads of the log are signed and kept; like the entries they are only ever added."""

from django.db import migrations, models

from gongkai.work.journal.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name="TreeHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.PositiveBigIntegerField(unique=True, verbose_name="条数")),
                ("root_hash", models.CharField(max_length=64, verbose_name="根指纹")),
                ("at", models.DateTimeField(verbose_name="签名时间")),
                ("algorithm", models.CharField(choices=[("sha256", "sha256"), ("sm3", "sm3")], max_length=10, verbose_name="散列算法")),
                ("public_key", models.CharField(max_length=64, verbose_name="公钥")),
                ("signature", models.CharField(max_length=128, verbose_name="签名")),
            ],
            options={"ordering": ["-size"]},
        ),
        migrations.AddConstraint(
            model_name="treehead",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0)), name="tree_head_of_something"
            ),
        ),
        *append_only("journal_treehead"),
    ]
