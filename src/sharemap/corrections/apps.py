"""Makes the room known to Django."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "sharemap.corrections"
