"""What a proposal may be about, and how far it may have come, in the words that people see."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What somebody wants to say."""

    WRONG = "wrong"
    MISSING = "missing"
    ENDED = "ended"
    NEW = "new"
    TAKE_DOWN = "take down"
    DEAD_LINK = "dead link"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.WRONG: "Something here is wrong",
    Kind.MISSING: "Something is missing",
    Kind.ENDED: "It has ended, or a member has left",
    Kind.NEW: "An arrangement is not in the register yet",
    Kind.TAKE_DOWN: "Something should be taken down",
    Kind.DEAD_LINK: "A link is dead",
}


class Stage(StrEnum):
    """How far a proposal has come. All but the first are final."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    ALREADY = "already so"
    NOT_TAKEN = "not taken"


STAGE_WORDS: Mapping[Stage, str] = {
    Stage.RECEIVED: "Received",
    Stage.ACCEPTED: "Accepted: the register was changed",
    Stage.ALREADY: "Accepted: no change was needed",
    Stage.NOT_TAKEN: "Not taken",
}
