"""Until now only the register team had accounts; from now on people of bodies have some, which open other doors."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark_the_team(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "User").objects.filter(person__isnull=True).update(is_staff=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [migrations.RunPython(mark_the_team, migrations.RunPython.noop)]
