"""What each collection may be asked: parameters declared as rows are, read strictly, told in the OpenAPI document.

On a page a value that means nothing is set aside; a program is told, with every fault at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar, cast

from django.http import QueryDict
from rapidfuzz import process

from sharemap.api.problems import Fault, fault_of
from sharemap.bodies.rows import BodyKind
from sharemap.core.fields import Field, Means, Row, fields_of, from_text
from sharemap.core.problem import Problem
from sharemap.editions.definitions import Subject
from sharemap.explore.filters import FIRST_DAY, LAST_DAY, LONGEST_TEXT, SAID, Filters, Known, read_filters
from sharemap.register.rows import ClaimKind, Role, Rung

R = TypeVar("R", bound=Row)
Vocabulary = Mapping[str, Collection[str]]
"""By parameter: the values that the edition knows."""
LIMIT, MOST = 50, 200
CORRECT = "Correct it, or leave it out."
REPEATED = ("body", "facet")
FEW = 40
OF_SITE = ("page",)
"""Filters of the pages that have no sense here: a list goes on by its cursor."""


@dataclass(frozen=True, slots=True)
class OfEdition:
    """The edition that is read."""

    edition: Annotated[
        str, Means("Name of a published edition; without it the one that the site shows", "2026.1")
    ] = ""


@dataclass(frozen=True, slots=True)
class Paged:
    """Which page of a list."""

    limit: Annotated[int, Means(f"Rows on a page, from 1 to {MOST}", "20")] = LIMIT
    cursor: Annotated[str, Means("The `next` of the page before")] = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """Which facets of arrangements are counted."""

    facet: Annotated[
        tuple[str, ...],
        Means("A facet to count: how many would match with each of its values, all other filters kept", "status"),
    ] = ()


@dataclass(frozen=True, slots=True)
class OfBodies:
    """Bodies by what and where they are."""

    kind: Annotated[BodyKind | None, Means("What kind of body it is")] = None
    nation: Annotated[str, Means("England, Wales, Scotland or Northern Ireland", "Wales")] = ""
    region: Annotated[str, Means("English region", "South East")] = ""
    county: Annotated[str, Means("Key of the county council above it", "kent")] = ""
    on: Annotated[date | None, Means("A day on which it was alive, as far as is known", "2014-04-01")] = None


@dataclass(frozen=True, slots=True)
class OfMemberships:
    """Memberships by their two ends, by role and by day."""

    arrangement: Annotated[str, Means("Identifier of the arrangement, or its name in addresses", "a0001")] = ""
    body: Annotated[str, Means("Key of the body", "exeter")] = ""
    role: Annotated[Role | None, Means("Its role")] = None
    on: Annotated[date | None, Means("A day on which it may have been a member", "2014-04-01")] = None


@dataclass(frozen=True, slots=True)
class OfClaims:
    """Savings claims by what they are of and how firm they are."""

    arrangement: Annotated[str, Means("Identifier of the arrangement, or its name in addresses", "a0001")] = ""
    body: Annotated[str, Means("Key of a body that is or was a member of the arrangement", "exeter")] = ""
    rung: Annotated[Rung | None, Means("How firm the claim is")] = None
    kind: Annotated[ClaimKind | None, Means("What the amount is")] = None
    source: Annotated[str, Means("Identifier of the source it names", "s0001")] = ""
    on: Annotated[date | None, Means("A day in the financial years that it names", "2014-04-01")] = None


@dataclass(frozen=True, slots=True)
class OfSources:
    """Sources by what rests on them and when they were published."""

    arrangement: Annotated[str, Means("Identifier of the arrangement, or its name in addresses", "a0001")] = ""
    body: Annotated[str, Means("Key of a body that is or was a member of the arrangement", "exeter")] = ""
    published_from: Annotated[int | None, Means("Year in or after which it was published", "2013")] = None
    published_to: Annotated[int | None, Means("Year in or before which it was published", "2015")] = None


@dataclass(frozen=True, slots=True)
class OfFigures:
    """Figures by what contributes and what divides them."""

    subject: Annotated[Subject | None, Means("What contributes to it")] = None
    by: Annotated[str, Means("A dimension that it may be divided by", "region")] = ""


@dataclass(frozen=True, slots=True)
class OfContributions:
    """Contributions by what they contribute to, and what contributes."""

    figure: Annotated[str, Means("Name of the figure", "arrangements-live")] = ""
    subject: Annotated[str, Means("Identifier of an arrangement or claim, or key of a body: what contributes")] = ""


@dataclass(frozen=True, slots=True)
class OfFigure:
    """One figure, on a day, divided."""

    on: Annotated[date | None, Means("The day it is to be of; without it the edition's own", "2014-04-01")] = None
    by: Annotated[str, Means("The dimension to divide it by; without it by all of them", "region")] = ""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameter of its own."""


