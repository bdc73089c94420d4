"""A stand-in is a colleague with a post of their own, at the same review, for a time that ends."""

from django.db import migrations

from gongkai.work.journal.guards import refuse

UNFIT = (
    "NEW.stands_in_for_id IS NOT NULL AND (NEW.until_on IS NULL "
    "OR NEW.role NOT IN ('first_reviewer', 'second_reviewer', 'final_reviewer') "
    "OR NOT EXISTS (SELECT 1 FROM org_post p WHERE p.id = NEW.stands_in_for_id "
    "AND p.stands_in_for_id IS NULL AND p.organisation_id = NEW.organisation_id "
    "AND p.role = NEW.role AND p.person_id <> NEW.person_id "
    "AND (p.until_on IS NULL OR p.until_on >= NEW.until_on)) "
    "OR NOT EXISTS (SELECT 1 FROM org_post o WHERE o.person_id = NEW.person_id "
    "AND o.organisation_id = NEW.organisation_id AND o.stands_in_for_id IS NULL "
    "AND o.from_on <= NEW.from_on AND (o.until_on IS NULL OR o.until_on >= NEW.from_on)))"
)
CHANGED = (
    "COALESCE(OLD.stands_in_for_id, 0) <> COALESCE(NEW.stands_in_for_id, 0) "
    "OR (OLD.stands_in_for_id IS NOT NULL AND (OLD.person_id <> NEW.person_id "
    "OR OLD.organisation_id <> NEW.organisation_id OR OLD.role <> NEW.role "
    "OR OLD.from_on <> NEW.from_on OR NEW.until_on IS NULL OR NEW.until_on > OLD.until_on))"
)


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_tree_heads"), ("org", "0003_stand_ins")]
    operations = [
        refuse("org_post", "INSERT", "stand_in", UNFIT, "代审人须是本单位另一在岗人员，并有截止日期"),
        refuse("org_post", "UPDATE", "stand_in_kept", CHANGED, "代审只能提前结束，不能改动"),
    ]
