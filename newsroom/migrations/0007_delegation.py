"""Delegations, suggestions and their answers; decisions name the delegation they were taken by."""


import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0006_emergency'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('giver_name', models.CharField(max_length=120)),
                ('giver_title', models.CharField(blank=True, max_length=120)),
                ('holder_name', models.CharField(max_length=120)),
                ('holder_title', models.CharField(blank=True, max_length=120)),
                ('manner', models.CharField(choices=[('tuq', 'by delegation (TUQ.)'), ('kt', 'for the head (KT.)')], default='tuq', max_length=3)),
                ('document_number', models.CharField(blank=True, max_length=80)),
                ('section_ids', models.JSONField(default=list)),
                ('starts_at', models.DateTimeField(db_index=True)),
                ('ends_at', models.DateTimeField(db_index=True)),
                ('given_at', models.DateTimeField()),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='delegation', to='newsroom.chainentry')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations_given', to=settings.AUTH_USER_MODEL)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations_held', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'delegation',
                'verbose_name_plural': 'delegations',
                'ordering': ['-entry_id'],
            },
        ),
        migrations.AddField(
            model_name='approval',
            name='delegation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='newsroom.delegation'),
        ),
        migrations.AddField(
            model_name='review',
            name='delegation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='newsroom.delegation'),
        ),
        migrations.CreateModel(
            name='DelegationEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_name', models.CharField(max_length=120)),
                ('ended_at', models.DateTimeField()),
                ('delegation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='newsroom.delegation')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='delegation_end', to='newsroom.chainentry')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'delegation ended',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('story_id', models.PositiveBigIntegerField(db_index=True)),
                ('person_name', models.CharField(max_length=120)),
                ('changes', models.JSONField()),
                ('note', models.TextField(blank=True)),
                ('suggested_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='newsroom.submission')),
            ],
            options={
                'verbose_name': 'suggestion',
                'verbose_name_plural': 'suggestions',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SuggestionAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_name', models.CharField(max_length=120)),
                ('accepted', models.BooleanField()),
                ('word', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.submission')),
                ('suggestion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='newsroom.suggestion')),
            ],
            options={
                'verbose_name': 'answer to a suggestion',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_delegation_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('giver', models.F('holder')), _negated=True), name='nobody_delegates_to_himself'),
        ),
        migrations.AddConstraint(
            model_name='suggestionanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted', True), ('submission__isnull', False)), models.Q(('accepted', False), models.Q(('word', ''), _negated=True)), _connector='OR'), name='an_answer_takes_over_or_says_why_not'),
        ),
    ]
