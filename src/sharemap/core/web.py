"""Web addresses as people type them."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# A host with a dot in it, perhaps after a name and before a port; no blank anywhere. Files have a hundred thousand.
_WEB = re.compile(
    r"https?://(?:[^\s/?#@]*@)?[^\s/?#@:.\[\]]*\.[^\s/?#@:\[\]]*(?::[0-9]{0,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)


def with_scheme(url: str) -> str:
    """People leave out `https://`. What is no address with it either stays as it was typed."""
    whole = f"https://{url}"
    return whole if url and not _SCHEME.match(url) and is_web_address(whole) else url


def is_web_address(url: str) -> bool:
    return _WEB.fullmatch(url) is not None
