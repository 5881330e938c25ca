"""Takes a signed line into the register by its verbs; the history of both says so, or of neither."""

from __future__ import annotations

from django.conf import settings
from django.utils.timezone import localdate

from sharemap.core.problem import Problem
from sharemap.corrections import reads
from sharemap.corrections.accepting import in_turn
from sharemap.register import data, queries, services, soundness
from sharemap.register.dossier import Dossier
from sharemap.returns.answers import LineAnswer, SavingsAnswer
from sharemap.returns.history import Act, append
from sharemap.returns.models import Line
from sharemap.returns.rows import from_texts
from sharemap.returns.services import locked
from sharemap.returns.taking import Take, Told, taken


def take_line(line: int, how: Take, name: str, act: Act) -> list[Problem]:
    """Change the register as the line was signed; nothing where there is a problem. `name`: of the body."""
    return in_turn(lambda: _take(line, how, name, act))


def _take(line: int, how: Take, name: str, act: Act) -> list[Problem]:
    of = locked(Line.objects.values_list("of_id", flat=True).get(pk=line))
    held = Line.objects.select_related("of__round").get(pk=line)
    if held.signed is None or held.taken or not held.arrangement:
        needed = "This line is not signed, was taken already, or is new to the register."
        return [Problem("taken", "main", "", needed, "Look at the return as it is now.")]
    before = queries.dossier_of(held.arrangement)
    if before is None:
        return [Problem("gone", "main", "", "The register holds this arrangement no more.", "See what it leads to.")]
    told = told_by(held, name)
    after = taken(before, told, how)
    problems = [after] if isinstance(after, Problem) else _unsound(after)
    if problems or isinstance(after, Problem):
        return problems
    because = services.Because(act.actor, localdate(act.at), f"{told.said.decision}: {how}", told.source)
    event = services.record_arrangement(after, because)
    held.taken = True
    held.save(update_fields=["taken"])
    content = {"line": held.number, "arrangement": held.arrangement, "event": event.hash if event else ""}
    append(of, "line taken into the register", act, content, str(how))
    return []


def told_by(line: Line, name: str) -> Told:
    """What was signed, beside what was asked."""
    signed, of = line.signed or {}, line.of
    # Who signs before the census day speaks of the day on which they sign.
    signed_on = localdate(of.signed_at) if of.signed_at else of.round.census_on
    return Told(
        body=of.body,
        name=name,
        year=of.round.year,
        seen_on=min(of.round.census_on, signed_on),
        asked=from_texts(LineAnswer, line.asked["line"]),
        said=from_texts(LineAnswer, signed["answer"]),
        savings=tuple(from_texts(SavingsAnswer, each) for each in signed["savings"]),
    )


def _unsound(dossier: Dossier) -> list[Problem]:
    """What the rules of data/ would refuse, of what was not refused before."""
    rows = queries.all_rows() | data.reference_rows(settings.DATA)
    before = set(soundness.faults(rows, data.FILES))
    after = soundness.faults(reads.with_dossier(rows, dossier), data.FILES)
    return [Problem(each.code, "main", each.found, each.needed, each.fix) for each in after if each not in before]
