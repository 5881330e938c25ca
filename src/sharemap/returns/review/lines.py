"""The signed lines of a round, by the case that they make: an arrangement of the register, or one that is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from sharemap.core.fields import Row
from sharemap.register.rows import PastAddress
from sharemap.returns.accepting import told_by
from sharemap.returns.models import Line, PartnerReply, Round
from sharemap.returns.stages import Reply
from sharemap.returns.taking import Told

NEW = "new-"
"""Begins the key of a case that no arrangement of the register holds yet; the line's number follows."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed line, what it tells, and what partners reply to it."""

    line: Line
    told: Told
    replies: tuple[PartnerReply, ...]

    @property
    def disputed(self) -> tuple[PartnerReply, ...]:
        return tuple(each for each in self.replies if each.reply != Reply.CONFIRMED)

    @property
    def is_new(self) -> bool:
        return not self.line.arrangement


def signed_lines(of: Round, named: Mapping[str, str], only: Iterable[int] | None = None) -> list[Signed]:
    """Those of a round, by body and number. `only`: these lines alone."""
    lines = Line.objects.filter(of__round=of, signed__isnull=False).select_related("of__round")
    if only is not None:
        lines = lines.filter(pk__in=list(only))
    held = lines.prefetch_related("replies__of").order_by("of__body", "number")
    return [
        Signed(line, _told(line, line.of.head, named.get(line.of.body, line.of.body)), tuple(line.replies.all()))
        for line in held
    ]


@lru_cache(maxsize=20_000)
def _told(line: Line, head: str, name: str) -> Told:
    """Read once for each state of its return: `head` is another after every change."""
    return told_by(line, name)


def now_of(rows: Mapping[type[Row], Sequence[Row]]) -> dict[str, str]:
    """By identifier that is no more, the one that holds it now."""
    past = {row.id: row.arrangement for row in cast(Sequence[PastAddress], rows[PastAddress]) if row.arrangement}
    found = dict(past)
    while any(held in past for held in found.values()):
        found = {key: past.get(held, held) for key, held in found.items()}
    return found


def key_of(line: Line, now: Mapping[str, str]) -> str:
    """The case of a line."""
    held = line.of_arrangement
    return now.get(held, held) if held else f"{NEW}{line.pk}"


def by_case(signed: Iterable[Signed], now: Mapping[str, str]) -> dict[str, list[Signed]]:
    found: dict[str, list[Signed]] = defaultdict(list)
    for each in signed:
        found[key_of(each.line, now)].append(each)
    return dict(found)
