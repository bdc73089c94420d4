"""What is brought in by the batch is passed by three people as a whole; editions and statements stand.

A publication needs three passes of its own version, or of the frozen batch that holds exactly this
version in exactly these words.
"""

from django.db import migrations

from gongkai.work.journal.guards import append_only, refuse, unguard

OWN_PASSES = (
    "(SELECT COUNT(DISTINCT b.person_id) FROM records_review b WHERE b.version_id = NEW.version_id "
    "AND b.outcome = 'passed' AND b.level IN (1, 2, 3) AND b.content_hash = NEW.content_hash "
    "AND NOT EXISTS (SELECT 1 FROM records_drafter d WHERE d.record_id = NEW.record_id "
    "AND d.person_id = b.person_id))"
)
BATCH_PASSES = (
    "(SELECT COUNT(DISTINCT b.person_id) FROM records_importrow w "
    "JOIN records_importbatch i ON i.id = w.batch_id "
    "JOIN records_batchreview b ON b.batch_id = i.id AND b.batch_hash = i.batch_hash "
    "WHERE w.version_id = NEW.version_id AND w.content_hash = NEW.content_hash "
    "AND w.outcome IN ('created', 'updated') AND i.frozen_at IS NOT NULL "
    "AND b.outcome = 'passed' AND b.level IN (1, 2, 3) AND b.person_id <> i.created_by_id "
    "AND NOT EXISTS (SELECT 1 FROM records_drafter d WHERE d.record_id = NEW.record_id "
    "AND d.person_id = b.person_id))"
)
NOT_THREE = f"{OWN_PASSES} < 3 AND {BATCH_PASSES} < 3"
FROZEN_BATCH = (
    "EXISTS (SELECT 1 FROM records_importbatch i WHERE i.id = {row}.batch_id AND i.frozen_at IS NOT NULL)"
)
OTHER_BATCH_TEXT = (
    "NOT EXISTS (SELECT 1 FROM records_importbatch i WHERE i.id = NEW.batch_id "
    "AND i.frozen_at IS NOT NULL AND i.batch_hash = NEW.batch_hash)"
)
BROUGHT_IN = (
    "EXISTS (SELECT 1 FROM records_importbatch i WHERE i.id = NEW.batch_id "
    "AND i.created_by_id = NEW.person_id)"
)
BATCH_LEVEL_BELOW_MISSING = (
    "NEW.level > 1 AND NOT EXISTS (SELECT 1 FROM records_batchreview b WHERE b.batch_id = NEW.batch_id "
    "AND b.level = NEW.level - 1 AND b.outcome = 'passed' AND b.batch_hash = NEW.batch_hash)"
)
BATCH_RETURNED = (
    "EXISTS (SELECT 1 FROM records_batchreview b WHERE b.batch_id = NEW.batch_id "
    "AND b.outcome = 'returned')"
)
BATCH_REWRITTEN = (
    "OLD.frozen_at IS NOT NULL AND (NEW.frozen_at IS NULL OR NEW.frozen_at <> OLD.frozen_at "
    "OR NEW.batch_hash <> OLD.batch_hash OR NEW.created_by_id <> OLD.created_by_id "
    "OR NEW.organisation_id <> OLD.organisation_id OR NEW.source_hash <> OLD.source_hash)"
)
ADOPTED = (
    "EXISTS (SELECT 1 FROM records_edition e WHERE e.id = {row}.edition_id AND e.state = 'adopted')"
)
REQUEST_REWRITTEN = (
    "OLD.declined_at IS NOT NULL OR NEW.reason <> OLD.reason OR NEW.by_id <> OLD.by_id "
    "OR NEW.publication_id <> OLD.publication_id OR NEW.at <> OLD.at"
)


class Migration(migrations.Migration):
    dependencies = [("records", "0010_columns_editions_batches")]
    operations = [
        unguard("records_publication", "three_reviews"),
        refuse("records_publication", "INSERT", "three_passes", NOT_THREE, "未经三位不同人员三审，不能发布"),
        refuse("records_importrow", "INSERT", "frozen_add", FROZEN_BATCH.format(row="NEW"), "送审后的批次不能增加内容"),
        refuse("records_importrow", "UPDATE", "frozen", FROZEN_BATCH.format(row="OLD"), "送审后的批次不能修改"),
        refuse("records_importrow", "DELETE", "frozen_gone", FROZEN_BATCH.format(row="OLD"), "送审后的批次不能删除内容"),
        refuse("records_importbatch", "UPDATE", "rewritten", BATCH_REWRITTEN, "送审后的批次不能修改"),
        refuse("records_importbatch", "DELETE", "kept", "OLD.frozen_at IS NOT NULL", "送审后的批次不能删除"),
        refuse("records_batchreview", "INSERT", "own_batch", BROUGHT_IN, "导入人不能审核自己导入的批次"),
        refuse("records_batchreview", "INSERT", "same_text", OTHER_BATCH_TEXT, "审核的不是送审的批次"),
        refuse("records_batchreview", "INSERT", "in_order", BATCH_LEVEL_BELOW_MISSING, "不能跳过前一级审核"),
        refuse("records_batchreview", "INSERT", "after_return", BATCH_RETURNED, "已退回的批次不能再审"),
        *append_only("records_batchreview"),
        refuse("records_edition", "UPDATE", "adopted", "OLD.state = 'adopted'", "已施行的目录不能修改"),
        refuse("records_edition", "DELETE", "kept", "OLD.state = 'adopted'", "已施行的目录不能删除"),
        refuse("records_row", "INSERT", "adopted_add", ADOPTED.format(row="NEW"), "已施行的目录不能增加事项"),
        refuse("records_row", "UPDATE", "adopted", ADOPTED.format(row="OLD"), "已施行的目录不能修改"),
        refuse("records_row", "DELETE", "adopted_gone", ADOPTED.format(row="OLD"), "已施行的目录不能删除事项"),
        *append_only("records_nothingstatement"),
        *append_only("records_itemchange"),
        refuse("records_withdrawalrequest", "UPDATE", "rewritten", REQUEST_REWRITTEN, "撤回申请不能修改"),
        *append_only("records_withdrawalrequest", ["DELETE"]),
    ]
