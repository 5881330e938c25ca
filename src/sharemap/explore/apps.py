"""The public site as a Django app: templates and template filters, no models."""

from django.apps import AppConfig


class ExploreConfig(AppConfig):
    name = "sharemap.explore"
