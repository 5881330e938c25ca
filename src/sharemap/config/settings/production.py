"""A public host: every value that must not be guessed comes from the environment, and its absence stops the start."""

from __future__ import annotations

import os

from sharemap.config.settings.base import *  # noqa: F403

SECRET_KEY = os.environ["SHAREMAP_SECRET_KEY"]
ALLOWED_HOSTS = os.environ["SHAREMAP_HOSTS"].split(",")
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
