"""Numbers the parts of all dimensions and lays out what lies in them.

Of claims not each one lies in a part, but each sort: see `Claims`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from sharemap.editions.definitions import Dimension, Subject

TABLE_OF = {Subject.ARRANGEMENT: "arrangements", Subject.BODY: "bodies", Subject.CLAIM: "claims"}
_CLAIMS = 1_000_000
"""The first number of parts of claims."""


@dataclass(frozen=True)
class Parts:
    """All parts by number. Those of a dimension follow each other, in the order of their words; 0 is the whole.

    Those of claims have numbers of their own, so that all others are small and near each other.
    """

    connection: duckdb.DuckDBPyConnection
    spans: dict[str, range] = field(default_factory=lambda: {"": range(1)})

    def lay_out(self) -> None:
        """Tables with nothing in them yet."""
        self.connection.execute("create table words as select 0 as number, '' as dimension, '' as part")
        for subject in TABLE_OF:
            self.connection.execute(f"create table in_{subject} (part integer, subject integer, certain boolean)")

    def fill(self, each: Dimension) -> None:
        """Number the parts of a dimension, and say what lies in them."""
        self.connection.execute(f"create or replace temp table told as {each.sql}")
        first = self._next(each.subject)
        ((count,),) = self.connection.execute(
            f"insert into words select {first - 1} + row_number() over (order by part), '{each.name}', part "
            "from (select distinct part from told)"
        ).fetchall()
        self.spans[each.name] = range(first, first + count)
        self.connection.execute(
            f"insert into in_{each.subject} select number, subject, certain from told "
            f"inner join words on words.dimension = '{each.name}' and words.part = told.part"
        )

    def _next(self, subject: Subject) -> int:
        of_claims = subject is Subject.CLAIM
        ends = [span.stop for span in self.spans.values() if (span.start >= _CLAIMS) == of_claims]
        return max(ends, default=_CLAIMS)

    def rows(self, names: Iterable[str], subject: Subject) -> str:
        """The query of what lies in the parts of dimensions."""
        spans = [self.spans[name] for name in names]
        within = " or ".join(f"part between {span.start} and {span.stop - 1}" for span in spans)
        return f"select part, subject, certain from in_{subject} where {within}"

    def doubtful(self) -> set[str]:
        """The dimensions in which something may lie elsewhere."""
        queries = [
            f"select distinct dimension from words inner join in_{subject} as held on number = held.part "
            "where not certain"
            for subject in TABLE_OF
        ]
        return {name for (name,) in self.connection.execute(" union ".join(queries)).fetchall()}
