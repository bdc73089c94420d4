"""Tables of responses."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0004_foi_posts'),
        ('records', '0019_half_yearly_items'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='编号')),
                ('title', models.CharField(max_length=120, verbose_name='标题')),
                ('kind', models.CharField(max_length=12, verbose_name='类型')),
                ('grade', models.CharField(choices=[('grave', '特别重大、重大突发事件'), ('ordinary', '一般政务舆情')], max_length=10, verbose_name='等级')),
                ('happened_at', models.DateTimeField(null=True, verbose_name='发生时间')),
                ('found_at', models.DateTimeField(verbose_name='发现时间')),
                ('found_where', models.CharField(max_length=200, verbose_name='在哪里发现')),
                ('text', models.TextField(verbose_name='情况')),
                ('state', models.CharField(choices=[('tracking', '办理中'), ('wound_up', '已办结')], default='tracking', max_length=10, verbose_name='状态')),
                ('due_at', models.DateTimeField(null=True, verbose_name='最近期限')),
                ('registered_at', models.DateTimeField(verbose_name='登记时间')),
                ('review', models.TextField(blank=True, verbose_name='办结评估')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('policy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='records.record')),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-found_at', '-number'],
            },
        ),
        migrations.CreateModel(
            name='MajorPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='政策名称')),
                ('assessed_on', models.DateField(null=True, verbose_name='评估日期')),
                ('conclusion', models.TextField(blank=True, verbose_name='评估结论')),
                ('made_at', models.DateTimeField(verbose_name='登记时间')),
                ('assessment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='major_policies', to='org.organisation')),
                ('policy', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='major_policy', to='records.record')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.CharField(blank=True, max_length=500, verbose_name='要求')),
                ('assigned_at', models.DateTimeField(verbose_name='交办时间')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='接收时间')),
                ('handled_at', models.DateTimeField(null=True, verbose_name='处置时间')),
                ('responded_at', models.DateTimeField(null=True, verbose_name='回应时间')),
                ('press_at', models.DateTimeField(null=True, verbose_name='新闻发布会时间')),
                ('due_at', models.DateTimeField(null=True, verbose_name='最近期限')),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assigned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='responses.event')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='org.organisation')),
            ],
            options={
                'ordering': ['event', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='处置情况')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='responses.part')),
            ],
            options={
                'ordering': ['part', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PressConference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('held_at', models.DateTimeField(verbose_name='时间')),
                ('head_attended', models.BooleanField(null=True, verbose_name='主要负责人出席')),
                ('head', models.CharField(blank=True, max_length=60, verbose_name='出席的负责人')),
                ('absence_reason', models.CharField(blank=True, max_length=300, verbose_name='没有出席的原因')),
                ('made_at', models.DateTimeField(verbose_name='登记时间')),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='responses.event')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='org.organisation')),
                ('others', models.ManyToManyField(related_name='conferences_shared', to='org.organisation')),
                ('policy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='records.record')),
                ('transcript', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record')),
            ],
            options={
                'ordering': ['-held_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=300, verbose_name='网址')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('public_at', models.DateTimeField(verbose_name='公开时间')),
                ('at', models.DateTimeField(verbose_name='登记时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='responses.part')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record')),
            ],
            options={
                'ordering': ['part', 'public_at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['state', 'due_at'], name='event_by_term'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state', 'tracking')), models.Q(('closed_at__isnull', False), ('state', 'wound_up'), models.Q(('review', ''), _negated=True)), _connector='OR'), name='event_is_closed_with_a_review'),
        ),
        migrations.AddConstraint(
            model_name='majorpolicy',
            constraint=models.CheckConstraint(condition=models.Q(('assessed_on', None), models.Q(('conclusion', ''), _negated=True), _connector='OR'), name='assessment_has_its_conclusion'),
        ),
        migrations.AddIndex(
            model_name='part',
            index=models.Index(fields=['organisation', 'due_at'], name='part_by_term'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.UniqueConstraint(fields=('event', 'organisation'), name='part_once'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_says_something'),
        ),
        migrations.AddIndex(
            model_name='pressconference',
            index=models.Index(fields=['organisation', '-held_at'], name='conference_of_place'),
        ),
        migrations.AddConstraint(
            model_name='pressconference',
            constraint=models.CheckConstraint(condition=models.Q(('head_attended', None), ('head_attended', True), models.Q(('absence_reason', ''), _negated=True), _connector='OR'), name='absence_of_the_head_has_a_reason'),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(fields=['-public_at', '-id'], name='reply_newest'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('record__isnull', False), ('url', '')), models.Q(('record', None), models.Q(('url', ''), _negated=True)), _connector='OR'), models.Q(('title', ''), _negated=True)), name='reply_is_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.UniqueConstraint(condition=models.Q(('record__isnull', False)), fields=('part', 'record'), name='reply_record_once'),
        ),
    ]
