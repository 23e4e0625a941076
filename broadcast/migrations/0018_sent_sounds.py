"""Sounds sent in for the repertoire: kept as they came until a worker has made them ready."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("broadcast", "0017_music_under_the_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="SentSound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("recorded", "recorded programme"),
                            ("music", "music"),
                            ("relay", "relay source"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="where it comes from")),
                ("upload", models.CharField(max_length=120)),
                ("sent_at", models.DateTimeField()),
                ("sent_by_name", models.CharField(blank=True, max_length=120)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("touched_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_by_name", models.CharField(blank=True, max_length=120)),
                (
                    "item",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent",
                        to="broadcast.repertoireitem",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent_sounds",
                        to="broadcast.station",
                    ),
                ),
            ],
            options={
                "verbose_name": "sound sent in",
                "verbose_name_plural": "sounds sent in",
                "ordering": ["pk"],
            },
        ),
    ]
