"""The verbs of a return: the one way in which it changes. Each is one transaction and leaves an event behind.

A verb that cannot be done gives a Problem and changes nothing. Codes: `conflict`, `closed`, `stage`, `second`, `why`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max, QuerySet

from sharemap.core.problem import Problem
from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer
from sharemap.returns.history import Act, append
from sharemap.returns.models import Line, PartnerReply, Return, Round
from sharemap.returns.rows import to_texts
from sharemap.returns.stages import Reply, RoundStage, Stage

_ANSWER = ("decision", "answer", "savings", "version", "changed_by")


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers about one arrangement."""

    answer: LineAnswer
    savings: tuple[SavingsAnswer, ...]

    def texts(self) -> dict[str, object]:
        return {"answer": to_texts(self.answer), "savings": [to_texts(each) for each in self.savings]}


@transaction.atomic
def answer(line: int, seen: int, given: Given, act: Act) -> Line | Problem:
    """Hold what is said of a line, if nobody has changed it since version `seen`."""
    of, held = _locked_line(line)
    if problem := not_answerable(of):
        return problem
    if held.version != seen:
        return conflict()
    said = given.texts()
    held.answer, held.savings = said["answer"], said["savings"]
    held.decision = given.answer.decision.value if given.answer.decision else ""
    held.version, held.changed_by = held.version + 1, act.actor
    held.save(update_fields=_ANSWER)
    _started(of, act)
    append(of, "line answered", act, {"line": held.number, "arrangement": held.arrangement, **said})
    return held


@transaction.atomic
def add_new(of_return: int, given: Given, act: Act, another_than: Sequence[str] = ()) -> Line | Problem:
    """A line for an arrangement that the register does not hold. `another_than`: what it was told not to be."""
    of = locked(of_return)
    if problem := not_answerable(of):
        return problem
    said = given.texts()
    line = Line.objects.create(
        of=of,
        number=_next_number(of),
        decision=Decision.NEW.value,
        answer=to_texts(replace(given.answer, decision=Decision.NEW)),
        savings=said["savings"],
        changed_by=act.actor,
    )
    _started(of, act)
    content = {"line": line.number, "answer": line.answer, "savings": line.savings}
    append(of, "line added", act, {**content, "another than": list(another_than)} if another_than else content)
    return line


@transaction.atomic
def add_known(of_return: int, arrangement: str, asked: Mapping[str, object], act: Act) -> Line | Problem:
    """A line, not answered yet, for an arrangement that the register holds without this body; the one there is."""
    of = locked(of_return)
    if held := of.lines.filter(arrangement=arrangement).first():
        return held
    if problem := not_answerable(of):
        return problem
    line = Line.objects.create(
        of=of, number=_next_number(of), arrangement=arrangement, asked=asked, changed_by=act.actor
    )
    _started(of, act)
    append(of, "line added", act, {"line": line.number, "arrangement": arrangement, "asked": asked})
    return line


def _next_number(of: Return) -> int:
    return 1 + (of.lines.aggregate(last=Max("number"))["last"] or 0)


@transaction.atomic
def take_back(line: int, seen: int, act: Act) -> Problem | None:
    """Leave a line unanswered again; a new one that was never signed is gone, and its events stay."""
    of, held = _locked_line(line)
    if problem := not_answerable(of):
        return problem
    if held.version != seen:
        return conflict()
    _started(of, act)
    append(of, "answer taken back", act, {"line": held.number, "arrangement": held.arrangement})
    if held.decision == Decision.NEW and held.signed is None:
        held.delete()
        return None
    held.decision, held.answer, held.savings = "", {}, []
    held.version, held.changed_by = held.version + 1, act.actor
    held.save(update_fields=_ANSWER)
    return None


@transaction.atomic
def send(of_return: int, seen: int, act: Act) -> Return | Problem:
    """Ready: a second person may sign."""
    of = locked(of_return)
    if problem := _closed(of) or _changed(of, seen):
        return problem
    if of.stage != Stage.STARTED:
        return _stage("Nothing is ready to be sent.", "Answer at least one line first.")
    of.sent_by = act.actor
    _to(of, Stage.TO_SIGN)
    append(of, "sent for signing", act)
    return of


@transaction.atomic
def sign(of_return: int, seen: int, act: Act) -> Return | Problem:
    """Submit what a second person has read. What is signed is what partners see from now on."""
    of = locked(of_return)
    if problem := _closed(of) or _changed(of, seen):
        return problem
    if of.stage != Stage.TO_SIGN:
        return _stage("Nothing is waiting for a signature.", "Somebody must send it for signing first.")
    if of.sent_by == act.actor:
        needed = "A second person signs: you have sent this yourself."
        return Problem("second", "main", "", needed, "Ask another signatory.")
    said = []
    for line in of.lines.order_by("number"):
        before, now = line.signed, {"answer": line.answer, "savings": line.savings} if line.decision else None
        line.signed, line.taken, line.question = now, line.taken and before == now, ""
        line.save(update_fields=["signed", "taken", "question"])
        said.append(
            {"line": line.number, "arrangement": line.arrangement, "version": line.version, "said": line.signed}
        )
    of.signed_by, of.signed_at = act.actor, act.at
    _to(of, Stage.SUBMITTED)
    append(of, "return submitted", act, {"lines": said})
    return of


