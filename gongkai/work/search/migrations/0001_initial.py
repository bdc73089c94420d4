"""The generations of the index, its documents and their passages."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0003_stand_ins'),
        ('records', '0011_guards_of_batches'),
    ]

    operations = [
        migrations.CreateModel(
            name='Generation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveSmallIntegerField(unique=True, verbose_name='存放位置')),
                ('fingerprint', models.CharField(max_length=60, verbose_name='切分方式')),
                ('sequence', models.BigIntegerField(default=-1, verbose_name='已索引到日志第几条')),
                ('passages', models.PositiveIntegerField(default=0, verbose_name='段落数')),
                ('is_active', models.BooleanField(default=False, verbose_name='使用中')),
                ('made_at', models.DateTimeField(verbose_name='开始建立')),
                ('caught_up_at', models.DateTimeField(null=True, verbose_name='最近更新')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slot__in', [0, 1])), name='index_slot_known'), models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('is_active',), name='one_active_generation')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index_number', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=200)),
                ('number_code', models.CharField(blank=True, max_length=20, verbose_name='机关代字')),
                ('number_year', models.PositiveSmallIntegerField(null=True, verbose_name='年份')),
                ('number_serial', models.PositiveIntegerField(null=True, verbose_name='序号')),
                ('document_kind', models.CharField(blank=True, max_length=20)),
                ('is_binding', models.BooleanField(default=False, verbose_name='规范性文件')),
                ('published_on', models.DateField()),
                ('effective_on', models.DateField(null=True)),
                ('expires_on', models.DateField(null=True)),
                ('about', models.TextField(blank=True)),
                ('keys', models.JSONField(default=list)),
                ('marks', models.JSONField(default=list)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.catalogueitem')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organisation')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.publication')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record')),
                ('generation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='search.generation')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('heading', models.CharField(blank=True, max_length=60)),
                ('text', models.TextField()),
                ('keys', models.JSONField(default=list)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='search.document')),
            ],
            options={
                'ordering': ['document', 'order'],
            },
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['number_code', 'number_year', 'number_serial'], name='document_by_number'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('generation', 'record'), name='document_once'),
        ),
    ]
