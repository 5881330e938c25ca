"""The site for a web server, with its edition read before the server divides, so that processes share the memory."""

from django.conf import settings

from sharemap.config.wsgi import application
from sharemap.explore.middleware import current

__all__ = ["application"]
current(settings.EDITIONS).reading()
