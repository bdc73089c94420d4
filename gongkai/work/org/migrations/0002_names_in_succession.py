"""One name may be borne by one body after another; an alias leads to one only."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='name',
            options={'ordering': ['text', 'organisation']},
        ),
        migrations.AlterField(
            model_name='name',
            name='text',
            field=models.CharField(max_length=80, verbose_name='名称'),
        ),
        migrations.AddConstraint(
            model_name='name',
            constraint=models.UniqueConstraint(fields=('organisation', 'text'), name='name_once'),
        ),
        migrations.AddConstraint(
            model_name='name',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'alias')), fields=('text',), name='alias_leads_to_one'),
        ),
    ]
