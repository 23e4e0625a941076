"""Approvals and recalls become links of one signed chain."""

import django.db.models.deletion
from django.db import migrations, models


def refuse_unsigned(apps, schema_editor):
    """Decisions from before the signed chain cannot be signed afterwards in honesty."""
    if apps.get_model("newsroom", "Approval").objects.exists():
        raise RuntimeError(
            "Cơ sở dữ liệu này có phê duyệt từ trước khi có chuỗi phê duyệt có chữ ký (bản dùng thử). "
            "Hãy xoá thư mục var/ và media/ rồi chạy lại."
        )


class Migration(migrations.Migration):

    dependencies = [("newsroom", "0003_block_labels")]

    operations = [
        migrations.RunPython(refuse_unsigned, migrations.RunPython.noop),
        migrations.CreateModel(
            name="ChainEntry",
            fields=[
                ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("approval", "approval"), ("acceptance", "recording accepted"), ("recall", "recall"), ("waiver", "emergency waiver"), ("second_look", "second look"), ("delegation", "delegation"), ("delegation_end", "delegation ended"), ("standing", "standing authority"), ("standing_end", "standing authority revoked"), ("live", "live broadcast opened"), ("live_end", "live broadcast closed"), ("upstream", "taken over from an upper level"), ("erasure", "text erased by order"), ("epoch", "new epoch")], max_length=16, verbose_name="kind")),
                ("facts_json", models.TextField()),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                ("previous_sha256", models.CharField(max_length=64, unique=True)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("key_id", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
            ],
            options={
                "verbose_name": "link of the evidence chain",
                "verbose_name_plural": "evidence chain",
                "ordering": ["-sequence"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("sequence__gte", 1)), name="the_chain_begins_at_one")
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="approval",
            options={
                "ordering": ["-entry_id"],
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
            },
        ),
        migrations.RemoveField(model_name="approval", name="sequence"),
        migrations.RemoveField(model_name="approval", name="previous_sha256"),
        migrations.RemoveField(model_name="approval", name="sha256"),
        migrations.AddField(
            model_name="approval",
            name="entry",
            field=models.OneToOneField(
                default=None, on_delete=django.db.models.deletion.PROTECT, related_name="approval", to="newsroom.chainentry"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="recall",
            name="entry",
            field=models.OneToOneField(
                default=None, on_delete=django.db.models.deletion.PROTECT, related_name="recall", to="newsroom.chainentry"
            ),
            preserve_default=False,
        ),
    ]
