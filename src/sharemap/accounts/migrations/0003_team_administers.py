"""Until now all of the team might do everything; they still may, until somebody says otherwise."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def let_the_team_administer(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "User").objects.filter(is_staff=True).update(is_superuser=True)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_team_is_staff"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [migrations.RunPython(let_the_team_administer, migrations.RunPython.noop)]
