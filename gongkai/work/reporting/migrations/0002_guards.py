"""What was frozen, handed in or brought in stays as it was."""

from django.db import migrations

from gongkai.work.journal.guards import append_only, refuse

CHANGED = (
    "OLD.version_id IS NOT NULL OR NEW.report_id <> OLD.report_id OR NEW.number <> OLD.number "
    "OR NEW.content_hash <> OLD.content_hash OR NEW.file_id <> OLD.file_id "
    "OR CAST(NEW.content AS text) <> CAST(OLD.content AS text) OR NEW.frozen_at <> OLD.frozen_at"
)
FROZEN = "OLD.state = 'frozen' AND CAST(NEW.chapters AS text) <> CAST(OLD.chapters AS text)"


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("journal", "0002_guards")]
    operations = [
        *append_only("reporting_step"),
        *append_only("reporting_handedfigure"),
        *append_only("reporting_importedreport"),
        refuse("reporting_edition", "UPDATE", "kept", CHANGED, "定稿的年度报告不能更改"),
        refuse("reporting_edition", "DELETE", "gone", "TRUE", "定稿的年度报告不能删除"),
        refuse("reporting_annualreport", "UPDATE", "frozen", FROZEN, "年度报告已定稿，不能更改文字"),
        refuse("reporting_annualreport", "DELETE", "gone", "TRUE", "年度报告不能删除"),
    ]
