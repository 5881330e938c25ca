"""Which tables an edition holds, each with its row type, and how rows become Parquet and come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from sharemap.bodies.areas.layers import Serves
from sharemap.bodies.rows import (
    Alias,
    AnnouncedReorganisation,
    Body,
    BodyCode,
    BodyKind,
    BodyName,
    Constituent,
    Succession,
)
from sharemap.core.fields import Field, Means, Row, fields_of
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Confidence,
    Decision,
    Membership,
    PastAddress,
    PublicNote,
    Question,
    Relation,
    SharedService,
    Sighting,
    Source,
    Telling,
)
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Crosswalk, Service, ServiceWord

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """statuses: the status of each arrangement on the edition's day, derived from its dates and sightings."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    status: Annotated[StatusWord, Means("Status on the edition's day")]
    possible: Annotated[tuple[str, ...], Means("Every status that its dates allow; more than one: it is in doubt")]
    last_state: Annotated[str, Means("State in which it was last seen; blank: never seen")]
    last_seen_earliest: Annotated[date | None, Means("First day of the last sighting; blank: undated")]
    last_seen_latest: Annotated[date | None, Means("Last day of the last sighting")]


@dataclass(frozen=True, slots=True)
class SupportRow:
    """supports: how well each arrangement is supported, by rule from its sources."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    confidence: Annotated[Confidence, Means("High, medium or low, by the rule in methods")]
    reason: Annotated[str, Means("What the rule saw")]


@dataclass(frozen=True, slots=True)
class PrincipalKind:
    """principal_kinds: the kinds of body that are principal councils."""

    kind: Annotated[BodyKind, Means("A kind of body")]


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """outlines: an area's outline for drawing, in the units and the view box of data/areas/README.md."""

    layer: Annotated[str, Means("district, county, combined_authority, police or fire")]
    body: Annotated[str, Means("Key of the body whose area it is")]
    name: Annotated[str, Means("Name of the area")]
    approximate: Annotated[bool, Means("Whether it is only an approximation")]
    path: Annotated[str, Means("SVG path")]
    centre_x: Annotated[int, Means("A point inside it")]
    centre_y: Annotated[int, Means("A point inside it")]
    box_left: Annotated[int, Means("Its bounding box")]
    box_top: Annotated[int, Means("Its bounding box")]
    box_right: Annotated[int, Means("Its bounding box")]
    box_bottom: Annotated[int, Means("Its bounding box")]
    hexagon_x: Annotated[int | None, Means("The centre of its hexagon where all are of one size; blank: it has none")]
    hexagon_y: Annotated[int | None, Means("The centre of its hexagon")]
    drawn_from: Annotated[date | None, Means("First day on which it is drawn; blank: nothing is in its place before")]
    drawn_until: Annotated[date | None, Means("First day on which it is drawn no more; blank if it still is")]


@dataclass(frozen=True, slots=True)
class PossibleStatus:
    """possible_statuses: every status that an arrangement may have on the day, one row each."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    status: Annotated[StatusWord, Means("A status that its dates allow")]
    certain: Annotated[bool, Means("Whether it is the only one")]


@dataclass(frozen=True, slots=True)
class Running:
    """running: the arrangements that ran on the day, as known today, whenever they were seen."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    certain: Annotated[bool, Means("Whether it ran for certain; no: its dates allow it")]


@dataclass(frozen=True, slots=True)
class CountedClaim(Claim):
    """claims: a claim of the register, and whether it counts where several tell of one saving."""

    counts_once: Annotated[bool, Means("Whether it counts: of several that tell of one saving or overlap one does")]


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """dimensions: a way in which figures are broken down."""

    dimension: Annotated[str, Means("Name of the dimension and of its SQL file", "region")]
    title: Annotated[str, Means("What its parts are", "Regions of members")]
    subject: Annotated[str, Means("What it divides: arrangement, body or claim")]
    adds: Annotated[bool, Means("Whether the parts add up to the whole; no: one may lie in several")]
    method: Annotated[str, Means("How a part is found")]
    sql: Annotated[str, Means("The query that gives the parts")]


@dataclass(frozen=True, slots=True)
class PartRow:
    """parts: in which part of a dimension a subject lies."""

    dimension: Annotated[str, Means("Name of the dimension")]
    subject: Annotated[str, Means("Identifier of the arrangement or claim, or key of the body")]
    part: Annotated[str, Means("The part")]
    certain: Annotated[bool, Means("Whether it lies there for certain")]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """figures: a number computed when the edition was cut, from what is certain to what is possible."""

    figure: Annotated[str, Means("Name of the figure and of its SQL file", "arrangements-live")]
    title: Annotated[str, Means("What it says")]
    unit: Annotated[str, Means("What one of it is")]
    subject: Annotated[str, Means("What contributes: arrangement, body, claim or membership")]
    reducer: Annotated[str, Means("How contributions become the value: count, sum, median, mean or maximum")]
    population: Annotated[str, Means("Name of the figure it is a part of; blank: it is a whole")]
    split: Annotated[str, Means("The dimension without which it has no value, since its parts must not be added")]
    dimensions: Annotated[tuple[str, ...], Means("The dimensions it may be broken down by")]
    method: Annotated[str, Means("How it is found")]
    low: Annotated[float | None, Means("From what is certain; blank: it has none, or only by its split")]
    high: Annotated[float | None, Means("From all that is possible; blank: nothing contributes")]
    certain: Annotated[int, Means("How many contribute for certain")]
    possible: Annotated[int, Means("How many may contribute")]
    sql: Annotated[str, Means("The query that gives its contributions")]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """breakdowns: the value of a figure for one part of a dimension."""

    figure: Annotated[str, Means("Name of the figure")]
    split: Annotated[str, Means("Part of the figure's split; blank: it has none")]
    dimension: Annotated[str, Means("Name of the dimension; blank: the part of the split as a whole")]
    part: Annotated[str, Means("Part of the dimension")]
    low: Annotated[float | None, Means("From what is certain; blank: nothing contributes")]
    high: Annotated[float | None, Means("From all that is possible; blank: nothing contributes")]
    certain: Annotated[int, Means("How many contribute for certain")]
    possible: Annotated[int, Means("How many may contribute")]


