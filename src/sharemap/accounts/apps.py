"""Makes the room known to Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sharemap.accounts"
    label = "people"
