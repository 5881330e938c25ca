"""The acts of the team on a case: accept, ask back, merge, split, leave as it is. Each can be undone (`undoing`).

Each is one transaction with none beside it, through the verbs of the register and of returns. An act made from a page
that is no longer true does nothing: code `changed`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.timezone import localdate

from sharemap.core.problem import Problem
from sharemap.corrections import reads
from sharemap.corrections.accepting import in_turn
from sharemap.corrections.editing import Find
from sharemap.register import queries, services
from sharemap.register.dossier import Dossier, dossiers
from sharemap.register.importing.newcomers import slug_of
from sharemap.register.rows import Claim, NoteKind, PublicNote
from sharemap.register.services import Because
from sharemap.register.uniting import Share, divided, unite
from sharemap.returns import services as returns
from sharemap.returns.accepting import reference, unsound, words_of, worse
from sharemap.returns.history import Act, append
from sharemap.returns.models import Review, Round
from sharemap.returns.review.differing import notes
from sharemap.returns.review.lines import NEW, Signed, by_case, now_of, signed_lines
from sharemap.returns.review.meaning import read
from sharemap.returns.stages import ReviewAct
from sharemap.returns.taking import Take, as_new, taken

Rows = reads.Rows


@dataclass(frozen=True, slots=True)
class Doing:
    """Who acts on which case of which round, from which page, and why. `named`: bodies' names by key."""

    of: Round
    case: str
    seen: str
    act: Act
    why: str
    named: Mapping[str, str]

    def because(self, what: str, source: str) -> Because:
        why = f"{what}: {self.why}" if self.why else what
        return Because(self.act.actor, localdate(self.act.at), why, source)


@dataclass(frozen=True, slots=True)
class Place:
    """A case as it stands now, with all rows of the register."""

    rows: Rows
    group: tuple[Signed, ...]
    held: Dossier | None

    @property
    def source(self) -> str:
        """Who told it, for the events of the register."""
        return "; ".join(dict.fromkeys(each.told.source for each in self.group)) or "the register team"

    def line(self, pk: int) -> Signed | None:
        return next((each for each in self.group if each.line.pk == pk), None)


def place_of(of: Round, case: str, named: Mapping[str, str]) -> Place:
    """What is signed about a case, and what is held of it."""
    rows = queries.all_rows() | dict(reference())
    group = by_case(signed_lines(of, named), now_of(rows)).get(case, [])
    held = None if case.startswith(NEW) else queries.dossier_of(case)
    return Place(rows, tuple(group), held)


def seen_of(of: Round, case: str, group: Iterable[Signed], held: Dossier | None) -> str:
    """Stands for all that a case's page shows: it is another one as soon as anything of it has changed."""
    lines = [
        (each.line.pk, each.line.version, each.line.taken, each.line.question, each.line.of.head) for each in group
    ]
    acts = Review.objects.filter(of=of, case=case).values_list("pk", "undone_by")
    said = json.dumps([held.content_hash() if held else "", lines, sorted(acts)])
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def _do(doing: Doing, what: ReviewAct, change: Callable[[Place], list[Problem] | dict[str, Any]]) -> list[Problem]:
    return in_turn(lambda: _done(doing, what, change))


def _done(doing: Doing, what: ReviewAct, change: Callable[[Place], list[Problem] | dict[str, Any]]) -> list[Problem]:
    place = place_of(doing.of, doing.case, doing.named)
    if seen_of(doing.of, doing.case, place.group, place.held) != doing.seen:
        needed = "Somebody has changed this case since you opened it; nothing was done."
        return [Problem("changed", "main", "", needed, "Look at it as it is now, and decide anew.")]
    last = queries.last_event()
    outcome = change(place)
    if isinstance(outcome, list):
        return outcome
    touched = {"arrangements": {key: list(each) for key, each in queries.touched_since(last).items()}, **outcome}
    Review.objects.create(
        of=doing.of,
        case=doing.case,
        act=what.value,
        why=doing.why,
        actor=doing.act.actor,
        at=doing.act.at,
        touched=touched,
    )
    return []


