"""Checks of what editors of the register write: relations, past addresses, linked claims, contacts, the services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.register.rows import Arrangement, Claim, Decision, PastAddress, Relation
from sharemap.register.taxonomy import Service

Rows = Mapping[type[Row], list[Row]]
Files = Mapping[type[Row], str]
_MAILBOX = re.compile(r"[^@\s/]+@[^@\s/]+\.[a-z]+", re.IGNORECASE)
_OF_A_PERSON = re.compile(r"^[a-z]+\.[a-z]+$", re.IGNORECASE)
_SHARED_WORDS = re.compile(
    r"team|service|enquir|info|contact|office|admin|support|shared|audit|council|customer|help|general", re.IGNORECASE
)
_SWITCHBOARD = re.compile(r"\+?[0-9][0-9 ]{8,14}")


def faults(rows: Rows, files: Files) -> Iterator[Problem]:
    """Every fault of these kinds, with the file and the row."""
    yield from _alive_again(rows, files)
    yield from _claims(rows, files)
    yield from _with_itself(rows, files)
    yield from _headings(rows, files)
    yield from _contacts(rows, files)


def _alive_again(rows: Rows, files: Files) -> Iterator[Problem]:
    alive = {text for row in cast(list[Arrangement], rows[Arrangement]) for text in (row.id, row.slug)}
    needed = "An identifier or slug that an arrangement had is never used again."
    for row in cast(list[PastAddress], rows[PastAddress]):
        for text in (row.id, row.slug):
            if text in alive:
                yield _problem("used again", files[PastAddress], row.id, text, needed)


def _claims(rows: Rows, files: Files) -> Iterator[Problem]:
    claims = cast(list[Claim], rows[Claim])
    of = {claim.id: claim.arrangement for claim in claims}
    for claim in claims:
        if claim.amount_from_gbp is not None and claim.amount_from_gbp >= claim.amount_gbp:
            needed = "amount_from_gbp is the lower end of a range and lies below amount_gbp."
            yield _problem("range", files[Claim], claim.id, str(claim.amount_from_gbp), needed)
        for other in claim.alternative_to:
            if other == claim.id or of.get(other) != claim.arrangement:
                needed = "alternative_to names other claims of the same arrangement."
                yield _problem("alternative", files[Claim], claim.id, other, needed)


def _with_itself(rows: Rows, files: Files) -> Iterator[Problem]:
    for row in cast(list[Relation], rows[Relation]):
        if row.arrangement == row.other:
            yield _problem("with itself", files[Relation], row.arrangement, row.other, "It must be another one.")
    needed = "left must be the identifier that sorts first, so that each pair stands once."
    for decision in cast(list[Decision], rows[Decision]):
        if decision.left >= decision.right:
            yield _problem("order", files[Decision], decision.left, decision.right, needed)


def _headings(rows: Rows, files: Files) -> Iterator[Problem]:
    services = cast(list[Service], rows[Service])
    headings = {service.key for service in services if not service.heading}
    for service in services:
        if service.heading and service.heading not in headings:
            needed = "A service stands under a heading, and a heading under none."
            yield _problem("heading", files[Service], service.key, service.heading, needed)


def _contacts(rows: Rows, files: Files) -> Iterator[Problem]:
    needed = "A contact is a team's page, mailbox or switchboard. A person's address or number is not kept."
    for row in cast(list[Arrangement], rows[Arrangement]):
        if row.contact and not is_team_contact(row.contact):
            yield _problem("contact", files[Arrangement], row.id, row.contact, needed)


def is_team_contact(text: str) -> bool:
    """Whether it is a web page, a mailbox that does not read like a person's name, or a telephone number."""
    if _MAILBOX.fullmatch(text):
        box = text.partition("@")[0]
        return not _OF_A_PERSON.fullmatch(box) or _SHARED_WORDS.search(box) is not None
    return text.startswith(("https://", "http://")) or _SWITCHBOARD.fullmatch(text) is not None


def _problem(code: str, file: str, row: str, found: str, needed: str) -> Problem:
    where = f"{file.rpartition('/')[2]}, the row “{row}”"
    return Problem(code, where, f"“{found}”", needed, "Correct the row.")
