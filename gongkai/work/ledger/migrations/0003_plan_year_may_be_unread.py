"""A plan whose year could not be read says so instead of a guess."""
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_initial'),
        ('ledger', '0002_guards'),
        ('org', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='plan',
            name='adopted_plan_has_its_date',
        ),
        migrations.AlterField(
            model_name='plan',
            name='year',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='年度'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'adopted'), _negated=True), models.Q(('adopted_at__isnull', False), ('issued_on__isnull', False), ('year__isnull', False)), _connector='OR'), name='adopted_plan_has_its_date'),
        ),
    ]
