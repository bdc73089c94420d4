"""Columns with fields, editions of the basic catalogue, statements, and records brought in by the batch."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongkai.work.journal import guards


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("journal", "0004_stand_ins"),
        ("org", "0003_stand_ins"),
        ("records", "0009_routine_items"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = guards.suspended(
        [
            migrations.AddField(
                model_name="catalogueitem",
                name="ended_on",
                field=models.DateField(blank=True, null=True, verbose_name="不再列入目录之日"),
            ),
            migrations.AddField(
                model_name="catalogueitem",
                name="limit_text",
                field=models.CharField(blank=True, max_length=60, verbose_name="公开时限"),
            ),
            migrations.AddField(
                model_name="catalogueitem",
                name="organisations",
                field=models.ManyToManyField(
                    blank=True,
                    related_name="catalogue_items",
                    to="org.organisation",
                    verbose_name="公开主体",
                ),
            ),
            migrations.AddField(
                model_name="catalogueitem",
                name="period",
                field=models.CharField(
                    blank=True,
                    choices=[
                        ("", "不定期"),
                        ("month", "每月"),
                        ("quarter", "每季度"),
                        ("year", "每年"),
                    ],
                    default="",
                    max_length=8,
                    verbose_name="周期",
                ),
            ),
            migrations.AddField(
                model_name="publication",
                name="marks",
                field=models.JSONField(default=list, verbose_name="标记"),
            ),
            migrations.AddField(
                model_name="record",
                name="source_key",
                field=models.CharField(
                    max_length=200, null=True, unique=True, verbose_name="来源标识"
                ),
            ),
            migrations.AddField(
                model_name="version",
                name="change_note",
                field=models.CharField(blank=True, max_length=300, verbose_name="更正说明"),
            ),
            migrations.AddField(
                model_name="version",
                name="facts",
                field=models.JSONField(default=dict, verbose_name="要素"),
            ),
            migrations.AddField(
                model_name="version",
                name="first_address",
                field=models.CharField(blank=True, max_length=300, verbose_name="原网址"),
            ),
            migrations.AddField(
                model_name="version",
                name="first_public_on",
                field=models.DateField(blank=True, null=True, verbose_name="原公开日期"),
            ),
            migrations.AddField(
                model_name="version",
                name="matter",
                field=models.CharField(blank=True, max_length=60, verbose_name="具体事项"),
            ),
            migrations.AlterField(
                model_name="record",
                name="state",
                field=models.CharField(
                    choices=[
                        ("draft", "草稿"),
                        ("returned", "已退回"),
                        ("first", "待一审"),
                        ("second", "待二审"),
                        ("final", "待三审"),
                        ("batch", "随批次待审"),
                        ("published", "已发布"),
                        ("withdrawn", "已撤回"),
                        ("discarded", "已作废"),
                    ],
                    default="draft",
                    max_length=10,
                ),
            ),
            migrations.CreateModel(
                name="Edition",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="版次")),
                    ("title", models.CharField(max_length=120, verbose_name="名称")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="修订说明")),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "编制中"), ("adopted", "已施行")],
                            default="draft",
                            max_length=8,
                        ),
                    ),
                    ("created_at", models.DateTimeField(verbose_name="编制时间")),
                    ("adopted_at", models.DateTimeField(null=True, verbose_name="施行时间")),
                    ("content_hash", models.CharField(blank=True, max_length=64)),
                    (
                        "adopted_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "created_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "log_entry",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="journal.logentry",
                        ),
                    ),
                ],
                options={
                    "ordering": ["-number"],
                },
            ),
            migrations.CreateModel(
                name="ImportBatch",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="文件名")),
                    ("source_hash", models.CharField(max_length=64)),
                    ("mapping", models.JSONField(default=dict, verbose_name="字段对应")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("reading", "导入中"),
                                ("open", "待送审"),
                                ("returned", "已退回"),
                                ("first", "待一审"),
                                ("second", "待二审"),
                                ("final", "待三审"),
                                ("published", "已发布"),
                                ("discarded", "已作废"),
                            ],
                            default="reading",
                            max_length=10,
                        ),
                    ),
                    ("position", models.PositiveIntegerField(default=0, verbose_name="已处理行数")),
                    ("batch_hash", models.CharField(blank=True, max_length=64)),
                    ("created_at", models.DateTimeField(verbose_name="导入时间")),
                    ("frozen_at", models.DateTimeField(null=True, verbose_name="送审时间")),
                    ("published_at", models.DateTimeField(null=True, verbose_name="发布时间")),
                    (
                        "created_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "file",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="files.storedfile",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="import_batches",
                            to="org.organisation",
                        ),
                    ),
                ],
                options={
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="BatchReview",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("level", models.PositiveSmallIntegerField(verbose_name="审级")),
                    ("outcome", models.CharField(max_length=10, verbose_name="结论")),
                    ("at", models.DateTimeField(verbose_name="时间")),
                    ("opinion", models.TextField(blank=True, verbose_name="意见")),
                    ("batch_hash", models.CharField(max_length=64)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "batch",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reviews",
                            to="records.importbatch",
                        ),
                    ),
                ],
                options={
                    "ordering": ["batch", "level"],
                },
            ),
            migrations.CreateModel(
                name="ImportRow",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="行号")),
                    (
                        "outcome",
                        models.CharField(
                            choices=[
                                ("created", "新增"),
                                ("updated", "更新"),
                                ("unchanged", "无变化"),
                                ("refused", "未导入"),
                            ],
                            max_length=10,
                            verbose_name="结果",
                        ),
                    ),
                    ("reason", models.CharField(blank=True, max_length=400, verbose_name="原因")),
                    ("raw", models.JSONField(default=dict)),
                    ("content_hash", models.CharField(blank=True, max_length=64)),
                    (
                        "batch",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rows",
                            to="records.importbatch",
                        ),
                    ),
                    (
                        "record",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="import_rows",
                            to="records.record",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="import_rows",
                            to="records.version",
                        ),
                    ),
                ],
                options={
                    "ordering": ["batch", "number"],
                },
            ),
            migrations.CreateModel(
                name="ItemChange",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("what", models.CharField(max_length=200, verbose_name="形成或变更的内容")),
                    ("formed_on", models.DateField(verbose_name="形成或变更日期")),
                    ("due_on", models.DateField(verbose_name="法定最后公开日")),
                    ("noted_at", models.DateTimeField(verbose_name="登记时间")),
                    (
                        "item",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="records.catalogueitem",
                        ),
                    ),
                    (
                        "noted_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="item_changes",
                            to="org.organisation",
                        ),
                    ),
                ],
                options={
                    "ordering": ["due_on", "id"],
                },
            ),
            migrations.CreateModel(
                name="NothingStatement",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("from_on", models.DateField(verbose_name="期间起")),
                    ("until_on", models.DateField(verbose_name="期间止")),
                    ("reason", models.CharField(max_length=200, verbose_name="说明")),
                    ("at", models.DateTimeField(verbose_name="声明时间")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "item",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="nothing_statements",
                            to="records.catalogueitem",
                        ),
                    ),
                    (
                        "log_entry",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="journal.logentry",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="nothing_statements",
                            to="org.organisation",
                        ),
                    ),
                ],
                options={
                    "ordering": ["-from_on", "id"],
                },
            ),
            migrations.CreateModel(
                name="Row",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("code", models.CharField(max_length=20, verbose_name="代码")),
                    ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                    ("field", models.CharField(blank=True, max_length=20, verbose_name="领域")),
                    ("first", models.CharField(max_length=80, verbose_name="一级事项")),
                    (
                        "second",
                        models.CharField(blank=True, max_length=120, verbose_name="二级事项"),
                    ),
                    ("content", models.TextField(verbose_name="公开内容（要素）")),
                    ("basis", models.TextField(verbose_name="公开依据")),
                    ("limit_text", models.CharField(max_length=60, verbose_name="公开时限")),
                    ("publishers_text", models.CharField(max_length=200, verbose_name="公开主体")),
                    ("channels", models.JSONField(default=list, verbose_name="公开渠道和载体")),
                    ("channels_must", models.JSONField(default=list, verbose_name="必选渠道")),
                    (
                        "audience",
                        models.CharField(
                            blank=True,
                            choices=[("all", "全社会"), ("group", "特定群体")],
                            max_length=8,
                            verbose_name="公开对象",
                        ),
                    ),
                    (
                        "audience_group",
                        models.CharField(blank=True, max_length=80, verbose_name="特定群体"),
                    ),
                    (
                        "mode",
                        models.CharField(
                            blank=True,
                            choices=[("proactive", "主动"), ("on_request", "依申请")],
                            max_length=12,
                            verbose_name="公开方式",
                        ),
                    ),
                    ("at_county", models.BooleanField(default=False, verbose_name="县级")),
                    ("at_town", models.BooleanField(default=False, verbose_name="乡、村级")),
                    (
                        "column",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="records.catalogueitem",
                            verbose_name="所属栏目",
                        ),
                    ),
                    (
                        "edition",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rows",
                            to="records.edition",
                        ),
                    ),
                    (
                        "publishers",
                        models.ManyToManyField(blank=True, related_name="+", to="org.organisation"),
                    ),
                ],
                options={
                    "ordering": ["edition", "order"],
                },
            ),
            migrations.CreateModel(
                name="WithdrawalRequest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="撤回原因")),
                    ("at", models.DateTimeField(verbose_name="申请时间")),
                    ("declined_at", models.DateTimeField(null=True, verbose_name="不同意时间")),
                    (
                        "answer",
                        models.CharField(blank=True, max_length=300, verbose_name="不同意理由"),
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
                        "declined_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "publication",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal_requests",
                            to="records.publication",
                        ),
                    ),
                ],
                options={
                    "ordering": ["-at", "-id"],
                },
            ),
            migrations.AddField(
                model_name="withdrawal",
                name="request",
                field=models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="withdrawal",
                    to="records.withdrawalrequest",
                ),
            ),
            migrations.AddConstraint(
                model_name="edition",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("state", "draft"),
                        models.Q(
                            ("log_entry__isnull", False),
                            models.Q(("content_hash", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="adopted_edition_is_logged",
                ),
            ),
            migrations.AddConstraint(
                model_name="importbatch",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("frozen_at", None),
                        models.Q(("batch_hash", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="frozen_batch_has_its_hash",
                ),
            ),
            migrations.AddConstraint(
                model_name="batchreview",
                constraint=models.UniqueConstraint(
                    fields=("batch", "level"), name="one_batch_review_a_level"
                ),
            ),
            migrations.AddConstraint(
                model_name="batchreview",
                constraint=models.UniqueConstraint(
                    fields=("batch", "person"), name="one_batch_review_a_person"
                ),
            ),
            migrations.AddConstraint(
                model_name="batchreview",
                constraint=models.CheckConstraint(
                    condition=models.Q(("level__in", [1, 2, 3])), name="batch_review_level_known"
                ),
            ),
            migrations.AddConstraint(
                model_name="batchreview",
                constraint=models.CheckConstraint(
                    condition=models.Q(("outcome__in", ["passed", "returned"])),
                    name="batch_review_outcome_known",
                ),
            ),
            migrations.AddConstraint(
                model_name="batchreview",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome", "returned"), _negated=True),
                        models.Q(("opinion", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="batch_return_has_a_reason",
                ),
            ),
            migrations.AddIndex(
                model_name="importrow",
                index=models.Index(fields=["batch", "outcome"], name="import_row_by_outcome"),
            ),
            migrations.AddConstraint(
                model_name="importrow",
                constraint=models.UniqueConstraint(
                    fields=("batch", "number"), name="import_row_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="importrow",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome", "refused"), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="refused_row_has_a_reason",
                ),
            ),
            migrations.AddConstraint(
                model_name="itemchange",
                constraint=models.CheckConstraint(
                    condition=models.Q(("what", ""), _negated=True), name="change_says_what"
                ),
            ),
            migrations.AddConstraint(
                model_name="nothingstatement",
                constraint=models.UniqueConstraint(
                    fields=("item", "organisation", "from_on"), name="nothing_once_a_period"
                ),
            ),
            migrations.AddConstraint(
                model_name="nothingstatement",
                constraint=models.CheckConstraint(
                    condition=models.Q(("until_on__gte", models.F("from_on"))),
                    name="nothing_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="nothingstatement",
                constraint=models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True), name="nothing_has_reason"
                ),
            ),
            migrations.AddConstraint(
                model_name="row",
                constraint=models.UniqueConstraint(
                    fields=("edition", "code"), name="row_once_an_edition"
                ),
            ),
            migrations.AddConstraint(
                model_name="row",
                constraint=models.UniqueConstraint(
                    fields=("edition", "order"), name="row_order_once"
                ),
            ),
        ]
    )
