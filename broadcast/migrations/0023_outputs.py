import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("broadcast", "0022_time_signal")]

    operations = [
        migrations.CreateModel(
            name="PlaylistAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("secret_sha256", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=120)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=120)),
                ("last_asked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="playlist_addresses",
                        to="broadcast.zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "receiver's address",
                "verbose_name_plural": "receivers' addresses",
                "ordering": ["zone", "name"],
            },
        ),
    ]
