"""The API as a Django app: a template, no models."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "sharemap.api"
