"""Confidence follows from the sources by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sharemap.register.confidence import support_of
from sharemap.register.rows import Confidence, Source, SourceCopy
from tests.register.samples import SOURCE

OTHER = replace(SOURCE, id="s2", publisher="Southshire", published="2019")
UNDATED = replace(SOURCE, published="")
SUMMARY = replace(SOURCE, copy=SourceCopy.SUMMARY)
MIRROR = replace(SOURCE, copy=SourceCopy.MIRROR)


@pytest.mark.parametrize(
    ("sources", "confidence", "reason"),
    [
        ((), Confidence.LOW, "no source is recorded"),
        ((SUMMARY,), Confidence.LOW, "it rests on summaries made by machine"),
        ((UNDATED,), Confidence.LOW, "1 source from 1 publisher, none of them dated"),
        ((SOURCE,), Confidence.MEDIUM, "1 source from 1 publisher, dated 2014"),
        (
            (SOURCE, replace(OTHER, publisher="NORTHSHIRE")),
            Confidence.MEDIUM,
            "2 sources from 1 publisher, dated 2014 to 2019",
        ),
        ((SOURCE, OTHER), Confidence.HIGH, "2 sources from 2 publishers, dated 2014 to 2019"),
        (
            (UNDATED, replace(OTHER, published="")),
            Confidence.MEDIUM,
            "2 sources from 2 publishers, none of them dated",
        ),
        (
            (UNDATED, replace(OTHER, published=""), SUMMARY),
            Confidence.MEDIUM,
            "3 sources from 2 publishers, none of them dated",
        ),
        (
            (MIRROR, replace(OTHER, copy=SourceCopy.MIRROR)),
            Confidence.MEDIUM,
            "2 sources from 2 publishers, dated 2014 to 2019, all of them copies of documents",
        ),
    ],
)
def test_the_rule(sources: tuple[Source, ...], confidence: Confidence, reason: str) -> None:
    support = support_of(sources)
    assert (support.confidence, support.reason) == (confidence, reason)


def test_another_source_never_makes_it_weaker() -> None:
    ranks = [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]
    kinds = (SOURCE, OTHER, UNDATED, SUMMARY, MIRROR)
    for held in [(), *((each,) for each in kinds), *((one, two) for one in kinds for two in kinds)]:
        for more in kinds:
            before, after = support_of(held), support_of((*held, more))
            assert ranks.index(after.confidence) >= ranks.index(before.confidence), (held, more)
