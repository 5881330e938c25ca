"""A public host: every value that must not be guessed comes from the environment, and its absence stops the start."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from sharemap.config.settings.base import *  # noqa: F403
from sharemap.config.settings.base import _proxies


def _needed(name: str, means: str) -> str:
    if not os.environ.get(name):
        raise ImproperlyConfigured(f"{name} must be set: {means}")
    return os.environ[name]


SECRET_KEY = _needed("SHAREMAP_SECRET_KEY", "a long random text that only this host knows")
ALLOWED_HOSTS = _needed("SHAREMAP_HOSTS", "the names that visitors call this host by, with commas between").split(",")
SITE = os.environ.get("SHAREMAP_SITE", f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
# Only for this host: a council's other sites are not ours to bind.
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# The proxy that speaks HTTPS to visitors, and says their address. Without one nobody could be told from another.
PROXIES = _proxies("1")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
