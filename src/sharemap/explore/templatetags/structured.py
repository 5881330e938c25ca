"""Tells search engines, in the page itself, which dataset it is about. A browser runs none of it."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from sharemap.editions.manifest import Manifest, read_manifest
from sharemap.explore.catalogue import dataset as said_of

register = template.Library()
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}
"""So that no text in it can end the element that it stands in."""


@register.simple_tag(takes_context=True)
def dataset(context: dict[str, Any], manifest: Manifest | None = None, files: bool = True) -> SafeString:
    """The edition as schema.org describes it: the one given, or the one that is shown."""
    request = context["request"]
    told = manifest or read_manifest(request.reading.edition.folder)
    if not isinstance(told, Manifest):
        return SafeString()
    site = request.build_absolute_uri("/").rstrip("/")
    text = json.dumps(said_of(told, site, files), ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
