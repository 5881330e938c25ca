"""Undoes an act of the team by new events that put back what was before; nothing of either history is taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from sharemap.core.problem import Problem
from sharemap.corrections.accepting import in_turn
from sharemap.register import queries, services
from sharemap.register.dossier import Dossier
from sharemap.register.rows import Decider, Decision, Verdict
from sharemap.register.services import Because
from sharemap.register.uniting import lead_back, say_of_pair
from sharemap.returns import services as returns
from sharemap.returns.history import Act, append
from sharemap.returns.models import Line, Review
from sharemap.returns.stages import ReviewAct


def undo(review: int, act: Act) -> list[Problem]:
    """Put back what was before, unless somebody has changed it since: code `changed`."""
    return in_turn(lambda: _undo(review, act))


def _undo(number: int, act: Act) -> list[Problem]:
    done = Review.objects.select_for_update(of=("self",)).get(pk=number)
    if done.undone_by:
        return [_changed("It was undone already.")]
    touched: Mapping[str, Any] = done.touched
    heads = queries.chain_heads()
    moved = [key for key, (_, head) in touched["arrangements"].items() if heads.get(key) != head]
    if moved:
        return [_changed(f"Somebody has changed {', '.join(sorted(moved))} since.")]
    if problem := _unask(touched, act):
        return [problem]
    because = Because(act.actor, localdate(act.at), f"undone: {done.act}. {done.why}".strip(), f"review {done.pk}")
    _put_back(touched, because)
    _open_lines(done, act)
    done.undone_by, done.undone_at = act.actor, act.at
    done.save(update_fields=["undone_by", "undone_at"])
    return []


def _changed(needed: str) -> Problem:
    return Problem("changed", "main", "", needed, "Nothing was undone. Correct it by hand, if it is wrong.")


def _put_back(touched: Mapping[str, Any], because: Because) -> None:
    """What is gone comes back first, so that what names it can; then all others; what was new goes last."""
    before = {key: queries.held_after(key, length) for key, (length, _) in touched["arrangements"].items()}
    for there in sorted(filter(None, before.values()), key=_is_held):
        services.restore_arrangement(there, because)
    merged = touched.get("merged")
    if merged:
        lead_back(merged["gone"], merged)
        left, right = sorted((merged["gone"], merged["kept"]))
        say_of_pair(Decision(left, right, Verdict.DIFFERENT, 0, Decider.PERSON, because.why))
    whole = next((key for key, dossier in before.items() if dossier), "") if touched.get("split") else ""
    for key, dossier in before.items():
        if dossier is None and queries.holds(key):
            services.withdraw_arrangement(key, because, whole)


def _is_held(dossier: Dossier) -> bool:
    return queries.holds(dossier.arrangement.id)


def _unask(touched: Mapping[str, Any], act: Act) -> Problem | None:
    asked = touched.get("asked")
    return returns.withdraw_question(asked["line"], asked, "", act) if asked else None


def _open_lines(done: Review, act: Act) -> None:
    """The lines that the act closed wait again."""
    for pk, before in done.touched.get("lines", {}).items():
        of = returns.locked(Line.objects.values_list("of_id", flat=True).get(pk=pk))
        line = Line.objects.get(pk=pk)
        line.taken, line.held_as = before["taken"], before["held_as"]
        line.save(update_fields=["taken", "held_as"])
        append(of, "taking undone", act, {"line": line.number, "review": done.pk}, ReviewAct(done.act).value)
