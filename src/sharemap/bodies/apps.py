"""Makes the room known to Django."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "sharemap.bodies"
