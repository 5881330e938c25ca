"""What editors write is checked: addresses, headings, linked claims and contacts."""

from __future__ import annotations

import pytest

from sharemap.core.fields import Row
from sharemap.register.curation import faults, is_team_contact
from sharemap.register.data import FILES
from sharemap.register.importing.copies import copy_of
from sharemap.register.rows import Decider, Decision, PastAddress, Relation, RelationKind, SourceCopy, Verdict
from sharemap.register.taxonomy import Service
from tests.register.samples import SERVICES, arrangement, claim


def codes(*rows: Row) -> list[str]:
    held: dict[type[Row], list[Row]] = {row_type: [] for row_type in FILES}
    for row in rows:
        held[type(row)].append(row)
    return [problem.code for problem in faults(held, FILES)]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((arrangement("a1"), PastAddress("a1", "gone", "", "why")), "used again"),
        ((arrangement("a1", slug="audit"), PastAddress("a2", "audit", "a1", "why")), "used again"),
        ((claim(amount_from_gbp=50_000),), "range"),
        ((claim(alternative_to=("a1-c1",)),), "alternative"),
        ((claim(alternative_to=("a2-c1",)), claim("a2-c1", "a2")), "alternative"),
        ((Relation("a1", RelationKind.PART_OF, "a1", "why"),), "with itself"),
        ((Decision("a2", "a1", Verdict.SAME, 80, Decider.RULE, "why"),), "order"),
        ((*SERVICES, Service("deep", "Deep", "internal-audit", "Too deep.")), "heading"),
        ((arrangement(contact="jane.smith@north.example"),), "contact"),
        ((arrangement(contact="ask at the desk"),), "contact"),
    ],
)
def test_each_fault_is_found_once(rows: tuple[Row, ...], code: str) -> None:
    assert codes(*rows) == [code]


def test_what_is_sound_has_no_fault() -> None:
    one, two = claim(alternative_to=("a1-c2",)), claim("a1-c2", amount_from_gbp=40_000, alternative_to=("a1-c1",))
    decided = Decision("a1", "a2", Verdict.SAME, 80, Decider.PERSON, "why")
    assert codes(arrangement(contact="https://north.example/audit"), one, two, decided, *SERVICES) == []


@pytest.mark.parametrize(
    "text",
    [
        "audit@north.example",
        "audit.team@north.example",
        "CustomerServices@north.example",
        "north-enquiries@north.example",
        "0300 123 4567",
        "+44 20 7946 0000",
        "http://a.example/",
    ],
)
def test_a_team_may_be_reached(text: str) -> None:
    assert is_team_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{box}@north.example"
            for box in ("anne-marie.smith", "j.a.smith", "jsmith", "john.smith2", "martina.teamster")
        ),
        *(
            "07700 900123",
            "0 7700 900123",
            "+447700900123",
            "+44 7700 900123",
            "0044 7700 900123",
            "+44 07700 900123",
        ),
    ],
)
def test_a_person_is_not_kept(text: str) -> None:
    assert not is_team_contact(text)


@pytest.mark.parametrize(
    ("url", "publisher", "copy"),
    [
        ("https://docslib.org/doc/1/plan", "Northshire Council", SourceCopy.MIRROR),
        ("https://vdocuments.mx/plan", "Northshire Council", SourceCopy.MIRROR),
        ("https://opencouncil.network/m/1", "Open Council Network", SourceCopy.SUMMARY),
        ("https://north.example/a", "Northshire Council (mirror)", SourceCopy.MIRROR),
        ("https://democracy.north.gov.uk/documents/s1.pdf", "Northshire Council", SourceCopy.ORIGINAL),
        ("https://documents.north.gov.uk/s1.pdf", "Northshire Council", SourceCopy.ORIGINAL),
    ],
)
def test_a_copy_is_known_by_its_site_or_by_its_publisher_s_words(url: str, publisher: str, copy: SourceCopy) -> None:
    assert copy_of(url, publisher) is copy
