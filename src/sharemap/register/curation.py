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
# What a mailbox is called that no person's is; also several of them joined, as in “customerservices”.
_SHARED_WORDS = re.compile(
    r"(?:the|teams?|services?|shared|joint|partnership|council|committee|board|office|mail|post|mailbox|reception|"
    r"enquir(?:y|ies)|info|information|contact|contactus|hello|general|admin|support|help|desk|customers?|"
    r"audit|legal|law|procurement|purchasing|finance|payroll|pensions?|fund|revenues?|benefits?|counter|fraud|"
    r"insurance|property|planning|building|control|licensing|trading|standards|environmental|environment|health|"
    r"waste|recycling|cleansing|parking|highways?|transport|housing|homes|homelessness|adoption|fostering|youth|"
    r"justice|education|schools?|music|library|libraries|archives?|museums?|records?|registrars?|coroners?|"
    r"emergency|resilience|fire|police|communications|press|media|policy|democratic|elections?|digital|data)+",
    re.IGNORECASE,
)
_SWITCHBOARD = re.compile(r"\+?[0-9]{9,15}")
_MOBILE = re.compile(r"(?:\+?44|0044)?0?7")


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
    needed = (
        "A contact is a team's page, its switchboard, or a mailbox that is named after what the team is or does, "
        "such as info@ or audit.team@. A person's address or mobile number is not kept."
    )
    for row in cast(list[Arrangement], rows[Arrangement]):
        if row.contact and not is_team_contact(row.contact):
            yield _problem("contact", files[Arrangement], row.id, row.contact, needed)


def is_team_contact(text: str) -> bool:
    """Whether it is a web page, a mailbox with a word for a team in its name, or a number that is no mobile's."""
    if _MAILBOX.fullmatch(text):
        words = re.split(r"[^a-z]+", text.partition("@")[0], flags=re.IGNORECASE)
        return any(_SHARED_WORDS.fullmatch(word) for word in words)
    number = text.replace(" ", "")
    switchboard = _SWITCHBOARD.fullmatch(number) and not _MOBILE.match(number)
    return bool(switchboard) or text.startswith(("https://", "http://"))


def _problem(code: str, file: str, row: str, found: str, needed: str) -> Problem:
    where = f"{file.rpartition('/')[2]}, the row “{row}”"
    return Problem(code, where, f"“{found}”", needed, "Correct the row.")
