from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('console', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='judgement',
            name='expected_words',
            field=models.CharField(blank=True, max_length=200, verbose_name='mots attendus'),
        ),
    ]
