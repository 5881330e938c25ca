"""Decides on a proposal: the register changes by its verbs and the proposal closes, both or neither."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from sharemap.core.problem import Problem
from sharemap.core.turns import one_at_a_time
from sharemap.corrections import reads
from sharemap.corrections.cells import in_form
from sharemap.corrections.choices import Stage
from sharemap.corrections.editing import Edit, Find, Place, changes, read_edit
from sharemap.corrections.form import clean
from sharemap.corrections.models import Proposal
from sharemap.corrections.proposals import Decision, close
from sharemap.editions.preview import cut_preview
from sharemap.register import data, queries, services, soundness
from sharemap.register.dossier import Dossier
from sharemap.register.importing.newcomers import slug_of

NEW = "new"
"""In place of an identifier: an arrangement that the register does not hold yet."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Act:
    """What one of the team does: to which proposal, on which arrangement, with which cells; what they had seen.

    `another`: the entries of the register that a new arrangement was told not to be.
    """

    proposal: Proposal
    target: str
    seen: str
    typed: Mapping[str, str]
    actor: str
    now: datetime
    another: tuple[str, ...] = ()


def decided_already() -> Problem:
    needed = "This proposal was decided while you had it open."
    return Problem("decided", "decided", "", needed, "Open it anew to see what became of it.")


def seen_of(dossier: Dossier | None) -> str:
    """What the form carries, so that nobody overwrites what they have not seen."""
    return dossier.content_hash() if dossier else ""


def accept(act: Act, find: Find) -> list[Problem]:
    """Change the register as the cells say, and close the proposal; nothing of it where there is a problem."""
    return in_turn(lambda: _accept(act, find))


def in_turn(decide: Callable[[], list[Problem]]) -> list[Problem]:
    """Decide while nobody else does and no intake runs; nothing of it stays where there is a problem."""
    try:
        with one_at_a_time(settings.VAR), transaction.atomic():
            problems = decide()
            transaction.set_rollback(bool(problems))
    except IntegrityError as refused:
        log.warning("The database refused an edit: %s", refused)
        needed = f"The database refused this ({refused})."
        return [Problem("refused", "edit", "", needed, "Look at identifiers that other entries name, and try again.")]
    return problems


def take_out(act: Act) -> list[Problem]:
    """Withdraw the arrangement, and close the proposal; its address says why from then on."""
    return in_turn(lambda: _take_out(act))


def _take_out(act: Act) -> list[Problem]:
    held = queries.dossier_of(act.target)
    if held is None or seen_of(held) != act.seen:
        return [_changed_meanwhile()]
    answer = act.typed["answer"]
    if not close(act.proposal.id, Decision(Stage.ACCEPTED, answer, act.actor, act.target), act.now):
        return [decided_already()]
    source = act.proposal.source_url or f"proposal {act.proposal.reference}"
    services.withdraw_arrangement(act.target, services.Because(act.actor, localdate(act.now), answer, source))
    return []


def _changed_meanwhile() -> Problem:
    needed = "The entry was changed while you had it open."
    return Problem("changed", "edit", "", needed, "What you typed stands below; open the case anew to see both.")


def _accept(act: Act, find: Find) -> list[Problem]:
    held = queries.dossier_of(act.target)
    if seen_of(held) != act.seen or (held is None and act.target != NEW):
        return [_changed_meanwhile()]
    rows = queries.all_rows() | data.reference_rows(settings.DATA)
    place = _place(act, held, rows, find)
    edit = read_edit(act.typed, held, place)
    if not isinstance(edit, Edit):
        return edit
    before = set(soundness.faults(rows, data.FILES))
    after = soundness.faults(reads.with_dossier(rows, edit.dossier, edit.source), data.FILES)
    faults = [in_form(fault) for fault in after if fault not in before]
    return faults or _record(act, held, edit)


def _place(act: Act, held: Dossier | None, rows: reads.Rows, find: Find) -> Place:
    name = clean(act.typed.get("arrangement.name", ""))
    return Place(
        id=held.arrangement.id if held else reads.next_arrangement(rows),
        slug=held.arrangement.slug if held else slug_of(name, reads.slugs(rows)),
        sources=reads.sources_by_url(rows),
        next_source=reads.next_source(rows),
        today=localdate(act.now),
        find=find,
    )


def _record(act: Act, held: Dossier | None, edit: Edit) -> list[Problem]:
    said = [clean(act.typed.get("answer", "")), *changes(held, edit.dossier)]
    answer = "\n".join(line for line in said if line)
    arrangement = edit.dossier.arrangement.id
    if not close(act.proposal.id, Decision(Stage.ACCEPTED, answer, act.actor, arrangement), act.now):
        return [decided_already()]
    services.record_sources([edit.source])
    why = f"proposal {act.proposal.reference}: {' '.join(answer.split())}"
    if act.another:
        why += f" It was told to be another than {', '.join(act.another)}."
    event = services.record_arrangement(
        edit.dossier, services.Because(act.actor, localdate(act.now), why, edit.source.url)
    )
    if event is None:
        needed = "Nothing was changed, and the source was cited already."
        return [Problem("same", "edit", "", needed, "Change a cell, or say that no change is needed.")]
    return []


def recut() -> bool:
    """Cut the preview anew, so that the site shows what was accepted. False, and a line in the log, if it was not.

    Where data/ has changed and was not taken in yet, the next start cuts it.
    """
    try:
        with one_at_a_time(settings.VAR):
            if data.fingerprint(settings.DATA) != queries.last_intake():
                log.warning("data/ was changed and not taken in: start anew to show what was accepted")
                return False
            cut_preview(settings.DATA, settings.EDITIONS, log.info)
    except OSError:
        log.exception("The register was changed, but the preview could not be cut")
        return False
    return True
