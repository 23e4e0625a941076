import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('broadcast', '0024_boards'),
    ]

    operations = [
        migrations.AddField(
            model_name='device',
            name='latitude',
            field=models.FloatField(blank=True, null=True, verbose_name='latitude'),
        ),
        migrations.AddField(
            model_name='device',
            name='longitude',
            field=models.FloatField(blank=True, null=True, verbose_name='longitude'),
        ),
        migrations.AddField(
            model_name='device',
            name='map_x',
            field=models.FloatField(blank=True, null=True, verbose_name='place on the map, percent from the left'),
        ),
        migrations.AddField(
            model_name='device',
            name='map_y',
            field=models.FloatField(blank=True, null=True, verbose_name='place on the map, percent from the top'),
        ),
        migrations.CreateModel(
            name='StationMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('picture', models.BinaryField(blank=True, null=True)),
                ('picture_sha256', models.CharField(blank=True, max_length=64)),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('north', models.FloatField(blank=True, null=True)),
                ('west', models.FloatField(blank=True, null=True)),
                ('south', models.FloatField(blank=True, null=True)),
                ('east', models.FloatField(blank=True, null=True)),
                ('changed_at', models.DateTimeField()),
                ('changed_by_name', models.CharField(max_length=120)),
                ('station', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='map', to='broadcast.station')),
            ],
            options={
                'verbose_name': 'map of the station',
            },
        ),
        migrations.CreateModel(
            name='RefusedCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('signature', "not signed by the device's key"), ('clock', 'signed at another time'), ('revoked', 'the device is out of service'), ('report', 'a report too large or without sense'), ('path', 'a file name that cannot be')], max_length=12)),
                ('on', models.DateField()),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField(db_index=True)),
                ('times', models.PositiveIntegerField(default=1)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refused_calls', to='broadcast.device')),
            ],
            options={
                'verbose_name': 'refused call',
                'constraints': [models.UniqueConstraint(fields=('device', 'why', 'on'), name='refusals_of_a_day_share_a_row')],
            },
        ),
    ]
