"""For the tests: own folders, and SQLite in memory unless DATABASE_URL names a server."""

from __future__ import annotations

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="sharemap-test-")
os.environ.setdefault("SHAREMAP_VAR", _folder.name)
os.environ.setdefault("SHAREMAP_SECRET_KEY", "only for tests")

from sharemap.config.settings.base import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
