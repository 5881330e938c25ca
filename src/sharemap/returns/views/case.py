"""What the page of one case shows: tellings side by side, both histories, and what may be done about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sharemap.core.fields import fields_of, to_text
from sharemap.core.problem import Problem
from sharemap.corrections.cells import TITLES, label_of
from sharemap.register import queries
from sharemap.register.dossier import Dossier, Part
from sharemap.register.rows import Citation, Claim, Membership, PublicNote, Relation, SharedService, Sighting
from sharemap.returns.accepting import names_of, words_of
from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.models import Event, Review, Round
from sharemap.returns.review.acting import seen_of
from sharemap.returns.review.cases import OUTLIERS, Case, CaseKind, World
from sharemap.returns.review.lines import NEW, Signed
from sharemap.returns.review.meaning import Unclear, read
from sharemap.returns.taking import Gone, Take, missing

_SHOWN = [field for field in fields_of(LineAnswer) if field.name != "arrangement"]
EVENTS = 20


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One column of the answer: what the register holds, and what each says. `differ`: they do not say the same."""

    label: str
    held: str
    said: tuple[str, ...]
    differ: bool


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
    return {
        "heading": case.name,
        "of": of,
        "case": case,
        "seen": seen_of(of, case.key, case.signed, case.before),
        "tellings": list(_tellings(case)),
        "forms": [_form(each, typed, world, words) for each in case.signed],
        "parts": _parts(case.before),
        "reviews": Review.objects.filter(of=of, case__in=keys).order_by("-pk"),
        "events": queries.events_of(case.key)[:EVENTS] if case.before else [],
        "told_events": Event.objects.filter(of__in={each.line.of_id for each in case.signed})
        .select_related("of")
        .order_by("-at", "-pk")[:EVENTS],
        "matters": _matters(case),
        "names": names_of(world.rows).values(),
        "services": sorted(words.values()),
        "bodies": sorted(getattr(each, "name", "") for each in _bodies(world)),
        "gones": list(Gone),
        "typed": typed,
        "problems": problems,
        "errors": {each.where: each for each in problems},
    }


def _bodies(world: World) -> Sequence[object]:
    return next(rows for row_type, rows in world.rows.items() if row_type.__name__ == "Body")


def _matters(case: Case) -> list[tuple[str, str]]:
    """What this case has that may be left as it is: its value in the form, and its words."""
    known = matters_of()
    found = [(kind.value, kind.value) for kind in (CaseKind.DIFFERENT, CaseKind.CONTRADICTION) if kind in case.why]
    if CaseKind.OUTLIER in case.why:
        found += [(f"{each.check}|{each.subject}", f"{known[each.check]}: {each.sentence}") for each in case.findings]
    return found


def _tellings(case: Case) -> Iterator[TellingRow]:
    for field in _SHOWN:
        said = tuple(to_text(getattr(each.told.said, field.name)) for each in case.signed)
        held = _held(case.before, field.name)
        if any(said) or held:
            own = {text for text in said if text}
            yield TellingRow(
                label_of(field), held, said, len(own) > 1 and field.name not in ("partners", "role", "why")
            )


def _held(held: Dossier | None, name: str) -> str:
    if held is None:
        return ""
    if name == "services":
        return " | ".join(part.service for part in held.parts if isinstance(part, SharedService))
    if name == "partners":
        return " | ".join(dict.fromkeys(part.body for part in held.parts if isinstance(part, Membership)))
    return to_text(getattr(held.arrangement, name, ""))


def _form(signed: Signed, typed: Mapping[str, str], world: World, words: Mapping[str, str]) -> LineForm:
    mine = typed if typed.get("line") == str(signed.line.pk) else {}
    reading = read(signed.told, mine, world.find, words)
    said = signed.told.said
    ended = said.decision is Decision.ENDED
    takes = () if said.decision in (Decision.DISPUTE, None) else tuple(Take)[1:] if ended else (Take.AS_SAID,)
    matters = said.decision in (Decision.CHANGE, Decision.NEW)
    aims = (f"aims: {', '.join(said.aims)}",) if said.aims else ()
    return LineForm(
        signed,
        takes,
        reading.unclear if matters else (),
        reading.clear if matters else (),
        tuple(missing(signed.told, reading.meant)),
        aims,
    )


def _parts(held: Dossier | None) -> list[tuple[int, str, str]]:
    """The parts of an arrangement in words, for sharing them out: their place, what they are, what they say."""
    return [(number, TITLES[type(part)], part_words(part)) for number, part in enumerate(held.parts)] if held else []


def part_words(part: Part) -> str:  # noqa: PLR0911  # one sentence for each kind of part
    match part:
        case Membership():
            return " ".join(filter(None, (part.named_as, f"({part.role})", part.service)))
        case SharedService():
            return part.service
        case Claim():
            return f"£{part.amount_gbp:,}, {part.rung}, {part.kind}, {part.period_words}"
        case Citation():
            return f"{part.source} {part.supports}".strip()
        case Sighting():
            return f"{part.state}, {part.seen_on_latest or 'undated'}: {part.basis}"
        case Relation():
            return f"{part.kind} {part.other}"
        case PublicNote():
            return f"{part.kind}, {part.matter}: {part.text}"