def accept(doing: Doing, line: int, take: Take, typed: Mapping[str, str], find: Find) -> list[Problem]:
    """Hold what a line says, under what the team says that its names mean."""

    def change(place: Place) -> list[Problem] | dict[str, Any]:
        signed = place.line(line)
        if signed is None or signed.line.taken:
            return [_nothing("This line is not signed, or was taken already.")]
        reading = read(signed.told, typed, find, words_of(place.rows))
        if reading.problems:
            return reading.problems
        if place.held:
            after = taken(place.held, signed.told, take, reading.meant)
        elif not signed.is_new:
            return [_nothing("The register holds this arrangement no more.")]
        else:
            key, slug = _identity(place.rows, signed.told.said.name)
            after = as_new(signed.told, reading.meant, key, slug)
        if isinstance(after, Problem):
            return [after]
        return _hold(
            doing, place, signed, _told_with(after, place, signed, doing), f"{signed.told.said.decision}: {take}"
        )

    return _do(doing, ReviewAct.ACCEPTED, change)


def _identity(rows: Rows, name: str) -> tuple[str, str]:
    return reads.next_arrangement(rows), slug_of(name, reads.slugs(rows))


def _told_with(after: Dossier, place: Place, signed: Signed, doing: Doing) -> Dossier:
    """With what this line and those that were taken before it tell differently, as notes that are published."""
    told = [each.told for each in place.group if each.line.taken or each is signed]
    mine = notes(after.arrangement.id, told, localdate(doing.act.at))
    before = [part for part in after.parts if not (isinstance(part, PublicNote) and _of_round(part, doing.of))]
    return dossiers([after.arrangement], [*before, *mine])[0] if len(told) > 1 else after


def _of_round(note: PublicNote, of: Round) -> bool:
    return note.kind is NoteKind.DISAGREEMENT and note.noted_on >= of.opens_on


def _hold(doing: Doing, place: Place, signed: Signed, after: Dossier, how: str) -> list[Problem] | dict[str, Any]:
    """Record the dossier and close the line, with an event in both histories."""
    if problems := unsound(place.rows, after):
        return problems
    event = services.record_arrangement(after, doing.because(how, signed.told.source))
    line = signed.line
    before = {"taken": line.taken, "held_as": line.held_as}
    of = returns.locked(line.of_id)
    line.taken = True
    line.held_as = line.held_as if line.arrangement else after.arrangement.id
    line.save(update_fields=["taken", "held_as"])
    content = {"line": line.number, "arrangement": after.arrangement.id, "event": event.hash if event else ""}
    append(of, "line taken into the register", doing.act, content, how)
    return {"lines": {str(line.pk): before}}


def ask_back(doing: Doing, line: int) -> list[Problem]:
    """Give the return back to the body with a question about one line."""
    if not doing.why:
        return [Problem("why", "why", "", "Write the question: the body reads it.", "A sentence or two are enough.")]

    def change(place: Place) -> list[Problem] | dict[str, Any]:
        if place.line(line) is None:
            return [_nothing("This line is not signed.")]
        had = returns.ask_back(line, doing.why, doing.act)
        return [had] if isinstance(had, Problem) else {"asked": {"line": line, **had}}

    return _do(doing, ReviewAct.ASKED, change)


def merge_line(doing: Doing, line: int, into: str, typed: Mapping[str, str], find: Find) -> list[Problem]:
    """What a body told as new is an arrangement that the register holds: its blanks are filled, amounts come in."""

    def change(place: Place) -> list[Problem] | dict[str, Any]:
        signed, held = place.line(line), queries.dossier_of(into)
        if signed is None or signed.line.taken or not signed.is_new:
            return [_nothing("Only a signed line that is new, and was not taken, can be merged.")]
        if held is None:
            return [_no_such(into)]
        reading = read(signed.told, typed, find, words_of(place.rows))
        if reading.problems:
            return reading.problems
        after = taken(held, signed.told, Take.AS_SAID, reading.meant)
        if isinstance(after, Problem):
            return [after]
        return _hold(doing, place, signed, after, f"the same as {into}")

    return _do(doing, ReviewAct.MERGED, change)


