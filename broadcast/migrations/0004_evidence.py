"""A device also says which link of the chain it saw, not only its number."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('broadcast', '0003_keys'),
    ]

    operations = [
        migrations.AddField(
            model_name='device',
            name='chain_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
