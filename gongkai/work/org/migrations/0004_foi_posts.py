"""Posts for requests: who handles them, and who approves what leaves. No column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0003_stand_ins")]
    operations = [
        migrations.AlterField(
            "post",
            "role",
            models.CharField(
                choices=[
                    ("clerk", "信息员"),
                    ("first_reviewer", "一审"),
                    ("second_reviewer", "二审"),
                    ("final_reviewer", "三审"),
                    ("head", "单位负责人"),
                    ("foi_clerk", "依申请公开经办人"),
                    ("foi_approver", "依申请公开审批人"),
                    ("openness_officer", "政务公开办"),
                    ("openness_head", "政务公开办负责人"),
                    ("administrator", "系统管理员"),
                ],
                max_length=20,
                verbose_name="岗位",
            ),
        ),
    ]
