"""The public site as a Django app: templates and template filters, no models."""

from django.apps import AppConfig
from django.utils import translation

from sharemap.core.translation import translate_by


class ExploreConfig(AppConfig):
    name = "sharemap.explore"

    def ready(self) -> None:
        """Modules without Django say their words in the language of the page as well."""
        translate_by(translation)
