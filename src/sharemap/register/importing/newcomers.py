"""Bodies that records name and the reference does not hold: each becomes one body, with kind, key and source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from textwrap import shorten

from sharemap.bodies.normalise import fold
from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.fields import longest
from sharemap.register.importing.gathered import GatheredRecord, Partner, PartnerType

_KINDS = {
    PartnerType.DISTRICT: BodyKind.DISTRICT,
    PartnerType.UNITARY: BodyKind.UNITARY,
    PartnerType.COUNTY: BodyKind.COUNTY,
    PartnerType.LONDON_BOROUGH: BodyKind.LONDON_BOROUGH,
    PartnerType.METROPOLITAN: BodyKind.METROPOLITAN,
    PartnerType.COMBINED_AUTHORITY: BodyKind.COMBINED_AUTHORITY,
    PartnerType.POLICE: BodyKind.POLICE,
    PartnerType.FIRE: BodyKind.FIRE,
    PartnerType.NHS: BodyKind.NHS,
    PartnerType.UNIVERSITY: BodyKind.UNIVERSITY,
    PartnerType.HOUSING: BodyKind.HOUSING,
    PartnerType.COMPANY: BodyKind.COMPANY,
    PartnerType.OTHER_PUBLIC: BodyKind.OTHER_PUBLIC,
}
_NATIONS = {
    "Wales": BodyKind.WELSH,
    "Scotland": BodyKind.SCOTTISH,
    "Northern Ireland": BodyKind.NORTHERN_IRISH,
}
_COUNCIL_TYPES = frozenset({PartnerType.DISTRICT, PartnerType.UNITARY, PartnerType.COUNTY, PartnerType.METROPOLITAN})
_GROUP = re.compile(
    r"\((?:.*\b)?(?:collectively|not (?:all )?(?:listed|named))\b"
    r"|^(?:Other|Over|All|Some|Several|Various|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen"
    r"|Fourteen|Fifteen|Sixteen|Seventeen|Eighteen|Nineteen|Twenty|\d+)\b"
    r"|\b(?:councils|boroughs|districts|authorities|universities|colleges|trusts|bodies|forces|commissioners"
    r"|associations|Clinical Commissioning Groups)\b"
)
_COMPANY_WORDS = re.compile(r"\b(Ltd|Limited|plc|LLP|Healthcare|Group|Company)\b")
_ASIDE = re.compile(r"\s*\(([^()]*)\)$")
_RELATIVE = re.compile(r"\b(?:others?|partners|members?|in the area)\b", re.IGNORECASE)
_SAID_OF_GROUP = re.compile(r"\s*\((?:collectively|not (?:all )?(?:listed|named))\b[^()]*\)$")
_POLICE = re.compile(r"\b(?:police|crime commissioner|constabulary)\b", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:publicly|public-sector)[- ]owned\b", re.IGNORECASE)
SLUG_LENGTH = 80


def kind_hint(partner: Partner, record: GatheredRecord) -> BodyKind | None:
    """The kind that the record gives the partner: rough, and sometimes wrong."""
    nations = [_NATIONS[each] for each in record.region if each in _NATIONS]
    if partner.type in _COUNCIL_TYPES and len(nations) == len(record.region) == 1:
        return nations[0]
    return BodyKind.POLICE if _says_police(partner) else _KINDS.get(partner.type)


def _says_police(partner: Partner) -> bool:
    return partner.type is PartnerType.OTHER_PUBLIC and _POLICE.search(partner.name) is not None


def is_group(name: str) -> bool:
    """Whether a name stands for bodies not named one by one, such as “four other councils”."""
    return _GROUP.search(name) is not None


def without_aside(name: str) -> str:
    """The name without what its source says of it in brackets."""
    return _ASIDE.sub("", name).strip()


def group_name(name: str, record: GatheredRecord) -> str:
    """A group by its name; “four other councils” are others in each record, so such a name says in which."""
    plain = _SAID_OF_GROUP.sub("", name)
    if not _RELATIVE.search(plain):
        return plain
    return shorten(f"{plain}, in {record.name}", longest(Body, "name"), placeholder=" …")


def owner_said(name: str, record: GatheredRecord) -> str:
    """What the record says of a company's public owner; blank where it says nothing."""
    aside = _ASIDE.search(name)
    if aside and re.match(r"owned by|for ", aside[1]):
        return aside[1]
    nearby = f"{_OWNED.pattern} {re.escape(without_aside(name))}"
    said = re.search(nearby, record.description, re.IGNORECASE)
    return "public-sector-owned" if said else ""


def slug_of(name: str, taken: Container[str]) -> str:
    """ASCII words joined by hyphens, at most 80 characters, with `-2` and so on where the slug is taken."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’.]", "", plain)) or ["unnamed"]
    slug = words[0][:SLUG_LENGTH]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > SLUG_LENGTH:
            break
        slug += f"-{word}"
    return slug if slug not in taken else _numbered(slug, taken)


def _numbered(slug: str, taken: Container[str]) -> str:
    number = 2
    while f"{slug[: SLUG_LENGTH - 4].rstrip('-')}-{number}" in taken:
        number += 1
    return f"{slug[: SLUG_LENGTH - 4].rstrip('-')}-{number}"


class Newcomers:
    """The bodies added so far, found again by name."""

    def __init__(self, held: Iterable[Body]) -> None:
        self._keys = {body.key for body in held}
        self._by_name: dict[str, Body] = {}

    @property
    def bodies(self) -> list[Body]:
        return list(self._by_name.values())

    def welcome(self, name: str, kind: BodyKind, record: GatheredRecord, notes: str = "") -> Body:
        """The body of that name, made if this is the first record to name it."""
        known = self._by_name.get(fold(name))
        if known:
            return known
        body = new_body(slug_of(name, self._keys), name, kind, record, notes)
        self._keys.add(body.key)
        self._by_name[fold(name)] = body
        return body


def new_body(key: str, name: str, kind: BodyKind, record: GatheredRecord, notes: str) -> Body:
    """A body of which only its name, its kind and where it was named are known."""
    source = record.sources[0]
    named_in = f"named in {source.publisher}, {source.url}" if source.publisher else f"named in {source.url}"
    blank = dict.fromkeys(("starts_on", "ends_before", "population", "population_year"))
    return Body(
        key=key,
        name=name,
        short_name=name,
        kind=kind,
        nation="",
        region="",
        county="",
        **blank,
        population_kind="",
        area_km2=None,
        latitude=None,
        longitude=None,
        point_kind="",
        website="",
        source=named_in,
        notes=notes,
    )


def newcomer_kind(partner: Partner) -> BodyKind:
    """The kind of a body that the reference does not hold, by the record's type and the words of its name."""
    if is_group(partner.name):
        return BodyKind.COLLECTIVE
    if partner.type is PartnerType.OTHER:
        return BodyKind.COMPANY if _COMPANY_WORDS.search(partner.name) else BodyKind.CHARITY
    return _KINDS[partner.type]
