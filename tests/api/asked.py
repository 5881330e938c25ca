"""Addresses of the API on the small edition, and queries that mean something to it."""

from __future__ import annotations

from urllib.parse import urlencode

from hypothesis import strategies as st

from sharemap.api.asking import columns_of
from sharemap.api.listings import LISTINGS
from sharemap.core.fields import Row
from sharemap.editions.read import Edition

NAME = "preview-0123456789ab"
ITEMS = [
    "/api/v1/arrangements/a1",
    "/api/v1/bodies/north",
    "/api/v1/memberships/audit-shire/north",
    "/api/v1/claims/a1-c1",
    "/api/v1/sources/s1",
    "/api/v1/figures/arrangements-live",
    f"/api/v1/editions/{NAME}",
]
LISTS = [f"/api/v1/{listing.noun}" for listing in LISTINGS]
API_ADDRESSES = [*LISTS, *ITEMS, "/api/v1/openapi.json"]
