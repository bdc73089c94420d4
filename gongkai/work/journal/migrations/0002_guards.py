"""Deeds and log entries are only ever added."""

from django.db import migrations

from gongkai.work.journal.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [*append_only("journal_deed"), *append_only("journal_logentry")]
