"""What the page of one case shows: tellings side by side, both histories, and what may be done about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sharemap.bodies.rows import Body
from sharemap.core.problem import Problem
from sharemap.corrections.cells import TITLES
from sharemap.corrections.twice import Candidate
from sharemap.explore.words import day_words
from sharemap.register import queries
from sharemap.register.dossier import Dossier, Part
from sharemap.register.rows import Citation, Claim, Membership, PublicNote, Relation, SharedService, Sighting
from sharemap.returns.accepting import names_of, words_of
from sharemap.returns.answers import Decision
from sharemap.returns.models import Event, Review, Round
from sharemap.returns.review.acting import seen_of
from sharemap.returns.review.cases import OUTLIERS, Case, CaseKind, World
from sharemap.returns.review.lines import NEW, Signed
from sharemap.returns.review.meaning import Unclear, read
from sharemap.returns.review.telling import tellings
from sharemap.returns.taking import Gone, Take, missing

EVENTS = 20


@dataclass(frozen=True, slots=True)
class LineForm:
    """What may be done with one line. `gone`: the members of whom it must be said what became of them."""

    signed: Signed
    takes: tuple[Take, ...]
    unclear: tuple[Unclear, ...]
    clear: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    unheld: tuple[str, ...]


def matters_of() -> dict[str, str]:
    """What may be left as it is: disagreements, contradictions and the findings of checks, by name and in words."""
    checks = (each.__name__.rpartition(".")[2].replace("_", "-") for each in OUTLIERS)
    kinds = (CaseKind.DIFFERENT.value, CaseKind.CONTRADICTION.value)
    return {**{kind: kind for kind in kinds}, **{name: name.replace("-", " ") for name in checks}}


def context_of(
    case: Case, of: Round, world: World, typed: Mapping[str, str], problems: Sequence[Problem]
) -> dict[str, Any]:
    keys = [case.key, *(f"{NEW}{each.line.pk}" for each in case.signed if each.is_new)]
    words = words_of(world.rows)
    named = {each.key: each.name for each in world.rows[Body] if isinstance(each, Body)}
    arrangements = names_of(world.rows)
    return {
        "heading": case.name,
        "named": named,
        "of": of,
        "case": case,
        "seen": seen_of(of, case.key, case.signed, case.before),
        "tellings": list(tellings(case.before, case.signed, named)),
        "forms": [_form(each, typed, world, named) for each in case.signed],
        **_side_by_side(case, world, named),
        "parts": _parts(case.before, {**arrangements, **named}),
        "reviews": Review.objects.filter(of=of, case__in=keys).order_by("-pk"),
        "events": queries.events_of(case.key)[:EVENTS] if case.before else [],
        "told_events": Event.objects.filter(of__in={each.line.of_id for each in case.signed})
        .select_related("of")
        .order_by("-at", "-pk")[:EVENTS],
        "matters": _matters(case),
        "names": arrangements.values(),
        "services": sorted(words.values()),
        "bodies": sorted(named.values()),
        "gones": list(Gone),
        "typed": typed,
        "problems": problems,
        "errors": {each.where: each for each in problems},
    }


def _side_by_side(case: Case, world: World, named: Mapping[str, str]) -> dict[str, Any]:
    """A new line, and the open proposals that it may be."""
    proposed = {each.ref: each for each in world.proposed}
    theirs = [
        Candidate(
            ref=each.other,
            name=each.name,
            services=proposed[each.other].services,
            members=tuple(named.get(key, key) for key in proposed[each.other].partners),
            status="",
            told=proposed[each.other].told,
            page=proposed[each.other].page,
            score=each.score,
            same=each.same,
            why=each.reason,
        )
        for each in case.alike
        if each.other in proposed
    ]
    told = case.signed[0].told
    members = tuple(named.get(key, key) for key in (told.body, *told.said.partners))
    return {"theirs": theirs, "mine": replace(told.said, partners=members)}


def _matters(case: Case) -> list[tuple[str, str]]:
    """What this case has that may be left as it is: its value in the form, and its words."""
    known = matters_of()
    found = [(kind.value, kind.value) for kind in (CaseKind.DIFFERENT, CaseKind.CONTRADICTION) if kind in case.why]
    if CaseKind.OUTLIER in case.why:
        found += [(f"{each.check}|{each.subject}", f"{known[each.check]}: {each.sentence}") for each in case.findings]
    return found


def _form(signed: Signed, typed: Mapping[str, str], world: World, named: Mapping[str, str]) -> LineForm:
    mine = typed if typed.get("line") == str(signed.line.pk) else {}
    reading = read(signed.told, mine, world.find, words_of(world.rows))
    said = signed.told.said
    ended = said.decision is Decision.ENDED
    takes = () if said.decision in (Decision.DISPUTE, None) else tuple(Take)[1:] if ended else (Take.AS_SAID,)
    matters = said.decision in (Decision.CHANGE, Decision.NEW)
    aims = (f"aims: {', '.join(said.aims)}",) if said.aims else ()
    return LineForm(
        signed,
        takes,
        reading.unclear if matters else (),
        tuple((name, named.get(key, key)) for name, key in reading.clear) if matters else (),
        tuple(named.get(key, key) for key in missing(signed.told, reading.meant)),
        aims,
    )


def _parts(held: Dossier | None, names: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """The parts of an arrangement in words, for sharing them out: their place, what they are, what they say."""
    return (
        [(number, TITLES[type(part)], part_words(part, names)) for number, part in enumerate(held.parts)]
        if held
        else []
    )


def part_words(part: Part, names: Mapping[str, str]) -> str:  # noqa: PLR0911  # one sentence for each kind of part
    match part:
        case Membership():
            return " ".join(filter(None, (names.get(part.body, part.named_as), f"({part.role})", part.service)))
        case SharedService():
            return part.service
        case Claim():
            return f"£{part.amount_gbp:,}, {part.rung}, {part.kind}, {part.period_words}"
        case Citation():
            return f"{part.source} {part.supports}".strip()
        case Sighting():
            day = day_words(part.seen_on_latest) if part.seen_on_latest else "undated"
            return f"{part.state}, {day}: {part.basis}"
        case Relation():
            return f"{part.kind} {names.get(part.other, part.other)}"
        case PublicNote():
            return f"{part.kind}, {part.matter}: {part.text}"
