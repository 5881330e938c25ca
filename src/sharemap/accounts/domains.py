"""E-mail domains as bodies' websites suggest them. A suggestion lets nobody in: the team confirms each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sharemap.bodies.rows import Body


@dataclass(frozen=True, slots=True, order=True)
class Suggestion:
    """A domain that a body's website stands on."""

    domain: str
    body: str


def domain_of(website: str) -> str:
    """`https://www.exeter.gov.uk/` as `exeter.gov.uk`; blank where the address has no host."""
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host else ""


def suggestions(bodies: Iterable[Body]) -> list[Suggestion]:
    """One for each body with a website, sorted."""
    found = ((domain_of(body.website), body.key) for body in bodies)
    return sorted(Suggestion(domain, key) for domain, key in found if domain)
