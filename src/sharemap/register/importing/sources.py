"""One source for each address, whatever number of records cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sharemap.core.problem import Problem, Severity
from sharemap.register.importing.copies import copy_of
from sharemap.register.importing.gathered import GatheredRecord, GatheredSource
from sharemap.register.numbering import highest_number
from sharemap.register.rows import Citation, Source


class Shelf:
    """The sources, found by address. Of two tellings of one source the fuller words stay."""

    def __init__(self, held: Iterable[Source], accessed: str) -> None:
        self._by_url = {source.url: source for source in held}
        self._accessed = accessed
        self._last = highest_number("s", (source.id for source in self._by_url.values()))
        self.differing: list[Problem] = []

    @property
    def sources(self) -> list[Source]:
        return list(self._by_url.values())

    def cite(self, record: GatheredRecord, arrangement: str) -> list[Citation]:
        """A citation for each of the record's sources, each put on the shelf."""
        kept = [self._put(source, record.where) for source in record.sources]
        return [Citation(arrangement, key, "") for key in dict.fromkeys(kept)]

    def _put(self, told: GatheredSource, where: str) -> str:
        held = self._by_url.get(told.url)
        if held is None:
            self._last += 1
            key = f"s{self._last:04d}"
            copy = copy_of(told.url, told.publisher)
            held = Source(key, told.url, told.publisher, told.published, self._accessed, copy, "")
        publisher = _fuller(held.publisher, told.publisher)
        published = _fuller(held.published, told.published)
        self._report(held, told, publisher, published, where)
        self._by_url[told.url] = replace(held, publisher=publisher, published=published)
        return held.id

    def _report(self, held: Source, told: GatheredSource, publisher: str, published: str, where: str) -> None:
        for one, other, kept in (
            (held.publisher, told.publisher, publisher),
            (held.published, told.published, published),
        ):
            if one and other and one != other:
                self.differing.append(
                    Problem(
                        "source-told-differently",
                        f"{where}, {told.url}",
                        f"“{one}” and “{other}”",
                        "Two records tell this source differently.",
                        f"“{kept}” is kept; correct data/register/sources.csv if that is wrong.",
                        Severity.WARNING,
                    )
                )


def _fuller(one: str, other: str) -> str:
    """The longer; of two alike in length, the first in the alphabet: the same whichever came first."""
    return min((one, other), key=lambda words: (-len(words), words))