@transaction.atomic
def decline(of_return: int, seen: int, why: str, act: Act) -> Return | Problem:
    """Not answering, with a reason, is an answer."""
    of = locked(of_return)
    if problem := _closed(of) or _changed(of, seen):
        return problem
    if not why:
        return Problem(
            "why", "why", "", "Say why: it is what we publish in place of figures.", "A sentence is enough."
        )
    if of.stage == Stage.SUBMITTED:
        return _stage("This return was submitted.", "Reopen it first.")
    of.declined_why = why
    _to(of, Stage.DECLINED)
    append(of, "return declined", act, why=why)
    return of


@transaction.atomic
def reopen(of_return: int, seen: int, why: str, act: Act) -> Return | Problem:
    """Correct what was submitted or declined. What was signed stays, and stands until the next signature."""
    of = locked(of_return)
    if problem := _closed(of) or _changed(of, seen):
        return problem
    if of.stage not in (Stage.SUBMITTED, Stage.DECLINED, Stage.TO_SIGN):
        return _stage("This return is open.", "Go on answering.")
    of.sent_by, of.signed_by, of.declined_why = "", "", ""
    _to(of, Stage.STARTED)
    append(of, "return reopened", act, why=why)
    return of


@transaction.atomic
def ask_back(line: int, words: str, act: Act) -> dict[str, str] | Problem:
    """Give a submitted return back with a question about one line; what was signed stands. Gives who had signed."""
    of, held = _locked_line(line)
    if problem := _closed(of):
        return problem
    if of.stage not in (Stage.SUBMITTED, Stage.STARTED):
        return _stage(f"This return is {of.stage}.", "Only what was submitted can be asked back.")
    if held.signed is None or held.question:
        return _stage("This line is not signed, or a question about it waits for an answer.", "Wait for the answer.")
    had = {"stage": of.stage, "sent_by": of.sent_by, "signed_by": of.signed_by, "question": held.question}
    held.question = words
    held.save(update_fields=["question"])
    of.sent_by, of.signed_by = "", ""
    _to(of, Stage.STARTED)
    append(of, "asked back", act, {"line": held.number, "arrangement": held.arrangement}, words)
    return {**had, "head": of.head}


@transaction.atomic
def withdraw_question(line: int, had: Mapping[str, str], why: str, act: Act) -> Problem | None:
    """The return as it stood before a question, if nothing happened in it since."""
    of, held = _locked_line(line)
    if of.head != had["head"]:
        return Problem(
            "changed", "main", "", "The body has gone on since it was asked.", "Read what it has answered."
        )
    held.question = had["question"]
    held.save(update_fields=["question"])
    of.sent_by, of.signed_by = had["sent_by"], had["signed_by"]
    _to(of, Stage(had["stage"]))
    append(of, "question withdrawn", act, {"line": held.number, "arrangement": held.arrangement}, why)
    return None


@transaction.atomic
def reply_to(of_return: int, told: int, seen: int, said: tuple[Reply, str], act: Act) -> PartnerReply | Problem:
    """Say what this body makes of a partner's telling. `seen`: the version of its reply so far; 0: none."""
    of = locked(of_return)
    if problem := not_answerable(of):
        return problem
    line = Line.objects.get(pk=told)
    held = PartnerReply.objects.filter(of=of, told=line).first() or PartnerReply(of=of, told=line, version=0)
    if held.version != seen:
        return conflict()
    held.reply, held.why = said[0].value, said[1]
    held.told_version, held.version = line.version, held.version + 1
    held.save()
    _started(of, act)
    content = {"told by": line.of.body, "line": line.number, "arrangement": line.arrangement, "reply": held.reply}
    append(of, "partner answered", act, content, said[1])
    return held


def conflict() -> Problem:
    needed = "Somebody else changed this while you had it open."
    return Problem("conflict", "main", "", needed, "Both are shown: keep theirs, or save yours over it.")


def is_latest(of: Round) -> bool:
    """Whether it is the last round that was opened; it takes corrections until the next one opens."""
    later = Round.objects.exclude(stage=RoundStage.DRAFT).filter(year__gt=of.year)
    return of.stage != RoundStage.DRAFT and not later.exists()


def locked(of_return: int) -> Return:
    """The return, which nobody else changes until this transaction ends."""
    return _locking().get(pk=of_return)


def _locked_line(line: int) -> tuple[Return, Line]:
    """The return of a line, locked, and the line as it stands since."""
    of = _locking().get(lines=line)
    return of, Line.objects.get(pk=line)


def _locking() -> QuerySet[Return]:
    return Return.objects.select_for_update(of=("self",)).select_related("round")


def _closed(of: Return) -> Problem | None:
    if is_latest(of.round):
        return None
    return Problem("closed", "main", "", "This round is over and a later one is open.", "Answer in the later one.")


def _changed(of: Return, seen: int) -> Problem | None:
    if of.version == seen:
        return None
    needed = "Something in this return changed while you had it open."
    return Problem("conflict", "main", "", needed, "Look at it as it is now, and press again.")


def not_answerable(of: Return) -> Problem | None:
    """Why a return takes no answers now."""
    if of.stage in (Stage.SUBMITTED, Stage.DECLINED):
        return _stage(f"This return is {of.stage}.", "A coordinator or signatory can reopen it.")
    return _closed(of)


def _stage(needed: str, fix: str) -> Problem:
    return Problem("stage", "main", "", needed, fix)


def _started(of: Return, act: Act) -> None:
    """What changes after it was sent must be sent again, so that nobody signs what they have not read."""
    if of.stage == Stage.TO_SIGN:
        of.sent_by = ""
        append(of, "signing called off", act, why="An answer changed.")
    _to(of, Stage.STARTED)


def _to(of: Return, stage: Stage) -> None:
    """Saved by the event that follows."""
    of.stage, of.version = stage.value, of.version + 1