@dataclass(frozen=True, slots=True)
class Contribution:
    """contributions: the rows that a figure is made of, one each."""

    figure: Annotated[str, Means("Name of the figure")]
    subject: Annotated[str, Means("Identifier of the arrangement, claim or membership, or key of the body")]
    certain: Annotated[bool, Means("Whether it contributes for certain")]
    value: Annotated[float, Means("What it contributes; a count takes each as one, whatever stands here")]


TABLES: Mapping[str, type[Row]] = {
    "arrangements": Arrangement,
    "memberships": Membership,
    "shared_services": SharedService,
    "claims": CountedClaim,
    "sources": Source,
    "citations": Citation,
    "sightings": Sighting,
    "relations": Relation,
    "public_notes": PublicNote,
    "past_addresses": PastAddress,
    "tellings": Telling,
    "questions": Question,
    "decisions": Decision,
    "services": Service,
    "service_words": ServiceWord,
    "crosswalk": Crosswalk,
    "published_figures": PublishedFigure,
    "statuses": StatusRow,
    "supports": SupportRow,
    "possible_statuses": PossibleStatus,
    "running": Running,
    "bodies": Body,
    "names": BodyName,
    "codes": BodyCode,
    "aliases": Alias,
    "successions": Succession,
    "constituents": Constituent,
    "announced": AnnouncedReorganisation,
    "principal_kinds": PrincipalKind,
    "serves": Serves,
    "outlines": OutlineRow,
    "dimensions": DimensionRow,
    "parts": PartRow,
    "figures": FigureRow,
    "breakdowns": Breakdown,
    "contributions": Contribution,
}

_ARROW: Mapping[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    tuple: pa.list_(pa.string()),
}


def schema_of(row_type: type[Row]) -> pa.Schema:
    """The Parquet schema: names and meanings as declared, blank allowed only where the field is optional."""
    return pa.schema(
        [
            pa.field(
                field.name,
                _ARROW.get(field.kind, pa.string()),
                nullable=field.optional,
                metadata={"description": field.meaning},
            )
            for field in fields_of(row_type)
        ]
    )


def to_arrow(rows: Iterable[Row], row_type: type[Row]) -> pa.Table:
    """Rows as an Arrow table, in the order given."""
    held = list(rows)
    columns = [[_plain(getattr(row, field.name)) for row in held] for field in fields_of(row_type)]
    schema = schema_of(row_type)
    return pa.table([pa.array(c, t) for c, t in zip(columns, schema.types, strict=True)], schema=schema)


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case tuple():
            return list(value)
        case _:
            return value


def empty_table(row_type: type[Row]) -> pa.Table:
    """The table of an edition that was published before there was such a table."""
    return schema_of(row_type).empty_table()


def read_table(path: Path, row_type: type[Row]) -> pa.Table:
    """A Parquet file's table with the columns of the row type, in their order.

    A column that it was published without is blank throughout. ValueError where that column may not be blank.
    """
    names = [field.name for field in fields_of(row_type)]
    with pq.ParquetFile(path) as file:
        there = set(file.schema_arrow.names)
        table = file.read(columns=[name for name in names if name in there])
    for at, field in enumerate(fields_of(row_type)):
        if field.name not in there:
            blank = _blank(field, names_row=at == 0)
            if blank is None and not field.optional:
                raise ValueError(f"{path.name} has no column {field.name}, which may not be blank")
            column = schema_of(row_type).field(field.name)
            table = table.append_column(column, pa.array([blank] * table.num_rows, column.type))
    return table.select(names)


def _blank(field: Field, names_row: bool) -> object:
    """What a column that is not there says: nothing. None, too, where it has to say something."""
    if field.optional or names_row:
        return None
    return "" if field.kind is str else [] if field.kind is tuple else None


def read_rows(path: Path, row_type: type[R]) -> tuple[R, ...]:
    """The rows of a Parquet file as their declared type; what `read_table` says of columns holds."""
    return rows_in(read_table(path, row_type), row_type)


def rows_in(table: pa.Table, row_type: type[R]) -> tuple[R, ...]:
    """The rows of a table that has the columns of the row type, in their order."""
    declared = fields_of(row_type)
    columns = table.to_pydict()
    lists = [_typed(field, columns[field.name]) for field in declared]
    return tuple(row_type(*values) for values in zip(*lists, strict=True))


def _typed(field: Field, values: list[Any]) -> list[Any]:
    if issubclass(field.kind, StrEnum):
        known = {member.value: member for member in field.kind}
        return [known[value] if value is not None else None for value in values]
    if field.kind is tuple:
        return [tuple(value) for value in values]
    return values
