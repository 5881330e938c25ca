"""The site for a web server, with its edition read before it answers; a file then says that this process is ready."""

import os

from django.conf import settings

from bench.servers import READY
from sharemap.config.wsgi import application
from sharemap.explore.middleware import current

__all__ = ["application"]
current(settings.EDITIONS).reading()
(settings.VAR / f"{READY}{os.getpid()}").touch()
