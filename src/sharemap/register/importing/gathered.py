"""One gathered record: what a line must hold, and what is wrong with it when it does not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharemap.bodies.rows import Body
from sharemap.core.fields import longest
from sharemap.core.period import Bounds, ending_bounds
from sharemap.core.problem import Problem
from sharemap.register.importing.lines import LONGEST_LINE, Line
from sharemap.register.importing.taking import Taking
from sharemap.register.rows import Claim, Confidence, DeliveryModel, Role, SharedService, Source


class GatheredStatus(StrEnum):
    """The state in which those who gathered it found the arrangement, in the year `as_of`."""

    LIVE = "live"
    PLANNED = "planned"
    ENDED = "ended"
    UNKNOWN = "unknown"


class PartnerType(StrEnum):
    """A rough kind of body. A hint, which can be wrong."""

    DISTRICT = "district"
    UNITARY = "unitary"
    COUNTY = "county"
    LONDON_BOROUGH = "london borough"
    METROPOLITAN = "metropolitan"
    COMBINED_AUTHORITY = "combined authority"
    POLICE = "police"
    FIRE = "fire"
    NHS = "nhs"
    UNIVERSITY = "university"
    HOUSING = "housing"
    COMPANY = "company"
    OTHER_PUBLIC = "other public"
    OTHER = "other"


class GatheredKind(StrEnum):
    """What a gathered amount is: its rung and its kind in one word."""

    ANNUAL = "annual"
    CUMULATIVE = "cumulative"
    FORECAST = "forecast"
    INVESTMENT = "investment"
    ONE_OFF_COST = "one-off cost"


@dataclass(frozen=True, slots=True)
class Partner:
    """A body as its source names it."""

    name: str
    role: Role
    type: PartnerType


@dataclass(frozen=True, slots=True)
class GatheredClaim:
    """An amount in pounds with the words around it."""

    amount_gbp: int
    kind: GatheredKind
    period: str
    note: str


@dataclass(frozen=True, slots=True)
class GatheredSource:
    """A page. `published` is a year, a month, a day or blank."""

    url: str
    published: str
    publisher: str


@dataclass(frozen=True, slots=True)
class GatheredRecord:
    """A record in its place, its words checked and its dates read as bounds."""

    gathering: str
    line: int
    digest: str
    name: str
    aka: tuple[str, ...]
    description: str
    partners: tuple[Partner, ...]
    services: tuple[str, ...]
    model: DeliveryModel
    start: Bounds | None
    end: Bounds | None
    end_reason: str
    status: GatheredStatus
    as_of: Bounds | None
    staff: int | None
    claims: tuple[GatheredClaim, ...]
    region: tuple[str, ...]
    sources: tuple[GatheredSource, ...]
    confidence: Confidence

    @property
    def where(self) -> str:
        return f"{self.gathering} line {self.line}"


RECORD_FIELDS = (
    *("name", "aka", "description", "partners", "services", "model", "start", "end", "end_reason", "status"),
    *("as_of", "staff", "savings", "region", "sources", "confidence"),
)
# Groups of bodies are named after the record: “Other members, in …”. That must still be no longer than a body's name.
OTHERS = "Other members, in "
LONGEST_NAME = longest(Body, "name") - len(OTHERS)
_MODELS: Mapping[str, DeliveryModel] = {each.value: each for each in DeliveryModel} | {
    "unknown": DeliveryModel.NOT_KNOWN,
    "": DeliveryModel.NOT_KNOWN,
}
_ROLES: Mapping[str, Role] = {each.value: each for each in Role} | {"unknown": Role.NOT_KNOWN, "": Role.NOT_KNOWN}
_CONFIDENCES: Mapping[str, Confidence] = {each.value: each for each in Confidence} | {"": Confidence.NOT_SAID}


def read_record(line: Line, file_name: str, gathered_by: date) -> GatheredRecord | list[Problem]:
    """The record that a line holds, or everything that is wrong with it."""
    where = f"{file_name} line {line.number}"
    raw = _decode(line.content, where)
    if isinstance(raw, Problem):
        return [raw]
    taking = Taking(raw, where, RECORD_FIELDS)
    record = _record(taking, file_name.removesuffix(".jsonl"), line)
    _check_dates(taking, record, gathered_by)
    return taking.faults or record


def _decode(content: bytes | None, where: str) -> dict[str, object] | Problem:
    if content is None:
        needed = f"A line can hold at most {LONGEST_LINE:,} bytes."
        return Problem("line-too-long", where, "a longer line", needed, "Put each record on its own line.")
    try:
        raw = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_without_repeats)
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8 at position {error.start + 1}"
        return Problem("not-utf-8", where, found, "The file must be UTF-8.", "Save it as UTF-8.")
    except RecursionError:
        return Problem("not-json", where, "brackets too deep", "A line must hold one record.", "Correct the line.")
    except ValueError as error:
        return Problem("not-json", where, f"“{error}”", "A line must hold one JSON object.", "Correct the line.")
    if not isinstance(raw, dict):
        found = f"a {type(raw).__name__}"
        return Problem("not-json", where, found, "A line must hold one JSON object, in { }.", "Correct the line.")
    return raw


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"the field {repeated[0]} stands twice")
    return dict(pairs)


def _record(taking: Taking, gathering: str, line: Line) -> GatheredRecord:
    return GatheredRecord(
        gathering=gathering,
        line=line.number,
        digest=line.digest,
        name=taking.text("name", required=True, longest=LONGEST_NAME),
        aka=taking.texts("aka"),
        description=taking.text("description"),
        partners=tuple(
            _partner(each) for each in taking.objects("partners", ("name", "role", "type"), required=True)
        ),
        services=taking.texts("services", longest=longest(SharedService, "service")),
        model=taking.choice("model", _MODELS, DeliveryModel.NOT_KNOWN),
        start=taking.day("start"),
        end=taking.day("end", ending_bounds),
        end_reason=taking.text("end_reason"),
        status=taking.choice("status", {each.value: each for each in GatheredStatus}, GatheredStatus.UNKNOWN),
        as_of=taking.day("as_of"),
        staff=taking.whole("staff", least=0, most=10_000_000),
        claims=tuple(_claim(each) for each in taking.objects("savings", ("amount_gbp", "kind", "period", "note"))),
        region=taking.texts("region", split=";"),
        sources=tuple(
            _source(each) for each in taking.objects("sources", ("url", "published", "publisher"), required=True)
        ),
        confidence=taking.choice("confidence", _CONFIDENCES, Confidence.NOT_SAID),
    )


def _partner(taking: Taking) -> Partner:
    return Partner(
        taking.text("name", required=True, longest=longest(Body, "name")),
        taking.choice("role", _ROLES, Role.NOT_KNOWN),
        taking.choice("type", {each.value: each for each in PartnerType}, PartnerType.OTHER),
    )


def _claim(taking: Taking) -> GatheredClaim:
    amount = taking.whole("amount_gbp", least=1, most=1_000_000_000_000, required=True)
    kinds = {each.value: each for each in GatheredKind}
    kind = taking.choice("kind", kinds, GatheredKind.FORECAST)
    return GatheredClaim(
        amount or 0, kind, taking.text("period", longest=longest(Claim, "period_words")), taking.text("note")
    )


def _source(taking: Taking) -> GatheredSource:
    taking.day("published")
    return GatheredSource(
        taking.url("url", longest(Source, "url")),
        taking.text("published"),
        taking.text("publisher", longest=longest(Source, "publisher")),
    )


def _check_dates(taking: Taking, record: GatheredRecord, gathered_by: date) -> None:
    if record.start and record.end and record.end.latest <= record.start.earliest:
        found = f"a start in {taking.raw['start']} and an end in {taking.raw['end']}"
        taking.fault("end-before-start", "end", found, "The end must come after the start.", "Correct one of them.")
    if record.as_of and record.as_of.earliest > gathered_by:
        found = f"{taking.raw['as_of']}, after the gathering ended on {gathered_by}"
        taking.fault("as-of-too-late", "as_of", found, "as_of is when it was seen.", "Correct as_of.")
