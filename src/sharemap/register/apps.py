"""Makes the room known to Django, and has the database asked whether it keeps what it is given."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from sharemap.core.durability import durable


class RegisterConfig(AppConfig):
    name = "sharemap.register"

    def ready(self) -> None:
        register(durable, Tags.database)
