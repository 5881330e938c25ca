"""Web addresses as people type them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def with_scheme(url: str) -> str:
    """People leave out `https://`. What is no address with it either stays as it was typed."""
    whole = f"https://{url}"
    return whole if url and not _SCHEME.match(url) and is_web_address(whole) else url


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host and not re.search(r"\s", url)
