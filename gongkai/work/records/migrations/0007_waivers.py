"""Waivers of screening hits: appended only, on the submitted words, and never by who wrote them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongkai.work.journal.guards import append_only, refuse

SAME_TEXT = (
    "NOT EXISTS (SELECT 1 FROM records_version v JOIN records_record r ON r.current_id = v.id "
    "WHERE v.id = NEW.version_id AND v.frozen_at IS NOT NULL AND v.content_hash = NEW.content_hash "
    "AND ((NEW.level = 1 AND r.state = 'first') OR (NEW.level = 2 AND r.state = 'second') "
    "OR (NEW.level = 3 AND r.state = 'final')))"
)
WROTE = (
    "EXISTS (SELECT 1 FROM records_drafter d JOIN records_version v ON v.record_id = d.record_id "
    "WHERE v.id = NEW.version_id AND d.person_id = NEW.person_id) "
    "OR EXISTS (SELECT 1 FROM records_version w JOIN records_version v ON v.record_id = w.record_id "
    "WHERE v.id = NEW.version_id AND w.number <= v.number AND w.drafted_by_id = NEW.person_id) "
    "OR EXISTS (SELECT 1 FROM records_record r JOIN records_version v ON v.record_id = r.id "
    "WHERE v.id = NEW.version_id AND r.created_by_id = NEW.person_id)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_gap_statements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hit", models.CharField(max_length=64)),
                ("found", models.JSONField(verbose_name="筛查结果")),
                ("content_hash", models.CharField(max_length=64)),
                ("level", models.PositiveSmallIntegerField(verbose_name="审级")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="waivers", to="records.version")),
            ],
            options={
                "ordering": ["version", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "hit"), name="waiver_once_a_hit"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="waiver_has_a_reason"),
                    models.CheckConstraint(condition=models.Q(("level__in", [1, 2, 3])), name="waiver_level_known"),
                ],
            },
        ),
        refuse("records_waiver", "INSERT", "same_text", SAME_TEXT, "豁免的不是正在审核的当前版本"),
        refuse("records_waiver", "INSERT", "own_words", WROTE, "起草人不能豁免自己信息的筛查结果"),
        *append_only("records_waiver"),
    ]
