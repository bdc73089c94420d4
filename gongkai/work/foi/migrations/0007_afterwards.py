"""What follows a reply: volumes of an archive, new replies, papers, and the end of keeping.

After the term of keeping the applicant's identity is removed wherever it stands. A row that is
otherwise never changed may then lose it, and only then (个人信息保护法 第四十七条).
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.work.journal.seal
from gongkai.work.journal import guards
from gongkai.work.journal.guards import append_only, refuse, unguard

ERASED = "EXISTS (SELECT 1 FROM foi_applicant p WHERE p.request_id = {request} AND p.erased_at IS NOT NULL)"
OF_ROW = ERASED.format(request="OLD.request_id")
OF_LETTER = ERASED.format(request="(SELECT l.request_id FROM foi_letter l WHERE l.id = OLD.letter_id)")
LETTER_CHANGED = (
    "OLD.state IN ('approved', 'sent') AND (NEW.kind <> OLD.kind OR NEW.number <> OLD.number "
    "OR NEW.content_hash <> OLD.content_hash OR NEW.outcome <> OLD.outcome "
    "OR NEW.request_id <> OLD.request_id OR NEW.file_id <> OLD.file_id OR NEW.pdf_id <> OLD.pdf_id "
    "OR NEW.approved_by_id <> OLD.approved_by_id OR NEW.drafted_by_id <> OLD.drafted_by_id "
    "OR NEW.law <> OLD.law OR NEW.state IN ('draft', 'submitted', 'returned') "
    f"OR ((NEW.text <> OLD.text OR NEW.\"values\" <> OLD.\"values\") AND NOT {OF_ROW}))"
)
EVENT_CHANGED = (
    f"NOT {OF_ROW} OR NEW.request_id <> OLD.request_id OR NEW.\"order\" <> OLD.\"order\" "
    "OR NEW.kind <> OLD.kind OR NEW.\"on\" <> OLD.\"on\" OR NEW.outcome <> OLD.outcome"
)
DELIVERY_CHANGED = (
    f"NOT {OF_LETTER} OR NEW.letter_id <> OLD.letter_id OR NEW.way <> OLD.way "
    "OR NEW.\"on\" <> OLD.\"on\""
)
DECIDED_CHANGED = (
    "NEW.request_id <> OLD.request_id OR NEW.is_fit <> OLD.is_fit OR NEW.reason <> OLD.reason "
    "OR NEW.due_on <> OLD.due_on OR (OLD.record_id IS NOT NULL AND (NEW.record_id IS NULL "
    "OR NEW.record_id <> OLD.record_id))"
)
KEPT = "已登记的内容不能修改"


def person() -> models.ForeignKey:  # type: ignore[type-arg]  # no parameters at run time
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def key() -> models.BigAutoField:  # type: ignore[type-arg]  # no parameters at run time
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


TABLES = [
    migrations.CreateModel(
        "ChallengePaper",
        [
            ("id", key()),
            ("what", models.CharField(max_length=40, verbose_name="材料")),
            ("at", models.DateTimeField(verbose_name="登记时间")),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "challenge",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="papers",
                    to="foi.challenge",
                ),
            ),
            (
                "file",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+",
                    to="files.storedfile",
                ),
            ),
        ],
        {"ordering": ["challenge", "id"]},
    ),
    migrations.AlterModelOptions("archive", {"ordering": ["request", "volume"]}),
    migrations.AddField("archive", "previous", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
    migrations.AddField("archive", "volume", models.PositiveSmallIntegerField(default=1, verbose_name="卷次")),
    migrations.AlterField(
        "archive",
        "request",
        models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="archives", to="foi.request"
        ),
    ),
    migrations.AddConstraint(
        "archive", models.UniqueConstraint(fields=("request", "volume"), name="volume_once")
    ),
    migrations.CreateModel(
        "Destruction",
        [
            ("id", key()),
            ("sha256", models.CharField(max_length=64)),
            ("entries", models.PositiveSmallIntegerField(verbose_name="件数")),
            ("files", models.PositiveSmallIntegerField(verbose_name="删除的文件数")),
            ("reason", models.CharField(max_length=200, verbose_name="依据")),
            ("at", models.DateTimeField(verbose_name="销毁时间")),
            (
                "archive",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="destruction",
                    to="foi.archive",
                ),
            ),
            ("by", person()),
        ],
        {"ordering": ["archive"]},
    ),
    migrations.AddField("challenge", "redo_due_on", models.DateField(null=True, verbose_name="重新答复期限")),
    migrations.AddField("challenge", "redone_on", models.DateField(null=True, verbose_name="重新答复日期")),
    migrations.AddConstraint(
        "challenge",
        models.CheckConstraint(
            condition=models.Q(("redo_due_on", None), ("result", "corrected"), _connector="OR"),
            name="only_what_was_corrected_is_done_again",
        ),
    ),
    migrations.AddField("conversion", "title", models.CharField(blank=True, default="", max_length=200, verbose_name="拟公开的标题"), preserve_default=False),
    migrations.AddField("conversion", "text", models.TextField(blank=True, default="", verbose_name="拟公开的内容"), preserve_default=False),
    migrations.AddField(
        "letter",
        "pdf",
        models.ForeignKey(
            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
            to="files.storedfile",
        ),
    ),
    migrations.AddField(
        "letter",
        "challenge",
        models.ForeignKey(
            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="letters",
            to="foi.challenge",
        ),
    ),
    migrations.AlterField(
        "delivery", "proof", gongkai.work.journal.seal.SealedField(verbose_name="凭证")
    ),
]


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("foi", "0006_drafts")]
    operations = [
        unguard("foi_letter", "approved"),
        unguard("foi_consultation", "answered"),
        *(
            unguard(table, "no_update")
            for table in ("foi_requestevent", "foi_handing", "foi_searchentry", "foi_delivery")
        ),
        *guards.suspended(TABLES),
        refuse("foi_letter", "UPDATE", "approved", LETTER_CHANGED, "已批准的文书不能修改"),
        refuse(
            "foi_consultation", "UPDATE", "answered",
            f"OLD.answered_on IS NOT NULL AND NOT {OF_ROW}", "对方的答复不能修改",
        ),
        refuse("foi_requestevent", "UPDATE", "kept", EVENT_CHANGED, KEPT),
        refuse("foi_handing", "UPDATE", "kept", f"NOT {OF_ROW}", KEPT),
        refuse("foi_searchentry", "UPDATE", "kept", f"NOT {OF_ROW}", KEPT),
        refuse("foi_delivery", "UPDATE", "kept", DELIVERY_CHANGED, KEPT),
        refuse("foi_applicant", "UPDATE", "erased", "OLD.erased_at IS NOT NULL", "已删除的身份信息不能恢复"),
        refuse("foi_conversion", "UPDATE", "decided", DECIDED_CHANGED, "已作出的审查不能修改"),
        refuse("foi_conversion", "DELETE", "no_delete", "TRUE", "已作出的审查不能删除"),
        refuse("foi_challenge", "DELETE", "no_delete", "TRUE", "复议、诉讼一经登记不能删除"),
        *append_only("foi_challengepaper"),
        *append_only("foi_destruction"),
    ]
