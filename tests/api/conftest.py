"""The API on the small edition of the public side, which no database may be asked for either."""

from tests.explore.conftest import client, edition, editions, no_database, reading

__all__ = ["client", "edition", "editions", "no_database", "reading"]
