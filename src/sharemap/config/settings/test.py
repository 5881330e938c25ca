"""For the tests: own folders, and SQLite in memory unless DATABASE_URL names a server."""

from __future__ import annotations

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="sharemap-test-")
os.environ.setdefault("SHAREMAP_VAR", _folder.name)
os.environ.setdefault("SHAREMAP_SECRET_KEY", "only for tests")

from sharemap.config.settings.base import *  # noqa: E402, F403

# A test signs in often; that a password is slow to try is Django's to test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
