"""The collections, each declared once: its rows, what it may be asked, and an example for its readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings

from sharemap.api import editions, rows
from sharemap.api.answers import Listing, as_pages_do
from sharemap.api.asking import Nothing, OfBodies, OfClaims, OfContributions, OfFigures, OfMemberships, OfSources
from sharemap.api.editions import ListedEdition
from sharemap.api.shelf import Shelf
from sharemap.bodies.rows import Body
from sharemap.core.fields import Row
from sharemap.editions.tables import FigureRow
from sharemap.explore import exports
from sharemap.explore.catalogue import given_out
from sharemap.explore.figures import named
from sharemap.explore.filters import Filters
from sharemap.register.rows import Claim, Source


def _as_they_are(_: Shelf, page: Iterable[Row]) -> Iterable[Row]:
    return page


def _listed(shelf: Shelf, page: Iterable[int]) -> Iterable[Row]:
    return map(exports.listed, shelf.reading.facets.of(page))


def _editions(shelf: Shelf, _: Nothing) -> Sequence[ListedEdition]:
    return editions.listed(given_out(settings.EDITIONS, shelf.edition))


ARRANGEMENTS = Listing(
    "arrangements",
    exports.ListedArrangement,
    Filters,
    rows.arrangements,
    _listed,
    "status=live&facet=region",
    rows.arrangement_facets,
    as_pages_do,
)
BODIES = Listing("bodies", Body, OfBodies, rows.bodies, _as_they_are, "kind=county+council&on=2014-04-01")
MEMBERSHIPS = Listing(
    "memberships",
    exports.NamedMembership,
    OfMemberships,
    rows.memberships,
    lambda shelf, page: exports.named_memberships(shelf.edition, page),
    "role=lead&on=2014-04-01",
)
CLAIMS = Listing("claims", Claim, OfClaims, rows.claims, _as_they_are, "rung=checked")
SOURCES = Listing("sources", Source, OfSources, rows.sources, _as_they_are, "published_from=2014")
FIGURES = Listing(
    "figures",
    FigureRow,
    OfFigures,
    rows.figures,
    lambda _, page: (figure.row for figure in page),
    "subject=arrangement&by=region",
)
CONTRIBUTIONS = Listing(
    "contributions",
    exports.NamedContribution,
    OfContributions,
    rows.contributions,
    lambda shelf, page: (exports.named_contribution(row, named(shelf.edition, row.subject)[0]) for row in page),
    "figure=arrangements-live",
)
EDITIONS = Listing("editions", ListedEdition, Nothing, _editions, _as_they_are, "")
LISTINGS = (ARRANGEMENTS, BODIES, MEMBERSHIPS, CLAIMS, SOURCES, FIGURES, CONTRIBUTIONS, EDITIONS)
