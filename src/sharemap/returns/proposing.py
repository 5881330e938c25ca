"""From the good rows of a file to what they would change in a return, told line by line before it is taken. Pure.

A row that comes back as it went out changes nothing. Where somebody has changed the line since, both are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from sharemap.core.fields import fields_of, to_text
from sharemap.core.period import financial_years
from sharemap.returns.answers import BLANK, Decision, LineAnswer, SavingsAnswer, plain
from sharemap.returns.form import SHARED
from sharemap.returns.services import Given
from sharemap.returns.standing import Standing, Stood

Key = Callable[[str], str]
"""The key of a body by its name; the name itself where no one body is called so."""
OWN_ONLY = "Another body leads this arrangement and answers for what all share. Only your own facts are taken."
NO_DECISION = "Choose a decision for it in the workbook: without one nothing is taken."
_BLANK = (None, "", ())


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a file says of one line. `number`: nought for a line that is not there yet.

    `changes`: column, as it stands, as the file has it. `theirs`: somebody has changed the line since the workbook
    was made. `note`: what is not taken, and why.
    """

    number: int
    name: str
    given: Given
    changes: tuple[tuple[str, str, str], ...]
    theirs: bool
    note: str

    @property
    def can_be_taken(self) -> bool:
        return self.given.answer.decision is not None


@dataclass(frozen=True, slots=True)
class Against:
    """The return as it stands, as it stood when the workbook was made, and as it was asked.

    `own`: lines as an earlier file of the same sender left them. `led`: the lines that others lead.
    `cleared`: by identifier, the fields that the file clears.
    """

    now: Standing
    then: Standing
    own: frozenset[int]
    asked: Mapping[int, LineAnswer]
    led: frozenset[int]
    key: Key
    cleared: Mapping[str, frozenset[str]] = field(default_factory=dict)


def proposals(lines: Sequence[LineAnswer], savings: Sequence[SavingsAnswer], against: Against) -> list[Proposed]:
    """One for each line that the file would change, in the order of the return; new ones last."""
    said = _by_line(lines, savings, against.now)
    found = (
        _proposed(number, *rows, against) for number, rows in sorted(said.items(), key=lambda each: each[0] or 0)
    )
    return [each for each in found if each]


def _by_line(
    lines: Sequence[LineAnswer], savings: Sequence[SavingsAnswer], now: Standing
) -> dict[int, tuple[LineAnswer | None, list[SavingsAnswer]]]:
    """The rows of each line by its number; new ones have numbers below nought."""
    known = _identities(now)
    fresh = count(-1, -1)
    said: dict[int, tuple[LineAnswer | None, list[SavingsAnswer]]] = {}
    for line in lines:
        number = known.setdefault(_identity(line), 0) or next(fresh)
        known[_identity(line)] = number
        said[number] = (line, said.get(number, (None, []))[1])
    for saving in savings:
        number = known.get(_identity(saving), 0)
        if number:
            said.setdefault(number, (None, []))[1].append(saving)
    return said


def _identities(now: Standing) -> dict[str, int]:
    return {_identity(stood.line): number for number, stood in now.items()}


def _identity(row: LineAnswer | SavingsAnswer) -> str:
    return row.arrangement or row.name.casefold()


def _proposed(
    number: int, line: LineAnswer | None, savings: list[SavingsAnswer], against: Against
) -> Proposed | None:
    now = against.now.get(number)
    if now is None:
        return _new(line, savings, against.key) if line else None
    went_out = against.then.get(number, now)
    then = now if number in against.own else went_out
    said = _said(
        _filled(line, then.line, against.asked.get(number), against.cleared), savings, (then, went_out), against.key
    )
    if said in (then, now):
        return None
    note = ""
    if number in against.led and now.line.decision is not Decision.NEW:
        own = replace(said, line=_own(said.line, now.line))
        note, said = (OWN_ONLY, own) if own != said else ("", said)
    changes = _changes(now, said)
    if not changes:
        return None
    note = note if said.line.decision else NO_DECISION
    savings_said = said.answered and said.line.decision is not Decision.NOT_OURS
    given = Given(said.line, said.savings if savings_said else ())
    return Proposed(number, now.line.name, given, changes, now != then, note)


