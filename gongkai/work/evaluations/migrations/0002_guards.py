"""An open survey and a concluded evaluation stay as they were published."""

from django.db import migrations

from gongkai.work.journal.guards import append_only, refuse

OPENED_CHANGED = (
    "OLD.state = 'surveying' AND (NEW.state <> 'surveying' OR NEW.title <> OLD.title "
    "OR NEW.introduction <> OLD.introduction OR NEW.opens_on <> OLD.opens_on "
    "OR NEW.closes_on < OLD.closes_on OR NEW.record_id <> OLD.record_id)"
)
OF_OPENED = (
    "EXISTS (SELECT 1 FROM evaluations_survey s "
    "WHERE s.id = OLD.survey_id AND s.state = 'surveying')"
)
CONCLUDED_CHANGED = (
    "OLD.state = 'concluded' AND (NEW.state <> 'concluded' OR NEW.aspects <> OLD.aspects "
    "OR NEW.result <> OLD.result OR NEW.use <> OLD.use OR NEW.outcome <> OLD.outcome "
    "OR NEW.policy_id <> OLD.policy_id OR NEW.year <> OLD.year "
    "OR NEW.evaluated_on <> OLD.evaluated_on)"
)
OF_CONCLUDED = (
    "EXISTS (SELECT 1 FROM evaluations_evaluation e "
    "WHERE e.id = OLD.evaluation_id AND e.state = 'concluded')"
)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial"), ("journal", "0002_guards")]
    operations = [
        *append_only("evaluations_answer"),
        refuse("evaluations_survey", "UPDATE", "opened", OPENED_CHANGED, "已公布的问卷不能修改"),
        refuse("evaluations_survey", "DELETE", "kept", "OLD.state = 'surveying'", "已公布的问卷不能删除"),
        refuse("evaluations_question", "UPDATE", "opened", OF_OPENED, "已公布的问题不能修改"),
        refuse("evaluations_question", "DELETE", "kept", OF_OPENED, "已公布的问题不能删除"),
        refuse("evaluations_evaluation", "UPDATE", "concluded", CONCLUDED_CHANGED, "已有结论的评价不能修改"),
        refuse("evaluations_evaluation", "DELETE", "kept", "OLD.state = 'concluded'", "已有结论的评价不能删除"),
        refuse("evaluations_method", "UPDATE", "concluded", OF_CONCLUDED, "已有结论的评价不能修改"),
        refuse("evaluations_method", "DELETE", "kept", OF_CONCLUDED, "已有结论的评价不能修改"),
    ]
