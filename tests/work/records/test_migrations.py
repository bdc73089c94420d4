"""The guards stand after every migration, on either database."""

from __future__ import annotations

import pytest
from django.db import connection

_GUARDS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'records_%'",
    "postgresql": "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND c.relname LIKE 'records_%'",
}
_APPEND_ONLY = (
    "drafter",
    "review",
    "publication",
    "withdrawal",
    "waiver",
    "gapstatement",
    "batchreview",
    "nothingstatement",
    "itemchange",
)
_OTHERS = (
    "version_frozen",
    "version_frozen_gone",
    "attachment_frozen_add",
    "attachment_frozen",
    "relation_frozen_add",
    "relation_frozen",
    "relation_frozen_to",
    "relation_frozen_gone",
    "attachment_frozen_gone",
    "review_own_draft",
    "review_own_words",
    "review_same_text",
    "review_in_order",
    "review_after_return",
    "waiver_own_words",
    "waiver_same_text",
    "publication_three_passes",
    "publication_as_reviewed",
    "record_starts_as_draft",
    "record_live",
    "record_index_number",
    "record_kept",
    "importrow_frozen_add",
    "importrow_frozen",
    "importrow_frozen_gone",
    "importbatch_rewritten",
    "importbatch_kept",
    "batchreview_own_batch",
    "batchreview_same_text",
    "batchreview_in_order",
    "batchreview_after_return",
    "edition_adopted",
    "edition_kept",
    "row_adopted_add",
    "row_adopted",
    "row_adopted_gone",
    "row_publishers_adopted_add",
    "row_publishers_adopted",
    "row_publishers_adopted_gone",
    "publication_marks_kept",
    "publication_change_note",
    "withdrawal_two_people",
    "withdrawalrequest_kept",
    "withdrawalrequest_declined",
    "withdrawalrequest_no_delete",
)


@pytest.mark.django_db
def test_every_guard_stands_after_all_migrations() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_GUARDS[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    changes = {f"{table}_no_{event}" for table in _APPEND_ONLY for event in ("update", "delete")}
    assert standing == {f"guard_records_{name}" for name in (*_OTHERS, *changes)}
