"""Music under the words is sent as other sounds are: kept as it came until a worker has made it ready."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("broadcast", "0020_screens"),
    ]

    operations = [
        migrations.AddField(
            model_name="sentsound",
            name="clip",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sent",
                to="broadcast.standingclip",
            ),
        ),
        migrations.AlterField(
            model_name="sentsound",
            name="kind",
            field=models.CharField(
                choices=[
                    ("recorded", "recorded programme"),
                    ("music", "music"),
                    ("bed", "music under the words"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="sentsound",
            name="source",
            field=models.CharField(blank=True, max_length=300, verbose_name="where it comes from"),
        ),
    ]
