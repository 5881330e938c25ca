"""The addresses of the API, and queries that mean something to the small edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from sharemap.api.listings import LISTINGS
from sharemap.bodies.rows import BodyKind
from sharemap.editions.definitions import Subject
from sharemap.register.rows import Role, Rung

NAME = "preview-0123456789ab"
LISTS = [f"/api/v1/{listing.noun}" for listing in LISTINGS]
ITEMS = [
    "/api/v1/arrangements/a1",
    "/api/v1/bodies/north",
    "/api/v1/memberships/audit-shire/north",
    "/api/v1/claims/a1-c1",
    "/api/v1/sources/s1",
    "/api/v1/figures/arrangements-live",
    f"/api/v1/editions/{NAME}",
]
API_ADDRESSES = [*LISTS, *ITEMS, "/api/v1/openapi.json"]

DAYS = st.none() | st.dates(date(2005, 1, 1), date(2030, 1, 1))


def _asked(**choices: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, str]]:
    """Queries in which each parameter may be left out."""
    held = st.fixed_dictionaries({}, optional=choices)
    return held.map(lambda said: {name: str(value) for name, value in said.items() if value is not None})


KEYS = st.sampled_from(["a1", "legal-shire", "a7", "payroll-cafe"])
BODIES = st.sampled_from(["north", "old", "south", "watch", "lonely"])
QUERIES: Mapping[str, st.SearchStrategy[dict[str, str]]] = {
    "arrangements": _asked(status=st.sampled_from(["live", "ended"]), body=BODIES, on=DAYS),
    "bodies": _asked(kind=st.sampled_from(BodyKind), nation=st.sampled_from(["England", "Scotland"]), on=DAYS),
    "memberships": _asked(arrangement=KEYS, body=BODIES, role=st.sampled_from(Role), on=DAYS),
    "claims": _asked(arrangement=KEYS, body=BODIES, rung=st.sampled_from(Rung), on=DAYS),
    "sources": _asked(arrangement=KEYS, body=BODIES, published_from=st.integers(2010, 2020)),
    "figures": _asked(subject=st.sampled_from(Subject), by=st.sampled_from(["region", "service", "claim-known"])),
    "contributions": _asked(figure=st.sampled_from(["arrangements-live", "claims-known"]), subject=BODIES),
    "editions": st.just({}),
}
