"""Writes docs/openapi.json: what the API takes and gives, from the code, so that a change of it shows in a review."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import django

PLACE = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"


def document() -> str:
    """The OpenAPI document."""
    from sharemap.api.v1 import api

    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False, indent=1) + "\n"


def describe_api(commit: bool, out: TextIO) -> int:
    """Write it, or only print it."""
    django.setup()
    if not commit:
        out.write(document())
        return 0
    PLACE.write_text(document(), encoding="utf-8")
    out.write(f"Written to {PLACE}.\n")
    return 0
