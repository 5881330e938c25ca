"""How far a round and a return may have come, in the words that people see. Pure."""

from __future__ import annotations

from enum import StrEnum


class RoundStage(StrEnum):
    """Nobody is asked in a draft. A closed round takes corrections until the next one opens."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Stage(StrEnum):
    """How far a return has come."""

    NOT_STARTED = "not started"
    STARTED = "started"
    TO_SIGN = "waiting for a signature"
    SUBMITTED = "submitted"
    DECLINED = "declined"


ANSWERED = frozenset({Stage.SUBMITTED, Stage.DECLINED})
"""Who has come so far is not reminded."""


class Reply(StrEnum):
    """What a body says of what a partner has told."""

    CONFIRMED = "we say the same"
    CORRECTED = "we say otherwise: see our own line"
    DISPUTED = "we dispute this"


class ReviewAct(StrEnum):
    """What the team may do about a case, in the past tense, as its history says it."""

    ACCEPTED = "accepted"
    ASKED = "asked back"
    MERGED = "merged"
    SPLIT = "split"
    WAIVED = "left as it is"


class Sent(StrEnum):
    """What a file that a body sends is."""

    WORKBOOK = "workbook"
    EVIDENCE = "evidence"
