"""What people send, and what the team posts, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from sharemap.corrections import guard
from sharemap.corrections.cells import sections, source_form
from sharemap.corrections.models import Proposal
from sharemap.register import queries

WORDS = "It has 15 people now, not 12."
URL = "https://north.example/minutes"


def opened(ago: timedelta = timedelta(minutes=1), now: datetime | None = None) -> str:
    """What a form carries that was opened a while ago."""
    return guard.opened_at((now or timezone.now()) - ago)


def sent(**changes: str) -> dict[str, str]:
    """A whole form, filled in well."""
    return {
        "about": "/arrangements/audit-a1",
        "opened": opened(),
        "kind": "wrong",
        "says": WORDS,
        "source_url": URL,
        "source_words": "",
        "email": "officer@north.example",
        "leave-empty": "",
        **changes,
    }


def cells(arrangement: str = "a1", **typed: str) -> dict[str, str]:
    """Every cell of the team's form as a browser posts it, with some typed over. `__` stands for the dot."""
    dossier = queries.dossier_of(arrangement)
    rows = [row for section in sections(dossier, {}) for row in section.rows]
    shown = {cell.name: cell.value for row in (*rows, source_form({})) for cell in row.cells}
    first = {
        cell.name: cell.choices[0] for cell in source_form({}).cells if cell.choices
    }  # what a browser sends where nothing is chosen
    source = {"source.url": URL, "source.publisher": "Northshire", "source.published": "2026-11"}
    return shown | first | source | {name.replace("__", "."): value for name, value in typed.items()}


def case(proposal: Proposal) -> str:
    return f"/team/proposals/{proposal.id}"
