"""What happened to a request stays as it was written down; an approved letter never changes."""

from django.db import migrations

from gongkai.work.journal.guards import append_only, refuse

APPROVED_CHANGED = (
    "OLD.state IN ('approved', 'sent') AND (NEW.text <> OLD.text OR NEW.kind <> OLD.kind "
    "OR NEW.number <> OLD.number OR NEW.content_hash <> OLD.content_hash "
    "OR NEW.outcome <> OLD.outcome OR NEW.request_id <> OLD.request_id "
    "OR NEW.file_id <> OLD.file_id OR NEW.approved_by_id <> OLD.approved_by_id "
    "OR NEW.drafted_by_id <> OLD.drafted_by_id OR NEW.state IN ('draft', 'submitted', 'returned'))"
)
RECEIPT_CHANGED = (
    "NEW.number <> OLD.number OR (OLD.received_on IS NOT NULL "
    "AND (NEW.received_on IS NULL OR NEW.received_on <> OLD.received_on))"
)
AFTER_ARCHIVE = "EXISTS (SELECT 1 FROM foi_archive a WHERE a.request_id = NEW.request_id)"


class Migration(migrations.Migration):
    dependencies = [("foi", "0001_initial"), ("journal", "0002_guards")]
    operations = [
        *append_only("foi_requestevent"),
        *append_only("foi_handing"),
        *append_only("foi_searchentry"),
        *append_only("foi_delivery"),
        *append_only("foi_archive"),
        refuse("foi_request", "DELETE", "kept", "TRUE", "申请一经登记不能删除"),
        refuse("foi_request", "UPDATE", "receipt", RECEIPT_CHANGED, "编号和收到日期一经确定不再改变"),
        refuse("foi_letter", "UPDATE", "approved", APPROVED_CHANGED, "已批准的文书不能修改"),
        refuse("foi_letter", "DELETE", "numbered", "OLD.number <> ''", "已编号的文书不能删除"),
        refuse("foi_consultation", "UPDATE", "answered", "OLD.answered_on IS NOT NULL", "对方的答复不能修改"),
        refuse("foi_requestfile", "INSERT", "archived", AFTER_ARCHIVE, "已归档的案卷不能再加文件"),
    ]
