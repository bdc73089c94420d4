"""The counts of a whole draft are once a channel, on SQLite too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0006_not_attended'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='tally',
            name='tally_once',
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('consultation', 'clause', 'channel'), name='tally_once'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(condition=models.Q(('clause', None)), fields=('consultation', 'channel'), name='tally_of_whole_once'),
        ),
    ]
