from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_run_trial'),
    ]

    operations = [
        migrations.AddField(
            model_name='testcase',
            name='words_expected',
            field=models.JSONField(blank=True, default=list, help_text='Tous.', verbose_name='mots attendus'),
        ),
    ]
