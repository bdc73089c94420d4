"""What was handed in, and its receipt, stays as it was."""

from django.db import migrations

from gongkai.work.journal.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("journal", "0002_guards")]
    operations = [*append_only("ledger_ledgersubmission")]
