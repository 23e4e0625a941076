"""The time signal of a session, and who spoke live into a microphone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('broadcast', '0021_sent_music_under_the_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='slot',
            name='signal',
            field=models.BooleanField(default=False, verbose_name='time signal at the beginning'),
        ),
        migrations.AlterField(
            model_name='standingclip',
            name='kind',
            field=models.CharField(choices=[('opening', 'opening'), ('closing', 'sign-off'), ('music', 'music under the words'), ('signal', 'time signal')], max_length=12, verbose_name='kind'),
        ),
        migrations.CreateModel(
            name='LiveTalk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64, unique=True)),
                ('person_name', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
                ('starts_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('heard_at', models.DateTimeField()),
                ('chunks', models.PositiveIntegerField(default=0)),
                ('size_bytes', models.PositiveBigIntegerField(default=0)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end', models.CharField(blank=True, choices=[('person', 'stopped by a person'), ('time', 'the time was over'), ('silence', 'the line from the microphone broke')], max_length=12)),
                ('record_sha256', models.CharField(blank=True, max_length=64)),
                ('live', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='broadcast.liveauthority')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'live talk',
                'verbose_name_plural': 'live talks',
                'ordering': ['-made_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('live',), name='one_live_talk_at_a_time')],
            },
        ),
    ]