def advice(text: str, known: Collection[str]) -> str:
    """The values that are spelt most like one that is not known; all of them where they are few."""
    like = process.extract(text[:100], sorted(known), limit=3, score_cutoff=60)
    if like:
        return f"Nearest: {', '.join(found for found, *_ in like)}."
    return f"There are: {', '.join(sorted(known))}." if len(known) <= FEW else CORRECT


def read(query: QueryDict, asked: type[R], vocabulary: Vocabulary) -> tuple[R, list[Fault]]:
    """What a query asks for, of the type that declares it; a fault for each value that means nothing."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for field in fields_of(asked):
        texts = [text for each in query.getlist(field.name) if (text := each.strip())]
        found = [_value(field, text, vocabulary.get(field.name)) for text in dict.fromkeys(texts)]
        faults += [fault_of(each, field.name, each.fix) for each in found if isinstance(each, Problem)]
        if found:
            values[field.name] = tuple(found) if field.kind is tuple else found[-1]
    return asked(**values), faults


def _value(field: Field, text: str, known: Collection[str] | None) -> object | Problem:
    found = text if field.kind is tuple else from_text(field, text)
    if isinstance(found, Problem):
        return Problem("query", field.name, f"“{text[:60]}”", found.needed, CORRECT)
    if known is not None and text not in known:
        needed = f"{field.name} needs a value that this edition knows."
        return Problem("query", field.name, f"“{text[:60]}”", needed, advice(text, known))
    bounds = _BOUNDS.get(field.name) or _BOUNDS.get(field.kind)
    if bounds and not bounds[0] <= cast(Any, found) <= bounds[1]:
        needed = f"{field.name} needs a value from {bounds[0]} to {bounds[1]}."
        return Problem("query", field.name, f"“{text[:60]}”", needed, CORRECT)
    return found


_BOUNDS: Mapping[str | type, tuple[Any, Any]] = {
    "limit": (1, MOST),
    date: (FIRST_DAY, LAST_DAY),
    int: (FIRST_DAY.year, LAST_DAY.year),
}


def read_as_pages_do(query: QueryDict, known: Known) -> tuple[Filters, list[Fault]]:
    """The filters of the pages, read by the same code; only that what they set aside is a fault here."""
    filters, problems = read_filters(query, known)
    names = {words: name for name, words in SAID.items()}
    vocabulary = {"service": known.services, "region": known.regions, "body": known.bodies}
    faults = []
    for problem in problems:
        name = names.get(problem.where, problem.where)
        fix = advice(problem.found.strip("“”"), vocabulary[name]) if name in vocabulary else CORRECT
        faults.append(fault_of(problem, name, fix))
    return filters, faults


def strange(query: QueryDict, *asked: type[Row]) -> Iterator[Fault]:
    """A name that is not declared, one given more often than it may be, a text longer than any may be."""
    known = [field.name for each in asked for field in columns_of(each)]
    for name, values in query.lists():
        if name not in known:
            needed = f"The parameters are {', '.join(known)}."
            yield Fault(name[:60], "a parameter of that name", needed, advice(name, known) if known else CORRECT)
        elif len(values) > 1 and name not in REPEATED:
            yield Fault(name, f"{len(values)} values", f"{name} needs one value.", "Leave the others out.")
        elif any(len(value) > LONGEST_TEXT for value in values):
            yield Fault(name, "a longer text", f"{name} needs at most {LONGEST_TEXT} letters.", CORRECT)


def columns_of(asked: type[Row]) -> list[Field]:
    """What is declared, less what only pages have."""
    return [field for field in fields_of(asked) if field.name not in OF_SITE]


def parameters(*asked: type[Row]) -> list[dict[str, object]]:
    """The parameters as the OpenAPI document lists them."""
    return [_parameter(field, default) for each in asked for field, default in _with_defaults(each)]


def _with_defaults(asked: type[Row]) -> Iterable[tuple[Field, Any]]:
    defaults = {each.name: each.default for each in fields(asked)}
    return ((field, defaults[field.name]) for field in columns_of(asked))


def _parameter(field: Field, default: Any) -> dict[str, object]:
    schema = _schema(field)
    if default not in (None, "", ()):
        schema["default"] = default
    said: dict[str, object] = {
        "name": field.name,
        "in": "query",
        "required": False,
        "allowEmptyValue": True,
        "schema": schema,
    }
    said["description"] = field.meaning
    if field.example:
        said["example"] = [field.example] if field.kind is tuple else schema_value(field)
    return said


def schema_value(field: Field) -> object:
    """The example as the parameter's type has it."""
    return int(field.example) if field.kind is int else field.example


def _schema(field: Field) -> dict[str, object]:
    if issubclass(field.kind, StrEnum):
        return {"type": "string", "enum": [word.value for word in field.kind]}
    if field.kind is tuple:
        return {"type": "array", "items": {"type": "string"}}
    if field.kind is date:
        return {"type": "string", "format": "date"}
    if field.kind is int:
        low, high = _BOUNDS.get(field.name) or _BOUNDS[int]
        return {"type": "integer", "minimum": low, "maximum": high}
    return {"type": "string", "maxLength": field.longest or LONGEST_TEXT}
