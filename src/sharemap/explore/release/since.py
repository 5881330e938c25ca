"""The change since an earlier edition: both numbers, and the parts that make the difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sharemap.editions.read import Edition
from sharemap.explore.release import rules
from sharemap.explore.release.facts import Book, Fact
from sharemap.explore.release.values import Cell, Said, Table, Words, cell, listed, refused, sentence
from sharemap.explore.words import day_words

COMPARED = {"arrangements-known": "arrangements known", "arrangements-live": "live arrangements"}
"""The figures whose change is told, with what they count."""


@dataclass(frozen=True, slots=True)
class Step:
    """By how much one arrangement changes a figure, and what made it do so."""

    part: str
    means: str
    arrangement: str
    certain: int
    possible: int


@dataclass(frozen=True, slots=True)
class Since:
    """An earlier edition and, for each figure compared, the steps from it to the later one."""

    edition: Edition
    later: str
    steps: Mapping[str, tuple[Step, ...]]

    def address(self, figure: str) -> str:
        """The page that shows the change and its parts."""
        return "/compare?" + urlencode({"from": self.edition.name, "to": self.later, "figure": figure})


def changes(book: Book, then: Book, since: Since) -> list[Said]:
    """Both numbers of each figure compared; whether it rose or fell only where the ranges tell."""
    return [said for figure in COMPARED for said in _change(book, then, since, figure)] + [
        refused(
            "A rise or fall in the number of councils that share",
            "The figure is not divided into the parts of its change",
            "It was ", then.whole("councils-sharing").said, " and is ", book.whole("councils-sharing").said,
            ": a change is told only with the parts that make it, and this figure is not divided so.",
        )
    ]  # fmt: skip


def _change(book: Book, then: Book, since: Since, figure: str) -> list[Said]:
    noun, made_of = COMPARED[figure], _made_of(since, figure)
    before, after = then.whole(figure), book.whole(figure)
    edition = f"edition {then.edition.name}, as at {day_words(then.edition.as_at)}"
    if way := _way(before, after):
        start = f"The number of {noun} in the register {way} from "
        return [sentence(start, before.said, f" in {edition}, to ", after.said, made_of, ".")]
    if before.exact and after.exact:
        return [sentence(f"The number of {noun} in the register is ", after.said, ", as in ", edition, made_of, ".")]
    both = cell(after.said, ", against ", before.said)
    return [
        sentence(f"The number of {noun} in the register is ", both, f" in {edition}", made_of, "."),
        refused(f"A rise or fall in the number of {noun}", rules.TIE, "The ranges overlap: ", both, "."),
    ]


def _made_of(since: Since, figure: str) -> Cell:
    """The parts of the change, in the same breath."""
    parts = dict.fromkeys(step.part for step in since.steps[figure])
    sums = ((part, _sums(since, figure, part)) for part in parts)
    told = [cell(Words(signed(*moved), since.address(figure)), f" {part}") for part, moved in sums]
    return cell(": the change is made of ", listed(told)) if told else cell(": nothing moved in or out")


def _way(before: Fact, after: Fact) -> str:
    if rules.above(after, before):
        return "rose"
    return "fell" if rules.above(before, after) else ""


def tables(since: Since) -> list[Table]:
    """For each figure compared the parts of its change, which add to it."""
    return [_table(since, figure, noun) for figure, noun in COMPARED.items()]


def _table(since: Since, figure: str, noun: str) -> Table:
    heads = ("What made it", "For certain", "At most", "What that means")
    means = {step.part: step.means for step in since.steps[figure]}
    rows = [(cell(part.capitalize()), *_moved(since, figure, part), cell(said)) for part, said in means.items()]
    all_ = (cell("All"), *_moved(since, figure, ""), cell("The change of the two ends of the range."))
    return Table(f"The change of {noun}, in parts", heads, (*rows, all_), "The lines add to the last one.", (0, 3))


def _moved(since: Since, figure: str, part: str) -> tuple[Cell, Cell]:
    certain, possible = (cell(Words(signed(end), since.address(figure))) for end in _sums(since, figure, part))
    return certain, possible


def _sums(since: Since, figure: str, part: str) -> tuple[int, int]:
    """By how much a part changes the figure, for certain and at most; blank: all parts."""
    steps = [step for step in since.steps[figure] if part in ("", step.part)]
    return sum(step.certain for step in steps), sum(step.possible for step in steps)


def signed(low: int, high: int | None = None) -> str:
    """`+3`, `−2`, `0`, `+1 to +2`."""
    one = ("+" if low > 0 else "−" if low < 0 else "") + f"{abs(low):,}"
    return one if high is None or low == high else f"{one} to {signed(high)}"
