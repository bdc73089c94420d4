"""A post may stand in for another one while its holder is on leave."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0002_names_in_succession")]
    operations = [
        migrations.AddField(
            "post",
            "stands_in_for",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stand_ins",
                to="org.post",
                verbose_name="代行的岗位",
            ),
        ),
    ]
