"""A small country for tests of the public side: districts, a county, London boroughs, islands, a police force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from sharemap.bodies.areas.layers import Layer, Serves
from sharemap.bodies.areas.outlines import Areas, Outline
from sharemap.bodies.rows import (
    Alias,
    AnnouncedReorganisation,
    Body,
    BodyCode,
    BodyKind,
    BodyName,
    Constituent,
    Succession,
    SuccessionKind,
)
from sharemap.core.fields import Row
from sharemap.editions.build import build_tables
from sharemap.editions.cut import Naming, cut, make_current
from sharemap.editions.read import Edition, read_edition
from sharemap.editions.tables import (
    TABLES,
    Breakdown,
    Contribution,
    CountedClaim,
    DimensionRow,
    FigureRow,
    OutlineRow,
    PartRow,
    PossibleStatus,
    Running,
    StatusRow,
    SupportRow,
)
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    DeliveryModel,
    Membership,
    PastAddress,
    Question,
    Relation,
    RelationKind,
    Role,
    Rung,
    SharedService,
    Sighting,
    Source,
    SourceCopy,
    State,
    Telling,
)
from sharemap.register.taxonomy import Service, ServiceWord
from tests.register import samples
from tests.register.samples import body, membership

TODAY = date(2026, 11, 25)
SERVICES = (
    Service("finance", "Finance", "", "Money of the council."),
    Service("internal-audit", "Internal audit", "finance", "Checks how the council works."),
    Service("law", "Law and people", "", "Lawyers, licences and staff."),
    Service("legal", "Legal", "law", "Lawyers."),
    Service("land-charges", "Land charges", "law", "What rests on a plot of land."),
    Service("licensing", "Licensing", "law", "Leave to sell, drive or play."),
    Service("human-resources", "Human resources", "law", "Staff."),
    Service("payroll", "Payroll", "law", "Paying the staff."),
)
WORDS = {
    "internal audit": "internal-audit",
    "legal": "legal",
    "land charges": "land-charges",
    "licensing": "licensing",
    "HR": "human-resources",
    "payroll": "payroll",
}
DERIVED = (
    StatusRow,
    SupportRow,
    PossibleStatus,
    Running,
    CountedClaim,
    OutlineRow,
    DimensionRow,
    PartRow,
    FigureRow,
    Breakdown,
    Contribution,
)
"""What an edition derives when it is cut."""
HOSTILE = '<script>alert("x")</script> & "Sons"'


def bodies() -> list[Body]:
    return [
        body("north", county="shire", population=100_000, population_year=2020),
        body("south"),
        body("lonely"),
        body("old", ends_before=date(2019, 4, 1)),
        body("shire", BodyKind.COUNTY, name="Shire County Council", short_name="Shire"),
        body("eastham", BodyKind.LONDON_BOROUGH, region="London", name="London Borough of Eastham"),
        body("westham", BodyKind.LONDON_BOROUGH, region="London", name="London Borough of Westham"),
        body("shetland-islands", BodyKind.SCOTTISH, nation="Scotland", region="", name="Shetland Islands Council"),
        body("watch", BodyKind.POLICE, name="Shire Police", short_name="Shire Police"),
        body("hostile", BodyKind.COMPANY, name=HOSTILE, short_name=HOSTILE, region=""),
    ]


def arrangement(key: str, name: str, slug: str, **changes: object) -> Arrangement:
    return samples.arrangement(key, name, slug=slug, **changes)


def arrangements() -> list[Arrangement]:
    ended = {"ends_before_earliest": date(2018, 4, 1), "ends_before_latest": date(2018, 5, 1)}
    return [
        arrangement("a1", "Audit Shire", "audit-shire"),
        arrangement(
            "a2",
            "Legal Shire",
            "legal-shire",
            model=DeliveryModel.COMPANY,
            end_reason="The company was wound up",
            **ended,
        ),
        arrangement("a3", "Counter Fraud", "counter-fraud"),
        arrangement(
            "a4", "Planned Parks", "planned-parks", starts_on_earliest=None, starts_on_latest=None, staff=None
        ),
        arrangement("a5", "Never Waste", "never-waste"),
        arrangement("a6", "=Formula and Sons", "formula-and-sons", aliases=(), description=HOSTILE),
        arrangement("a7", "Payroll Café", "payroll-cafe"),
    ]


def memberships() -> list[Membership]:
    gone = Membership(
        "a7", "south", "", Role.CUSTOMER, None, None, date(2015, 4, 1), date(2015, 5, 1), "", "South", ""
    )
    return [
        membership("a1", "north", Role.LEAD),
        membership("a1", "south"),
        membership("a1", "shire"),
        membership("a2", "north"),
        membership("a2", "old"),
        membership("a3", "eastham"),
        membership("a3", "old"),
        membership("a3", "shetland-islands"),
        membership("a4", "north"),
        membership("a5", "westham"),
        membership("a6", "hostile"),
        membership("a7", "north", Role.HOST),
        membership("a7", "watch"),
        gone,
    ]


def sightings() -> list[Sighting]:
    def seen(key: str, state: State, year: int | None) -> Sighting:
        first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
        return Sighting(key, state, first, last, "the source's date")

    return [
        seen("a1", State.LIVE, 2025),
        seen("a2", State.ENDED, 2018),
        seen("a3", State.LIVE, 2012),
        seen("a4", State.PLANNED, 2024),
        seen("a5", State.NOT_FORMED, 2013),
        seen("a6", State.LIVE, None),
        seen("a7", State.LIVE, 2023),
    ]


def claims() -> list[Claim]:
    def claim(number: int, amount: int, rung: Rung, **more: object) -> Claim:
        said = {"note": "Said by Northshire.", "source": "", "amount_gbp": amount, "rung": rung}
        return samples.claim(f"a1-c{number}", "a1", **(said | more))

    return [
        claim(1, 50_000, Rung.CLAIMED, alternative_to=("a1-c2",)),
        claim(2, 1_250_000, Rung.CHECKED, alternative_to=("a1-c1",), amount_from_gbp=1_000_000),
        claim(3, 50_000, Rung.FORECAST, same_claim_as="a1-c1", note=""),
    ]


def _plan(name: str, whole: tuple[str, ...], on: date, status: str) -> AnnouncedReorganisation:
    return AnnouncedReorganisation("Shire", name, whole, (), "shire", on, None, status, "high", (), "")


def outline(key: str, layer: Layer, left: int, top: int, side: int = 100) -> Outline:
    path = f"m{left} {top}l{side} 0 0 {side}-{side} 0z"
    middle = (left + side // 2, top + side // 2)
    return Outline(key, key.title(), layer, path, middle, (left, top, left + side, top + side), False)


def areas() -> Areas:
    layers = dict.fromkeys(Layer, ()) | {
        Layer.DISTRICT: (
            outline("eastham", Layer.DISTRICT, 620, 1300, 20),
            outline("lonely", Layer.DISTRICT, 300, 1000),
            outline("north", Layer.DISTRICT, 500, 1000),
            outline("shetland-islands", Layer.DISTRICT, 500, 0),
            outline("south", Layer.DISTRICT, 500, 1100),
            outline("westham", Layer.DISTRICT, 600, 1300, 20),
        ),
        Layer.COUNTY: (outline("shire", Layer.COUNTY, 500, 1000, 200),),
        Layer.POLICE: (outline("watch", Layer.POLICE, 500, 0, 1200),),
    }
    return Areas(250, (0, 0), 800, 1500, layers, {})


def rows() -> Mapping[type[Row], Iterable[Row]]:
    nothing: dict[type[Row], Iterable[Row]] = dict.fromkeys(TABLES.values(), ())
    for derived in DERIVED:
        del nothing[derived]
    return nothing | {
        Arrangement: arrangements(),
        Membership: memberships(),
        SharedService: [
            *(SharedService(f"a{number}", "internal audit") for number in (1, 3)),
            *(SharedService("a2", service) for service in ("legal", "land charges", "licensing", "HR", "payroll")),
            SharedService("a7", "payroll"),
        ],
        Claim: claims(),
        Source: [
            samples.SOURCE,
            Source("s2", "https://south.example/", "South & Co", "", "2026", SourceCopy.MIRROR, ""),
        ],
        Citation: [Citation("a1", "s1", "its members"), Citation("a1", "s2", ""), Citation("a6", "s2", "")],
        Sighting: sightings(),
        Relation: [Relation("a7", RelationKind.PART_OF, "a1", "the source says so")],
        PastAddress: [
            PastAddress("a8", "audit-of-shire", "a1", "the same, told twice"),
            PastAddress("a9", "no-sharing", "", "One council and a company only"),
        ],
        Question: [Question("", None, "a3", "who holds its part now", "Old Council", ("south",), "made for a test")],
        Telling: [samples.telling(name="Audit Shire")],
        AnnouncedReorganisation: [
            _plan("North and South Council", ("north", "south"), date(2027, 4, 1), "order made (SI 2026/1)"),
            _plan("Lonely and London Council", ("lonely", "eastham"), date(2028, 4, 1), "announced"),
        ],
        Service: SERVICES,
        ServiceWord: [
            *(ServiceWord(word, key) for word, key in WORDS.items()),
            ServiceWord("checking the books", "internal-audit"),
        ],
        Serves: [
            Serves("north", "shire", Layer.COUNTY, "made for a test"),
            Serves("north", "watch", Layer.POLICE, "made for a test"),
        ],
        Body: bodies(),
        BodyName: [BodyName("north", "Northmost Rural District", None, date(1990, 4, 1), "made for a test")],
        BodyCode: [
            BodyCode("north", "gss", "E07000001", date(1974, 4, 1), date(2020, 4, 1), "made for a test"),
            BodyCode("north", "gss", "E07000002", date(2020, 4, 1), None, "made for a test"),
        ],
        Alias: [Alias("Northumbrie", "north", "variant", None, None)],
        Succession: [
            Succession("old", "south", date(2019, 4, 1), SuccessionKind.REPLACED, "SI 2018/1", "made for a test")
        ],
        Constituent: [],
    }


def cut_world(into: Path, name: str = "preview-0123456789ab", preview: bool = True) -> Edition:
    """Cut the small country's edition and point to it."""
    tables = build_tables(rows(), areas(), TODAY)
    folder = cut(tables, Naming(name, preview, TODAY, "0" * 64, (800, 1500)), into)
    make_current(folder)
    return read_edition(folder)
