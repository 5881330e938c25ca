"""How well an arrangement is supported, by rule from its sources and never by opinion. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sharemap.register.rows import Confidence, Source, SourceCopy


@dataclass(frozen=True, slots=True)
class Support:
    """`reason`: what the rule saw, in words that follow the confidence."""

    confidence: Confidence
    reason: str


def support_of(sources: Sequence[Source]) -> Support:
    """High: two publishers or more, a dated source, and a document itself rather than a copy of it.

    Low: no source, one that is undated, or machine summaries only. Medium: anything else. Summaries add nothing.
    """
    read = [source for source in sources if source.copy is not SourceCopy.SUMMARY]
    publishers = {source.publisher.casefold() for source in read if source.publisher}
    dated = [source for source in read if source.published]
    itself = any(source.copy is SourceCopy.ORIGINAL for source in read)
    return Support(_word(read, publishers, dated, itself), _reason(sources, read, publishers, dated, itself))


def _word(read: Sequence[Source], publishers: set[str], dated: Sequence[Source], itself: bool) -> Confidence:
    if not read or (len(read) == 1 and not dated):
        return Confidence.LOW
    return Confidence.HIGH if len(publishers) >= 2 and dated and itself else Confidence.MEDIUM


def _reason(
    sources: Sequence[Source], read: Sequence[Source], publishers: set[str], dated: Sequence[Source], itself: bool
) -> str:
    if not sources:
        return "no source is recorded"
    if not read:
        return "it rests on summaries made by machine"
    parts = [
        f"{_counted(len(sources), 'source')} from {_counted(max(len(publishers), 1), 'publisher')}",
        _dates(dated),
        "" if itself else "all of them copies of documents",
    ]
    return ", ".join(part for part in parts if part)


def _dates(dated: Sequence[Source]) -> str:
    years = sorted({source.published[:4] for source in dated})
    if not years:
        return "none of them dated"
    return f"dated {years[0]}" if len(years) == 1 else f"dated {years[0]} to {years[-1]}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
