"""Music under the words: a standing clip of its own kind, and the station's switch."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("broadcast", "0016_fleet"),
    ]

    operations = [
        migrations.AlterField(
            model_name="standingclip",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opening", "opening"),
                    ("closing", "sign-off"),
                    ("music", "music under the words"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="voicesettings",
            name="has_music",
            field=models.BooleanField(default=False, verbose_name="music under the words"),
        ),
        migrations.AddField(
            model_name="voicesettings",
            name="has_music_by_name",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="voicesettings",
            name="has_music_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
