"""Makes the room known to Django."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "sharemap.returns"
