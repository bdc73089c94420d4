"""Lists of opinions read in the order of an index; a form sent twice makes one opinion."""
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0002_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='opinion',
            name='opinion_shown',
        ),
        migrations.RemoveIndex(
            model_name='opinion',
            name='opinion_disposed',
        ),
        migrations.RemoveIndex(
            model_name='opinion',
            name='opinion_of_clause',
        ),
        migrations.RemoveIndex(
            model_name='opinion',
            name='opinion_of_group',
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['consultation', 'disposition', '-number'], name='opinion_disposed'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['consultation', 'channel', '-number'], name='opinion_by_channel'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(condition=models.Q(('is_held', True)), fields=['consultation', '-number'], name='opinion_held'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(condition=models.Q(('is_held', False)), fields=['clause', '-number'], name='opinion_of_clause'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(condition=models.Q(('clause', None), ('is_held', False)), fields=['consultation', '-number'], name='opinion_on_whole'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['group', '-number'], name='opinion_of_group'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(condition=models.Q(('secret_hash', ''), _negated=True), fields=('consultation', 'secret_hash'), name='opinion_secret_once'),
        ),
    ]
