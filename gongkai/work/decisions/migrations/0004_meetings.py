"""Meetings that the public attends."""

import django.db.models.deletion
import gongkai.work.journal.seal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_opinion_lists"),
        ("org", "0004_foi_posts"),
        ("records", "0019_half_yearly_items"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("candidates", models.JSONField(verbose_name="名单")),
                ("places", models.JSONField(verbose_name="名额")),
                ("source", models.CharField(max_length=300, verbose_name="公共数值来源")),
                ("draws_after", models.DateTimeField(verbose_name="公共数值产生时间")),
                ("secret", gongkai.work.journal.seal.SealedField(verbose_name="密值")),
                ("commitment", models.CharField(max_length=64, verbose_name="承诺值")),
                ("at", models.DateTimeField(verbose_name="公布时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["meeting"],
            },
        ),
        migrations.CreateModel(
            name="Drawing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record", models.JSONField(verbose_name="抽选记录")),
                ("head_size", models.PositiveBigIntegerField(verbose_name="树头条数")),
                ("at", models.DateTimeField(verbose_name="抽选时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_list",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drawing",
                        to="decisions.closedlist",
                    ),
                ),
            ],
            options={
                "ordering": ["closed_list"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=12, unique=True, verbose_name="编号")),
                ("title", models.CharField(max_length=200, verbose_name="会议名称")),
                ("held_at", models.DateTimeField(verbose_name="会议时间")),
                ("place", models.CharField(max_length=200, verbose_name="地点")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("arranging", "筹备中"),
                            ("calling", "正在报名"),
                            ("list_closed", "名单已公布，待抽选"),
                            ("drawn", "已抽选"),
                            ("convened", "已召开"),
                            ("called_off", "不再召开"),
                        ],
                        default="arranging",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("closes_on", models.DateField(null=True, verbose_name="报名截止日期")),
                ("how", models.TextField(blank=True, verbose_name="报名说明")),
                ("called", models.JSONField(default=dict, verbose_name="公告所依据的内容")),
                (
                    "off_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="不再召开的原因"),
                ),
                ("made_at", models.DateTimeField(verbose_name="创建时间")),
                (
                    "adoption_record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.record",
                    ),
                ),
                (
                    "call_record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.record",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="org.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_at", "-number"],
            },
        ),
        migrations.AddField(
            model_name="closedlist",
            name="meeting",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closed_list",
                to="decisions.meeting",
            ),
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=8, verbose_name="编号")),
                (
                    "way",
                    models.CharField(
                        choices=[("applied", "自愿报名"), ("invited", "单位邀请")],
                        max_length=8,
                        verbose_name="产生方式",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("stakeholder", "利益相关方"),
                            ("public", "群众代表"),
                            ("expert", "专家"),
                            ("media", "媒体"),
                            ("deputy", "人大代表、政协委员"),
                        ],
                        max_length=12,
                        verbose_name="代表类别",
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("applied", "已报名"),
                            ("set_aside", "不符合条件"),
                            ("alternate", "候补"),
                            ("chosen", "列席代表"),
                            ("gave_up", "不能参加"),
                        ],
                        max_length=10,
                        verbose_name="情况",
                    ),
                ),
                (
                    "standing_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="原因"),
                ),
                ("name", gongkai.work.journal.seal.SealedField(verbose_name="姓名")),
                ("phone", gongkai.work.journal.seal.SealedField(verbose_name="电话")),
                (
                    "why",
                    gongkai.work.journal.seal.SealedField(
                        blank=True, default="", verbose_name="报名理由"
                    ),
                ),
                ("same_phone", models.CharField(max_length=64)),
                ("secret_hash", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(verbose_name="报名时间")),
                ("told_at", models.DateTimeField(null=True, verbose_name="通知时间")),
                (
                    "attendance",
                    models.CharField(
                        blank=True,
                        choices=[("present", "到会"), ("absent", "缺席")],
                        max_length=8,
                        verbose_name="到会",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="decisions.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "number"],
            },
        ),
        migrations.CreateModel(
            name="Replacement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="decisions.meeting",
                    ),
                ),
                (
                    "came",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_for",
                        to="decisions.representative",
                    ),
                ),
                (
                    "gone",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="decisions.representative",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "id"],
            },
        ),
        migrations.CreateModel(
            name="Seats",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("stakeholder", "利益相关方"),
                            ("public", "群众代表"),
                            ("expert", "专家"),
                            ("media", "媒体"),
                            ("deputy", "人大代表、政协委员"),
                        ],
                        max_length=12,
                        verbose_name="代表类别",
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(verbose_name="名额")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="decisions.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "id"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("title", models.CharField(max_length=200, verbose_name="议题")),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="decisions.decision",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="decisions.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "order"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="意见")),
                (
                    "adoption",
                    models.CharField(
                        blank=True,
                        choices=[("adopted", "采纳"), ("partly", "部分采纳"), ("not", "不采纳")],
                        max_length=8,
                        verbose_name="采纳情况",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="理由")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="decisions.meeting",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="decisions.representative",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="decisions.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "topic", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["organisation", "-held_at"], name="meeting_of_place"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["-held_at", "-number"], name="meeting_newest"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["calling", "list_closed", "drawn"]), _negated=True),
                    models.Q(("call_record__isnull", False), ("closes_on__isnull", False)),
                    _connector="OR",
                ),
                name="open_call_is_announced",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "called_off"), _negated=True),
                    models.Q(("off_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="meeting_is_called_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.UniqueConstraint(
                fields=("meeting", "number"), name="representative_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.UniqueConstraint(
                fields=("meeting", "same_phone"), name="telephone_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(("attendance", ""), ("standing", "chosen"), _connector="OR"),
                name="only_chosen_representatives_attend",
            ),
        ),
        migrations.AddConstraint(
            model_name="seats",
            constraint=models.UniqueConstraint(fields=("meeting", "kind"), name="seats_once"),
        ),
        migrations.AddConstraint(
            model_name="seats",
            constraint=models.CheckConstraint(
                condition=models.Q(("places__gt", 0)), name="seats_for_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(fields=("meeting", "order"), name="topic_once"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="statement_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adoption", ""),
                    models.Q(
                        ("answered_at__isnull", False),
                        models.Q(
                            ("adoption", "adopted"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="statement_answered_with_reason",
            ),
        ),
    ]
