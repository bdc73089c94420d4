"""The lists of the portal read the newest publications first, out of a hundred thousand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_guards")]
    operations = [
        migrations.AddIndex(
            "publication",
            models.Index(fields=["-published_at", "-id"], name="publication_newest"),
        ),
        migrations.AddIndex(
            "publication",
            models.Index(fields=["item", "-published_at", "-id"], name="publication_newest_of_item"),
        ),
        migrations.AddIndex(
            "publication",
            models.Index(fields=["organisation", "-published_at", "-id"], name="publication_newest_of_org"),
        ),
    ]
