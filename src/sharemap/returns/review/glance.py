"""A round at a glance: how far the bodies asked have come, beside the same day of the round before. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sharemap.returns.stages import Stage

SHOWN = {
    "answered": (Stage.SUBMITTED,),
    "sent for signing": (Stage.TO_SIGN,),
    "started": (Stage.STARTED,),
    "declined": (Stage.DECLINED,),
    "silent": (Stage.NOT_STARTED,),
}
"""The words of the table, each with the stages it stands for."""
_BECOMES = {
    "line answered": Stage.STARTED,
    "line added": Stage.STARTED,
    "answer taken back": Stage.STARTED,
    "partner answered": Stage.STARTED,
    "signing called off": Stage.STARTED,
    "return reopened": Stage.STARTED,
    "asked back": Stage.STARTED,
    "sent for signing": Stage.TO_SIGN,
    "return submitted": Stage.SUBMITTED,
    "question withdrawn": Stage.SUBMITTED,
    "return declined": Stage.DECLINED,
}
"""Events that say how far a return has come. Others leave it where it was."""


@dataclass(frozen=True, slots=True)
class Row:
    """The bodies of one region or kind: how many were asked and have come how far, in words of SHOWN."""

    name: str
    asked: int
    counts: Mapping[str, int]
    before: int | None

    @property
    def answered(self) -> int:
        return self.counts["answered"]

    @property
    def cells(self) -> list[tuple[str, Stage, int]]:
        """Each count with its words and the stage that filters by it."""
        return [(words, SHOWN[words][0], count) for words, count in self.counts.items()]

    @property
    def share(self) -> int:
        """Thousandths of those asked that have answered: the length of a bar."""
        return round(1000 * self.answered / self.asked) if self.asked else 0

    @property
    def share_before(self) -> int:
        return round(1000 * min(self.before or 0, self.asked) / self.asked) if self.asked else 0


def stage_on(events: Iterable[tuple[str, str]], day: date) -> Stage:
    """How far a return had come by the end of a day. `events`: what happened and when (ISO, UTC), in order."""
    stage = Stage.NOT_STARTED
    for happened, at in events:
        if at[:10] <= day.isoformat():
            stage = _BECOMES.get(happened, stage)
    return stage


def same_day(opened: date, today: date, opened_before: date) -> date:
    """The day that lay as many days after an earlier round opened as today lies after this one did."""
    return opened_before + timedelta(days=max((today - opened).days, 0))


def table(stages: Mapping[str, Stage], parts: Mapping[str, str], before: Mapping[str, Stage] | None) -> Sequence[Row]:
    """A row for each part, by name, the whole first. `parts`: the region or kind of each body.

    `before`: how far the bodies of the round before had come on the same day; None: there was none.
    """
    names = sorted({parts.get(body, "") for body in stages})
    rows = [_row("", list(stages), stages, before)]
    for name in names:
        here = [body for body in stages if parts.get(body, "") == name]
        earlier = None if before is None else {body: each for body, each in before.items() if parts.get(body) == name}
        rows.append(_row(name or "not known", here, stages, earlier))
    return rows


def _row(name: str, bodies: Sequence[str], stages: Mapping[str, Stage], before: Mapping[str, Stage] | None) -> Row:
    held = Counter(stages[body] for body in bodies)
    counts = {words: sum(held[stage] for stage in among) for words, among in SHOWN.items()}
    answered = None if before is None else sum(each is Stage.SUBMITTED for each in before.values())
    return Row(name, len(bodies), counts, answered)
