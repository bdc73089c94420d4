"""Redactions: what was made stays as it was made, and goes out only when somebody else saw it."""
import django.db.models.deletion
import gongkai.work.journal.seal
from django.conf import settings
from django.db import migrations, models

from gongkai.work.journal.guards import refuse

MADE_CHANGED = (
    "OLD.made_at IS NOT NULL AND (NEW.made_at IS NULL OR NEW.made_at <> OLD.made_at "
    "OR NEW.result_id IS NULL OR NEW.result_id <> OLD.result_id OR NEW.source_id <> OLD.source_id "
    "OR NEW.places <> OLD.places OR NEW.checks <> OLD.checks OR NEW.remarks <> OLD.remarks "
    "OR NEW.result_sha256 <> OLD.result_sha256 OR NEW.source_sha256 <> OLD.source_sha256 "
    "OR NEW.made_by_id <> OLD.made_by_id OR NEW.edition <> OLD.edition OR NEW.state = 'draft' "
    "OR OLD.state IN ('approved', 'returned', 'discarded'))"
)
GIVEN_UNSEEN = (
    "NEW.role = 'given' AND EXISTS (SELECT 1 FROM foi_redaction r "
    "WHERE r.result_id = NEW.made_from_id AND r.state <> 'approved')"
)


class Migration(migrations.Migration):

    dependencies = [
        ('foi', '0007_afterwards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', '标记中'), ('made', '待审看'), ('approved', '已批准'), ('returned', '已退回'), ('discarded', '已作废')], default='draft', max_length=10)),
                ('plan', gongkai.work.journal.seal.SealedTable(default=dict, verbose_name='标记')),
                ('places', models.JSONField(default=list, verbose_name='遮盖的位置和依据')),
                ('checks', models.JSONField(default=list, verbose_name='核验')),
                ('remarks', models.JSONField(default=list, verbose_name='另外清除的内容')),
                ('edition', models.CharField(blank=True, max_length=20, verbose_name='制作规则')),
                ('source_sha256', models.CharField(max_length=64)),
                ('result_sha256', models.CharField(blank=True, max_length=64)),
                ('begun_at', models.DateTimeField(verbose_name='开始时间')),
                ('made_at', models.DateTimeField(null=True, verbose_name='制作时间')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='审看时间')),
                ('opinion', models.CharField(blank=True, max_length=300, verbose_name='意见')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('result', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made_by_redaction', to='foi.requestfile')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redacted_in', to='foi.requestfile')),
            ],
            options={
                'ordering': ['source', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('source',), name='redaction_one_draft'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'returned']), _negated=True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('made_by')), _negated=True)), _connector='OR'), name='redaction_approved_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['made', 'approved', 'returned']), _negated=True), models.Q(('result__isnull', False), ('made_by__isnull', False), models.Q(('result_sha256', ''), _negated=True)), _connector='OR'), name='redaction_made_is_whole')],
            },
        ),
        refuse("foi_redaction", "UPDATE", "made", MADE_CHANGED, "已制作的遮盖件不能修改"),
        refuse("foi_redaction", "DELETE", "made_kept", "OLD.made_at IS NOT NULL", "已制作的遮盖件不能删除"),
        refuse("foi_requestfile", "INSERT", "unseen", GIVEN_UNSEEN, "遮盖件未经另一人审看，不能提供"),
        refuse("foi_requestfile", "UPDATE", "role", "NEW.role <> OLD.role", "案卷文件的用途不能修改"),
    ]