def merge(doing: Doing, gone: str) -> list[Problem]:
    """Another arrangement of the register is this one: all of it comes here, and its address leads here."""

    def change(place: Place) -> list[Problem] | dict[str, Any]:
        other = queries.dossier_of(gone)
        if place.held is None or other is None or gone == doing.case:
            return [_no_such(gone)]
        moved = unite(place.held, other, doing.because("told twice", place.source))
        # Judged by all that the merge has touched, others that point here included; a problem undoes it (`in_turn`).
        if problems := worse(place.rows, queries.all_rows() | dict(reference())):
            return problems
        _tell(doing, place, "arrangements merged", {"kept": doing.case, "gone": gone})
        return {"merged": {"kept": doing.case, "gone": gone, **moved.texts()}}

    return _do(doing, ReviewAct.MERGED, change)


def split(doing: Doing, name: str, share: Share) -> list[Problem]:
    """This arrangement is two: the parts that go stand in a new one."""
    if not name:
        return [Problem("name", "name", "", "Say how the new one is called.", "Type its name.")]

    def change(place: Place) -> list[Problem] | dict[str, Any]:
        if place.held is None:
            return [_nothing("Accept it first; then it can be split.")]
        if not share.goes | share.both:
            return [Problem("split", "split", "", "Nothing would go to the new one.", "Choose what goes.")]
        key, slug = _identity(place.rows, name)
        new = replace(place.held.arrangement, id=key, slug=slug, name=name, aliases=())
        both = divided(place.held, new, share, f"Split from “{place.held.arrangement.name}”.")
        if isinstance(both, Problem):
            return [both]
        if problems := unsound(place.rows, *both):
            return problems
        for each in both:
            services.record_arrangement(each, doing.because("split", place.source))
        _tell(doing, place, "arrangement split", {"arrangement": doing.case, "new": key})
        return {"split": {"new": key}}

    return _do(doing, ReviewAct.SPLIT, change)


def waive(doing: Doing, matter: str, about: str) -> list[Problem]:
    """A finding or a disagreement stands as it is; the reason is published beside the arrangement or claim."""
    if not doing.why:
        return [
            Problem("why", "why", "", "Say why it stands: readers of the register see this.", "A sentence will do.")
        ]
    if "@" in doing.why:
        needed = "This is published, and no address or name of a person may be in it."
        return [Problem("why", "why", "“@”", needed, "Say it without.")]

    def change(place: Place) -> list[Problem] | dict[str, Any]:
        if place.held is None:
            return [_nothing("Accept it first: the reason is published beside the arrangement.")]
        claims = [part.id for part in place.held.parts if isinstance(part, Claim)]
        note = PublicNote(
            doing.case,
            about if about in claims else "",
            NoteKind.STANDS,
            matter,
            doing.why,
            localdate(doing.act.at),
        )
        after = dossiers([place.held.arrangement], dict.fromkeys((*place.held.parts, note)))[0]
        if services.record_arrangement(after, doing.because(f"{matter} stands", place.source)) is None:
            return [_nothing("This is said already.")]
        _tell(doing, place, "finding left as it is", {"arrangement": doing.case, "matter": matter})
        return {}

    return _do(doing, ReviewAct.WAIVED, change)


def _tell(doing: Doing, place: Place, happened: str, content: Mapping[str, str]) -> None:
    """Every return that has a line in the case says in its history what was done."""
    for each in {one.line.of_id: one.line for one in place.group}.values():
        append(returns.locked(each.of_id), happened, doing.act, dict(content), doing.why)


def _nothing(needed: str) -> Problem:
    return Problem("nothing", "main", "", needed, "Nothing was done. Look at the case as it is now.")


def _no_such(key: str) -> Problem:
    needed = "The register holds no other arrangement that is called so."
    return Problem("target", "target", f"“{key}”", needed, "Choose one from the list.")
