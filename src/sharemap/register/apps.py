"""Makes the room known to Django."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "sharemap.register"
