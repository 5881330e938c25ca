"""Finds a contact that looks like a person’s own address."""

from __future__ import annotations

import re

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled

PERSON = re.compile(r"\b[a-z]+\.[a-z]+@", re.IGNORECASE)


def find(line: LineAnswer, given: Prefilled) -> str:
    return quoted(line.contact) if PERSON.search(line.contact) else ""


CHECK = Check(
    "a person’s address",
    "contact",
    "The register publishes contacts, so it takes only a team’s page, mailbox or switchboard.",
    "Give a shared mailbox, such as audit@example.gov.uk.",
    find,
)
