"""What an import did, counted in words: what was read, matched, asked, left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sharemap.bodies.rows import Body
from sharemap.core.problem import Problem
from sharemap.register.importing.partners import Placed
from sharemap.register.rows import Claim, Outcome, Question, Telling

_SHOWN = 200


@dataclass(slots=True)
class Report:
    """What happened, gathered as the import goes. `tellings` are those of this import, `news` whether any is new.

    `unsorted`: plain words for services that data/services does not have yet; until it does, nothing is taken in.
    """

    files: int = 0
    blank_lines: int = 0
    known: int = 0
    news: bool = False
    tellings: list[Telling] = field(default_factory=list)
    changed: list[Problem] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    placed: Sequence[Placed] = ()
    newcomers: Sequence[Body] = ()
    questions: Sequence[Question] = ()
    claims: Sequence[Claim] = ()
    sources: int = 0
    unsorted: Sequence[str] = ()

    @property
    def sound(self) -> bool:
        """Whether every record was taken, left out for a reason, or known already."""
        return not (self.changed or self.faults)

    def lines(self) -> Iterator[str]:
        yield from self._counts()
        yield from _section("Left out", _reasons(self.tellings, Outcome.LEFT_OUT))
        yield from _section("To be answered (data/register/questions.csv)", map(_asked, self.questions))
        yield from _section("Words for services to be sorted (data/services/words.csv)", self.unsorted)
        yield from _section("New bodies", (f"{body.name} ({body.kind})" for body in self.newcomers))
        yield from _problems("Warnings", self.warnings)
        yield from _problems("Changed since they were taken", self.changed)
        yield from _problems("Refused", self.faults)

    def _counts(self) -> Iterator[str]:
        outcomes = Counter(telling.outcome for telling in self.tellings)
        read = len(self.tellings) + self.known + len(self.changed)
        yield f"Read {read} records in {self.files} files; {self.blank_lines} blank lines."
        yield f"Known already and unchanged: {self.known}. Changed since taken: {len(self.changed)}."
        yield "; ".join(f"{outcome}: {outcomes[outcome]}" for outcome in Outcome) + "."
        new = sum(each.new for each in self.placed)
        noted = sum(bool(each.note) and not each.new for each in self.placed)
        yield (
            f"Partners of the records taken: {len(self.placed) - new} matched to bodies on record ({noted} with a "
            f"note), {new} to {len(self.newcomers)} new bodies, {len(self.questions)} to be asked."
        )
        yield f"New sources: {self.sources}. " + _claim_counts(self.claims)


def _claim_counts(claims: Sequence[Claim]) -> str:
    counts = Counter((claim.rung, claim.kind) for claim in claims)
    said = ", ".join(f"{number} {rung} {kind}" for (rung, kind), number in sorted(counts.items()))
    return f"Savings claims: {len(claims)}" + (f" ({said})." if said else ".")


def _reasons(tellings: Iterable[Telling], outcome: Outcome) -> Iterator[str]:
    chosen = (each for each in tellings if each.outcome is outcome)
    return (f"{each.gathering} line {each.line}, {each.name}: {each.reason}" for each in chosen)


def _asked(question: Question) -> str:
    could_be = ", ".join(question.candidates) or "none on record"
    return (
        f"{question.gathering} line {question.line}: {question.what}, “{question.text}”? "
        f"{question.reason}; could be: {could_be}"
    )


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    held = list(items)
    if held:
        yield f"{title}: {len(held)}"
        yield from (f"  {item}" for item in held)


def _problems(title: str, problems: Sequence[Problem]) -> Iterator[str]:
    """Problems in groups of one code, each group with its count and at most its first 200 shown."""
    for code, number in sorted(Counter(problem.code for problem in problems).items()):
        yield f"{title}, {code}: {number}"
        shown = [problem for problem in problems if problem.code == code][:_SHOWN]
        yield from (f"  {problem}" for problem in shown)
        if number > len(shown):
            yield f"  … and {number - len(shown)} more"
