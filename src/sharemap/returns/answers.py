"""What a body may answer: one decision for each arrangement, what has changed of it, and its savings year by year.

Form, workbook and review all read and write these rows, so that a question is declared once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated

from sharemap.core.fields import Means
from sharemap.core.period import Bounds
from sharemap.register.rows import ClaimKind, DeliveryModel, Role, Rung, Scope


class Decision(StrEnum):
    """What a body says of an arrangement as the register holds it."""

    STILL_RIGHT = "still right"
    CHANGE = "change"
    DISPUTE = "we dispute this"
    ENDED = "ended"
    NOT_OURS = "not ours"
    NEW = "new"


class WhyNone(StrEnum):
    """Why there is no amount. A blank without a reason is “not answered”."""

    NONE_SAVED = "zero: nothing was saved"
    NOT_MEASURED = "not measured"
    NOT_YET = "too early to say"
    NOT_OURS_TO_SAY = "another partner answers for it"
    NOT_APPLICABLE = "saving money is not an aim"
    DECLINED = "we do not wish to say"


class Aim(StrEnum):
    """What an arrangement is for. Money is one among equals."""

    MONEY = "money"
    RESILIENCE = "resilience"
    QUALITY = "quality"
    COMPLIANCE = "compliance"
    SKILLS = "skills"
    INCOME = "income"


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """A body's answer about one arrangement. Blank cells of `change` leave what the register holds as it is."""

    arrangement: Annotated[str, Means("Identifier of the arrangement; blank for a new one", "a0001", longest=20)]
    name: Annotated[str, Means("Its name, as the body calls it", longest=300)]
    decision: Annotated[Decision | None, Means("What the body says of it; blank: not answered yet")]
    why: Annotated[str, Means("What is disputed or not ours, and why; or a remark", longest=2000)]
    description: Annotated[str, Means("What it is, in two or three sentences", longest=2000)]
    services: Annotated[tuple[str, ...], Means("Services it covers, in plain words")]
    partners: Annotated[tuple[str, ...], Means("Other members: keys of bodies, or names where no key is known")]
    role: Annotated[Role | None, Means("This body's own role")]
    model: Annotated[DeliveryModel | None, Means("How the sharing is organised")]
    aims: Annotated[tuple[Aim, ...], Means("What it is for")]
    starts_on_earliest: Annotated[date | None, Means("First day on which it may have started")]
    starts_on_latest: Annotated[date | None, Means("Last day on which it may have started")]
    ends_before_earliest: Annotated[date | None, Means("First day on which it may have been no more")]
    ends_before_latest: Annotated[date | None, Means("Day by which it was no more")]
    end_reason: Annotated[str, Means("Why it ended", longest=2000)]
    exit_cost_gbp: Annotated[int | None, Means("What ending it cost, in pounds; blank: not said")]
    staff: Annotated[int | None, Means("People working in it")]
    contact: Annotated[str, Means("The team's page, mailbox or switchboard, never a person", longest=2000)]

    @property
    def starts_on(self) -> Bounds | None:
        first, last = self.starts_on_earliest, self.starts_on_latest
        return Bounds(first, last) if first and last else None

    @property
    def ends_before(self) -> Bounds | None:
        first, last = self.ends_before_earliest, self.ends_before_latest
        return Bounds(first, last) if first and last else None


@dataclass(frozen=True, slots=True)
class SavingsAnswer:
    """What an arrangement saved, or is to save, in one financial year; or why there is no amount."""

    arrangement: Annotated[str, Means("Identifier of the arrangement; blank for a new one", "a0001", longest=20)]
    name: Annotated[str, Means("Its name, where it has no identifier yet", longest=300)]
    year: Annotated[int, Means("The financial year, by the year it starts in", "2025")]
    year_to: Annotated[int | None, Means("Last financial year of a sum over several; blank: one year")]
    amount_gbp: Annotated[int | None, Means("Amount in pounds; blank: see why_none")]
    rung: Annotated[Rung | None, Means("How firm it is")]
    kind: Annotated[ClaimKind | None, Means("What the amount is")]
    scope: Annotated[Scope | None, Means("The whole arrangement's, or this body's own share")]
    price_base: Annotated[str, Means("Of which year's prices; blank: those of the time", longest=40)]
    evidence: Annotated[str, Means("Address of a document, or name of a file sent with it", longest=2000)]
    why_none: Annotated[WhyNone | None, Means("Why there is no amount; blank where there is one, or not answered")]


CLEARABLE = frozenset(
    (
        *("why", "description", "aims", "end_reason", "exit_cost_gbp", "staff", "contact"),
        *("starts_on_earliest", "starts_on_latest", "ends_before_earliest", "ends_before_latest"),
    )
)
"""What the register can be without: a body may say that it is wrong and that nothing is known in its place."""
BLANK = LineAnswer(
    arrangement="",
    name="",
    decision=Decision.NEW,
    why="",
    description="",
    services=(),
    partners=(),
    role=None,
    model=None,
    aims=(),
    starts_on_earliest=None,
    starts_on_latest=None,
    ends_before_earliest=None,
    ends_before_latest=None,
    end_reason="",
    exit_cost_gbp=None,
    staff=None,
    contact="",
)
"""A line of what the register does not have yet, as it opens."""


def plain(row: SavingsAnswer) -> SavingsAnswer:
    """Savings without the name beside an identifier, which says of what they are."""
    return replace(row, name="") if row.arrangement and row.name else row