def _new(line: LineAnswer, savings: list[SavingsAnswer], key: Key) -> Proposed:
    given = Given(replace(line, partners=tuple(map(key, line.partners))), tuple(savings))
    blank = Stood(BLANK, (), False)
    return Proposed(0, line.name, given, _changes(blank, Stood(given.answer, given.savings, True)), False, "")


def _filled(
    line: LineAnswer | None, then: LineAnswer, asked: LineAnswer | None, cleared: Mapping[str, frozenset[str]]
) -> LineAnswer:
    """A blank cell leaves what the return holds; under another decision than before, what the register holds."""
    if line is None:
        return then
    held = then if line.decision in (None, then.decision) else asked or then
    away = cleared.get(line.arrangement, frozenset())
    cells = [each.name for each in fields_of(LineAnswer) if each.name not in away]
    return replace(line, **{name: getattr(held, name) for name in cells if getattr(line, name) in _BLANK})


def _said(line: LineAnswer, savings: list[SavingsAnswer], before: tuple[Stood, Stood], key: Key) -> Stood:
    """What the file makes of a line. Rows that came back as they were change nothing.

    `before`: the line as the sender left it, and as it went out in the workbook.
    """
    then, went_out = before
    # Names of partners went out in place of their keys.
    partners = tuple(map(key, line.partners))
    same = partners == tuple(map(key, then.line.partners))
    said = replace(line, partners=then.line.partners if same else partners)
    held = [plain(each) for each in then.savings]
    sent = [plain(each) for each in savings if each.amount_gbp is not None or each.why_none]
    changed = {each.year for each in held if each not in sent}
    out = [plain(each) for each in went_out.savings]
    told = [each for each in sent if each not in held and (each not in out or each.year in changed)]
    if not told:
        return replace(then, line=said)
    stay = [each for each in held if then.answered and not _replaced(each, sent, told)]
    return Stood(said, tuple(sorted([*stay, *told], key=lambda each: -each.year)), True)


def _replaced(held: SavingsAnswer, sent: Sequence[SavingsAnswer], told: Sequence[SavingsAnswer]) -> bool:
    """Whether a row is gone from the file and another of its year has come. What a file leaves out stays."""
    return held not in sent and held.year in {each.year for each in told}


def _own(said: LineAnswer, held: LineAnswer) -> LineAnswer:
    names = (name.replace("starts_on", f"starts_on_{end}") for name in SHARED for end in ("earliest", "latest"))
    return replace(said, **{name: getattr(held, name) for name in names})


def _changes(now: Stood, said: Stood) -> tuple[tuple[str, str, str], ...]:
    return (*_of_line(now.line, said.line), *_of_savings(now, said))


def _of_line(now: LineAnswer, said: LineAnswer) -> Iterator[tuple[str, str, str]]:
    for each in fields_of(LineAnswer):
        before, after = to_text(getattr(now, each.name)), to_text(getattr(said, each.name))
        if before != after and each.name != "arrangement":
            yield each.name, before, after


def _of_savings(now: Stood, said: Stood) -> Iterator[tuple[str, str, str]]:
    before = now.savings if now.answered else ()
    after = said.savings if said.answered else ()
    if set(before) != set(after):
        yield "savings", _rows(before), _rows(after)


def _rows(savings: Sequence[SavingsAnswer]) -> str:
    return "; ".join(map(_row, savings))


def _row(each: SavingsAnswer) -> str:
    amount = "" if each.amount_gbp is None else f"£{each.amount_gbp:,}"
    words = (financial_years(each.year, each.year_to), amount, each.rung or each.why_none or "")
    return " ".join(filter(None, words))
