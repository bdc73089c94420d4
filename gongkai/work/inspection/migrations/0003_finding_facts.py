"""What a finding rests on: the day of the fact, its evidence, how many; the digest of a month."""

import datetime

from django.db import migrations, models
from django.db.models import Q

from gongkai.work.journal.guards import suspended


class Migration(migrations.Migration):
    dependencies = [("inspection", "0002_guards")]
    operations = suspended(
        [
            migrations.AddField("finding", "evidence", models.TextField("佐证", blank=True, default=""), preserve_default=False),
            migrations.AddField("finding", "count", models.PositiveSmallIntegerField("数量", default=1)),
            migrations.AddField(
                "finding",
                "happened_on",
                models.DateField("事实发生日期", default=datetime.date(2000, 1, 1)),
                preserve_default=False,
            ),
            migrations.AddConstraint(
                "finding",
                models.UniqueConstraint(
                    fields=["object_kind", "object_id", "happened_on"],
                    condition=Q(found_by=None),
                    name="one_finding_a_fact",
                ),
            ),
            migrations.AddConstraint(
                "finding",
                models.CheckConstraint(name="finding_counts_something", condition=Q(count__gte=1)),
            ),
            migrations.AddField("month", "digest", models.CharField("得分摘要", max_length=64, blank=True, default=""), preserve_default=False),
        ]
    )
