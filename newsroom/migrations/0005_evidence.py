"""Evidence that is only ever added; frozen texts apart from the chain; orders that erase them; nightly checks."""

import json

import rfc8785
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def part_texts(apps, schema_editor):
    """Write each form of what was submitted down under its digest; the outlets stay with the submission."""
    Submission, FrozenText = apps.get_model("newsroom", "Submission"), apps.get_model("newsroom", "FrozenText")
    for submission in Submission.objects.order_by("pk").iterator(200):
        forms = json.loads(submission.forms_json)
        for name, sha256 in submission.digests.items():
            if name != "outlets":
                text = rfc8785.dumps(forms[name]).decode()
                FrozenText.objects.get_or_create(sha256=sha256, defaults={"text": text})
        Submission.objects.filter(pk=submission.pk).update(outlets=forms.get("outlets", {}))


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0004_chain'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChainCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checked_at', models.DateTimeField(verbose_name='checked at')),
                ('links', models.PositiveBigIntegerField()),
                ('seconds', models.FloatField()),
                ('faults', models.JSONField(default=list)),
                ('fault_count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'check of the evidence chain',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='FrozenText',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('text', models.TextField()),
            ],
            options={
                'verbose_name': 'frozen text',
                'verbose_name_plural': 'frozen texts',
            },
        ),
        migrations.AlterModelOptions(
            name='user',
            options={'permissions': [('import_document', 'Can import a document as a draft'), ('review_submission', 'Can open submissions that wait for a decision'), ('recall_approval', 'Can recall an approved story'), ('propose_erasure', 'Can propose to erase a text by order'), ('confirm_erasure', 'Can confirm that a text is erased by order'), ('check_chain', 'Can see and run the check of the evidence chain')], 'verbose_name': 'user', 'verbose_name_plural': 'users'},
        ),
        migrations.AddField(
            model_name='submission',
            name='outlets',
            field=models.JSONField(default=dict),
            preserve_default=False,
        ),
        migrations.RunPython(part_texts, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='submission',
            name='forms_json',
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_name', models.CharField(max_length=120)),
                ('erased_at', models.DateTimeField()),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='newsroom.chainentry')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'erasure',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ErasedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('erasure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='newsroom.erasure')),
            ],
            options={
                'verbose_name': 'erased text',
            },
        ),
        migrations.CreateModel(
            name='ErasureProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('story_id', models.PositiveBigIntegerField(db_index=True)),
                ('order_number', models.CharField(max_length=80, verbose_name='number of the order')),
                ('issuer', models.CharField(max_length=160, verbose_name='who ordered it')),
                ('reason', models.TextField(verbose_name='reason')),
                ('person_name', models.CharField(max_length=120)),
                ('proposed_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proposal to erase',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='erasure',
            name='proposal',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='newsroom.erasureproposal'),
        ),
        migrations.CreateModel(
            name='ErasureRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_name', models.CharField(max_length=120)),
                ('reason', models.TextField()),
                ('refused_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='refusal', to='newsroom.erasureproposal')),
            ],
            options={
                'verbose_name': 'erasure refused',
            },
        ),
        migrations.AddConstraint(
            model_name='erasureproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('order_number', ''), _negated=True), models.Q(('issuer', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='an_erasure_names_its_order'),
        ),
        migrations.AddConstraint(
            model_name='erasurerefusal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_refused_erasure_says_why'),
        ),
    ]
