"""The figures that were published for the old map, 2011 to 2019, as printed: to stand beside ours, never in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sharemap.core.fields import Means


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """published/figures.csv: a figure as somebody printed it for the Local Government Association's map."""

    edition: Annotated[int, Means("Year of the old map's edition")]
    published: Annotated[str, Means("Year, month or day of publication", "2014-04-28", longest=10)]
    measure: Annotated[str, Means("What is counted, as named here", "savings_cumulative", longest=100)]
    breakdown: Annotated[str, Means("What it is broken down by; all: it is not", "region", longest=40)]
    part: Annotated[str, Means("The part it speaks of", "South East", longest=200)]
    value: Annotated[float, Means("The value as printed")]
    unit: Annotated[str, Means("Unit of the value", "GBP million", longest=60)]
    url: Annotated[str, Means("Where it was printed", longest=2000)]
    note: Annotated[str, Means("What must be known of it")]
