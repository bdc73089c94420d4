"""One person asks that something be taken back, another decides; a mark once given stays.

A correction says what it corrects. What was withdrawn or published before stays as it is.
"""

from django.db import migrations, models

from gongkai.work.journal.guards import refuse, suspended, unguard

ASKED_AND_DECIDED = (
    "EXISTS (SELECT 1 FROM records_withdrawalrequest q WHERE q.id = NEW.request_id "
    "AND q.publication_id = NEW.publication_id AND q.reason = NEW.reason "
    "AND q.by_id <> NEW.by_id AND q.declined_at IS NULL)"
)
REQUEST_REWRITTEN = (
    "OLD.declined_at IS NOT NULL OR NEW.reason <> OLD.reason OR NEW.by_id <> OLD.by_id "
    "OR NEW.publication_id <> OLD.publication_id OR NEW.at <> OLD.at OR NEW.kind <> OLD.kind "
    "OR COALESCE(NEW.since_on, '1900-01-01') <> COALESCE(OLD.since_on, '1900-01-01')"
)
DECLINED_ALONE = (
    "NEW.declined_at IS NOT NULL AND (NEW.declined_by_id IS NULL OR NEW.declined_by_id = NEW.by_id "
    "OR NEW.answer = '' OR EXISTS (SELECT 1 FROM records_withdrawal w WHERE w.request_id = NEW.id))"
)
MARKS = ("late", "dates_unfit", "redated", "taken_over")
BEARS = "REPLACE(CAST({row}.marks AS TEXT), '\"{mark}\"', '') <> CAST({row}.marks AS TEXT)"
LOST = " OR ".join(
    f"(({BEARS.format(row='p', mark=mark)}) AND NOT ({BEARS.format(row='NEW', mark=mark)}))"
    for mark in MARKS
)
MARK_LOST = (
    f"EXISTS (SELECT 1 FROM records_publication p WHERE p.record_id = NEW.record_id AND ({LOST}))"
)
REPLACED_SILENTLY = (
    "EXISTS (SELECT 1 FROM records_publication p WHERE p.record_id = NEW.record_id) "
    "AND NOT EXISTS (SELECT 1 FROM records_version v WHERE v.id = NEW.version_id "
    "AND v.change_note <> '')"
)


class Migration(migrations.Migration):
    dependencies = [("records", "0016_completeness")]
    operations = [
        *suspended(
            [
                migrations.AddField(
                    model_name="withdrawalrequest",
                    name="kind",
                    field=models.CharField(blank=True, max_length=16, verbose_name="撤回类别"),
                ),
                migrations.AddField(
                    model_name="withdrawalrequest",
                    name="since_on",
                    field=models.DateField(null=True, verbose_name="起算日期"),
                ),
                migrations.AlterField(
                    model_name="gapstatement",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("on_request", "未公开（依申请公开）"),
                            ("withheld", "未公开（不予公开）"),
                            ("void", "作废"),
                            ("unused", "未使用"),
                            ("pending", "待发布"),
                            ("before", "本系统启用前已编"),
                        ],
                        max_length=12,
                        verbose_name="情况",
                    ),
                ),
            ]
        ),
        unguard("records_withdrawalrequest", "rewritten"),
        refuse("records_withdrawalrequest", "UPDATE", "kept", REQUEST_REWRITTEN, "撤回申请不能修改"),
        refuse("records_withdrawalrequest", "UPDATE", "declined", DECLINED_ALONE, "撤回申请由另一人写明理由后才能驳回"),
        refuse("records_withdrawal", "INSERT", "two_people", f"NOT {ASKED_AND_DECIDED}", "撤回须一人申请、另一人同意"),
        refuse("records_publication", "INSERT", "marks_kept", MARK_LOST, "永久标记不能去掉"),
        refuse("records_publication", "INSERT", "change_note", REPLACED_SILENTLY, "更正须写明改了什么、为什么"),
    ]
