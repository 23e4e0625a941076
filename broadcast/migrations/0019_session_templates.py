"""Openings and sign-offs for some sessions only, and the slots that have them, with a spacing of their own."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("broadcast", "0018_sent_sounds"),
    ]

    operations = [
        migrations.AddField(
            model_name="standingclip",
            name="label",
            field=models.CharField(blank=True, max_length=60, verbose_name="for which sessions"),
        ),
        migrations.RemoveConstraint(model_name="standingclip", name="one_standing_clip_in_force"),
        migrations.AddConstraint(
            model_name="standingclip",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at__isnull", False), ("revoked_at", None)),
                fields=("station", "kind", "label"),
                name="one_standing_clip_in_force",
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="opening",
            field=models.CharField(blank=True, max_length=60, verbose_name="opening"),
        ),
        migrations.AddField(
            model_name="slot",
            name="closing",
            field=models.CharField(blank=True, max_length=60, verbose_name="sign-off"),
        ),
        migrations.AddField(
            model_name="slot",
            name="gap_s",
            field=models.FloatField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(30),
                ],
                verbose_name="pause between items (seconds)",
            ),
        ),
    ]
