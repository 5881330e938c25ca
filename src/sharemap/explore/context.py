"""What every template may name without being given it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from sharemap.editions.read import Edition
from sharemap.explore.languages import language, prefix


def edition(request: HttpRequest) -> dict[str, Edition | str | None]:
    """The request's edition (None on a page that stands without one), and whom its host names for questions.

    And the page's language, with what the addresses of other pages in it begin with.
    """
    reading = getattr(request, "reading", None)
    return {
        "edition": reading.edition if reading else None,
        "contact": settings.CONTACT,
        "language": language(),
        "language_prefix": prefix(),
    }
