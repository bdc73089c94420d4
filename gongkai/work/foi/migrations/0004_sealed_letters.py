"""Letters name who asked and are sealed as applicants are; a clause may need a law beside it."""

from django.db import migrations, models

import gongkai.work.journal.seal
from gongkai.work.journal import guards
from gongkai.work.journal.guards import refuse, unguard

# A sealed text looks different each time it is written; its hash does not.
APPROVED_CHANGED = (
    "OLD.state IN ('approved', 'sent') AND (NEW.kind <> OLD.kind OR NEW.number <> OLD.number "
    "OR NEW.content_hash <> OLD.content_hash OR NEW.outcome <> OLD.outcome "
    "OR NEW.request_id <> OLD.request_id OR NEW.file_id <> OLD.file_id "
    "OR NEW.approved_by_id <> OLD.approved_by_id OR NEW.drafted_by_id <> OLD.drafted_by_id "
    "OR NEW.text <> OLD.text OR NEW.\"values\" <> OLD.\"values\" OR NEW.law <> OLD.law "
    "OR NEW.state IN ('draft', 'submitted', 'returned'))"
)


class Migration(migrations.Migration):
    dependencies = [("foi", "0003_ended_on")]
    operations = [
        unguard("foi_letter", "approved"),
        *guards.suspended(
            [
                migrations.RemoveField("letter", "fields"),
                migrations.AddField(
                    "letter",
                    "values",
                    gongkai.work.journal.seal.SealedTable(default=dict, verbose_name="填写内容"),
                ),
                migrations.AlterField(
                    "letter", "text", gongkai.work.journal.seal.SealedField(verbose_name="正文")
                ),
                migrations.AddField(
                    "letter",
                    "law",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="禁止公开的法律依据"
                    ),
                    preserve_default=False,
                ),
            ]
        ),
        refuse("foi_letter", "UPDATE", "approved", APPROVED_CHANGED, "已批准的文书不能修改"),
    ]
