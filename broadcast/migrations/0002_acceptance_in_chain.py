"""Each acceptance of a recording is a link of the evidence chain."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("broadcast", "0001_initial"), ("newsroom", "0004_chain")]

    operations = [
        migrations.AddField(
            model_name="acceptance",
            name="entry",
            field=models.OneToOneField(
                default=None,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptance",
                to="newsroom.chainentry",
            ),
            preserve_default=False,
        ),
    ]
