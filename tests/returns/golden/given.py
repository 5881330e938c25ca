"""The return that every golden file answers: four arrangements of a council that there is not."""

from __future__ import annotations

from datetime import date

from sharemap.register.rows import ClaimKind, DeliveryModel, Role, Rung, Scope
from sharemap.returns.answers import Aim, LineAnswer, SavingsAnswer
from sharemap.returns.prefilled import Prefilled


def line(identifier: str, name: str, starts_on: date | None = None) -> LineAnswer:
    return LineAnswer(
        arrangement=identifier,
        name=name,
        decision=None,
        why="",
        description=f"{name}, as the register has it.",
        services=("internal audit", "fraud"),
        partners=("westmarch", "Northbury Fire Authority"),
        role=Role.PARTNER,
        model=DeliveryModel.LEAD_AUTHORITY,
        aims=(Aim.MONEY, Aim.RESILIENCE),
        starts_on_earliest=starts_on,
        starts_on_latest=starts_on,
        ends_before_earliest=None,
        ends_before_latest=None,
        end_reason="",
        exit_cost_gbp=None,
        staff=None,
        contact="audit@example.gov.uk",
    )


def saving(identifier: str, name: str, year: int, amount_gbp: int | None) -> SavingsAnswer:
    known = amount_gbp is not None
    return SavingsAnswer(
        arrangement=identifier,
        name=name,
        year=year,
        year_to=None,
        amount_gbp=amount_gbp,
        rung=Rung.ACHIEVED if known else None,
        kind=ClaimKind.RECURRING if known else None,
        scope=Scope.WHOLE if known else None,
        price_base="",
        evidence="",
        why_none=None,
    )


GIVEN = Prefilled(
    year=2026,
    census_day=date(2026, 4, 1),
    body="eastmarch",
    body_name="Eastmarch District Council",
    lines=(
        line("a0001", "Marches Audit Partnership", date(2014, 4, 1)),
        line("a0002", "Shared Waste Service"),
        line("a0003", "Legal Practice", date(2018, 10, 1)),
        line("a0004", "Building Control Partnership"),
    ),
    savings=(
        saving("a0001", "Marches Audit Partnership", 2024, 250_000),
        saving("a0001", "Marches Audit Partnership", 2025, None),
        saving("a0002", "Shared Waste Service", 2025, None),
    ),
)
