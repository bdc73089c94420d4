"""What was passed, published or said stays as it was: held by the database itself."""

from django.db import migrations

from gongkai.work.journal.guards import append_only, refuse

PASSED_CHANGED = (
    "OLD.passed_at IS NOT NULL AND (NEW.phase <> OLD.phase OR NEW.decision_id <> OLD.decision_id "
    "OR NEW.facts <> OLD.facts OR NEW.passed_at IS NULL OR NEW.passed_at <> OLD.passed_at)"
)
SAID_CHANGED = (
    "NEW.text <> OLD.text OR NEW.consultation_id <> OLD.consultation_id "
    "OR NEW.number <> OLD.number OR NEW.channel <> OLD.channel "
    "OR NEW.received_at <> OLD.received_at"
)
OPENED_CHANGED = (
    "OLD.state <> 'preparing' AND (NEW.draft <> OLD.draft OR NEW.explanation <> OLD.explanation "
    "OR NEW.opens_on <> OLD.opens_on OR NEW.closes_on < OLD.closes_on OR NEW.state = 'preparing' "
    "OR NEW.decision_id <> OLD.decision_id OR NEW.record_id <> OLD.record_id)"
)
OF_OPENED = (
    "EXISTS (SELECT 1 FROM decisions_consultation c "
    "WHERE c.id = OLD.consultation_id AND c.state <> 'preparing')"
)
LIST_CHANGED = "OLD.state = 'listed'"
OF_PUBLISHED = (
    "EXISTS (SELECT 1 FROM decisions_yearlist y "
    "WHERE y.id = OLD.year_list_id AND y.state = 'listed')"
)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial"), ("journal", "0002_guards")]
    operations = [
        *append_only("decisions_termchange"),
        *append_only("decisions_opinionimport"),
        refuse("decisions_decision", "DELETE", "kept", "TRUE", "决策事项不能删除"),
        refuse("decisions_step", "UPDATE", "passed", PASSED_CHANGED, "已完成的环节不能修改"),
        refuse("decisions_step", "DELETE", "passed_kept", "OLD.passed_at IS NOT NULL", "已完成的环节不能删除"),
        refuse("decisions_opinion", "UPDATE", "said", SAID_CHANGED, "收到的意见不能修改"),
        refuse("decisions_opinion", "DELETE", "kept", "TRUE", "收到的意见不能删除"),
        refuse("decisions_consultation", "UPDATE", "opened", OPENED_CHANGED, "已公布的征求意见稿不能修改"),
        refuse("decisions_consultation", "DELETE", "opened_kept", "OLD.state <> 'preparing'", "已公布的征求意见不能删除"),
        refuse("decisions_clause", "UPDATE", "opened", OF_OPENED, "已公布的条文不能修改"),
        refuse("decisions_clause", "DELETE", "opened_kept", OF_OPENED, "已公布的条文不能删除"),
        refuse("decisions_yearlist", "UPDATE", "published", LIST_CHANGED, "已公布的目录不能修改"),
        refuse("decisions_yearlist", "DELETE", "published_kept", LIST_CHANGED, "已公布的目录不能删除"),
        refuse("decisions_listitem", "UPDATE", "published", OF_PUBLISHED, "已公布的目录不能修改"),
        refuse("decisions_listitem", "DELETE", "published_kept", OF_PUBLISHED, "已公布的目录不能删除"),
    ]
