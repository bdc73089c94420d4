"""The three reviews and the publication are held by the database itself.

No code, no console and no account can publish what three different people, none of them its
drafter, have not passed in order and in exactly these words.
"""

from django.db import migrations

from gongkai.work.journal.guards import append_only, refuse

FROZEN = "EXISTS (SELECT 1 FROM records_version v WHERE v.id = {row}.version_id AND v.frozen_at IS NOT NULL)"
SAME_TEXT = (
    "NOT EXISTS (SELECT 1 FROM records_version v JOIN records_record r ON r.current_id = v.id "
    "WHERE v.id = NEW.version_id AND v.frozen_at IS NOT NULL AND v.content_hash = NEW.content_hash)"
)
DREW_UP = (
    "EXISTS (SELECT 1 FROM records_drafter d JOIN records_version v ON v.record_id = d.record_id "
    "WHERE v.id = NEW.version_id AND d.person_id = NEW.person_id)"
)
LEVEL_BELOW_MISSING = (
    "NEW.level > 1 AND NOT EXISTS (SELECT 1 FROM records_review b WHERE b.version_id = NEW.version_id "
    "AND b.level = NEW.level - 1 AND b.outcome = 'passed' AND b.content_hash = NEW.content_hash)"
)
RETURNED = (
    "EXISTS (SELECT 1 FROM records_review b WHERE b.version_id = NEW.version_id "
    "AND b.outcome = 'returned')"
)
NOT_THREE = (
    "(SELECT COUNT(DISTINCT b.person_id) FROM records_review b WHERE b.version_id = NEW.version_id "
    "AND b.outcome = 'passed' AND b.level IN (1, 2, 3) AND b.content_hash = NEW.content_hash "
    "AND NOT EXISTS (SELECT 1 FROM records_drafter d WHERE d.record_id = NEW.record_id "
    "AND d.person_id = b.person_id)) < 3"
)
NOT_OWN_VERSION = (
    "NOT EXISTS (SELECT 1 FROM records_version v JOIN records_record r ON r.id = v.record_id "
    "WHERE v.id = NEW.version_id AND v.record_id = NEW.record_id AND r.current_id = v.id "
    "AND v.content_hash = NEW.content_hash AND v.frozen_at IS NOT NULL "
    "AND v.openness = 'proactive' AND r.organisation_id = NEW.organisation_id "
    "AND r.index_number = NEW.index_number AND v.item_id = NEW.item_id AND v.title = NEW.title)"
)
NOT_ITS_PUBLICATION = (
    "NEW.live_id IS NOT NULL AND (NOT EXISTS (SELECT 1 FROM records_publication p "
    "WHERE p.id = NEW.live_id AND p.record_id = NEW.id) OR EXISTS (SELECT 1 FROM "
    "records_withdrawal w WHERE w.publication_id = NEW.live_id))"
)
INDEX_NUMBER_CHANGED = (
    "OLD.index_number IS NOT NULL AND (NEW.index_number IS NULL "
    "OR NEW.index_number <> OLD.index_number)"
)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial"), ("journal", "0002_guards")]
    operations = [
        refuse("records_version", "UPDATE", "frozen", "OLD.frozen_at IS NOT NULL", "送审后的版本不能修改"),
        refuse("records_version", "DELETE", "frozen_gone", "OLD.frozen_at IS NOT NULL", "送审后的版本不能删除"),
        refuse("records_attachment", "INSERT", "frozen_add", FROZEN.format(row="NEW"), "送审后不能增加附件"),
        refuse("records_attachment", "UPDATE", "frozen", FROZEN.format(row="OLD"), "送审后不能修改附件"),
        refuse("records_attachment", "DELETE", "frozen_gone", FROZEN.format(row="OLD"), "送审后不能删除附件"),
        *append_only("records_drafter"),
        refuse("records_review", "INSERT", "own_draft", DREW_UP, "起草人不能审核自己的信息"),
        refuse("records_review", "INSERT", "same_text", SAME_TEXT, "审核的不是送审的当前版本"),
        refuse("records_review", "INSERT", "in_order", LEVEL_BELOW_MISSING, "不能跳过前一级审核"),
        refuse("records_review", "INSERT", "after_return", RETURNED, "已退回的版本不能再审"),
        *append_only("records_review"),
        refuse("records_publication", "INSERT", "three_reviews", NOT_THREE, "未经三位不同人员三审，不能发布"),
        refuse("records_publication", "INSERT", "as_reviewed", NOT_OWN_VERSION, "发布内容与审核的版本不一致"),
        *append_only("records_publication"),
        *append_only("records_withdrawal"),
        refuse("records_record", "INSERT", "starts_as_draft", "NEW.live_id IS NOT NULL OR NEW.state <> 'draft'", "信息从草稿开始"),
        refuse("records_record", "UPDATE", "live", NOT_ITS_PUBLICATION, "只能指向本信息未撤回的发布版本"),
        refuse("records_record", "UPDATE", "index_number", INDEX_NUMBER_CHANGED, "索引号一经编定不再改变"),
        refuse("records_record", "DELETE", "kept", "OLD.index_number IS NOT NULL", "已编索引号的信息不能删除"),
    ]
