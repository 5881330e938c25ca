"""Who answers for a heading of services in a place, as the law shares the work out between kinds of council.

The rule for places with two councils is that of GOV.UK, `SAID_BY`. It is a rule for headings: of a single service the
register's own words, or the council, know better. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.translation import gettext, gettext_noop

SAID_BY = "https://www.gov.uk/understand-how-your-council-works"


class Who(Enum):
    """Which of two councils answers: the county, the district, each for its part, or each for its own work."""

    COUNTY = auto()
    DISTRICT = auto()
    EACH_PART = auto()
    EACH_OWN = auto()


_WHO: Mapping[str, tuple[Who, str]] = {
    "adult-social-care": (Who.COUNTY, ""),
    "childrens-services": (Who.COUNTY, ""),
    "education-and-skills": (Who.COUNTY, ""),
    "health": (Who.COUNTY, gettext_noop("Public health. The NHS answers for the rest.")),
    "highways-and-transport": (Who.COUNTY, gettext_noop("The district may run car parks.")),
    "housing": (Who.DISTRICT, ""),
    "revenues-and-fraud": (Who.DISTRICT, gettext_noop("It also collects the county's council tax.")),
    "waste-and-recycling": (
        Who.EACH_PART,
        gettext_noop("The district collects; the county disposes, and runs the tips."),
    ),
    "planning-and-economy": (
        Who.EACH_PART,
        gettext_noop("The district: most building. The county: minerals and waste."),
    ),
    "public-protection": (Who.EACH_PART, gettext_noop("District: food, noise, licences. County: trading standards.")),
    "culture-and-communities": (Who.EACH_PART, gettext_noop("District: leisure. County: libraries and archives.")),
    "environment-and-streets": (
        Who.EACH_PART,
        gettext_noop("District: street cleaning. County: floods and the countryside."),
    ),
    "registration-and-bereavement": (
        Who.EACH_PART,
        gettext_noop("District: cemeteries. County: births, deaths, marriages, coroner."),
    ),
}
BEHIND_THE_SCENES = frozenset(
    {
        "corporate-and-customer",
        "finance-and-pensions",
        "ict-and-information",
        "legal-and-democratic",
        "management-and-workforce",
        "people",
        "procurement-and-property",
    }
)
"""Headings of work that a body does for itself: every body answers for its own."""
_FORCES: Mapping[str, tuple[Layer, str]] = {
    "policing-and-safety": (Layer.POLICE, gettext_noop("Community safety and cameras: councils too.")),
    "fire-and-emergencies": (Layer.FIRE, gettext_noop("Plans for emergencies: councils too.")),
}
_TRANSPORT = "highways-and-transport"
_NOT_OF_COUNCILS = frozenset(
    {
        "adult-social-care",
        "childrens-services",
        "education-and-skills",
        "health",
        "highways-and-transport",
        "housing",
        "revenues-and-fraud",
    }
)
"""Headings that bodies of Northern Ireland's own run, and not its councils."""
_ENGLAND, _NORTHERN_IRELAND = "England", "Northern Ireland"


@dataclass(frozen=True, slots=True)
class Answer:
    """Those who answer, and what part of it each has where that needs saying."""

    bodies: tuple[Body, ...]
    note: str = ""


def answer(heading: str, council: Body, others: Mapping[Layer, Iterable[Body]]) -> Answer:
    """Who answers for a heading, by its key. `council`: the district or unitary council; `others`: who serves too.

    Nobody, where none of them does.
    """
    layer, note = _FORCES.get(heading, (Layer.DISTRICT, ""))
    if forces := tuple(others.get(layer, ())):
        return Answer(forces, gettext(note))
    if heading in _NOT_OF_COUNCILS and council.nation == _NORTHERN_IRELAND:
        return Answer((), gettext("Not a council's work in Northern Ireland: other public bodies run it."))
    if heading == "health" and council.nation != _ENGLAND:
        return Answer((), gettext("The NHS. Which of its bodies serves a place is not in the register."))
    of_councils = _of_councils(heading, council, tuple(others.get(Layer.COUNTY, ())))
    combined = tuple(others.get(Layer.COMBINED_AUTHORITY, ()))
    if heading == _TRANSPORT and combined:
        public = gettext("Public transport: %(body)s, in part.") % {"body": combined[0].short_name}
        return Answer((*of_councils.bodies, *combined), f"{of_councils.note} {public}".strip())
    return of_councils


def _of_councils(heading: str, council: Body, counties: tuple[Body, ...]) -> Answer:
    if counties:
        return _of_two(heading, council, counties)
    return Answer((council,), gettext(_WHO[heading][1]) if heading == "health" else "")


def _of_two(heading: str, district: Body, counties: tuple[Body, ...]) -> Answer:
    who, marked = _WHO.get(heading, (Who.EACH_OWN, ""))
    note = gettext(marked)
    match who:
        case Who.COUNTY:
            return Answer(counties, note)
        case Who.DISTRICT:
            return Answer((district,), note)
        case Who.EACH_PART:
            return Answer((district, *counties), note)
        case Who.EACH_OWN:
            return Answer((district, *counties))


def is_place(body: Body) -> bool:
    """Whether a body's area is one of the places that together cover the country: a council that is no county."""
    return body.principal and body.kind is not BodyKind.COUNTY
